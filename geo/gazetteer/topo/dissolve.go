package topo

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// dissolve makes the outline of several features together: the arcs that two of them share fall away, the others are joined to
// rings again.
func (t *topology) dissolve(parts []int) [][]int {
	uses := map[uint32]int{}
	sign := 0.0
	var refs []uint32
	for _, f := range parts {
		for _, poly := range t.outlines[f] {
			for i, ring := range poly {
				if i == 0 {
					sign += planar.Area(t.points(t.rings[ring]))
				}
				for _, ref := range t.rings[ring] {
					uses[ref>>1]++
					refs = append(refs, ref)
				}
			}
		}
	}
	refs = slices.DeleteFunc(refs, func(ref uint32) bool { return uses[ref>>1] != 1 })
	return t.polygons(t.join(refs), sign)
}

// ends gives the first and last point of a reference.
func (t *topology) ends(ref uint32) (first, last Point) {
	points := t.arcs[ref>>1].points
	first, last = points[0], points[len(points)-1]
	if ref&1 != 0 {
		return last, first
	}
	return first, last
}

// join follows the references from end to start until each ring is closed.
func (t *topology) join(refs []uint32) [][]uint32 {
	starting := map[Point][]uint32{}
	for _, ref := range refs {
		first, _ := t.ends(ref)
		starting[first] = append(starting[first], ref)
	}
	used := map[uint32]bool{}
	var rings [][]uint32
	for _, ref := range refs {
		if used[ref] {
			continue
		}
		var ring []uint32
		start, at := t.ends(ref)
		for next := ref; ; {
			used[next] = true
			ring = append(ring, next)
			if at == start {
				rings = append(rings, ring)
				break
			}
			i := slices.IndexFunc(starting[at], func(r uint32) bool { return !used[r] })
			if i < 0 {
				break // the parts do not fit: the open line is left out
			}
			next = starting[at][i]
			_, at = t.ends(next)
		}
	}
	return rings
}

// polygons sorts rings into outer ones, which turn like the sign says, and holes, which go to the smallest outer ring around
// them.
func (t *topology) polygons(rings [][]uint32, sign float64) [][]int {
	type outer struct {
		ring orb.Ring
		area float64
	}
	var outers []outer
	var polys [][]int
	var holes [][]uint32
	for _, refs := range rings {
		points := t.points(refs)
		if area := planar.Area(points); area*sign > 0 {
			outers = append(outers, outer{points, math.Abs(area)})
			polys = append(polys, []int{len(t.rings)})
			t.rings = append(t.rings, refs)
		} else {
			holes = append(holes, refs)
		}
	}
	for _, refs := range holes {
		at := t.points(refs)[0]
		best := -1
		for i, o := range outers {
			if (best < 0 || o.area < outers[best].area) && planar.RingContains(o.ring, at) {
				best = i
			}
		}
		if best >= 0 {
			polys[best] = append(polys[best], len(t.rings))
			t.rings = append(t.rings, refs)
		}
	}
	return polys
}

// points gives a ring as floating-point coordinates on the grid.
func (t *topology) points(refs []uint32) orb.Ring {
	var ring orb.Ring
	for _, ref := range refs {
		points := t.arcs[ref>>1].points
		for i := range points {
			p := points[i]
			if ref&1 != 0 {
				p = points[len(points)-1-i]
			}
			if i > 0 || len(ring) == 0 {
				ring = append(ring, orb.Point{float64(p.X), float64(p.Y)})
			}
		}
	}
	return ring
}
