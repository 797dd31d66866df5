package token

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func texts(text string) []string {
	var out []string
	for _, t := range Tokenize(text) {
		out = append(out, t.Text)
	}
	return out
}

func TestTokenize(t *testing.T) {
	for text, want := range map[string]string{
		"Mosul's Ba'aj, Shi’ite":               "Mosul 's Ba'aj , Shi’ite",
		"U.S.-led, at 5 a.m. Monday":           "U.S. - led , at 5 a.m. Monday",
		"some 200,000 people, 3.5 km, 70km.":   "some 200,000 people , 3.5 km , 70km .",
		"open to talks with Iran.Getty Images": "open to talks with Iran . Getty Images",
		"on June 16.AP":                        "on June 16 . AP",
		"Gen. John F. Smith of St. Louis":      "Gen. John F. Smith of St. Louis",
		"see https://a.org/x?y=1, or a@b.org":  "see https://a.org/x?y=1 , or a@b.org",
		"the boys’ camp":                       "the boys ’ camp",
		"Texas A&M":                            "Texas A&M",
		"في الموصل، العراق.":                   "في الموصل ، العراق .",
		"м. Київ, 1990 г.":                     "м. Київ , 1990 г.",
		"well ... yes":                         "well ... yes",
		"@Reuters #Syria":                      "@Reuters # Syria",
	} {
		if got := strings.Join(texts(text), " "); got != want {
			t.Errorf("Tokenize(%q) = %q, want %q", text, got, want)
		}
	}
}

func sentences(text string) []string {
	runes := []rune(text)
	var out []string
	for _, s := range Split(Tokenize(text)) {
		out = append(out, string(runes[s.Start:s.End]))
	}
	return out
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		desc string
		want []string
		sep  string
	}{
		{"titles and initials", []string{"Gen. Ghasem Soleimani met Mr. A. K. Smith.", "They talked."}, " "},
		{"dateline", []string{"IRBIL, Iraq (AP) — Gen. Smith arrived at 5 a.m. Monday.", "He left."}, " "},
		{"country abbreviation", []string{"It is in the U.S. Navy.", "He came from the U.S.", "The war ended."}, " "},
		{"quotes", []string{"“I’m not going back,” said Lina.", "“We stay.”", "She left."}, " "},
		{"glued caption", []string{"The US is open to talks with Iran.", "Getty Images"}, ""},
		{"elision", []string{"The regime that … has sponsored acts [President] Assad."}, " "},
		{"bullets", []string{"Key points:", "• Mosul fell", "• Tikrit too"}, " "},
		{"lines", []string{"Militants Seize Town", "Tal Afar, Iraq", "They came."}, "\n"},
		{"numbers", []string{"It was 3.5 km in 2014.", "The No. 2 man fled."}, " "},
		{"list items", []string{"1. Mosul fell.", "2. Tikrit fell."}, "\n"},
		{"exclamation in a name", []string{"He told Yahoo! News so!", "Really?", "Yes."}, " "},
		{"Arabic", []string{"سقطت الموصل.", "هل عاد السكان؟", "لا."}, " "},
		{"Ukrainian", []string{"Бої тривають у м. Бахмут та с. Кліщіївка.", "Війська відійшли."}, " "},
		{"Russian", []string{"В 2014 г. город пал.", "Он в Донецкой обл. не был."}, " "},
		{"French", []string{"M. Dupont est à Paris.", "Il repart."}, " "},
		{"Spanish", []string{"El Sr. Pérez llegó a Bogotá.", "¿Volverá?", "Sí."}, " "},
		{"Turkish", []string{"Dr. Yılmaz Ankara'da konuştu.", "İstanbul'a döndü."}, " "},
	} {
		if diff := cmp.Diff(c.want, sentences(strings.Join(c.want, c.sep))); diff != "" {
			t.Errorf("%s: %s", c.desc, diff)
		}
	}
}

// Where sentences end in all the languages that are read: abbreviations, clock times, ellipses, quotes, bullets, datelines.
func TestSplitInAllLanguages(t *testing.T) {
	for _, c := range [][]string{
		{"Lt. Gen. Sean MacFarland spoke at 3 p.m. on Tuesday.", "He left."},
		{"The town fell at 9 p.m.", "Residents fled."},
		{"BEIRUT (AP) — Rebels took the base.", "The army denied it."},
		{"PORT-AU-PRINCE, Haiti, Jan. 12 (Reuters) - Gangs set fires.", "Two died."},
		{"“Where do we go?” asked Sara.", "Nobody knew."},
		{"He said: “We stay.”", "They stayed."},
		{"St. Paul, Minn., is cold.", "Mt. Hood is colder."},
		{"It cost $3.5 million vs. $2.1 million.", "Inc. magazine said so."},
		{"The U.N. said 3,000 fled.", "The E.U. agreed."},
		{"He waited … and waited.", "Then he left."},
		{"“We are …”", "He stopped."},
		{"M. Macron est arrivé à 15 h. 30.", "Mme Borne l'attendait."},
		{"« Nous restons », a dit le maire.", "Il a souri."},
		{"Selon St. Pierre, env. 300 pers. ont fui.", "Le préfet confirme."},
		{"La Sra. Gómez vive en la av. Bolívar.", "¿Y su hijo?", "¡Volvió!"},
		{"EE. UU. envió ayuda.", "El Gral. Pérez la recibió."},
		{"Prof. Dr. Ahmet Yılmaz saat 14.30'da konuştu.", "Ankara sessiz."},
		{"Toplantı 5 Mayıs'ta yapıldı.", "Sonuç yok."},
		{"Вибух стався о 5.30 на вул. Соборній, буд. 5.", "Загинуло 3 тис. осіб, сказав ген. Коваль."},
		{"«Ми тут», – сказав він.", "Бій триває."},
		{"Ущерб – 2 млрд руб. за год.", "Об этом сказал г-н Иванов."},
		{"На ул. Ленина, д. 5, пожар.", "Погиб А. С. Петров."},
		{"قال د. سمير إن المدينة سقطت.", "وأضاف: «لن نرحل».", "فمن يبقى؟", "لا أحد!"},
	} {
		if diff := cmp.Diff(c, sentences(strings.Join(c, " "))); diff != "" {
			t.Errorf("%s", diff)
		}
	}
	for _, c := range [][]string{
		{"• 12 killed in Mosul", "• 30 hurt in Tikrit"}, {"- Tikrit", "- Baiji"}, {"1) Road cut", "2) Bridge open"}, {"Situation", "The road is cut."},
	} {
		if diff := cmp.Diff(c, sentences(strings.Join(c, "\n"))); diff != "" {
			t.Errorf("%s", diff)
		}
	}
}

func TestSplitJoinsWrappedLines(t *testing.T) {
	text := "The rebels who came out of the desert in the night took the\n" +
		"town of Baiji, and with it the road that leads from there to\n" +
		"Tikrit and further on to Baghdad, as officials in the\n" +
		"Kurdish capital said on Monday. They hold it now.\n"
	if got := sentences(text); len(got) != 2 {
		t.Errorf("got %d sentences, want 2: %q", len(got), got)
	}
}

func FuzzTokenize(f *testing.F) {
	f.Add("IRBIL, Iraq (AP) — 70km.Getty\n\u202bالموصل\u202c 👩‍👩‍👧 \xff\xfe a.m.")
	f.Fuzz(func(t *testing.T, text string) {
		runes := []rune(text)
		tokens := Tokenize(text)
		last := 0
		for _, k := range tokens {
			if k.Start < last || k.End <= k.Start || k.End > len(runes) {
				t.Fatalf("token %+v out of order in %q", k, text)
			}
			if string(runes[k.Start:k.End]) != string([]rune(k.Text)) || text[k.Byte:k.Byte+len(k.Text)] != k.Text {
				t.Fatalf("token %+v is not the text at its offsets in %q", k, text)
			}
			last = k.End
		}
		at := 0
		for _, s := range Split(tokens) {
			if s.First != at || s.Last <= s.First {
				t.Fatalf("sentence %+v leaves tokens out in %q", s, text)
			}
			at = s.Last
		}
		if at != len(tokens) {
			t.Fatalf("sentences end at token %d of %d", at, len(tokens))
		}
	})
}
