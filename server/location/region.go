package location

import (
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/peterstace/simplefeatures/geom"

	"dateline/geo"
)

// holds says whether a point lies in the region. Polygons have straight edges in the plane of longitude and latitude, as
// in GeoJSON.
func (r region) holds(p orb.Point) bool {
	switch {
	case r.centre != nil:
		return float64(geo.Distance(*r.centre, p)) <= r.metres
	case r.polygons != nil:
		return planar.MultiPolygonContains(r.polygons, p)
	}
	return geo.BoundContains(r.bound, p)
}

// touches says whether some part of g lies in the region, and for a circle how far the nearest part is.
func (r region) touches(g orb.Geometry) (*away, bool) {
	if g == nil {
		return nil, false
	}
	if r.centre != nil {
		at, d, ok := geo.Closest(*r.centre, g)
		if !ok || float64(d) > r.metres {
			return nil, false
		}
		return &away{float64(d), geo.Inverse(*r.centre, at).Azimuth1}, true
	}
	if p, ok := g.(orb.Point); ok {
		return nil, r.holds(p)
	}
	for _, b := range geo.SplitBound(r.bound) {
		if b.Intersects(g.Bound()) && r.meets(b, g) {
			return nil, true
		}
	}
	return nil, false
}

// meets asks the exact question where the boxes meet.
func (r region) meets(b orb.Bound, g orb.Geometry) bool {
	var region orb.Geometry = b.ToPolygon()
	if r.polygons != nil {
		region = r.polygons
	}
	a, ok := simpleFeature(region)
	if !ok {
		return false
	}
	o, ok := simpleFeature(g)
	return ok && geom.Intersects(a, o)
}

// simpleFeature hands a geometry over as WKB. Invalid polygons are taken as they are: whether they touch a region needs
// no valid winding.
func simpleFeature(g orb.Geometry) (geom.Geometry, bool) {
	b, err := geo.MarshalWKB(geo.Shape{Geometry: g})
	if err != nil {
		return geom.Geometry{}, false
	}
	out, err := geom.UnmarshalWKB(b, geom.NoValidate{})
	return out, err == nil
}
