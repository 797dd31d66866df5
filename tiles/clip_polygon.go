package tiles

import (
	"cmp"
	"slices"
)

// event is where a ring crosses the window's rim.
type event struct {
	side  float64
	piece int32
	enter bool
}

// polygon clips one polygon, an outer ring and its holes, and appends the rings that are left to c.out and c.rings: outer
// rings each followed by their holes. Pieces of rings are joined along the rim as far as the inside reaches and no
// further, so that parts stay apart.
func (c *clipper) polygon(lv *level, parts []levelPart) {
	c.outer, c.inner = c.outer[:0], c.inner[:0]
	cut := polygonCut{clipper: c}
	for i := range parts {
		if parts[i].box.meets(c.bounds) {
			cut.ring(lv, &parts[i])
		}
	}
	switch {
	case len(cut.all) > 0:
		cut.sortEvents()
		if cut.orderly(lv, parts) {
			cut.join()
		} else {
			cut.plain(lv, parts)
		}
	case len(cut.full) == 0 || !cut.outerInside:
		if inside(lv, parts, c.minX, c.minY) {
			cut.full = append([]wholeRing{cut.rim()}, cut.full...)
		}
	}
	cut.finish()
}

// polygonCut holds the pieces of all rings of a polygon.
type polygonCut struct {
	*clipper
	xy          []int32
	all         []piece
	full        []wholeRing
	outerInside bool
}

type wholeRing struct {
	from, to int
	hole     bool
}

func (p *polygonCut) ring(lv *level, part *levelPart) {
	p.cut(lv, part)
	pieces := p.pieces
	if len(pieces) == 0 {
		return
	}
	base := len(p.xy)
	if len(pieces) == 1 && pieces[0].enter < 0 && pieces[0].leave < 0 {
		p.xy = append(p.xy, p.clipper.xy...)
		p.full = append(p.full, wholeRing{base, len(p.xy), part.hole})
		p.outerInside = p.outerInside || !part.hole
		return
	}
	// A ring that starts inside ends inside: its last piece goes on in its first one.
	if last := len(pieces) - 1; pieces[0].enter < 0 && pieces[last].leave < 0 {
		joined := piece{from: base, enter: pieces[last].enter, leave: pieces[0].leave}
		p.xy = append(p.xy, p.clipper.xy[pieces[last].from:pieces[last].to]...)
		p.xy = append(p.xy, p.clipper.xy[pieces[0].from+2:pieces[0].to]...)
		joined.to = len(p.xy)
		p.keep(joined)
		pieces = pieces[1:last]
	}
	for _, pc := range pieces {
		from := len(p.xy)
		p.xy = append(p.xy, p.clipper.xy[pc.from:pc.to]...)
		p.keep(piece{from, len(p.xy), pc.enter, pc.leave})
	}
}

// keep takes a piece, unless it enters and leaves at one point: a spike without an inside.
func (p *polygonCut) keep(pc piece) {
	if pc.enter != pc.leave {
		p.all = append(p.all, pc)
	}
}

// sortEvents lists where the pieces enter and leave, in order along the rim.
func (p *polygonCut) sortEvents() {
	p.events = p.events[:0]
	for i, pc := range p.all {
		p.events = append(p.events, event{pc.enter, int32(i), true}, event{pc.leave, int32(i), false})
	}
	slices.SortFunc(p.events, func(a, b event) int {
		if c := cmp.Compare(a.side, b.side); c != 0 {
			return c
		}
		if a.enter != b.enter { // leave first: the gap between the two is outside
			if a.enter {
				return 1
			}
			return -1
		}
		return cmp.Compare(a.piece, b.piece)
	})
}

// join links each piece's end along the rim to the next piece's start, until rings close.
func (p *polygonCut) join() {
	leaves := make([]int, len(p.all))
	for i, e := range p.events {
		if !e.enter {
			leaves[e.piece] = i
		}
	}
	used := make([]bool, len(p.all))
	for i := range p.all {
		if !used[i] {
			p.follow(i, leaves, used)
		}
	}
}

// follow closes one ring that begins with a piece.
func (p *polygonCut) follow(first int, leaves []int, used []bool) {
	from := len(p.xy)
	for i := first; ; {
		used[i] = true
		pc := p.all[i]
		p.xy = append(p.xy, p.xy[pc.from:pc.to]...)
		next, at := p.next(leaves[i], first, used)
		p.corners(pc.leave, at)
		if next == first {
			break
		}
		i = next
	}
	p.xy = append(p.xy, p.xy[from], p.xy[from+1])
	p.full = append(p.full, wholeRing{from, len(p.xy), false})
}

// next is the piece that enters next along the rim, and where.
func (p *polygonCut) next(leave, first int, used []bool) (int, float64) {
	for k := 1; k <= len(p.events); k++ {
		e := p.events[(leave+k)%len(p.events)]
		if e.enter && (int(e.piece) == first || !used[e.piece]) {
			return int(e.piece), e.side
		}
	}
	return first, p.all[first].enter
}

// corners adds the window's corners between two places along the rim.
func (p *polygonCut) corners(from, to float64) {
	if to < from {
		to += 4
	}
	for corner := int(from) + 1; float64(corner) <= to; corner++ {
		p.corner(corner % 4)
	}
}

func (p *polygonCut) corner(n int) {
	switch n {
	case 0:
		p.xy = p.put(p.xy, p.minX, p.minY)
	case 1:
		p.xy = p.put(p.xy, p.maxX, p.minY)
	case 2:
		p.xy = p.put(p.xy, p.maxX, p.maxY)
	case 3:
		p.xy = p.put(p.xy, p.minX, p.maxY)
	}
}

// rim is the window's own outline.
func (p *polygonCut) rim() wholeRing {
	from := len(p.xy)
	for _, n := range [5]int{0, 1, 2, 3, 0} {
		p.corner(n)
	}
	return wholeRing{from, len(p.xy), false}
}

// finish appends outer rings with their holes, dropping what rounding to the tile's grid left without area.
func (p *polygonCut) finish() {
	var outer, holes []wholeRing
	for _, r := range p.full {
		r.to = r.from + tidy(p.xy[r.from:r.to])
		area := twiceArea(p.xy[r.from:r.to])
		switch {
		case r.to-r.from < 8:
		case r.hole && area < 0:
			holes = append(holes, r)
		case !r.hole && area > 0:
			outer = append(outer, r)
		}
	}
	for i, o := range outer {
		p.emit(p.xy[o.from:o.to], false)
		for _, h := range holes {
			if len(outer) == 1 || p.home(outer, h) == i {
				p.emit(p.xy[h.from:h.to], true)
			}
		}
	}
}

// home is the outer ring that a hole lies in.
func (p *polygonCut) home(outer []wholeRing, hole wholeRing) int {
	for k := hole.from; k < hole.to; k += 2 {
		for i, o := range outer {
			if where := locate(p.xy[o.from:o.to], p.xy[k], p.xy[k+1]); where > 0 {
				return i
			}
		}
	}
	return -1
}

func (p *polygonCut) emit(ring []int32, hole bool) {
	p.out = append(p.out, ring...)
	p.rings = append(p.rings, len(p.out))
	p.holes = append(p.holes, hole)
}

// tidy removes repeated vertices and needles of no width from a closed ring in place, and gives the new length.
func tidy(xy []int32) int {
	n := 0
	for i := 0; i < len(xy); i += 2 {
		x, y := xy[i], xy[i+1]
		for n >= 4 && needle(xy[n-4], xy[n-3], xy[n-2], xy[n-1], x, y) {
			n -= 2
		}
		if n >= 2 && xy[n-2] == x && xy[n-1] == y {
			continue
		}
		xy[n], xy[n+1] = x, y
		n += 2
	}
	return n
}

// needle says that b is a tip: the line comes back from b the way it went.
func needle(ax, ay, bx, by, cx, cy int32) bool {
	ux, uy := int64(bx)-int64(ax), int64(by)-int64(ay)
	vx, vy := int64(cx)-int64(bx), int64(cy)-int64(by)
	return ux*vy == uy*vx && ux*vx+uy*vy < 0
}

// locate says where a point lies: 1 inside the closed ring, 0 on it, -1 outside.
func locate(ring []int32, x, y int32) int {
	where := -1
	for i := 0; i+3 < len(ring); i += 2 {
		ax, ay, bx, by := int64(ring[i]), int64(ring[i+1]), int64(ring[i+2]), int64(ring[i+3])
		cross := (bx-ax)*(int64(y)-ay) - (by-ay)*(int64(x)-ax)
		if cross == 0 && int64(x) >= min(ax, bx) && int64(x) <= max(ax, bx) && int64(y) >= min(ay, by) && int64(y) <= max(ay, by) {
			return 0
		}
		if (ay > int64(y)) != (by > int64(y)) && (cross > 0) == (by > ay) {
			where = -where
		}
	}
	return where
}

// inside says whether a point off the grid lies inside the polygon. Runs of edges beside the ray count by their ends.
func inside(lv *level, parts []levelPart, x, y float64) bool {
	in := false
	for i := range parts {
		p := &parts[i]
		if float64(p.box.minY) > y || float64(p.box.maxY) < y || float64(p.box.maxX) < x {
			continue
		}
		xy := lv.xy[2*p.start : 2*p.end]
		edges := len(xy)/2 - 1
		for chunk, from := int(p.chunk), 0; from < edges; chunk, from = chunk+1, from+run {
			b := lv.chunks[chunk]
			if float64(b.minY) > y || float64(b.maxY) < y || float64(b.maxX) < x {
				continue
			}
			to := min(from+run, edges)
			if float64(b.minX) > x {
				if (float64(xy[2*from+1]) > y) != (float64(xy[2*to+1]) > y) {
					in = !in
				}
				continue
			}
			for k := from; k < to; k++ {
				if crosses(xy[2*k:2*k+4], x, y) {
					in = !in
				}
			}
		}
	}
	return in
}

func crosses(e []int32, x, y float64) bool {
	ax, ay, bx, by := float64(e[0]), float64(e[1]), float64(e[2]), float64(e[3])
	return (ay > y) != (by > y) && x < ax+(y-ay)/(by-ay)*(bx-ax)
}
