package tiles

// Geometry commands of the format, with their count in the upper bits.
const (
	moveTo    = 1
	lineTo    = 2
	closePath = 7
)

// shape appends the geometry of a feature to e.messages; ok is false where nothing of it lies in the window. Size is what
// the feature's claim to stay is measured by: the area of its box within the tile's scale.
func (e *encoder) shape(lv *level, it *item) (size float64, ok bool) {
	f := &e.source.features[it.feature]
	parts := lv.parts[it.parts[0]:it.parts[1]]
	size = (float64(it.box.maxX) - float64(it.box.minX)) + (float64(it.box.maxY) - float64(it.box.minY))
	p := pen{dst: e.messages}
	switch f.kind {
	case point:
		e.points(lv, parts, &p)
	case line:
		e.lines(lv, parts, &p)
	default:
		e.polygons(lv, parts, &p)
	}
	e.messages = p.dst
	return size, p.drawn
}

// pen writes commands; positions are relative to the one before.
type pen struct {
	dst   []byte
	x, y  int32
	drawn bool
}

func (p *pen) command(id, count int) { p.dst = appendUvarint(p.dst, uint64(id|count<<3)) }

func (p *pen) to(x, y int32) {
	p.dst = appendUvarint(p.dst, zigzag(x-p.x))
	p.dst = appendUvarint(p.dst, zigzag(y-p.y))
	p.x, p.y = x, y
	p.drawn = true
}

func (e *encoder) points(lv *level, parts []levelPart, p *pen) {
	e.clipper.xy = e.clipper.xy[:0]
	for i := range parts {
		for v := 2 * parts[i].start; v < 2*parts[i].end; v += 2 {
			if x, y := lv.xy[v], lv.xy[v+1]; e.holds(x, y) {
				e.clipper.xy = e.put(e.clipper.xy, float64(x), float64(y))
			}
		}
	}
	if len(e.clipper.xy) == 0 {
		return
	}
	p.command(moveTo, len(e.clipper.xy)/2)
	for i := 0; i < len(e.clipper.xy); i += 2 {
		p.to(e.clipper.xy[i], e.clipper.xy[i+1])
	}
}

func (e *encoder) lines(lv *level, parts []levelPart, p *pen) {
	for i := range parts {
		if !parts[i].box.meets(e.bounds) {
			continue
		}
		e.cut(lv, &parts[i])
		for _, pc := range e.pieces {
			p.line(e.clipper.xy[pc.from:pc.to])
		}
	}
}

// line writes one line, without repeated positions; a line that rounding shrank to a point is not written.
func (p *pen) line(xy []int32) {
	n := 2
	for i := 2; i < len(xy); i += 2 {
		if xy[i] != xy[n-2] || xy[i+1] != xy[n-1] {
			xy[n], xy[n+1] = xy[i], xy[i+1]
			n += 2
		}
	}
	if n < 4 {
		return
	}
	p.command(moveTo, 1)
	p.to(xy[0], xy[1])
	p.command(lineTo, n/2-1)
	for i := 2; i < n; i += 2 {
		p.to(xy[i], xy[i+1])
	}
}

func (e *encoder) polygons(lv *level, parts []levelPart, p *pen) {
	for from := 0; from < len(parts); {
		to := from + 1
		for to < len(parts) && parts[to].hole {
			to++
		}
		if parts[from].box.meets(e.bounds) {
			e.out, e.rings, e.holes = e.out[:0], e.rings[:0], e.holes[:0]
			e.polygon(lv, parts[from:to])
			start := 0
			for _, end := range e.rings {
				p.ring(e.out[start:end])
				start = end
			}
		}
		from = to
	}
}

// ring writes a closed ring without its repeated last vertex.
func (p *pen) ring(xy []int32) {
	p.command(moveTo, 1)
	p.to(xy[0], xy[1])
	p.command(lineTo, len(xy)/2-2)
	for i := 2; i < len(xy)-2; i += 2 {
		p.to(xy[i], xy[i+1])
	}
	p.command(closePath, 1)
}
