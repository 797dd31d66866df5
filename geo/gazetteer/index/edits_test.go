package index

import (
	"testing"
	"unicode/utf8"

	"github.com/blevesearch/vellum/levenshtein"
	"pgregory.net/rapid"
)

// alignment is the optimal string alignment distance by its definition.
func alignment(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

func readAll(a automaton, text string) int {
	s := a.Start()
	for i := range len(text) {
		if s = a.Accept(s, text[i]); !a.CanMatch(s) {
			return s
		}
	}
	return s
}

// TestEditsAgainstTheDefinition compares the automaton with the table of distances, and with vellum's automaton, over words of few letters
// in two scripts.
func TestEditsAgainstTheDefinition(t *testing.T) {
	var builders [3]*levenshtein.LevenshteinAutomatonBuilder
	for d := uint8(1); d <= 2; d++ {
		builders[d], _ = levenshtein.NewLevenshteinAutomatonBuilder(d, true)
	}
	letter := rapid.SampledFrom([]rune("abcمنه中x"))
	rapid.Check(t, func(t *rapid.T) {
		word := string(rapid.SliceOfN(letter, 1, 9).Draw(t, "word"))
		limit := rapid.Uint8Range(1, 2).Draw(t, "limit")
		e := NewEdits(word, limit)
		dfa, err := builders[limit].BuildDfa(word, limit)
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			text := string(rapid.SliceOfN(letter, 0, 10).Draw(t, "text"))
			want := alignment([]rune(word), []rune(text))
			s := readAll(e, text)
			if got := e.IsMatch(s); got != (want <= int(limit)) || got && e.Distance(s) != want {
				t.Fatalf("%q, %q: match %v, want distance %d", word, text, got, want)
			}
			if v := readAll(dfa, text); dfa.IsMatch(v) != e.IsMatch(s) {
				t.Fatalf("%q, %q: vellum says %v", word, text, dfa.IsMatch(v))
			}
		}
	})
}

func FuzzEdits(f *testing.F) {
	f.Add("mosul", "mousl")
	f.Add("\xff\xfe", "\xe0\x80")
	f.Fuzz(func(t *testing.T, word, text string) {
		if utf8.RuneCountInString(word) > 64 {
			return
		}
		e := NewEdits(word, 2)
		if s := readAll(e, text); e.IsMatch(s) && e.Distance(s) > 2 {
			t.Errorf("%q, %q: distance %d", word, text, e.Distance(s))
		}
	})
}
