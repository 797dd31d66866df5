package tiles

import "slices"

// roomFor is the number of point features that a tile within the budget has room for, by the mean size of one.
func (l *Layer) roomFor() int {
	var size int
	for _, v := range l.values {
		size += len(v) + 2
	}
	for i := range l.features {
		size += int(l.features[i].tagBytes) + 24
	}
	return max(256, l.options.Budget*9/10*len(l.features)/max(1, size))
}

// single says whether a feature is one point, which another one may stand for.
func (l *Layer) single(f *feature) bool {
	return f.kind == point && f.parts[1]-f.parts[0] == 1 && l.parts[f.parts[0]].end-l.parts[f.parts[0]].start == 1
}

// spot is where a single point lies on the Morton curve, on which the points of every cell of every zoom are neighbours.
type spot struct {
	key     uint64
	feature uint32
}

// onMorton gives the single points in the order of the curve, those in the same place in their own order.
func (l *Layer) onMorton() []spot {
	var out []spot
	for i := range l.features {
		if f := &l.features[i]; l.single(f) {
			v := 2 * l.parts[f.parts[0]].start
			out = append(out, spot{mortonOf(int64(l.xy[v]), int64(l.xy[v+1])), uint32(i)})
		}
	}
	slices.SortFunc(out, func(a, b spot) int {
		switch {
		case a.key != b.key && a.key < b.key, a.key == b.key && a.feature < b.feature:
			return -1
		}
		return 1
	})
	return out
}

// shown gives the single points that a zoom may show, in the order of the curve.
func (l *Layer) shown(z uint32) []spot {
	spots := l.spots()
	if !l.late {
		return spots
	}
	var out []spot
	for _, s := range spots {
		if uint32(l.features[s.feature].minZoom) <= z {
			out = append(out, s)
		}
	}
	return out
}

// crowded says whether some tile of the zoom has more single points than its budget takes.
func (l *Layer) crowded(z uint32) bool {
	return len(l.features) > l.room && busiest(l.shown(z), 30-z) > l.room
}

// busiest is the greatest number of spots in a square of side 2^shift.
func busiest(spots []spot, shift uint32) int {
	most := 0
	for from := 0; from < len(spots); {
		to := sameCell(spots, from, shift)
		most = max(most, to-from)
		from = to
	}
	return most
}

// sameCell gives the end of the run of spots that share the cell of side 2^shift with the one at from.
func sameCell(spots []spot, from int, shift uint32) int {
	cell := spots[from].key >> (2 * shift)
	to := from + 1
	for to < len(spots) && spots[to].key>>(2*shift) == cell {
		to++
	}
	return to
}

// thin decides which single points a zoom shows: where tiles are crowded, the highest rank of each cell of a grid stands
// for the cell. The grid, the same for all tiles of a zoom so that neighbours agree, starts at a pixel and doubles until
// every tile fits. It gives by feature how many features it stands for, or nil where all are kept.
func (l *Layer) thin(z uint32) []uint32 {
	if !l.crowded(z) {
		return nil
	}
	count := make([]uint32, len(l.features))
	for i := range l.features {
		if uint32(l.features[i].minZoom) <= z {
			count[i] = 1
		}
	}
	standing := slices.Clone(l.shown(z))
	const pixels = 9 // a tile is 2^9 pixels wide, a cell of the coarsest grid 2^5
	for side := uint32(0); side <= 5; side++ {
		standing = l.merge(standing, count, 30-z-pixels+side)
		if busiest(standing, 30-z) <= l.room {
			break
		}
	}
	return count
}

// merge leaves the highest rank of each cell standing, the first of equal ones, and adds the others' counts to it.
func (l *Layer) merge(standing []spot, count []uint32, shift uint32) []spot {
	left := standing[:0]
	for from := 0; from < len(standing); {
		to := sameCell(standing, from, shift)
		best, sum := standing[from], uint32(0)
		for _, s := range standing[from:to] {
			sum += count[s.feature]
			count[s.feature] = 0
			if a, b := l.features[s.feature].rank, l.features[best.feature].rank; a > b || a == b && s.feature < best.feature {
				best = s
			}
		}
		count[best.feature] = sum
		left = append(left, best)
		from = to
	}
	return left
}
