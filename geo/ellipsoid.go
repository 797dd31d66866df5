package geo

import "math"

// WGS84, from its two defining numbers (NIMA TR8350.2, third edition, table 3.1).
const (
	// EquatorialRadius is the semi-major axis a of WGS84.
	EquatorialRadius Metres = 6378137
	// Flattening is f = (a-b)/a of WGS84.
	Flattening = 1 / 298.257223563
	// MeanRadius is the mean Earth radius R1 = (2a+b)/3 of the IUGG, the sphere of [Haversine].
	MeanRadius Metres = 6371008.8
)

// Constants derived from the two, under the names of Karney (2013), section 2. They are untyped, so the compiler
// evaluates every expression of them exactly.
const (
	axisA = 6378137.0
	axisB = axisA * (1 - Flattening)
	f1    = 1 - Flattening                // b/a
	e2    = Flattening * (2 - Flattening) // first eccentricity squared
	ep2   = e2 / (f1 * f1)                // second eccentricity squared
	n     = Flattening / (2 - Flattening) // third flattening
)

// degree is one degree in radians.
const degree = math.Pi / 180

// authalicRadius2 is c², the squared radius of the sphere that has the ellipsoid's area: eq. 60 of Karney (2013).
var authalicRadius2 = axisA*axisA/2 + axisB*axisB/2*math.Atanh(math.Sqrt(e2))/math.Sqrt(e2)

// EarthArea is the area of the whole ellipsoid in square metres.
var EarthArea = 4 * math.Pi * authalicRadius2

// angle is an angle by its sine and cosine, which keeps full precision near every multiple of 90°.
type angle struct{ sin, cos float64 }

// angleOf gives the angle of x degrees. The reduction to [-45°, 45°] is exact, so 90° has cosine 0 and 180° sine 0.
func angleOf(x float64) angle {
	q := math.Round(x / 90)
	s, c := math.Sincos((x - 90*q) * degree)
	if q == 0 {
		return angle{s, c}
	}
	switch int(math.Mod(q, 4)) & 3 {
	case 1:
		return angle{c, -s}
	case 2:
		return angle{-s, -c}
	case 3:
		return angle{-c, s}
	}
	return angle{s, c}
}

func (a angle) unit() angle {
	h := root(a.sin, a.cos)
	return angle{a.sin / h, a.cos / h}
}

// root is the hypotenuse of sides whose squares neither overflow nor matter where they underflow.
func root(x, y float64) float64 { return math.Sqrt(x*x + y*y) }

func (a angle) radians() float64 { return math.Atan2(a.sin, a.cos) }

// degrees gives the angle in [-180, 180].
func (a angle) degrees() float64 { return math.Atan2(a.sin, a.cos) / degree }

// plus is the sum of two angles.
func (a angle) plus(b angle) angle {
	return angle{a.sin*b.cos + a.cos*b.sin, a.cos*b.cos - a.sin*b.sin}
}

// minus is the difference a-b of two angles.
func (a angle) minus(b angle) angle {
	return angle{det(a.sin, a.cos, b.sin, b.cos), a.cos*b.cos + a.sin*b.sin}
}

// det is a·d - b·c with one rounding of the result where the products cancel (Kahan).
func det(a, b, c, d float64) float64 {
	w := b * c
	e := math.FMA(-b, c, w)
	return math.FMA(a, d, -w) + e
}

// until is the difference b-a for points met in this order on an arc of at most 180°: never negative by rounding.
func (a angle) until(b angle) angle {
	return angle{math.Max(0, det(a.cos, a.sin, b.cos, b.sin)), a.cos*b.cos + a.sin*b.sin}
}

// reducedLatitude gives β of a geographic latitude φ in degrees: tan β = (1-f) tan φ, and h = cos φ/cos β. The cosine
// is never 0, so that an azimuth keeps its meaning at the poles.
func reducedLatitude(lat float64) (beta angle, h float64) {
	a := angleOf(lat)
	y := a.sin * f1
	h = math.Sqrt(y*y + a.cos*a.cos)
	return angle{y / h, math.Max(tiny, a.cos/h)}, h
}

// tiny is small enough to leave every result as it is, and large enough to be squared.
const tiny = 1.4916681462400413e-154 // sqrt of the smallest normal number

// dropSubnormal gives 0 for degrees so few (10^-25 m on the ground) that their squares would underflow.
func dropSubnormal(x float64) float64 {
	if math.Abs(x) < 1e-30 {
		return 0
	}
	return x
}

// longitudeDifference gives b-a in (-180, 180] as a sum of two numbers, the second holding what the first cannot: the
// sum is exact, which an endpoint 1 nm from the antipode needs.
func longitudeDifference(a, b float64) (d, rest float64) {
	d, rest = twoSum(math.Remainder(-a, 360), math.Remainder(b, 360))
	d, rest = twoSum(math.Remainder(d, 360), rest)
	if d == -180 && rest <= 0 {
		d = 180
	} else if d == 180 && rest > 0 {
		d = -180
	}
	return d, rest
}

// twoSum is Knuth's exact sum: s is u+v rounded, and s+t is u+v.
func twoSum(u, v float64) (s, t float64) {
	s = u + v
	up := s - v
	vpp := s - up
	return s, -((up - u) + (vpp - v))
}

// normalLongitude reduces a longitude in degrees to [-180, 180].
func normalLongitude(lon float64) float64 { return math.Remainder(lon, 360) }
