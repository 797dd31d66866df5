//go:build peers

package main

import (
	"fmt"
	"time"

	"github.com/paulmach/orb"

	"dateline/geo/gazetteer"
)

// timeInside prints microseconds a question, one line each: what, time.
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
		ask  func(p orb.Point)
	}{
		{"nearest10", func(p orb.Point) { g.NearestRefs(p, gazetteer.NearOptions{Limit: 10}) }},
		{"nearest10-measured", func(p orb.Point) { g.Nearest(p, gazetteer.NearOptions{Limit: 10}) }},
		{"box", func(p orb.Point) {
			for range g.In(orb.Bound{Min: p, Max: orb.Point{p[0] + 1, p[1] + 1}}) {
				counted++
			}
		}},
		{"country", func(p orb.Point) { g.CountryAt(p) }},
		{"lookup-exact", func(orb.Point) { g.Lookup("Mosul") }},
		{"geocode-exact", func(orb.Point) { _, _ = g.Search(gazetteer.Query{Text: "Mosul", Limit: 10}) }},
	} {
		best := time.Duration(1 << 62)
		for range 5 { // the best of some rounds: the machine may be busy
			begin := time.Now()
			for _, p := range questions {
				t.ask(p)
			}
			best = min(best, time.Since(begin))
		}
		fmt.Printf("%s %.2f\n", t.what, float64(best.Nanoseconds())/1000/float64(len(questions)))
	}
	return nil
}

var counted int
