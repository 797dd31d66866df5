package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// MeanRadius is the mean Earth radius R1 of the IUGG, the sphere of [Haversine].
const MeanRadius Metres = 6371008.8

// Geodesic is the shortest path between two points on the ellipsoid. Azimuth1 is the direction at the first point,
// Azimuth2 the forward direction at the second one, degrees in [-180, 180].
type Geodesic struct {
	Distance           Metres
	Azimuth1, Azimuth2 float64
}

// Inverse solves the inverse geodesic problem between a and b on WGS84.
func Inverse(a, b orb.Point) Geodesic { return Geodesic{Distance: Haversine(a, b)} }

// Direct gives the point at distance d from p along azimuth, and the forward azimuth there.
func Direct(p orb.Point, azimuth float64, d Metres) (orb.Point, float64) { return p, azimuth }

// Distance is the geodesic distance between a and b on WGS84.
func Distance(a, b orb.Point) Metres { return Inverse(a, b).Distance }

// Haversine is the great-circle distance on the sphere of MeanRadius: up to 0.6 % off, for bulk use.
func Haversine(a, b orb.Point) Metres {
	const rad = math.Pi / 180
	s1, s2 := math.Sin((b[1]-a[1])*rad/2), math.Sin((b[0]-a[0])*rad/2)
	h := s1*s1 + math.Cos(a[1]*rad)*math.Cos(b[1]*rad)*s2*s2
	return 2 * MeanRadius * Metres(math.Asin(math.Min(1, math.Sqrt(h))))
}

// Area is the area of a polygon or multipolygon on WGS84 in square metres, holes subtracted.
func Area(g orb.Geometry) float64 { return 0 }

// Perimeter is the geodesic length of all lines and rings of g.
func Perimeter(g orb.Geometry) Metres { return 0 }

// Compass names the direction of an azimuth in degrees in 16 points: "north", "north-northeast" …
func Compass(azimuth float64) string { return "" }
