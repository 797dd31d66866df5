package location

import (
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/server/problem"
)

// End is one end of a distance: a point, and whose it is.
type End struct {
	Query string
	Point orb.Point
	// Source is who gives the point: "GeoNames", or "query" for coordinates that the question states.
	Source string

	// The rest is empty for coordinates.
	Place      gazetteer.Place
	Name       string
	Label      string
	Confidence float64
	Reasons    []string
}

// title is how a sentence names the end.
func (e End) title() string {
	if e.Name != "" {
		return e.Name
	}
	return "the point " + pointText(e.Point)
}

// Resolve turns a place name or "lon,lat" into a point. It refuses a name that fits several places about equally well,
// with the candidates, and one that fits none. parameter is what a refusal names.
func Resolve(places Places, parameter, text, lang string) (End, error) {
	if looksLikeCoordinates(text) {
		p, err := geo.ParsePoint(text)
		if err != nil {
			return End{}, problem.Bad(parameter, "%v", err)
		}
		return End{Query: text, Point: p, Source: "query"}, nil
	}
	hits, err := places.Search(gazetteer.Query{Text: text, Lang: lang, Limit: 10})
	if err != nil {
		return End{}, fmt.Errorf("search %s: %w", quote(text), err)
	}
	if len(hits) == 0 || guessed(hits[0]) && hits[0].Confidence < surelyMeant {
		return End{}, unknown(places, parameter, text, lang, hits)
	}
	if rivals := rivals(hits); len(rivals) > 1 {
		return End{}, ambiguous(places, parameter, text, lang, rivals)
	}
	return endOf(newDescriber(places, lang).hit(hits[0]), text), nil
}

func endOf(a answer, text string) End {
	return End{Query: text, Point: a.Point, Source: a.Source, Place: a.Place, Name: a.name, Label: a.label(), Confidence: a.confidence, Reasons: a.reasons}
}

// looksLikeCoordinates says whether text is meant as numbers, also as wrong ones such as NaN.
func looksLikeCoordinates(text string) bool {
	fields := strings.Split(text, ",")
	for _, f := range fields {
		if _, err := strconv.ParseFloat(strings.TrimSpace(f), 64); err != nil {
			return false
		}
	}
	return len(fields) > 1
}

const (
	// Two hits whose confidences differ by less may both be meant.
	confidenceMargin = 0.2
	// A name that only sounds or looks like the one asked for has to be this likely to be measured from.
	surelyMeant = 0.7
	// A place this many times as populous as its namesake is what a reader means.
	clearlyLarger = 5
	// Namesakes this near to each other are parts or names of the same thing: a town and its district.
	sameThing geo.Metres = 40_000
)

// rivals gives the first hit, and those that are about as good and elsewhere.
func rivals(hits []gazetteer.Hit) []gazetteer.Hit {
	out := hits[:1:1]
	for _, h := range hits[1:] {
		if contends(hits[0], h) {
			out = append(out, h)
		}
	}
	return out
}

func contends(best, h gazetteer.Hit) bool {
	if h.Confidence < best.Confidence-confidenceMargin || geo.Haversine(best.Place.Point, h.Place.Point) < sameThing {
		return false
	}
	if guessed(best) {
		return true
	}
	b, p := best.Place, h.Place
	if b.Country == p.Country && b.Admin1 == p.Admin1 && (b.Class == 'A') != (p.Class == 'A') {
		return false // a city, and the area that is called after it
	}
	if rank(b) > rank(p) {
		return false // a country or capital, and a village of the name
	}
	return float64(b.Population) < clearlyLarger*math.Max(1000, float64(p.Population))
}

// guessed says that the name was not found as written, in any spelling: then population and rank prove nothing.
func guessed(h gazetteer.Hit) bool {
	for _, r := range h.Reasons {
		if r == "transliteration" || strings.HasSuffix(r, " edit") || strings.HasSuffix(r, " edits") {
			return true
		}
	}
	return false
}

// rank tells the places that everybody knows from the others.
func rank(p gazetteer.Place) int {
	switch {
	case strings.HasPrefix(p.Kind, "PCL"):
		return 3
	case p.Kind == "PPLC":
		return 2
	case p.Class == 'P' || p.Class == 'A':
		return 1
	}
	return 0
}

// unknown is the refusal of a name that no place bears, with those that are spelled alike.
func unknown(places Places, parameter, text, lang string, hits []gazetteer.Hit) error {
	e := &problem.Error{
		Status: http.StatusNotFound, Title: "No such place", Parameter: parameter,
		Detail: fmt.Sprintf("no place is called %s; check the spelling, or give lon,lat", quote(text)),
	}
	if len(hits) > 0 {
		e.Extra = map[string]any{"candidates": candidates(places, lang, hits[:min(len(hits), 3)])}
	}
	return e
}

// ambiguous is the refusal with the candidates.
func ambiguous(places Places, parameter, text, lang string, hits []gazetteer.Hit) error {
	list := candidates(places, lang, hits)
	return &problem.Error{
		Status: http.StatusUnprocessableEntity, Title: "Ambiguous place", Parameter: parameter,
		Detail: fmt.Sprintf("%s may be %s; add the country or area, or give the id or lon,lat of one of the candidates", quote(text), orList(list)),
		Extra:  map[string]any{"candidates": list},
	}
}

func candidates(places Places, lang string, hits []gazetteer.Hit) []map[string]any {
	d := newDescriber(places, lang)
	out := make([]map[string]any, 0, len(hits))
	for _, h := range hits {
		a := d.hit(h)
		out = append(out, map[string]any{
			"id": a.ID, "label": a.label(), "kind": a.Kind, "point": a.Point, "population": a.Population, "confidence": math.Round(a.confidence*1000) / 1000,
		})
	}
	return out
}

func orList(candidates []map[string]any) string {
	var labels []string
	for _, c := range candidates {
		labels = append(labels, fmt.Sprintf("%s (%s)", c["label"], c["id"]))
	}
	last := len(labels) - 1
	return strings.Join(labels[:last], "; ") + " or " + labels[last]
}
