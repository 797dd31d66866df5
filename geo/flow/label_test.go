package flow

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"dateline/geo"
)

// TestCurvesCrossFewLabels lays 300 flows out among 60 towns and counts the towns, other than its ends, that each passes over.
func TestCurvesCrossFewLabels(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var towns []orb.Point
	for range 60 {
		towns = append(towns, orb.Point{40 + 6*r.Float64(), 32 + 5*r.Float64()})
	}
	var flows []Flow
	for i := range 300 {
		a, b := r.IntN(len(towns)), r.IntN(len(towns))
		if a != b && geo.Haversine(towns[a], towns[b]).Kilometres() < 250 {
			flows = append(flows, Flow{ID: fmt.Sprintf("%03d", i), From: &towns[a], To: &towns[b]})
		}
	}
	straight, curved := 0, 0
	for i, l := range Draw(flows, towns) {
		straight += passed(orb.LineString{*flows[i].From, *flows[i].To}, flows[i], towns)
		for _, part := range l.Geometry {
			curved += passed(part, flows[i], towns)
		}
	}
	t.Logf("%d flows pass over the labels of %d towns where they are straight, of %d as drawn", len(flows), straight, curved)
	if curved*10 > straight {
		t.Errorf("curves pass over %d labels, straight lines over %d: want a tenth at most", curved, straight)
	}
}

func passed(line orb.LineString, f Flow, towns []orb.Point) int {
	n := 0
	for _, o := range towns {
		if geo.Haversine(o, *f.From).Kilometres() < labelKM || geo.Haversine(o, *f.To).Kilometres() < labelKM {
			continue
		}
		if _, d, _ := geo.Closest(o, line); d.Kilometres() < labelKM*0.95 {
			n++
		}
	}
	return n
}
