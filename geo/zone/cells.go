package zone

import (
	"math"
	"slices"
)

// arcStep is the angle between the points of a cap, 7.5 degrees: the chord stays within 0.3 % of the radius.
const arcStep = math.Pi / 24

// chordError is how far, in km, a straight line in longitude and latitude may stray from the great circle before an edge
// gets a point more.
const chordError = 0.0005

// builder makes the capped cells of the sites of one country.
type builder struct {
	d       *Diagram
	site    []int32
	at      []vec
	reach   []float64 // cap as an angle on the sphere, -1 for sites that only bound
	sides   [][]side
	centres []int32 // vertex of each triangle's circumcentre, -1 until needed
	tri     *triangulation
	out     []edge
}

// side is the part of a cell's border that lies on the bisector with a neighbour, counterclockwise.
type side struct {
	toward     float64 // azimuth of the neighbour, counterclockwise from east
	start, end int32   // vertices
	open       [2]bool // whether the cap, not a corner of the diagram, ends it
	from, to   float64 // azimuth of start and end
}

func newBuilder(d *Diagram, members []int32) *builder {
	b := &builder{d: d, site: members, sides: make([][]side, len(members))}
	for _, m := range members {
		s := d.sites[m]
		b.at = append(b.at, toSphere(jitter(s.Point)))
		reach := -1.0
		if s.CapKM > 0 && !overPole(s) {
			reach = math.Min(s.CapKM*sphereScale(s.Point), 0.45*math.Pi)
		}
		b.reach = append(b.reach, reach)
		if reach > (90-math.Abs(s.Point[1])-1)*rad {
			d.polar = true
		}
	}
	return b
}

// overPole says whether a cell would come within 0.1 degrees of a pole, where straight lines in longitude and latitude no
// longer follow the ground. Such a site only bounds others.
func overPole(s Site) bool { return math.Abs(s.Point[1])+s.CapKM/111 > 89.9 }

func (b *builder) edges() []edge {
	switch n := len(b.site); {
	case n == 2:
		b.border(0, 1, -1, -1)
	case n > 2:
		b.triangulate()
	}
	for i := range b.site {
		if b.reach[i] > 0 {
			b.caps(int32(i))
		}
	}
	return b.out
}

// triangulate walks the Delaunay edges. The sphere is projected stereographically, which keeps circles circles, from a
// point far from every site.
func (b *builder) triangulate() {
	pole := emptyPole(b.at)
	east, north := frame(pole)
	x, y := make([]float64, len(b.at)), make([]float64, len(b.at))
	for i, p := range b.at {
		k := 1 / (1 - p.dot(pole))
		x[i], y[i] = p.dot(east)*k, p.dot(north)*k
	}
	b.tri = triangulate(x, y)
	b.centres = make([]int32, len(b.tri.tri)/3)
	for i := range b.centres {
		b.centres[i] = -1
	}
	for e := range int32(len(b.tri.tri)) {
		twin := b.tri.half[e]
		if twin > e {
			continue
		}
		i, j := b.tri.tri[e], b.tri.tri[e-e%3+(e+1)%3]
		if b.reach[i] < 0 && b.reach[j] < 0 {
			continue
		}
		left, right := e/3, int32(-1)
		if twin >= 0 {
			right = twin / 3
		}
		if i > j {
			i, j, left, right = j, i, right, left
		}
		b.border(i, j, left, right)
	}
}

// emptyPole gives a point of the sphere far from the sites: opposite their mean, or else the emptiest of 500 spread points.
func emptyPole(at []vec) vec {
	var mean vec
	for _, p := range at {
		mean = mean.add(p)
	}
	if mean.norm() > 1e-9 {
		if pole := mean.unit().scale(-1); nearestCos(at, pole) < 0.9 {
			return pole
		}
	}
	best, at0 := 2.0, vec{0, 0, -1}
	for k := range 500 {
		z := (2*float64(k)+1)/500 - 1
		s, c := math.Sincos(float64(k) * math.Pi * (3 - math.Sqrt(5)))
		r := math.Sqrt(1 - z*z)
		p := vec{r * c, r * s, z}
		if n := nearestCos(at, p); n < best {
			best, at0 = n, p
		}
	}
	return at0
}

func nearestCos(at []vec, p vec) float64 {
	best := -2.0
	for _, q := range at {
		best = math.Max(best, q.dot(p))
	}
	return best
}

// centre gives a triangle's circumcentre; the sign makes it the near one whichever way the triangle turns.
func (b *builder) centre(t int32) vec {
	p := b.at[b.tri.tri[3*t]]
	c := b.at[b.tri.tri[3*t+1]].sub(p).cross(b.at[b.tri.tri[3*t+2]].sub(p)).unit()
	if c.dot(p) < 0 {
		return c.scale(-1)
	}
	return c
}

func (b *builder) centreVertex(t int32) int32 {
	if b.centres[t] < 0 {
		b.centres[t] = b.d.verts.addPoint(fromSphere(b.centre(t)))
	}
	return b.centres[t]
}

// border cuts the bisector of sites i and j (i < j) at the circumcentres of the triangles left and right of i→j and at
// both caps. Positions on it are angles from the midpoint, growing to the left of i→j, so that cell i lies left of it.
func (b *builder) border(i, j, left, right int32) {
	pi, pj := b.at[i], b.at[j]
	gap := pi.angle(pj)
	m, u := pi.add(pj).unit(), pi.cross(pj).unit()
	ri, rj := b.reach[i], b.reach[j]
	if b.d.sites[b.site[i]].CapKM == b.d.sites[b.site[j]].CapKM {
		// The same cap is not quite the same angle at both; a difference of centimetres would only make splinters.
		ri = math.Max(ri, rj)
		rj = ri
	}
	hi, hj := halfChord(ri, gap), halfChord(rj, gap)
	h := math.Max(hi, hj)
	if h <= 0 {
		return
	}
	line := bisector{b: b, m: m, u: u, lo: -h, hi: h, loTri: -1, hiTri: -1}
	if left >= 0 {
		line.endAt(left, &line.hi, &line.hiTri, math.Min)
	}
	if right >= 0 {
		line.endAt(right, &line.lo, &line.loTri, math.Max)
	}
	if line.lo >= line.hi {
		return
	}
	si, sj := line.span(hi), line.span(hj)
	stops := line.stops(si, sj)
	ids := make([]int32, len(stops))
	for k, t := range stops {
		ids[k] = line.vertex(t)
	}
	for k := 1; k < len(stops); k++ {
		mid, e := (stops[k-1]+stops[k])/2, edge{u: ids[k-1], v: ids[k], left: -1, right: -1}
		if si.holds(mid) {
			e.left = b.site[i]
		}
		if sj.holds(mid) {
			e.right = b.site[j]
		}
		e.shared = e.left >= 0 && e.right >= 0
		if e.u != e.v && (e.left >= 0 || e.right >= 0) {
			b.out = append(b.out, e)
		}
	}
	b.addSide(i, j, &line, si, stops, ids, false)
	b.addSide(j, i, &line, sj, stops, ids, true)
}

// halfChord is how far from the midpoint of a gap a cap crosses the bisector, 0 where it does not reach it.
func halfChord(reach, gap float64) float64 {
	if reach <= gap/2 {
		return 0
	}
	return math.Acos(clamp(math.Cos(reach)/math.Cos(gap/2), -1, 1))
}

// span is the part of a bisector within one site's cap.
type span struct{ lo, hi float64 }

func (s span) holds(t float64) bool { return t > s.lo && t < s.hi }

// span cuts a half chord to the bisector. A cap that ends within 2 m of a corner ends in it.
func (l *bisector) span(h float64) span {
	const near = 3e-7
	s := span{math.Max(-h, l.lo), math.Min(h, l.hi)}
	if s.lo-l.lo < near {
		s.lo = l.lo
	}
	if l.hi-s.hi < near {
		s.hi = l.hi
	}
	if h <= 0 {
		s.hi = s.lo
	}
	return s
}

// bisector is the great circle of points at equal distance from two sites, from lo to hi.
type bisector struct {
	b            *builder
	m, u         vec
	lo, hi       float64
	loTri, hiTri int32 // the triangle whose circumcentre ends it, -1 where a cap does
}

func (l *bisector) endAt(t int32, bound *float64, which *int32, pick func(a, b float64) float64) {
	c := l.b.centre(t)
	at := math.Atan2(c.dot(l.u), c.dot(l.m))
	if pick(at, *bound) == at {
		*bound, *which = at, t
	}
}

// stops gives the positions of all vertices on it: its ends, both caps, and points that keep it on the great circle.
func (l *bisector) stops(spans ...span) []float64 {
	marks := []float64{l.lo, l.hi}
	for _, s := range spans {
		if s.lo < s.hi {
			marks = append(marks, s.lo, s.hi)
		}
	}
	slices.Sort(marks)
	marks = slices.Compact(marks)
	sin := math.Abs(l.m.z)
	tan := math.Max(sin/math.Sqrt(math.Max(1-sin*sin, 1e-6)), 1e-3)
	step := math.Min(20, math.Sqrt(8*semiMajorKM*chordError/tan)) / semiMajorKM
	out := marks[:1:1]
	for k := 1; k < len(marks); k++ {
		n := math.Min(math.Ceil((marks[k]-marks[k-1])/step), 1000)
		for s := 1.0; s < n; s++ {
			out = append(out, marks[k-1]+(marks[k]-marks[k-1])*s/n)
		}
		out = append(out, marks[k])
	}
	return out
}

func (l *bisector) vertex(t float64) int32 {
	if t == l.lo && l.loTri >= 0 {
		return l.b.centreVertex(l.loTri)
	}
	if t == l.hi && l.hiTri >= 0 {
		return l.b.centreVertex(l.hiTri)
	}
	return l.b.d.verts.addPoint(fromSphere(along(l.m, l.u, t)))
}

func (b *builder) addSide(i, j int32, l *bisector, in span, stops []float64, ids []int32, reverse bool) {
	lo, hi := 0, len(stops)-1
	for lo < len(stops) && stops[lo] < in.lo {
		lo++
	}
	for hi >= 0 && stops[hi] > in.hi {
		hi--
	}
	if in.lo >= in.hi || lo >= hi {
		return
	}
	s := side{
		toward: b.azimuth(i, b.at[j]), start: ids[lo], end: ids[hi],
		open: [2]bool{lo != 0 || l.loTri < 0, hi != len(stops)-1 || l.hiTri < 0},
		from: b.azimuth(i, along(l.m, l.u, stops[lo])), to: b.azimuth(i, along(l.m, l.u, stops[hi])),
	}
	if reverse {
		s.start, s.end, s.from, s.to = s.end, s.start, s.to, s.from
		s.open[0], s.open[1] = s.open[1], s.open[0]
	}
	b.sides[i] = append(b.sides[i], s)
}

func (b *builder) azimuth(i int32, p vec) float64 {
	east, north := frame(b.at[i])
	return math.Atan2(p.dot(north), p.dot(east))
}
