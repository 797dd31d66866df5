package topo

import (
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
