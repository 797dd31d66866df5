package tiles

import (
	"math"

	"github.com/paulmach/orb"
)

// shapes calls give for each kind of shape in g: a collection may hold several, and the format wants one kind a feature.
func (p *packer) shapes(g orb.Geometry, give func(kind uint8, shape func())) {
	switch g := g.(type) {
	case orb.Point:
		give(point, func() { p.addPoints(orb.MultiPoint{g}) })
	case orb.MultiPoint:
		give(point, func() { p.addPoints(g) })
	case orb.LineString:
		give(line, func() { p.addLine(g) })
	case orb.MultiLineString:
		give(line, func() {
			for _, l := range g {
				p.addLine(l)
			}
		})
	case orb.Ring:
		give(polygon, func() { p.addPolygon(orb.Polygon{g}) })
	case orb.Polygon:
		give(polygon, func() { p.addPolygon(g) })
	case orb.MultiPolygon:
		give(polygon, func() {
			for _, poly := range g {
				p.addPolygon(poly)
			}
		})
	case orb.Bound:
		give(polygon, func() { p.addPolygon(g.ToPolygon()) })
	case orb.Collection:
		p.collection(g, give)
	}
}

// collection gathers the shapes of a collection by kind.
func (p *packer) collection(c orb.Collection, give func(kind uint8, shape func())) {
	var gathered [4][]func()
	for _, g := range c {
		if g == nil {
			continue
		}
		p.shapes(g, func(kind uint8, shape func()) { gathered[kind] = append(gathered[kind], shape) })
	}
	for kind, shapes := range gathered {
		if len(shapes) == 0 {
			continue
		}
		give(uint8(kind), func() {
			for _, shape := range shapes {
				shape()
			}
		})
	}
}

func (p *packer) vertex(x, y int32) {
	p.xy = append(p.xy, x, y)
	p.box.add(x, y)
}

func (p *packer) addPoints(points orb.MultiPoint) {
	start := uint32(len(p.xy) / 2)
	for _, pt := range points {
		if finite(pt) {
			p.vertex(project(pt))
		}
	}
	if end := uint32(len(p.xy) / 2); end > start {
		p.parts = append(p.parts, part{start: start, end: end})
	}
}

// addLine keeps a line that jumps more than half the world going on the same way round, across the antimeridian.
func (p *packer) addLine(l orb.LineString) {
	start := len(p.xy)
	var turn, last float64
	first := true
	for _, pt := range l {
		if !finite(pt) {
			continue
		}
		if step := pt[0] - last; !first && math.Abs(step) > 180 && math.Abs(step) < 360 {
			turn -= math.Copysign(360, step)
		}
		last, first = pt[0], false
		x, y := project(orb.Point{pt[0] + turn, pt[1]})
		if n := len(p.xy); n > start && p.xy[n-2] == x && p.xy[n-1] == y {
			continue
		}
		p.vertex(x, y)
	}
	if len(p.xy)-start < 4 {
		p.xy = p.xy[:start]
		return
	}
	p.parts = append(p.parts, part{start: uint32(start / 2), end: uint32(len(p.xy) / 2)})
}

// addPolygon gives outer rings a positive area on the grid (whose y runs south) and holes a negative one, as the format
// asks, whichever way the input winds.
func (p *packer) addPolygon(poly orb.Polygon) {
	for i, ring := range poly {
		if !p.addRing(ring, i > 0) && i == 0 {
			return
		}
	}
}

func (p *packer) addRing(ring orb.Ring, hole bool) bool {
	start := len(p.xy)
	for _, pt := range ring {
		if !finite(pt) {
			continue
		}
		x, y := project(pt)
		if n := len(p.xy); n > start && p.xy[n-2] == x && p.xy[n-1] == y {
			continue
		}
		p.xy = append(p.xy, x, y)
	}
	xy := p.xy[start:]
	if n := len(xy); n > 2 && (xy[0] != xy[n-2] || xy[1] != xy[n-1]) {
		p.xy = append(p.xy, xy[0], xy[1])
		xy = p.xy[start:]
	}
	area := twiceArea(xy)
	if len(xy) < 8 || area == 0 {
		p.xy = p.xy[:start]
		return false
	}
	if (area > 0) == hole {
		reverse(xy)
	}
	for i := 0; i < len(xy); i += 2 {
		p.box.add(xy[i], xy[i+1])
	}
	p.parts = append(p.parts, part{start: uint32(start / 2), end: uint32(len(p.xy) / 2), hole: hole})
	return true
}

// twiceArea is the surveyor's formula over a closed ring, around its first vertex so that the terms stay small.
func twiceArea(xy []int32) float64 {
	if len(xy) < 6 {
		return 0
	}
	x0, y0 := float64(xy[0]), float64(xy[1])
	var sum float64
	ax, ay := 0.0, 0.0
	for i := 2; i < len(xy); i += 2 {
		bx, by := float64(xy[i])-x0, float64(xy[i+1])-y0
		sum += ax*by - bx*ay
		ax, ay = bx, by
	}
	return sum
}

func reverse(xy []int32) {
	for i, j := 0, len(xy)-2; i < j; i, j = i+2, j-2 {
		xy[i], xy[i+1], xy[j], xy[j+1] = xy[j], xy[j+1], xy[i], xy[i+1]
	}
}
