package zone

import (
	"cmp"
	"math"
	"slices"
)

// caps closes the cell of site i with arcs of its cap wherever two neighbouring sides do not meet in a corner.
func (b *builder) caps(i int32) {
	sides := b.sides[i]
	slices.SortFunc(sides, func(p, q side) int { return cmp.Compare(p.toward, q.toward) })
	if len(sides) == 0 {
		first := b.arcPoint(i, 0)
		b.arc(i, first, first, 0, 2*math.Pi)
		return
	}
	for k, s := range sides {
		next := sides[(k+1)%len(sides)]
		if s.end == next.start && (len(sides) > 1 || !s.open[1]) {
			continue
		}
		if !s.open[1] && !next.open[0] {
			// Two corners with nothing between them: sides too short for the grid. Close the gap directly.
			b.emit(i, s.end, next.start)
			continue
		}
		to := next.from
		for to <= s.to {
			to += 2 * math.Pi
		}
		b.arc(i, s.end, next.start, s.to, to)
	}
}

// arc adds the cap of site i from azimuth lo to hi, counterclockwise from east.
func (b *builder) arc(i, start, end int32, lo, hi float64) {
	const margin = 1e-4 // of a radian: no point within 2 m of an end at 20 km
	last := start
	for k := math.Ceil((lo + margin) / arcStep); k*arcStep < hi-margin; k++ {
		v := b.arcPoint(i, k*arcStep)
		b.emit(i, last, v)
		last = v
	}
	b.emit(i, last, end)
}

func (b *builder) arcPoint(i int32, azimuth float64) int32 {
	east, north := frame(b.at[i])
	s, c := math.Sincos(azimuth)
	return b.d.verts.addPoint(fromSphere(along(b.at[i], east.scale(c).add(north.scale(s)), b.reach[i])))
}

func (b *builder) emit(i, u, v int32) {
	if u != v {
		b.out = append(b.out, edge{u: u, v: v, left: b.site[i], right: -1})
	}
}
