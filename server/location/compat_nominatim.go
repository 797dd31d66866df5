package location

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/server/problem"
)

// nominatimSearch answers /compat/nominatim/search as Nominatim does: q or structured, format, limit, countrycodes, viewbox,
// bounded, accept-language.
func (s *service) nominatimSearch(c *gin.Context, places Places) (reply, error) {
	p, err := looseParams(c.Request)
	if err != nil {
		return reply{}, err
	}
	format, err := p.nominatimFormat()
	if err != nil {
		return reply{}, err
	}
	q, err := p.nominatimQuery()
	if err != nil {
		return reply{}, err
	}
	q.Lang = p.acceptedLanguage("accept-language", c.Request)
	if at, ok := latLon(q.Text); ok {
		o := gazetteer.NearOptions{Limit: q.Limit, Kinds: []string{"P"}, MaxMetres: 100_000}
		found := reverseGeocode(places, at, o, q.Lang)
		return nominatimReply(places, format, q.Text, found.list()), nil
	}
	countries, err := p.countryList("countrycodes", places)
	if err != nil {
		return reply{}, err
	}
	hits, err := searchCountries(places.Search, q, countries)
	if err != nil {
		return reply{}, fmt.Errorf("search: %w", err)
	}
	d := newDescriber(places, q.Lang)
	var answers []answer
	for _, h := range hits {
		answers = append(answers, d.hit(h))
	}
	return nominatimReply(places, format, q.Text, answers), nil
}

// nominatimQuery reads q, or city, county, state and country.
func (p params) nominatimQuery() (q gazetteer.Query, err error) {
	q.Limit = p.boundedLimit("limit", 10)
	var parts []string
	for _, name := range []string{"q", "amenity", "street", "city", "county", "state", "country"} {
		t, err := p.text(name)
		if err != nil {
			return q, err
		}
		if t != "" && (name == "q" || !p.has("q")) {
			parts = append(parts, t)
		}
	}
	if len(parts) == 0 {
		return q, problem.Bad("q", "nothing to search for; write q=mosul, or city= with state= and country=")
	}
	q.Text = strings.Join(parts, ", ")
	return q, p.viewbox(&q)
}

// latLon reads a question that is a point: Nominatim takes latitude first.
func latLon(text string) (orb.Point, bool) {
	lat, lon, _ := strings.Cut(text, ",")
	if !looksLikeCoordinates(text) {
		return orb.Point{}, false
	}
	at, err := geo.ParseLongitudeLatitude(lon, lat)
	return at, err == nil
}

// viewbox reads two opposite corners; without bounded=1 they only say where to look first.
func (p params) viewbox(q *gazetteer.Query) error {
	if !p.has("viewbox") {
		return nil
	}
	fields := strings.Split(p.values.Get("viewbox"), ",")
	if len(fields) != 4 {
		return problem.Bad("viewbox", "viewbox=%s: want x1,y1,x2,y2", quote(p.values.Get("viewbox")))
	}
	var corners orb.MultiPoint
	for i := 0; i < 4; i += 2 {
		at, err := geo.ParsePoint(fields[i] + "," + fields[i+1])
		if err != nil {
			return problem.Bad("viewbox", "%v", err)
		}
		corners = append(corners, at)
	}
	b := corners.Bound()
	if p.values.Get("bounded") == "1" {
		q.Bound = &b
		return nil
	}
	centre := b.Center()
	q.Near = &centre
	return nil
}

// nominatimReverse answers /compat/nominatim/reverse: lon, lat, format, zoom, accept-language.
func (s *service) nominatimReverse(c *gin.Context, places Places) (reply, error) {
	p, err := looseParams(c.Request)
	if err != nil {
		return reply{}, err
	}
	format, err := p.nominatimFormat()
	if err != nil {
		return reply{}, err
	}
	at, err := p.point("lon", "lat")
	if err != nil {
		return reply{}, err
	}
	lang := p.acceptedLanguage("accept-language", c.Request)
	found := reverseGeocode(places, at, gazetteer.NearOptions{Limit: 1, Kinds: []string{"P"}, MaxMetres: 100_000}, lang)
	answers := found.list()
	if a, ok := areaForZoom(found.admin, p.boundedZoom()); ok || len(answers) == 0 {
		answers = nil
		if ok {
			answers = []answer{a}
		}
	}
	if (format == "json" || format == "jsonv2") && len(answers) == 0 {
		return reply{mediaType: typeJSON, body: []byte(`{"error":"Unable to geocode"}`)}, nil
	}
	if format == "json" || format == "jsonv2" {
		j := &jsonText{}
		writeNominatim(j, places, answers[0], format)
		return reply{mediaType: typeJSON, body: j.b}, nil
	}
	return nominatimReply(places, format, found.query, answers), nil
}

func (p params) boundedZoom() int {
	z, err := strconv.Atoi(p.values.Get("zoom"))
	if err != nil {
		return 18
	}
	return z
}

// areaForZoom gives the area that a zoom stands for: 3 the country, 5 the state, 8 the county; a place beyond. Where
// there is no place, the smallest area will do.
func areaForZoom(areas []answer, zoom int) (answer, bool) {
	want := ""
	switch {
	case zoom <= 4:
		want = "country"
	case zoom <= 7:
		want = "state"
	case zoom <= 9:
		want = "county"
	default:
		return answer{}, false
	}
	for _, a := range areas {
		if geocodeType(a.Kind) == want {
			return a, true
		}
	}
	return answer{}, false
}

func (p params) nominatimFormat() (string, error) {
	switch f := p.values.Get("format"); f {
	case "":
		return "jsonv2", nil
	case "json", "jsonv2", "geojson", "geocodejson":
		return f, nil
	default:
		return "", problem.Bad("format", "format=%s is not served; use jsonv2, json, geojson or geocodejson", quote(f))
	}
}

func nominatimReply(places Places, format, query string, answers []answer) reply {
	switch format {
	case "geocodejson":
		out := Answer{query: query, answers: answers}
		return reply{mediaType: typeJSON, body: out.json()}
	case "geojson":
		return reply{mediaType: typeJSON, body: nominatimGeoJSON(places, answers)}
	}
	j := &jsonText{}
	j.open('[')
	for _, a := range answers {
		writeNominatim(j, places, a, format)
	}
	j.close(']')
	return reply{mediaType: typeJSON, body: j.b}
}

func nominatimGeoJSON(places Places, answers []answer) []byte {
	j := &jsonText{}
	j.open('{')
	j.member("type", "FeatureCollection")
	_, licence := creditsOf(answers).texts()
	j.member("licence", licence)
	j.key("features")
	j.open('[')
	for _, a := range answers {
		j.open('{')
		j.member("type", "Feature")
		j.key("properties")
		j.open('{')
		writeNominatimMembers(j, a, "jsonv2")
		j.close('}')
		b := extent(places, a.Place)
		j.key("bbox")
		j.open('[')
		for _, v := range []float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]} {
			j.number(v, 7)
		}
		j.close(']')
		j.key("geometry")
		writePoint(j, a)
		j.close('}')
	}
	j.close(']')
	j.close('}')
	return j.b
}

// writeNominatim writes one place; numbers that Nominatim gives as text are text.
func writeNominatim(j *jsonText, places Places, a answer, format string) {
	j.open('{')
	_, licence := creditsOf([]answer{a}).texts()
	j.member("licence", licence)
	j.member("lat", fmt.Sprintf("%.7f", a.Point[1]))
	j.member("lon", fmt.Sprintf("%.7f", a.Point[0]))
	writeNominatimMembers(j, a, format)
	b := extent(places, a.Place)
	j.key("boundingbox")
	j.open('[')
	for _, v := range []float64{b.Min[1], b.Max[1], b.Min[0], b.Max[0]} {
		j.string(fmt.Sprintf("%.7f", v))
	}
	j.close(']')
	j.close('}')
}

func writeNominatimMembers(j *jsonText, a answer, format string) {
	key, value := osmClass(a.Place)
	j.key("place_id")
	j.integer(numericID(a.ID))
	if format == "json" {
		j.member("class", key)
	} else {
		j.member("category", key)
	}
	j.member("type", value)
	j.member("addresstype", value)
	j.key("importance")
	j.number(importance(a), 6)
	j.member("name", a.name)
	j.member("display_name", a.label())
	j.key("address")
	j.open('{')
	j.member(value, a.name)
	writeParents(j, a)
	j.member("country_code", strings.ToLower(a.Country))
	j.close('}')
}
