// Package lang tells the language of a text from its script, its letters and its commonest words.
package lang

import (
	"strings"
	"unicode"

	"dateline/geo/geoparse/token"
)

// sample is how many words are looked at: more changes no answer.
const sample = 300

// Detect gives the BCP 47 code of the language: en, fr, es, de, it, pt, nl, tr, ru, uk, bg, ar, fa, ckb, ur, he, el, zh, ja,
// ko, hi, th, ka, hy, am or "und" where it cannot be told.
func Detect(tokens []token.Token) string {
	scripts := make(map[string]int)
	letters := make(map[rune]int)
	stops := make(map[string]int)
	words := 0
	for _, t := range tokens {
		if t.Kind != token.Word {
			continue
		}
		if words++; words > sample {
			break
		}
		low := strings.ToLower(t.Text)
		for _, l := range stopWords[low] {
			stops[l]++
		}
		for _, r := range low {
			scripts[script(r)]++
			if r >= 0x80 {
				letters[r]++
			}
		}
	}
	switch best(scripts, scriptOrder) {
	case "Cyrl":
		return cyrillic(letters)
	case "Arab":
		return arabic(letters)
	case "Latn":
		return latin(stops, letters)
	case "Hani":
		if scripts["Kana"] > 0 {
			return "ja"
		}
		return "zh"
	case "":
		return "und"
	}
	return single[best(scripts, scriptOrder)]
}

var scriptOrder = []string{"Latn", "Cyrl", "Arab", "Hebr", "Grek", "Hani", "Kana", "Hang", "Deva", "Thai", "Geor", "Armn", "Ethi"}

var single = map[string]string{
	"Hebr": "he", "Grek": "el", "Kana": "ja", "Hang": "ko", "Deva": "hi", "Thai": "th", "Geor": "ka", "Armn": "hy", "Ethi": "am",
}

func script(r rune) string {
	switch {
	case r < 0x250, r >= 0x1e00 && r < 0x1f00:
		return "Latn"
	case r >= 0x400 && r < 0x530:
		return "Cyrl"
	case r >= 0x600 && r < 0x780, r >= 0xfb50 && r < 0xfe00, r >= 0xfe70 && r < 0xff00:
		return "Arab"
	case r >= 0x590 && r < 0x600:
		return "Hebr"
	case r >= 0x370 && r < 0x400:
		return "Grek"
	case unicode.Is(unicode.Han, r):
		return "Hani"
	case unicode.In(r, unicode.Hiragana, unicode.Katakana):
		return "Kana"
	case unicode.Is(unicode.Hangul, r):
		return "Hang"
	case unicode.Is(unicode.Devanagari, r):
		return "Deva"
	case unicode.Is(unicode.Thai, r):
		return "Thai"
	case unicode.Is(unicode.Georgian, r):
		return "Geor"
	case unicode.Is(unicode.Armenian, r):
		return "Armn"
	case unicode.Is(unicode.Ethiopic, r):
		return "Ethi"
	}
	return "other"
}

// best gives the key with the largest count, the earlier of equals; "" where all are 0.
func best(counts map[string]int, order []string) string {
	top, name := 0, ""
	for _, k := range order {
		if counts[k] > top {
			top, name = counts[k], k
		}
	}
	return name
}

func count(letters map[rune]int, set string) int {
	n := 0
	for _, r := range set {
		n += letters[r]
	}
	return n
}

func cyrillic(letters map[rune]int) string {
	ukrainian, russian := count(letters, "іїєґ"), count(letters, "ыэёъ")
	switch {
	case ukrainian > russian:
		return "uk"
	case russian > 0 && count(letters, "ыэё") == 0:
		return "bg" // ъ is common there, ы э ё do not occur
	}
	return "ru"
}

func arabic(letters map[rune]int) string {
	switch {
	case count(letters, "ێۆڕڵە") > 0:
		return "ckb"
	case count(letters, "ےٹڈں") > 0:
		return "ur"
	case count(letters, "پچژگیک") > count(letters, "يىةكأإ"):
		return "fa"
	}
	return "ar"
}

var latinOrder = []string{"en", "fr", "es", "tr", "de", "it", "pt", "nl"}

func latin(stops map[string]int, letters map[rune]int) string {
	stops["tr"] += count(letters, "ışğİ")
	stops["es"] += count(letters, "ñ¿¡")
	stops["de"] += count(letters, "ß")
	if l := best(stops, latinOrder); l != "" {
		return l
	}
	return "und"
}

var stopWords = func() map[string][]string {
	m := make(map[string][]string)
	for lang, list := range map[string]string{
		"en": `the of and to in a is that for it was on are with as his they at be this have from or by not but what all were when we there
can an your which their said if will each about how up out them then she many some these so other into has more her two him see time
than first been its who now people did down only us he said after`,
		"fr": `le la les de des du un une et est en que qui dans pour sur au aux avec ce cette il elle ils par pas plus ne se son sa ses
ont été sont mais ou nous vous leur après selon contre depuis`,
		"es": `el la los las de del un una y en que por con para se es su al lo como más pero sus le ya o este sí porque esta entre cuando
muy sin sobre también me hasta hay donde quien desde todo nos durante`,
		"tr": `bir ve bu da de için ile olarak çok daha gibi olan en ne kadar sonra ancak oldu olduğu değil var ama kendi her o göre dedi
etti eden yeni iki üzerine karşı arasında`,
		"de": `der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach
wird bei einer um am sind noch wie einem über einen so zum war haben`,
		"it": `il la di e che in un una per è non con del della dei le si da al sono come più anche lo nel alla ha ma gli su dalla i delle`,
		"pt": `o a de e que do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já
está também só pelo pela até isso são foi`,
		"nl": `de het een van en in is dat op te zijn voor met die niet aan er om ook als dan maar bij nog uit naar door over hij werd wordt`,
	} {
		for _, w := range strings.Fields(list) {
			m[w] = append(m[w], lang)
		}
	}
	return m
}()
