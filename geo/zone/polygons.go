package zone

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// loop is a ring unrolled from its first vertex, so that longitudes run on over ±180. turns is +1 or -1 where it goes
// around a pole eastwards or westwards.
type loop struct {
	pts   []grid
	turns int
	area  float64
	lo    grid
	hi    grid
}

func (d *Diagram) unroll(ring []int32) loop {
	l := loop{pts: make([]grid, len(ring))}
	start := 0 // the smallest vertex: the same ring always begins at the same place
	for i, v := range ring {
		p, q := d.verts.at[v], d.verts.at[ring[start]]
		if p.x < q.x || p.x == q.x && p.y < q.y {
			start = i
		}
	}
	at := d.verts.at[ring[start]]
	l.pts[0] = grid{at.x, at.y}
	for i := 1; i < len(ring); i++ {
		l.pts[i] = near(d.verts.at[ring[(start+i)%len(ring)]], l.pts[i-1].x)
	}
	last := l.pts[len(l.pts)-1]
	end := last.x + wrap(l.pts[0].x-last.x)
	l.turns = int((end - l.pts[0].x) / fullTurn)
	l.measure()
	return l
}

func (l *loop) measure() {
	o := l.pts[0]
	l.lo, l.hi, l.area = o, o, 0
	for i, p := range l.pts {
		q := l.pts[(i+1)%len(l.pts)]
		l.area += float64(p.x-o.x)*float64(q.y-o.y) - float64(q.x-o.x)*float64(p.y-o.y)
		l.lo = grid{min(l.lo.x, p.x), min(l.lo.y, p.y)}
		l.hi = grid{max(l.hi.x, p.x), max(l.hi.y, p.y)}
	}
}

// close turns a ring around a pole into one in the plane that runs along the pole's edge of the map.
func (l *loop) close() (hole bool) {
	if l.turns == 0 {
		return l.area < 0
	}
	north := l.lo.y+l.hi.y > 0
	hole = north != (l.turns > 0)
	pole := halfTurn / 2
	if !north {
		pole = -pole
	}
	l.cutAtMapEdge(north)
	first := l.pts[0]
	end := first.x + int64(l.turns)*fullTurn
	l.pts = append(l.pts, grid{end, first.y}, grid{end, pole}, grid{first.x, pole})
	l.measure()
	return hole
}

// cutAtMapEdge turns a ring around a pole so that it begins where it crosses ±180 degrees nearest to the pole. The line
// to the pole then lies on the edge of the map, and crosses nothing.
func (l *loop) cutAtMapEdge(north bool) {
	n, best, found := len(l.pts), grid{}, -1
	for i, p := range l.pts {
		q := l.pts[(i+1)%n]
		if i == n-1 {
			q.x += int64(l.turns) * fullTurn
		}
		edge := halfTurn + (min(p.x, q.x)-halfTurn+fullTurn-1)/fullTurn*fullTurn
		for edge-fullTurn >= min(p.x, q.x) {
			edge -= fullTurn
		}
		for edge < min(p.x, q.x) {
			edge += fullTurn
		}
		if edge > max(p.x, q.x) || p.x == q.x {
			continue
		}
		y := p.y + int64(math.Round(float64(q.y-p.y)*float64(edge-p.x)/float64(q.x-p.x)))
		if found < 0 || north == (y > best.y) && y != best.y {
			best, found = grid{edge, y}, i
		}
	}
	if found < 0 {
		return
	}
	out := []grid{best}
	for k := 1; k <= n; k++ {
		p := l.pts[(found+k)%n]
		if found+k >= n {
			p.x += int64(l.turns) * fullTurn
		}
		if p != out[len(out)-1] && p != (grid{best.x + int64(l.turns)*fullTurn, best.y}) {
			out = append(out, p)
		}
	}
	l.pts = out
}

// polygons sorts rings into shells with their holes.
func (d *Diagram) polygons(rings [][]int32) orb.MultiPolygon {
	var shells, holes []loop
	polar := false
	for _, r := range rings {
		l := d.unroll(r)
		polar = polar || l.turns != 0
		if l.close() {
			holes = append(holes, l)
		} else {
			shells = append(shells, l)
		}
	}
	slices.SortFunc(shells, func(a, b loop) int { return cmp.Compare(math.Abs(a.area), math.Abs(b.area)) })
	inside := make([][]loop, len(shells))
	for _, h := range holes {
		if i, moved := home(shells, h); i >= 0 {
			inside[i] = append(inside[i], moved)
		}
	}
	out := make(orb.MultiPolygon, 0, len(shells))
	for i, s := range shells {
		out = append(out, onMap(s, inside[i], polar)...)
	}
	sortPolygons(out)
	return out
}

// home finds the smallest shell around a hole, and the hole moved by whole turns to where the shell was unrolled.
func home(shells []loop, h loop) (int, loop) {
	a, b := h.pts[0], h.pts[1]
	for i, s := range shells {
		if h.turns == 0 && math.Abs(s.area) < math.Abs(h.area) {
			continue
		}
		for _, turn := range []int64{0, fullTurn, -fullTurn, 2 * fullTurn, -2 * fullTurn, 3 * fullTurn, -3 * fullTurn} {
			if h.lo.x+turn < s.lo.x || h.hi.x+turn > s.hi.x || h.lo.y < s.lo.y || h.hi.y > s.hi.y {
				continue
			}
			if s.holds(float64(a.x+b.x)/2+float64(turn), float64(a.y+b.y)/2) {
				return i, h.moved(turn)
			}
		}
	}
	return -1, loop{}
}

func (l loop) moved(by int64) loop {
	if by == 0 {
		return l
	}
	l.pts = slices.Clone(l.pts)
	for i := range l.pts {
		l.pts[i].x += by
	}
	l.lo.x, l.hi.x = l.lo.x+by, l.hi.x+by
	return l
}

func (l loop) holds(x, y float64) bool {
	in := false
	for i, p := range l.pts {
		q := l.pts[(i+1)%len(l.pts)]
		if (float64(p.y) > y) == (float64(q.y) > y) {
			continue
		}
		if x < float64(p.x)+(y-float64(p.y))/float64(q.y-p.y)*float64(q.x-p.x) {
			in = !in
		}
	}
	return in
}

// onMap gives the polygon within ±180 degrees, cut there where it crosses.
func onMap(shell loop, holes []loop, polar bool) orb.MultiPolygon {
	p := orb.Polygon{shell.ring()}
	slices.SortFunc(holes, func(a, b loop) int {
		return cmp.Or(cmp.Compare(a.pts[0].x, b.pts[0].x), cmp.Compare(a.pts[0].y, b.pts[0].y))
	})
	var atPole orb.MultiPolygon
	for _, h := range holes {
		if h.turns != 0 { // shares the edge of the map with its shell
			atPole = append(atPole, orb.Polygon{h.ring()})
			continue
		}
		p = append(p, h.ring())
	}
	if len(atPole) > 0 {
		return Difference(wrapPolygon(p), wrapPolygon(atPole[0]))
	}
	if !polar && shell.lo.x >= -halfTurn && shell.hi.x <= halfTurn {
		return orb.MultiPolygon{p}
	}
	return wrapPolygon(p)
}

func (l loop) ring() orb.Ring {
	out := make(orb.Ring, 0, len(l.pts)+1)
	for _, p := range l.pts {
		out = append(out, orb.Point{float64(p.x) / unitsPerDegree, float64(p.y) / unitsPerDegree})
	}
	return append(out, out[0])
}

func sortPolygons(m orb.MultiPolygon) {
	slices.SortFunc(m, func(a, b orb.Polygon) int {
		for i := range min(len(a[0]), len(b[0])) {
			if c := cmp.Or(cmp.Compare(a[0][i][0], b[0][i][0]), cmp.Compare(a[0][i][1], b[0][i][1])); c != 0 {
				return c
			}
		}
		return cmp.Compare(len(a[0]), len(b[0]))
	})
}
