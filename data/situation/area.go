package situation

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"dateline/data"
)

// area is an administrative area that somebody is said to hold as a whole.
type area struct {
	key     string
	place   data.ClaimPlace
	outline orb.MultiPolygon
	bound   orb.Bound
	size    float64 // in square degrees: only compared
	status  Status
}

// areas gives the held areas with an outline, the largest first, so that a smaller one overrides a larger one.
func (f *frame) areas() []area {
	var out []area
	for _, key := range f.view.areas {
		d, s := f.view.dossiers[key], f.statusAt(key)
		if s.Class == "" {
			continue
		}
		if o, ok := f.e.ground.Outline(d.place.ID); ok && len(o) > 0 {
			out = append(out, area{key: key, place: d.place, outline: o, bound: o.Bound(), size: planar.Area(o), status: s})
		}
	}
	slices.SortFunc(out, func(a, b area) int { return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(a.key, b.key)) })
	return out
}

func (a *area) holds(p orb.Point) bool {
	return a.bound.Contains(p) && planar.MultiPolygonContains(a.outline, p)
}

func inAny(areas []area, p orb.Point) bool {
	return slices.ContainsFunc(areas, func(a area) bool { return a.holds(p) })
}

// cells gives the cells within km of the area's box.
func (a *area) cells(km float64) [][2]int {
	pad := km / 110.5 / 0.5
	lo := cellOf(orb.Point{a.bound.Min[0] - pad, a.bound.Min[1] - pad})
	hi := cellOf(orb.Point{a.bound.Max[0] + pad, a.bound.Max[1] + pad})
	var out [][2]int
	for x := lo[0]; x <= hi[0]; x++ {
		for y := lo[1]; y <= hi[1]; y++ {
			out = append(out, [2]int{x, y})
		}
	}
	return out
}
