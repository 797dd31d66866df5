package geo

import (
	"encoding/hex"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
)

func shapes() map[string]Shape {
	ring := orb.Ring{{43, 35}, {45, 35}, {45, 37}, {43, 35}}
	hole := orb.Ring{{44, 35.5}, {44.1, 35.5}, {44.1, 35.6}, {44, 35.5}}
	return map[string]Shape{
		"point":       {Geometry: orb.Point{43.13, 36.34}},
		"multipoint":  {Geometry: orb.MultiPoint{{1, 2}, {3, 4}}},
		"line":        {Geometry: orb.LineString{{1, 2}, {3, 4}, {5, 6}}},
		"lines":       {Geometry: orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}},
		"polygon":     {Geometry: orb.Polygon{ring, hole}},
		"polygons":    {Geometry: orb.MultiPolygon{{ring, hole}, {ring}}},
		"collection":  {Geometry: orb.Collection{orb.Point{1, 2}, orb.LineString{{3, 4}, {5, 6}}}},
		"point Z":     {Geometry: orb.Point{43, 36}, Z: []float64{200}},
		"line M":      {Geometry: orb.LineString{{1, 2}, {3, 4}}, M: []float64{7, 8}},
		"polygons ZM": {Geometry: orb.MultiPolygon{{ring, hole}, {ring}}, Z: perVertex(0), M: perVertex(100)},
	}
}

// perVertex gives three rings of four vertices, each closed, a value per vertex.
func perVertex(from float64) []float64 {
	out := make([]float64, 12)
	for i := range out {
		out[i] = from + float64(i%4%3)
	}
	return out
}

func TestFormatsRoundTrip(t *testing.T) {
	for name, s := range shapes() {
		text, err := MarshalWKT(s)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		back, err := ParseWKT(text)
		if err != nil || cmp.Diff(s, back) != "" {
			t.Errorf("%s by WKT %s: %v %s", name, text, err, cmp.Diff(s, back))
		}
		iso, err := MarshalWKB(s)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if back, err = ParseWKB(iso); err != nil || cmp.Diff(s, back) != "" {
			t.Errorf("%s by WKB: %v %s", name, err, cmp.Diff(s, back))
		}
		s.SRID = 4326
		extended, err := MarshalEWKBHex(s)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if back, err = ParseWKBHex(extended); err != nil || cmp.Diff(s, back) != "" {
			t.Errorf("%s by EWKB: %v %s", name, err, cmp.Diff(s, back))
		}
		if back, err = ParseWKT("SRID=4326;" + text); err != nil || cmp.Diff(s, back) != "" {
			t.Errorf("%s by EWKT: %v %s", name, err, cmp.Diff(s, back))
		}
	}
}

// What PostGIS 3.3 prints for ST_AsEWKB of 'SRID=4326;POINT ZM (1 2 3 4)'.
func TestEWKBAsPostGISWritesIt(t *testing.T) {
	const want = "01010000E0E6100000000000000000F03F000000000000004000000000000008400000000000001040"
	got, err := MarshalEWKBHex(Shape{Geometry: orb.Point{1, 2}, SRID: 4326, Z: []float64{3}, M: []float64{4}})
	if err != nil || got != want {
		t.Errorf("%s, %v", got, err)
	}
}

func TestFormatsRefuse(t *testing.T) {
	for _, s := range []string{"", "POINT", "POINT EMPTY", "POINT(1)", "SRID=x;POINT(1 2)", "CIRCLE(1 2)", strings.Repeat("GEOMETRYCOLLECTION(", 5000), "POINT(1 2)x"} {
		if got, err := ParseWKT(s); err == nil {
			t.Errorf("ParseWKT(%.40q) = %v", s, got)
		}
	}
	for _, s := range []string{
		"", "01", "02010000000000000000000000", "0101000000", "0163000000",
		"0102000000FFFFFFFF", "0103000000FFFFFFFF", "0107000000FFFFFFFF", "01010000000000000000000000000000000000000000", "zz",
		strings.Repeat("010700000001000000", 5000),
	} {
		if got, err := ParseWKBHex(s); err == nil {
			t.Errorf("ParseWKBHex(%.40q) = %v", s, got)
		}
	}
	if _, err := ToGeom(Shape{Geometry: orb.LineString{{1, 2}, {3, 4}}, Z: []float64{1}}); err == nil {
		t.Error("one height for two vertices passed")
	}
	if _, err := ToGeom(Shape{}); err == nil {
		t.Error("no geometry passed")
	}
}

func FuzzParseWKB(f *testing.F) {
	for _, s := range shapes() {
		b, _ := MarshalWKB(s)
		f.Add(b)
		s.SRID = 4326
		b, _ = MarshalEWKB(s)
		f.Add(b)
	}
	empty, _ := hex.DecodeString("010700000000000000")
	f.Add(empty)
	f.Fuzz(func(t *testing.T, b []byte) {
		if s, err := ParseWKB(b); err == nil && s.Geometry == nil {
			t.Error("no geometry and no error")
		}
	})
}

func FuzzParseWKT(f *testing.F) {
	for _, s := range shapes() {
		text, _ := MarshalWKT(s)
		f.Add(text)
	}
	f.Add("SRID=4326;POINT(1 2)")
	f.Fuzz(func(t *testing.T, s string) {
		if s, err := ParseWKT(s); err == nil && s.Geometry == nil {
			t.Error("no geometry and no error")
		}
	})
}

func TestConvexHull(t *testing.T) {
	got, err := ConvexHull(orb.MultiPoint{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {2, 2}, {1, 3}, {4, 2}})
	p, ok := got.(orb.Polygon)
	if err != nil || !ok || len(p) != 1 || len(p[0]) != 5 || p[0].Orientation() != orb.CCW {
		t.Errorf("hull %v, %v", got, err)
	}
	if got, err := ConvexHull(orb.MultiPoint{{1, 1}, {2, 2}, {3, 3}}); err != nil || got.GeoJSONType() != "LineString" {
		t.Errorf("hull of a line: %v, %v", got, err)
	}
	if got, err := ConvexHull(orb.Point{1, 1}); err != nil || got.GeoJSONType() != "Point" {
		t.Errorf("hull of a point: %v, %v", got, err)
	}
	if got, err := ConvexHull(orb.MultiPoint{}); err == nil {
		t.Errorf("hull of nothing: %v", got)
	}
}

// orb's own simplifier and clip overwrite what they are given.
func TestSimplifiedAndClippedLeaveTheirInputAlone(t *testing.T) {
	line := orb.LineString{{0, 0}, {1, 0.001}, {2, 0}, {3, 5}, {4, 0}}
	kept := orb.Clone(line)
	if got := Simplified(line, 0.1).(orb.LineString); len(got) != 4 {
		t.Errorf("simplified to %v", got)
	}
	if got := Clipped(orb.Bound{Min: orb.Point{0.5, -1}, Max: orb.Point{2, 1}}, line); got == nil {
		t.Error("clipped away")
	}
	if Clipped(orb.Bound{}, nil) != nil || Simplified(nil, 1) != nil {
		t.Error("nil must stay nil")
	}
	if !orb.Equal(line, kept) {
		t.Errorf("the input became %v", line)
	}
}
