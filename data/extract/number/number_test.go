package number

import (
	"fmt"
	"testing"

	"dateline/data/extract/word"

	"pgregory.net/rapid"
)

func show(p Phrase) string {
	f := func(x *float64) string {
		if x == nil {
			return "-"
		}
		return fmt.Sprint(*x)
	}
	return fmt.Sprintf("%s %s %s %s", f(p.Low), f(p.Best), f(p.High), p.Qualifier)
}

func read(lang, s string) (Phrase, bool) {
	r := []rune(s)
	return For(lang).At(word.Cut(r, 0, len(r)), 0)
}

// TestPhrases is the table of phrases: low, best, high, qualifier.
func TestPhrases(t *testing.T) {
	for _, test := range []struct{ lang, text, want string }{
		{"en", "200,000 people", "- 200000 - "},
		{"en", "some 200,000", "- 200000 - approximately"},
		{"en", "about 1.2 million people", "- 1.2e+06 - approximately"},
		{"en", "an estimated 570,000", "- 570000 - approximately"},
		{"en", "more than 500,000", "500000 - - more_than"},
		{"en", "no fewer than 20,000", "20000 - - more_than"},
		{"en", "at least 70 families", "70 - - more_than"},
		{"en", "up to 500,000", "- - 500000 up_to"},
		{"en", "nearly 200,000", "- 200000 200000 nearly"},
		{"en", "close to 90,000", "- 90000 90000 nearly"},
		{"en", "2,000-3,000 families", "2000 - 3000 range"},
		{"en", "2 000 - 3 000 families", "2000 - 3000 range"},
		{"en", "between 170 and 180 km", "170 - 180 range"},
		{"en", "2 to 3 million people", "2e+06 - 3e+06 range"},
		{"en", "83,340 families", "- 83340 - "},
		{"en", "tens of thousands", "20000 - - vague"},
		{"en", "thousands of people", "2000 - - vague"},
		{"en", "dozens of families", "24 - - vague"},
		{"en", "half a million", "- 500000 - "},
		{"en", "half of the population", "- - - ratio"},
		{"en", "nearly half the population", "- - - ratio"},
		{"en", "two-thirds of them", "- - - ratio"},
		{"en", "71% to", "- - - ratio"},
		{"en", "one in three inhabitants", "- - - ratio"},
		{"en", "twelve hundred Croats", "- 1200 - "},
		{"en", "Two hundred and fifty men", "- 250 - "},
		{"en", "Eighty-five kilometres", "- 85 - "},
		{"en", "2.14 lakh", "- 214000 - "},
		{"en", "7,50,000 refugees", "- 750000 - "},
		{"en", "3 crore", "- 3e+07 - "},
		{"fr", "environ 12 000 personnes", "- 12000 - approximately"},
		{"fr", "plus de 3 500 familles", "3500 - - more_than"},
		{"fr", "des milliers de civils", "2000 - - vague"},
		{"es", "más de 15.000 personas", "15000 - - more_than"},
		{"es", "unas trescientas", "- - - "},
		{"ar", "نحو ١٢٬٠٠٠ شخص", "- 12000 - approximately"},
		{"ar", "٢٠٠ ألف شخص", "- 200000 - "},
		{"ar", "عشرات الآلاف من", "20000 - - vague"},
	} {
		p, ok := read(test.lang, test.text)
		if !ok {
			if test.want != "- - - " {
				t.Errorf("%s: no number", test.text)
			}
			continue
		}
		if got := show(p); got != test.want {
			t.Errorf("%s: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestNoNumber(t *testing.T) {
	for _, s := range []string{"third man", "some people", "about the war", "over the hills", "the army"} {
		if p, ok := read("en", s); ok {
			t.Errorf("%q: read %s", s, show(p))
		}
	}
}

func TestHouseholds(t *testing.T) {
	if h, ok := HouseholdOf("IQ"); !ok || h.Factor != 6 || h.Source == "" {
		t.Errorf("Iraq: %v %v", h, ok)
	}
	if _, ok := HouseholdOf("NO"); ok {
		t.Error("Norway has no factor")
	}
	for _, bad := range []string{"IQ\tsix\tsource", "IQ\t6", "IQ\t-1\tsource"} {
		if _, err := parseHouseholds(bad); err == nil {
			t.Errorf("%q must be refused", bad)
		}
	}
}

// TestGrouping writes any number with thousands separators and reads it back.
func TestGrouping(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 999_999_999).Draw(t, "n")
		s := fmt.Sprint(n)
		for i := len(s) - 3; i > 0; i -= 3 {
			s = s[:i] + "," + s[i:]
		}
		if v, ok := Digits(s); !ok || v != float64(n) {
			t.Fatalf("Digits(%q) = %v, %v", s, v, ok)
		}
	})
}

func FuzzAt(f *testing.F) {
	f.Add("between 1 and 2 million of the 3,4,5")
	f.Add("٢٠٠ ألف")
	f.Fuzz(func(t *testing.T, s string) {
		r := []rune(s)
		toks := word.Cut(r, 0, len(r))
		for i := range toks {
			for _, lang := range []string{"en", "fr", "es", "ar"} {
				if p, ok := For(lang).At(toks, i); ok && (p.First != i || p.Last <= i || p.Last > len(toks)) {
					t.Fatalf("phrase %d–%d at %d of %d", p.First, p.Last, i, len(toks))
				}
			}
		}
	})
}
