package geo

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom"
)

// FromGeom gives a go-geom geometry as a shape; nothing is shared with t. An empty point, which orb cannot express, is
// an error.
func FromGeom(t geom.T) (Shape, error) {
	if t == nil {
		return Shape{}, fmt.Errorf("convert geometry: there is none")
	}
	d := geomDecoder{shape: Shape{SRID: t.SRID()}}
	g, err := d.decode(t, 0)
	if err != nil {
		return Shape{}, err
	}
	d.shape.Geometry = g
	return d.shape, nil
}

type geomDecoder struct{ shape Shape }

// maxNesting keeps a collection of collections from exhausting the stack.
const maxNesting = 32

func (d *geomDecoder) decode(t geom.T, depth int) (orb.Geometry, error) {
	switch t := t.(type) {
	case *geom.Point:
		p := d.points(t.Layout(), t.FlatCoords())
		if len(p) != 1 || math.IsNaN(p[0][0]) {
			return nil, fmt.Errorf("convert geometry: a point is empty")
		}
		return p[0], nil
	case *geom.MultiPoint:
		return orb.MultiPoint(d.points(t.Layout(), t.FlatCoords())), nil
	case *geom.LineString:
		return orb.LineString(d.points(t.Layout(), t.FlatCoords())), nil
	case *geom.LinearRing:
		return orb.Ring(d.points(t.Layout(), t.FlatCoords())), nil
	case *geom.MultiLineString:
		return orb.MultiLineString(cut[orb.LineString](d, t.Layout(), t.FlatCoords(), 0, t.Ends())), nil
	case *geom.Polygon:
		return orb.Polygon(cut[orb.Ring](d, t.Layout(), t.FlatCoords(), 0, t.Ends())), nil
	case *geom.MultiPolygon:
		return d.multiPolygon(t), nil
	case *geom.GeometryCollection:
		return d.collection(t, depth)
	}
	return nil, fmt.Errorf("convert geometry: no counterpart for %T", t)
}

// points takes flat ordinates apart: two for the point, the others to Z and M.
func (d *geomDecoder) points(l geom.Layout, flat []float64) []orb.Point {
	stride := l.Stride()
	out := []orb.Point{}
	for i := 0; stride > 0 && i+stride <= len(flat); i += stride {
		out = append(out, orb.Point{flat[i], flat[i+1]})
		if z := l.ZIndex(); z > 0 {
			d.shape.Z = append(d.shape.Z, flat[i+z])
		}
		if m := l.MIndex(); m > 0 {
			d.shape.M = append(d.shape.M, flat[i+m])
		}
	}
	return out
}

func cut[L ~[]orb.Point](d *geomDecoder, l geom.Layout, flat []float64, start int, ends []int) []L {
	out := []L{}
	for _, end := range ends {
		out = append(out, L(d.points(l, flat[start:end])))
		start = end
	}
	return out
}

func (d *geomDecoder) multiPolygon(t *geom.MultiPolygon) orb.Geometry {
	out, start := orb.MultiPolygon{}, 0
	for _, ends := range t.Endss() {
		out = append(out, cut[orb.Ring](d, t.Layout(), t.FlatCoords(), start, ends))
		if len(ends) > 0 {
			start = ends[len(ends)-1]
		}
	}
	return out
}

func (d *geomDecoder) collection(t *geom.GeometryCollection, depth int) (orb.Geometry, error) {
	if depth >= maxNesting {
		return nil, fmt.Errorf("convert geometry: collections are nested deeper than %d", maxNesting)
	}
	out := orb.Collection{}
	for _, m := range t.Geoms() {
		g, err := d.decode(m, depth+1)
		if err != nil {
			return nil, err
		}
		out = append(out, g)
	}
	return out, nil
}
