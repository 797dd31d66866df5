package gazetteer

import "unicode"

// scriptFits says whether a name without a language may be one of the language's, by its script and the letters that only
// some languages of the script use.
func scriptFits(text, lang string) bool {
	t, ok := scripts[lang]
	if !ok {
		return false
	}
	for _, r := range text {
		if unicode.IsLetter(r) && !unicode.Is(t.table, r) {
			return false
		}
		for _, no := range t.without {
			if r == no {
				return false
			}
		}
	}
	return true
}

type script struct {
	table   *unicode.RangeTable
	without []rune
}

var scripts = map[string]script{
	"ar":  {unicode.Arabic, []rune("پچژگکیەڕڵۆێڤہےٹڈڑں")},
	"fa":  {unicode.Arabic, []rune("ەڕڵۆێڤہےٹڈڑںيكة")},
	"ckb": {unicode.Arabic, []rune("ہےٹڈڑںيكةضظطصذثأإ")},
	"ur":  {unicode.Arabic, []rune("ەڕڵۆێڤيكة")},
	"ru":  {unicode.Cyrillic, []rune("іїєґўјљњћђџӣқғңөүұһә")},
	"uk":  {unicode.Cyrillic, []rune("ыэъёўјљњћђџқғңөүұһә")},
	"bg":  {unicode.Cyrillic, []rune("ыэіїєґўјљњћђџ")},
	"el":  {unicode.Greek, nil},
	"he":  {unicode.Hebrew, nil},
	"hy":  {unicode.Armenian, nil},
	"ka":  {unicode.Georgian, nil},
	"th":  {unicode.Thai, nil},
	"ko":  {unicode.Hangul, nil},
	"ja":  {unicode.Han, nil},
	"zh":  {unicode.Han, nil},
	"hi":  {unicode.Devanagari, nil},
	"am":  {unicode.Ethiopic, nil},
}
