package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// World is the bound of everything.
var World = orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}

// CrossesAntimeridian says whether the bound goes over 180°, which it says by Min lon > Max lon.
func CrossesAntimeridian(b orb.Bound) bool { return b.Min[0] > b.Max[0] }

// SplitBound gives the one or two plain bounds that make up a bound which may cross the antimeridian.
func SplitBound(b orb.Bound) []orb.Bound {
	if !CrossesAntimeridian(b) {
		return []orb.Bound{b}
	}
	return []orb.Bound{
		{Min: b.Min, Max: orb.Point{180, b.Max[1]}},
		{Min: orb.Point{-180, b.Min[1]}, Max: b.Max},
	}
}

// BoundContains says whether p lies in the bound or on its edge; longitude 180 and -180 are the same meridian.
func BoundContains(b orb.Bound, p orb.Point) bool {
	if p[1] < b.Min[1] || p[1] > b.Max[1] {
		return false
	}
	in := func(lon float64) bool {
		if CrossesAntimeridian(b) {
			return lon >= b.Min[0] || lon <= b.Max[0]
		}
		return lon >= b.Min[0] && lon <= b.Max[0]
	}
	return in(p[0]) || p[0] == 180 && in(-180) || p[0] == -180 && in(180)
}

// BoundAround gives a bound that holds every point within the distance of p: it may cross the antimeridian, and goes all
// the way round where the distance reaches a pole.
func BoundAround(p orb.Point, d Metres) orb.Bound {
	if d < 0 {
		d = 0
	}
	// A degree of latitude is at least b²/a in radius; the margin covers rounding.
	reach := float64(d)/(axisB*f1)/degree*(1+1e-9) + 1e-9
	south, north := p[1]-reach, p[1]+reach
	if south <= -90 || north >= 90 {
		return orb.Bound{Min: orb.Point{-180, max(-90, south)}, Max: orb.Point{180, min(90, north)}}
	}
	width := widestLongitude(p[1], reach)
	if width >= 180 {
		return orb.Bound{Min: orb.Point{-180, south}, Max: orb.Point{180, north}}
	}
	return orb.Bound{Min: orb.Point{normalLongitude(p[0] - width), south}, Max: orb.Point{normalLongitude(p[0] + width), north}}
}

// widestLongitude is half the width in degrees of a cap of the radius reach (degrees of arc) about a latitude, on the
// auxiliary sphere: sin Δλ = sin r / cos φ. The longitude on the ellipsoid differs from the sphere's by less than f·r.
func widestLongitude(lat, reach float64) float64 {
	s := angleOf(min(reach, 90)).sin / angleOf(lat).cos
	if reach >= 90 || s >= 1 {
		return 180
	}
	return math.Asin(s)/degree*(1+2*Flattening) + 1e-9
}
