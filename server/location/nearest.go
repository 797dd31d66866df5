package location

import (
	"cmp"
	"slices"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/server/problem"
)

// nearest answers /nearest: places of the gazetteer, or features of one of the map's collections.
func (s *service) nearest(c *gin.Context, places Places) (reply, error) {
	p, err := readParams(c.Request, "lon", "lat", "lang", "kind", "country", "min_population", "radius", "limit", "collection", "datetime", "known")
	if err != nil {
		return reply{}, err
	}
	at, err := p.point("lon", "lat")
	if err != nil {
		return reply{}, err
	}
	o, lang, err := p.nearOptions(places, 10)
	if err != nil {
		return reply{}, err
	}
	if p.has("collection") {
		return s.nearestFeatures(c, p, at, o)
	}
	if err := p.onlyWithCollection(); err != nil {
		return reply{}, err
	}
	return reply{typeGeoJSON, Nearest(places, at, o, lang).json()}, nil
}

// nearestFeatures measures to every feature: a situation holds thousands, not millions.
func (s *service) nearestFeatures(c *gin.Context, p params, at orb.Point, o gazetteer.NearOptions) (reply, error) {
	set, err := s.features(c, p)
	if err != nil {
		return reply{}, err
	}
	type found struct {
		feature geo.Feature
		near    orb.Point
		d       geo.Metres
	}
	var list []found
	for _, f := range set.Features {
		if err := c.Request.Context().Err(); err != nil {
			return reply{}, err
		}
		q, d, ok := geo.Closest(at, f.Geometry)
		if ok && (o.MaxMetres == 0 || float64(d) <= o.MaxMetres) {
			list = append(list, found{f, q, d})
		}
	}
	slices.SortStableFunc(list, func(a, b found) int { return cmp.Compare(a.d, b.d) })
	out := Answer{at: &at, query: pointText(at), more: len(list) > o.Limit}
	for _, f := range list[:min(len(list), o.Limit)] {
		away := gazetteer.Neighbour{Metres: float64(f.d), Azimuth: geo.Inverse(at, f.near).Azimuth1}
		b, err := featureJSON(f.feature, &away)
		if err != nil {
			return reply{}, err
		}
		out.answers = append(out.answers, answer{feature: b})
	}
	return reply{typeGeoJSON, out.json()}, nil
}

// onlyWithCollection refuses the parameters that mean nothing for places.
func (p params) onlyWithCollection() error {
	for _, name := range []string{"datetime", "known"} {
		if p.has(name) {
			return problem.Bad(name, "%s goes with collection= only; places of the gazetteer have no time", name)
		}
	}
	return nil
}
