package zone

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"dateline/geo"
)

// Side is a place that a line must leave on one side, with the distance that it keeps.
type Side struct {
	Point orb.Point
	KM    float64
}

// Course is the shortest way between two points, as seen along the straight one, that leaves one set of places on one side
// and another on the other: what can be said of a line of which only the ends are told. Of places that contradict each other
// the later ones along the way give room to the earlier. Places beyond the ends or more than reachKM from the straight way
// say nothing. The ends stay; a way without such places is straight. Longer legs than 2,000 km are left straight.
func Course(from, to orb.Point, one, other []Side, reachKM float64) []orb.Point {
	straight := []orb.Point{from, to}
	way := geo.Inverse(from, to)
	length := way.Distance.Kilometres()
	if !(length > 0) || length > 2000 {
		return straight
	}
	c := course{from: from, azimuth: way.Azimuth1, length: length, reach: reachKM}
	a, b := c.plane(one), c.plane(other)
	if len(a)+len(b) == 0 {
		return straight
	}
	// Who is on the left is told by where most of them are already.
	left, right := a, b
	if c.moved(b, a) < c.moved(a, b) {
		left, right = b, a
	}
	out := []orb.Point{from}
	for _, p := range taut(c.gates(left, right), length) {
		out = append(out, c.onGround(p))
	}
	return append(out, to)
}

// course is an azimuthal equidistant map around the start, x along the way, y to its left, in km.
type course struct {
	from                   orb.Point
	azimuth, length, reach float64
}

// mark is a place in it.
type mark struct{ x, y, km float64 }

func (c course) plane(sides []Side) []mark {
	var out []mark
	for _, s := range sides {
		g := geo.Inverse(c.from, s.Point)
		sin, cos := math.Sincos((c.azimuth - g.Azimuth1) * rad)
		m := mark{g.Distance.Kilometres() * cos, g.Distance.Kilometres() * sin, s.KM}
		// Close to the ends no line can keep its distance.
		if m.x > m.km/2 && m.x < c.length-m.km/2 && math.Abs(m.y) < c.reach {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b mark) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y)) })
	return out
}

// moved is how far, in all, the straight way must give for the places of each side.
func (c course) moved(left, right []mark) float64 {
	sum := 0.0
	for _, m := range left {
		sum += math.Max(0, m.km-m.y)
	}
	for _, m := range right {
		sum += math.Max(0, m.km+m.y)
	}
	return sum
}

// gate is the room that a line has at x.
type gate struct{ x, lo, hi float64 }

// gates gives the room beside each place. A place is a square: the line keeps its distance over the place's whole width.
func (c course) gates(left, right []mark) []gate {
	var kept []gate
	var half []float64
	add := func(m mark, g gate) {
		for i, k := range kept { // an earlier place that contradicts this one keeps its room
			if math.Abs(k.x-m.x) < half[i]+m.km/2 {
				g.lo, g.hi = math.Min(g.lo, k.hi), math.Max(g.hi, k.lo)
			}
		}
		g.x = m.x
		kept, half = append(kept, g), append(half, m.km/2)
	}
	for len(left)+len(right) > 0 {
		if len(right) == 0 || len(left) > 0 && left[0].x <= right[0].x {
			add(left[0], gate{lo: math.Inf(-1), hi: left[0].y - left[0].km})
			left = left[1:]
			continue
		}
		add(right[0], gate{lo: right[0].y + right[0].km, hi: math.Inf(1)})
		right = right[1:]
	}
	out := make([]gate, 0, 2*len(kept))
	for i, g := range kept {
		out = append(out, gate{g.x - half[i], g.lo, g.hi}, gate{g.x + half[i], g.lo, g.hi})
	}
	slices.SortFunc(out, func(a, b gate) int {
		return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.lo, b.lo), cmp.Compare(a.hi, b.hi))
	})
	return out
}

// taut pulls a string tight through the gates from (0, 0) to (length, 0) and gives its bends.
func taut(gates []gate, length float64) []mark {
	gates = append(slices.Clone(gates), gate{x: length})
	var out []mark
	at := mark{}
	for n := 0; n < len(gates); {
		// The widest fan of directions from here that passes every gate so far.
		lo, hi := math.Inf(-1), math.Inf(1)
		var low, high mark
		lowAt, highAt := n, n
		k := n
		for ; k < len(gates); k++ {
			g := gates[k]
			if g.x <= at.x {
				continue
			}
			if s := (g.lo - at.y) / (g.x - at.x); s > lo {
				if s > hi {
					break
				}
				lo, low, lowAt = s, mark{g.x, g.lo, 0}, k
			}
			if s := (g.hi - at.y) / (g.x - at.x); s < hi {
				if s < lo {
					break
				}
				hi, high, highAt = s, mark{g.x, g.hi, 0}, k
			}
		}
		if k == len(gates) {
			return out
		}
		// The gate k is out of reach: bend at the last corner on the side towards it.
		if g := gates[k]; (g.lo-at.y)/(g.x-at.x) > hi {
			at, n = high, highAt+1
		} else {
			at, n = low, lowAt+1
		}
		out = append(out, at)
	}
	return out
}

func (c course) onGround(m mark) orb.Point {
	d, turn := math.Hypot(m.x, m.y), math.Atan2(m.y, m.x)/rad
	p, _ := geo.Direct(c.from, c.azimuth-turn, geo.Metres(d*1000))
	return orb.Point{math.Round(p[0]*1e7) / 1e7, math.Round(p[1]*1e7) / 1e7}
}
