package gazetteer

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"dateline/geo/gazetteer/index"
)

// Within gives the places inside the bound (which may cross the antimeridian: Min lon > Max lon), by falling population, quarters
// of towns behind the towns.
func (g *Gazetteer) Within(b orb.Bound, o NearOptions) []Place {
	refs := g.WithinRefs(b, o)
	out := make([]Place, len(refs))
	for i, r := range refs {
		out[i] = r.Place()
	}
	return out
}

// WithinRefs is Within without unpacking the places.
func (g *Gazetteer) WithinRefs(b orb.Bound, o NearOptions) []Ref {
	var out []Ref
	box := index.Bound{West: b.Min[0], South: b.Min[1], East: b.Max[0], North: b.Max[1]}
	for _, l := range g.layers {
		out = l.inside(out, box, o)
	}
	if len(g.layers) > 1 {
		slices.SortStableFunc(out, func(a, b Ref) int { return cmp.Compare(b.standing(), a.standing()) })
	}
	if o.Limit > 0 {
		out = out[:min(len(out), o.Limit)]
	}
	return out
}

// orders keeps the lists of rows being sorted for the next questions.
var orders = sync.Pool{New: func() any { return new([]uint64) }}

// inside adds the layer's places in the box to out, those of the highest standing first, and leaves out what out has of other layers.
// It sorts numbers: the standing, turned round, above the row.
func (l *layer) inside(out []Ref, box index.Bound, o NearOptions) []Ref {
	buf := orders.Get().(*[]uint64)
	order, keep := (*buf)[:0], l.filter(o)
	l.r.Within(box, func(i int) bool {
		if keep == nil || keep(i) {
			order = append(order, (math.MaxUint32-uint64(Ref{l, i}.standing()))<<32|uint64(i))
		}
		return true
	})
	slices.Sort(order)
	found := order
	if o.Limit > 0 {
		found = order[:min(len(order), o.Limit)]
	}
	out = slices.Grow(out, len(found))
	others := out
	for _, n := range found {
		r := Ref{l, int(n & math.MaxUint32)}
		if !slices.ContainsFunc(others, func(x Ref) bool { return sameEntry(x, r) }) {
			out = append(out, r)
		}
	}
	*buf = order
	orders.Put(buf)
	return out
}

// standing is the population of a place, a thousandth of it for a quarter of a town: some sources give a quarter more people than
// the town has (Al Mawşil al Jadīdah and Mosul).
func (r Ref) standing() int64 {
	population := r.layer.r.Population(r.index)
	if _, kind := r.layer.r.Kind(r.index); kind == "PPLX" {
		return population / 1000
	}
	return population
}
