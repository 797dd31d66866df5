package tiles

import (
	"math"
	"math/bits"

	"github.com/paulmach/orb"
)

// Border is a line that two areas share: A and B are their numbers, A below B.
type Border struct {
	A, B int
	Line orb.LineString
}

// Borders finds the lines along which areas touch, by the edges that two of them have in common, vertex for vertex.
// Coasts and gaps give nothing. The areas are not changed; the answer is in the order of the areas and their rings.
func Borders(areas []orb.MultiPolygon) []Border {
	other := neighbours(areas)
	var borders []Border
	edge := 0
	eachRing(areas, func(area int, r orb.Ring) {
		borders = appendBorders(borders, area, r, other[edge:])
		edge += max(0, len(r)-1)
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

// neighbours gives by edge the other area that has it, the earliest one of several, -1 where there is none.
func neighbours(areas []orb.MultiPolygon) []int32 {
	edges := 0
	eachRing(areas, func(_ int, r orb.Ring) { edges += max(0, len(r)-1) })
	t := newEdgeTable(edges)
	slot := make([]uint32, 0, edges)
	eachRing(areas, func(area int, r orb.Ring) {
		for i := 0; i+1 < len(r); i++ {
			slot = append(slot, t.add(edgeHash(r[i], r[i+1]), int32(area)))
		}
	})
	other := make([]int32, 0, edges)
	eachRing(areas, func(area int, r orb.Ring) {
		for range max(0, len(r)-1) {
			of := t.owners[slot[len(other)]]
			if of[0] == int32(area) {
				of[0] = of[1]
			}
			other = append(other, of[0])
		}
	})
	return other
}

// edgeTable is a hash table (open addressing, at most half full) of the first two areas that have an edge; edges with equal
// hashes are the same edge.
type edgeTable struct {
	hash   []uint64
	owners [][2]int32
	mask   uint64
}

func newEdgeTable(n int) *edgeTable {
	size := 1 << bits.Len(uint(2*n))
	return &edgeTable{make([]uint64, size), make([][2]int32, size), uint64(size - 1)}
}

// add notes that the area has the edge and gives the edge's slot. A hash of 0 marks what is free.
func (t *edgeTable) add(hash uint64, area int32) uint32 {
	hash = max(1, hash)
	for i := (hash ^ hash>>32) & t.mask; ; i = (i + 1) & t.mask {
		of := &t.owners[i]
		switch {
		case t.hash[i] == 0:
			t.hash[i], *of = hash, [2]int32{area, -1}
			return uint32(i)
		case t.hash[i] == hash:
			if of[0] != area && of[1] < 0 {
				of[1] = area
			}
			return uint32(i)
		}
	}
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
