package source

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"dateline/geo/gazetteer/index"
)

// pseudoLanguages are the entries of alternateNamesV2 that are no names: web addresses, ids and codes.
var pseudoLanguages = map[string]bool{"link": true, "wkdt": true, "post": true, "phon": true, "unlc": true, "tcid": true, "piny": false}

// AlternateNames reads a table of the form of alternateNamesV2.txt: id, GeoNames id, language, name, and the flags preferred,
// short, colloquial and historic, from and to; a name with an end is historic, and keeps its years ([index.Dated]). Entries that are no names are passed over in silence; airport codes and
// abbreviations are kept for searching only.
func AlternateNames(r io.Reader, visit func(id string, n index.Name) error, skip func(line int, reason string)) error {
	return lines(r, func(n int, line string) error {
		if line == "" {
			return nil
		}
		f := strings.Split(line, "\t")
		if len(f) != 10 && len(f) != 8 || !isNumber(f[1]) {
			skip(n, fmt.Sprintf("%d columns, 10 with a GeoNames id in the second wanted", len(f)))
			return nil
		}
		if pseudoLanguages[f[2]] || strings.Contains(f[3], "://") {
			return nil
		}
		name, err := alternate(f)
		if err != nil {
			skip(n, err.Error())
			return nil
		}
		return visit("geonames:"+f[1], name)
	})
}

func alternate(f []string) (index.Name, error) {
	name := index.Name{Text: Clean(f[3]), Lang: language(f[2])}
	switch {
	case !utf8.ValidString(f[3]):
		return name, errors.New("not UTF-8")
	case name.Text == "":
		return name, errors.New("no name")
	}
	switch {
	case f[7] == "1" || ended(f):
		name.Kind = index.Historic
	case f[6] == "1":
		name.Kind = index.Colloquial
	case f[2] == "abbr" || f[2] == "iata" || f[2] == "icao" || f[2] == "faac":
		name.Lang, name.Kind = "", index.Hidden
	case f[4] == "1":
		name.Kind = index.Preferred
	case f[5] == "1":
		name.Kind = index.Short
	}
	if wrongScript(name.Text, name.Lang) {
		name.Lang = ""
	}
	if len(f) == 10 && (name.Lang != "" || name.Kind == index.Historic) {
		name.Lang = index.Dated(name.Lang, year(f[8]), year(f[9]))
	}
	return name, nil
}

// year gives the year of a date such as 1937 or 19370101; empty where there is none.
func year(date string) string {
	if len(date) >= 4 && isNumber(date[:4]) {
		return date[:4]
	}
	return ""
}

// ended says whether the name went out of use: the column "to" has a year or date. A plan for the far future is none.
func ended(f []string) bool {
	return len(f) == 10 && len(f[9]) >= 4 && isNumber(f[9][:4]) && f[9][:4] < "2100"
}

// language gives a BCP 47 tag, nothing for a pseudo language.
func language(s string) string {
	switch s {
	case "abbr", "iata", "icao", "faac", "fr_1793":
		return ""
	}
	return s
}

// wrongScript says that a name in Latin letters is marked as one in a language that is not written so: many are
// transcriptions under the language of the original.
func wrongScript(text, lang string) bool {
	switch lang {
	case "ar", "fa", "ckb", "ur", "ps", "he", "ru", "uk", "el", "zh", "ja", "ko", "th", "hy", "ka", "am":
	default:
		return false
	}
	for _, r := range text {
		if r >= 0x250 {
			return false
		}
	}
	return true
}

// AdminCodes reads a table of the form of admin1CodesASCII.txt or admin2Codes.txt: code, name, ASCII name, GeoNames id.
func AdminCodes(r io.Reader, visit func(id string, n index.Name) error, skip func(line int, reason string)) error {
	return lines(r, func(n int, line string) error {
		if line == "" {
			return nil
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 || !isNumber(f[3]) {
			skip(n, fmt.Sprintf("%d columns, 4 with a GeoNames id in the last wanted", len(f)))
			return nil
		}
		for i, s := range f[1:3] {
			if s = Clean(s); s == "" || i == 1 && s == Clean(f[1]) {
				continue
			}
			if err := visit("geonames:"+f[3], index.Name{Text: s, Lang: "en"}); err != nil {
				return err
			}
		}
		return nil
	})
}
