package geoparse_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/geo/geoparse"
	"dateline/geo/geoparse/measure"
)

// offsets says that every span of the document is the text at its offsets, in code points, and that all is in order.
func offsets(t *testing.T, d geoparse.Document) {
	t.Helper()
	runes := []rune(d.Text)
	at := func(s geoparse.Span) string {
		if s.Start < 0 || s.End > len(runes) || s.Start >= s.End {
			t.Fatalf("span %+v lies outside of the text of %d code points", s, len(runes))
		}
		return string(runes[s.Start:s.End])
	}
	last := 0
	for _, m := range d.Mentions {
		if at(m.Span) != m.Text || m.Start < last {
			t.Fatalf("mention %q at %+v: the text there is %q", m.Text, m.Span, at(m.Span))
		}
		if m.Placed && m.Role == geoparse.Part || m.Confidence < 0 || m.Confidence > 1 {
			t.Fatalf("mention %+v breaks its contract", m)
		}
		last = m.End
	}
	for _, e := range d.Entities {
		if at(e.Span) != e.Text {
			t.Fatalf("entity %q at %+v: the text there is %q", e.Text, e.Span, at(e.Span))
		}
	}
	for _, r := range d.Relations {
		if at(r.Span) != r.Text || r.Located >= len(d.Mentions) {
			t.Fatalf("relation %+v: the text there is %q", r, at(r.Span))
		}
		for _, a := range r.Anchors {
			if a < 0 || a >= len(d.Mentions) {
				t.Fatalf("relation %+v has no such anchor", r)
			}
		}
	}
	for _, k := range d.Tokens {
		if at(k.Span) != k.Text {
			t.Fatalf("token %q at %+v: the text there is %q", k.Text, k.Span, at(k.Span))
		}
	}
	for _, s := range d.Sentences {
		at(s.Span)
	}
}

func TestOffsetsOverAllTexts(t *testing.T) {
	p, _ := embedded(t)
	var texts []string
	files, _ := filepath.Glob("../../../shared/*/*.txt")
	more, _ := filepath.Glob("../../../shared/*/*.md")
	for _, f := range append(files, more...) {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	for _, f := range []string{"TR-News.xml", "GeoVirus.xml"} {
		docs, err := measure.Read("../../../shared/corpora/" + f)
		if err != nil {
			t.Skipf("the corpora are not there: %v", err)
		}
		for _, d := range docs {
			texts = append(texts, d.Text)
		}
	}
	texts = append(texts, "🚩 Mosul 👩‍👩‍👧‍👦 fell — the 🇮🇶 army left Kirkuk, 50 miles 🙂 north of Baiji.", "وصل النازحون بالموصل إلى أربيل 🚶‍♀️ وبغداد.",
		"\ufeffM\u0301osul, I\u0307raq. \u202eKirkuk\u202c", "e\u0301t\u00e9 à Alep\u0301", "Mosul\x00Kirkuk\x07 Baghdad\r\nTikrit\u2028Basra")
	for _, text := range texts {
		d, err := p.Parse(context.Background(), geoparse.Input{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		offsets(t, d)
	}
}

// The bounds are generous: what they catch is growth with the square of the length.
func TestHostileTextsEndInTime(t *testing.T) {
	p, _ := embedded(t)
	big := 50 << 20
	if testing.Short() {
		big = 4 << 20
	}
	for name, text := range map[string]string{
		"one long line":         strings.Repeat("the army took Mosul and Kirkuk near Baghdad ", big/44),
		"one long word":         strings.Repeat("Mosul", big/5),
		"10,000 times one name": strings.Repeat("Mosul ", 10_000),
		"10,000 sentences":      strings.Repeat("Alqosh, 31 miles north of Mosul, fell. ", 10_000),
		"commas":                strings.Repeat("Mosul, Iraq, ", 5_000),
		"capitals":              strings.Repeat("A B C D E F G ", 5_000),
		"points":                strings.Repeat("A.B.", 100_000),
		"brackets":              strings.Repeat("([{\"'", 20_000),
		"directions":            strings.Repeat("50 miles north of ", 10_000),
		"html":                  strings.Repeat("<div class=\"Mosul\"><a href='http://a.b/Kirkuk'>Baghdad</a>", 2_000),
		"controls":              strings.Repeat("\x00\x01\x02 Mosul \x7f", 20_000),
		"Arabic":                strings.Repeat("سيطر المسلحون على مدينة الموصل ", 2_000),
		"invalid":               strings.Repeat("\xff\xfeMosul \xc3", 20_000),
		"empty":                 "", "blank": " \n\t ",
	} {
		start := time.Now()
		d, err := p.Parse(context.Background(), geoparse.Input{Text: text})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if took := time.Since(start); took > 60*time.Second {
			t.Errorf("%s took %v", name, took)
		}
		if len(text) < 3<<20 {
			offsets(t, d)
		}
		if n := len([]rune(text)); n > geoparse.MaxText && d.Unread != n-geoparse.MaxText {
			t.Errorf("%s: %d code points unread of %d", name, d.Unread, n)
		}
	}
}

func TestParseStopsWithItsContext(t *testing.T) {
	p, _ := embedded(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := p.Parse(ctx, geoparse.Input{Text: "Mosul"}); err == nil {
		t.Error("no error")
	}
}

func TestParseIsDeterministic(t *testing.T) {
	p, _ := embedded(t)
	text := article(t, "2014-06-16-voa-talafar.txt")
	render := func() string {
		d, err := p.Parse(context.Background(), geoparse.Input{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, m := range d.Mentions {
			b.WriteString(m.Text + m.Place.ID + strings.Join(m.Reasons, ";"))
			for _, c := range m.Candidates {
				b.WriteString(c.Place.ID + strings.Join(c.Reasons, ";"))
			}
		}
		return b.String()
	}
	first := render()
	for range 5 {
		if render() != first {
			t.Fatal("the same text was read in two ways")
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("IRBIL, Iraq (AP) — Gen. Smith said Alqosh, about 31 miles north of the country's second most-populous city, fell.")
	f.Add("The USS Mesa Verde sailed. المو 🙂 صل \xff between Mosul and Kirkuk, 50 miles to the southwest")
	f.Add("Київ, у м. Харків Саудовской Аравии l'Irak Ankara'da")
	p, _ := embedded(f)
	f.Fuzz(func(t *testing.T, text string) {
		d, err := p.Parse(context.Background(), geoparse.Input{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		offsets(t, d)
	})
}
