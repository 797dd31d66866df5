package gazetteer

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"dateline/geo"
)

// Nearest gives the places nearest to p on the ellipsoid, nearest first; 10 where no limit is given.
func (g *Gazetteer) Nearest(p orb.Point, o NearOptions) []Neighbour {
	found := g.NearRefs(p, o)
	out := make([]Neighbour, len(found))
	for i, n := range found {
		out[i] = Neighbour{n.Place(), n.Metres, n.Azimuth}
	}
	return out
}

// NearRef is a [Neighbour] whose place has not been unpacked.
type NearRef struct {
	Ref
	Metres  float64
	Azimuth float64
}

// NearRefs is Nearest without unpacking the places.
func (g *Gazetteer) NearRefs(p orb.Point, o NearOptions) []NearRef {
	list := g.nearest(p, &o)
	out := make([]NearRef, 0, min(len(list), o.Limit))
	for i := range list {
		if len(out) == o.Limit {
			break
		}
		r := list[i].Ref
		way := geo.Inverse(p, r.Point())
		if o.MaxMetres > 0 && float64(way.Distance) > o.MaxMetres {
			continue
		}
		if len(g.layers) > 1 && slices.ContainsFunc(out, func(x NearRef) bool { return sameEntry(x.Ref, r) }) {
			continue
		}
		out = append(out, NearRef{r, float64(way.Distance), way.Azimuth1})
	}
	return out
}

// NearestRefs is Nearest for those who want the order alone: nothing is unpacked, and nothing is measured that the order does
// not hang on. Places that several gazetteers have are not joined.
func (g *Gazetteer) NearestRefs(p orb.Point, o NearOptions) []Ref {
	list := g.nearest(p, &o)
	out := make([]Ref, 0, min(len(list), o.Limit))
	for i := range list {
		n := &list[i]
		if o.MaxMetres > 0 && float64(geo.Distance(p, n.Point())) > o.MaxMetres {
			continue
		}
		if out = append(out, n.Ref); len(out) == o.Limit {
			break
		}
	}
	return out
}

// nearRef is a place on its way into the order of distances.
type nearRef struct {
	Ref
	chord2 float64 // square of the chord in square metres
}

// nearest gives a few more places than o.Limit, which it sets where it is not given, of each layer, in the order of the
// ellipsoid.
func (g *Gazetteer) nearest(p orb.Point, o *NearOptions) []nearRef {
	if !valid(p) {
		return nil
	}
	if o.Limit <= 0 {
		o.Limit = 10
	}
	maxChord := math.Inf(1)
	if o.MaxMetres > 0 {
		maxChord = o.MaxMetres // a chord is never longer than the way along the ground
	}
	var list []nearRef
	for _, l := range g.layers {
		// One more than asked for: chords of nearly the same length may sort the other way round.
		found := l.r.Nearest(p[0], p[1], o.Limit+2, maxChord, l.filter(*o))
		list = slices.Grow(list, len(found))
		for _, n := range found {
			list = append(list, nearRef{Ref: Ref{l, n.Place}, chord2: n.Chord2})
		}
	}
	for i := 1; i < len(list); i++ { // nearly sorted already, or two or three lists that are
		for j := i; j > 0 && list[j].before(&list[j-1], p); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
	return list
}

// before compares by the chords where those tell, and by the geodesics where the chords are too much alike. A geodesic is
// longer than its chord c by c³/24R² and more; R differs by 1 % with place and direction, so that squares of chords decide
// where they differ by more than 0.17 % of (c/R)². Nearly twice that is asked for, and a rounding.
func (n *nearRef) before(o *nearRef, p orb.Point) bool {
	const polar = 6356752.0
	if sure := 1e-9 + 3e-3*o.chord2/(polar*polar); math.Abs(n.chord2-o.chord2) > sure*math.Max(n.chord2, o.chord2) {
		return n.chord2 < o.chord2
	}
	if n.Point() == o.Point() {
		return n.ID() < o.ID()
	}
	a, b := geo.Distance(p, n.Point()), geo.Distance(p, o.Point())
	return a < b || a == b && n.ID() < o.ID()
}

// sameEntry is same for entries of different gazetteers that were not found by their name.
func sameEntry(a, b Ref) bool {
	if a.layer == b.layer {
		return false
	}
	if a.ID() == b.ID() {
		return true
	}
	if a.Name() != b.Name() {
		return false
	}
	p, q := a.Place(), b.Place()
	return same(&p, &q)
}

func valid(p orb.Point) bool {
	return p[0] >= -180 && p[0] <= 180 && p[1] >= -90 && p[1] <= 90
}

// filter turns options into a test of rows; nil where everything passes.
func (l *layer) filter(o NearOptions) func(int) bool {
	if len(o.Kinds) == 0 && o.Country == "" && o.MinPopulation <= 0 {
		return nil
	}
	return func(i int) bool {
		return (o.Country == "" || l.r.Country(i) == o.Country) && l.r.Population(i) >= o.MinPopulation && l.kindIn(i, o.Kinds)
	}
}

// kindIn says whether the place is of one of the kinds, feature codes or classes; no kinds mean any.
func (l *layer) kindIn(i int, kinds []string) bool {
	if len(kinds) == 0 {
		return true
	}
	class, kind := l.r.Kind(i)
	for _, k := range kinds {
		if k == kind || len(k) == 1 && k[0] == class {
			return true
		}
	}
	return false
}
