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
	names  map[string]string
}

func newDescriber(p Places, lang string) *describer {
	return &describer{places: p, lang: lang, names: map[string]string{}}
}

func (d *describer) hit(h gazetteer.Hit) answer {
	a := d.place(h.Place)
	a.match, a.confidence, a.reasons, a.scored = h.Match, h.Confidence, h.Reasons, true
	return a
}

func (d *describer) place(p gazetteer.Place) answer {
	a := answer{Place: p, name: d.displayName(p)}
	a.country = d.cached("country/"+p.Country, func() (gazetteer.Place, bool) { return d.places.Country(p.Country) })
	a.state = d.cached("state/"+p.Country+"/"+p.Admin1, func() (gazetteer.Place, bool) { return d.places.AdminArea(p.Country, p.Admin1) })
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

func (d *describer) cached(key string, find func() (gazetteer.Place, bool)) string {
	if strings.HasSuffix(key, "/") {
		return "" // no code
	}
	if n, ok := d.names[key]; ok {
		return n
	}
	n := ""
	if p, ok := find(); ok {
		n = d.displayName(p)
	}
	d.names[key] = n
	return n
}

// label joins the parts that say something new.
func label(parts ...string) string {
	var out []string
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
func credits(as []answer) (attribution, licence string) {
	var sources, terms []string
	for _, a := range as {
		if a.Source == "" || slices.Contains(sources, a.Source) {
			continue
		}
		sources = append(sources, a.Source)
		if l := licences[a.Source]; l != "" {
			terms = append(terms, l)
		}
	}
	slices.Sort(sources)
	slices.Sort(terms)
	return strings.Join(sources, ", "), strings.Join(terms, "; ")
}
