package geo

import (
	"fmt"
	"math"
	"math/big"
	"sort"
	"testing"
)

// The coefficients of geodesic_series.go are derived here a second time, in exact rational arithmetic, from the
// integrals of Karney (2013) alone: no number is taken from anywhere else.
//
// A series is a polynomial in n and ε, cut off above a total degree, times powers of z = exp(2iσ). All the integrands
// are even in σ, so the coefficients of z^k and z^-k are equal and 2·c_k is the factor of cos 2kσ.

type term struct{ n, eps, z int }

type series struct {
	order int
	c     map[term]*big.Rat
}

func newSeries(order int) series { return series{order, map[term]*big.Rat{}} }

func constant(order int, v *big.Rat) series { return monomial(order, v, 0, 0, 0) }

func monomial(order int, v *big.Rat, n, eps, z int) series {
	s := newSeries(order)
	s.addTerm(term{n, eps, z}, v)
	return s
}

func (s series) addTerm(t term, v *big.Rat) {
	if t.n+t.eps > s.order || v.Sign() == 0 {
		return
	}
	if have, ok := s.c[t]; ok {
		v = new(big.Rat).Add(have, v)
	}
	if v.Sign() == 0 {
		delete(s.c, t)
		return
	}
	s.c[t] = v
}

func (s series) plus(o series) series {
	r := newSeries(s.order)
	for t, v := range s.c {
		r.addTerm(t, v)
	}
	for t, v := range o.c {
		r.addTerm(t, v)
	}
	return r
}

func (s series) times(o series) series {
	r := newSeries(s.order)
	for a, x := range s.c {
		for b, y := range o.c {
			r.addTerm(term{a.n + b.n, a.eps + b.eps, a.z + b.z}, new(big.Rat).Mul(x, y))
		}
	}
	return r
}

func (s series) scale(v *big.Rat) series { return s.times(constant(s.order, v)) }

// power gives (1+s)^p where every term of s has degree 1 at least.
func (s series) power(p *big.Rat) series {
	sum, pow, binom := constant(s.order, rat(1, 1)), constant(s.order, rat(1, 1)), rat(1, 1)
	for k := 1; k <= s.order; k++ {
		pow = pow.times(s)
		binom = new(big.Rat).Mul(binom, new(big.Rat).Sub(p, rat(int64(k-1), 1)))
		binom = binom.Quo(binom, rat(int64(k), 1))
		sum = sum.plus(pow.scale(binom))
	}
	return sum
}

// harmonic is the polynomial in n and ε that stands before z^k.
func (s series) harmonic(k int) series {
	r := newSeries(s.order)
	for t, v := range s.c {
		if t.z == k {
			r.addTerm(term{t.n, t.eps, 0}, v)
		}
	}
	return r
}

// inverse gives 1/s where the constant term of s is 1.
func (s series) inverse() series {
	return s.plus(constant(s.order, rat(-1, 1))).power(rat(-1, 1))
}

func (s series) String() string {
	var keys []term
	for t := range s.c {
		keys = append(keys, t)
	}
	sort.Slice(keys, func(i, j int) bool {
		a, b := keys[i], keys[j]
		return a.eps < b.eps || a.eps == b.eps && a.n < b.n
	})
	out := ""
	for _, t := range keys {
		out += fmt.Sprintf(" %+s·n%dε%d", s.c[t].RatString(), t.n, t.eps)
	}
	return out
}

// at evaluates the factor of ε^j at WGS84's third flattening.
func (s series) at(j int) float64 {
	sum := new(big.Rat)
	for t, v := range s.c {
		if t.eps != j {
			continue
		}
		x := new(big.Rat).Set(v)
		for range t.n {
			x.Mul(x, thirdFlatteningRat())
		}
		sum.Add(sum, x)
	}
	f, _ := sum.Float64()
	return f
}

func thirdFlatteningRat() *big.Rat {
	f := new(big.Rat).Inv(rat(298257223563, 1000000000))
	return new(big.Rat).Quo(f, new(big.Rat).Sub(rat(2, 1), f))
}

func rat(a, b int64) *big.Rat { return big.NewRat(a, b) }

// modulus is ε² - ε(z + 1/z): sqrt(1 + k² sin²σ) = sqrt(1 + modulus)/(1 - ε).
func modulus(order int) series {
	return monomial(order, rat(1, 1), 0, 2, 0).plus(monomial(order, rat(-1, 1), 0, 1, 1)).plus(monomial(order, rat(-1, 1), 0, 1, -1))
}

func oneMinusEps(order int) series {
	return constant(order, rat(1, 1)).plus(monomial(order, rat(-1, 1), 0, 1, 0))
}

// sineSeries turns an integrand into mean and factors of sin 2lσ after division by the mean.
func sineSeries(integrand series, upTo int) (mean series, factors []series) {
	mean = integrand.harmonic(0)
	inv := mean.inverse()
	for l := 1; l <= upTo; l++ {
		factors = append(factors, integrand.harmonic(l).times(inv).scale(rat(1, int64(l))))
	}
	return mean, factors
}

// deriveDistance gives A1·(1-ε) and C1 of eq. 15: the integrand of eq. 7 times (1-ε).
func deriveDistance() (series, []series) { return sineSeries(modulus(6).power(rat(1, 2)), 6) }

// deriveReduced gives A2/(1-ε) and C2 of the integral I2, whose integrand is 1/sqrt(1 + k² sin²σ).
func deriveReduced() (series, []series) { return sineSeries(modulus(6).power(rat(-1, 2)), 6) }

// deriveLongitude gives A3 and C3 of eq. 8 with f = 2n/(1+n).
func deriveLongitude() (series, []series) {
	const order = 5
	one := constant(order, rat(1, 1))
	n := monomial(order, rat(1, 1), 1, 0, 0)
	den := one.plus(n).times(oneMinusEps(order)).plus(one.plus(n.scale(rat(-1, 1))).times(modulus(order).power(rat(1, 2))))
	return sineSeries(oneMinusEps(order).times(den.scale(rat(1, 2)).inverse()), 5)
}

// deriveReverted gives C1' of eq. 20 by Lagrange's inversion of τ = σ + Σ C1l sin 2lσ.
func deriveReverted() []series {
	_, c1 := deriveDistance()
	h := newSeries(6)
	for i, c := range c1 {
		h = h.plus(c.times(monomial(6, rat(1, 1), 0, 0, i+1))).plus(c.times(monomial(6, rat(-1, 1), 0, 0, -i-1)))
	}
	out := make([]series, 6)
	for i := range out {
		out[i] = newSeries(6)
	}
	pow, fact := constant(6, rat(1, 1)), int64(1)
	for m := 1; m <= 6; m++ {
		pow, fact = pow.times(h), fact*int64(m)*-1
		for l := int64(1); l <= 6; l++ {
			w := rat(1, fact)
			for range m - 1 {
				w.Mul(w, rat(l, 1))
			}
			out[l-1] = out[l-1].plus(pow.harmonic(int(l)).scale(w))
		}
	}
	return out
}

// deriveArea gives C4 of eqs. 60 to 62: t is expanded about 0, and the quotient of differences term by term.
func deriveArea() []series {
	const order = 5
	one := constant(order, rat(1, 1))
	inv2 := func(s series) series { return s.times(s).inverse() }
	x := monomial(order, rat(4, 1), 1, 0, 0).times(inv2(one.plus(monomial(order, rat(-1, 1), 1, 0, 0))))
	y := monomial(order, rat(2, 1), 0, 1, 0).plus(monomial(order, rat(-1, 1), 0, 1, 1)).plus(monomial(order, rat(-1, 1), 0, 1, -1))
	y = y.times(inv2(oneMinusEps(order)))
	sum := newSeries(order)
	for i, px := 0, one; i <= order; i, px = i+1, px.times(x) {
		for j, py := 0, one; i+j <= order; j, py = j+1, py.times(y) {
			sum = sum.plus(px.times(py).scale(areaTaylor(i + j + 1)))
		}
	}
	var out []series
	for l := 0; l <= order; l++ {
		d := sum.harmonic(l).plus(sum.harmonic(l + 1).scale(rat(-1, 1)))
		out = append(out, d.scale(rat(1, int64(2*(2*l+1)))))
	}
	return out
}

// areaTaylor is the factor of x^m in t(x) = x + sqrt(1+x)·asinh(√x)/√x.
func areaTaylor(m int) *big.Rat {
	sum := new(big.Rat)
	for k := 0; k <= m; k++ { // asinh(√x)/√x: (-1)^k (2k)! / (4^k k!² (2k+1))
		a := rat(1, int64(2*k+1))
		for i := 1; i <= k; i++ {
			a.Mul(a, rat(-int64(2*i-1), int64(2*i)))
		}
		for i := 0; i < m-k; i++ { // sqrt(1+x)
			a.Mul(a, rat(int64(1-2*i), int64(2*(i+1))))
		}
		sum.Add(sum, a)
	}
	if m == 1 {
		sum.Add(sum, rat(1, 1))
	}
	return sum
}

// checkTable compares rows of a table, factor by factor, with what is derived.
func checkTable[R ~[6]float64 | ~[7]float64](t *testing.T, name string, got []R, want []series) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d rows, want %d", name, len(got), len(want))
	}
	for i, row := range got {
		for j := range len(row) {
			if w := want[i].at(j); math.Abs(row[j]-w) > 1e-16*math.Abs(w) {
				t.Errorf("%s row %d, ε^%d: %v, derived %v from %s", name, i, j, row[j], w, want[i])
			}
		}
	}
}

func TestSeriesAreTheIntegrals(t *testing.T) {
	mean, factors := deriveDistance()
	checkTable(t, "A1", [][7]float64{seriesA1}, []series{mean})
	checkTable(t, "C1", seriesC1[:], factors)
	mean, factors = deriveReduced()
	checkTable(t, "A2", [][7]float64{seriesA2}, []series{mean})
	checkTable(t, "C2", seriesC2[:], factors)
	checkTable(t, "C1'", seriesC1p[:], deriveReverted())
	mean, factors = deriveLongitude()
	checkTable(t, "A3", [][6]float64{seriesA3}, []series{mean})
	checkTable(t, "C3", seriesC3[:], factors)
	checkTable(t, "C4", seriesC4[:], deriveArea())
}
