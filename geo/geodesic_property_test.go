package geo

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// anyPoint draws points everywhere, with the awkward ones often.
func anyPoint() *rapid.Generator[orb.Point] {
	return rapid.Custom(func(t *rapid.T) orb.Point {
		lon := rapid.OneOf(rapid.Float64Range(-180, 180), rapid.SampledFrom([]float64{-180, -90, 0, 1e-161, 1e-29, 1e-9, 90, 179.999999999, 180})).Draw(t, "lon")
		lat := rapid.OneOf(rapid.Float64Range(-90, 90), rapid.SampledFrom([]float64{-90, -89.999999, -1e-12, -1e-160, 1e-29, 0, 45, 90})).Draw(t, "lat")
		return orb.Point{lon, lat}
	})
}

func TestDirectUndoesInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyPoint().Draw(t, "a"), anyPoint().Draw(t, "b")
		g := Inverse(a, b)
		if !(g.Distance >= 0 && g.Distance <= 20003931.4587) {
			t.Fatalf("distance %v", g.Distance)
		}
		if math.Abs(g.Azimuth1) > 180 || math.Abs(g.Azimuth2) > 180 {
			t.Fatalf("azimuths %v %v", g.Azimuth1, g.Azimuth2)
		}
		got, azimuth2 := Direct(a, g.Azimuth1, g.Distance)
		if d := Distance(got, b); !(d < 5e-8) {
			t.Fatalf("came out at %v, %v m off", got, d)
		}
		if e := math.Abs(math.Remainder(azimuth2-g.Azimuth2, 360)) * degree * math.Cos(b[1]*degree); g.Distance > 1 && e*float64(g.Distance) > 1e-5 && math.Abs(b[1]) < 89.9 {
			t.Fatalf("forward azimuth %v, inverse said %v", azimuth2, g.Azimuth2)
		}
	})
}

func TestInverseIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyPoint().Draw(t, "a"), anyPoint().Draw(t, "b")
		there, back := Inverse(a, b), Inverse(b, a)
		if math.Abs(float64(there.Distance-back.Distance)) > 1e-8 {
			t.Fatalf("%v there, %v back", there.Distance, back.Distance)
		}
		mirror := Inverse(orb.Point{-a[0], -a[1]}, orb.Point{-b[0], -b[1]})
		if math.Abs(float64(there.Distance-mirror.Distance)) > 1e-8 {
			t.Fatalf("%v, mirrored %v", there.Distance, mirror.Distance)
		}
	})
}

func TestTriangleInequality(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyPoint().Draw(t, "a"), anyPoint().Draw(t, "b"), anyPoint().Draw(t, "c")
		if ab, bc, ac := Distance(a, b), Distance(b, c), Distance(a, c); ac > ab+bc+1e-7 {
			t.Fatalf("%v > %v + %v", ac, ab, bc)
		}
	})
}

func TestDirectAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := orb.Point{rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-89, 89).Draw(t, "lat")}
		azimuth := rapid.Float64Range(-180, 180).Draw(t, "azimuth")
		d1 := Metres(rapid.Float64Range(0, 9e6).Draw(t, "d1"))
		d2 := Metres(rapid.Float64Range(0, 9e6).Draw(t, "d2"))
		half, onward := Direct(p, azimuth, d1)
		inTwo, _ := Direct(half, onward, d2)
		inOne, _ := Direct(p, azimuth, d1+d2)
		// Close to a pole the azimuth in degrees cannot say the direction better than this.
		if d := Distance(inTwo, inOne); math.Abs(half[1]) < 89 && !(d < 2e-7) {
			t.Fatalf("%v apart", d)
		}
		home, _ := Direct(p, azimuth, -d1)
		other, _ := Direct(p, azimuth+180, d1)
		if d := Distance(home, other); !(d < 1e-7) {
			t.Fatalf("backwards and behind are %v apart", d)
		}
	})
}

func TestSpecialPairs(t *testing.T) {
	quarter := Metres(10001965.7293127)
	for _, c := range []struct {
		desc string
		a, b orb.Point
		want Metres
	}{
		{"coincident", orb.Point{43, 36}, orb.Point{43, 36}, 0},
		{"coincident across the antimeridian", orb.Point{180, 36}, orb.Point{-180, 36}, 0},
		{"coincident at the pole", orb.Point{10, 90}, orb.Point{-120, 90}, 0},
		{"pole to pole", orb.Point{0, 90}, orb.Point{77, -90}, 2 * quarter},
		{"pole to equator", orb.Point{0, 90}, orb.Point{12, 0}, quarter},
		{"antipodal on the equator", orb.Point{0, 0}, orb.Point{180, 0}, 2 * quarter},
		{"antipodal", orb.Point{30, 40}, orb.Point{-150, -40}, 2 * quarter},
		{"a degree of the equator", orb.Point{179.5, 0}, orb.Point{-179.5, 0}, 111319.490793},
	} {
		if got := Distance(c.a, c.b); math.Abs(float64(got-c.want)) > 1e-6 {
			t.Errorf("%s: %.6f, want %.6f", c.desc, got, c.want)
		}
	}
	if g := Inverse(orb.Point{43, 36}, orb.Point{43, 36}); g != (Geodesic{}) || g.BackAzimuth() != 0 {
		t.Errorf("coincident points: %+v", g)
	}
	for _, p := range []orb.Point{{math.NaN(), 0}, {0, math.NaN()}, {math.Inf(1), 0}, {0, math.Inf(-1)}} {
		if g := Inverse(p, orb.Point{1, 1}); !math.IsNaN(float64(g.Distance)) {
			t.Errorf("from %v: %+v, want NaN", p, g)
		}
	}
}

func TestLongWaysRound(t *testing.T) {
	circumference := Metres(2 * math.Pi * axisA)
	for _, c := range []struct {
		azimuth float64
		d       Metres
		want    float64
	}{{90, circumference / 4, 90}, {90, circumference * 3 / 4, -90}, {-90, circumference / 4, -90}, {90, circumference * 2.25, 90}} {
		if p, _ := Direct(orb.Point{0, 0}, c.azimuth, c.d); math.Abs(p[0]-c.want) > 1e-9 || p[1] != 0 {
			t.Errorf("along %v for %.0f m: %v, want longitude %v", c.azimuth, c.d, p, c.want)
		}
	}
	home, azimuth := Direct(orb.Point{20, 30}, 0, 4*10001965.7293127)
	if Distance(home, orb.Point{20, 30}) > 1e-3 || math.Abs(azimuth) > 1e-6 {
		t.Errorf("once round a meridian: %v, %v", home, azimuth)
	}
}

func TestBackAzimuth(t *testing.T) {
	there, back := Inverse(orb.Point{43.13, 36.34}, orb.Point{44.39, 33.34}), Inverse(orb.Point{44.39, 33.34}, orb.Point{43.13, 36.34})
	if math.Abs(there.BackAzimuth()-back.Azimuth1) > 1e-9 {
		t.Errorf("%v, want %v", there.BackAzimuth(), back.Azimuth1)
	}
}

func TestHaversineIsNear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyPoint().Draw(t, "a"), anyPoint().Draw(t, "b")
		exact, sphere := Distance(a, b), Haversine(a, b)
		if math.Abs(float64(sphere-exact)) > 0.006*float64(exact)+1e-3 {
			t.Fatalf("%v on the sphere, %v on the ellipsoid", sphere, exact)
		}
	})
}
