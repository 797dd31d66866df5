package geo

import "math"

// startSpherical guesses the first azimuth on a sphere that fits the ellipsoid half-way between the points (eqs. 48 to
// 51). Arcs so short that this is exact to rounding are solved at once.
func (k canonical) startSpherical() (angle, *solution) {
	mean := (k.beta1.sin + k.beta2.sin) / 2
	omega, scale := k.lambda12, 1.0
	d := k.diff
	near := k.beta1.cos*k.beta2.cos+k.beta1.sin*k.beta2.sin >= 0 && d < 0.5 && k.beta2.cos*k.radians < 0.5
	if near {
		c2 := (k.beta1.cos + k.beta2.cos) / 2
		cos2 := c2 * c2 / (c2*c2 + mean*mean) // cos² of the mean latitude
		scale = math.Sqrt(1 - e2*cos2)
		s, c := math.Sincos(k.radians / scale)
		omega = angle{s, c}
	}
	// 1-cos ω without cancellation
	versine := 1 - omega.cos
	if omega.cos > 0 {
		versine = omega.sin * omega.sin / (1 + omega.cos)
	}
	a1 := angle{k.beta2.cos * omega.sin, d + k.beta2.cos*k.beta1.sin*versine}
	if omega.cos < 0 {
		a1.cos = k.sum - k.beta2.cos*k.beta1.sin*omega.sin*omega.sin/(1-omega.cos)
	}
	sinSigma := root(a1.sin, a1.cos)
	cosSigma := k.beta1.sin*k.beta2.sin + k.beta1.cos*k.beta2.cos*omega.cos
	if near && sinSigma < shortArc {
		a2 := angle{k.beta1.cos * omega.sin, d - k.beta1.cos*k.beta2.sin*versine}.unit()
		sol := solution{canonical: k, alpha1: a1.unit(), alpha2: a2, omega12: omega, sinAlpha0: a1.unit().sin * k.beta1.cos}
		sol.sigma1, _ = sphere(sol.alpha1, k.beta1, sol.sinAlpha0)
		sol.sigma2, _ = sphere(sol.alpha2, k.beta2, sol.sinAlpha0)
		sol.length = axisA * scale * math.Atan2(sinSigma, cosSigma)
		return a1, &sol
	}
	if cosSigma < 0 && sinSigma < 6*n*math.Pi*k.beta1.cos*k.beta1.cos {
		return angle{}, nil // nearly antipodal: the sphere is no guide
	}
	if !(a1.sin > 0) {
		return angle{1, 0}, nil
	}
	return a1.unit(), nil
}

// startAntipodal guesses the azimuth for nearly antipodal points, where the envelope of the geodesics is an astroid:
// section 5 of Karney (2013), eqs. 53 to 57. It leaves any other guess as it is.
func (k canonical) startAntipodal(guess angle) angle {
	if guess != (angle{}) {
		return guess
	}
	eps, _ := expansion(math.Abs(k.beta1.sin)) // of the geodesic that leaves due east
	a3, _ := longitudeSeries(eps)
	lonScale := Flattening * k.beta1.cos * a3 * math.Pi
	x := -k.rest * degree / lonScale
	y := k.sum / (lonScale * k.beta1.cos)
	if y > -200*epsilon && x > -1-1000*1.5e-8 {
		// Opposite parallels: two shortest paths of equal length; the southern one is canonical.
		s := math.Min(1, -x)
		return angle{math.Max(s, tiny), -math.Sqrt(1 - s*s)}.unit()
	}
	mu := astroid(x, y)
	// The spherical azimuth for the longitude difference that the astroid gives is better than the astroid's own.
	gap := lonScale * -x * mu / (1 + mu)
	s, c := math.Sincos(gap) // ω12 = π - gap
	a := angle{k.beta2.cos * s, k.sum - k.beta2.cos*k.beta1.sin*s*s/(1+c)}
	if !(a.sin > 0) {
		return angle{1, 0}
	}
	return a.unit()
}

// astroid gives the positive root μ of x²/(1+μ)² + y²/μ² = 1, which is the quartic of eq. 55. The left side is convex
// and falls with μ, so that Newton's method from a point left of the root climbs to it without overshooting.
func astroid(x, y float64) float64 {
	mu := math.Max(math.Abs(y), math.Abs(x)-1)
	for range 30 {
		p, q := x/(1+mu), y/mu
		g := p*p + q*q - 1
		step := g / (2 * (p*p/(1+mu) + q*q/mu))
		mu += step
		if !(step > 1e-6*mu) {
			break
		}
	}
	return mu
}
