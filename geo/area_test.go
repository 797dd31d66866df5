package geo

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// gore is the triangle between a pole and two points of the equator; its edges are meridians and the equator.
func gore(from, to, pole float64) orb.Ring {
	return orb.Ring{{from, 0}, {to, 0}, {from, pole}, {from, 0}}
}

func TestAreaOfGores(t *testing.T) {
	for _, c := range []struct {
		desc string
		ring orb.Ring
		want float64
	}{
		{"an octant", gore(0, 90, 90), EarthArea / 8},
		{"an octant of the south, wound the other way", gore(0, 90, -90), EarthArea / 8},
		{"across the antimeridian", gore(135, -135, 90), EarthArea / 8},
		{"a degree wide", gore(10, 11, 90), EarthArea / 720},
		{"from pole to pole", orb.Ring{{0, -90}, {10, 0}, {0, 90}, {-10, 0}}, EarthArea / 18},
		{"hemisphere by the equator", orb.Ring{{0, 0}, {90, 0}, {180, 0}, {-90, 0}}, EarthArea / 2},
		{"over the pole along two meridians", orb.Ring{{0, 0}, {90, 0}, {179.9999999999, 0}, {0, 90}}, EarthArea / 4},
	} {
		if got := Area(c.ring); math.Abs(got-c.want) > 2000 {
			t.Errorf("%s: %.3f m², want %.3f", c.desc, got, c.want)
		}
		unclosed := orb.Clone(c.ring).(orb.Ring)
		unclosed.Reverse()
		if got := Area(unclosed); math.Abs(got-c.want) > 2000 {
			t.Errorf("%s, reversed: %.3f m², want %.3f", c.desc, got, c.want)
		}
	}
}

func TestEarthArea(t *testing.T) {
	if math.Abs(EarthArea-510065621724088.44) > 1 { // 4πc², GRS80-like published figure for WGS84: 510 065 621.724 km²
		t.Errorf("%.3f m²", EarthArea)
	}
	if got := Area(World); math.Abs(got-EarthArea) > 1 {
		t.Errorf("area of the world's bound %.3f, want %.3f", got, EarthArea)
	}
}

// A parallel cut into many edges encloses what the closed formula for a zone says.
func TestAreaAgainstZone(t *testing.T) {
	const steps = 20000
	for _, lat := range []float64{-89, -60, -1, 0.5, 36, 75, 89.9} {
		var ring orb.Ring
		for i := range steps {
			ring = append(ring, orb.Point{normalLongitude(float64(i)*360/steps - 180), lat})
		}
		cap := EarthArea/2 - 2*math.Pi*math.Abs(zoneArea(lat))
		if got := Area(ring); math.Abs(got-cap) > 1e-6*cap+10 {
			t.Errorf("cap beyond %v°: %.0f m², want %.0f", lat, got, cap)
		}
	}
}

func TestAreaIsAdditive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lon, lat := rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-85, 80).Draw(t, "lat")
		w, h := rapid.Float64Range(1e-6, 5).Draw(t, "w"), rapid.Float64Range(1e-6, 5).Draw(t, "h")
		a, b := orb.Point{lon, lat}, orb.Point{normalLongitude(lon + w), lat}
		c, d := orb.Point{normalLongitude(lon + w), lat + h}, orb.Point{lon, lat + h}
		whole, parts := Area(orb.Ring{a, b, c, d}), Area(orb.Ring{a, b, c})+Area(orb.Ring{a, c, d})
		if math.Abs(whole-parts) > 0.1+1e-9*whole {
			t.Fatalf("%v m² as a whole, %v in parts", whole, parts)
		}
	})
}

// Small squares against the local metric: the radii of curvature at the latitude.
func TestAreaOfSmallSquares(t *testing.T) {
	for _, lat := range []float64{-70, -36, 0, 36.34, 60} {
		const side = 1e-3
		s := math.Sin(lat * degree)
		w := math.Sqrt(1 - e2*s*s)
		want := axisA / w * math.Cos(lat*degree) * axisA * (1 - e2) / (w * w * w) * side * degree * side * degree
		h := side / 2
		ring := orb.Ring{{180 - h, lat - h}, {-180 + h, lat - h}, {-180 + h, lat + h}, {180 - h, lat + h}, {180 - h, lat - h}}
		if got := Area(ring); math.Abs(got/want-1) > 1e-8 {
			t.Errorf("at %v°: %v m², want %v", lat, got, want)
		}
	}
}

func TestAreaOfCompounds(t *testing.T) {
	outer, hole := orb.Ring{{43, 35}, {45, 35}, {45, 37}, {43, 37}, {43, 35}}, orb.Ring{{44, 36}, {44.5, 36}, {44.5, 36.5}, {44, 36}}
	island := orb.Ring{{50, 35}, {51, 35}, {51, 36}, {50, 35}}
	want := Area(outer) - Area(hole)
	if got := Area(orb.Polygon{outer, hole}); got != want {
		t.Errorf("polygon with a hole: %v, want %v", got, want)
	}
	if got := Area(orb.MultiPolygon{{outer, hole}, {island}}); math.Abs(got-want-Area(island)) > 1e-3 {
		t.Errorf("multipolygon: %v", got)
	}
	for _, g := range []orb.Geometry{nil, orb.Point{1, 1}, orb.LineString{{1, 1}, {2, 2}}, orb.Polygon{}, orb.Polygon{{}}, orb.Ring{{1, 1}, {2, 2}}} {
		if got := Area(g); got != 0 {
			t.Errorf("%T has area %v", g, got)
		}
	}
}

func TestPerimeter(t *testing.T) {
	line := orb.LineString{{43, 36}, {44, 36}, {44, 37}}
	length := Distance(line[0], line[1]) + Distance(line[1], line[2])
	around := length + Distance(line[2], line[0])
	for _, c := range []struct {
		g    orb.Geometry
		want Metres
	}{
		{line, length},
		{orb.MultiLineString{line, line}, 2 * length},
		{orb.Ring(line), around},
		{orb.Polygon{orb.Ring{line[0], line[1], line[2], line[0]}}, around},
		{orb.MultiPolygon{{orb.Ring(line)}, {orb.Ring(line)}}, 2 * around},
		{orb.Collection{line, orb.Ring(line)}, length + around},
		{orb.Point{1, 1}, 0},
		{orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{90, 90}}, 2*10001965.7293127 + math.Pi/2*axisA},
		{orb.Bound{Min: orb.Point{135, 0}, Max: orb.Point{-135, 90}}, 2*10001965.7293127 + math.Pi/2*axisA},
	} {
		if got := Perimeter(c.g); math.Abs(float64(got-c.want)) > 1e-5 {
			t.Errorf("%T: %v m, want %v", c.g, got, c.want)
		}
	}
}

func BenchmarkArea(b *testing.B) {
	var ring orb.Ring
	for i := range 1000 {
		ring = append(ring, orb.Point{43 + math.Cos(float64(i)/1000*2*math.Pi), 36 + math.Sin(float64(i)/1000*2*math.Pi)})
	}
	for b.Loop() {
		Area(ring)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/edge")
}
