package index

import "strings"

// The years in which a name was in use are private-use subtags of its language, which BCP 47 leaves to those who agree on them:
// "ru-x-1961-1991", "uk-x-2016" for a name still in use, "und-x-0-1937" where neither the language nor the beginning is known.
const yearsOf = "-x-"

// Dated adds to a language the years, of four digits, from which and to which a name was in use; either may be empty.
func Dated(lang, from, to string) string {
	switch {
	case from == "" && to == "":
		return lang
	case lang == "":
		lang = "und"
	}
	if from == "" {
		from = "0"
	}
	if to != "" {
		to = "-" + to
	}
	return lang + yearsOf + from + to
}

// SplitYears is the inverse of [Dated].
func SplitYears(tag string) (lang, from, to string) {
	lang, years, ok := strings.Cut(tag, yearsOf)
	if !ok {
		return tag, "", ""
	}
	if from, to, _ = strings.Cut(years, "-"); from == "0" {
		from = ""
	}
	if lang == "und" {
		lang = ""
	}
	return lang, from, to
}
