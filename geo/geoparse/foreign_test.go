package geoparse_test

import (
	"strings"
	"testing"
)

// A town called one by the words next to it is found in a spelling like the gazetteer's where the text is about its country.
func TestTownsInOtherSpellings(t *testing.T) {
	placed := map[string]string{}
	for _, m := range read(t, "لا يزال الجيش السوداني يسيطر على الخرطوم ومدينة الأبيض، ونفى الجيش سقوط مدينة كادوقلي في السودان.").Mentions {
		placed[m.Text] = m.Place.Name
	}
	if placed["الأبيض"] != "El Obeid" || placed["كادوقلي"] != "Kadugli" {
		t.Errorf("places %v", placed)
	}
}

func TestForeignLanguages(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"ar", "سيطر المسلحون على مدينة الموصل يوم الاثنين وفر السكان من تكريت إلى كركوك وبغداد.", "الموصل تكريت كركوك بغداد"},
		{"ar", "وصل النازحون بالموصل إلى أربيل.", "الموصل أربيل"},
		{"uk", "Російські війська обстріляли Харків, а в Одесі та у Києві пролунали вибухи. Бої тривають біля Бахмута.", "Харків Одесі Києві Бахмута"},
		{"ar", "بورتسودان، 26 أكتوبر 2025 - قالت الحكومة السودانية إن الناس نزحوا من الفاشر إلى طويلة، فيما يحاصر مسلحون مدينة بابنوسة.", "بورتسودان السودانية الفاشر طويلة بابنوسة"},
		{"uk", "Сили оборони відійшли на захід від Курахового, бої тривають у Часовому Ярі.", "Курахового Часовому Ярі"},
		{"ru", "Взрывы прогремели в Донецке и Мариуполе, сообщили в Москве. Жители Харькова уезжают.", "Донецке Мариуполе Москве Харькова"},
		{"fr", "Les combats ont repris près d'Alep, a déclaré le ministre à Paris. Des habitants de Bagdad ont fui vers Mossoul.", "Alep Paris Bagdad Mossoul"},
		{"es", "Los rebeldes avanzaron hacia Mosul y tomaron Tikrit, según fuentes en Bagdad. El presidente viajó a Viena.", "Mosul Tikrit Bagdad Viena"},
		{"tr", "Militanlar Musul'u ele geçirdi ve Kerkük'e doğru ilerledi. Bakan dün Ankara'da konuştu.", "Musul Kerkük Ankara"},
	} {
		d := read(t, c.text)
		runes := []rune(c.text)
		var got []string
		for _, m := range d.Mentions {
			if string(runes[m.Start:m.End]) != m.Text {
				t.Errorf("%q is not the text at its offsets", m.Text)
			}
			got = append(got, m.Text)
		}
		if d.Language != c.language || strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %s %q, want %q", c.language, d.Language, strings.Join(got, " "), c.want)
		}
	}
}
