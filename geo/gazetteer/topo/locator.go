package topo

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// cellSize is the side of a cell in grid steps: half a degree, so that a cell on a border sees a few dozen edges.
const cellSize = Grid / 2

const (
	columns = 360 * Grid / cellSize
	rows    = 180 * Grid / cellSize
)

// Locator finds the shapes that hold a point. It divides the world into cells; each knows the shapes that hold its centre
// and the edges that cross it. A point is reached from the centre by a vertical and a horizontal step, and each edge
// crossed on the way switches its shapes. All coordinates are doubled integers, vertices even, centres and points odd, so
// that no step ever meets a vertex and neighbouring shapes never both hold, or both miss, a point.
type Locator struct {
	points []Point
	// arcOf[i] is the arc that the edge from points[i] to points[i+1] belongs to, -1 for the gap between arcs.
	arcOf []int32
	// shapesOf[arc] are the shapes that the arc bounds.
	shapesOf [][]int32
	// start[cell] and start[cell+1] delimit the cell's edges.
	start []uint32
	edges []uint32
	// centre[cell] is an index into sets.
	centre []uint32
	sets   [][]int32
}

// NewLocator prepares the shapes of the given levels.
func NewLocator(o *Outlines, levels ...Level) *Locator {
	l := &Locator{shapesOf: make([][]int32, o.Arcs())}
	for i, s := range o.Shapes {
		if slices.Contains(levels, s.Level) {
			s.EachArc(func(a int) { l.shapesOf[a] = append(l.shapesOf[a], int32(i)) })
		}
	}
	for a := range l.shapesOf {
		if len(l.shapesOf[a]) == 0 {
			continue
		}
		from := len(l.points)
		l.points = o.Arc(l.points, a)
		for range len(l.points) - from {
			l.arcOf = append(l.arcOf, int32(a))
		}
		if len(l.points) > from {
			l.arcOf[len(l.arcOf)-1] = -1
		}
	}
	l.bin()
	l.fillCentres()
	return l
}

// column and row give the cell of a coordinate in grid steps.
func column(x int64) int { return int(max(0, min((x+180*Grid)/cellSize, columns-1))) }
func rowOf(y int64) int  { return int(max(0, min((y+90*Grid)/cellSize, rows-1))) }

// bin lists for each cell the edges whose box touches it.
func (l *Locator) bin() {
	l.start = make([]uint32, columns*rows+1)
	l.eachCell(func(cell int, _ int) { l.start[cell+1]++ })
	for i := range columns * rows {
		l.start[i+1] += l.start[i]
	}
	l.edges = make([]uint32, l.start[columns*rows])
	next := slices.Clone(l.start[:columns*rows])
	l.eachCell(func(cell, edge int) {
		l.edges[next[cell]] = uint32(edge)
		next[cell]++
	})
}

func (l *Locator) eachCell(visit func(cell, edge int)) {
	for e, a := range l.arcOf {
		if a < 0 {
			continue
		}
		p, q := l.points[e], l.points[e+1]
		// An edge that ends on the border between two cells belongs to both.
		west, east := column(int64(min(p.X, q.X))-1), column(int64(max(p.X, q.X)))
		south, north := rowOf(int64(min(p.Y, q.Y))-1), rowOf(int64(max(p.Y, q.Y)))
		for r := south; r <= north; r++ {
			for c := west; c <= east; c++ {
				visit(r*columns+c, e)
			}
		}
	}
}

// centreX and centreY are the doubled coordinates of a cell's centre, made odd.
func centreX(c int) int64 { return 2*(int64(c)*cellSize-180*Grid) + cellSize + 1 - cellSize%2 }
func centreY(r int) int64 { return 2*(int64(r)*cellSize-90*Grid) + cellSize + 1 - cellSize%2 }

// fillCentres sweeps each row of cells from the west, where no shape reaches beyond the antimeridian.
func (l *Locator) fillCentres() {
	l.centre = make([]uint32, columns*rows)
	numbers := map[string]uint32{"": 0}
	l.sets = [][]int32{nil}
	var set []int32
	for r := range rows {
		set = set[:0]
		y, x := centreY(r), int64(-2*180*Grid-1)
		for c := range columns {
			cell := r*columns + c
			if c > 0 {
				border := 2*(int64(c)*cellSize-180*Grid) - 1
				set = l.crossHorizontal(set, cell-1, x, border, y)
				x = border
			}
			set = l.crossHorizontal(set, cell, x, centreX(c), y)
			x = centreX(c)
			l.centre[cell] = intern(&l.sets, numbers, set)
		}
	}
}

func intern(sets *[][]int32, numbers map[string]uint32, set []int32) uint32 {
	sorted := slices.Clone(set)
	slices.Sort(sorted)
	key := make([]byte, 0, 4*len(sorted))
	for _, v := range sorted {
		key = append(key, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
	}
	n, ok := numbers[string(key)]
	if !ok {
		n = uint32(len(*sets))
		numbers[string(key)] = n
		*sets = append(*sets, sorted)
	}
	return n
}

func toggle(set []int32, shapes []int32) []int32 {
	for _, s := range shapes {
		if i := slices.Index(set, s); i >= 0 {
			set = slices.Delete(set, i, i+1)
		} else {
			set = append(set, s)
		}
	}
	return set
}

// side is positive where (x, y), doubled, lies left of the edge from p to q.
func side(p, q Point, x, y int64) int64 {
	px, py, qx, qy := 2*int64(p.X), 2*int64(p.Y), 2*int64(q.X), 2*int64(q.Y)
	return (qx-px)*(y-py) - (qy-py)*(x-px)
}

// crossHorizontal toggles the shapes of the cell's edges that lie between (x1, y) and (x2, y).
func (l *Locator) crossHorizontal(set []int32, cell int, x1, x2, y int64) []int32 {
	for _, e := range l.edges[l.start[cell]:l.start[cell+1]] {
		p, q := l.points[e], l.points[e+1]
		if (2*int64(p.Y) > y) == (2*int64(q.Y) > y) {
			continue
		}
		if (side(p, q, x1, y) > 0) != (side(p, q, x2, y) > 0) {
			set = toggle(set, l.shapesOf[l.arcOf[e]])
		}
	}
	return set
}

func (l *Locator) crossVertical(set []int32, cell int, x, y1, y2 int64) []int32 {
	for _, e := range l.edges[l.start[cell]:l.start[cell+1]] {
		p, q := l.points[e], l.points[e+1]
		if (2*int64(p.X) > x) == (2*int64(q.X) > x) {
			continue
		}
		if (side(p, q, x, y1) > 0) != (side(p, q, x, y2) > 0) {
			set = toggle(set, l.shapesOf[l.arcOf[e]])
		}
	}
	return set
}

// Locate appends the indices of the shapes that hold p to dst. A longitude beyond ±180 is brought back.
func (l *Locator) Locate(dst []int32, p orb.Point) []int32 {
	if math.IsNaN(p[0]) || math.IsNaN(p[1]) || math.Abs(p[1]) > 90 || math.Abs(p[0]) > 1e6 {
		return dst
	}
	lon := p[0]
	if lon < -180 || lon > 180 {
		lon = math.Mod(math.Mod(lon+180, 360)+360, 360) - 180
	}
	gx, gy := int64(math.Floor(lon*Grid)), int64(math.Floor(p[1]*Grid))
	gx, gy = min(max(gx, -180*Grid), 180*Grid-1), min(max(gy, -90*Grid), 90*Grid-1)
	x, y := 2*gx+1, 2*gy+1
	c, r := column(gx), rowOf(gy)
	cell := r*columns + c
	base := len(dst)
	dst = append(dst, l.sets[l.centre[cell]]...)
	set := dst[base:]
	set = l.crossVertical(set, cell, centreX(c), centreY(r), y)
	set = l.crossHorizontal(set, cell, centreX(c), x, y)
	return append(dst[:base], set...)
}
