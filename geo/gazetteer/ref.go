package gazetteer

import (
	"iter"

	"github.com/paulmach/orb"

	"dateline/geo/gazetteer/index"
)

// Ref is a place that has not been unpacked: it costs no memory, and gives the parts that are asked for.
type Ref struct {
	layer *layer
	index int
}

// Place unpacks the whole place.
func (r Ref) Place() Place { return r.layer.place(r.index) }

// ID gives the id of the place.
func (r Ref) ID() string { return r.layer.r.ID(r.index) }

// Name gives its own name.
func (r Ref) Name() string { return r.layer.r.Name(r.index) }

// Population gives its inhabitants, 0 where they are not known.
func (r Ref) Population() int64 { return r.layer.r.Population(r.index) }

// Source names where the point comes from.
func (r Ref) Source() string { return r.layer.r.Source(r.index) }

// Point gives longitude and latitude in degrees.
func (r Ref) Point() orb.Point {
	lon, lat := r.layer.r.Fixed(r.index)
	return orb.Point{float64(lon) / 1e7, float64(lat) / 1e7}
}

// In gives the places inside the bound, which may cross the antimeridian (Min lon > Max lon), in no order that means anything and
// without joining those that several gazetteers have. It is for counting and drawing; [Gazetteer.Within] sorts and joins.
func (g *Gazetteer) In(b orb.Bound) iter.Seq[Ref] {
	box := index.Bound{West: b.Min[0], South: b.Min[1], East: b.Max[0], North: b.Max[1]}
	return func(yield func(Ref) bool) {
		for _, l := range g.layers {
			more := true
			l.r.Within(box, func(i int) bool {
				more = yield(Ref{l, i})
				return more
			})
			if !more {
				return
			}
		}
	}
}
