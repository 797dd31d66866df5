package gazetteer

import (
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/geo/gazetteer/index"
)

// Nearest gives the places nearest to p on the ellipsoid, nearest first; 10 where no limit is given.
func (g *Gazetteer) Nearest(p orb.Point, o NearOptions) []Neighbour {
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
	var out []Neighbour
	for _, l := range g.layers {
		// One more than asked for: chords of nearly the same length may sort the other way round.
		for _, n := range l.r.Nearest(p[0], p[1], o.Limit+2, maxChord, l.filter(o)) {
			place := l.place(n.Place)
			way := geo.Inverse(p, place.Point)
			if o.MaxMetres > 0 && float64(way.Distance) > o.MaxMetres {
				continue
			}
			if len(g.layers) > 1 && slices.ContainsFunc(out, func(x Neighbour) bool { return sameEntry(&x.Place, &place) }) {
				continue
			}
			out = append(out, Neighbour{place, float64(way.Distance), way.Azimuth1})
		}
	}
	slices.SortStableFunc(out, func(a, b Neighbour) int {
		switch {
		case a.Metres < b.Metres:
			return -1
		case a.Metres > b.Metres:
			return 1
		}
		return strings.Compare(a.Place.ID, b.Place.ID)
	})
	return out[:min(len(out), o.Limit)]
}

// sameEntry is same for entries that were not found by their name.
func sameEntry(a, b *Place) bool {
	return a.ID == b.ID || a.Name == b.Name && same(a, b)
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

// Within gives the places inside the bound (which may cross the antimeridian: Min lon > Max lon), by falling population.
func (g *Gazetteer) Within(b orb.Bound, o NearOptions) []Place {
	var out []Place
	box := index.Bound{West: b.Min[0], South: b.Min[1], East: b.Max[0], North: b.Max[1]}
	for _, l := range g.layers {
		var rows []int
		keep := l.filter(o)
		l.r.Within(box, func(i int) bool {
			if keep == nil || keep(i) {
				rows = append(rows, i)
			}
			return true
		})
		slices.SortFunc(rows, func(a, b int) int {
			if d := l.r.Population(b) - l.r.Population(a); d != 0 {
				return int(max(-1, min(d, 1)))
			}
			return a - b
		})
		if o.Limit > 0 {
			rows = rows[:min(len(rows), o.Limit)]
		}
		for _, i := range rows {
			p := l.place(i)
			if len(g.layers) == 1 || !slices.ContainsFunc(out, func(x Place) bool { return sameEntry(&x, &p) }) {
				out = append(out, p)
			}
		}
	}
	if len(g.layers) > 1 {
		slices.SortStableFunc(out, func(a, b Place) int { return int(max(-1, min(b.Population-a.Population, 1))) })
	}
	if o.Limit > 0 {
		out = out[:min(len(out), o.Limit)]
	}
	return out
}
