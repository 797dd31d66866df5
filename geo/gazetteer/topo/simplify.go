package topo

import "math"

// simplify applies Douglas and Peucker's algorithm to an arc: no point left out lies further than the tolerance from what
// stays. The ends stay. A closed arc keeps at least three different points, one marked keep at least one between its ends.
func (a *arc) simplify() []Point {
	last := len(a.points) - 1
	if last < 2 {
		return a.points
	}
	kept := make([]bool, last+1)
	kept[0], kept[last] = true, true
	if a.points[0] == a.points[last] {
		far := farthestFrom(a.points, a.points[0])
		kept[far] = true
		mid, _ := farthest(a.points, 0, far)
		if other, d := farthest(a.points, far, last); mid < 0 || d > 0 {
			mid = other
		}
		if mid > 0 {
			kept[mid] = true
		}
		a.thin(0, far, kept)
		a.thin(far, last, kept)
	} else {
		if a.keep {
			if mid, d := farthest(a.points, 0, last); d > 0 {
				kept[mid] = true
			}
		}
		a.thin(0, last, kept)
	}
	out := make([]Point, 0, 8)
	for i, k := range kept {
		if k {
			out = append(out, a.points[i])
		}
	}
	return out
}

func (a *arc) thin(from, to int, kept []bool) {
	i, d := farthest(a.points, from, to)
	if i < 0 || d <= a.tolerance*a.tolerance {
		return
	}
	kept[i] = true
	a.thin(from, i, kept)
	a.thin(i, to, kept)
}

// farthest gives the point between two others that lies farthest from the segment between them, and the square of that
// distance; longitudes are shortened by the cosine of the latitude.
func farthest(points []Point, from, to int) (at int, d2 float64) {
	at, d2 = -1, -1
	p, q := points[from], points[to]
	scale := math.Cos(float64(p.Y) / Grid * math.Pi / 180)
	dx, dy := float64(q.X-p.X)*scale, float64(q.Y-p.Y)
	length2 := dx*dx + dy*dy
	for i := from + 1; i < to; i++ {
		x, y := float64(points[i].X-p.X)*scale, float64(points[i].Y-p.Y)
		if length2 > 0 {
			t := math.Max(0, math.Min(1, (x*dx+y*dy)/length2))
			x, y = x-t*dx, y-t*dy
		}
		if d := x*x + y*y; d > d2 {
			at, d2 = i, d
		}
	}
	return at, d2
}

func farthestFrom(points []Point, p Point) (at int) {
	best := -1.0
	for i, q := range points {
		dx, dy := float64(q.X-p.X), float64(q.Y-p.Y)
		if d := dx*dx + dy*dy; d > best {
			at, best = i, d
		}
	}
	return at
}
