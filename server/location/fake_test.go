package location

import (
	"cmp"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"

	"dateline/data/situation"
	"dateline/geo"
	"dateline/geo/gazetteer"
)

// fake is a gazetteer of a few places, whose answers can be read off the code.
type fake struct {
	places []gazetteer.Place
	closed chan struct{}
}

func newFake() *fake {
	return &fake{places: []gazetteer.Place{
		{ID: "geonames:1", Name: "Iraq", Kind: "PCLI", Class: 'A', Country: "IQ", Point: orb.Point{44, 33}, Source: "GeoNames", Population: 40_000_000},
		{ID: "geonames:2", Name: "Nineveh", Kind: "ADM1", Class: 'A', Country: "IQ", Admin1: "15", Point: orb.Point{42.7, 35.9}, Source: "Natural Earth"},
		{ID: "geonames:3", Name: "Mosul", Kind: "PPLA", Class: 'P', Country: "IQ", Admin1: "15", Point: orb.Point{43.11889, 36.335}, Source: "GeoNames", Population: 1_600_000},
		{ID: "geonames:4", Name: "Alqosh", Kind: "PPL", Class: 'P', Country: "IQ", Admin1: "15", Point: orb.Point{43.0967, 36.73423}, Source: "GeoNames"},
		{ID: "geonames:5", Name: "Twin", Kind: "PPL", Class: 'P', Country: "IQ", Point: orb.Point{45, 34}, Source: "GeoNames", Population: 5000},
		{ID: "geonames:6", Name: "Twin", Kind: "PPL", Class: 'P', Country: "IQ", Point: orb.Point{47, 31}, Source: "GeoNames", Population: 4000},
		{ID: "geonames:7", Name: "Date Line", Kind: "PPL", Class: 'P', Point: orb.Point{-179.9, 0}, Source: "GeoNames"},
		{ID: "ne:8", Name: "Disputed Strip", Kind: "ZN", Class: 'A', Point: orb.Point{44, 36.6}, Source: "Natural Earth", Note: "claimed by two"},
		{ID: "geonames:9", Name: `Quote " <b> & \ ` + "\u2028", Kind: "PPL", Class: 'P', Country: "IQ", Point: orb.Point{44.5, 33.5}, Source: "GeoNames"},
	}, closed: make(chan struct{})}
}

func (f *fake) Close() error {
	close(f.closed)
	return nil
}

func (f *fake) find(q gazetteer.Query, fits func(name, text string) bool) ([]gazetteer.Hit, error) {
	text, _, _ := strings.Cut(cmp.Or(q.Text, q.Name), ", ")
	var out []gazetteer.Hit
	for _, p := range f.places {
		if fits(strings.ToLower(p.Name), strings.ToLower(text)) && (q.Country == "" || q.Country == p.Country) && (q.Bound == nil || geo.BoundContains(*q.Bound, p.Point)) {
			out = append(out, gazetteer.Hit{Place: p, Match: gazetteer.Name{Text: p.Name}, Label: p.Name, Confidence: 0.9, Reasons: []string{"name"}})
		}
	}
	return out[:min(len(out), q.Limit)], nil
}

func (f *fake) Search(q gazetteer.Query) ([]gazetteer.Hit, error) {
	return f.find(q, func(name, text string) bool { return name == text })
}

func (f *fake) Autocomplete(q gazetteer.Query) ([]gazetteer.Hit, error) {
	return f.find(q, strings.HasPrefix)
}

func (f *fake) Place(id string) (gazetteer.Place, bool) {
	i := slices.IndexFunc(f.places, func(p gazetteer.Place) bool { return p.ID == id })
	if i < 0 {
		return gazetteer.Place{}, false
	}
	return f.places[i], true
}

func (f *fake) DisplayName(id, lang string) string {
	if id == "geonames:3" && lang == "ar" {
		return "الموصل"
	}
	return ""
}

func (f *fake) Nearest(p orb.Point, o gazetteer.NearOptions) []gazetteer.Neighbour {
	var out []gazetteer.Neighbour
	for _, place := range f.places {
		g := geo.Inverse(p, place.Point)
		if len(o.Kinds) > 0 && !slices.Contains(o.Kinds, string(place.Class)) && !slices.Contains(o.Kinds, place.Kind) || o.MaxMetres > 0 && float64(g.Distance) > o.MaxMetres {
			continue
		}
		out = append(out, gazetteer.Neighbour{Place: place, Metres: float64(g.Distance), Azimuth: g.Azimuth1})
	}
	slices.SortStableFunc(out, func(a, b gazetteer.Neighbour) int { return cmp.Compare(a.Metres, b.Metres) })
	return out[:min(len(out), o.Limit)]
}

func (f *fake) Within(b orb.Bound, o gazetteer.NearOptions) []gazetteer.Place {
	var out []gazetteer.Place
	for _, p := range f.places {
		if geo.BoundContains(b, p.Point) && (o.Limit == 0 || len(out) < o.Limit) {
			out = append(out, p)
		}
	}
	return out
}

func (f *fake) Admin(p orb.Point) []gazetteer.Place {
	if geo.BoundContains(orb.Bound{Min: orb.Point{38, 29}, Max: orb.Point{49, 38}}, p) {
		return []gazetteer.Place{f.places[0], f.places[7], f.places[1]}
	}
	return nil
}

func (f *fake) Outline(id string) (orb.MultiPolygon, bool) {
	if id != "geonames:1" {
		return nil, false
	}
	return orb.MultiPolygon{{orb.Bound{Min: orb.Point{38, 29}, Max: orb.Point{49, 38}}.ToRing()}}, true
}

func (f *fake) Country(code string) (gazetteer.Place, bool) { return f.places[0], code == "IQ" }

func (f *fake) AdminArea(country, admin1 string) (gazetteer.Place, bool) {
	return f.places[1], country == "IQ" && admin1 == "15"
}

// layers holds one collection of the map.
type layers struct{ asked *situation.Query }

func (l layers) Features(_ context.Context, name string, q situation.Query) (situation.Set, error) {
	*l.asked = q
	return situation.Set{Features: []geo.Feature{
		{ID: "f-point", Geometry: orb.Point{43, 36}, Properties: map[string]any{"name": "A point", "collection": name}},
		{ID: "f-line", Geometry: orb.LineString{{44, 35}, {44, 37}}, Properties: map[string]any{"title": "A front"}},
		{ID: "f-area", Geometry: orb.MultiPolygon{{{{46, 33}, {47, 33}, {47, 34}, {46, 34}, {46, 33}}}}, Properties: map[string]any{}},
		{ID: "f-nowhere", Properties: map[string]any{}},
	}}, nil
}

// testServer gives the routes over the fake, and the last question to the layers.
func testServer(t *testing.T) (http.Handler, *situation.Query) {
	t.Helper()
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	asked := &situation.Query{}
	Register(r, Deps{Gazetteer: newFake(), Layers: layers{asked}, Profile: func(*gin.Context) string { return "public" }})
	return r, asked
}

func get(h http.Handler, target string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
	return w
}

func post(h http.Handler, target, body string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, target, strings.NewReader(body)))
	return w
}

func esc(s string) string { return url.QueryEscape(s) }
