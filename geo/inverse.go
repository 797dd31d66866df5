package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// path is a solved inverse problem, with what the area under it needs.
type path struct {
	length         float64 // metres
	alpha1, alpha2 angle   // forward azimuths at both ends
	area           float64 // square metres between path and equator, positive eastward north of it; only if asked for
}

// canonical is an inverse problem brought into the standard form of Karney (2013), section 4:
// φ1 ≤ 0, φ1 ≤ φ2 ≤ -φ1, 0 ≤ λ12 ≤ π.
type canonical struct {
	beta1, beta2 angle   // reduced latitudes
	sum, diff    float64 // sin(β2+β1) and sin(β2-β1), right to the last digit where they are small
	lambda12     angle   // longitude difference on the ellipsoid
	radians      float64
	rest         float64 // degrees by which the longitude difference falls short of 180
	meridional   bool

	nearAntipodal bool
	sinSum        float64 // sin β1 + sin β2, if near the antipode

	swapped          bool
	lonSign, latSign float64
}

func canonicalForm(a, b orb.Point) canonical {
	d, rest := longitudeDifference(a[0], b[0])
	k := canonical{lonSign: 1, latSign: -1}
	if d < 0 || d == 0 && rest < 0 {
		k.lonSign, d, rest = -1, -d, -rest
	}
	if dropSubnormal(d+rest) == 0 {
		d, rest = 0, 0
	}
	k.rest, k.radians = (180-d)-rest, (d+rest)*degree
	if d > 90 {
		l := angleOf(k.rest)
		k.lambda12 = angle{l.sin, -l.cos}
	} else {
		k.lambda12 = angleOf(d + rest)
	}
	lat1, lat2 := dropSubnormal(a[1]), dropSubnormal(b[1])
	if math.Abs(lat1) < math.Abs(lat2) {
		lat1, lat2, k.swapped = lat2, lat1, true
		k.lonSign = -k.lonSign
	}
	if lat1 < 0 {
		k.latSign = 1
	}
	lat1, lat2 = lat1*k.latSign, lat2*k.latSign
	var h1, h2 float64
	k.beta1, h1 = reducedLatitude(lat1)
	k.beta2, h2 = reducedLatitude(lat2)
	// tan β2 ± tan β1 = (1-f)(tan φ2 ± tan φ1), and the degrees add without rounding where they cancel.
	k.sum, k.diff = f1*angleOf(lat2+lat1).sin/(h1*h2), f1*angleOf(lat2-lat1).sin/(h1*h2)
	if cos := k.beta1.cos*k.beta2.cos - k.beta1.sin*k.beta2.sin; cos > 0.9 && k.rest < 20 {
		k.nearAntipodal = true
		k.sinSum = k.sum * math.Sqrt((1+k.beta1.cos*k.beta2.cos+k.beta1.sin*k.beta2.sin)/(1+cos))
	}
	k.meridional = math.Abs(lat1) == 90 || k.lambda12.sin == 0
	return k
}

// restore takes azimuths back from the standard form.
func (k canonical) restore(p path) path {
	if p.length == 0 {
		p.alpha1, p.alpha2 = angle{0, 1}, angle{0, 1}
		return p
	}
	s := 1.0
	if k.swapped {
		p.alpha1, p.alpha2, s = p.alpha2, p.alpha1, -1
	}
	p.alpha1 = angle{p.alpha1.sin * s * k.lonSign, p.alpha1.cos * s * k.latSign}
	p.alpha2 = angle{p.alpha2.sin * s * k.lonSign, p.alpha2.cos * s * k.latSign}
	p.area *= s * k.lonSign * k.latSign
	return p
}

func inverse(a, b orb.Point) path {
	p, _ := solveWithin(negligible, a, b)
	return p
}

// solve gives the path and the solved problem in its standard form, all parts of it to the last digits.
func solve(a, b orb.Point) (path, solution) { return solveWithin(0, a, b) }

// solveWithin is solve where the length may be off by so many metres, and the arcs of the solution be those of a geodesic that
// passes the second point by.
func solveWithin(metres float64, a, b orb.Point) (path, solution) {
	k := canonicalForm(a, b)
	var s solution
	switch {
	case k.meridional:
		s = k.alongMeridian()
	case k.beta1.sin == 0 && k.rest >= Flattening*180:
		s = k.alongEquator()
	default:
		s = k.general(metres)
	}
	return k.restore(path{length: s.length, alpha1: s.alpha1, alpha2: s.alpha2}), s
}

// solution is the answer in the standard form.
type solution struct {
	canonical
	alpha1, alpha2 angle
	sigma1, sigma2 angle // arcs on the auxiliary sphere, from the node
	omega12        angle // longitude difference on the auxiliary sphere
	sigma12        float64
	sinAlpha0      float64
	eps            float64 // of the series, along the geodesic that was followed
	length         float64
}

// alongMeridian: the azimuth is the longitude difference, and an ellipsoid flattened at the poles has no shorter way.
func (k canonical) alongMeridian() solution {
	s := solution{canonical: k, alpha1: k.lambda12, alpha2: angle{0, 1}, omega12: k.lambda12}
	s.sigma1 = angle{k.beta1.sin, s.alpha1.cos * k.beta1.cos}.unit()
	s.sigma2 = angle{k.beta2.sin, k.beta2.cos}
	if math.Abs(k.beta1.cos) <= tiny {
		s.sigma1 = angle{k.beta1.sin, 0}
	}
	s.sigma12 = s.sigma1.until(s.sigma2).radians()
	if s.sigma12 < 3*tiny {
		return s
	}
	eps, _ := expansion(1)
	s.length = s.arcLength(eps, 0)
	return s
}

// alongEquator: the equator is shortest while the longitudes differ by (1-f)·180° at most.
func (k canonical) alongEquator() solution {
	s := solution{canonical: k, alpha1: angle{1, 0}, alpha2: angle{1, 0}, sinAlpha0: 1, length: axisA * k.radians}
	s.sigma1, s.omega12 = angle{0, 1}, angleOf(k.radians/f1/degree)
	s.sigma2 = s.omega12
	return s
}
