package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Line is the geodesic from a to b as a line with a vertex at least every step metres. Where it crosses the antimeridian it
// is cut in two lines that end there, as RFC 7946 section 3.1.9 wants it.
func Line(a, b orb.Point, step Metres) orb.Geometry {
	g := Inverse(a, b)
	pieces := 1
	if step > 0 {
		pieces = int(math.Min(10_000, math.Max(1, math.Ceil(float64(g.Distance/step)))))
	}
	line := orb.LineString{a}
	var cut orb.MultiLineString
	for i := 1; i <= pieces; i++ {
		next := b
		if i < pieces {
			next, _ = Direct(a, g.Azimuth1, g.Distance*Metres(i)/Metres(pieces))
		}
		last := line[len(line)-1]
		if math.Abs(next[0]-last[0]) > 180 {
			side := math.Copysign(180, last[0])
			lat := latitudeAtAntimeridian(last, next)
			cut = append(cut, append(line, orb.Point{side, lat}))
			line = orb.LineString{{-side, lat}}
		}
		line = append(line, next)
	}
	if cut == nil {
		return line
	}
	return append(cut, line)
}

// latitudeAtAntimeridian gives where the straight line between two near points on either side of 180° meets it.
func latitudeAtAntimeridian(a, b orb.Point) float64 {
	d, _ := longitudeDifference(a[0], b[0])
	toEdge, _ := longitudeDifference(a[0], 180)
	if d == 0 {
		return a[1]
	}
	return a[1] + (b[1]-a[1])*math.Abs(toEdge/d)
}
