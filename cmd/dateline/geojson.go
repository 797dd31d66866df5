package main

import (
	"io"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"dateline/data"
)

// writeReadingGeoJSON writes a FeatureCollection: a point for each placed literal mention, and a point or line for each
// claim with placed ends.
func writeReadingGeoJSON(w io.Writer, r data.Reading) error {
	fc := geojson.NewFeatureCollection()
	for _, m := range r.Mentions {
		if m.Place == nil {
			continue
		}
		f := geojson.NewFeature(orb.Point{m.Place.Lon, m.Place.Lat})
		f.Properties = geojson.Properties{
			"type": "mention", "text": m.Text, "start": m.Start, "end": m.End, "role": m.Role, "place": m.Place.ID,
			"name": m.Place.Name, "confidence": m.Confidence, "reasons": m.Reasons,
		}
		fc.Append(f)
	}
	for _, c := range r.Claims {
		if g := claimGeometry(c); g != nil {
			fc.Append(claimFeature(c, g))
		}
	}
	raw, err := fc.MarshalJSON()
	if err != nil {
		return err
	}
	_, err = w.Write(append(raw, '\n'))
	return err
}

func claimFeature(c data.Claim, g orb.Geometry) *geojson.Feature {
	f := geojson.NewFeature(g)
	f.ID = c.ID
	f.Properties = geojson.Properties{
		"type": "claim", "kind": c.Kind, "actor": c.Actor, "actor_id": c.ActorID, "status": c.Status, "modality": c.Modality,
		"attribution": c.Attribution, "places": c.Places, "value": c.Value, "valid": c.Valid, "check": c.Check, "evidence": c.Evidence,
	}
	return f
}

// claimGeometry is the points that a claim names, joined to a line from the origin where it has an origin and an end.
func claimGeometry(c data.Claim) orb.Geometry {
	var points []orb.Point
	ordered := slices.Clone(c.Places)
	slices.SortStableFunc(ordered, func(a, b data.ClaimPlace) int { return roleOrder(a.Role) - roleOrder(b.Role) })
	for _, p := range ordered {
		if p.Lon != nil && p.Lat != nil {
			points = append(points, orb.Point{*p.Lon, *p.Lat})
		}
	}
	switch {
	case len(points) == 0:
		return nil
	case len(points) == 1:
		return points[0]
	case c.Kind == data.KindControl || c.Kind == data.KindEvent || c.Kind == data.KindSiege:
		return orb.MultiPoint(points)
	}
	return orb.LineString(points)
}

func roleOrder(role string) int {
	return slices.Index([]string{data.RoleOrigin, data.RoleFrom, data.RoleAnchor, data.RoleAlong, data.RoleAt, data.RoleTo, data.RoleDestination}, role)
}
