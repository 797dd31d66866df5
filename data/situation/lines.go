package situation

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"dateline/data"
	"dateline/geo"
	"dateline/geo/flow"
)

// lineFeature draws a line that a report asserts: straight between the places that it names, and never evidence for an area.
func (b *builder) lineFeature(c *claim) (geo.Feature, bool) {
	pts, places := b.f.linePoints(c)
	if len(pts) < 2 {
		return geo.Feature{}, false
	}
	length, uncertain := 0.0, 10.0
	for i := 1; i < len(pts); i++ {
		leg := geo.Distance(pts[i-1], pts[i]).Kilometres()
		length += leg
		uncertain = max(uncertain, leg/6)
	}
	for _, p := range places {
		uncertain = max(uncertain, p.UncertaintyKM)
	}
	a, o := actorOf(&c.Claim), objectOf(&c.Claim)
	label := fmt.Sprintf("%s: line asserted between %s and %s, course not known", a.Name, placeTitle(places[0]), placeTitle(places[len(places)-1]))
	props := b.common("frontline", label, c.Claim.Confidence, []*claim{c})
	props["side_a"], props["side_a_id"], props["side_b"], props["side_b_id"] = a.Name, a.ID, o.Name, o.ID
	props["basis"] = Schematic
	props["length_km"], props["uncertainty_km"] = round(length, 1), round(uncertain, 1)
	props["method"], props["version"] = "straight-between-named-places", Version
	props["modality"] = c.Claim.Modality
	props["age_days"] = ageDays(c.at, b.f.q.Valid)
	return geo.Feature{Geometry: line(flow.Path(pts)), Properties: props}, true
}

// linePoints gives the named places of a line in order: from, along, to. Of a country only the border is meant: the point
// of it nearest to the other places.
func (f *frame) linePoints(c *claim) ([]orb.Point, []data.ClaimPlace) {
	var places, borders []data.ClaimPlace
	for _, role := range []string{data.RoleFrom, data.RoleAlong, data.RoleTo, data.RoleAt} {
		for _, p := range c.Claim.Places {
			if p.Role != role {
				continue
			}
			if isCountry(p.Kind) {
				borders = append(borders, p)
			} else if _, ok := pointOf(p); !ok {
				continue
			}
			places = append(places, p)
		}
	}
	var known []orb.Point
	for _, p := range c.Claim.Places {
		if pt, ok := pointOf(p); ok && !isCountry(p.Kind) {
			known = append(known, pt)
		}
	}
	if len(known) == 0 {
		return nil, nil
	}
	centre := orb.MultiPoint(known).Bound().Center()
	var pts []orb.Point
	var kept []data.ClaimPlace
	for _, p := range places {
		pt, ok := pointOf(p)
		if slices.ContainsFunc(borders, func(q data.ClaimPlace) bool { return q.ID == p.ID }) {
			pt, ok = f.borderPoint(p, centre)
		}
		if ok {
			pts, kept = append(pts, pt), append(kept, p)
		}
	}
	return pts, kept
}

// borderPoint gives the corner of a country's outline nearest to p; of the side only that the text names, if it does
// ("the eastern border").
func (f *frame) borderPoint(country data.ClaimPlace, p orb.Point) (orb.Point, bool) {
	outline, ok := f.e.ground.Outline(country.ID)
	if !ok {
		outline = f.e.ground.outlines(p.Bound())[country.Country]
	}
	centre := outline.Bound().Center()
	side, sided := sideOf(country)
	best, at := geo.Metres(1e9), orb.Point{}
	for _, poly := range outline {
		for _, r := range poly {
			for _, q := range r {
				if sided && math.Abs(math.Remainder(geo.Inverse(centre, q).Azimuth1-side, 360)) > 60 {
					continue
				}
				if d := geo.Haversine(p, q); d < best {
					best, at = d, q
				}
			}
		}
	}
	return at, best < 1e9
}

// sideOf reads which side of a country a border is said to be on, as an azimuth.
func sideOf(p data.ClaimPlace) (float64, bool) {
	if p.Bearing != nil {
		return *p.Bearing, true
	}
	text := strings.ToLower(p.Text)
	for _, s := range []struct {
		word    string
		azimuth float64
	}{
		{"northeast", 45},
		{"southeast", 135},
		{"southwest", 225},
		{"northwest", 315},
		{"north", 0},
		{"east", 90},
		{"south", 180},
		{"west", 270},
	} {
		if strings.Contains(text, s.word) {
			return s.azimuth, true
		}
	}
	return 0, false
}
