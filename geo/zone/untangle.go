package zone

import (
	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"
)

// Untangle gives an outline whose rings do not cross themselves: of every loop that a crossing makes, the larger part stays.
// Outlines that were simplified without care have such loops, a few metres across, and clipping to them would copy them
// into the zones. An outline without crossings comes back as it is.
func Untangle(m orb.MultiPolygon) orb.MultiPolygon {
	var out orb.MultiPolygon
	for i, p := range m {
		for j, r := range p {
			u, changed := untangle(r)
			if !changed {
				continue
			}
			if out == nil {
				out = m.Clone()
			}
			out[i][j] = u
		}
	}
	if out == nil {
		return m
	}
	return out
}

func untangle(r orb.Ring) (orb.Ring, bool) {
	changed := false
	for range 1000 { // a ring that tangles more often is nothing that can be mended
		i, j, x, ok := selfCrossing(r)
		if !ok {
			return r, changed
		}
		changed = true
		// r goes … i, x, i+1 … j, x, j+1 …: one loop from x over i+1 … j, the other over j+1 … i.
		inner := append(append(orb.Ring{x}, r[i+1:j+1]...), x)
		outer := append(append(append(orb.Ring{}, r[:i+1]...), x), r[j+1:]...)
		r = outer
		if ringArea(inner) > ringArea(outer) {
			r = inner
		}
	}
	return r, changed
}

// selfCrossing finds the first pair of edges i < j of a closed ring that cross, and where.
func selfCrossing(r orb.Ring) (i, j int, at orb.Point, ok bool) {
	var tree rtree.RTreeGN[float64, int32]
	for n := 1; n < len(r); n++ {
		a, b := r[n-1], r[n]
		lo := [2]float64{min(a[0], b[0]), min(a[1], b[1])}
		hi := [2]float64{max(a[0], b[0]), max(a[1], b[1])}
		tree.Search(lo, hi, func(_, _ [2]float64, k int32) bool {
			if int(k) == n-2 || k == 0 && n == len(r)-1 {
				return true // neighbours meet in a corner
			}
			if x, crossed := cross(r[k], r[k+1], a, b); crossed && (!ok || int(k) < i) {
				i, j, at, ok = int(k), n-1, x, true
			}
			return true
		})
		if ok {
			return i, j, at, true
		}
		tree.Insert(lo, hi, int32(n-1))
	}
	return 0, 0, at, false
}

// cross gives the point where two edges properly cross or touch.
func cross(a, b, c, d orb.Point) (orb.Point, bool) {
	side := func(p, q, r orb.Point) float64 { return (q[0]-p[0])*(r[1]-p[1]) - (q[1]-p[1])*(r[0]-p[0]) }
	o1, o2, o3, o4 := side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)
	if (o1 > 0 && o2 > 0) || (o1 < 0 && o2 < 0) || (o3 > 0 && o4 > 0) || (o3 < 0 && o4 < 0) || o1 == o2 {
		return orb.Point{}, false
	}
	t := o1 / (o1 - o2)
	return orb.Point{c[0] + (d[0]-c[0])*t, c[1] + (d[1]-c[1])*t}, true
}

func ringArea(r orb.Ring) float64 {
	sum := 0.0
	for i := 1; i < len(r); i++ {
		sum += (r[i-1][0]-r[0][0])*(r[i][1]-r[0][1]) - (r[i][0]-r[0][0])*(r[i-1][1]-r[0][1])
	}
	if sum < 0 {
		return -sum
	}
	return sum
}
