package zone

import (
	"math"
)

// dissolver joins the edges between different groups to rings. Scratch slices are by vertex and are cleared after use.
type dissolver struct {
	d    *Diagram
	head []int32 // first directed edge that leaves the vertex
	seen []int32 // position of the vertex in the ring being split
}

type directed struct {
	u, v, next int32
	used       bool
}

func newDissolver(d *Diagram) *dissolver {
	s := &dissolver{d: d, head: make([]int32, len(d.verts.at)), seen: make([]int32, len(d.verts.at))}
	for i := range s.head {
		s.head[i], s.seen[i] = -1, -1
	}
	return s
}

// rings traces directed edges (the area on their left) to closed rings of vertices in which none comes twice.
func (s *dissolver) rings(edges []directed) [][]int32 {
	for i := range edges {
		edges[i].next = s.head[edges[i].u]
		s.head[edges[i].u] = int32(i)
	}
	s.cancel(edges)
	var out [][]int32
	for i := range edges {
		if !edges[i].used {
			out = append(out, s.split(s.trace(edges, int32(i)))...)
		}
	}
	for i := range edges {
		s.head[edges[i].u] = -1
	}
	return out
}

// cancel leaves out pairs of opposite edges: what remains of a cell too thin for the grid.
func (s *dissolver) cancel(edges []directed) {
	for i := range edges {
		for j := s.head[edges[i].v]; j >= 0 && !edges[i].used; j = edges[j].next {
			if edges[j].v == edges[i].u && !edges[j].used {
				edges[i].used, edges[j].used = true, true
			}
		}
	}
}

func (s *dissolver) trace(edges []directed, first int32) []int32 {
	var ring []int32
	for at := first; at >= 0 && !edges[at].used; at = s.follow(edges, at) {
		edges[at].used = true
		ring = append(ring, edges[at].u)
	}
	return ring
}

// follow gives the next edge: where several leave, the first one clockwise from the way back, which stays in the same wedge.
func (s *dissolver) follow(edges []directed, at int32) int32 {
	var best, back float64
	found, many := int32(-1), false
	for j := s.head[edges[at].v]; j >= 0; j = edges[j].next {
		if edges[j].used {
			continue
		}
		if found < 0 {
			found = j
			continue
		}
		if !many {
			many = true
			back = s.heading(edges[at].v, edges[at].u)
			best = clockwise(back, s.heading(edges[found].u, edges[found].v))
		}
		if turn := clockwise(back, s.heading(edges[j].u, edges[j].v)); turn < best {
			best, found = turn, j
		}
	}
	return found
}

func (s *dissolver) heading(u, v int32) float64 {
	p, q := s.d.verts.at[u], s.d.verts.at[v]
	return math.Atan2(float64(q.y-p.y), float64(wrap(q.x-p.x)))
}

func clockwise(from, to float64) float64 {
	turn := math.Mod(from-to, 2*math.Pi)
	if turn <= 0 {
		turn += 2 * math.Pi
	}
	return turn
}

// split cuts a ring at vertices that come twice into rings that touch there.
func (s *dissolver) split(ring []int32) [][]int32 {
	var out [][]int32
	var path []int32
	for _, v := range ring {
		if at := s.seen[v]; at >= 0 {
			loop := append([]int32(nil), path[at:]...)
			for _, w := range path[at:] {
				s.seen[w] = -1
			}
			path = path[:at]
			if len(loop) > 2 {
				out = append(out, loop)
			}
		}
		s.seen[v] = int32(len(path))
		path = append(path, v)
	}
	for _, v := range path {
		s.seen[v] = -1
	}
	if len(path) > 2 {
		out = append(out, path)
	}
	return out
}
