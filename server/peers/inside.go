//go:build peers

package main

import (
	"fmt"
	"time"

	"github.com/paulmach/orb"

	"dateline/geo/gazetteer"
)

// timeInside prints microseconds a question, one line each: what, time, answers a round.
func timeInside(dir string) error {
	g, err := gazetteer.Embedded()
	if err != nil {
		return err
	}
	questions, err := readQuestions(dir)
	if err != nil {
		return err
	}
	for _, t := range []struct {
		what string
		ask  func(p orb.Point) int
	}{
		{"nearest10", func(p orb.Point) int { return len(g.NearestRefs(p, gazetteer.NearOptions{Limit: 10})) }},
		{"nearest10-measured", func(p orb.Point) int { return len(g.Nearest(p, gazetteer.NearOptions{Limit: 10})) }},
		{"box", func(p orb.Point) (n int) {
			for range g.In(orb.Bound{Min: p, Max: orb.Point{p[0] + 1, p[1] + 1}}) {
				n++
			}
			return n
		}},
		{"country", func(p orb.Point) int { code, _ := g.CountryAt(p); return len(code) / 2 }},
		{"lookup-exact", func(orb.Point) int { return len(g.Lookup("Mosul")) }},
		{"geocode-exact", func(orb.Point) int { hits, _ := g.Search(gazetteer.Query{Text: "Mosul", Limit: 10}); return len(hits) }},
	} {
		best, answers := time.Duration(1<<62), 0
		for range 5 { // the best of some rounds: the machine may be busy
			begin := time.Now()
			answers = 0
			for _, p := range questions {
				answers += t.ask(p)
			}
			best = min(best, time.Since(begin))
		}
		fmt.Printf("%s %.2f %d\n", t.what, float64(best.Nanoseconds())/1000/float64(len(questions)), answers)
	}
	return nil
}
