package zone

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"
)

// shore is one straight piece of a land ring, land on the left, in the unwrapped plane.
type shore struct {
	a, b grid
	ring int32
}

// clipper cuts the edges of one country's cells at its shores. Every decision rests on exact signs of integers, and cell
// vertices count as moved by an infinitely small vector (e, e²), so that nothing ever touches: a vertex is on land or not,
// an edge crosses a shore or not, and all decisions agree (Edelsbrunner and Mücke, Simulation of Simplicity, 1990).
type clipper struct {
	d      *Diagram
	edges  []edge
	lon    int64 // the middle of the unwrapped plane
	shores []shore
	rings  int
	tree   rtree.RTreeGN[float64, int32]
	cross  [][]crossing // by edge, in order from u to v
	onLand [][]cut      // by shore
	cells  *rtree.RTreeGN[float64, int32]
}

// crossing is a shore over an edge: at is the share of the edge before it, turn +1 where the edge enters the land.
type crossing struct {
	at     float64
	turn   int
	vertex int32
}

// cut is the same seen along the shore: the share of the shore before it, and the cells on both sides.
type cut struct {
	at       float64
	from, to int32
	vertex   int32
}

// clip gives the edges inside the outline and keeps the pieces of shore that bound cells for coastline.edges.
func (c coastline) clip(d *Diagram, members []int32, edges []edge, outline orb.MultiPolygon) []edge {
	lon, _ := unwrapAt(d, members)
	k := &clipper{d: d, edges: edges, lon: lon}
	k.load(outline)
	k.intersect()
	out := k.inside()
	k.follow(c)
	return out
}

// unwrapAt finds the longitude opposite the widest gap between sites; not ok where cells could reach over the gap.
func unwrapAt(d *Diagram, members []int32) (int64, bool) {
	var lons []float64
	reach := 0.0
	for _, m := range members {
		s := d.sites[m]
		lons = append(lons, wrapDegrees(s.Point[0]))
		reach = math.Max(reach, s.CapKM*sphereScale(s.Point)/rad/math.Max(0.01, math.Cos(s.Point[1]*rad)))
	}
	slices.Sort(lons)
	gap, cutAt := lons[0]+360-lons[len(lons)-1], (lons[0]+360+lons[len(lons)-1])/2
	for i := 1; i < len(lons); i++ {
		if g := lons[i] - lons[i-1]; g > gap {
			gap, cutAt = g, (lons[i]+lons[i-1])/2
		}
	}
	return int64(math.Round(wrapDegrees(cutAt+180) * unitsPerDegree)), gap > 2*reach
}

func (k *clipper) at(v int32) grid { return near(k.d.verts.at[v], k.lon) }

// load turns the outline's rings into shores near the cells.
func (k *clipper) load(outline orb.MultiPolygon) {
	lo, hi := grid{math.MaxInt64, math.MaxInt64}, grid{math.MinInt64, math.MinInt64}
	for _, e := range k.edges {
		for _, v := range []int32{e.u, e.v} {
			p := k.at(v)
			lo, hi = grid{min(lo.x, p.x), min(lo.y, p.y)}, grid{max(hi.x, p.x), max(hi.y, p.y)}
		}
	}
	for _, polygon := range outline {
		for n, ring := range polygon {
			pts := gridRing(ring, n > 0)
			for turn := int64(-1); turn <= 1; turn++ {
				k.addRing(pts, turn*fullTurn, lo, hi)
			}
		}
	}
}

// gridRing gives a ring without its repeated end, shells counterclockwise and holes clockwise: land on the left.
func gridRing(ring orb.Ring, hole bool) []grid {
	var out []grid
	for _, p := range ring {
		if !finite(p) {
			return nil
		}
		g := grid{int64(math.Round(p[0] * unitsPerDegree)), int64(math.Round(p[1] * unitsPerDegree))}
		if len(out) == 0 || out[len(out)-1] != g {
			out = append(out, g)
		}
	}
	if len(out) > 1 && out[0] == out[len(out)-1] {
		out = out[:len(out)-1]
	}
	if len(out) < 3 {
		return nil
	}
	var area float64
	for i, p := range out {
		q := out[(i+1)%len(out)]
		area += float64(p.x-out[0].x)*float64(q.y-out[0].y) - float64(q.x-out[0].x)*float64(p.y-out[0].y)
	}
	if (area < 0) != hole {
		slices.Reverse(out)
	}
	return out
}

// maxShore splits long shores, so that their points can be reckoned in 64 bits.
const maxShore = 20 * int64(unitsPerDegree)

func (k *clipper) addRing(pts []grid, shift int64, lo, hi grid) {
	if len(pts) == 0 {
		return
	}
	minX, maxX, minY, maxY := pts[0].x, pts[0].x, pts[0].y, pts[0].y
	for _, p := range pts {
		minX, maxX, minY, maxY = min(minX, p.x), max(maxX, p.x), min(minY, p.y), max(maxY, p.y)
	}
	if maxX+shift < lo.x || minX+shift > hi.x || maxY < lo.y || minY > hi.y {
		return
	}
	ring := int32(k.rings)
	k.rings++
	for i, p := range pts {
		q := pts[(i+1)%len(pts)]
		p, q = grid{p.x + shift, p.y}, grid{q.x + shift, q.y}
		for _, s := range splitShore(p, q) {
			s.ring = ring
			k.tree.Insert([2]float64{float64(min(s.a.x, s.b.x)), float64(min(s.a.y, s.b.y))},
				[2]float64{float64(max(s.a.x, s.b.x)), float64(max(s.a.y, s.b.y))}, int32(len(k.shores)))
			k.shores = append(k.shores, s)
		}
	}
}

// splitShore cuts a→b into equal pieces below maxShore, at the same points in both directions.
func splitShore(a, b grid) []shore {
	n := max(abs(b.x-a.x), abs(b.y-a.y))/maxShore + 1
	out := make([]shore, 0, n)
	for i := range n {
		out = append(out, shore{a: between(a, b, i, n), b: between(a, b, i+1, n)})
	}
	return out
}

func between(a, b grid, i, n int64) grid {
	if less(b, a) {
		return between(b, a, n-i, n)
	}
	return grid{a.x + (b.x-a.x)*i/n, a.y + (b.y-a.y)*i/n}
}

func less(a, b grid) bool { return a.x < b.x || a.x == b.x && a.y < b.y }

func abs(x int64) int64 { return max(x, -x) }

// shift is the sign of the cross product of a direction with the infinitely small vector (e, e²).
func shift(from, to grid) int64 {
	if dy := to.y - from.y; dy != 0 {
		return -dy
	}
	return to.x - from.x
}

// vertexSide says on which side of the shore a→b the moved cell vertex p lies.
func vertexSide(a, b, p grid) bool {
	o := orient(a, b, p)
	if o == 0 {
		return shift(a, b) > 0
	}
	return o > 0
}

// shoreSide says on which side of the moved edge u→v the shore's end p lies.
func shoreSide(u, v, p grid) bool {
	o := orient(u, v, p)
	if o == 0 {
		return shift(u, v) < 0
	}
	return o > 0
}

// intersect finds every crossing of an edge with a shore.
func (k *clipper) intersect() {
	k.cross, k.onLand = make([][]crossing, len(k.edges)), make([][]cut, len(k.shores))
	for i := range k.edges {
		e := &k.edges[i]
		u, v := k.at(e.u), k.at(e.v)
		lo := [2]float64{float64(min(u.x, v.x)), float64(min(u.y, v.y))}
		hi := [2]float64{float64(max(u.x, v.x)), float64(max(u.y, v.y))}
		k.tree.Search(lo, hi, func(_, _ [2]float64, s int32) bool {
			k.meet(i, u, v, s)
			return true
		})
		slices.SortFunc(k.cross[i], func(a, b crossing) int {
			return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.vertex, b.vertex), cmp.Compare(a.turn, b.turn))
		})
	}
	for s := range k.onLand {
		slices.SortFunc(k.onLand[s], func(a, b cut) int {
			return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.vertex, b.vertex), cmp.Compare(a.from, b.from))
		})
	}
}

func (k *clipper) meet(i int, u, v grid, s int32) {
	a, b := k.shores[s].a, k.shores[s].b
	uLeft, vLeft := vertexSide(a, b, u), vertexSide(a, b, v)
	if uLeft == vLeft {
		return
	}
	aLeft, bLeft := shoreSide(u, v, a), shoreSide(u, v, b)
	if aLeft == bLeft {
		return
	}
	onEdge, onShore := ratio(orient(a, b, u), orient(a, b, v)), ratio(orient(u, v, a), orient(u, v, b))
	// The point is reckoned from the shore's smaller end, so that both countries along a border get the same one.
	p, q, t := a, b, onShore
	if less(b, a) {
		p, q, t = b, a, 1-onShore
	}
	x := gridVertex(p.x+int64(math.Round(t*float64(q.x-p.x))), p.y+int64(math.Round(t*float64(q.y-p.y))))
	id := k.d.verts.add(x)
	turn := -1
	if vLeft {
		turn = 1
	}
	k.cross[i] = append(k.cross[i], crossing{onEdge, turn, id})
	from, to := k.edges[i].right, k.edges[i].left
	if aLeft {
		from, to = to, from
	}
	k.onLand[s] = append(k.onLand[s], cut{onShore, from, to, id})
}

// ratio is the share of the way at which a value going from p to q passes 0.
func ratio(p, q float64) float64 {
	if p == q {
		return 0
	}
	return clamp(p/(p-q), 0, 1)
}
