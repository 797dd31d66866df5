package geo

import (
	"fmt"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom"
)

// Shape is a geometry with what orb cannot hold: a spatial reference and heights or measures. orb is the geometry type
// inside Dateline; a Shape lives only at its borders, where other programs' formats come in and go out.
type Shape struct {
	// Geometry is the shape in longitude and latitude, or in whatever SRID names.
	Geometry orb.Geometry
	// SRID is the EPSG code, 0 where none is given.
	SRID int
	// Z and M hold one value per vertex in the order of the geometry, or are nil.
	Z, M []float64
}

// layout says which ordinates s has.
func (s Shape) layout() geom.Layout {
	switch {
	case s.Z != nil && s.M != nil:
		return geom.XYZM
	case s.Z != nil:
		return geom.XYZ
	case s.M != nil:
		return geom.XYM
	}
	return geom.XY
}

// ToGeom gives the shape as a go-geom geometry of the same layout and SRID; nothing is shared with s. A ring becomes a
// polygon, a bound its outline.
func ToGeom(s Shape) (geom.T, error) {
	e := geomEncoder{shape: s, layout: s.layout()}
	if s.Geometry == nil {
		return nil, fmt.Errorf("convert geometry: there is none")
	}
	t, err := e.encode(s.Geometry)
	if err != nil {
		return nil, err
	}
	for name, v := range map[string][]float64{"Z": s.Z, "M": s.M} {
		if v != nil && len(v) != e.vertex {
			return nil, fmt.Errorf("convert geometry: %d values of %s for %d vertices", len(v), name, e.vertex)
		}
	}
	return geom.SetSRID(t, s.SRID)
}

// geomEncoder walks the vertices in order and lays their ordinates flat.
type geomEncoder struct {
	shape  Shape
	layout geom.Layout
	vertex int
}

func (e *geomEncoder) encode(g orb.Geometry) (geom.T, error) {
	switch g := g.(type) {
	case orb.Point:
		return geom.NewPointFlat(e.layout, e.flat([]orb.Point{g})), nil
	case orb.MultiPoint:
		return geom.NewMultiPointFlat(e.layout, e.flat(g)), nil
	case orb.LineString:
		return geom.NewLineStringFlat(e.layout, e.flat(g)), nil
	case orb.Ring:
		return e.encode(orb.Polygon{g})
	case orb.Bound:
		return e.encode(g.ToPolygon())
	case orb.MultiLineString:
		flat, ends := flatten(e, g)
		return geom.NewMultiLineStringFlat(e.layout, flat, ends), nil
	case orb.Polygon:
		flat, ends := flatten(e, g)
		return geom.NewPolygonFlat(e.layout, flat, ends), nil
	case orb.MultiPolygon:
		return e.multiPolygon(g), nil
	case orb.Collection:
		return e.collection(g)
	}
	return nil, fmt.Errorf("convert geometry: no counterpart for %T", g)
}

func (e *geomEncoder) flat(points []orb.Point) []float64 {
	out := make([]float64, 0, len(points)*e.layout.Stride())
	for _, p := range points {
		out = append(out, p[0], p[1])
		out = appendAt(out, e.shape.Z, e.vertex)
		out = appendAt(out, e.shape.M, e.vertex)
		e.vertex++
	}
	return out
}

// appendAt appends v[i]; a missing value is told by ToGeom once all vertices are counted.
func appendAt(out, v []float64, i int) []float64 {
	switch {
	case v == nil:
		return out
	case i < len(v):
		return append(out, v[i])
	}
	return append(out, 0)
}

func flatten[L ~[]orb.Point](e *geomEncoder, lines []L) (flat []float64, ends []int) {
	for _, l := range lines {
		flat = append(flat, e.flat(l)...)
		ends = append(ends, len(flat))
	}
	return flat, ends
}

func (e *geomEncoder) multiPolygon(m orb.MultiPolygon) geom.T {
	var flat []float64
	var endss [][]int
	for _, p := range m {
		part, ends := flatten(e, p)
		for i := range ends {
			ends[i] += len(flat)
		}
		flat, endss = append(flat, part...), append(endss, ends)
	}
	return geom.NewMultiPolygonFlat(e.layout, flat, endss)
}

func (e *geomEncoder) collection(c orb.Collection) (geom.T, error) {
	out := geom.NewGeometryCollection()
	for _, g := range c {
		t, err := e.encode(g)
		if err != nil {
			return nil, err
		}
		if err := out.Push(t); err != nil {
			return nil, fmt.Errorf("convert geometry: %w", err)
		}
	}
	if out.NumGeoms() == 0 {
		return out, out.SetLayout(e.layout)
	}
	return out, nil
}
