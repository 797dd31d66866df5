// Package ground shows the gazetteer to the situation as land and settlements.
package ground

import (
	"strconv"
	"sync"

	"github.com/paulmach/orb"

	"dateline/data/situation"
	"dateline/geo/gazetteer"
)

// Ground is a gazetteer as [situation.Ground]. It is safe for concurrent use.
type Ground struct {
	g         *gazetteer.Gazetteer
	countries func() []country
}

type country struct {
	code    string
	bound   orb.Bound
	outline orb.MultiPolygon
}

// New shows g as ground.
func New(g *gazetteer.Gazetteer) *Ground {
	return &Ground{g: g, countries: sync.OnceValue(func() []country {
		var out []country
		for _, o := range g.CountryOutlines() {
			if o.Place.Country != "" {
				out = append(out, country{o.Place.Country, o.Outline.Bound(), o.Outline})
			}
		}
		return out
	})}
}

// Settlements gives the populated places within the bound.
func (g *Ground) Settlements(b orb.Bound) []situation.Settlement {
	places := g.g.Within(b, gazetteer.NearOptions{Kinds: []string{"P"}})
	out := make([]situation.Settlement, len(places))
	for i, p := range places {
		out[i] = situation.Settlement{ID: p.ID, Name: p.Name, Kind: p.Kind, Country: p.Country, Population: p.Population, Point: p.Point}
	}
	return out
}

// Land gives the outlines, whole and shared with every caller, of the countries whose box meets the bound.
func (g *Ground) Land(b orb.Bound) map[string]orb.MultiPolygon {
	out := map[string]orb.MultiPolygon{}
	for _, c := range g.countries() {
		if c.bound.Intersects(b) {
			out[c.code] = append(out[c.code], c.outline...)
		}
	}
	return out
}

// CountryAt gives the code of the country that holds p, empty at sea and on disputed land.
func (g *Ground) CountryAt(p orb.Point) string {
	for _, a := range g.g.Admin(p) {
		if a.Country != "" {
			return a.Country
		}
	}
	return ""
}

// Outline gives the outline of a place that has one.
func (g *Ground) Outline(id string) (orb.MultiPolygon, bool) { return g.g.Outline(id) }

// PCode gives the p-code of a place, empty where none is known.
func (g *Ground) PCode(id string) string {
	p, _ := g.g.Place(id)
	return p.PCode
}

// AdminAt gives the outlined administrative area of a level that holds p; level 1 is the first below the country.
func (g *Ground) AdminAt(p orb.Point, level int) (situation.Admin, bool) {
	kind := "ADM" + strconv.Itoa(level)
	for _, a := range g.g.Admin(p) {
		if a.Kind == kind {
			return situation.Admin{ID: a.ID, Name: a.Name, PCode: a.PCode}, true
		}
	}
	return situation.Admin{}, false
}
