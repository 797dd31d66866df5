package geo

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

func TestLineKeepsToTheGeodesic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyPoint().Draw(t, "a"), anyPoint().Draw(t, "b")
		g := Line(a, b, 100_000)
		length := Perimeter(g)
		if d := Distance(a, b); math.Abs(float64(length-d)) > 1e-4*float64(d)+1 {
			t.Fatalf("%v m along the line, %v between its ends", length, d)
		}
		parts, ok := g.(orb.MultiLineString)
		if !ok {
			parts = orb.MultiLineString{g.(orb.LineString)}
		}
		last := parts[len(parts)-1]
		if Distance(parts[0][0], a) > 1e-6 || Distance(last[len(last)-1], b) > 1e-6 {
			t.Fatalf("ends %v", parts)
		}
		for _, l := range parts {
			for i := 1; i < len(l); i++ {
				if math.Abs(l[i][0]-l[i-1][0]) > 180 {
					t.Fatalf("%v to %v jumps across the map", l[i-1], l[i])
				}
			}
		}
	})
}

func TestLineAcrossTheAntimeridian(t *testing.T) {
	m, ok := Line(orb.Point{179, 10}, orb.Point{-179, 10}, 0).(orb.MultiLineString)
	if !ok || len(m) != 2 || m[0][1][0] != 180 || m[1][0][0] != -180 || math.Abs(m[0][1][1]-10.0015) > 1e-3 {
		t.Errorf("%v", m)
	}
}
