package tiles

import "math"

// buffer is how far beyond the tile's edge shapes run, in units of the tile's grid, so that strokes and symbols at the
// edge are whole.
const buffer = 64

// window is the rectangle that a tile is clipped to, on the world grid. Its sides lie half a unit off the grid, so that no
// vertex ever lies upon a side: each edge properly crosses or does not.
type window struct {
	minX, minY, maxX, maxY float64
	bounds                 box // all grid points within
	originX, originY       float64
	scale                  float64
}

// windowOf gives the tile's window, shifted by whole worlds.
func windowOf(t Tile, worlds int) window {
	side := float64(int64(world) >> t.Z)
	w := window{originX: float64(t.X)*side + float64(worlds)*world, originY: float64(t.Y) * side, scale: Extent / side}
	margin := side*buffer/Extent + 0.5
	w.minX, w.minY = w.originX-margin, w.originY-margin
	w.maxX, w.maxY = w.originX+side+margin, w.originY+side+margin
	w.bounds = box{int32(math.Ceil(w.minX)), int32(math.Ceil(w.minY)), int32(math.Floor(min(w.maxX, math.MaxInt32))), int32(math.Floor(w.maxY))}
	return w
}

func (w *window) holds(x, y int32) bool {
	return x >= w.bounds.minX && x <= w.bounds.maxX && y >= w.bounds.minY && y <= w.bounds.maxY
}

// put appends a grid position in units of the tile.
func (w *window) put(dst []int32, x, y float64) []int32 {
	return append(dst, int32(math.Floor((x-w.originX)*w.scale+0.5)), int32(math.Floor((y-w.originY)*w.scale+0.5)))
}

// piece is a stretch of a line inside the window, in units of the tile: xy[from:to]. Enter and leave are the places on the
// window's sides (see side), or -1 where the piece starts or ends inside.
type piece struct {
	from, to     int
	enter, leave float64
}

// clipper cuts parts to a window. Its buffers are used again and again.
type clipper struct {
	window
	xy     []int32
	pieces []piece
	rings  []int // ends of finished rings in out
	holes  []bool
	out    []int32
	events []event
	outer  [][2]int
	inner  [][2]int
}

// cut walks a part and gathers the pieces inside the window. Runs of edges whose box misses the window are passed over.
func (c *clipper) cut(lv *level, p *levelPart) {
	c.pieces, c.xy = c.pieces[:0], c.xy[:0]
	xy := lv.xy[2*p.start : 2*p.end]
	edges := len(xy)/2 - 1
	open := false
	for chunk, from := int(p.chunk), 0; from < edges; chunk, from = chunk+1, from+run {
		if !lv.chunks[chunk].meets(c.bounds) {
			continue
		}
		for i := from; i < min(from+run, edges); i++ {
			open = c.edge(xy[2*i], xy[2*i+1], xy[2*i+2], xy[2*i+3], open, i == 0)
		}
	}
	if open {
		c.pieces[len(c.pieces)-1].to = len(c.xy)
	}
}

// edge adds one edge and says whether a piece is open at its end.
func (c *clipper) edge(ax, ay, bx, by int32, open, first bool) bool {
	in, out := c.holds(ax, ay), c.holds(bx, by)
	if in && first {
		c.begin(-1)
		c.xy = c.put(c.xy, float64(ax), float64(ay))
		open = true
	}
	switch {
	case in && out:
		c.xy = c.put(c.xy, float64(bx), float64(by))
		return open
	case !in && !out && !c.through(ax, ay, bx, by):
		return false
	}
	t0, t1, ok := c.segment(ax, ay, bx, by)
	if !ok {
		return open
	}
	if !in {
		x, y, side := c.crossing(ax, ay, bx, by, t0)
		c.begin(side)
		c.xy = c.put(c.xy, x, y)
	}
	if out {
		c.xy = c.put(c.xy, float64(bx), float64(by))
		return true
	}
	x, y, side := c.crossing(ax, ay, bx, by, t1)
	c.xy = c.put(c.xy, x, y)
	last := &c.pieces[len(c.pieces)-1]
	last.to, last.leave = len(c.xy), side
	return false
}

func (c *clipper) begin(side float64) {
	c.pieces = append(c.pieces, piece{from: len(c.xy), enter: side, leave: -1})
}

// through is the cheap test that an edge with both ends outside may cross.
func (c *clipper) through(ax, ay, bx, by int32) bool {
	return !(float64(max(ax, bx)) < c.minX || float64(min(ax, bx)) > c.maxX || float64(max(ay, by)) < c.minY || float64(min(ay, by)) > c.maxY)
}

// hit is a crossing: at which side of the window, and where along the edge.
type hit struct {
	t    float64
	side int8 // 0 minY, 1 maxX, 2 maxY, 3 minX
}

// segment gives the crossings where the edge enters and leaves (Liang and Barsky); of the one that lies at an end inside
// only t means anything.
func (c *clipper) segment(ax, ay, bx, by int32) (enter, leave hit, ok bool) {
	enter, leave = hit{0, -1}, hit{1, -1}
	x, y := float64(ax), float64(ay)
	dx, dy := float64(bx)-x, float64(by)-y
	ok = within(-dx, x-c.minX, 3, &enter, &leave) && within(dx, c.maxX-x, 1, &enter, &leave) &&
		within(-dy, y-c.minY, 0, &enter, &leave) && within(dy, c.maxY-y, 2, &enter, &leave)
	return enter, leave, ok
}

// within narrows the stretch of the edge by one side.
func within(p, q float64, side int8, enter, leave *hit) bool {
	if p == 0 {
		return q >= 0
	}
	t := q / p
	if p < 0 {
		if t > enter.t {
			*enter = hit{t, side}
		}
	} else if t < leave.t {
		*leave = hit{t, side}
	}
	return enter.t <= leave.t
}

// crossing gives the point where the edge crosses a side and its place along the window's rim: the side's number plus the
// share of the side behind it, going with positive area. It counts from the lesser end of the edge, so that both shapes
// along a shared border cross at the same point to the last bit.
func (c *clipper) crossing(ax, ay, bx, by int32, h hit) (x, y, side float64) {
	if ax > bx || ax == bx && ay > by {
		ax, ay, bx, by = bx, by, ax, ay
	}
	x0, y0 := float64(ax), float64(ay)
	dx, dy := float64(bx)-x0, float64(by)-y0
	switch h.side {
	case 0:
		y, x = c.minY, x0+dx*(c.minY-y0)/dy
		return x, y, share(x, c.minX, c.maxX)
	case 1:
		x, y = c.maxX, y0+dy*(c.maxX-x0)/dx
		return x, y, 1 + share(y, c.minY, c.maxY)
	case 2:
		y, x = c.maxY, x0+dx*(c.maxY-y0)/dy
		return x, y, 2 + share(-x, -c.maxX, -c.minX)
	default:
		x, y = c.minX, y0+dy*(c.minX-x0)/dx
		return x, y, 3 + share(-y, -c.maxY, -c.minY)
	}
}

func share(v, from, to float64) float64 {
	return max(0, min(math.Nextafter(1, 0), (v-from)/(to-from)))
}
