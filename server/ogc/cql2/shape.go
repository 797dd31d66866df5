package cql2

import (
	"errors"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"
	"github.com/peterstace/simplefeatures/geom"
)

// shape is a geometry in both forms.
type shape struct {
	geom  geom.Geometry
	bound orb.Bound
}

func newShape(g orb.Geometry) (*shape, error) {
	raw, err := wkb.Marshal(g)
	if err != nil {
		return nil, err
	}
	sf, err := geom.UnmarshalWKB(raw, geom.NoValidate{})
	if err != nil {
		return nil, err
	}
	return &shape{sf, g.Bound()}, nil
}

// build makes the shape of a geometry or box node out of its coordinates.
func (n *node) build(at int) error {
	g, err := n.orb()
	if err != nil {
		return fail(at, "%v", err)
	}
	if n.shape, err = newShape(g); err != nil {
		return fail(at, "%v", err)
	}
	return nil
}

func boxNode(v []float64, at int) (*node, error) {
	if len(v) != 4 && len(v) != 6 {
		return nil, fail(at, "a box has 4 or 6 numbers, here %d", len(v))
	}
	n := &node{kind: box, value: v}
	return n, n.build(at)
}

var errCoordinates = errors.New("the coordinates do not fit the type of the geometry")

func (n *node) orb() (orb.Geometry, error) {
	if n.kind == box {
		return boxShape(n.value.([]float64)), nil
	}
	switch n.op {
	case "Point":
		return position(n.value)
	case "MultiPoint":
		ps, err := positions(n.value)
		return orb.MultiPoint(ps), err
	case "LineString":
		ps, err := positions(n.value)
		return orb.LineString(ps), err
	case "MultiLineString":
		return each(n.value, func(v any) (orb.LineString, error) { return positions(v) }, func(l []orb.LineString) orb.Geometry { return orb.MultiLineString(l) })
	case "Polygon":
		p, err := polygonOf(n.value)
		return p, err
	case "MultiPolygon":
		return each(n.value, polygonOf, func(l []orb.Polygon) orb.Geometry { return orb.MultiPolygon(l) })
	case "GeometryCollection":
		var c orb.Collection
		for _, a := range n.args {
			g, err := a.orb()
			if err != nil {
				return nil, err
			}
			c = append(c, g)
		}
		return c, nil
	}
	return nil, errCoordinates
}

// boxShape is a box, cut in two where its west lies above its east; heights are left out. Longitudes and latitudes beyond
// the Earth are kept at its rim.
func boxShape(v []float64) orb.Geometry {
	if len(v) == 6 {
		v = []float64{v[0], v[1], v[3], v[4]}
	}
	if v[0] <= v[2] {
		return orb.Bound{Min: orb.Point{v[0], v[1]}, Max: orb.Point{v[2], v[3]}}.ToPolygon()
	}
	return orb.MultiPolygon{
		orb.Bound{Min: orb.Point{v[0], v[1]}, Max: orb.Point{180, v[3]}}.ToPolygon(),
		orb.Bound{Min: orb.Point{-180, v[1]}, Max: orb.Point{v[2], v[3]}}.ToPolygon(),
	}
}

func each[T any](v any, read func(any) (T, error), wrap func([]T) orb.Geometry) (orb.Geometry, error) {
	items, ok := v.([]any)
	if !ok {
		return nil, errCoordinates
	}
	out := make([]T, len(items))
	for i, it := range items {
		var err error
		if out[i], err = read(it); err != nil {
			return nil, err
		}
	}
	return wrap(out), nil
}

func polygonOf(v any) (orb.Polygon, error) {
	g, err := each(v, func(v any) (orb.Ring, error) {
		ps, err := positions(v)
		if err == nil && (len(ps) < 4 || ps[0] != ps[len(ps)-1]) {
			err = errors.New("a ring has four positions or more, the last one like the first")
		}
		return ps, err
	}, func(r []orb.Ring) orb.Geometry { return orb.Polygon(r) })
	if err != nil {
		return nil, err
	}
	return g.(orb.Polygon), nil
}

func positions(v any) ([]orb.Point, error) {
	items, ok := v.([]any)
	if !ok {
		return nil, errCoordinates
	}
	out := make([]orb.Point, len(items))
	for i, it := range items {
		p, err := position(it)
		if err != nil {
			return nil, err
		}
		out[i] = p
	}
	return out, nil
}

func position(v any) (orb.Point, error) {
	items, ok := v.([]any)
	if !ok || len(items) < 2 {
		return orb.Point{}, errCoordinates
	}
	x, okX := items[0].(float64)
	y, okY := items[1].(float64)
	if !okX || !okY || math.IsNaN(x) || math.IsInf(x, 0) || math.IsNaN(y) || math.IsInf(y, 0) {
		return orb.Point{}, errCoordinates
	}
	return orb.Point{x, y}, nil
}
