package lang

import (
	"testing"

	"dateline/geo/geoparse/token"
)

func TestDetect(t *testing.T) {
	for text, want := range map[string]string{
		"The rebels took the town of Baiji on Monday.":                        "en",
		"Les rebelles ont pris la ville de Baïji lundi.":                      "fr",
		"Los rebeldes tomaron la ciudad de Baiyi el lunes.":                   "es",
		"İsyancılar pazartesi günü Beyci kasabasını ele geçirdi ve ilerledi.": "tr",
		"Повстанцы взяли город Байджи в понедельник, это был вечер. Мы ждём.": "ru",
		"Повстанці захопили місто Байджі в понеділок і відійшли.":             "uk",
		"سيطر المسلحون على مدينة بيجي يوم الاثنين":                            "ar",
		"شورشیان روز دوشنبه شهر بیجی را گرفتند":                               "fa",
		"چەکداران شاری بێجییان گرت":                                           "ckb",
		"Die Rebellen haben die Stadt am Montag eingenommen.":                 "de",
		"12 34": "und",
		"":      "und",
	} {
		if got := Detect(token.Tokenize(text)); got != want {
			t.Errorf("Detect(%q) = %q, want %q", text, got, want)
		}
	}
}
