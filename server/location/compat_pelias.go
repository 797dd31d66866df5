package location

import (
	"fmt"
	"math"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/server/problem"
)

func (s *service) peliasSearch(c *gin.Context, places Places) (reply, error) {
	return peliasForward(c, places, places.Search)
}

func (s *service) peliasAutocomplete(c *gin.Context, places Places) (reply, error) {
	return peliasForward(c, places, places.Autocomplete)
}

// peliasForward answers /compat/pelias/v1/search and /autocomplete: text, size, focus.point, boundary.country,
// boundary.rect, layers, lang.
func peliasForward(c *gin.Context, places Places, search func(gazetteer.Query) ([]gazetteer.Hit, error)) (reply, error) {
	p, err := looseParams(c.Request)
	if err != nil {
		return reply{}, err
	}
	q := gazetteer.Query{Lang: p.acceptedLanguage("lang", c.Request), Limit: p.boundedLimit("size", 10), Kinds: p.peliasKinds()}
	if q.Text, err = p.text("text"); err != nil {
		return reply{}, err
	}
	if q.Text == "" {
		return reply{}, problem.Bad("text", "text is missing or empty; write text=mosul")
	}
	if q.Near, err = p.nearPoint("focus.point.lon", "focus.point.lat"); err != nil {
		return reply{}, err
	}
	if q.Bound, err = p.peliasRect(); err != nil {
		return reply{}, err
	}
	countries, err := p.countryList("boundary.country", places)
	if err != nil {
		return reply{}, err
	}
	hits, err := searchCountries(search, q, countries)
	if err != nil {
		return reply{}, fmt.Errorf("search: %w", err)
	}
	d := newDescriber(places, q.Lang)
	var answers []answer
	for _, h := range hits {
		answers = append(answers, d.hit(h))
	}
	return reply{mediaType: typeJSON, body: peliasJSON(places, q.Text, answers)}, nil
}

// peliasReverse answers /compat/pelias/v1/reverse: point.lon, point.lat, size, layers, boundary.circle.radius in km.
func (s *service) peliasReverse(c *gin.Context, places Places) (reply, error) {
	p, err := looseParams(c.Request)
	if err != nil {
		return reply{}, err
	}
	at, err := p.point("point.lon", "point.lat")
	if err != nil {
		return reply{}, err
	}
	km, err := p.metres("boundary.circle.radius")
	if err != nil {
		return reply{}, err
	}
	o := gazetteer.NearOptions{Limit: p.boundedLimit("size", 1), MaxMetres: km * 1000, Kinds: p.peliasKinds()}
	if len(o.Kinds) == 0 {
		o.Kinds = []string{"P"}
	}
	found := reverseGeocode(places, at, o, p.acceptedLanguage("lang", c.Request))
	return reply{mediaType: typeJSON, body: peliasJSON(places, found.query, found.list())}, nil
}

// peliasRect reads boundary.rect.min_lon and its three companions.
func (p params) peliasRect() (*orb.Bound, error) {
	names := []string{"boundary.rect.min_lon", "boundary.rect.min_lat", "boundary.rect.max_lon", "boundary.rect.max_lat"}
	var values []string
	for _, n := range names {
		if p.has(n) {
			values = append(values, p.values.Get(n))
		}
	}
	if len(values) == 0 {
		return nil, nil
	}
	b, err := geo.ParseBound(strings.Join(values, ","))
	if err != nil {
		return nil, problem.Bad("boundary.rect", "%v", err)
	}
	return &b, nil
}

var peliasLayers = map[string][]string{
	"country": kindNames["country"], "region": {"ADM1"}, "macroregion": {"ADM1"}, "county": {"ADM2"}, "localadmin": {"ADM3"},
	"locality": {"P"}, "neighbourhood": {"PPLX"}, "borough": {"PPLX"}, "coarse": {"P", "A"}, "venue": {"S"},
}

func (p params) peliasKinds() []string {
	var out []string
	for _, l := range strings.Split(p.values.Get("layers"), ",") {
		out = append(out, peliasLayers[strings.ToLower(strings.TrimSpace(l))]...)
	}
	return out
}

func peliasLayer(p gazetteer.Place) string {
	switch geocodeType(p.Kind) {
	case "country":
		return "country"
	case "state":
		return "region"
	case "county":
		return "county"
	case "district":
		return "neighbourhood"
	case "city":
		return "locality"
	}
	return "venue"
}

func peliasJSON(places Places, query string, answers []answer) []byte {
	j := &jsonText{}
	j.open('{')
	j.key("geocoding")
	j.open('{')
	j.member("version", "0.2")
	attribution, _ := creditsOf(answers).texts()
	j.member("attribution", attribution)
	j.key("query")
	j.open('{')
	j.member("text", query)
	j.close('}')
	j.close('}')
	j.member("type", "FeatureCollection")
	j.key("features")
	j.open('[')
	for _, a := range answers {
		writePelias(j, places, a)
	}
	j.close(']')
	j.close('}')
	return j.b
}

func writePelias(j *jsonText, places Places, a answer) {
	source, id, _ := strings.Cut(a.ID, ":")
	layer := peliasLayer(a.Place)
	j.open('{')
	j.member("type", "Feature")
	j.key("geometry")
	writePoint(j, a)
	j.key("properties")
	j.open('{')
	j.member("id", id)
	j.member("gid", source+":"+layer+":"+id)
	j.member("layer", layer)
	j.member("source", source)
	j.member("source_id", id)
	j.member("name", a.name)
	j.member("label", a.label())
	j.key("confidence")
	j.number(importance(a), 3)
	j.member("accuracy", "centroid")
	j.member("country", a.country)
	j.member("country_code", a.Country)
	j.member("region", a.state)
	j.member("county", a.county)
	if layer == "locality" || layer == "neighbourhood" {
		j.member(layer, a.name)
	}
	if a.away != nil {
		j.key("distance")
		j.number(math.Round(a.away.Metres)/1000, 3)
	}
	j.close('}')
	b := extent(places, a.Place)
	j.key("bbox")
	j.open('[')
	for _, v := range []float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]} {
		j.number(v, 7)
	}
	j.close(']')
	j.close('}')
}
