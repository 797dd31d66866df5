package basemap

import (
	"slices"

	"github.com/paulmach/orb"
)

// spans gives the stretches of longitude that a polygon covers on a parallel, from west to east.
func spans(p orb.Polygon, lat float64) [][2]float64 {
	var crossings []float64
	for _, ring := range p {
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			if (a[1] > lat) != (b[1] > lat) {
				crossings = append(crossings, a[0]+(b[0]-a[0])*(lat-a[1])/(b[1]-a[1]))
			}
		}
	}
	slices.Sort(crossings)
	var out [][2]float64
	for i := 0; i+1 < len(crossings); i += 2 {
		out = append(out, [2]float64{crossings[i], crossings[i+1]})
	}
	return out
}
