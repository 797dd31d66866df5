// Package grade reads tables of publishers' Admiralty grades, and holds one as a suggestion. A grade counts once somebody has put it
// into the ledger (data.Store.SetSources); until then a source stands at F, reliability cannot be judged.
package grade

import (
	_ "embed"
	"fmt"
	"strings"

	"dateline/data"
)

//go:embed publishers.tsv
var publishersFile string

// Suggested gives the built-in table.
func Suggested() []data.Source {
	list, err := Parse(publishersFile)
	if err != nil {
		panic("grade/publishers.tsv: " + err.Error()) // a test reads it
	}
	return list
}

// Parse reads a table of publisher, grade A to F and why, between tabs; lines that start with # are remarks, and the reason may be
// left out. An error names the line.
func Parse(file string) ([]data.Source, error) {
	var out []data.Source
	line := map[string]int{}
	for n, text := range strings.Split(strings.TrimPrefix(file, "\ufeff"), "\n") {
		text = strings.TrimRight(text, "\r")
		if strings.TrimSpace(text) == "" || text[0] == '#' {
			continue
		}
		f := append(strings.Split(text, "\t"), "")
		if len(f) > 4 {
			return nil, fmt.Errorf("line %d: %d columns; want publisher, grade and why, between tabs", n+1, len(f)-1)
		}
		s := data.Source{Publisher: strings.TrimSpace(f[0]), Grade: strings.ToUpper(strings.TrimSpace(f[1]))}
		if len(f) == 4 {
			s.Why = strings.TrimSpace(f[2])
		}
		if err := data.CheckSource(s); err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
		name := data.PublisherName(s.Publisher)
		if line[name] > 0 {
			return nil, fmt.Errorf("line %d: %q stands in line %d too", n+1, s.Publisher, line[name])
		}
		line[name] = n + 1
		out = append(out, s)
	}
	return out, nil
}
