package location

import (
	"fmt"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/geo/gazetteer"
)

var (
	_ Places = (*gazetteer.Gazetteer)(nil)
	_ refs   = (*gazetteer.Gazetteer)(nil)
)

// Row is one place of an answer in flat form, for tables and lists.
type Row struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	Label      string    `json:"label"`
	Kind       string    `json:"kind"`
	Country    string    `json:"country,omitempty"`
	Point      orb.Point `json:"point"`
	Population int64     `json:"population,omitempty"`
	Source     string    `json:"source,omitempty"`
	Note       string    `json:"note,omitempty"`
	// Confidence in [0, 1] and Reasons are there where a name was searched for.
	Confidence float64  `json:"confidence,omitempty"`
	Reasons    []string `json:"reasons,omitempty"`
	// Metres and Azimuth, in [0, 360), are there where a point was asked about; Direction is the azimuth in words.
	Metres    *float64 `json:"distance_m,omitempty"`
	Azimuth   *float64 `json:"azimuth,omitempty"`
	Direction string   `json:"direction,omitempty"`
}

// Rows gives the places found, in order.
func (c *Answer) Rows() []Row {
	out := []Row{}
	c.each(func(a *answer) { out = append(out, a.row()) })
	return out
}

// Areas gives the areas that hold the point asked about, from the country down.
func (c *Answer) Areas() []Row {
	out := make([]Row, 0, len(c.admin))
	for i := range c.admin {
		out = append(out, c.admin[i].row())
	}
	return out
}

// GeocodeJSON gives the answer as /geocode and /reverse send it.
func (c *Answer) GeocodeJSON() []byte { return c.json() }

func (a *answer) row() Row {
	r := Row{
		ID: a.ID, Name: a.name, Label: a.label(), Kind: a.Kind, Country: a.Country, Point: a.Point, Population: a.Population,
		Source: a.Source, Note: a.Note, Confidence: a.confidence, Reasons: a.reasons,
	}
	if a.away != nil {
		metres, azimuth := a.away.Metres, positiveAzimuth(a.away.Azimuth)
		r.Metres, r.Azimuth, r.Direction = &metres, &azimuth, geo.Compass(azimuth)
	}
	return r
}

// Geocode searches for a place by name.
func Geocode(places Places, q gazetteer.Query) (Answer, error) {
	hits, err := places.Search(q)
	if err != nil {
		return Answer{}, fmt.Errorf("search: %w", err)
	}
	return hitsAnswer(places, q, hits), nil
}

// Reverse gives the areas that hold a point and the places nearest to it.
func Reverse(places Places, at orb.Point, o gazetteer.NearOptions, lang string) Answer {
	return reverseGeocode(places, at, o, lang)
}

// Nearest gives the places nearest to a point.
func Nearest(places Places, at orb.Point, o gazetteer.NearOptions, lang string) Answer {
	out := Answer{at: &at, query: pointText(at), describer: newDescriber(places, lang)}
	out.findNear(places, at, o)
	return out
}

// findNear adds the places nearest to a point.
func (c *Answer) findNear(places Places, at orb.Point, o gazetteer.NearOptions) {
	if refs, ok := unpacked(places); ok {
		c.near = refs.NearRefs(at, o)
		return
	}
	for _, n := range places.Nearest(at, o) {
		a := c.describer.place(n.Place)
		a.away = &away{n.Metres, n.Azimuth}
		a.county = countyAt(c.admin, &a.Place)
		c.answers = append(c.answers, a)
	}
}

// CleanName takes invisible direction marks out of a name and refuses one that is empty, too long or not UTF-8.
func CleanName(name string) (string, error) {
	clean := cleanText(name)
	switch {
	case !utf8.ValidString(name):
		return "", fmt.Errorf("name %s is not valid UTF-8", quote(name))
	case len(name) > maxText:
		return "", fmt.Errorf("name %s is %d bytes long; %d at most", quote(name), len(name), maxText)
	case clean == "":
		return "", fmt.Errorf("the name is empty")
	}
	return clean, nil
}
