package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Area is the area on WGS84 in square metres of a ring, a polygon or a multipolygon, whose edges are geodesics, with
// holes subtracted; of a bound, whose edges are parallels and meridians; and of a collection of such. Anything else has
// the area 0. Winding does not matter: a ring stands for the smaller of the two parts into which it cuts the Earth. Rings
// may cross the antimeridian, hold a pole or have a vertex on it, and need not be closed.
func Area(g orb.Geometry) float64 {
	switch g := g.(type) {
	case orb.Ring:
		return ringArea(g)
	case orb.Polygon:
		return polygonArea(g)
	case orb.MultiPolygon:
		sum := 0.0
		for _, p := range g {
			sum += polygonArea(p)
		}
		return sum
	case orb.Bound:
		return boundArea(g)
	case orb.Collection:
		sum := 0.0
		for _, m := range g {
			sum += Area(m)
		}
		return sum
	}
	return 0
}

func polygonArea(p orb.Polygon) float64 {
	if len(p) == 0 {
		return 0
	}
	sum := ringArea(p[0])
	for _, hole := range p[1:] {
		sum -= ringArea(hole)
	}
	return math.Max(0, sum)
}

// ringArea adds up the areas between each edge and the equator. A ring that goes once round the axis holds a pole: the
// sum is then what is missing to a hemisphere.
func ringArea(r orb.Ring) float64 {
	if len(r) < 3 {
		return 0
	}
	var sum, low, turns float64
	for i, p := range r {
		q := r[(i+1)%len(r)]
		if p == q {
			continue
		}
		path, s := solve(p, q)
		path.area = s.areaBelow()
		a, rest := twoSum(sum, s.restore(path).area)
		sum, low = a, low+rest
		d, _ := longitudeDifference(p[0], q[0])
		turns += d / 360
	}
	sum = math.Abs(sum + low)
	if int(math.Round(turns))%2 != 0 {
		return math.Abs(EarthArea/2 - sum)
	}
	sum = math.Mod(sum, EarthArea)
	return math.Min(sum, EarthArea-sum)
}

// areaBelow is the area between the path and the equator in the standard form: eq. 59 of Karney (2013).
func (s solution) areaBelow() float64 {
	area := authalicRadius2 * s.turn()
	cosAlpha0 := math.Hypot(s.alpha1.cos, s.alpha1.sin*s.beta1.sin)
	if s.meridional || s.sinAlpha0 == 0 || cosAlpha0 == 0 {
		return area
	}
	eps, _ := expansion(cosAlpha0)
	c4 := areaSeries(eps)
	return area + axisA*axisA*e2*cosAlpha0*s.sinAlpha0*(oddCosineSum(c4[:], s.sigma2)-oddCosineSum(c4[:], s.sigma1))
}

// turn is α2-α1, which is the spherical excess of the area between path and equator. For all but long paths and paths by
// a pole it comes from latitudes and longitudes, because the azimuths themselves are badly known for short edges.
func (s solution) turn() float64 {
	b1, b2 := s.beta1, s.beta2
	if !s.meridional && s.omega12.cos > -math.Sqrt2/2 && b2.sin-b1.sin < 1.75 {
		y := s.omega12.sin * (b1.sin*(1+b2.cos) + b2.sin*(1+b1.cos))
		x := (1 + s.omega12.cos) * (b1.sin*b2.sin + (1+b1.cos)*(1+b2.cos))
		return 2 * math.Atan2(y, x)
	}
	d := angle{s.alpha2.sin*s.alpha1.cos - s.alpha2.cos*s.alpha1.sin, s.alpha2.cos*s.alpha1.cos + s.alpha2.sin*s.alpha1.sin}
	if d.sin == 0 && d.cos < 0 {
		return math.Copysign(math.Pi, s.alpha1.cos) // over the pole: -π in the standard form, which lies in the south
	}
	return d.radians()
}

// boundArea is the area between two parallels and two meridians; Min lon > Max lon crosses the antimeridian.
func boundArea(b orb.Bound) float64 {
	return boundWidth(b) * degree * math.Max(0, zoneArea(b.Max[1])-zoneArea(b.Min[1]))
}

func boundWidth(b orb.Bound) float64 {
	w := b.Max[0] - b.Min[0]
	if w < 0 {
		w += 360
	}
	return w
}

// zoneArea is the area between the equator and a latitude for one radian of longitude.
func zoneArea(lat float64) float64 {
	s, e := angleOf(lat).sin, math.Sqrt(e2)
	return axisB * axisB / 2 * (s/(1-e2*s*s) + math.Atanh(e*s)/e)
}

// Perimeter is the geodesic length of all lines and rings of g in metres; rings are closed if they are not. A bound's
// sides are parallels and meridians. Points have the length 0.
func Perimeter(g orb.Geometry) Metres {
	switch g := g.(type) {
	case orb.LineString:
		return pathLength(g)
	case orb.MultiLineString:
		return sumLengths(g)
	case orb.Ring:
		return ringLength(g)
	case orb.Polygon:
		return sumLengths(g)
	case orb.MultiPolygon:
		return sumLengths(g)
	case orb.Bound:
		side := Distance(orb.Point{0, g.Min[1]}, orb.Point{0, g.Max[1]})
		south, _ := reducedLatitude(g.Min[1])
		north, _ := reducedLatitude(g.Max[1])
		parallels := axisA * (south.cos + north.cos)
		return 2*side + Metres(parallels*boundWidth(g)*degree)
	case orb.Collection:
		return sumLengths(g)
	}
	return 0
}

func sumLengths[G orb.Geometry](gs []G) Metres {
	var sum Metres
	for _, g := range gs {
		sum += Perimeter(g)
	}
	return sum
}

func pathLength(l orb.LineString) Metres {
	var sum Metres
	for i := 1; i < len(l); i++ {
		sum += Distance(l[i-1], l[i])
	}
	return sum
}

func ringLength(r orb.Ring) Metres {
	if len(r) < 2 {
		return 0
	}
	return pathLength(orb.LineString(r)) + Distance(r[len(r)-1], r[0])
}
