package geo

import (
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

func TestParsePoint(t *testing.T) {
	for s, want := range map[string]orb.Point{
		"43.13,36.34": {43.13, 36.34}, " 43.13 , 36.34 ": {43.13, 36.34}, "-180,90": {-180, 90}, "1e1,-2E-1": {10, -0.2}, "+5,0": {5, 0},
	} {
		if got, err := ParsePoint(s); err != nil || got != want {
			t.Errorf("ParsePoint(%q) = %v, %v, want %v", s, got, err, want)
		}
	}
	for s, says := range map[string]string{
		"36.34,143.13": "look swapped", "NaN,1": "not a decimal", "1,Inf": "not a decimal", "0x10,1": "not a decimal", "1_0,1": "not a decimal",
		"": "missing", "1": "want longitude,latitude", "1,2,3": "want longitude,latitude", "200,10": "longitude 200 is out of", "200,100": "latitude 100 is out of",
		"1,": "missing", "1;2": "not a decimal", "1e999,1": "not a decimal", strings.Repeat("1", 10000): "too long", "\xff,1": "not a decimal",
	} {
		if _, err := ParsePoint(s); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("ParsePoint(%.40q): %v, want it to say %q", s, err, says)
		}
	}
	if err := CheckPoint(orb.Point{math.NaN(), 0}); err == nil {
		t.Error("NaN passed")
	}
	if _, err := ParseLongitudeLatitude("43", "x"); err == nil || !strings.Contains(err.Error(), "latitude") {
		t.Errorf("%v", err)
	}
	if p, err := ParseLongitudeLatitude("43", "36"); err != nil || p != (orb.Point{43, 36}) {
		t.Errorf("%v %v", p, err)
	}
}

func TestParseBound(t *testing.T) {
	for s, want := range map[string]orb.Bound{
		"41,34,46,38":        {Min: orb.Point{41, 34}, Max: orb.Point{46, 38}},
		"170,-20,-170,20":    {Min: orb.Point{170, -20}, Max: orb.Point{-170, 20}},
		"41,34,0,46,38,1000": {Min: orb.Point{41, 34}, Max: orb.Point{46, 38}},
		"1,1,1,1":            {Min: orb.Point{1, 1}, Max: orb.Point{1, 1}},
	} {
		if got, err := ParseBound(s); err != nil || got != want {
			t.Errorf("ParseBound(%q) = %v, %v, want %v", s, got, err, want)
		}
	}
	for s, says := range map[string]string{
		"": "missing", "1,2,3": "want min lon", "41,38,46,34": "minimum latitude 38 is above", "41,34,9,46,38,1": "height", "34,141,38,46": "swapped",
		"41,34,46,NaN": "not a decimal", "-200,0,0,0": "out of -180", "1,2,3,4,5": "want min lon",
	} {
		if _, err := ParseBound(s); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("ParseBound(%q): %v, want it to say %q", s, err, says)
		}
	}
}

func TestBoundAcrossTheAntimeridian(t *testing.T) {
	b, _ := ParseBound("170,-20,-170,20")
	for p, want := range map[orb.Point]bool{{175, 0}: true, {-175, 0}: true, {180, 20}: true, {-180, 0}: true, {0, 0}: false, {175, 21}: false, {169.9, 0}: false} {
		if got := BoundContains(b, p); got != want {
			t.Errorf("%v: %v, want %v", p, got, want)
		}
	}
	if got := SplitBound(b); len(got) != 2 || got[0].Max[0] != 180 || got[1].Min[0] != -180 {
		t.Errorf("split into %v", got)
	}
	if !BoundContains(orb.Bound{Min: orb.Point{170, 0}, Max: orb.Point{180, 1}}, orb.Point{-180, 0.5}) {
		t.Error("-180 is 180")
	}
}

func TestBoundAroundHoldsTheCircle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPoint().Draw(t, "p")
		d := Metres(rapid.OneOf(rapid.Float64Range(0, 1e4), rapid.Float64Range(0, 2e7)).Draw(t, "d"))
		b := BoundAround(p, d)
		q, _ := Direct(p, rapid.Float64Range(-180, 180).Draw(t, "azimuth"), d*Metres(rapid.Float64Range(0, 1).Draw(t, "part")))
		if !BoundContains(b, q) {
			t.Fatalf("%v m around %v reach %v, outside %v", d, p, q, b)
		}
	})
}

func FuzzParsePoint(f *testing.F) {
	for _, s := range []string{"43.13,36.34", "NaN,NaN", ",", "1e308,1", "-0,-0", "\u200f43,36"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if p, err := ParsePoint(s); err == nil && CheckPoint(p) != nil {
			t.Errorf("%q gave %v", s, p)
		}
	})
}

func FuzzParseBound(f *testing.F) {
	for _, s := range []string{"41,34,46,38", "170,-20,-170,20", "1,2,3,4,5,6", ",,,", "-180,-90,180,90"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b, err := ParseBound(s)
		if err == nil && (CheckPoint(b.Min) != nil || CheckPoint(b.Max) != nil || b.Min[1] > b.Max[1]) {
			t.Errorf("%q gave %v", s, b)
		}
	})
}
