package topo

import (
	"cmp"
	"slices"
)

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
