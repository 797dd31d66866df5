package geo

import "math"

// The series of Karney, "Algorithms for geodesics", J. Geodesy 87:43-55 (2013), to order 6: row l holds the factors of
// ε^0, ε^1, … in the coefficient of the l-th harmonic, as functions of the third flattening n.
// series_derive_test.go derives each of them again from the integrals in exact arithmetic.

const (
	n2 = n * n
	n3 = n2 * n
	n4 = n3 * n
	n5 = n4 * n
)

// seriesA1 is A1·(1-ε), seriesA2 is A2/(1-ε): eqs. 17 and 42. seriesA3 is eq. 24.
var (
	seriesA1 = [7]float64{1, 0, 1.0 / 4, 0, 1.0 / 64, 0, 1.0 / 256}
	seriesA2 = [7]float64{1, 0, 1.0 / 4, 0, 9.0 / 64, 0, 25.0 / 256}
	seriesA3 = [6]float64{
		1, -1.0/2 + 1.0/2*n, -1.0/4 - 1.0/8*n + 3.0/8*n2, -1.0/16 - 3.0/16*n - 1.0/16*n2, -3.0/64 - 1.0/32*n, -3.0 / 128,
	}
)

// seriesC1 is eq. 18 (distance from arc), seriesC1p eq. 21 (arc from distance), seriesC2 eq. 43 (reduced length).
var (
	seriesC1 = [6][7]float64{
		{0, -1.0 / 2, 0, 3.0 / 16, 0, -1.0 / 32, 0},
		{0, 0, -1.0 / 16, 0, 1.0 / 32, 0, -9.0 / 2048},
		{0, 0, 0, -1.0 / 48, 0, 3.0 / 256, 0},
		{0, 0, 0, 0, -5.0 / 512, 0, 3.0 / 512},
		{0, 0, 0, 0, 0, -7.0 / 1280, 0},
		{0, 0, 0, 0, 0, 0, -7.0 / 2048},
	}
	seriesC1p = [6][7]float64{
		{0, 1.0 / 2, 0, -9.0 / 32, 0, 205.0 / 1536, 0},
		{0, 0, 5.0 / 16, 0, -37.0 / 96, 0, 1335.0 / 4096},
		{0, 0, 0, 29.0 / 96, 0, -75.0 / 128, 0},
		{0, 0, 0, 0, 539.0 / 1536, 0, -2391.0 / 2560},
		{0, 0, 0, 0, 0, 3467.0 / 7680, 0},
		{0, 0, 0, 0, 0, 0, 38081.0 / 61440},
	}
	seriesC2 = [6][7]float64{
		{0, 1.0 / 2, 0, 1.0 / 16, 0, 1.0 / 32, 0},
		{0, 0, 3.0 / 16, 0, 1.0 / 32, 0, 35.0 / 2048},
		{0, 0, 0, 5.0 / 48, 0, 5.0 / 256, 0},
		{0, 0, 0, 0, 35.0 / 512, 0, 7.0 / 512},
		{0, 0, 0, 0, 0, 63.0 / 1280, 0},
		{0, 0, 0, 0, 0, 0, 77.0 / 2048},
	}
)

// seriesC3 is eq. 25 (longitude).
var seriesC3 = [5][6]float64{
	{0, 1.0/4 - 1.0/4*n, 1.0/8 - 1.0/8*n2, 3.0/64 + 3.0/64*n - 1.0/64*n2, 5.0/128 + 1.0/64*n, 3.0 / 128},
	{0, 0, 1.0/16 - 3.0/32*n + 1.0/32*n2, 3.0/64 - 1.0/32*n - 3.0/64*n2, 3.0/128 + 1.0/128*n, 5.0 / 256},
	{0, 0, 0, 5.0/192 - 3.0/64*n + 5.0/192*n2, 3.0/128 - 5.0/192*n, 7.0 / 512},
	{0, 0, 0, 0, 7.0/512 - 7.0/256*n, 7.0 / 512},
	{0, 0, 0, 0, 0, 21.0 / 2560},
}

// seriesC4 is eq. 63 (area), whose harmonics are cos σ, cos 3σ, cos 5σ …
var seriesC4 = [6][6]float64{
	{
		2.0/3 - 4.0/15*n + 8.0/105*n2 + 4.0/315*n3 + 16.0/3465*n4 + 20.0/9009*n5,
		-1.0/5 + 16.0/35*n - 32.0/105*n2 + 16.0/385*n3 + 64.0/15015*n4,
		-2.0/105 - 32.0/315*n + 1088.0/3465*n2 - 1184.0/5005*n3,
		11.0/315 - 368.0/3465*n - 32.0/6435*n2,
		4.0/1155 + 1088.0/45045*n,
		97.0 / 15015,
	},
	{
		0,
		1.0/45 - 16.0/315*n + 32.0/945*n2 - 16.0/3465*n3 - 64.0/135135*n4,
		-2.0/105 + 64.0/945*n - 128.0/1485*n2 + 1984.0/45045*n3,
		-1.0/105 + 16.0/2079*n + 5792.0/135135*n2,
		4.0/1155 - 2944.0/135135*n,
		1.0 / 9009,
	},
	{
		0, 0,
		4.0/525 - 32.0/1575*n + 64.0/3465*n2 - 32.0/5005*n3,
		-8.0/1575 + 128.0/5775*n - 256.0/6825*n2,
		-8.0/1925 + 1856.0/225225*n,
		8.0 / 10725,
	},
	{0, 0, 0, 8.0/2205 - 256.0/24255*n + 512.0/45045*n2, -16.0/8085 + 1024.0/105105*n, -136.0 / 63063},
	{0, 0, 0, 0, 64.0/31185 - 512.0/81081*n, -128.0 / 135135},
	{0, 0, 0, 0, 0, 128.0 / 99099},
}

// poly evaluates c[0] + c[1]·x + … by Horner's rule.
func poly(c []float64, x float64) float64 {
	sum := 0.0
	for i := len(c) - 1; i >= 0; i-- {
		sum = sum*x + c[i]
	}
	return sum
}

// sineSum is Σ c[l-1]·sin 2lσ by Clenshaw's recurrence.
func sineSum(c []float64, sigma angle) float64 {
	x := 2 * (sigma.cos - sigma.sin) * (sigma.cos + sigma.sin) // 2·cos 2σ
	var y0, y1 float64
	for i := len(c) - 1; i >= 0; i-- {
		y0, y1 = x*y0-y1+c[i], y0
	}
	return 2 * sigma.sin * sigma.cos * y0
}

// oddCosineSum is Σ c[l]·cos (2l+1)σ, by the same recurrence.
func oddCosineSum(c []float64, sigma angle) float64 {
	x := 2 * (sigma.cos - sigma.sin) * (sigma.cos + sigma.sin)
	var y0, y1 float64
	for i := len(c) - 1; i >= 0; i-- {
		y0, y1 = x*y0-y1+c[i], y0
	}
	return sigma.cos * (y0 - y1)
}

// expansion is the parameter ε of a geodesic whose azimuth at the equator has the cosine given: eqs. 9 and 16.
func expansion(cosAlpha0 float64) (eps, k2 float64) {
	k2 = ep2 * cosAlpha0 * cosAlpha0
	return k2 / (2*(1+math.Sqrt(1+k2)) + k2), k2
}

// harmonics are the coefficients of one sine series, at one ε.
type harmonics [6]float64

// distanceSeries gives A1 and C1: s/b = A1·(σ + Σ C1l·sin 2lσ).
func distanceSeries(eps float64) (a1 float64, c harmonics) {
	e := eps * eps
	a1 = (1 + e*(seriesA1[2]+e*(seriesA1[4]+e*seriesA1[6]))) / (1 - eps)
	return a1, evenOdd(&seriesC1, eps)
}

// distanceExcess is A1-1 to its own last digit.
func distanceExcess(eps float64) float64 {
	e := eps * eps
	return (eps + e*(seriesA1[2]+e*(seriesA1[4]+e*seriesA1[6]))) / (1 - eps)
}

// reducedSeries gives A2 and C2 of the reduced length.
func reducedSeries(eps float64) (a2 float64, c harmonics) {
	e := eps * eps
	a2 = (1 + e*(seriesA2[2]+e*(seriesA2[4]+e*seriesA2[6]))) * (1 - eps)
	return a2, evenOdd(&seriesC2, eps)
}

// longitudeSeries gives A3 and C3: λ = ω - f·sin α0·A3·(σ + Σ C3l·sin 2lσ).
func longitudeSeries(eps float64) (a3 float64, c harmonics) {
	power := eps
	for l := range seriesC3 {
		c[l] = power * poly(seriesC3[l][l+1:], eps)
		power *= eps
	}
	return poly(seriesA3[:], eps), c
}

// areaSeries gives C4.
func areaSeries(eps float64) (c harmonics) {
	power := 1.0
	for l := range seriesC4 {
		c[l] = power * poly(seriesC4[l][l:], eps)
		power *= eps
	}
	return c
}

// evenOdd evaluates a table whose row l holds only the powers l, l+2, l+4 of ε.
func evenOdd(t *[6][7]float64, eps float64) (c harmonics) {
	e := eps * eps
	p2 := eps * eps
	p3, p4 := p2*eps, p2*p2
	c[0] = eps * (t[0][1] + e*(t[0][3]+e*t[0][5]))
	c[1] = p2 * (t[1][2] + e*(t[1][4]+e*t[1][6]))
	c[2] = p3 * (t[2][3] + e*t[2][5])
	c[3] = p4 * (t[3][4] + e*t[3][6])
	c[4] = p4 * eps * t[4][5]
	c[5] = p4 * p2 * t[5][6]
	return c
}
