package flow

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// layout remembers what is drawn, so that the next curve can keep away from it.
type layout struct {
	obstacles towns
	drawn     []path
	nodes     map[orb.Point][]float64 // azimuths in which curves leave a place
}

// path is a drawn curve with its bound.
type path struct {
	pts   []orb.Point
	bound orb.Bound
}

// steps is the number of straight pieces of a curve.
const steps = 24

// bends are the heights of the arc to try, as shares of the distance between the ends, to the right of the way first: the
// two directions of a pair then bow apart.
var bends = []float64{0.12, -0.12, 0.2, -0.2, 0.28, -0.28, 0.06, -0.06, 0.16, -0.16, 0.24, -0.24, 0.36, -0.36, 0.03, -0.03}

// curve picks the best of a few symmetric arcs.
func (l *layout) curve(from, to orb.Point, km float64) orb.MultiLineString {
	plane := newPlane(from, to)
	near := l.obstacles.around(plane, km)
	crossed := l.meet(plane, km)
	var best []orb.Point
	bestCost := math.Inf(1)
	for i, b := range bends {
		if bestCost <= float64(i)*0.04 {
			break // no later bend can be better
		}
		bend := b * (1 + math.Min(km, 1000)/2000) // longer flows curve more
		pts := plane.arc(bend)
		cost := float64(i)*0.04 + l.cost(plane, pts, near, crossed)
		if cost < bestCost {
			best, bestCost = pts, cost
		}
	}
	l.keep(plane, best)
	out := make([]orb.Point, len(best))
	for i, p := range best {
		out[i] = round7(plane.toMap(p))
	}
	out[0], out[len(out)-1] = from, to
	return split(out)
}

// cost counts passed towns, crossed curves and narrow angles where curves meet.
func (l *layout) cost(p plane, pts, near []orb.Point, crossed [][]orb.Point) float64 {
	cost := 0.0
	for _, o := range near {
		if distanceTo(pts, o) < labelKM {
			cost += labelCost
		}
	}
	coarse := thinned(pts)
	for _, c := range crossed {
		if crosses(coarse, c) {
			cost += 0.8
		}
	}
	return cost + l.crowding(p.from, leaving(pts)) + l.crowding(p.to, leaving(reversed(pts)))
}

// labelCost is what a crossed label counts beside a crossed curve (0.8) and a narrow angle: readers forgive those sooner.
const labelCost = 4

// labelKM is the room that a town's mark and label need.
const labelKM = 4

func (l *layout) crowding(node orb.Point, azimuth float64) float64 {
	cost := 0.0
	for _, a := range l.nodes[node] {
		if d := math.Abs(math.Remainder(a-azimuth, 2*math.Pi)); d < math.Pi/9 {
			cost += 0.6 * (1 - d/(math.Pi/9))
		}
	}
	return cost
}

func (l *layout) keep(p plane, pts []orb.Point) {
	l.nodes[p.from] = append(l.nodes[p.from], leaving(pts))
	l.nodes[p.to] = append(l.nodes[p.to], leaving(reversed(pts)))
	pts = thinned(pts)
	onMap := make([]orb.Point, len(pts))
	for i, q := range pts {
		onMap[i] = p.toMap(q)
	}
	l.drawn = append(l.drawn, path{onMap, orb.MultiPoint(onMap).Bound()})
}

// meet gives the drawn curves near the plane, in its coordinates.
func (l *layout) meet(p plane, km float64) [][]orb.Point {
	box := p.bound(km)
	var out [][]orb.Point
	for _, d := range l.drawn {
		if !d.bound.Intersects(box) {
			continue
		}
		pts := make([]orb.Point, len(d.pts))
		for i, q := range d.pts {
			pts[i] = p.toPlane(q)
		}
		out = append(out, pts)
	}
	return out
}

// thinned leaves every third point: enough to see where curves cross.
func thinned(pts []orb.Point) []orb.Point {
	out := make([]orb.Point, 0, steps/3+1)
	for i := 0; i < len(pts); i += 3 {
		out = append(out, pts[i])
	}
	return out
}

func leaving(pts []orb.Point) float64 {
	a, b := pts[0], pts[min(3, len(pts)-1)]
	return math.Atan2(b[1]-a[1], b[0]-a[0])
}

func reversed(pts []orb.Point) []orb.Point {
	out := slices.Clone(pts)
	slices.Reverse(out)
	return out
}

func distanceTo(pts []orb.Point, o orb.Point) float64 {
	best := math.Inf(1)
	for i := 1; i < len(pts); i++ {
		a, b := pts[i-1], pts[i]
		dx, dy := b[0]-a[0], b[1]-a[1]
		t := math.Max(0, math.Min(1, ((o[0]-a[0])*dx+(o[1]-a[1])*dy)/math.Max(dx*dx+dy*dy, 1e-12)))
		best = math.Min(best, math.Hypot(a[0]+t*dx-o[0], a[1]+t*dy-o[1]))
	}
	return best
}

// crosses leaves out the first and last piece of each: curves may meet in their ends.
func crosses(a, b []orb.Point) bool {
	side := func(p, q, r orb.Point) bool { return (q[0]-p[0])*(r[1]-p[1])-(q[1]-p[1])*(r[0]-p[0]) > 0 }
	for i := 2; i < len(a)-1; i++ {
		for j := 2; j < len(b)-1; j++ {
			p, q, r, s := a[i-1], a[i], b[j-1], b[j]
			if side(p, q, r) != side(p, q, s) && side(r, s, p) != side(r, s, q) {
				return true
			}
		}
	}
	return false
}

// towns are obstacles sorted by latitude.
type towns []orb.Point

func newTowns(pts []orb.Point) towns {
	t := slices.Clone(pts)
	slices.SortFunc(t, func(a, b orb.Point) int { return cmp.Or(cmp.Compare(a[1], b[1]), cmp.Compare(a[0], b[0])) })
	return t
}

// around gives the obstacles near the flow, its own ends left out, in the coordinates of the plane.
func (t towns) around(p plane, km float64) []orb.Point {
	box := p.bound(km)
	first, _ := slices.BinarySearchFunc(t, box.Min[1], func(a orb.Point, lat float64) int { return cmp.Compare(a[1], lat) })
	var out []orb.Point
	for _, o := range t[first:] {
		if o[1] > box.Max[1] {
			break
		}
		q := p.toPlane(o)
		if math.Abs(q[0]) > km || math.Abs(q[1]) > km || math.Hypot(q[0]+p.half, q[1]) < labelKM || math.Hypot(q[0]-p.half, q[1]) < labelKM {
			continue
		}
		out = append(out, q)
	}
	return out
}
