// Package when reads time expressions ("early Monday", "last week", "since January", "on 3 August", "for three days") and
// resolves them against a publication date into an interval with its precision. All times are UTC; where a text says no
// year, the one is taken that puts the expression nearest before (or, in a sentence about the future, after) publication.
package when

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"dateline/data/extract/word"
)

//go:embed words.tsv
var wordsFile string

type term struct {
	class string
	value int
}

// Table holds the time words of one language.
type Table struct {
	lang  string
	terms map[string][]term
}

var tables = mustLoad(wordsFile)

func mustLoad(file string) map[string]*Table {
	t, err := parse(file)
	if err != nil {
		panic("when/words.tsv: " + err.Error())
	}
	return t
}

func parse(file string) (map[string]*Table, error) {
	out := map[string]*Table{}
	for i, line := range strings.Split(file, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			return nil, fmt.Errorf("line %d: %d columns, want 4 (language, class, word, value)", i+1, len(f))
		}
		v, err := strconv.Atoi(f[3])
		if err != nil {
			return nil, fmt.Errorf("line %d: value %q is not a whole number", i+1, f[3])
		}
		t := out[f[0]]
		if t == nil {
			t = &Table{lang: f[0], terms: map[string][]term{}}
			out[f[0]] = t
		}
		w := word.Fold(f[2])
		t.terms[w] = append(t.terms[w], term{f[1], v})
	}
	return out, nil
}

// For gives the table of a language (BCP 47), English where there is none.
func For(lang string) *Table {
	if t := tables[strings.SplitN(lang, "-", 2)[0]]; t != nil {
		return t
	}
	return tables["en"]
}

// class gives the value of token i in a class.
func (t *Table) class(toks []word.Token, i int, class string) (int, bool) {
	if i < 0 || i >= len(toks) {
		return 0, false
	}
	if class == "month" && t.lang == "en" && !toks[i].Upper {
		return 0, false // "may", "march"
	}
	for _, x := range t.terms[toks[i].Lower] {
		if x.class == class {
			return x.value, true
		}
	}
	return 0, false
}

// Any says whether the token is a word of time at all: a quick test before At.
func (t *Table) Any(tok word.Token) bool {
	if tok.Digit {
		return true
	}
	_, ok := t.terms[tok.Lower]
	return ok
}
