package index

import (
	"math"
	"slices"
	"sync"
)

// Near is a place with the square of its chord, the straight line through the Earth, in square metres.
type Near struct {
	Place  int
	Chord2 float64
}

// Nearest gives the limit places with the shortest chord from the point, shortest first, of those that keep says true for
// (nil: all) and whose chord is at most maxChord metres. Chords on the ellipsoid sort like geodesics but for differences
// of some 1e-8 of the length: ask for a few more than needed and sort by the geodesic.
func (r *Reader) Nearest(lon, lat float64, limit int, maxChord float64, keep func(place int) bool) []Near {
	if limit <= 0 || !r.spatial() {
		return nil
	}
	s := searches.Get().(*nearSearch)
	defer searches.Put(s)
	*s = nearSearch{r: r, at: Geocentric(lon, lat), lon: lon, lat: lat, limit: limit, keep: keep, queue: s.queue[:0]}
	s.narrow(maxChord * maxChord)
	s.axis = math.Hypot(s.at[0], s.at[1])
	for i, v := range s.at {
		s.floor[i], s.ceil[i] = int64(math.Floor(v)), int64(math.Ceil(v))
	}
	s.out = make([]Near, 0, min(limit, 64)+4)
	s.push(pending{0, int32(len(r.levels) - 1), 0})
	s.run()
	if r.points != nil {
		s.measure(maxChord * maxChord)
	}
	out := s.out
	s.out, s.keep, s.r = nil, nil, nil
	return out
}

// searches keeps the queues of searches for the next ones.
var searches = sync.Pool{New: func() any { return &nearSearch{queue: make([]pending, 0, 256)} }}

// pending is a box that waits, with the least chord² to it.
type pending struct {
	chord2 float64
	level  int32
	box    int32
}

type nearSearch struct {
	r     *Reader
	at    [3]float64
	limit int
	// floor and ceil are at in whole metres.
	floor, ceil [3]int64
	bound       float64 // chord² beyond which nothing counts
	rough       float64 // the same for points in whole metres
	keep        func(int) bool
	// lon and lat are the point in degrees, axis its distance from the Earth's axis in metres.
	lon, lat, axis float64
	queue          []pending
	out            []Near
}

func (s *nearSearch) run() {
	for len(s.queue) > 0 {
		p := s.pop()
		if p.chord2 > s.bound {
			return
		}
		s.visit(int(p.level), int(p.box))
	}
}

func (s *nearSearch) visit(level, box int) {
	if level == 0 {
		s.leaf(box)
	} else {
		s.open(level, box)
	}
}

// open puts the boxes inside a box into the queue. One that holds the point is as near as any: it is visited at once, so that its
// places keep others from being queued at all.
func (s *nearSearch) open(l, i int) {
	below := s.r.levels[l-1]
	for child := i * fanout; child < min((i+1)*fanout, below.count); child++ {
		b := (*[boxSize]byte)(s.r.boxes[below.start+child*boxSize:])
		if d := s.boxDistance(b); d == 0 {
			s.visit(l-1, child)
		} else if d <= s.bound {
			s.push(pending{d, int32(l - 1), int32(child)})
		}
	}
}

// boxDistance is the square of the distance to an Earth-centred box, or of up to a metre less a side: whole numbers need no
// branches, which nothing could predict.
func (s *nearSearch) boxDistance(b *[boxSize]byte) float64 {
	var d int64
	for i := range 3 {
		lo, hi := int64(int32(le.Uint32(b[16+4*i:]))), int64(int32(le.Uint32(b[28+4*i:])))
		gap := max(lo-s.ceil[i], s.floor[i]-hi, 0)
		d += gap * gap
	}
	return float64(d)
}

func (s *nearSearch) leaf(i int) {
	if s.r.points != nil {
		s.leafOfPoints(i)
		return
	}
	for row := i * fanout; row < min((i+1)*fanout, s.r.places); row++ {
		at := s.r.rows[row*rowSize+8:]
		lon, lat := degrees(int32(le.Uint32(at))), degrees(int32(le.Uint32(at[4:])))
		if s.far(lon, lat) || s.keep != nil && !s.keep(row) {
			continue
		}
		p := Geocentric(lon, lat)
		dx, dy, dz := p[0]-s.at[0], p[1]-s.at[1], p[2]-s.at[2]
		if d := dx*dx + dy*dy + dz*dz; d <= s.bound {
			s.insert(Near{row, d})
		}
	}
}

// rounding is how much a chord between points of whole metres may differ from the true one: half the diagonal of a cube of a metre.
const rounding = 0.87

// leafOfPoints takes in what may be near enough by whole metres; [nearSearch.measure] tells the rest apart.
func (s *nearSearch) leafOfPoints(i int) {
	for n := range s.r.points[i*fanout : min((i+1)*fanout, s.r.places)] {
		row := i*fanout + n
		p := &s.r.points[row]
		dx, dy, dz := float64(p.at[0])-s.at[0], float64(p.at[1])-s.at[1], float64(p.at[2])-s.at[2]
		if d := dx*dx + dy*dy + dz*dz; d <= s.rough && (s.keep == nil || s.keep(row)) {
			s.insertRough(Near{row, d})
		}
	}
}

// insertRough keeps out sorted by chords of whole metres, and of what follows the limit only what may come before it when measured.
func (s *nearSearch) insertRough(n Near) {
	i := len(s.out)
	s.out = append(s.out, n)
	for ; i > 0 && closer(n, s.out[i-1]); i-- {
		s.out[i] = s.out[i-1]
	}
	s.out[i] = n
	if len(s.out) < s.limit || i >= s.limit {
		return
	}
	last := math.Sqrt(s.out[s.limit-1].Chord2) + rounding
	s.bound = math.Min(s.bound, last*last)
	last += rounding
	s.rough = math.Min(s.rough, last*last)
	for s.out[len(s.out)-1].Chord2 > s.rough {
		s.out = s.out[:len(s.out)-1]
	}
}

// measure puts the true chords in the place of rough ones, and keeps the limit shortest of those up to most.
func (s *nearSearch) measure(most float64) {
	rough := s.out
	s.out = s.out[:0] // never longer than what has been read of rough
	s.bound = most
	for _, n := range rough {
		p := &s.r.points[n.Place]
		at := Geocentric(degrees(p.lon), degrees(p.lat))
		dx, dy, dz := at[0]-s.at[0], at[1]-s.at[1], at[2]-s.at[2]
		if n.Chord2 = dx*dx + dy*dy + dz*dz; n.Chord2 <= s.bound {
			s.insert(n)
		}
	}
}

// narrow sets the chord² beyond which nothing counts.
func (s *nearSearch) narrow(bound float64) {
	s.bound = bound
	chord := math.Sqrt(bound) + rounding
	s.rough = chord * chord
}

// far says without trigonometry that a place is too far: no chord is shorter than the way to the meridian of the place, the
// distance from the axis times the sine of the difference of longitude; nor, over a few degrees, than 110,000 metres a degree of latitude
// (the shortest, at the equator, has 110,574).
func (s *nearSearch) far(lon, lat float64) bool {
	const rad = math.Pi / 180
	if d := math.Abs(lat - s.lat); d < 5 {
		if north := d * 110000; north*north > s.bound {
			return true
		}
	}
	d := math.Abs(lon-s.lon) * rad
	if d > 1 {
		return false
	}
	east := s.axis * d * (1 - d*d/6) // the sine is never less
	return east*east > s.bound
}

// insert keeps out sorted and at most limit long; a tie goes to the place that comes first in the file.
func (s *nearSearch) insert(n Near) {
	if len(s.out) == s.limit {
		if last := s.out[len(s.out)-1]; !closer(n, last) {
			return
		}
		s.out = s.out[:len(s.out)-1]
	}
	i := len(s.out)
	for i > 0 && closer(n, s.out[i-1]) {
		i--
	}
	s.out = slices.Insert(s.out, i, n)
	if len(s.out) == s.limit {
		s.narrow(math.Min(s.bound, s.out[len(s.out)-1].Chord2))
	}
}

func closer(a, b Near) bool { return a.Chord2 < b.Chord2 || a.Chord2 == b.Chord2 && a.Place < b.Place }

// push and pop keep the queue as a binary heap on chord2.
func (s *nearSearch) push(p pending) {
	s.queue = append(s.queue, p)
	i := len(s.queue) - 1
	for i > 0 {
		parent := (i - 1) / 2
		if s.queue[parent].chord2 <= p.chord2 {
			break
		}
		s.queue[i] = s.queue[parent]
		i = parent
	}
	s.queue[i] = p
}

func (s *nearSearch) pop() pending {
	top := s.queue[0]
	n := len(s.queue) - 1
	last := s.queue[n]
	s.queue = s.queue[:n]
	i := 0
	for {
		child := 2*i + 1
		if child >= n {
			break
		}
		if child+1 < n && s.queue[child+1].chord2 < s.queue[child].chord2 {
			child++
		}
		if last.chord2 <= s.queue[child].chord2 {
			break
		}
		s.queue[i] = s.queue[child]
		i = child
	}
	if n > 0 {
		s.queue[i] = last
	}
	return top
}
