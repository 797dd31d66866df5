package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Geodesic is the shortest path between two points on the ellipsoid. Azimuth1 is the direction at the first point,
// Azimuth2 the forward direction at the second one, degrees in [-180, 180].
type Geodesic struct {
	Distance           Metres
	Azimuth1, Azimuth2 float64
}

// Inverse solves the inverse geodesic problem between a and b on WGS84 after Karney (2013): the distance is right to
// about 15 nm for any two points, also nearly antipodal ones. Between coincident points both azimuths are 0. Of several
// shortest paths (antipodal points, a pole) it takes one, always the same. A latitude beyond 90° or a number that is not
// finite gives NaN; [ParsePoint] keeps such points out.
func Inverse(a, b orb.Point) Geodesic {
	p := inverse(a, b)
	return Geodesic{Distance: Metres(p.length), Azimuth1: p.alpha1.degrees(), Azimuth2: p.alpha2.degrees()}
}

// Distance is the geodesic distance between a and b on WGS84.
func Distance(a, b orb.Point) Metres { return Metres(inverse(a, b).length) }

// Haversine is the great-circle distance on the sphere of [MeanRadius]: up to 0.6 % off, for bulk use.
func Haversine(a, b orb.Point) Metres {
	s1, s2 := math.Sin((b[1]-a[1])*degree/2), math.Sin((b[0]-a[0])*degree/2)
	h := s1*s1 + math.Cos(a[1]*degree)*math.Cos(b[1]*degree)*s2*s2
	return 2 * MeanRadius * Metres(math.Asin(math.Min(1, math.Sqrt(h))))
}

// BackAzimuth is the direction from the second point to the first one, in [-180, 180].
func (g Geodesic) BackAzimuth() float64 {
	if g.Distance == 0 {
		return 0
	}
	if g.Azimuth2 > 0 {
		return g.Azimuth2 - 180
	}
	return g.Azimuth2 + 180
}
