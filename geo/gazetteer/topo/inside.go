package topo

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// Inside gives a point well inside the largest polygon: the middle of the widest stretch of the parallel through the middle
// of its box.
func Inside(m orb.MultiPolygon) orb.Point {
	var largest orb.Polygon
	area := -1.0
	for _, p := range m {
		if len(p) == 0 || len(p[0]) < 3 {
			continue
		}
		if a := math.Abs(planar.Area(p)); a > area {
			largest, area = p, a
		}
	}
	if largest == nil {
		return orb.Point{}
	}
	b := largest.Bound()
	lat := (b.Min[1] + b.Max[1]) / 2
	var cuts []float64
	for _, ring := range largest {
		for i := 1; i < len(ring); i++ {
			p, q := ring[i-1], ring[i]
			if (p[1] > lat) != (q[1] > lat) {
				cuts = append(cuts, p[0]+(lat-p[1])/(q[1]-p[1])*(q[0]-p[0]))
			}
		}
	}
	slices.Sort(cuts)
	widest, lon := 0.0, b.Center()[0]
	for i := 0; i+1 < len(cuts); i += 2 {
		if d := cuts[i+1] - cuts[i]; d > widest {
			widest, lon = d, (cuts[i]+cuts[i+1])/2
		}
	}
	return orb.Point{lon, lat}
}
