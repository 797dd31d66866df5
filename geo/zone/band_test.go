package zone

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"pgregory.net/rapid"

	"dateline/geo"
)

func TestCourseLeavesPlacesOnTheirSides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := orb.Point{rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-70, 70).Draw(t, "lat")}
		azimuth, km := rapid.Float64Range(-180, 180).Draw(t, "azimuth"), rapid.Float64Range(100, 600).Draw(t, "km")
		to, _ := geo.Direct(from, azimuth, geo.Metres(km*1000))
		// Places a stretch apart, each within 60 km of the way, so that no two contradict each other.
		var one, other []Side
		n := rapid.IntRange(0, 5).Draw(t, "n")
		for i := range n {
			x := km * (float64(i) + 1) / (float64(n) + 1)
			on, _ := geo.Direct(from, azimuth, geo.Metres(x*1000))
			p, _ := geo.Direct(on, azimuth+90, geo.Metres(rapid.Float64Range(-60, 60).Draw(t, "y")*1000))
			s := Side{p, rapid.Float64Range(1, 8).Draw(t, "room")}
			if rapid.Bool().Draw(t, "one") {
				one = append(one, s)
			} else {
				other = append(other, s)
			}
		}
		line := Course(from, to, one, other, 100)
		if line[0] != from || line[len(line)-1] != to {
			t.Fatalf("ends moved: %v", line)
		}
		c := course{from: from, azimuth: geo.Inverse(from, to).Azimuth1, length: km, reach: 100}
		left, right := 0, 0
		check := func(sides []Side, left, right *int) {
			for _, m := range c.plane(sides) {
				if y := heightAt(c, line, m.x); math.Abs(y-m.y) < m.km*0.9-0.5 {
					t.Fatalf("the line passes at %.1f km of a place at %.1f that wants %.1f", y, m.y, m.km)
				} else if y < m.y {
					*left++
				} else {
					*right++
				}
			}
		}
		var a, b int
		check(one, &left, &right)
		check(other, &a, &b)
		if left*right > 0 || a*b > 0 || left*a > 0 || right*b > 0 {
			t.Fatalf("sides mixed: %d left and %d right of one, %d and %d of the other; %v", left, right, a, b, line)
		}
	})
}

// heightAt is how far left of the straight way a line runs at x.
func heightAt(c course, line []orb.Point, x float64) float64 {
	var last mark
	for i, p := range line {
		g := geo.Inverse(c.from, p)
		sin, cos := math.Sincos((c.azimuth - g.Azimuth1) * rad)
		m := mark{g.Distance.Kilometres() * cos, g.Distance.Kilometres() * sin, 0}
		if i > 0 && m.x >= x {
			return last.y + (m.y-last.y)*(x-last.x)/(m.x-last.x)
		}
		last = m
	}
	return last.y
}

func TestCourseOfContradictionsEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := orb.Point{43, 36}, orb.Point{46, 34}
		sides := func(name string) []Side {
			var out []Side
			for range rapid.IntRange(0, 8).Draw(t, name) {
				out = append(out, Side{orb.Point{rapid.Float64Range(42, 47).Draw(t, "lon"), rapid.Float64Range(33, 37).Draw(t, "lat")}, rapid.Float64Range(0, 40).Draw(t, "km")})
			}
			return out
		}
		line := Course(from, to, sides("one"), sides("other"), 200)
		if len(line) > 40 {
			t.Fatalf("%d bends", len(line))
		}
		for _, p := range line {
			if !finite(p) || geo.Distance(from, p).Kilometres() > 2000 {
				t.Fatalf("%v runs away", line)
			}
		}
	})
}

func TestCorridorHoldsItsLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lon := rapid.SampledFrom([]float64{0, 44, 179, -179.9}).Draw(t, "lon")
		lat := rapid.Float64Range(-75, 75).Draw(t, "lat")
		var pts []orb.Point
		var km []float64
		for range rapid.IntRange(1, 6).Draw(t, "n") {
			pts = append(pts, orb.Point{wrapDegrees(lon + rapid.Float64Range(-3, 3).Draw(t, "x")), lat + rapid.Float64Range(-3, 3).Draw(t, "y")})
			km = append(km, rapid.Float64Range(1, 100).Draw(t, "km"))
		}
		m := Corridor(pts, km)
		if len(m) == 0 {
			t.Fatal("nothing")
		}
		if err := toGeom(m).Validate(); err != nil {
			t.Fatal(err)
		}
		for i, p := range pts {
			q, _ := geo.Direct(p, rapid.Float64Range(0, 360).Draw(t, "azimuth"), geo.Metres(km[i]*980))
			if !planar.MultiPolygonContains(m, q) {
				t.Fatalf("%v, %.0f km from %v, is outside", q, km[i]*0.98, p)
			}
		}
	})
}

func TestNoCorridorAtAPole(t *testing.T) {
	if m := Corridor([]orb.Point{{0, 84.9}, {10, 84.9}}, []float64{50, 50}); m != nil {
		t.Error(m)
	}
	if m := Hull([]orb.Point{{0, 86}, {10, 80}, {20, 80}}); m != nil {
		t.Error(m)
	}
}

func TestBandLiesBetweenTheTowns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lon := rapid.SampledFrom([]float64{44, 179.95}).Draw(t, "lon")
		n := rapid.IntRange(2, 30).Draw(t, "n")
		sites, keys := make([]Site, n), make([]Key, n)
		for i := range sites {
			sites[i] = Site{Point: orb.Point{wrapDegrees(lon + rapid.Float64Range(-0.5, 0.5).Draw(t, "x")), 36 + rapid.Float64Range(-0.5, 0.5).Draw(t, "y")}, CapKM: 20}
			keys[i] = Key{[]string{"a", "b"}[rapid.IntRange(0, 1).Draw(t, "holder")], "assessed"}
		}
		d := NewDiagram(sites, nil)
		zones := d.Zones(keys)
		for _, f := range d.Fronts(keys, 20, func(a, b Key) bool { return true }, nil) {
			if err := toGeom(f.Band).Validate(); err != nil {
				t.Fatal(err)
			}
			area := AreaKM2(f.Band)
			if area <= 0 {
				t.Fatal("no area")
			}
			var covered float64
			for _, z := range zones {
				covered += AreaKM2(Intersection(f.Band, z.Geometry))
			}
			if math.Abs(covered-area) > area*1e-3+1e-3 {
				t.Fatalf("a band of %.3f km², of which %.3f are in zones", area, covered)
			}
		}
	})
}
