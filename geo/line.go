package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Line is the geodesic from a to b as a line with a vertex at least every step metres. Where it crosses the antimeridian it
// is cut in two lines that end there, as RFC 7946 section 3.1.9 wants it. An end on a pole, which lies on every meridian,
// takes the longitude by which the line comes or goes.
func Line(a, b orb.Point, step Metres) orb.Geometry {
	g := Inverse(a, b)
	pieces := 1
	if step > 0 {
		pieces = int(math.Min(10_000, math.Max(1, math.Ceil(float64(g.Distance/step)))))
	}
	along := func(d Metres) orb.Point {
		p, _ := Direct(a, g.Azimuth1, d)
		return p
	}
	if math.Abs(a[1]) == 90 {
		first := b
		if pieces > 1 {
			first = along(g.Distance / Metres(pieces))
		}
		a[0] = first[0]
		g = Inverse(a, b)
	}
	line := orb.LineString{a}
	var cut orb.MultiLineString
	for i := 1; i <= pieces; i++ {
		last, next := line[len(line)-1], b
		if i < pieces {
			next = along(g.Distance * Metres(i) / Metres(pieces))
		} else if math.Abs(b[1]) == 90 {
			next[0] = last[0]
		}
		if math.Abs(next[0]-last[0]) > 180 {
			side := math.Copysign(180, last[0])
			lat := latitudeAtAntimeridian(along, g.Distance*Metres(i-1)/Metres(pieces), g.Distance*Metres(i)/Metres(pieces), side)
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

// latitudeAtAntimeridian gives where the line meets 180° between two of its points, by halving: from is on the given side
// of it, to on the other.
func latitudeAtAntimeridian(along func(Metres) orb.Point, from, to Metres, side float64) float64 {
	for range 50 {
		middle := (from + to) / 2
		if along(middle)[0]*side > 0 {
			from = middle
		} else {
			to = middle
		}
	}
	return along((from + to) / 2)[1]
}
