package cql2

import "strconv"

// wktTypes maps the names of well-known text to those of GeoJSON, with the depth of their coordinates.
var wktTypes = map[string]struct {
	name  string
	depth int
}{
	"point": {"Point", 0}, "multipoint": {"MultiPoint", 1}, "linestring": {"LineString", 1},
	"multilinestring": {"MultiLineString", 2}, "polygon": {"Polygon", 2}, "multipolygon": {"MultiPolygon", 3},
	"geometrycollection": {"GeometryCollection", -1},
}

// wkt reads a geometry behind its name.
func (p *parser) wkt(lower string, at int) (*node, error) {
	if w := p.word(); w == "z" || w == "m" || w == "zm" {
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
	t := wktTypes[lower]
	if t.depth < 0 {
		parts, err := p.list()
		if err != nil {
			return nil, err
		}
		for _, part := range parts {
			if part.kind != geometry {
				return nil, fail(at, "a collection holds geometries")
			}
		}
		n := p.make(node{kind: geometry, op: t.name, args: parts})
		return n, n.build(at)
	}
	coordinates, err := p.coordinates(t.depth)
	if err != nil {
		return nil, err
	}
	n := p.make(node{kind: geometry, op: t.name, value: coordinates})
	return n, n.build(at)
}

// coordinates reads (x y), (x y, …), ((x y, …), …) … as nested arrays.
func (p *parser) coordinates(depth int) (any, error) {
	if err := p.expect("("); err != nil {
		return nil, err
	}
	if depth == 0 {
		pos, err := p.position()
		if err != nil {
			return nil, err
		}
		return pos, p.expect(")")
	}
	var items []any
	for {
		var item any
		var err error
		if depth > 1 || p.word() == "(" { // MULTIPOINT((1 2), (3 4)) or MULTIPOINT(1 2, 3 4)
			item, err = p.coordinates(depth - 1)
		} else {
			item, err = p.position()
		}
		if err != nil {
			return nil, err
		}
		items = append(items, item)
		if p.nodes++; p.nodes > 20*maxNodes {
			return nil, fail(p.next.at, "has too many coordinates")
		}
		if p.word() != "," {
			return items, p.expect(")")
		}
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
}

func (p *parser) position() (any, error) {
	var pos []any
	for p.next.kind == '0' || p.word() == "-" || p.word() == "+" {
		sign := 1.0
		if p.next.kind != '0' {
			if p.word() == "-" {
				sign = -1
			}
			if err := p.advance(); err != nil {
				return nil, err
			}
		}
		f, err := strconv.ParseFloat(p.next.text, 64)
		if err != nil || p.next.kind != '0' {
			return nil, fail(p.next.at, "%q is no coordinate", p.next.text)
		}
		pos = append(pos, sign*f)
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
	if len(pos) < 2 || len(pos) > 4 {
		return nil, fail(p.next.at, "a position has 2 to 4 numbers, here %d", len(pos))
	}
	return pos, nil
}
