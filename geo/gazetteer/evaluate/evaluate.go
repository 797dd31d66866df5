// Package evaluate scores the geocoder on a table of questions and the places they mean.
package evaluate

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strings"
	"unicode"

	"dateline/geo/gazetteer"
)

// Queries is the project's own table: query, id, name and country, tab separated, with a line of headings.
//
//go:embed queries.tsv
var Queries string

// Held are questions of the same form that were written, with their answers, before any was asked.
//
//go:embed held.tsv
var Held string

// Question is a row of the table.
type Question struct{ Query, ID, Name, Country string }

// Miss is a question whose first answer was another place, or none.
type Miss struct {
	Question
	// Got labels the first answer; Rank is that of the right one, 0 where it was not among the first ten.
	Got  string
	Rank int
}

// Score is the outcome of an evaluation.
type Score struct {
	Questions, Top1, Top5 int
	Countries, Scripts    int
	Misses                []Miss
}

// Top1Share is the share of questions answered right by the first hit.
func (s Score) Top1Share() float64 { return float64(s.Top1) / float64(max(1, s.Questions)) }

// Read reads a table of questions.
func Read(r io.Reader) ([]Question, error) {
	var out []Question
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		line := s.Text()
		if line == "" || line[0] == '#' || strings.HasPrefix(line, "query\t") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			return nil, fmt.Errorf("line %d: %d columns, 4 wanted", n, len(f))
		}
		out = append(out, Question{f[0], f[1], f[2], f[3]})
	}
	return out, s.Err()
}

// Run asks every question.
func Run(g *gazetteer.Gazetteer, questions []Question) (Score, error) {
	score := Score{Questions: len(questions)}
	countries, scripts := map[string]bool{}, map[string]bool{}
	for _, q := range questions {
		hits, err := g.Search(gazetteer.Query{Text: q.Query, Limit: 10})
		if err != nil {
			return score, fmt.Errorf("query %q: %w", q.Query, err)
		}
		if q.Country != "" {
			countries[q.Country] = true
		}
		for _, name := range scriptsOf(q.Query) {
			scripts[name] = true
		}
		score.count(q, hits)
	}
	score.Countries, score.Scripts = len(countries), len(scripts)
	return score, nil
}

func (s *Score) count(q Question, hits []gazetteer.Hit) {
	m := Miss{Question: q, Got: "nothing"}
	for i, h := range hits {
		if i == 0 {
			m.Got = h.Place.ID + " " + h.Label
		}
		if h.Place.ID == q.ID {
			m.Rank = i + 1
			break
		}
	}
	if m.Rank >= 1 && m.Rank <= 5 {
		s.Top5++
	}
	if m.Rank == 1 {
		s.Top1++
		return
	}
	s.Misses = append(s.Misses, m)
}

// scriptsOf names the scripts of a text's letters.
func scriptsOf(text string) []string {
	var out []string
	for name, table := range map[string]*unicode.RangeTable{
		"Latin": unicode.Latin, "Arabic": unicode.Arabic, "Cyrillic": unicode.Cyrillic, "Greek": unicode.Greek, "Hebrew": unicode.Hebrew, "Han": unicode.Han,
		"Hangul": unicode.Hangul, "Georgian": unicode.Georgian, "Armenian": unicode.Armenian, "Thai": unicode.Thai, "Devanagari": unicode.Devanagari,
		"Bengali": unicode.Bengali, "Ethiopic": unicode.Ethiopic, "Myanmar": unicode.Myanmar, "Tamil": unicode.Tamil, "Hiragana": unicode.Hiragana,
	} {
		if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(table, r) }) {
			out = append(out, name)
		}
	}
	return out
}

// Print writes the score and every miss.
func (s Score) Print(w io.Writer) {
	fmt.Fprintf(w, "%d questions over %d countries and %d scripts: first hit right %.1f %%, among the first five %.1f %%\n", s.Questions, s.Countries, s.Scripts,
		100*s.Top1Share(), 100*float64(s.Top5)/float64(max(1, s.Questions)))
	for _, m := range s.Misses {
		fmt.Fprintf(w, "  miss %q: wanted %s %s, got %s (right one at rank %d)\n", m.Query, m.ID, m.Name, m.Got, m.Rank)
	}
}
