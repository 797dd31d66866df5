package ogc

import (
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// meets says whether a geometry has a point in the box, its rim included.
func meets(g orb.Geometry, b orb.Bound) bool {
	switch g := g.(type) {
	case orb.Point:
		return b.Contains(g)
	case orb.MultiPoint:
		for _, p := range g {
			if b.Contains(p) {
				return true
			}
		}
	case orb.LineString:
		return lineMeets(g, b)
	case orb.MultiLineString:
		for _, l := range g {
			if lineMeets(l, b) {
				return true
			}
		}
	case orb.Polygon:
		return polygonMeets(g, b)
	case orb.MultiPolygon:
		for _, p := range g {
			if polygonMeets(p, b) {
				return true
			}
		}
	case orb.Collection:
		for _, part := range g {
			if part != nil && meets(part, b) {
				return true
			}
		}
	}
	return false
}

func lineMeets(l orb.LineString, b orb.Bound) bool {
	for i := range l {
		if b.Contains(l[i]) || i > 0 && edgeMeets(l[i-1], l[i], b) {
			return true
		}
	}
	return false
}

// edgeMeets clips the edge to the box by Liang and Barsky.
func edgeMeets(p, q orb.Point, b orb.Bound) bool {
	t0, t1 := 0.0, 1.0
	for axis := range 2 {
		d := q[axis] - p[axis]
		if d == 0 {
			if p[axis] < b.Min[axis] || p[axis] > b.Max[axis] {
				return false
			}
			continue
		}
		from, to := (b.Min[axis]-p[axis])/d, (b.Max[axis]-p[axis])/d
		if from > to {
			from, to = to, from
		}
		t0, t1 = max(t0, from), min(t1, to)
		if t0 > t1 {
			return false
		}
	}
	return true
}

func polygonMeets(p orb.Polygon, b orb.Bound) bool {
	if len(p) == 0 || !p.Bound().Intersects(b) {
		return false
	}
	for _, ring := range p {
		if lineMeets(orb.LineString(ring), b) {
			return true
		}
	}
	return planar.PolygonContains(p, b.Min)
}
