package location

import (
	"cmp"
	"context"
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
	out := Nearest(places, at, o, lang)
	return out.reply(), nil
}

func (s *service) nearestFeatures(c *gin.Context, p params, at orb.Point, o gazetteer.NearOptions) (reply, error) {
	set, err := s.features(c, p)
	if err != nil {
		return reply{}, err
	}
	list, more, err := NearestFeatures(c.Request.Context(), set.Features, at, o)
	if err != nil {
		return reply{}, err
	}
	out := Answer{at: &at, query: pointText(at), more: more}
	for _, f := range list {
		b, err := f.GeoJSON()
		if err != nil {
			return reply{}, err
		}
		out.answers = append(out.answers, answer{feature: b})
	}
	return out.reply(), nil
}

// NearFeature is a feature of the map, with the point of it that is nearest to the point asked about.
type NearFeature struct {
	Feature geo.Feature
	Point   orb.Point
	Metres  geo.Metres
	// Azimuth is the direction of Point in degrees, in [0, 360).
	Azimuth float64
}

// GeoJSON gives the feature as /nearest sends it.
func (f NearFeature) GeoJSON() ([]byte, error) {
	return featureJSON(f.Feature, &away{float64(f.Metres), f.Azimuth})
}

// NearestFeatures gives the features nearest to a point, of which it uses the limit and the greatest distance of the options;
// more says that the limit cut some off. It measures to every feature: a situation holds thousands, not millions.
func NearestFeatures(ctx context.Context, features []geo.Feature, at orb.Point, o gazetteer.NearOptions) (list []NearFeature, more bool, err error) {
	for _, f := range features {
		if err := ctx.Err(); err != nil {
			return nil, false, err
		}
		q, d, ok := geo.Closest(at, f.Geometry)
		if ok && (o.MaxMetres == 0 || float64(d) <= o.MaxMetres) {
			list = append(list, NearFeature{Feature: f, Point: q, Metres: d})
		}
	}
	slices.SortStableFunc(list, func(a, b NearFeature) int { return cmp.Compare(a.Metres, b.Metres) })
	more = len(list) > o.Limit
	list = list[:min(len(list), o.Limit)]
	for i := range list {
		list[i].Azimuth = positiveAzimuth(geo.Inverse(at, list[i].Point).Azimuth1)
	}
	return list, more, nil
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
