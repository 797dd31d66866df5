package zone

import (
	"cmp"
	"math"
	"slices"

	"github.com/tidwall/rtree"
)

// inside gives the pieces of the edges that lie on land. Whether one vertex of a connected part is on land is counted
// once; the crossings along the edges tell the rest.
func (k *clipper) inside() []edge {
	depth := k.depths()
	var out []edge
	for i, e := range k.edges {
		at, w := e.u, depth[e.u]
		add := func(to int32) {
			if w > 0 && at != to {
				piece := e
				piece.u, piece.v = at, to
				out = append(out, piece)
			}
			at = to
		}
		for _, x := range k.cross[i] {
			add(x.vertex)
			w += x.turn
		}
		add(e.v)
	}
	return out
}

// depths counts for every vertex how many rings of land hold it, holes counting negative.
func (k *clipper) depths() map[int32]int {
	next := map[int32][]int{}
	for i, e := range k.edges {
		next[e.u] = append(next[e.u], i)
		next[e.v] = append(next[e.v], i)
	}
	depth := make(map[int32]int, len(next))
	for _, e := range k.edges {
		if _, ok := depth[e.u]; ok {
			continue
		}
		depth[e.u] = k.count(k.at(e.u))
		for queue := []int32{e.u}; len(queue) > 0; queue = queue[1:] {
			v := queue[0]
			for _, i := range next[v] {
				f, sum := k.edges[i], 0
				for _, x := range k.cross[i] {
					sum += x.turn
				}
				to, w := f.v, depth[v]+sum
				if to == v {
					to, w = f.u, depth[v]-sum
				}
				if _, ok := depth[to]; !ok {
					depth[to] = w
					queue = append(queue, to)
				}
			}
		}
	}
	return depth
}

// count sums the shores east of p: +1 for those going north.
func (k *clipper) count(p grid) int {
	n := 0
	y := float64(p.y)
	k.tree.Search([2]float64{float64(p.x), y}, [2]float64{math.Inf(1), y + 1}, func(_, _ [2]float64, s int32) bool {
		a, b := k.shores[s].a, k.shores[s].b
		if (a.y > p.y) == (b.y > p.y) {
			return true
		}
		if north := b.y > a.y; north == vertexSide(a, b, p) {
			if north {
				n++
			} else {
				n--
			}
		}
		return true
	})
	return n
}

// follow walks every ring of land and notes which cell each piece of it bounds.
func (k *clipper) follow(c coastline) {
	first := make([]int, k.rings+1)
	for i := range k.shores {
		first[k.shores[i].ring+1] = i + 1
	}
	for r := range k.rings {
		from, to := first[r], first[r+1]
		start, after, ok := k.startOf(from, to)
		if !ok {
			start, after = from, k.cellAt(k.shores[from].a)
		}
		k.walk(c, from, to, start, after)
	}
}

// startOf finds a shore whose first corner lies in a known cell: the one after a crossing that no other one ties with.
func (k *clipper) startOf(from, to int) (shore int, cell int32, ok bool) {
	for s := from; s < to; s++ {
		cuts := k.onLand[s]
		if len(cuts) == 0 {
			continue
		}
		last := cuts[len(cuts)-1]
		clear := last.at < 1-1e-9 && (len(cuts) == 1 || cuts[len(cuts)-2].at < last.at-1e-9)
		if clear {
			next := s + 1
			if next == to {
				next = from
			}
			return next, last.to, true
		}
	}
	return 0, 0, false
}

func (k *clipper) walk(c coastline, from, to, start int, cell int32) {
	// The sum of "to minus from" over the crossings so far: right again after any group of crossings at one place.
	state := cell
	for n := range to - from {
		s := from + (start-from+n)%(to-from)
		sh := k.shores[s]
		a, b := k.vertexOf(sh.a), k.vertexOf(sh.b)
		at := a
		for _, x := range k.onLand[s] {
			c.add(k.d, a, b, at, x.vertex, state)
			state += x.to - x.from
			at = x.vertex
		}
		c.add(k.d, a, b, at, b, state)
	}
}

func (k *clipper) vertexOf(g grid) int32 { return k.d.verts.add(gridVertex(g.x, g.y)) }

// cellAt gives the cell that holds a corner of the land, by the edges east of it.
func (k *clipper) cellAt(p grid) int32 {
	if k.cells == nil {
		k.cells = &rtree.RTreeGN[float64, int32]{}
		for i, e := range k.edges {
			u, v := k.at(e.u), k.at(e.v)
			k.cells.Insert([2]float64{float64(min(u.x, v.x)), float64(min(u.y, v.y))},
				[2]float64{float64(max(u.x, v.x)), float64(max(u.y, v.y))}, int32(i))
		}
	}
	cell := int32(-1)
	y := float64(p.y)
	k.cells.Search([2]float64{float64(p.x), y - 1}, [2]float64{math.Inf(1), y}, func(_, _ [2]float64, i int32) bool {
		e := k.edges[i]
		u, v := k.at(e.u), k.at(e.v)
		if (u.y >= p.y) == (v.y >= p.y) {
			return true
		}
		if north := v.y > u.y; north == shoreSide(u, v, p) {
			if north {
				cell += e.left - e.right
			} else {
				cell += e.right - e.left
			}
		}
		return true
	})
	return cell
}

// coastline keeps the pieces of shore that bound cells, by the straight line they lie on: a border between two countries
// is the same line for both, and gets the cuts of both.
type coastline map[[2]vertex][]strip

// strip is a piece of the line from its smaller end; left says on which side the cell lies.
type strip struct {
	u, v int32
	cell int32
	left bool
}

func (c coastline) add(d *Diagram, a, b, u, v, cell int32) {
	if cell < 0 || u == v || a == b {
		return
	}
	p, q := d.verts.at[a], d.verts.at[b]
	if q.x < p.x || q.x == p.x && q.y < p.y {
		c[[2]vertex{q, p}] = append(c[[2]vertex{q, p}], strip{v, u, cell, false})
		return
	}
	c[[2]vertex{p, q}] = append(c[[2]vertex{p, q}], strip{u, v, cell, true})
}

// edges gives the kept pieces, cut at each other's ends, with the cells of both countries.
func (c coastline) edges(d *Diagram) []edge {
	lines := make([][2]vertex, 0, len(c))
	for line := range c {
		lines = append(lines, line)
	}
	slices.SortFunc(lines, func(a, b [2]vertex) int {
		return cmp.Or(cmp.Compare(a[0].x, b[0].x), cmp.Compare(a[0].y, b[0].y), cmp.Compare(a[1].x, b[1].x), cmp.Compare(a[1].y, b[1].y))
	})
	var out []edge
	for _, line := range lines {
		out = append(out, cutStrips(d, line, c[line])...)
	}
	return out
}

func cutStrips(d *Diagram, line [2]vertex, strips []strip) []edge {
	if len(strips) == 1 {
		return []edge{strips[0].edge()}
	}
	// Position along the line: both coordinates are monotonic on it, the longer one decides.
	dx, dy := wrap(line[1].x-line[0].x), line[1].y-line[0].y
	rank := func(v int32) int64 {
		p := d.verts.at[v]
		if abs(dx) >= abs(dy) {
			return wrap(p.x-line[0].x) * sign(dx)
		}
		return (p.y - line[0].y) * sign(dy)
	}
	marks := make([]int32, 0, 2*len(strips))
	for _, s := range strips {
		marks = append(marks, s.u, s.v)
	}
	slices.SortFunc(marks, func(a, b int32) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b)) })
	marks = slices.Compact(marks)
	var out []edge
	for i := 1; i < len(marks); i++ {
		e := edge{u: marks[i-1], v: marks[i], left: -1, right: -1}
		for _, s := range strips {
			if rank(s.u) <= rank(e.u) && rank(s.v) >= rank(e.v) {
				if s.left {
					e.left = s.cell
				} else {
					e.right = s.cell
				}
			}
		}
		if e.left >= 0 || e.right >= 0 {
			out = append(out, e)
		}
	}
	return out
}

func (s strip) edge() edge {
	if s.left {
		return edge{u: s.u, v: s.v, left: s.cell, right: -1}
	}
	return edge{u: s.u, v: s.v, left: -1, right: s.cell}
}

func sign(x int64) int64 {
	if x < 0 {
		return -1
	}
	return 1
}
