package tiles

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Border is a line that two areas share: A and B are their numbers, A below B.
type Border struct {
	A, B int
	Line orb.LineString
}

// side is an edge as one area has it: edges with equal hashes are the same edge.
type side struct {
	hash uint64
	area int32
	edge int32
}

// Borders finds the lines along which areas touch, by the edges that two of them have in common, vertex for vertex.
// Coasts and gaps give nothing. The areas are not changed; the answer is in the order of the areas and their rings.
func Borders(areas []orb.MultiPolygon) []Border {
	var sides []side
	edge := int32(0)
	eachRing(areas, func(area int, r orb.Ring) {
		for i := 0; i+1 < len(r); i++ {
			sides = append(sides, side{edgeHash(r[i], r[i+1]), int32(area), edge})
			edge++
		}
	})
	other := neighbours(sides, int(edge))
	var borders []Border
	edge = 0
	eachRing(areas, func(area int, r orb.Ring) {
		borders = appendBorders(borders, area, r, other[edge:])
		edge += int32(max(0, len(r)-1))
	})
	return borders
}

func eachRing(areas []orb.MultiPolygon, do func(area int, r orb.Ring)) {
	for n, area := range areas {
		for _, poly := range area {
			for _, ring := range poly {
				do(n, ring)
			}
		}
	}
}

func edgeHash(a, b orb.Point) uint64 {
	if a[0] > b[0] || a[0] == b[0] && a[1] > b[1] {
		a, b = b, a
	}
	h := mix(mix(offset64, math.Float64bits(a[0])), math.Float64bits(a[1]))
	return mix(mix(h, math.Float64bits(b[0])), math.Float64bits(b[1]))
}

// neighbours gives by edge the other area that has it, -1 where there is none.
func neighbours(sides []side, edges int) []int32 {
	other := make([]int32, edges)
	for i := range other {
		other[i] = -1
	}
	slices.SortFunc(sides, func(a, b side) int {
		if c := cmp.Compare(a.hash, b.hash); c != 0 {
			return c
		}
		return cmp.Compare(a.edge, b.edge)
	})
	for i := 0; i < len(sides); {
		j := i + 1
		for j < len(sides) && sides[j].hash == sides[i].hash {
			j++
		}
		for _, a := range sides[i:j] {
			for _, b := range sides[i:j] {
				if a.area != b.area && other[a.edge] < 0 {
					other[a.edge] = b.area
				}
			}
		}
		i = j
	}
	return other
}

// appendBorders cuts a ring where its neighbour changes; the lesser of two areas gives their line. A ring whose first and
// last edge have one neighbour is one line across its start.
func appendBorders(borders []Border, area int, r orb.Ring, other []int32) []Border {
	n := len(r) - 1
	if n < 1 {
		return borders
	}
	start := 0
	for start < n && other[start] == other[(start+n-1)%n] {
		start++
	}
	if start == n { // one neighbour all around, or none
		start = 0
	}
	for i := 0; i < n; {
		from := (start + i) % n
		neighbour := other[from]
		line := orb.LineString{r[from]}
		for i < n && other[(start+i)%n] == neighbour {
			line = append(line, r[(start+i)%n+1])
			i++
		}
		if int(neighbour) > area {
			borders = append(borders, Border{area, int(neighbour), line})
		}
	}
	return borders
}
