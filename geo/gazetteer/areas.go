package gazetteer

import (
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"dateline/geo/gazetteer/topo"
)

// Admin gives the outlined areas that hold p, from the country down: country, admin-1, admin-2; disputed areas too, which
// say in their Note who disputes them.
func (g *Gazetteer) Admin(p orb.Point) []Place {
	type area struct {
		level topo.Level
		place Place
	}
	var list []area
	var buf [16]int32
	for _, l := range g.layers {
		a := l.ready()
		for _, s := range a.borders.Locate(buf[:0], p) {
			if i := a.place[s]; i >= 0 {
				list = append(list, area{a.outlines.Shapes[s].Level, l.place(i)})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b area) int { return adminOrder(a.level) - adminOrder(b.level) })
	out := make([]Place, 0, len(list))
	for _, a := range list {
		if i := slices.IndexFunc(out, func(o Place) bool { return sameArea(&o, &a.place) }); i >= 0 {
			out[i] = combine(out[i], a.place)
			continue
		}
		out = append(out, a.place)
	}
	return markDisputed(p, out)
}

// sameArea says whether two areas that hold one point are the same: by id, or by country, level and code, as the outlines
// of different gazetteers have them.
func sameArea(a, b *Place) bool {
	if a.ID == b.ID {
		return true
	}
	switch {
	case a.Kind != b.Kind || a.Country != b.Country || a.Country == "":
		return false
	case a.Kind == "ADM1":
		return a.Admin1 == b.Admin1 && a.Admin1 != ""
	}
	return strings.HasPrefix(a.Kind, "PCL")
}

// adminOrder puts disputed areas after the country that they would belong to.
func adminOrder(l topo.Level) int {
	if l == topo.Disputed {
		return 1
	}
	return 2 * int(l)
}

// CountryAt gives the country whose outline holds p, without unpacking anything: the fast way to "which country".
func (g *Gazetteer) CountryAt(p orb.Point) (code string, ok bool) {
	var buf [16]int32
	for _, l := range g.layers {
		a := l.ready()
		for _, s := range a.borders.Locate(buf[:0], p) {
			i := a.place[s]
			if i < 0 {
				continue
			}
			switch a.outlines.Shapes[s].Level {
			case topo.Country:
				return l.r.Country(i), true
			case topo.Disputed: // the country that it is counted to, unless another outline holds the point
				code = l.r.Country(i)
			}
		}
	}
	return code, code != ""
}

// Contains says whether p lies in the outline of the place; false where it has none.
func (g *Gazetteer) Contains(id string, p orb.Point) bool {
	var buf [16]int32
	for _, l := range g.layers {
		a := l.ready()
		shape, ok := a.shape[id]
		if ok && slices.Contains(a.borders.Locate(buf[:0], p), int32(shape)) {
			return true
		}
	}
	return false
}

// Outline gives the outline of a place that has one.
func (g *Gazetteer) Outline(id string) (orb.MultiPolygon, bool) {
	for n := len(g.layers) - 1; n >= 0; n-- {
		a := g.layers[n].ready()
		if s, ok := a.shape[id]; ok {
			return a.outlines.Outline(a.outlines.Shapes[s]), true
		}
	}
	return nil, false
}

// CountryOutlines gives every country outline, for basemap and clipping, sorted by id. Disputed areas that belong to no
// country come with them.
func (g *Gazetteer) CountryOutlines() []Outlined { return g.CountryOutlinesWithin(everywhere) }

// AdminOutlines gives every admin-1 outline, sorted by id.
func (g *Gazetteer) AdminOutlines() []Outlined { return g.AdminOutlinesWithin(everywhere) }

// UrbanOutlines gives the built-up areas. Their places have an id and a point, and no name.
func (g *Gazetteer) UrbanOutlines() []Outlined { return g.UrbanOutlinesWithin(everywhere) }

// CountryOutlinesWithin gives those of [Gazetteer.CountryOutlines] whose box meets the bound, whole.
func (g *Gazetteer) CountryOutlinesWithin(b orb.Bound) []Outlined {
	return g.outlines(b, topo.Country, topo.Disputed)
}

// AdminOutlinesWithin gives those of [Gazetteer.AdminOutlines] whose box meets the bound, whole.
func (g *Gazetteer) AdminOutlinesWithin(b orb.Bound) []Outlined { return g.outlines(b, topo.Admin1) }

// UrbanOutlinesWithin gives those of [Gazetteer.UrbanOutlines] whose box meets the bound, whole.
func (g *Gazetteer) UrbanOutlinesWithin(b orb.Bound) []Outlined { return g.outlines(b, topo.Urban) }

var everywhere = orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}

func (g *Gazetteer) outlines(within orb.Bound, levels ...topo.Level) []Outlined {
	var out []Outlined
	for _, l := range g.layers {
		a := l.ready()
		bounds := a.bounds()
		for i, s := range a.outlines.Shapes {
			if !slices.Contains(levels, s.Level) || !bounds[i].Intersects(within) {
				continue
			}
			o := Outlined{Outline: a.outlines.Outline(s)}
			if p := a.place[i]; p >= 0 {
				o.Place = l.place(p)
			} else {
				o.Place = Place{ID: s.ID, Point: o.Outline.Bound().Center(), Source: "Natural Earth"}
			}
			out = append(out, o)
		}
	}
	slices.SortStableFunc(out, func(a, b Outlined) int { return strings.Compare(a.Place.ID, b.Place.ID) })
	return out
}
