package zone

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Front is a connected line of contact between two holders: the shared edges of their cells.
type Front struct {
	// Left and Right are the holders on its sides, Left < Right.
	Left, Right string
	// Line is smoothed, and cut at ±180 degrees. It never leaves its true course by more than a quarter of the cap.
	Line orb.MultiLineString
	// LengthKM is the length of the line before smoothing.
	LengthKM float64
	// LeftSites and RightSites are the sites whose cells meet along it, ascending.
	LeftSites, RightSites []int
	// Band is the land between the sites of both sides, within which the true line lies.
	Band orb.MultiPolygon
	// Mark tells fronts of one diagram apart: the same edges in the same order have the same mark.
	Mark uint64
}

// Fronts gives the lines between cells of different holders for which opposed is true, sorted by holders and place.
// Lines in known, by their marks, are taken over.
func (d *Diagram) Fronts(keys []Key, capKM float64, opposed func(a, b Key) bool, known map[uint64]Front) []Front {
	var out []Front
	for p, edges := range d.faced(numbered(d.labels(keys)), opposed) {
		for _, part := range connected(*edges) {
			m := markOf(part, p.left, p.right)
			f, ok := known[m]
			if !ok {
				f = d.front(part, capKM)
				f.Left, f.Right, f.Mark = p.left, p.right, m
			}
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b Front) int {
		return cmp.Or(cmp.Compare(a.Left, b.Left), cmp.Compare(a.Right, b.Right), cmp.Compare(a.LeftSites[0], b.LeftSites[0]),
			cmp.Compare(a.RightSites[0], b.RightSites[0]), slices.Compare(a.LeftSites, b.LeftSites), slices.Compare(a.RightSites, b.RightSites))
	})
	return out
}

// holders are those on both sides of a line, left < right.
type holders struct{ left, right string }

// faced gives the shared edges between opposed keys by the holders on both sides, turned so that the left one is on the left.
func (d *Diagram) faced(n numbering, opposed func(a, b Key) bool) map[holders]*[]edge {
	type side struct {
		edges *[]edge // nil where the two do not face each other
		turn  bool
	}
	out, sides := map[holders]*[]edge{}, map[[2]int32]side{}
	face := func(at [2]int32) (s side) {
		l, r := n.keys[at[0]], n.keys[at[1]]
		if l.Holder == r.Holder || !opposed(l, r) {
			return s
		}
		if s.turn = l.Holder > r.Holder; s.turn {
			l, r = r, l
		}
		p := holders{l.Holder, r.Holder}
		if out[p] == nil {
			out[p] = &[]edge{}
		}
		s.edges = out[p]
		return s
	}
	for _, e := range d.edges {
		if !e.shared {
			continue
		}
		at := [2]int32{n.cell[e.left], n.cell[e.right]}
		if at[0] == at[1] || at[0] < 0 || at[1] < 0 {
			continue
		}
		s, asked := sides[at]
		if !asked {
			s = face(at)
			sides[at] = s
		}
		if s.turn {
			e = edge{u: e.v, v: e.u, left: e.right, right: e.left}
		}
		if s.edges != nil {
			*s.edges = append(*s.edges, e)
		}
	}
	return out
}

func markOf(edges []edge, left, right string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(left + "\x00" + right))
	m := h.Sum64()
	for _, e := range edges {
		m = mix(m ^ uint64(uint32(e.u))<<32 ^ uint64(uint32(e.v)))
	}
	return m
}

// connected splits edges into parts that hang together, in the order of their first edges.
func connected(edges []edge) [][]edge {
	parent := map[int32]int32{}
	var root func(v int32) int32
	root = func(v int32) int32 {
		p, ok := parent[v]
		if !ok || p == v {
			return v
		}
		r := root(p)
		parent[v] = r
		return r
	}
	for _, e := range edges {
		if a, b := root(e.u), root(e.v); a != b {
			parent[max(a, b)] = min(a, b)
		}
	}
	at, out := map[int32]int{}, [][]edge(nil)
	for _, e := range edges {
		r := root(e.u)
		i, ok := at[r]
		if !ok {
			i = len(out)
			at[r], out = i, append(out, nil)
		}
		out[i] = append(out[i], e)
	}
	return out
}

func (d *Diagram) front(edges []edge, capKM float64) Front {
	var f Front
	for _, e := range edges {
		f.LeftSites = append(f.LeftSites, int(e.left))
		f.RightSites = append(f.RightSites, int(e.right))
		f.LengthKM += lengthKM(d.point(e.u), d.point(e.v))
	}
	slices.Sort(f.LeftSites)
	slices.Sort(f.RightSites)
	f.LeftSites, f.RightSites = slices.Compact(f.LeftSites), slices.Compact(f.RightSites)
	f.Band = d.band(edges)
	for _, path := range chains(edges) {
		pts := make([]orb.Point, len(path))
		for i, v := range path {
			pts[i] = d.point(v)
			if i > 0 {
				pts[i][0] = pts[i-1][0] + wrapDegrees(pts[i][0]-pts[i-1][0])
			}
		}
		for range 2 {
			pts = cutCorners(pts, capKM/4)
		}
		f.Line = append(f.Line, SplitLine(roundLine(pts))...)
	}
	return f
}

// chains joins edges head to tail; paths end where three edges meet.
func chains(edges []edge) [][]int32 {
	next, into := map[int32][]int{}, map[int32]int{}
	for i, e := range edges {
		next[e.u] = append(next[e.u], i)
		into[e.v]++
	}
	through := func(v int32) bool { return len(next[v]) == 1 && into[v] == 1 }
	used := make([]bool, len(edges))
	walk := func(i int) []int32 {
		path := []int32{edges[i].u}
		for {
			used[i] = true
			v := edges[i].v
			path = append(path, v)
			if !through(v) || used[next[v][0]] {
				return path
			}
			i = next[v][0]
		}
	}
	var out [][]int32
	for i, e := range edges {
		if !used[i] && !through(e.u) {
			out = append(out, walk(i))
		}
	}
	for i := range edges { // what is left runs in circles
		if !used[i] {
			out = append(out, walk(i))
		}
	}
	return out
}

// cutCorners is a pass of Chaikin's algorithm (1974) that keeps the ends and cuts at most limit km from each corner.
func cutCorners(pts []orb.Point, limitKM float64) []orb.Point {
	n := len(pts)
	if n < 3 {
		return pts
	}
	closed := pts[0] == pts[n-1]
	out := []orb.Point{pts[0]}
	if closed {
		out = out[:0]
	}
	for i := 1; i < n; i++ {
		a, b := pts[i-1], pts[i]
		share := math.Min(0.25, limitKM/math.Max(lengthKM(a, b), 1e-9))
		if i > 1 || closed {
			out = append(out, lerp(a, b, share))
		}
		if i < n-1 || closed {
			out = append(out, lerp(b, a, share))
		}
	}
	if closed {
		return append(out, out[0])
	}
	return append(out, pts[n-1])
}

func lerp(a, b orb.Point, t float64) orb.Point {
	return orb.Point{a[0] + (b[0]-a[0])*t, a[1] + (b[1]-a[1])*t}
}

func roundLine(pts []orb.Point) []orb.Point {
	for i, p := range pts {
		pts[i] = orb.Point{math.Round(p[0]*1e7) / 1e7, math.Round(p[1]*1e7) / 1e7}
	}
	return pts
}

// lengthKM is the length of a short line on the ellipsoid, by the radii of curvature at its middle.
func lengthKM(a, b orb.Point) float64 {
	s, c := math.Sincos((a[1] + b[1]) / 2 * rad)
	w := 1 - ecc2*s*s
	nu := semiMajorKM / math.Sqrt(w)
	dx := wrapDegrees(b[0]-a[0]) * rad * nu * c
	dy := (b[1] - a[1]) * rad * nu * (1 - ecc2) / w
	return math.Hypot(dx, dy)
}

// SplitLine cuts a line whose longitudes may run on over ±180 degrees and moves the parts onto the map.
func SplitLine(pts []orb.Point) orb.MultiLineString {
	turn := func(lon float64) float64 { return math.Ceil((lon - 180) / 360) }
	var out orb.MultiLineString
	var part orb.LineString
	for i, p := range pts {
		k := turn(p[0])
		if i > 0 {
			q := pts[i-1]
			for j := turn(q[0]); j != k; {
				edge, step := j*360+180, 1.0
				if k < j {
					edge, step = j*360-180, -1
				}
				lat := q[1] + (p[1]-q[1])*(edge-q[0])/(p[0]-q[0])
				part = append(part, orb.Point{edge - j*360, lat})
				out = append(out, part)
				j += step
				part = orb.LineString{{edge - j*360, lat}}
			}
		}
		part = append(part, orb.Point{p[0] - k*360, p[1]})
	}
	return append(out, part)
}
