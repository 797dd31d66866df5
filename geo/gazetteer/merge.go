package gazetteer

import (
	"slices"

	"dateline/geo"
	"dateline/geo/gazetteer/index"
)

// samePlaceMetres is the distance within which two entries of different gazetteers with the same name and of the same
// class are taken for one place. GeoNames and Who's On First differ by 3.3 km for Mosul.
const samePlaceMetres geo.Metres = 5000

// merge joins matches of several layers: entries with one id, or with one name close to each other, are one place. With
// one layer it only unwraps.
func (g *Gazetteer) merge(list []found) []Match {
	if len(list) == 0 {
		return nil
	}
	if len(g.layers) > 1 {
		list = dedupe(list)
		slices.SortStableFunc(list, func(a, b found) int { return b.prominence() - a.prominence() })
	}
	out := make([]Match, len(list))
	for i := range list {
		out[i] = list[i].Match
		g.enrich(&out[i].Place, list[i].layer)
	}
	return out
}

// enrich fills what a place of one gazetteer lacks from the entries of the same id in the others.
func (g *Gazetteer) enrich(p *Place, of *layer) {
	if len(g.layers) == 1 {
		return
	}
	g.find(p.ID, func(l *layer, i int) bool {
		if l != of {
			*p = combine(*p, l.place(i))
		}
		return true
	})
}

func dedupe(list []found) []found {
	out := list[:0]
	for _, f := range list {
		if i := slices.IndexFunc(out, func(o found) bool { return o.layer != f.layer && same(&o.Place, &f.Place) }); i >= 0 {
			out[i].Place = combine(out[i].Place, f.Place)
			continue
		}
		out = append(out, f)
	}
	return out
}

// same says whether two entries of different gazetteers are one place.
func same(a, b *Place) bool {
	if a.ID == b.ID {
		return true
	}
	if a.Class != b.Class || a.Country != b.Country && a.Country != "" && b.Country != "" || adminKind(a.Kind) != adminKind(b.Kind) {
		return false
	}
	d := a.Point[1] - b.Point[1]
	if d > 0.1 || d < -0.1 {
		return false
	}
	return geo.Haversine(a.Point, b.Point) <= samePlaceMetres
}

// adminKind keeps areas of different level apart; all other kinds may differ between gazetteers.
func adminKind(kind string) string {
	if len(kind) == 4 && kind[:3] == "ADM" || len(kind) >= 3 && kind[:3] == "PCL" {
		return kind[:4]
	}
	return ""
}

// combine takes the first entry and fills what it lacks from the second one. The point stays that of the first, with its
// source.
func combine(a, b Place) Place {
	if a.Population == 0 {
		a.Population = b.Population
	}
	if a.PCode == "" {
		a.PCode = b.PCode
	}
	if a.Admin1 == "" {
		a.Admin1 = b.Admin1
	}
	if a.Admin2 == "" {
		a.Admin2 = b.Admin2
	}
	if a.Country == "" {
		a.Country = b.Country
	}
	if a.Note == "" {
		a.Note = b.Note
	}
	return a
}

func (f *found) prominence() int {
	p := index.Prominence(f.Place.Class, f.Place.Kind, f.Place.Population)
	if !f.own && f.Name.Kind != "alias" && f.Name.Kind != "preferred" {
		p -= 40
	}
	if f.weak {
		p -= 160
	}
	return p
}
