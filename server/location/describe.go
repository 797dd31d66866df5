package location

import (
	"slices"
	"strings"

	"dateline/geo/gazetteer"
)

// answer is one place as the service shows it.
type answer struct {
	gazetteer.Place
	name    string // in the language asked for
	country string // name, as are state and county
	state   string
	county  string
	area    *areaText // country and state as text

	match      gazetteer.Name
	confidence float64
	reasons    []string
	scored     bool // confidence and reasons are there

	disputed bool // more than one side claims the area

	away    *away  // from the point asked about
	feature []byte // an own feature of the map in JSON, instead of a place
}

// away is the distance in metres and the azimuth in degrees from the point asked about.
type away struct{ Metres, Azimuth float64 }

// label names the place with the areas that it lies in.
func (a *answer) label() string { return label(a.name, a.state, a.country) }

// describer puts names of countries and areas to places, each looked up once per request.
type describer struct {
	places Places
	lang   string
	// areas are few in most answers, so that looking through them is faster than a map; the last one is likely asked for next.
	areas []*areaText
	last  int
}

// areaText is a country or a first-level area of it with what answers say of places in it. The texts are JSON, so that a hundred
// places of one area are not escaped a hundred times.
type areaText struct {
	code areaKey
	// country and state are names.
	country, state string
	// tail follows the name of a place in its label, unless the name is that of the country or state.
	tail []byte
	// members are state, country, country_code and admin of a place without a county.
	members []byte
}

func newDescriber(p Places, lang string) *describer { return &describer{places: p, lang: lang} }

func (d *describer) hit(h gazetteer.Hit) answer {
	a := d.place(h.Place)
	a.match, a.confidence, a.reasons, a.scored = h.Match, h.Confidence, h.Reasons, true
	return a
}

func (d *describer) place(p gazetteer.Place) answer {
	a := answer{Place: p}
	d.describe(&a)
	return a
}

// describe fills what an answer says beside its place.
func (d *describer) describe(a *answer) {
	a.name = d.displayName(&a.Place)
	if a.Country != "" {
		a.area = d.area(areaKey{a.Country, a.Admin1})
		a.country, a.state = a.area.country, a.area.state
	}
}

func (d *describer) displayName(p *gazetteer.Place) string {
	if d.lang != "" {
		if n := d.places.DisplayName(p.ID, d.lang); n != "" {
			return n
		}
	}
	return p.Name
}

func (d *describer) area(k areaKey) *areaText {
	if d.last < len(d.areas) && d.areas[d.last].code == k {
		return d.areas[d.last]
	}
	for i, t := range d.areas {
		if t.code == k {
			d.last = i
			return t
		}
	}
	d.last = len(d.areas)
	t := d.text(k)
	d.areas = append(d.areas, t)
	return t
}

// text makes the texts of an area; those in no language are kept from answer to answer.
func (d *describer) text(k areaKey) *areaText {
	kept, ok := d.places.(*remembered)
	if !ok || d.lang != "" {
		return d.makeText(k)
	}
	return kept.text(k, d.makeText)
}

func (d *describer) makeText(k areaKey) *areaText {
	t := &areaText{code: k}
	if p, ok := d.places.Country(k.country); ok {
		t.country = d.displayName(&p)
	}
	if k.admin1 != "" {
		if p, ok := d.places.AdminArea(k.country, k.admin1); ok {
			t.state = d.displayName(&p)
		}
	}
	if l := label(t.state, t.country); l != "" {
		t.tail = appendJSONString(nil, ", "+l)
		t.tail = t.tail[1 : len(t.tail)-1]
	}
	j := jsonText{}
	writeParentAreas(&j, &answer{Place: gazetteer.Place{Country: k.country}, country: t.country, state: t.state})
	t.members = j.b
	return t
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

// geocodeType is the type of a place of a kind in the words of the GeocodeJSON specification.
func geocodeType(kind string) string {
	switch {
	case strings.HasPrefix(kind, "PCL") || kind == "TERR":
		return "country"
	case kind == "ADM1" || kind == "ADM1H":
		return "state"
	case kind == "ADM2" || kind == "ADM2H":
		return "county"
	case strings.HasPrefix(kind, "ADM") || kind == "PPLX":
		return "district"
	case kind == "PPLL" || kind == "PPLF" || kind == "PPLR" || kind == "STLMT":
		return "locality"
	case strings.HasPrefix(kind, "PPL"):
		return "city"
	}
	return "locality"
}

// licences of the sources that the gazetteer draws on, by the name that places carry.
var licences = map[string]string{
	"GeoNames": "GeoNames CC BY 4.0", "Natural Earth": "Natural Earth public domain", "Dateline": "Dateline CC0",
}

// credits are the sources of what is shown.
type credits struct{ sources []string }

func (c *credits) add(source string) {
	if source != "" && !slices.Contains(c.sources, source) {
		c.sources = append(c.sources, source)
	}
}

// creditsOf gives the sources of answers.
func creditsOf(list []answer) *credits {
	c := &credits{}
	for i := range list {
		c.add(list[i].Source)
	}
	return c
}

// texts gives attribution and licence.
func (c *credits) texts() (attribution, licence string) {
	var terms []string
	for _, source := range c.sources {
		if l := licences[source]; l != "" {
			terms = append(terms, l)
		}
	}
	slices.Sort(c.sources)
	slices.Sort(terms)
	return strings.Join(c.sources, ", "), strings.Join(terms, "; ")
}
