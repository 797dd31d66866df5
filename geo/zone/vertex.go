package zone

import (
	"cmp"
	"math"
	"math/bits"

	"github.com/paulmach/orb"
)

// unitsPerDegree is the grid of all vertices: 1e-7 degrees is 1.1 cm of latitude.
const unitsPerDegree = 1e7

const (
	halfTurn = 180 * int64(unitsPerDegree)
	fullTurn = 2 * halfTurn
)

// vertex is a point of the grid; x in (-halfTurn, halfTurn].
type vertex struct{ x, y int64 }

// vertices gives every grid point one number.
type vertices struct {
	at    []vertex
	index map[vertex]int32
}

func (v *vertices) add(p vertex) int32 {
	if i, ok := v.index[p]; ok {
		return i
	}
	i := int32(len(v.at))
	v.at = append(v.at, p)
	v.index[p] = i
	return i
}

func (v *vertices) addPoint(p orb.Point) int32 {
	return v.add(gridVertex(int64(math.Round(p[0]*unitsPerDegree)), int64(math.Round(p[1]*unitsPerDegree))))
}

func gridVertex(x, y int64) vertex {
	return vertex{wrap(x), max(-halfTurn/2, min(halfTurn/2, y))}
}

// wrap brings a longitude in grid units into (-halfTurn, halfTurn].
func wrap(x int64) int64 {
	x = (x + halfTurn) % fullTurn
	if x <= 0 {
		x += fullTurn
	}
	return x - halfTurn
}

// grid is a vertex in the unwrapped plane around some longitude.
type grid struct{ x, y int64 }

// near unwraps p to within half a turn of longitude x.
func near(p vertex, x int64) grid {
	return grid{x + wrap(p.x-x), p.y}
}

// orient is positive where c lies left of the way from a to b, 0 on it. The sign is exact; the value is rounded.
func orient(a, b, c grid) float64 {
	ax, ay, bx, by := b.x-a.x, b.y-a.y, c.x-a.x, c.y-a.y
	p, q := float64(ax)*float64(by), float64(ay)*float64(bx)
	det := p - q
	if math.Abs(det) > 4e-16*(math.Abs(p)+math.Abs(q)) {
		return det
	}
	return float64(compareProducts(ax, by, ay, bx))
}

// compareProducts gives the sign of a*b - c*d.
func compareProducts(a, b, c, d int64) int {
	pHi, pLo := product(a, b)
	qHi, qLo := product(c, d)
	if pHi != qHi {
		return cmp.Compare(pHi, qHi)
	}
	return cmp.Compare(pLo, qLo)
}

// product is a*b in 128 bits, two's complement.
func product(a, b int64) (hi int64, lo uint64) {
	h, l := bits.Mul64(uint64(a), uint64(b))
	if a < 0 {
		h -= uint64(b)
	}
	if b < 0 {
		h -= uint64(a)
	}
	return int64(h), l
}
