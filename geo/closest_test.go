package geo

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

func TestClosestOnAnEdgeAgainstSampling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := orb.Point{rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-80, 80).Draw(t, "lat")}
		b, _ := Direct(a, rapid.Float64Range(-180, 180).Draw(t, "azimuth"), Metres(rapid.Float64Range(1, 5e5).Draw(t, "length")))
		p, _ := Direct(a, rapid.Float64Range(-180, 180).Draw(t, "to p"), Metres(rapid.Float64Range(1, 5e5).Draw(t, "away")))
		_, got, ok := Closest(p, orb.LineString{a, b})
		edge := Inverse(a, b)
		best := math.Inf(1)
		for i := range 401 {
			q, _ := Direct(a, edge.Azimuth1, edge.Distance*Metres(i)/400)
			best = math.Min(best, float64(Distance(p, q)))
		}
		// The sampled minimum lies above the true one by at most what half a sample step adds at a right angle.
		if !ok || float64(got) > best+1e-3 || float64(got) < best-float64(edge.Distance)/800-1e-3 {
			t.Fatalf("%v m, sampled %v", got, best)
		}
	})
}

func TestClosest(t *testing.T) {
	square := orb.Polygon{{{43, 35}, {45, 35}, {45, 37}, {43, 37}, {43, 35}}, {{43.9, 35.9}, {44.1, 35.9}, {44.1, 36.1}, {43.9, 36.1}, {43.9, 35.9}}}
	if at, d, ok := Closest(orb.Point{43.5, 35.5}, square); !ok || d != 0 || at != (orb.Point{43.5, 35.5}) {
		t.Errorf("inside: %v %v", at, d)
	}
	if _, d, _ := Closest(orb.Point{44, 36}, square); math.Abs(float64(d)-9020) > 30 {
		t.Errorf("in the hole: %v m, want about 9 km to its east or west edge", d)
	}
	if at, _, _ := Closest(orb.Point{42, 36}, orb.MultiPolygon{square}); math.Abs(at[0]-43) > 1e-9 {
		t.Errorf("west of it: %v", at)
	}
	if at, d, _ := Closest(orb.Point{-179.9, 0}, orb.MultiPoint{{179.9, 0}, {-170, 0}}); at[0] != 179.9 || math.Abs(float64(d)-22263.9) > 1 {
		t.Errorf("across the antimeridian: %v %v", at, d)
	}
	for _, g := range []orb.Geometry{nil, orb.MultiPoint{}, orb.LineString{}, orb.Polygon{}, orb.Collection{}} {
		if _, _, ok := Closest(orb.Point{1, 1}, g); ok {
			t.Errorf("%T has a closest point", g)
		}
	}
}
