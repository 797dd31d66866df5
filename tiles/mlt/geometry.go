package mlt

// Geometry types of the format; the multi type is the single one plus three.
const (
	typePoint   = 0
	typeLine    = 1
	typePolygon = 2
	multi       = 3
)

// Commands of a Mapbox Vector Tile.
const (
	moveTo    = 1
	closePath = 7
)

// geometry gathers the shapes of a layer.
type geometry struct {
	types []uint64
	// geometries counts the parts of each multi geometry, parts the rings of each polygon; lengths are the vertices of each
	// ring and line in the order of the features.
	geometries, parts, lengths []uint64
	polygons                   bool
	vertices                   []byte
	n                          int // vertices
	x, y                       int32
}

// path is a point, line or ring without the repeated last vertex.
type path struct{ xy []int32 }

// add takes a feature's commands, which the decoder has checked; false where there is nothing to draw.
func (g *geometry) add(kind uint32, commands []uint32) bool {
	if kind < 1 || kind > 3 { // the commands of an unknown kind are not checked
		return false
	}
	paths := pathsOf(commands)
	if len(paths) == 0 {
		return false
	}
	single, parts := kind-1, len(paths)
	switch single {
	case typePoint:
	case typeLine:
		g.measure(paths)
	default:
		rings := groupRings(paths)
		parts = len(rings)
		g.parts = append(g.parts, rings...)
		g.polygons = true
		g.measure(paths)
	}
	if parts > 1 {
		g.geometries = append(g.geometries, uint64(parts))
		single += multi
	}
	g.types = append(g.types, uint64(single))
	for _, p := range paths {
		for i := 0; i < len(p.xy); i += 2 {
			g.vertex(p.xy[i], p.xy[i+1])
		}
	}
	return true
}

func (g *geometry) measure(paths []path) {
	for _, p := range paths {
		g.lengths = append(g.lengths, uint64(len(p.xy)/2))
	}
}

func (g *geometry) vertex(x, y int32) {
	g.vertices = appendUvarint(g.vertices, zigzag(x-g.x))
	g.vertices = appendUvarint(g.vertices, zigzag(y-g.y))
	g.x, g.y = x, y
	g.n++
}

// column lays out the streams. Where a layer has polygons, lines count their vertices among the rings, else among the parts.
func (g *geometry) column() column {
	data := appendNumbers(nil, streamData, g.types)
	streams := byte(2)
	put := func(kind byte, numbers []uint64) {
		if len(numbers) > 0 {
			data = appendNumbers(data, kind, numbers)
			streams++
		}
	}
	put(streamGeometries, g.geometries)
	if g.polygons {
		put(streamParts, g.parts)
		put(streamRings, g.lengths)
	} else {
		put(streamParts, g.lengths)
	}
	data = appendStream(data, streamVertices, packDelta, 2*g.n, g.vertices)
	return column{code: columnGeometry, data: append([]byte{streams}, data...)}
}

// pathsOf follows the commands, one path for each position moved to.
func pathsOf(commands []uint32) []path {
	var paths []path
	var x, y int32
	for i := 0; i < len(commands); {
		id, count := commands[i]&7, int(commands[i]>>3)
		i++
		if id == closePath {
			continue
		}
		for ; count > 0; count-- {
			x += unzigzag(commands[i])
			y += unzigzag(commands[i+1])
			i += 2
			if id == moveTo {
				paths = append(paths, path{})
			}
			last := &paths[len(paths)-1]
			last.xy = append(last.xy, x, y)
		}
	}
	return paths
}

func unzigzag(v uint32) int32 { return int32(v>>1) ^ -int32(v&1) }

// groupRings counts the rings of each polygon: one that winds as outer rings do begins the next.
func groupRings(paths []path) []uint64 {
	var counts []uint64
	for i, p := range paths {
		if i == 0 || area(p.xy) > 0 {
			counts = append(counts, 0)
		}
		counts[len(counts)-1]++
	}
	return counts
}

// area is twice the area in squared tile units, positive for outer rings (clockwise on a screen, y down).
func area(xy []int32) int64 {
	var sum int64
	for i, j := 0, len(xy)-2; i < len(xy); i, j = i+2, i {
		sum += int64(xy[j])*int64(xy[i+1]) - int64(xy[i])*int64(xy[j+1])
	}
	return sum
}
