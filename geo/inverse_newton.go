package geo

import "math"

const (
	epsilon float64 = 0x1p-52
	// shortArc is the arc below which the sphere of eq. 48 is exact to rounding: its relative error is e²σ².
	shortArc = 3.6e-8
	// Newton's method on the azimuth needs 1 to 3 steps nearly everywhere. Bisection, which halves the interval, ends any
	// other case after the bits of a float64 are used up.
	newtonSteps, allSteps = 20, 90
	// negligible is the error in metres that ends the search early: a nanometre, half of a last place of half the Earth's girth.
	negligible = 1e-9
)

// general solves for the azimuth at the first point so that the geodesic meets the second parallel at λ12: Newton's
// method on eq. 36 of Karney (2013), kept inside a bracket, so that it ends for any input. It ends as soon as one step more
// would change the length by less than the metres given.
func (k canonical) general(metres float64) solution {
	guess, short := k.startSpherical()
	if short != nil {
		return *short
	}
	guess = k.startAntipodal(guess)
	tolerance := epsilon
	if k.nearAntipodal {
		tolerance = epsilon / 64 // the miss is that well known, and the azimuth hangs on it by a small slope
	}
	low, high := angle{tiny, 1}, angle{tiny, -1}
	var s solution
	settled := false
	for step := range allSteps {
		var miss, slope float64
		s, miss, slope = k.shoot(guess)
		if math.IsNaN(miss) || math.Abs(miss) < tolerance || settled && math.Abs(miss) < 8*tolerance {
			return s.corrected(miss)
		}
		if s.secondOrder(miss, slope) < metres {
			return s.turned(-miss / slope).corrected(miss)
		}
		if miss > 0 {
			high = guess
		} else {
			low = guess
		}
		next, ok := newtonStep(guess, miss, slope)
		inside := ok && between(low, next, high)
		if next == guess || !inside && math.Abs(miss) < 64*tolerance {
			return s.corrected(miss) // nothing but rounding is left
		}
		if !inside || step >= newtonSteps {
			next = angle{low.sin + high.sin, low.cos + high.cos}.unit()
		}
		settled = math.Abs(miss) < 16*tolerance
		guess = next
	}
	_, miss, _ := k.shoot(guess)
	return s.corrected(miss)
}

// secondOrder bounds what corrected leaves of the length, in metres: half of a·cos α1·cos β1 (the derivative of Clairaut's a·sin α0
// by the azimuth) times the miss and the turn that would mend it. Turns that are not small are no matter of orders.
func (s solution) secondOrder(miss, slope float64) float64 {
	turn := math.Abs(miss / slope)
	if !(turn < 1e-3*s.alpha1.sin) {
		return math.Inf(1)
	}
	return axisA * math.Abs(miss) * turn
}

// turned turns the azimuths at both ends by the small angle that Newton's step gives for the first.
func (s solution) turned(step float64) solution {
	s.alpha1 = s.alpha1.plus(angle{step, 1}).unit()
	s.alpha2, _ = s.arrival(s.alpha1)
	return s
}

func newtonStep(alpha angle, miss, slope float64) (angle, bool) {
	step := -miss / slope
	if !(math.Abs(step) < math.Pi) {
		return angle{}, false
	}
	s, c := math.Sincos(step)
	next := alpha.plus(angle{s, c}).unit()
	return next, next.sin > 0
}

// between says whether a lies strictly between low and high, all in (0, π).
func between(low, a, high angle) bool {
	return low.cos*a.sin > low.sin*a.cos && a.cos*high.sin > a.sin*high.cos
}

// corrected takes the last miss in longitude off the length: by Clairaut's relation ds = a·sin α0·dλ, and what is left
// is of second order.
func (s solution) corrected(miss float64) solution {
	s.length = s.arcLength(s.eps, -1/f1*s.sinAlpha0*miss)
	return s
}

// arcLength is the length in metres of the arc from σ1 to σ2 plus a small one: b·(A1·(σ12 + ΔΣ C1l·sin 2lσ) + small),
// eq. 7. The terms are added from the small ones up: a unit in the last place of A1 or of the sum would be 2 nm.
func (s solution) arcLength(eps, small float64) float64 {
	a1, c1 := distanceSeries(eps)
	more := distanceExcess(eps)
	small += more*s.sigma12 + a1*(sineSum(c1[:], s.sigma2)-sineSum(c1[:], s.sigma1))
	return math.FMA(axisB, s.sigma12, axisB*small)
}

// shoot follows the geodesic that leaves the first point along alpha1 to the second parallel. miss is the longitude
// reached minus λ12 in radians, slope its derivative by alpha1.
func (k canonical) shoot(alpha1 angle) (s solution, miss, slope float64) {
	if k.beta1.sin == 0 && alpha1.cos == 0 {
		alpha1.cos = -tiny // an equatorial start has to leave the equator, or the derivative vanishes
	}
	s = solution{canonical: k, alpha1: alpha1, sinAlpha0: alpha1.sin * k.beta1.cos}
	cosAlpha0 := root(alpha1.cos, alpha1.sin*k.beta1.sin)
	var sin12 float64
	s.alpha2, sin12 = k.arrival(alpha1)
	var omega1, omega2 angle
	s.sigma1, omega1 = sphere(alpha1, k.beta1, s.sinAlpha0)
	s.sigma2, omega2 = sphere(s.alpha2, k.beta2, s.sinAlpha0)
	sigma, omega := s.sigma1.until(s.sigma2), omega1.until(omega2)
	if sin12 > 0 { // nearly half way round, both sines are small differences: this one is exact
		c1, c2 := alpha1.cos*k.beta1.cos, s.alpha2.cos*k.beta2.cos
		sigma = angle{sin12, c1*c2 + k.beta1.sin*k.beta2.sin}.unit()
		omega = angle{s.sinAlpha0 * sin12, c1*c2 + s.sinAlpha0*s.sinAlpha0*k.beta1.sin*k.beta2.sin}.unit()
	}
	s.omega12, s.sigma12 = omega, sigma.radians()

	eps, k2 := expansion(cosAlpha0)
	s.eps = eps
	a3, c3 := longitudeSeries(eps)
	excess := Flattening * s.sinAlpha0 * a3 * (s.sigma12 + sineSum(c3[:5], s.sigma2) - sineSum(c3[:5], s.sigma1))
	// The difference of the angles before the small term is taken off: λ12 itself would lose digits.
	d := s.omega12.minus(k.lambda12)
	miss = d.radians() - excess
	if s.alpha2.cos == 0 {
		return s, miss, -2 * f1 * math.Sqrt(1+ep2*k.beta1.sin*k.beta1.sin) / k.beta1.sin
	}
	return s, miss, f1 * s.reducedLength(eps, k2) / (s.alpha2.cos * k.beta2.cos)
}

// arrival is the azimuth at the second parallel: eq. 5 gives the sine, eq. 45 the cosine without cancellation. For a way
// that first nears the pole and then ends near the antipode, sin12 is also the sine of the arc to there, times the
// lengths of both vectors (cos α·cos β, sin β): the products in it cancel but for the two small terms that are left.
func (k canonical) arrival(alpha1 angle) (alpha2 angle, sin12 float64) {
	if k.sum == 0 || k.diff == 0 {
		return angle{alpha1.sin, math.Abs(alpha1.cos)}, 0
	}
	x1 := alpha1.cos * k.beta1.cos
	d := -k.diff * k.sum // cos²β2 - cos²β1
	x2 := math.Sqrt(math.Max(0, x1*x1+d))
	alpha2 = angle{alpha1.sin * k.beta1.cos / k.beta2.cos, x2 / k.beta2.cos}
	if x1 < 0 && k.nearAntipodal {
		sin12 = x1*k.sinSum - d/(x2-x1)*k.beta1.sin
	}
	return alpha2, sin12
}

// sphere gives arc and longitude from the node on the auxiliary sphere: eqs. 11 and 12.
func sphere(alpha, beta angle, sinAlpha0 float64) (sigma, omega angle) {
	c := alpha.cos * beta.cos
	return angle{beta.sin, c}.unit(), angle{sinAlpha0 * beta.sin, c}.unit()
}

// reducedLength is m12/b: eq. 38.
func (s solution) reducedLength(eps, k2 float64) float64 {
	a1, c1 := distanceSeries(eps)
	a2, c2 := reducedSeries(eps)
	for i := range c1 {
		c1[i] = a1*c1[i] - a2*c2[i]
	}
	j := (a1-a2)*s.sigma12 + sineSum(c1[:], s.sigma2) - sineSum(c1[:], s.sigma1)
	w1, w2 := math.Sqrt(1+k2*s.sigma1.sin*s.sigma1.sin), math.Sqrt(1+k2*s.sigma2.sin*s.sigma2.sin)
	return w2*s.sigma1.cos*s.sigma2.sin - w1*s.sigma1.sin*s.sigma2.cos - s.sigma1.cos*s.sigma2.cos*j
}
