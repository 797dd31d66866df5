package situation

import (
	"math"
	"sync"

	"github.com/paulmach/orb"

	"dateline/geo/zone"
)

// land keeps what the ground said. The ground does not change while an engine lives.
type land struct {
	Ground
	mu      sync.Mutex
	cells   map[[2]int][]Settlement
	country map[orb.Point]string
	lands   map[orb.Bound]map[string]orb.MultiPolygon
	borders map[string][]orb.Point          // corners that two countries share
	whole   map[*orb.Point]orb.MultiPolygon // outlines without crossings, by the address of their first point
}

func newLand(g Ground) *land {
	return &land{
		Ground: g, cells: map[[2]int][]Settlement{}, country: map[orb.Point]string{},
		lands: map[orb.Bound]map[string]orb.MultiPolygon{}, borders: map[string][]orb.Point{}, whole: map[*orb.Point]orb.MultiPolygon{},
	}
}

// cellDegrees is the side of the cells in which settlements are asked for.
const cellDegrees = 0.5

func cellOf(p orb.Point) [2]int {
	return [2]int{int(math.Floor(p[0] / cellDegrees)), int(math.Floor(p[1] / cellDegrees))}
}

// settlements gives the settlements of a cell, its west and south edges included.
func (l *land) settlements(cell [2]int) []Settlement {
	l.mu.Lock()
	defer l.mu.Unlock()
	if s, ok := l.cells[cell]; ok {
		return s
	}
	turn := int(360 / cellDegrees)
	x := cell[0]
	for x >= turn/2 {
		x -= turn
	}
	for x < -turn/2 {
		x += turn
	}
	west, south := float64(x)*cellDegrees, float64(cell[1])*cellDegrees
	var out []Settlement
	for _, s := range l.Ground.Settlements(orb.Bound{Min: orb.Point{west, south}, Max: orb.Point{west + cellDegrees, south + cellDegrees}}) {
		if cellOf(s.Point) == [2]int{x, cell[1]} {
			out = append(out, s)
		}
	}
	l.cells[cell] = out
	return out
}

// around gives the cells that meet a box of km around p.
func around(p orb.Point, km float64) [][2]int {
	dLat := km / 110.5
	dLon := math.Min(180, dLat/math.Max(0.01, math.Cos(math.Min(89.9, math.Abs(p[1])+dLat)*math.Pi/180)))
	lo, hi := cellOf(orb.Point{p[0] - dLon, p[1] - dLat}), cellOf(orb.Point{p[0] + dLon, p[1] + dLat})
	var out [][2]int
	for x := lo[0]; x <= hi[0]; x++ {
		for y := lo[1]; y <= hi[1]; y++ {
			out = append(out, [2]int{x, y})
		}
	}
	return out
}

func (l *land) countryAt(p orb.Point) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	c, ok := l.country[p]
	if !ok {
		c = l.CountryAt(p)
		l.country[p] = c
	}
	return c
}

// outlines gives the land around points, by country. Asking by whole degrees lets situations share the answer.
func (l *land) outlines(b orb.Bound) map[string]orb.MultiPolygon {
	b = orb.Bound{
		Min: orb.Point{math.Max(-180, math.Floor(b.Min[0]-1)), math.Max(-90, math.Floor(b.Min[1]-1))},
		Max: orb.Point{math.Min(180, math.Ceil(b.Max[0]+1)), math.Min(90, math.Ceil(b.Max[1]+1))},
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	out, ok := l.lands[b]
	if !ok {
		out = map[string]orb.MultiPolygon{}
		for code, m := range l.Land(b) {
			out[code] = l.untangled(m)
		}
		if len(l.lands) > 64 {
			clear(l.lands)
		}
		l.lands[b] = out
	}
	return out
}

// untangled mends an outline once; the ground gives the same one each time.
func (l *land) untangled(m orb.MultiPolygon) orb.MultiPolygon {
	if len(m) == 0 || len(m[0]) == 0 || len(m[0][0]) == 0 {
		return m
	}
	u, ok := l.whole[&m[0][0][0]]
	if !ok || len(u) != len(m) {
		u = zone.Untangle(m)
		l.whole[&m[0][0][0]] = u
	}
	return u
}
