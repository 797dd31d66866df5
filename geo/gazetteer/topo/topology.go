package topo

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Grid is the number of grid steps a degree: a step is about 1.1 m on the ground.
const Grid = 100000

// Level says what an outline bounds.
type Level byte

// The levels of outlines.
const (
	Country  Level = 0
	Admin1   Level = 1
	Admin2   Level = 2
	Admin3   Level = 3
	Disputed Level = 8
	Urban    Level = 9
)

// Feature is an outline on its way into a pack. The id is that of its place.
type Feature struct {
	ID      string
	Level   Level
	Outline orb.MultiPolygon
	// Tolerance is the distance in degrees within which the outline may be simplified; of the areas at a shared border the
	// smallest counts.
	Tolerance float64
	// Parts, where given, are the indices of the features that together make this one; it has no Outline of its own.
	Parts []int
}

// Point is a point on the grid.
type Point struct{ X, Y int32 }

func snap(p orb.Point) Point {
	return Point{int32(math.Round(p[0] * Grid)), int32(math.Round(p[1] * Grid))}
}

// links are the two neighbours of a point on every ring through it; node says that rings differ there.
type links struct {
	a, b Point
	node bool
}

// arc is a border piece. Tolerance in grid steps; keep says that it must stay bent, because a ring has hardly any others.
type arc struct {
	points    []Point
	tolerance float64
	keep      bool
}

// topology gathers arcs and what rings are made of: references to arcs, 2*arc or 2*arc+1 for backwards.
type topology struct {
	links map[Point]links
	arcs  []arc
	index map[string]int
	rings [][]uint32
	// outlines[f][p] are the indices into rings of polygon p of feature f.
	outlines [][][]int
}

// build finds the arcs of all features.
func build(features []Feature) *topology {
	t := &topology{links: map[Point]links{}, index: map[string]int{}}
	snapped := make([][][][]Point, len(features))
	for i, f := range features {
		snapped[i] = snapOutline(f.Outline)
		for _, poly := range snapped[i] {
			for _, ring := range poly {
				t.link(ring)
			}
		}
	}
	for i, outline := range snapped {
		var polys [][]int
		for _, poly := range outline {
			var rings []int
			for _, ring := range poly {
				rings = append(rings, len(t.rings))
				t.rings = append(t.rings, t.cut(ring, features[i].Tolerance*Grid))
			}
			polys = append(polys, rings)
		}
		t.outlines = append(t.outlines, polys)
	}
	for i, f := range features {
		if len(f.Parts) > 0 {
			t.outlines[i] = t.dissolve(f.Parts)
		}
	}
	t.links, t.index = nil, nil
	return t
}

// snapOutline puts an outline on the grid. Rings come without their closing point; those with fewer than three points go.
func snapOutline(m orb.MultiPolygon) [][][]Point {
	var out [][][]Point
	for _, poly := range m {
		var rings [][]Point
		for i, ring := range poly {
			s := snapRing(ring)
			if len(s) >= 3 {
				rings = append(rings, s)
			} else if i == 0 {
				break
			}
		}
		if len(rings) > 0 {
			out = append(out, rings)
		}
	}
	return out
}

func snapRing(ring orb.Ring) []Point {
	s := make([]Point, 0, len(ring))
	for _, p := range ring {
		if q := snap(p); len(s) == 0 || s[len(s)-1] != q {
			s = append(s, q)
		}
	}
	for len(s) > 1 && s[0] == s[len(s)-1] {
		s = s[:len(s)-1]
	}
	return s
}

func before(a, b Point) bool { return a.X < b.X || a.X == b.X && a.Y < b.Y }

func (t *topology) link(ring []Point) {
	n := len(ring)
	for i, p := range ring {
		a, b := ring[(i+n-1)%n], ring[(i+1)%n]
		if before(b, a) {
			a, b = b, a
		}
		l, ok := t.links[p]
		if !ok {
			t.links[p] = links{a: a, b: b}
		} else if l.a != a || l.b != b {
			l.node = true
			t.links[p] = l
		}
	}
}

// cut splits a ring at its nodes and gives the references to its arcs.
func (t *topology) cut(ring []Point, tolerance float64) []uint32 {
	n := len(ring)
	first := slices.IndexFunc(ring, func(p Point) bool { return t.links[p].node })
	if first < 0 {
		return []uint32{t.add(closedArc(ring), tolerance, true)}
	}
	var refs []uint32
	current := []Point{ring[first]}
	for i := 1; i <= n; i++ {
		p := ring[(first+i)%n]
		current = append(current, p)
		if t.links[p].node {
			refs = append(refs, t.add(current, tolerance, false))
			current = []Point{p}
		}
	}
	if len(refs) <= 2 {
		for _, r := range refs {
			t.arcs[r/2].keep = true
		}
	}
	return refs
}

// closedArc starts a ring without nodes at its first point in order, so that equal rings give equal arcs.
func closedArc(ring []Point) []Point {
	start := 0
	for i, p := range ring {
		if before(p, ring[start]) {
			start = i
		}
	}
	out := append(slices.Clone(ring[start:]), ring[:start]...)
	return append(out, out[0])
}

// add files an arc under one of its two directions and gives the reference.
func (t *topology) add(points []Point, tolerance float64, keep bool) uint32 {
	last := len(points) - 1
	back := uint32(0)
	if before(points[last], points[0]) || points[last] == points[0] && before(points[last-1], points[1]) {
		points = slices.Clone(points)
		slices.Reverse(points)
		back = 1
	}
	key := make([]byte, 0, 8*len(points))
	for _, p := range points {
		key = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(key, uint32(p.X)), uint32(p.Y))
	}
	i, ok := t.index[string(key)]
	if !ok {
		i = len(t.arcs)
		t.arcs = append(t.arcs, arc{points: points, tolerance: tolerance})
		t.index[string(key)] = i
	}
	t.arcs[i].tolerance = min(t.arcs[i].tolerance, tolerance)
	t.arcs[i].keep = t.arcs[i].keep || keep
	return uint32(i)<<1 | back
}
