package location

import (
	"fmt"
	"strings"

	"github.com/gin-gonic/gin"

	"dateline/geo/gazetteer"
	"dateline/server/problem"
)

// photonSearch answers /compat/photon/api as Photon's /api does: q, limit, lang, lon and lat to favour, bbox, layer, osm_tag.
func (s *service) photonSearch(c *gin.Context, places Places) (reply, error) {
	p, err := looseParams(c.Request)
	if err != nil {
		return reply{}, err
	}
	q := gazetteer.Query{Lang: p.looseLang("lang"), Limit: p.boundedLimit("limit", 15), Kinds: p.photonKinds()}
	if q.Text, err = p.text("q"); err != nil {
		return reply{}, err
	}
	if q.Text == "" {
		return reply{}, problem.Bad("q", "missing search term 'q': /api?q=mosul")
	}
	if q.Near, err = p.nearPoint("lon", "lat"); err != nil {
		return reply{}, err
	}
	if q.Bound, err = p.optionalBound("bbox"); err != nil {
		return reply{}, err
	}
	hits, err := places.Autocomplete(q) // Photon searches as one types
	if err == nil && len(hits) == 0 {
		hits, err = places.Search(q)
	}
	if err != nil {
		return reply{}, fmt.Errorf("search: %w", err)
	}
	d := newDescriber(places, q.Lang)
	var answers []answer
	for _, h := range hits {
		answers = append(answers, d.hit(h))
	}
	return reply{mediaType: typeJSON, body: photonJSON(places, answers)}, nil
}

// photonReverse answers /compat/photon/reverse: lon, lat, limit, radius in kilometres, lang, layer.
func (s *service) photonReverse(c *gin.Context, places Places) (reply, error) {
	p, err := looseParams(c.Request)
	if err != nil {
		return reply{}, err
	}
	at, err := p.point("lon", "lat")
	if err != nil {
		return reply{}, err
	}
	km, err := p.metres("radius")
	if err != nil {
		return reply{}, err
	}
	o := gazetteer.NearOptions{Limit: p.boundedLimit("limit", 1), MaxMetres: km * 1000, Kinds: p.photonKinds()}
	if len(o.Kinds) == 0 {
		o.Kinds = []string{"P"}
	}
	found := reverseGeocode(places, at, o, p.looseLang("lang"))
	return reply{mediaType: typeJSON, body: photonJSON(places, found.list())}, nil
}

// photonKinds turns layer= and osm_tag=place:… into kinds.
func (p params) photonKinds() []string {
	var out []string
	for _, l := range p.values.all("layer") {
		out = append(out, kindNames[strings.ToLower(l)]...)
	}
	for _, t := range p.values.all("osm_tag") {
		if key, value, _ := strings.Cut(t, ":"); key == "place" {
			if codes, ok := kindNames[value]; ok {
				out = append(out, codes...)
			} else {
				out = append(out, "P")
			}
		}
	}
	return out
}

func photonJSON(places Places, answers []answer) []byte {
	j := &jsonText{}
	j.open('{')
	j.member("type", "FeatureCollection")
	j.key("features")
	j.open('[')
	for _, a := range answers {
		j.open('{')
		j.member("type", "Feature")
		j.key("geometry")
		writePoint(j, a)
		j.key("properties")
		j.open('{')
		key, value := osmClass(a.Place)
		j.member("osm_key", key)
		j.member("osm_value", value)
		j.member("type", geocodeType(a.Kind))
		j.member("name", a.name)
		writeParents(j, a)
		j.member("countrycode", a.Country)
		b := extent(places, a.Place)
		j.key("extent")
		j.open('[')
		for _, v := range []float64{b.Min[0], b.Max[1], b.Max[0], b.Min[1]} {
			j.number(v, 7)
		}
		j.close(']')
		j.member("id", a.ID)
		j.member("source", a.Source)
		j.close('}')
		j.close('}')
	}
	j.close(']')
	j.close('}')
	return j.b
}

// writeParents gives the areas above a place, leaving out the place itself.
func writeParents(j *jsonText, a answer) {
	kind := geocodeType(a.Kind)
	if kind == "country" {
		return
	}
	if kind != "state" {
		j.member("county", a.county)
		j.member("state", a.state)
	}
	j.member("country", a.country)
}

func writePoint(j *jsonText, a answer) {
	j.open('{')
	j.member("type", "Point")
	j.key("coordinates")
	j.point(a.Point)
	j.close('}')
}
