package index

import (
	"math"
)

// level is one level of the box tree: number of boxes and where they start in the section.
type level struct{ start, count int }

func levels(places, size int) ([]level, bool) {
	var out []level
	start := 0
	for _, n := range levelSizes(places) {
		out = append(out, level{start, n})
		start += n * boxSize
	}
	return out, start == size
}

// spatial says whether there is a tree of boxes, made now if need be.
func (r *Reader) spatial() bool {
	if r.makeBoxes != nil {
		r.makeBoxes()
	}
	return len(r.levels) > 0
}

// point has the coordinates of a place in 1e-7 degrees and, Earth-centred, in whole metres.
type point struct {
	lon, lat int32
	at       [3]int32
}

// boxesOfRows makes the tree out of the rows, about 0.1 µs a place, and the points, 20 bytes a place.
func (r *Reader) boxesOfRows() {
	var t boxTree
	points := make([]point, r.places)
	for i := range points {
		p := &points[i]
		p.lon, p.lat = r.Fixed(i)
		at := Geocentric(degrees(p.lon), degrees(p.lat))
		for axis, v := range at {
			p.at[axis] = int32(math.Round(v))
		}
		t.addAt(p.lon, p.lat, at)
	}
	r.points = points
	r.boxes = t.bytes()
	r.levels, _ = levels(r.places, len(r.boxes))
}

// Bound is a box in degrees. West > East means that it crosses the antimeridian.
type Bound struct{ West, South, East, North float64 }

// Within visits the places inside the bound, edges included, until visit says false.
func (r *Reader) Within(b Bound, visit func(place int) bool) {
	if b.West > b.East {
		if r.within(Bound{b.West, b.South, 180, b.North}, visit) {
			r.within(Bound{-180, b.South, b.East, b.North}, visit)
		}
		return
	}
	r.within(b, visit)
}

func (r *Reader) within(b Bound, visit func(int) bool) bool {
	if !r.spatial() {
		return true
	}
	q := [4]int32{clampFixed(b.West), clampFixed(b.South), clampFixed(b.East), clampFixed(b.North)}
	return r.withinBox(len(r.levels)-1, 0, &q, visit)
}

func clampFixed(deg float64) int32 { return fixed(max(-200, min(deg, 200))) }

func (r *Reader) withinBox(l, i int, q *[4]int32, visit func(int) bool) bool {
	end := min((i+1)*fanout, r.places)
	if l == 0 {
		if r.points != nil {
			for n := range r.points[i*fanout : end] {
				p := &r.points[i*fanout+n]
				if p.lon >= q[0] && p.lon <= q[2] && p.lat >= q[1] && p.lat <= q[3] && !visit(i*fanout+n) {
					return false
				}
			}
			return true
		}
		for row := i * fanout; row < end; row++ {
			at := r.rows[row*rowSize+8:]
			lon, lat := int32(le.Uint32(at)), int32(le.Uint32(at[4:]))
			if lon >= q[0] && lon <= q[2] && lat >= q[1] && lat <= q[3] && !visit(row) {
				return false
			}
		}
		return true
	}
	end = min((i+1)*fanout, r.levels[l-1].count)
	for child := i * fanout; child < end; child++ {
		b := (*[boxSize]byte)(r.boxes[r.levels[l-1].start+child*boxSize:])[:]
		if int32(le.Uint32(b)) > q[2] || int32(le.Uint32(b[8:])) < q[0] || int32(le.Uint32(b[4:])) > q[3] || int32(le.Uint32(b[12:])) < q[1] {
			continue
		}
		if !r.withinBox(l-1, child, q, visit) {
			return false
		}
	}
	return true
}
