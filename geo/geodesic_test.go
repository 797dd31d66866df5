package geo

import (
	"bufio"
	"compress/gzip"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// problem is one row of the reference table: GeodSolve -E, exact elliptic integrals.
type problem struct {
	a, b       orb.Point
	azi1, azi2 float64
	s12        float64
	kind       string
}

func problems(t testing.TB) []problem {
	t.Helper()
	path := filepath.Join("..", "..", "shared", "geodesic", "geodesic-wgs84-inverse.tsv.gz")
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("the reference geodesics are not beside this repository: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []problem
	sc := bufio.NewScanner(z)
	sc.Scan() // header
	for sc.Scan() {
		c := strings.Split(sc.Text(), "\t")
		var v [7]float64
		for i := range v {
			if v[i], err = strconv.ParseFloat(c[i], 64); err != nil {
				t.Fatal(err)
			}
		}
		out = append(out, problem{orb.Point{v[1], v[0]}, orb.Point{v[4], v[3]}, v[2], v[5], v[6], c[7]})
	}
	if len(out) != 3000 {
		t.Fatalf("%d problems, want 3000", len(out))
	}
	return out
}

// azimuthsCompare leaves out the rows whose azimuths mean nothing: the README of the table says which.
func (p problem) azimuthsCompare() bool {
	atPole := 90-math.Abs(p.a[1]) < 1e-6 || 90-math.Abs(p.b[1]) < 1e-6
	return p.kind != "coincident" && p.kind != "antipodal" && !atPole
}

func TestInverseAgainstGeodSolve(t *testing.T) {
	worst, at := 0.0, problem{}
	for _, p := range problems(t) {
		for _, g := range []Geodesic{Inverse(p.a, p.b), Inverse(p.b, p.a)} {
			if d := math.Abs(float64(g.Distance) - p.s12); !(d <= worst) {
				worst, at = d, p
			}
		}
	}
	t.Logf("worst distance error %.3g m (%+v)", worst, at)
	if !(worst <= 15.5e-9) { // 15 nm, and half a nanometre because the table is rounded to one
		t.Errorf("distance error %.3g m at %+v, want 15 nm at most", worst, at)
	}
}

// Between nearly antipodal points the azimuth hangs on the last digits of the latitudes, and there the reference table
// itself is off by up to 3.2e-6 m: TestAzimuthsNearTheAntipode holds such rows to 40-digit arithmetic instead.
func TestInverseAzimuthsAgainstGeodSolve(t *testing.T) {
	for _, p := range problems(t) {
		if !p.azimuthsCompare() {
			continue
		}
		limit := 1e-6
		if p.kind == "near-antipodal" {
			limit = 4e-6
		}
		g := Inverse(p.a, p.b)
		for _, d := range []float64{g.Azimuth1 - p.azi1, g.Azimuth2 - p.azi2} {
			if e := math.Abs(math.Remainder(d, 360)) * degree * p.s12; !(e <= limit) {
				t.Errorf("azimuth error times distance %.3g m at %+v: %+v", e, p, g)
			}
		}
	}
}

// Solved by shooting with quadrature of eqs. 7 and 8 in 40 digits, from the float64 values of the coordinates.
func TestAzimuthsNearTheAntipode(t *testing.T) {
	for _, c := range []struct {
		a, b     orb.Point
		azimuth1 float64
		distance Metres
	}{
		{orb.Point{27.921586883, 59.05407547}, orb.Point{-152.263654455, -59.048366955}, 34.82619800047478909, 20000247.659077022},
		{orb.Point{-34.321943608, -57.577054806}, orb.Point{145.963324122, 57.561123666}, -129.66093367739455608, 19995405.72052974753},
		{orb.Point{-109.157797384, -83.592087542}, orb.Point{70.842202617, 83.592087537}, -179.99999915144822, 20003931.458067045598},
	} {
		g := Inverse(c.a, c.b)
		if e := math.Abs(g.Azimuth1-c.azimuth1) * degree * float64(g.Distance); e > 1e-7 {
			t.Errorf("%v to %v: azimuth %.17g, want %.17g (%.2g m)", c.a, c.b, g.Azimuth1, c.azimuth1, e)
		}
		if e := math.Abs(float64(g.Distance - c.distance)); e > 15e-9 {
			t.Errorf("%v to %v: %.9f m, want %.9f", c.a, c.b, g.Distance, c.distance)
		}
	}
}

func TestDirectAgainstGeodSolve(t *testing.T) {
	worst, at := 0.0, problem{}
	for _, p := range problems(t) {
		got, _ := Direct(p.a, p.azi1, Metres(p.s12))
		// The table rounds azimuths to 9 + some decimals: allow what that does at the distance.
		if d := float64(Distance(got, p.b)); !(d <= worst) {
			worst, at = d, p
		}
	}
	t.Logf("worst position error %.3g m (%+v)", worst, at)
	if !(worst <= 2e-7) {
		t.Errorf("position error %.3g m at %+v", worst, at)
	}
}

func BenchmarkInverse(b *testing.B) {
	ps := problems(b)
	for _, kind := range []string{"regional", "random", "near-antipodal"} {
		var of []problem
		for _, p := range ps {
			if p.kind == kind {
				of = append(of, p)
			}
		}
		b.Run(kind, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				p := of[i%len(of)]
				Inverse(p.a, p.b)
			}
		})
	}
}

func BenchmarkDirect(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Direct(orb.Point{43.13, 36.34}, 33, 43938)
	}
}

func BenchmarkHaversine(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Haversine(orb.Point{43.13, 36.34}, orb.Point{43.5, 36.7})
	}
}
