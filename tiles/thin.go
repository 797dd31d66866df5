package tiles

// limit is the number of point features that a tile within the budget has room for, by the mean size of one.
func (l *Layer) limit() int {
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

// crowded says whether some tile of the zoom has more single points than its budget takes.
func (l *Layer) crowded(z uint32) bool {
	limit := l.limit()
	if len(l.features) <= limit {
		return false
	}
	shift := 30 - z
	tiles := map[uint64]int{}
	for i := range l.features {
		f := &l.features[i]
		if !l.single(f) || uint32(f.minZoom) > z {
			continue
		}
		key := l.cell(f, shift)
		if tiles[key]++; tiles[key] > limit {
			return true
		}
	}
	return false
}

// cell is the square of side 2^shift that holds a single point.
func (l *Layer) cell(f *feature, shift uint32) uint64 {
	v := 2 * l.parts[f.parts[0]].start
	return uint64(uint32(l.xy[v]>>shift))<<32 | uint64(uint32(l.xy[v+1]>>shift))
}

// thin decides which single points a zoom shows: where tiles are crowded, the highest rank of each cell of a grid stands
// for the cell. The grid, the same for all tiles of a zoom so that neighbours agree, starts at a pixel and doubles until
// every tile fits. It gives by feature how many features it stands for, or nil where all are kept.
func (l *Layer) thin(z uint32) []uint32 {
	if !l.crowded(z) {
		return nil
	}
	count := make([]uint32, len(l.features))
	var standing []uint32
	for i := range l.features {
		f := &l.features[i]
		if uint32(f.minZoom) > z {
			continue
		}
		count[i] = 1
		if l.single(f) {
			standing = append(standing, uint32(i))
		}
	}
	limit := l.limit()
	const pixels = 9 // a tile is 2^9 pixels wide, a cell of the coarsest grid 2^5
	for side := uint32(0); side <= 5; side++ {
		standing = l.merge(standing, count, 30-z-pixels+side)
		if l.busiest(standing, 30-z) <= limit {
			break
		}
	}
	return count
}

// merge leaves the highest rank of each cell standing and adds the others' counts to it.
func (l *Layer) merge(standing, count []uint32, shift uint32) []uint32 {
	best := make(map[uint64]uint32, len(standing))
	for _, i := range standing {
		key := l.cell(&l.features[i], shift)
		was, seen := best[key]
		switch {
		case !seen:
			best[key] = i
		case l.features[i].rank > l.features[was].rank:
			best[key] = i
			count[i], count[was] = count[i]+count[was], 0
		default:
			count[i], count[was] = 0, count[i]+count[was]
		}
	}
	left := standing[:0]
	for _, i := range standing {
		if count[i] > 0 {
			left = append(left, i)
		}
	}
	return left
}

func (l *Layer) busiest(standing []uint32, shift uint32) int {
	tiles := map[uint64]int{}
	most := 0
	for _, i := range standing {
		key := l.cell(&l.features[i], shift)
		tiles[key]++
		most = max(most, tiles[key])
	}
	return most
}
