package topo

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb/planar"
)

// Outlines as they come touch and cross themselves here and there: two corners of a raster cell meet, a river's mouth narrows to
// nothing on the grid, a thinned border runs over its neighbour. What cuts a polygon up later takes such rings amiss, so they are
// mended: rings are parted where they meet themselves, and borders are thinned less where thinning made them cross.

// part splits every ring that passes a point twice into rings that do not. A loop that turns like the ring is a part of the
// area, one that turns the other way a hole of it.
func (t *topology) part() {
	for f, outline := range t.outlines {
		var out [][]int
		for _, poly := range outline {
			var holes []int
			var outers [][]int
			for i, ring := range poly {
				loops := t.loops(t.rings[ring])
				if len(loops) == 1 {
					if i == 0 {
						outers = append(outers, []int{ring})
					} else {
						holes = append(holes, ring)
					}
					continue
				}
				turn := planar.Area(t.points(t.rings[ring]))
				for _, refs := range loops {
					id := len(t.rings)
					t.rings = append(t.rings, refs)
					if same := planar.Area(t.points(refs))*turn > 0; same == (i == 0) {
						outers = append(outers, []int{id})
					} else {
						holes = append(holes, id)
					}
				}
			}
			out = append(out, t.assign(outers, holes)...)
		}
		t.outlines[f] = out
	}
}

// assign gives each hole to the smallest outer ring around it.
func (t *topology) assign(outers [][]int, holes []int) [][]int {
	if len(outers) == 1 {
		return [][]int{append(outers[0], holes...)}
	}
	for _, hole := range holes {
		ring := t.points(t.rings[hole])
		best, area := -1, math.Inf(1)
		for i, o := range outers {
			outer := t.points(t.rings[o[0]])
			inside := 0
			for _, p := range ring {
				if planar.RingContains(outer, p) {
					inside++
				}
			}
			if a := math.Abs(planar.Area(outer)); 2*inside > len(ring) && a < area {
				best, area = i, a
			}
		}
		if best >= 0 {
			outers[best] = append(outers[best], hole)
		}
	}
	return outers
}

// loops parts a ring at the points that it passes more than once; arcs end there, since the ring differs from itself. Loops
// without an area go.
func (t *topology) loops(refs []uint32) [][]uint32 {
	var out [][]uint32
	var open []uint32
	seen := map[Point]int{}
	for _, ref := range refs {
		first, last := t.ends(ref)
		if _, ok := seen[first]; !ok {
			seen[first] = len(open)
		}
		open = append(open, ref)
		at, again := seen[last]
		if !again {
			continue
		}
		if loop := slices.Clone(open[at:]); planar.Area(t.points(loop)) != 0 {
			out = append(out, loop)
		}
		for _, r := range open[at:] {
			if p, _ := t.ends(r); p != last {
				delete(seen, p)
			}
		}
		open = open[:at]
	}
	if len(out) == 0 {
		return [][]uint32{refs}
	}
	return out
}

// fill leaves out the holes of built-up areas that touch another ring of theirs: they are single cells of the raster that the areas
// were traced from, and would part them.
func (t *topology) fill(features []Feature, lines [][]Point) {
	for f, outline := range t.outlines {
		if features[f].Level != Urban {
			continue
		}
		for p, poly := range outline {
			kept := poly[:1:1]
			edges := t.ringOf(poly[0], lines)
			for _, hole := range poly[1:] {
				if more := t.ringOf(hole, lines); !touch(edges, more) {
					kept, edges = append(kept, hole), append(edges, more...)
				}
			}
			outline[p] = kept
		}
	}
}

// touch says whether an edge of one list meets one of the other.
func touch(a, b []edge) bool {
	for i := range a {
		for j := range b {
			if meet(&a[i], &b[j]) {
				return true
			}
		}
	}
	return false
}

// maxMending bounds how often borders are thinned anew.
const maxMending = 12

// straighten thins less where rings cross themselves, until none does or all their points are back. It gives the number of
// rings that cross themselves still.
func (t *topology) straighten(lines [][]Point) int {
	suspects := make([]int, 0, len(t.rings))
	for _, outline := range t.outlines {
		for _, poly := range outline {
			suspects = append(suspects, poly...)
		}
	}
	users := map[uint32][]int{}
	for _, r := range suspects {
		for _, ref := range t.rings[r] {
			users[ref>>1] = append(users[ref>>1], r)
		}
	}
	crossed := 0
	for range maxMending {
		loose := map[uint32]bool{}
		crossed = 0
		for _, r := range suspects {
			arcs := crossings(t.ringOf(r, lines))
			if len(arcs) == 0 {
				continue
			}
			crossed++
			for _, a := range arcs {
				loose[a] = true
			}
		}
		next := map[int]bool{}
		for a := range loose {
			if arc := &t.arcs[a]; len(lines[a]) < len(arc.points) {
				if arc.tolerance /= 2; arc.tolerance < 4 {
					arc.tolerance = -1
				}
				lines[a] = arc.simplify()
				for _, r := range users[a] {
					next[r] = true
				}
			}
		}
		if len(next) == 0 {
			break
		}
		suspects = suspects[:0]
		for r := range next {
			suspects = append(suspects, r)
		}
		slices.Sort(suspects)
	}
	return crossed
}

// edge is a segment of a ring with the arc that it is of.
type edge struct {
	a, b     Point
	arc      uint32
	position int
}

func (t *topology) ringOf(ring int, lines [][]Point) []edge {
	var out []edge
	for _, ref := range t.rings[ring] {
		points := lines[ref>>1]
		for i := range len(points) - 1 {
			e := edge{a: points[i], b: points[i+1], arc: ref >> 1, position: len(out)}
			if ref&1 != 0 {
				j := len(points) - 1 - i
				e.a, e.b = points[j], points[j-1]
			}
			out = append(out, e)
		}
	}
	return out
}

// crossings gives the arcs of those edges of a ring that meet another one anywhere but at the end that they share.
func crossings(ring []edge) []uint32 {
	n := len(ring)
	sorted := slices.Clone(ring)
	slices.SortFunc(sorted, func(a, b edge) int { return cmp.Compare(min(a.a.X, a.b.X), min(b.a.X, b.b.X)) })
	var out []uint32
	for i := range sorted {
		e := &sorted[i]
		east, south, north := max(e.a.X, e.b.X), min(e.a.Y, e.b.Y), max(e.a.Y, e.b.Y)
		for j := i + 1; j < n; j++ {
			f := &sorted[j]
			if min(f.a.X, f.b.X) > east {
				break
			}
			if max(f.a.Y, f.b.Y) < south || min(f.a.Y, f.b.Y) > north {
				continue
			}
			if clash(e, f, n) {
				out = append(out, e.arc, f.arc)
			}
		}
	}
	return out
}

// clash says whether two edges of a ring of n meet where they must not.
func clash(e, f *edge, n int) bool {
	switch (f.position - e.position + n) % n {
	case 1:
		return f.b == e.a || turn(e.a, e.b, f.b) == 0 && between(e.a, e.b, f.b) || turn(f.a, f.b, e.a) == 0 && between(f.a, f.b, e.a)
	case n - 1:
		return e.b == f.a || turn(f.a, f.b, e.b) == 0 && between(f.a, f.b, e.b) || turn(e.a, e.b, f.a) == 0 && between(e.a, e.b, f.a)
	}
	return meet(e, f)
}

// meet says whether two edges have a point in common.
func meet(e, f *edge) bool {
	if min(e.a.X, e.b.X) > max(f.a.X, f.b.X) || max(e.a.X, e.b.X) < min(f.a.X, f.b.X) {
		return false
	}
	d1, d2 := turn(f.a, f.b, e.a), turn(f.a, f.b, e.b)
	d3, d4 := turn(e.a, e.b, f.a), turn(e.a, e.b, f.b)
	if d1*d2 < 0 && d3*d4 < 0 {
		return true
	}
	return d1 == 0 && between(f.a, f.b, e.a) || d2 == 0 && between(f.a, f.b, e.b) || d3 == 0 && between(e.a, e.b, f.a) || d4 == 0 && between(e.a, e.b, f.b)
}

// turn is 1 where c lies left of the line from a to b, -1 right of it, 0 on it.
func turn(a, b, c Point) int {
	return cmp.Compare(int64(b.X-a.X)*int64(c.Y-a.Y), int64(b.Y-a.Y)*int64(c.X-a.X))
}

// between says whether a point on the line through a and b lies between them.
func between(a, b, p Point) bool {
	return p.X >= min(a.X, b.X) && p.X <= max(a.X, b.X) && p.Y >= min(a.Y, b.Y) && p.Y <= max(a.Y, b.Y)
}
