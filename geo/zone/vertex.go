package zone

import (
	"math"

	"github.com/paulmach/orb"
)

// unitsPerDegree is the grid of all vertices: 1e-7 degrees is 1.1 cm of latitude.
const unitsPerDegree = 1e7

const (
	halfTurn = 180 * int64(unitsPerDegree)
	fullTurn = 2 * halfTurn
)

// vertex is a point of the grid; x in (-halfTurn, halfTurn].
type vertex struct{ x, y int32 }

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
	return vertex{int32(wrap(x)), int32(max(-halfTurn/2, min(halfTurn/2, y)))}
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
	return grid{x + wrap(int64(p.x)-x), int64(p.y)}
}

// orient is positive where c lies left of the way from a to b. Differences stay below 2^31 for edges below 200 degrees,
// so the products are exact.
func orient(a, b, c grid) int64 {
	return (b.x-a.x)*(c.y-a.y) - (b.y-a.y)*(c.x-a.x)
}
