package zone

import (
	"cmp"
	"math"
	"slices"
)

// triangulation is a Delaunay triangulation of points in a plane by a radial sweep with edge flips (Sinclair, S-hull, 2010).
// tri holds three points a triangle, half the opposite half-edge of each of the triangle's edges, -1 on the hull.
type triangulation struct {
	x, y []float64
	tri  []int32
	half []int32

	hullNext, hullPrev, hullTri, hash []int32
	hullStart                         int32
	cx, cy                            float64
	stack                             []int32
}

// triangulate expects at least three points in general position; triangles turn clockwise where y points up.
func triangulate(x, y []float64) *triangulation {
	n := len(x)
	d := &triangulation{
		x: x, y: y,
		tri: make([]int32, 0, 6*n), half: make([]int32, 0, 6*n),
		hullNext: make([]int32, n), hullPrev: make([]int32, n), hullTri: make([]int32, n),
		hash: make([]int32, int(math.Ceil(math.Sqrt(float64(n))))),
	}
	i0, i1, i2 := d.seed()
	d.cx, d.cy = circumcentre(x[i0], y[i0], x[i1], y[i1], x[i2], y[i2])
	order := d.order()
	d.start(i0, i1, i2)
	for _, i := range order {
		if i != i0 && i != i1 && i != i2 {
			d.insert(i)
		}
	}
	return d
}

func (d *triangulation) seed() (i0, i1, i2 int32) {
	mx, my := middle(d.x), middle(d.y)
	i0 = d.closest(func(i int32) float64 { return sq(d.x[i]-mx) + sq(d.y[i]-my) })
	i1 = d.closest(func(i int32) float64 {
		if i == i0 {
			return math.Inf(1)
		}
		return sq(d.x[i]-d.x[i0]) + sq(d.y[i]-d.y[i0])
	})
	i2 = d.closest(func(i int32) float64 {
		if i == i0 || i == i1 {
			return math.Inf(1)
		}
		cx, cy := circumcentre(d.x[i0], d.y[i0], d.x[i1], d.y[i1], d.x[i], d.y[i])
		return sq(cx-d.x[i0]) + sq(cy-d.y[i0])
	})
	if d.orient(i0, i1, i2) < 0 {
		i1, i2 = i2, i1
	}
	return i0, i1, i2
}

func (d *triangulation) closest(distance func(int32) float64) int32 {
	best, at := math.Inf(1), int32(0)
	for i := range int32(len(d.x)) {
		if v := distance(i); v < best {
			best, at = v, i
		}
	}
	return at
}

func (d *triangulation) order() []int32 {
	dist, ids := make([]float64, len(d.x)), make([]int32, len(d.x))
	for i := range ids {
		ids[i], dist[i] = int32(i), sq(d.x[i]-d.cx)+sq(d.y[i]-d.cy)
	}
	slices.SortFunc(ids, func(a, b int32) int { return cmp.Or(cmp.Compare(dist[a], dist[b]), cmp.Compare(a, b)) })
	return ids
}

func (d *triangulation) start(i0, i1, i2 int32) {
	for i := range d.hash {
		d.hash[i] = -1
	}
	d.hullStart = i0
	d.hullNext[i0], d.hullNext[i1], d.hullNext[i2] = i1, i2, i0
	d.hullPrev[i0], d.hullPrev[i1], d.hullPrev[i2] = i2, i0, i1
	d.hullTri[i0], d.hullTri[i1], d.hullTri[i2] = 0, 1, 2
	for _, i := range []int32{i0, i1, i2} {
		d.hash[d.key(i)] = i
	}
	d.add(i0, i1, i2, -1, -1, -1)
}

// insert joins a point outside the hull to every hull edge that it sees.
func (d *triangulation) insert(i int32) {
	start, e := d.visible(i)
	if e < 0 {
		return // cannot be seen: only where rounding has the last word
	}
	t := d.add(e, i, d.hullNext[e], -1, -1, d.hullTri[e])
	d.hullTri[i] = d.legalize(t + 2)
	d.hullTri[e] = t
	n := d.hullNext[e]
	for q := d.hullNext[n]; d.orient(i, n, q) < 0; q = d.hullNext[n] {
		t = d.add(n, i, q, d.hullTri[i], -1, d.hullTri[n])
		d.hullTri[i] = d.legalize(t + 2)
		d.hullNext[n] = n // left the hull
		n = q
	}
	if e == start {
		for q := d.hullPrev[e]; d.orient(i, q, e) < 0; q = d.hullPrev[e] {
			t = d.add(q, i, e, -1, d.hullTri[e], d.hullTri[q])
			d.legalize(t + 2)
			d.hullTri[q] = t
			d.hullNext[e] = e
			e = q
		}
	}
	d.hullStart, d.hullPrev[i] = e, e
	d.hullNext[e], d.hullPrev[n] = i, i
	d.hullNext[i] = n
	d.hash[d.key(i)], d.hash[d.key(e)] = i, e
}

// visible finds a hull edge (by its first point) that point i sees, looking first in i's direction from the centre.
func (d *triangulation) visible(i int32) (start, e int32) {
	key := d.key(i)
	for j := range len(d.hash) {
		start = d.hash[(key+j)%len(d.hash)]
		if start >= 0 && start != d.hullNext[start] {
			break
		}
	}
	start = d.hullPrev[start]
	e = start
	for q := d.hullNext[e]; d.orient(i, e, q) >= 0; q = d.hullNext[e] {
		if e = q; e == start {
			return start, -1
		}
	}
	return start, e
}

func (d *triangulation) add(a, b, c, ha, hb, hc int32) int32 {
	t := int32(len(d.tri))
	d.tri = append(d.tri, a, b, c)
	d.half = append(d.half, -1, -1, -1)
	d.link(t, ha)
	d.link(t+1, hb)
	d.link(t+2, hc)
	return t
}

func (d *triangulation) link(a, b int32) {
	d.half[a] = b
	if b >= 0 {
		d.half[b] = a
	}
}

// legalize flips edges until no circumcircle holds a fourth point; it gives the half-edge left of the inserted point.
func (d *triangulation) legalize(a int32) int32 {
	d.stack = d.stack[:0]
	for {
		b, a0 := d.half[a], a-a%3
		ar := a0 + (a+2)%3
		flipped := false
		if b >= 0 {
			b0 := b - b%3
			al, bl := a0+(a+1)%3, b0+(b+2)%3
			p0, p1 := d.tri[ar], d.tri[bl]
			if d.inCircle(p0, d.tri[a], d.tri[al], p1) {
				d.flip(a, b, ar, bl, p0, p1)
				d.stack = append(d.stack, b0+(b+1)%3)
				flipped = true
			}
		}
		if flipped {
			continue
		}
		if len(d.stack) == 0 {
			return ar
		}
		a = d.stack[len(d.stack)-1]
		d.stack = d.stack[:len(d.stack)-1]
	}
}

func (d *triangulation) flip(a, b, ar, bl, p0, p1 int32) {
	d.tri[a], d.tri[b] = p1, p0
	hbl := d.half[bl]
	if hbl == -1 { // the flipped edge lay on the far side of the hull
		for e := d.hullStart; ; {
			if d.hullTri[e] == bl {
				d.hullTri[e] = a
				break
			}
			if e = d.hullPrev[e]; e == d.hullStart {
				break
			}
		}
	}
	d.link(a, hbl)
	d.link(b, d.half[ar])
	d.link(ar, bl)
}

func (d *triangulation) key(i int32) int {
	dx, dy := d.x[i]-d.cx, d.y[i]-d.cy
	p := dx / (math.Abs(dx) + math.Abs(dy))
	if math.IsNaN(p) {
		p = 0
	}
	angle := (1 + p) / 4 // grows with the angle, without its cost
	if dy > 0 {
		angle = (3 - p) / 4
	}
	return int(angle*float64(len(d.hash))) % len(d.hash)
}

func (d *triangulation) orient(a, b, c int32) float64 {
	return (d.y[a]-d.y[c])*(d.x[b]-d.x[c]) - (d.x[a]-d.x[c])*(d.y[b]-d.y[c])
}

func (d *triangulation) inCircle(a, b, c, p int32) bool {
	px, py := d.x[p], d.y[p]
	dx, dy := d.x[a]-px, d.y[a]-py
	ex, ey := d.x[b]-px, d.y[b]-py
	fx, fy := d.x[c]-px, d.y[c]-py
	ap, bp, cp := dx*dx+dy*dy, ex*ex+ey*ey, fx*fx+fy*fy
	return dx*(ey*cp-bp*fy)-dy*(ex*cp-bp*fx)+ap*(ex*fy-ey*fx) < 0
}

func circumcentre(ax, ay, bx, by, cx, cy float64) (x, y float64) {
	dx, dy, ex, ey := bx-ax, by-ay, cx-ax, cy-ay
	bl, cl := dx*dx+dy*dy, ex*ex+ey*ey
	k := 0.5 / (dx*ey - dy*ex)
	return ax + (ey*bl-dy*cl)*k, ay + (dx*cl-ex*bl)*k
}

func sq(x float64) float64 { return x * x }

func middle(v []float64) float64 { return (slices.Min(v) + slices.Max(v)) / 2 }
