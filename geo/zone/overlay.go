package zone

import (
	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"
)

// wrapPolygon cuts a polygon that runs over ±180 degrees and moves the parts onto the map.
func wrapPolygon(p orb.Polygon) orb.MultiPolygon {
	whole := toGeom(orb.MultiPolygon{p})
	var out orb.MultiPolygon
	for turn := -2.0; turn <= 2; turn++ {
		w := turn * 360
		box := toGeom(orb.MultiPolygon{{{{w - 180, -90}, {w + 180, -90}, {w + 180, 90}, {w - 180, 90}, {w - 180, -90}}}})
		part, err := geom.Intersection(whole, box)
		if err != nil {
			continue
		}
		for _, q := range fromGeom(part) {
			out = append(out, moveLon(q, -w))
		}
	}
	return out
}

func moveLon(p orb.Polygon, by float64) orb.Polygon {
	for _, r := range p {
		for i := range r {
			r[i][0] += by
		}
	}
	return p
}

// Intersection is what both hold; nothing where one of them is not valid.
func Intersection(a, b orb.MultiPolygon) orb.MultiPolygon { return overlay(a, b, geom.Intersection) }

// Difference is what a holds and b does not; nothing where one of them is not valid.
func Difference(a, b orb.MultiPolygon) orb.MultiPolygon {
	if len(b) == 0 {
		return a
	}
	return overlay(a, b, geom.Difference)
}

func overlay(a, b orb.MultiPolygon, op func(a, b geom.Geometry) (geom.Geometry, error)) orb.MultiPolygon {
	ga, gb := toGeom(a), toGeom(b)
	// Overlay of invalid input answers without an error, and wrong.
	if ga.Validate() != nil || gb.Validate() != nil {
		return nil
	}
	g, err := op(ga, gb)
	if err != nil {
		return nil
	}
	out := fromGeom(g)
	sortPolygons(out)
	return out
}

func toGeom(m orb.MultiPolygon) geom.Geometry {
	polys := make([]geom.Polygon, 0, len(m))
	for _, p := range m {
		rings := make([]geom.LineString, 0, len(p))
		for _, r := range p {
			flat := make([]float64, 0, 2*len(r))
			for _, pt := range r {
				flat = append(flat, pt[0], pt[1])
			}
			rings = append(rings, geom.NewLineString(geom.NewSequence(flat, geom.DimXY)))
		}
		polys = append(polys, geom.NewPolygon(rings))
	}
	return geom.NewMultiPolygon(polys).AsGeometry()
}

// fromGeom gives the areas of g with RFC 7946 winding.
func fromGeom(g geom.Geometry) orb.MultiPolygon {
	var out orb.MultiPolygon
	switch g.Type() {
	case geom.TypePolygon:
		if p := g.MustAsPolygon(); !p.IsEmpty() {
			out = append(out, fromPolygon(p))
		}
	case geom.TypeMultiPolygon:
		m := g.MustAsMultiPolygon()
		for i := range m.NumPolygons() {
			out = append(out, fromPolygon(m.PolygonN(i)))
		}
	case geom.TypeGeometryCollection:
		c := g.MustAsGeometryCollection()
		for i := range c.NumGeometries() {
			out = append(out, fromGeom(c.GeometryN(i))...)
		}
	}
	return out
}

func fromPolygon(p geom.Polygon) orb.Polygon {
	p = p.ForceCCW()
	out := orb.Polygon{fromRing(p.ExteriorRing())}
	for i := range p.NumInteriorRings() {
		out = append(out, fromRing(p.InteriorRingN(i)))
	}
	return out
}

func fromRing(l geom.LineString) orb.Ring {
	seq := l.Coordinates()
	out := make(orb.Ring, 0, seq.Length())
	for i := range seq.Length() {
		xy := seq.GetXY(i)
		out = append(out, orb.Point{xy.X, xy.Y})
	}
	return out
}

// Union is what either holds; a where b is not valid.
func Union(a, b orb.MultiPolygon) orb.MultiPolygon {
	switch {
	case len(a) == 0:
		return b
	case len(b) == 0:
		return a
	}
	if u := overlay(a, b, geom.Union); len(u) > 0 {
		return u
	}
	return a
}

// valid gives m, or what of it can be drawn: within metres of a pole lines that are straight in longitude and latitude
// may cross although the cells do not.
func valid(m orb.MultiPolygon) orb.MultiPolygon {
	if toGeom(m).Validate() == nil {
		return m
	}
	var out orb.MultiPolygon
	for _, p := range m {
		if one := (orb.MultiPolygon{p}); toGeom(one).Validate() == nil {
			out = Union(out, one)
		}
	}
	return out
}

// Check says what is wrong with a multipolygon by the rules of simple features: nil where it is valid.
func Check(m orb.MultiPolygon) error { return toGeom(m).Validate() }
