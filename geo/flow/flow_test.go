package flow

import (
	"fmt"
	"math"
	"reflect"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"dateline/geo"
)

func at(lon, lat float64) *orb.Point { return &orb.Point{lon, lat} }

func TestShapes(t *testing.T) {
	north := 0.0
	lines := Draw([]Flow{
		{ID: "curve", From: at(43.13, 36.34), To: at(43.09, 36.735)},
		{ID: "halo", From: at(42.45, 36.376)},
		{ID: "halo of arrivals", To: at(42.45, 36.376)},
		{ID: "nowhere"},
		{ID: "round trip", From: at(44, 36), To: at(44, 36)},
		{ID: "stub", From: at(42.45, 36.376), Bearing: &north},
	}, nil)
	want := map[string]string{"curve": Curve, "halo": Halo, "halo of arrivals": Halo, "round trip": Halo, "stub": Stub}
	if len(lines) != len(want) {
		t.Fatalf("%d lines, want %d", len(lines), len(want))
	}
	for _, l := range lines {
		if l.Shape != want[l.ID] {
			t.Errorf("%s is a %s, want %s", l.ID, l.Shape, want[l.ID])
		}
	}
	c := lines[0].Geometry[0]
	if c[0] != (orb.Point{43.13, 36.34}) || c[len(c)-1] != (orb.Point{43.09, 36.735}) || math.Abs(lines[0].LengthKM-44) > 1 {
		t.Errorf("the curve runs from %v to %v, %v km", c[0], c[len(c)-1], lines[0].LengthKM)
	}
	s := lines[4].Geometry[0]
	if end := s[len(s)-1]; math.Abs(end[0]-42.45) > 1e-6 || math.Abs(geo.Distance(s[0], end).Kilometres()-StubKM) > 0.01 {
		t.Errorf("the stub ends in %v", end)
	}
}

func TestCurvesAreSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := orb.Point{rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-85, 85).Draw(t, "lat")}
		b := orb.Point{rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-85, 85).Draw(t, "lat")}
		if a == b || geo.Distance(a, b) > 15e6 {
			t.Skip("a point, or nearly antipodes")
		}
		var pts []orb.Point
		for _, part := range Draw([]Flow{{ID: "x", From: &a, To: &b}}, nil)[0].Geometry {
			for _, p := range part {
				if math.Abs(p[0]) > 180 || math.Abs(p[1]) > 90 {
					t.Fatalf("%v is not on the map", p)
				}
				pts = append(pts, p)
			}
		}
		if pts[0] != a || pts[len(pts)-1] != b {
			t.Fatalf("ends moved: %v %v", pts[0], pts[len(pts)-1])
		}
		if len(pts) != steps+1 { // cut at ±180: the halves have points more
			return
		}
		for i := range steps / 2 {
			d, e := geo.Haversine(pts[i], pts[i+1]), geo.Haversine(pts[steps-i], pts[steps-i-1])
			if math.Abs(float64(d-e)) > 1+1e-4*float64(d) {
				t.Fatalf("step %d is %v from one end and %v from the other", i, d, e)
			}
		}
	})
}

func TestCurvesAvoidTowns(t *testing.T) {
	a, b := orb.Point{43, 36}, orb.Point{44, 36}
	free := Draw([]Flow{{ID: "x", From: &a, To: &b}}, nil)[0].Geometry[0]
	town := free[steps/2] // right where the curve would be
	for _, p := range Draw([]Flow{{ID: "x", From: &a, To: &b}}, []orb.Point{town})[0].Geometry[0] {
		if d := geo.Haversine(p, town).Kilometres(); d < labelKM {
			t.Fatalf("the curve passes a town at %.1f km", d)
		}
	}
}

func TestBothWaysBowApart(t *testing.T) {
	a, b := orb.Point{43, 36}, orb.Point{44, 36}
	ls := Draw([]Flow{{ID: "there", From: &a, To: &b}, {ID: "back", From: &b, To: &a}}, nil)
	if (ls[0].Geometry[0][steps/2][1] > 36) == (ls[1].Geometry[0][steps/2][1] > 36) {
		t.Error("both ways lie on one side")
	}
}

func TestOrderDoesNotMatter(t *testing.T) {
	var fs, back []Flow
	for i := range 40 {
		f := Flow{ID: fmt.Sprintf("%02d", i), From: at(40+float64(i%7), 33), To: at(41+float64(i%5), 36+float64(i%3))}
		fs, back = append(fs, f), append([]Flow{f}, back...)
	}
	if !reflect.DeepEqual(Draw(fs, nil), Draw(back, nil)) {
		t.Error("the order of flows changes the lines")
	}
}

func TestClass(t *testing.T) {
	for n, want := range map[float64]int{0: 1, 999: 1, 1000: 2, 12000: 3, 49999: 3, 50000: 4, 200000: 4, 250000: 5, 1e7: 5} {
		if got := Class(n); got != want {
			t.Errorf("class of %v people is %d, want %d", n, got, want)
		}
	}
}

func TestPathOverTheDateLine(t *testing.T) {
	m := Path([]orb.Point{{178, -17}, {-178, -17}})
	if len(m) != 2 || m[0][len(m[0])-1][0] != 180 || m[1][0][0] != -180 {
		t.Errorf("got %v", m)
	}
}

func BenchmarkDraw(b *testing.B) {
	var fs []Flow
	for i := range 500 {
		fs = append(fs, Flow{ID: fmt.Sprintf("%03d", i), From: at(40+float64(i%23)/3, 33+float64(i%7)/3), To: at(41+float64(i%19)/3, 36+float64(i%11)/3)})
	}
	for b.Loop() {
		Draw(fs, nil)
	}
}
