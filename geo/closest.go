package geo

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// Closest gives the point of g that is nearest to p, and its distance. A point inside a polygon is nearest to itself.
// Lines and edges are geodesics; ok is false where g is nil or empty.
func Closest(p orb.Point, g orb.Geometry) (nearest orb.Point, d Metres, ok bool) {
	c := closest{from: p, d: Metres(math.Inf(1))}
	c.visit(g)
	return c.at, c.d, !math.IsInf(float64(c.d), 1)
}

type closest struct {
	from, at orb.Point
	d        Metres
}

func (c *closest) visit(g orb.Geometry) {
	switch g := g.(type) {
	case orb.Point:
		c.point(g)
	case orb.MultiPoint:
		visitAll(c, g)
	case orb.LineString:
		c.line(g, false)
	case orb.Ring:
		c.polygon(orb.Polygon{g})
	case orb.Polygon:
		c.polygon(g)
	case orb.MultiLineString:
		visitAll(c, g)
	case orb.MultiPolygon:
		visitAll(c, g)
	case orb.Collection:
		visitAll(c, g)
	case orb.Bound:
		for _, b := range SplitBound(g) {
			c.polygon(b.ToPolygon())
		}
	}
}

func visitAll[G orb.Geometry](c *closest, gs []G) {
	for _, g := range gs {
		c.visit(g)
	}
}

func (c *closest) point(p orb.Point) {
	if d := Distance(c.from, p); d < c.d {
		c.at, c.d = p, d
	}
}

func (c *closest) polygon(g orb.Polygon) {
	if len(g) > 0 && len(g[0]) > 2 && planar.PolygonContains(g, c.from) {
		c.at, c.d = c.from, 0
		return
	}
	for _, r := range g {
		c.line(orb.LineString(r), true)
	}
}

// line looks at the vertices first and goes into an edge only where it can hold a nearer point: an edge of length e
// comes no nearer than (d1+d2-e)/2.
func (c *closest) line(l orb.LineString, closed bool) {
	if len(l) == 0 {
		return
	}
	c.point(l[0])
	before := Inverse(c.from, l[0])
	for i := 1; i < len(l); i++ {
		before = c.edge(l[i-1], l[i], before)
	}
	if closed && l[0] != l[len(l)-1] {
		c.edge(l[len(l)-1], l[0], before)
	}
}

func (c *closest) edge(a, b orb.Point, toA Geodesic) (toB Geodesic) {
	toB = Inverse(c.from, b)
	if toB.Distance < c.d {
		c.at, c.d = b, toB.Distance
	}
	length := Haversine(a, b) * 1.007 // an upper limit for the length on the ellipsoid
	if a == b || (toA.Distance+toB.Distance-length)/2 >= c.d {
		return toB
	}
	if p, d := footOfPerpendicular(c.from, a, b); d < c.d {
		c.at, c.d = p, d
	}
	return toB
}

// footOfPerpendicular walks along the edge to where the way to p stands at a right angle on it: each step is the
// distance along the edge that plane trigonometry gives.
func footOfPerpendicular(p, a, b orb.Point) (orb.Point, Metres) {
	edge := Inverse(a, b)
	along, at, azimuth := Metres(0), a, edge.Azimuth1
	toP := Inverse(a, p)
	for range 20 {
		step := toP.Distance * Metres(math.Cos((toP.Azimuth1-azimuth)*degree))
		next := min(max(along+step, 0), edge.Distance)
		if math.Abs(float64(next-along)) < 1e-4 {
			break
		}
		along = next
		at, azimuth = Direct(a, edge.Azimuth1, along)
		toP = Inverse(at, p)
	}
	return at, toP.Distance
}
