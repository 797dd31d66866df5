// Package number reads number phrases: words and digits, ranges, bounds, vague counts, shares and household units. Its
// words lie in words.tsv, by language; the household sizes in households.tsv, by country.
package number

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"dateline/data/extract/word"
)

//go:embed words.tsv
var wordsFile string

//go:embed households.tsv
var householdsFile string

type entry struct {
	class string
	words []string
	value float64
}

// Table holds the number words of one language by their first word, the longest phrase first.
type Table struct{ first map[string][]entry }

// Household is the size of a household in a country, with where it was found.
type Household struct {
	Factor float64
	Source string
}

var tables, households = mustLoad(wordsFile, householdsFile)

func mustLoad(words, sizes string) (map[string]*Table, map[string]Household) {
	t, err := parseWords(words)
	if err != nil {
		panic("number/words.tsv: " + err.Error())
	}
	h, err := parseHouseholds(sizes)
	if err != nil {
		panic("number/households.tsv: " + err.Error())
	}
	return t, h
}

func parseWords(file string) (map[string]*Table, error) {
	out := map[string]*Table{}
	for n, f := range rows(file) {
		if len(f) != 4 {
			return nil, fmt.Errorf("line %d: %d columns, want 4 (language, class, words, value)", n, len(f))
		}
		v, err := strconv.ParseFloat(f[3], 64)
		if err != nil {
			return nil, fmt.Errorf("line %d: value %q is not a number", n, f[3])
		}
		t := out[f[0]]
		if t == nil {
			t = &Table{first: map[string][]entry{}}
			out[f[0]] = t
		}
		t.add(entry{f[1], strings.Fields(word.Fold(f[2])), v})
	}
	return out, nil
}

func (t *Table) add(e entry) {
	list := t.first[e.words[0]]
	at := len(list)
	for at > 0 && len(list[at-1].words) < len(e.words) {
		at--
	}
	list = append(list[:at:at], append([]entry{e}, list[at:]...)...)
	t.first[e.words[0]] = list
}

func parseHouseholds(file string) (map[string]Household, error) {
	out := map[string]Household{}
	for n, f := range rows(file) {
		if len(f) != 3 {
			return nil, fmt.Errorf("line %d: %d columns, want 3 (country, factor, source)", n, len(f))
		}
		v, err := strconv.ParseFloat(f[1], 64)
		if err != nil || v <= 0 {
			return nil, fmt.Errorf("line %d: factor %q is not a positive number", n, f[1])
		}
		out[f[0]] = Household{v, f[2]}
	}
	return out, nil
}

// rows gives the fields of every line that is not empty and no comment, by line number from 1.
func rows(file string) func(func(int, []string) bool) {
	return func(yield func(int, []string) bool) {
		for i, line := range strings.Split(file, "\n") {
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			if !yield(i+1, strings.Split(line, "\t")) {
				return
			}
		}
	}
}

// For gives the table of a language (BCP 47), English where there is none.
func For(lang string) *Table {
	if t := tables[lang]; t != nil {
		return t
	}
	if t := tables[strings.SplitN(lang, "-", 2)[0]]; t != nil {
		return t
	}
	return tables["en"]
}

// HouseholdOf gives the household size of a country (ISO alpha-2).
func HouseholdOf(country string) (Household, bool) {
	h, ok := households[country]
	return h, ok
}

// match gives the longest phrase of one of the classes that begins at token i, and the token after it.
func (t *Table) match(toks []word.Token, i int, classes ...string) (entry, int, bool) {
	if i >= len(toks) {
		return entry{}, i, false
	}
	for _, e := range t.first[toks[i].Lower] {
		if !has(classes, e.class) || i+len(e.words) > len(toks) {
			continue
		}
		ok := true
		for k, w := range e.words {
			if toks[i+k].Lower != w {
				ok = false
				break
			}
		}
		if ok {
			return e, i + len(e.words), true
		}
	}
	return entry{}, i, false
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
