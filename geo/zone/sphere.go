package zone

import (
	"math"

	"github.com/paulmach/orb"
)

// WGS84: semi-major axis in km and first eccentricity (NIMA TR8350.2).
const (
	semiMajorKM  = 6378.137
	eccentricity = 0.08181919084262149
	ecc2         = eccentricity * eccentricity
	rad          = math.Pi / 180
)

// vec is a direction from the centre of the conformal sphere.
type vec struct{ x, y, z float64 }

func (a vec) add(b vec) vec           { return vec{a.x + b.x, a.y + b.y, a.z + b.z} }
func (a vec) sub(b vec) vec           { return vec{a.x - b.x, a.y - b.y, a.z - b.z} }
func (a vec) scale(s float64) vec     { return vec{a.x * s, a.y * s, a.z * s} }
func (a vec) dot(b vec) float64       { return a.x*b.x + a.y*b.y + a.z*b.z }
func (a vec) cross(b vec) vec         { return vec{a.y*b.z - a.z*b.y, a.z*b.x - a.x*b.z, a.x*b.y - a.y*b.x} }
func (a vec) norm() float64           { return math.Sqrt(a.dot(a)) }
func (a vec) unit() vec               { return a.scale(1 / a.norm()) }
func (a vec) angle(b vec) float64     { return math.Atan2(a.cross(b).norm(), a.dot(b)) }
func along(m, u vec, t float64) vec   { s, c := math.Sincos(t); return m.scale(c).add(u.scale(s)) }
func finite(p orb.Point) bool         { return !math.IsNaN(p[0]+p[1]) && !math.IsInf(p[0]+p[1], 0) }
func clamp(x, lo, hi float64) float64 { return math.Max(lo, math.Min(hi, x)) }

// toSphere puts a point of the ellipsoid on the conformal sphere.
func toSphere(p orb.Point) vec {
	phi := clamp(p[1], -90, 90) * rad
	chi := phi
	if s := math.Sin(phi); math.Abs(s) < 1 {
		chi = math.Atan(math.Sinh(math.Asinh(math.Tan(phi)) - eccentricity*math.Atanh(eccentricity*s)))
	}
	sc, cc := math.Sincos(chi)
	sl, cl := math.Sincos(p[0] * rad)
	return vec{cc * cl, cc * sl, sc}
}

// fromSphere is the inverse of toSphere; longitude in (-180, 180].
func fromSphere(v vec) orb.Point {
	chi := math.Atan2(v.z, math.Hypot(v.x, v.y))
	// Fixed point of Snyder's eq. 3-4: each round gains a factor of e² (0.0067), so six leave less than 1e-12 rad.
	phi, base := chi, math.Asinh(math.Tan(chi))
	for range 6 {
		phi = math.Atan(math.Sinh(base + eccentricity*math.Atanh(eccentricity*math.Sin(phi))))
	}
	return orb.Point{math.Atan2(v.y, v.x) / rad, phi / rad}
}

// sphereScale gives radians of the conformal sphere per km of the ellipsoid at p.
func sphereScale(p orb.Point) float64 {
	phi := clamp(p[1], -89.999999, 89.999999) * rad
	s, c := math.Sincos(phi)
	chi := math.Atan(math.Sinh(math.Asinh(s/c) - eccentricity*math.Atanh(eccentricity*s)))
	nu := semiMajorKM / math.Sqrt(1-ecc2*s*s)
	return math.Cos(chi) / (nu * c)
}

// frame is a tangent basis (east, north) at p; any basis at a pole.
func frame(p vec) (east, north vec) {
	east = vec{-p.y, p.x, 0}
	if east.norm() < 1e-12 {
		east = vec{0, 1, 0}
	}
	east = east.unit()
	return east, p.cross(east)
}

// jitter moves a point by up to 0.25 m, by a hash of its coordinates.
func jitter(p orb.Point) orb.Point {
	const degrees = 0.25 / 111320
	h := mix(math.Float64bits(p[0])*0x9e3779b97f4a7c15 ^ mix(math.Float64bits(p[1])))
	dx := float64(h>>32)/(1<<31) - 1
	dy := float64(h&0xffffffff)/(1<<31) - 1
	return orb.Point{
		p[0] + dx*degrees/math.Max(1e-3, math.Cos(p[1]*rad)),
		clamp(p[1]+dy*degrees, -90, 90),
	}
}

// mix is the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
