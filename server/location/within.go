package location

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/server/problem"
)

// within answers /within: what lies in a box, a polygon or a circle.
func (s *service) within(c *gin.Context, places Places) (reply, error) {
	p, err := readParams(c.Request, "bbox", "polygon", "radius", "lon", "lat", "lang", "kind", "country", "min_population", "limit", "collection", "datetime", "known")
	if err != nil {
		return reply{}, err
	}
	r, err := p.region()
	if err != nil {
		return reply{}, err
	}
	o, lang, err := p.nearOptions(places, 100)
	if err != nil {
		return reply{}, err
	}
	if p.has("collection") {
		return s.featuresWithin(c, p, r, o.Limit)
	}
	if err := p.onlyWithCollection(); err != nil {
		return reply{}, err
	}
	out := placesWithin(places, r, o, lang)
	return out.reply(), nil
}

// placesWithin gives the most prominent places of a region, or the nearest ones of a circle.
func placesWithin(places Places, r region, o gazetteer.NearOptions, lang string) Answer {
	limit := o.Limit
	out := Answer{at: r.centre, query: r.text, describer: newDescriber(places, lang)}
	switch o.Limit++; {
	case r.centre != nil:
		out.findNear(places, *r.centre, o)
	case r.polygons != nil:
		o.MaxMetres, o.Limit = 0, 0 // all of the box: the polygon decides
		out.findWithin(places, r, o)
	default:
		o.MaxMetres = 0
		out.findWithin(places, r, o)
	}
	out.cut(limit)
	return out
}

// findWithin adds the places of a region.
func (c *Answer) findWithin(places Places, r region, o gazetteer.NearOptions) {
	if refs, ok := unpacked(places); ok {
		c.refs = refs.WithinRefs(r.bound, o)
		if r.polygons != nil {
			c.refs = slices.DeleteFunc(c.refs, func(f gazetteer.Ref) bool { return !r.holds(f.Point()) })
		}
		return
	}
	for _, place := range places.Within(r.bound, o) {
		if r.holds(place.Point) {
			c.answers = append(c.answers, c.describer.place(place))
		}
	}
}

// cut leaves the first answers, and notes that there are more.
func (c *Answer) cut(limit int) {
	c.more = len(c.answers)+len(c.refs)+len(c.near) > limit
	c.answers = c.answers[:min(len(c.answers), limit)]
	c.refs = c.refs[:min(len(c.refs), limit)]
	c.near = c.near[:min(len(c.near), limit)]
}

func (s *service) featuresWithin(c *gin.Context, p params, r region, limit int) (reply, error) {
	set, err := s.features(c, p)
	if err != nil {
		return reply{}, err
	}
	type found struct {
		feature geo.Feature
		away    *away
	}
	var list []found
	for _, f := range set.Features {
		if err := c.Request.Context().Err(); err != nil {
			return reply{}, err
		}
		if away, ok := r.touches(f.Geometry); ok {
			list = append(list, found{f, away})
		}
	}
	if r.centre != nil {
		slices.SortStableFunc(list, func(a, b found) int { return cmp.Compare(a.away.Metres, b.away.Metres) })
	}
	out := Answer{at: r.centre, query: r.text, more: len(list) > limit}
	for _, f := range list[:min(len(list), limit)] {
		b, err := featureJSON(f.feature, f.away)
		if err != nil {
			return reply{}, err
		}
		out.answers = append(out.answers, answer{feature: b})
	}
	return out.reply(), nil
}

// region is what /within looks into: a box, polygons with their box, or a circle.
type region struct {
	bound    orb.Bound
	polygons orb.MultiPolygon
	centre   *orb.Point
	metres   float64
	text     string
}

// region reads exactly one of bbox, polygon, and radius with lon and lat.
func (p params) region() (region, error) {
	circle := p.has("radius") || p.has("lon") || p.has("lat")
	given := 0
	for _, has := range []bool{p.has("bbox"), p.has("polygon"), circle} {
		if has {
			given++
		}
	}
	switch {
	case given != 1:
		return region{}, problem.Bad("bbox", "give one of bbox=41,34,46,38, polygon=POLYGON((…)), or radius=10000 with lon= and lat=")
	case p.has("bbox"):
		b, err := p.optionalBound("bbox")
		if err != nil {
			return region{}, err
		}
		return region{bound: *b, text: p.values.Get("bbox")}, nil
	case p.has("polygon"):
		return p.polygon()
	}
	at, err := p.point("lon", "lat")
	if err != nil {
		return region{}, err
	}
	if !p.has("radius") {
		return region{}, problem.Bad("radius", "radius is missing; write radius=10000 for 10 km around the point")
	}
	r, err := p.metres("radius")
	return region{centre: &at, metres: r, bound: geo.BoundAround(at, geo.Metres(r)), text: fmt.Sprintf("%v m around %s", r, pointText(at))}, err
}

// polygon reads well-known text, a GeoJSON geometry, or a plain list lon,lat,lon,lat,…
func (p params) polygon() (region, error) {
	raw := strings.TrimSpace(p.values.Get("polygon"))
	if len(raw) > maxShape {
		return region{}, problem.Bad("polygon", "the polygon is %d bytes long; %d at most", len(raw), maxShape)
	}
	m, err := parsePolygons(raw)
	if err != nil {
		return region{}, problem.Bad("polygon", "%v; write POLYGON((41 34,46 34,46 38,41 34)), a GeoJSON geometry, or lon,lat,lon,lat,…", err)
	}
	for _, poly := range m {
		for _, ring := range poly {
			if len(ring) < 4 {
				return region{}, problem.Bad("polygon", "a ring has %d points; it needs three different ones and the first again", len(ring))
			}
			for _, at := range ring {
				if err := geo.CheckPoint(at); err != nil {
					return region{}, problem.Bad("polygon", "point %s: %v", pointText(at), err)
				}
			}
		}
	}
	if len(m) == 0 {
		return region{}, problem.Bad("polygon", "the polygon is empty")
	}
	return region{polygons: m, bound: m.Bound(), text: "polygon"}, nil
}

func parsePolygons(raw string) (orb.MultiPolygon, error) {
	switch {
	case strings.HasPrefix(raw, "{"):
		var g geojson.Geometry
		if err := json.Unmarshal([]byte(raw), &g); err != nil {
			return nil, fmt.Errorf("not a GeoJSON geometry")
		}
		return asPolygons(g.Geometry())
	case strings.ContainsAny(raw, "(") || strings.ContainsAny(strings.ToUpper(raw), "PLY"):
		s, err := geo.ParseWKT(raw)
		if err != nil {
			return nil, err
		}
		if s.SRID != 0 && s.SRID != 4326 {
			return nil, fmt.Errorf("SRID %d: coordinates must be longitude and latitude, SRID 4326", s.SRID)
		}
		return asPolygons(s.Geometry)
	}
	return listedPolygon(raw)
}

func asPolygons(g orb.Geometry) (orb.MultiPolygon, error) {
	switch g := g.(type) {
	case orb.Polygon:
		return orb.MultiPolygon{g}, nil
	case orb.MultiPolygon:
		return g, nil
	case nil:
		return nil, fmt.Errorf("there is no geometry")
	}
	return nil, fmt.Errorf("a %s is no polygon", g.GeoJSONType())
}

func listedPolygon(raw string) (orb.MultiPolygon, error) {
	fields := strings.Split(raw, ",")
	if len(fields)%2 != 0 || len(fields) < 6 {
		return nil, fmt.Errorf("%d numbers; a list of points has at least three pairs", len(fields))
	}
	var ring orb.Ring
	for i := 0; i < len(fields); i += 2 {
		at, err := geo.ParsePoint(fields[i] + "," + fields[i+1])
		if err != nil {
			return nil, err
		}
		ring = append(ring, at)
	}
	if ring[0] != ring[len(ring)-1] {
		ring = append(ring, ring[0])
	}
	return orb.MultiPolygon{{ring}}, nil
}
