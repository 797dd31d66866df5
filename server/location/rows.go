package location

import (
	"fmt"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/geo/gazetteer"
)

var _ Places = (*gazetteer.Gazetteer)(nil)

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
func (c Answer) Rows() []Row { return rows(c.answers) }

// Areas gives the areas that hold the point asked about, from the country down.
func (c Answer) Areas() []Row { return rows(c.admin) }

// GeocodeJSON gives the answer as /geocode and /reverse send it.
func (c Answer) GeocodeJSON() []byte { return c.json() }

func rows(as []answer) []Row {
	out := make([]Row, 0, len(as))
	for _, a := range as {
		r := Row{
			ID: a.ID, Name: a.name, Label: a.label, Kind: a.Kind, Country: a.Country, Point: a.Point, Population: a.Population,
			Source: a.Source, Note: a.Note, Confidence: a.confidence, Reasons: a.reasons,
		}
		if a.away != nil {
			azimuth := positiveAzimuth(a.away.Azimuth)
			r.Metres, r.Azimuth, r.Direction = &a.away.Metres, &azimuth, geo.Compass(azimuth)
		}
		out = append(out, r)
	}
	return out
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
	d := newDescriber(places, lang)
	found := places.Nearest(at, o)
	out := Answer{at: &at, query: pointText(at), answers: make([]answer, 0, len(found))}
	for i := range found {
		a := d.place(found[i].Place)
		a.away = &found[i]
		out.answers = append(out.answers, a)
	}
	return out
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
