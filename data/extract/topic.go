package extract

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"dateline/data"
)

//go:embed topics.tsv
var topicsFile string

// topicWords are the words by which a report on war is told from one on sport, business or an election.
type topicWords struct{ war, quiet map[string]bool }

var topics = sync.OnceValue(func() map[string]topicWords {
	m, err := parseTopics(topicsFile)
	if err != nil {
		panic("extract/topics.tsv: " + err.Error()) // a test reads it
	}
	return m
})

func parseTopics(file string) (map[string]topicWords, error) {
	out := map[string]topicWords{}
	for n, line := range strings.Split(file, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 || f[1] != "war" && f[1] != "quiet" {
			return nil, fmt.Errorf("line %d: want language, war or quiet, words", n+1)
		}
		w, ok := out[f[0]]
		if !ok {
			w = topicWords{map[string]bool{}, map[string]bool{}}
			out[f[0]] = w
		}
		side := w.war
		if f[1] == "quiet" {
			side = w.quiet
		}
		for _, x := range strings.Fields(f[2]) {
			side[x] = true
		}
	}
	return out, nil
}

// A report is quiet from quietLeast words of sport, business or elections on, where they outnumber the words of war by quietRatio.
// In whole reports on war the two are about even; in articles on other things words of war hardly occur.
const (
	quietLeast = 6
	quietRatio = 4
)

// quiet drops the claims that a report on something else makes in the words of war ("captured the title", "lost the north"): there,
// only a sentence that speaks of soldiers, the dead or the displaced is believed.
func (d *document) quiet(claims []data.Claim) []data.Claim {
	w, ok := topics()[base(d.lang)]
	if !ok || len(claims) == 0 {
		return claims
	}
	war, quiet := make([]bool, len(d.sentences)), 0
	n := 0
	for i := range d.sentences {
		for _, t := range d.words(i) {
			if w.war[t.Lower] {
				war[i] = true
				n++
			}
			if w.quiet[t.Lower] {
				quiet++
			}
		}
	}
	if quiet < quietLeast || n*quietRatio > quiet {
		return claims
	}
	out := claims[:0]
	for _, c := range claims {
		if c.Kind == data.KindRelation || c.Kind == data.KindEvent || len(c.Evidence) == 0 || war[d.sentenceAt(c.Evidence[0].Start)] {
			out = append(out, c)
		}
	}
	return out
}

// sentenceAt gives the number of the sentence that holds a code point.
func (d *document) sentenceAt(at int) int {
	for i, s := range d.sentences {
		if at < s.End {
			return i
		}
	}
	return len(d.sentences) - 1
}
