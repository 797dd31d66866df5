package tiles

import (
	"math"
	"math/bits"
)

// weighed is a line, or a ring with its first vertex repeated, by vertex numbers.
type weighed struct {
	start, end uint32
	ring       bool
}

// always is the weight of a vertex that no simplification may take: an end, or a node where shapes meet.
var always = float32(math.Inf(1))

// weigh gives each vertex the tolerance (in grid units) up to which Douglas and Peucker's line simplification keeps it. Two
// shapes that share a border get the same weights along it: lines are cut at the nodes where neighbours change, and each
// piece is weighed in one direction, whichever way its shapes run through it.
func weigh(xy []int32, parts []weighed) []float32 {
	weight := make([]float32, len(xy)/2)
	nodes := findNodes(xy, parts)
	for _, p := range parts {
		w := weight[p.start:p.end]
		v := xy[2*p.start : 2*p.end]
		if p.ring {
			weighRing(v, w, nodes[p.start:p.end])
		} else {
			weighLine(v, w, nodes[p.start:p.end])
		}
	}
	return weight
}

func at(xy []int32, i int) uint64 { return uint64(uint32(xy[2*i]))<<32 | uint64(uint32(xy[2*i+1])) }

// findNodes marks the vertices where lines end or neighbours differ between the shapes that pass through.
func findNodes(xy []int32, parts []weighed) []bool {
	passages := newPassages(len(xy) / 2)
	slot := make([]uint32, len(xy)/2)
	for _, p := range parts {
		v := xy[2*p.start : 2*p.end]
		n := len(v) / 2
		for i := 0; i < n; i++ {
			around := uint64(0) // ends of lines: unlike any passage
			switch {
			case i > 0 && i < n-1:
				around = between(at(v, i-1), at(v, i+1))
			case p.ring:
				around = between(at(v, n-2), at(v, 1))
			}
			slot[p.start+uint32(i)] = passages.add(at(v, i), around)
		}
	}
	nodes := make([]bool, len(xy)/2)
	for _, p := range parts {
		for i := p.start; i < p.end; i++ {
			nodes[i] = passages.around[slot[i]] == 0
		}
	}
	return nodes
}

// passages is a hash table (open addressing, at most half full) of what lies around each vertex; around is 0 for a node.
type passages struct {
	vertex, around []uint64
	used           []bool
	mask           uint64
}

func newPassages(n int) *passages {
	size := 1 << bits.Len(uint(2*n))
	return &passages{make([]uint64, size), make([]uint64, size), make([]bool, size), uint64(size - 1)}
}

// add notes a passage and gives the slot of its vertex.
func (t *passages) add(vertex, around uint64) uint32 {
	h := mix(offset64, vertex)
	for i := (h ^ h>>32) & t.mask; ; i = (i + 1) & t.mask {
		switch {
		case !t.used[i]:
			t.used[i], t.vertex[i], t.around[i] = true, vertex, around
			return uint32(i)
		case t.vertex[i] == vertex:
			if t.around[i] != around {
				t.around[i] = 0
			}
			return uint32(i)
		}
	}
}

// between names a pair of neighbours, whichever comes first.
func between(a, b uint64) uint64 { return mix(mix(offset64, min(a, b)), max(a, b)) | 1 }

func weighLine(v []int32, w []float32, nodes []bool) {
	from := 0
	for i := 1; i < len(w); i++ {
		if nodes[i] || i == len(w)-1 {
			weighArc(v, w, from, i)
			from = i
		}
	}
	w[0], w[len(w)-1] = always, always
}

// weighRing turns the ring to begin at a node, or at its least vertex where it meets no other shape.
func weighRing(v []int32, w []float32, nodes []bool) {
	n := len(w) - 1
	first := 0
	for i := 0; i < n; i++ {
		if nodes[i] {
			first = i
			break
		}
		if at(v, i) < at(v, first) {
			first = i
		}
	}
	turned := make([]int32, 0, 2*(n+1))
	turned = append(turned, v[2*first:2*n]...)
	turned = append(turned, v[:2*first+2]...)
	weights, turnedNodes := make([]float32, n+1), make([]bool, n+1)
	for i := 0; i <= n; i++ {
		turnedNodes[i] = nodes[(first+i)%n]
	}
	weighLine(turned, weights, turnedNodes)
	for i := 0; i <= n; i++ {
		w[i] = weights[(i-first+n)%n]
	}
}

// weighArc weighs the vertices between from and to, both ends kept.
func weighArc(v []int32, w []float32, from, to int) {
	w[from], w[to] = always, always
	if to-from < 2 {
		return
	}
	a, b := at(v, from), at(v, to)
	if a == b {
		a, b = at(v, from+1), at(v, to-1)
	}
	arc := arcOf{v: v, w: w, backward: a > b, from: from, to: to}
	arc.split()
}

// arcOf walks an arc in its canonical direction.
type arcOf struct {
	v        []int32
	w        []float32
	from, to int
	backward bool
}

func (a arcOf) index(i int) int {
	if a.backward {
		return a.to - i
	}
	return a.from + i
}

// split is Douglas-Peucker with a stack of its own: deep recursion on a long coast would cost a stack of the machine.
func (a arcOf) split() {
	type span struct {
		from, to int
		limit    float32
	}
	stack := []span{{0, a.to - a.from, always}}
	for len(stack) > 0 {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		far, distance := a.farthest(s.from, s.to)
		if far < 0 {
			continue
		}
		// A vertex never outweighs the split that made it, so that a lower tolerance only ever adds vertices.
		weight := min(distance, s.limit)
		a.w[a.index(far)] = weight
		if far-s.from > 1 {
			stack = append(stack, span{s.from, far, weight})
		}
		if s.to-far > 1 {
			stack = append(stack, span{far, s.to, weight})
		}
	}
}

func (a arcOf) farthest(from, to int) (int, float32) {
	i, j := a.index(from), a.index(to)
	x0, y0 := float64(a.v[2*i]), float64(a.v[2*i+1])
	dx, dy := float64(a.v[2*j])-x0, float64(a.v[2*j+1])-y0
	length := dx*dx + dy*dy
	far, most := -1, -1.0
	for k := from + 1; k < to; k++ {
		m := a.index(k)
		px, py := float64(a.v[2*m])-x0, float64(a.v[2*m+1])-y0
		if length > 0 {
			t := max(0, min(1, (px*dx+py*dy)/length))
			px, py = px-t*dx, py-t*dy
		}
		if d := px*px + py*py; d > most {
			far, most = k, d
		}
	}
	return far, float32(math.Sqrt(max(0, most)))
}
