package location

import (
	"fmt"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"

	"dateline/geo/gazetteer"
)

// reverse answers /reverse: the nearest places of a kind, and the areas that hold the point.
func (s *service) reverse(c *gin.Context, places Places) (reply, error) {
	p, err := readParams(c.Request, "lon", "lat", "lang", "kind", "limit", "radius")
	if err != nil {
		return reply{}, err
	}
	at, err := p.point("lon", "lat")
	if err != nil {
		return reply{}, err
	}
	o, lang, err := p.nearOptions(places, 1)
	if err != nil {
		return reply{}, err
	}
	if len(o.Kinds) == 0 {
		o.Kinds = []string{"P"}
	}
	out := reverseGeocode(places, at, o, lang)
	return out.reply(), nil
}

// reverseGeocode gives the areas that hold at, and the places nearest to it.
func reverseGeocode(places Places, at orb.Point, o gazetteer.NearOptions, lang string) Answer {
	out := Answer{at: &at, query: pointText(at), admin: []answer{}, describer: newDescriber(places, lang)}
	for _, a := range places.Admin(at) {
		out.admin = append(out.admin, out.describer.place(a))
	}
	markDisputes(out.admin)
	out.findNear(places, at, o)
	return out
}

// countyAt names the second-level area around the point where it is also the place's own.
func countyAt(areas []answer, p *gazetteer.Place) string {
	for i := range areas {
		if a := &areas[i]; geocodeType(a.Kind) == "county" && a.Country == p.Country && (a.Admin1 == p.Admin1 || p.Admin1 == "") {
			return a.name
		}
	}
	return ""
}

func pointText(p orb.Point) string { return fmt.Sprintf("%v,%v", p[0], p[1]) }

// disputed says whether an outlined area is land that more than one side claims: the gazetteer gives such zones no
// country.
func disputed(p gazetteer.Place) bool {
	return p.Kind == "ZN" || p.Class == 'A' && p.Country == ""
}

// markDisputes marks the areas that are listed under another country than the one whose outline holds the point: the
// sources disagree on whose they are, and a reader should know.
func markDisputes(areas []answer) {
	var country answer
	for i, a := range areas {
		switch {
		case disputed(a.Place):
			areas[i].disputed = true
		case geocodeType(a.Kind) == "country":
			country = a
		case country.Country != "" && a.Country != "" && a.Country != country.Country:
			areas[i].disputed = true
			areas[i].Note = fmt.Sprintf("held by %s in the outlines, listed under %s", country.name, a.country)
		}
	}
}

// nearOptions reads kind, country, min_population, radius, limit and lang.
func (p params) nearOptions(places Places, limit int) (o gazetteer.NearOptions, lang string, err error) {
	if lang, err = p.lang("lang"); err != nil {
		return o, lang, err
	}
	if o.Kinds, err = p.kinds("kind"); err != nil {
		return o, lang, err
	}
	if o.Country, err = p.country("country", places); err != nil {
		return o, lang, err
	}
	if o.MaxMetres, err = p.metres("radius"); err != nil {
		return o, lang, err
	}
	population, err := p.integer("min_population", 0, 0, 1<<40)
	if err != nil {
		return o, lang, err
	}
	o.MinPopulation = int64(population)
	o.Limit, err = p.integer("limit", limit, 1, maxNear)
	return o, lang, err
}

// maxNear is the most places that one question about a neighbourhood gets.
const maxNear = 1000
