package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Direct solves the direct geodesic problem on WGS84 after Karney (2013): the point at distance d from p along the
// azimuth, and the forward azimuth there in degrees in [-180, 180]. d may be negative or longer than a half turn. The
// longitude of the answer is in [-180, 180].
func Direct(p orb.Point, azimuth float64, d Metres) (orb.Point, float64) {
	alpha1 := angleOf(dropSubnormal(math.Remainder(azimuth, 360)))
	beta1, _ := reducedLatitude(dropSubnormal(p[1]))
	sinAlpha0 := alpha1.sin * beta1.cos
	cosAlpha0 := math.Hypot(alpha1.cos, alpha1.sin*beta1.sin)
	sigma1, omega1 := angle{beta1.sin, alpha1.cos * beta1.cos}, angle{sinAlpha0 * beta1.sin, alpha1.cos * beta1.cos}
	if beta1.sin == 0 && alpha1.cos == 0 {
		sigma1, omega1 = angle{0, 1}, angle{0, 1} // along the equator every point is a node
	}
	sigma1 = sigma1.unit()

	eps, _ := expansion(cosAlpha0)
	sigma2, sigma12 := arcAfter(sigma1, eps, float64(d))
	beta2 := angle{cosAlpha0 * sigma2.sin, math.Hypot(sinAlpha0, cosAlpha0*sigma2.cos)}
	if beta2.cos == 0 {
		beta2.cos, sigma2.cos = tiny, tiny
	}
	alpha2 := angle{sinAlpha0, cosAlpha0 * sigma2.cos}
	omega2 := angle{sinAlpha0 * sigma2.sin, sigma2.cos}

	a3, c3 := longitudeSeries(eps)
	turn := math.Copysign(1, sinAlpha0) // ω grows with σ eastward; counting its turns keeps λ continuous
	omega12 := turn * (sigma12 - (sigma2.radians() - sigma1.radians()) + (angle{turn * omega2.sin, omega2.cos}.radians() - angle{turn * omega1.sin, omega1.cos}.radians()))
	lambda12 := omega12 - Flattening*sinAlpha0*a3*(sigma12+sineSum(c3[:5], sigma2)-sineSum(c3[:5], sigma1))
	lon := normalLongitude(normalLongitude(p[0]) + math.Remainder(lambda12/degree, 360))
	lat := math.Atan2(beta2.sin, f1*beta2.cos) / degree
	return orb.Point{lon, lat}, alpha2.degrees()
}

// arcAfter turns a distance in metres from sigma1 into an arc: eqs. 7, 20 and 21. One step of Newton's method with the
// distance series takes out what the reverted series leaves.
func arcAfter(sigma1 angle, eps, d float64) (sigma2 angle, sigma12 float64) {
	a1, c1 := distanceSeries(eps)
	c1p := evenOdd(&seriesC1p, eps)
	b11 := sineSum(c1[:], sigma1)
	tau12 := d / (axisB * a1)
	s, c := math.Sincos(b11)
	tau1 := angle{sigma1.sin*c + sigma1.cos*s, sigma1.cos*c - sigma1.sin*s}
	s, c = math.Sincos(tau12)
	tau2 := tau1.plus(angle{s, c})
	sigma12 = tau12 + sineSum(c1p[:], tau2) + b11
	s, c = math.Sincos(sigma12)
	return sigma1.plus(angle{s, c}), sigma12
}
