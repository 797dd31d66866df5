package flow

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"dateline/geo"
)

// Shapes of a drawn flow.
const (
	Curve = "curve"
	Stub  = "stub"
	Halo  = "halo"
)

// Flow is a movement to draw. Without From or To it becomes a stub or a halo at the end that is known.
type Flow struct {
	ID       string
	From, To *orb.Point
	// Bearing is the azimuth in degrees in which people went, where To is not known and the text says it.
	Bearing *float64
}

// Line is a drawn flow.
type Line struct {
	ID    string
	Shape string
	// Geometry runs from origin to destination; a halo is a closed ring. Several parts where it crosses ±180 degrees.
	Geometry orb.MultiLineString
	// LengthKM is the geodesic distance between the ends; 0 for stubs and halos.
	LengthKM float64
}

// Sizes of stubs and halos on the ground.
const (
	StubKM = 30
	HaloKM = 8
)

// Draw lays out flows together, in the order of their ids, so that the same flows give the same lines. Obstacles are towns
// whose labels curves should not cross. A flow without any end gives no line.
func Draw(flows []Flow, obstacles []orb.Point) []Line {
	flows = slices.Clone(flows)
	slices.SortFunc(flows, func(a, b Flow) int { return cmp.Compare(a.ID, b.ID) })
	l := layout{obstacles: newTowns(obstacles), nodes: map[orb.Point][]float64{}}
	out := make([]Line, 0, len(flows))
	for _, f := range flows {
		if line, ok := l.draw(f); ok {
			out = append(out, line)
		}
	}
	return out
}

func (l *layout) draw(f Flow) (Line, bool) {
	switch {
	case f.From != nil && f.To != nil && *f.From != *f.To:
		d := geo.Distance(*f.From, *f.To).Kilometres()
		return Line{f.ID, Curve, l.curve(*f.From, *f.To, d), d}, true
	case f.From != nil && f.Bearing != nil:
		return Line{ID: f.ID, Shape: Stub, Geometry: stub(*f.From, *f.Bearing)}, true
	case f.From != nil:
		return Line{ID: f.ID, Shape: Halo, Geometry: halo(*f.From)}, true
	case f.To != nil:
		return Line{ID: f.ID, Shape: Halo, Geometry: halo(*f.To)}, true
	}
	return Line{}, false
}

func stub(p orb.Point, bearing float64) orb.MultiLineString {
	const steps = 4
	line := []orb.Point{p}
	for i := 1; i <= steps; i++ {
		q, _ := geo.Direct(p, bearing, geo.Metres(StubKM*1000*i/steps))
		line = append(line, q)
	}
	return split(line)
}

func halo(p orb.Point) orb.MultiLineString {
	const corners = 48
	var line []orb.Point
	for i := range corners {
		q, _ := geo.Direct(p, float64(i)*360/corners, HaloKM*1000)
		line = append(line, q)
	}
	return split(append(line, line[0]))
}

// Width classes: the least number of people of classes 2 to 5. Class 1 is anything below, 0 is not quantified.
var widths = [4]float64{1_000, 10_000, 50_000, 250_000}

// Class gives the width class of a number of people, 1 to 5.
func Class(people float64) int {
	class := 1
	for _, w := range widths {
		if people >= w {
			class++
		}
	}
	return class
}

// round7 keeps coordinates to 1e-7 degrees, about 1 cm.
func round7(p orb.Point) orb.Point {
	return orb.Point{math.Round(p[0]*1e7) / 1e7, math.Round(p[1]*1e7) / 1e7}
}
