package location

import (
	"slices"
	"strings"

	"dateline/geo/gazetteer"
)

// answer is one place as the service shows it.
type answer struct {
	gazetteer.Place
	label   string
	name    string // in the language asked for
	country string // name, as are state and county
	state   string
	county  string

	match      gazetteer.Name
	confidence float64
	reasons    []string
	scored     bool // confidence and reasons are there

	disputed bool // more than one side claims the area

	away    *gazetteer.Neighbour // distance and azimuth from the point asked about
	feature []byte               // an own feature of the map in JSON, instead of a place
}

// describer puts names of countries and areas to places, each looked up once per request.
type describer struct {
	places Places
	lang   string
	// names are few in most answers, so that looking through them is faster than a map.
	names []areaName
}

// areaName is the name of a country (admin1 empty) or of a first-level area, empty where there is none.
type areaName struct{ country, admin1, name string }

func newDescriber(p Places, lang string) *describer { return &describer{places: p, lang: lang} }

func (d *describer) hit(h gazetteer.Hit) answer {
	a := d.place(h.Place)
	a.match, a.confidence, a.reasons, a.scored = h.Match, h.Confidence, h.Reasons, true
	return a
}

func (d *describer) place(p gazetteer.Place) answer {
	a := answer{Place: p, name: d.displayName(p)}
	if p.Country != "" {
		a.country = d.area(p.Country, "")
		if p.Admin1 != "" {
			a.state = d.area(p.Country, p.Admin1)
		}
	}
	a.label = label(a.name, a.state, a.country)
	return a
}

func (d *describer) displayName(p gazetteer.Place) string {
	if d.lang != "" {
		if n := d.places.DisplayName(p.ID, d.lang); n != "" {
			return n
		}
	}
	return p.Name
}

func (d *describer) area(country, admin1 string) string {
	for i := range d.names {
		if n := &d.names[i]; n.country == country && n.admin1 == admin1 {
			return n.name
		}
	}
	var p gazetteer.Place
	var ok bool
	if admin1 == "" {
		p, ok = d.places.Country(country)
	} else {
		p, ok = d.places.AdminArea(country, admin1)
	}
	n := areaName{country, admin1, ""}
	if ok {
		n.name = d.displayName(p)
	}
	d.names = append(d.names, n)
	return n.name
}

// label joins the parts that say something new.
func label(parts ...string) string {
	var buf [4]string
	out := buf[:0]
	for _, p := range parts {
		if p != "" && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return strings.Join(out, ", ")
}

// geocodeType is the type of a place in the words of the GeocodeJSON specification.
func geocodeType(p gazetteer.Place) string {
	switch {
	case strings.HasPrefix(p.Kind, "PCL") || p.Kind == "TERR":
		return "country"
	case p.Kind == "ADM1" || p.Kind == "ADM1H":
		return "state"
	case p.Kind == "ADM2" || p.Kind == "ADM2H":
		return "county"
	case strings.HasPrefix(p.Kind, "ADM") || p.Kind == "PPLX":
		return "district"
	case p.Kind == "PPLL" || p.Kind == "PPLF" || p.Kind == "PPLR" || p.Kind == "STLMT":
		return "locality"
	case strings.HasPrefix(p.Kind, "PPL"):
		return "city"
	}
	return "locality"
}

// licences of the sources that the gazetteer draws on, by the name that places carry.
var licences = map[string]string{
	"GeoNames": "GeoNames CC BY 4.0", "Natural Earth": "Natural Earth public domain", "Dateline": "Dateline CC0",
}

// credits gives attribution and licence of the sources of what is shown.
func credits(lists ...[]answer) (attribution, licence string) {
	var sources, terms []string
	for _, as := range lists {
		for i := range as {
			source := as[i].Source
			if source == "" || slices.Contains(sources, source) {
				continue
			}
			sources = append(sources, source)
			if l := licences[source]; l != "" {
				terms = append(terms, l)
			}
		}
	}
	slices.Sort(sources)
	slices.Sort(terms)
	return strings.Join(sources, ", "), strings.Join(terms, "; ")
}
