package situation

import (
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"dateline/data"
	"dateline/geo"
)

// linePoints gives the named places of a line in order: from, along, to. Of a country only the border is meant: the point
// of it nearest to the other places. A place that the line is merely near says nothing of its course where it has two ends.
func (f *frame) linePoints(c *claim) ([]orb.Point, []data.ClaimPlace) {
	var places, borders []data.ClaimPlace
	for _, role := range []string{data.RoleFrom, data.RoleAlong, data.RoleTo, data.RoleAt} {
		if role == data.RoleAt && len(places) >= 2 {
			break
		}
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

// borderPrefix begins the id of a place that is the border of two countries: "border:IQ-IR".
const borderPrefix = "border:"

// borderArc gives the border between two countries that a place stands for, along the land of the place's country.
func (f *frame) borderArc(p data.ClaimPlace) []orb.Point {
	own, other, ok := strings.Cut(strings.TrimPrefix(p.ID, borderPrefix), "-")
	pt, known := pointOf(p)
	if !strings.HasPrefix(p.ID, borderPrefix) || !ok || !known {
		return nil
	}
	return f.e.ground.borderBetween(own, other, pt)
}

// borderBetween gives the corners that the outlines of two countries share, in the order of the first one's.
func (l *land) borderBetween(own, other string, near orb.Point) []orb.Point {
	lands := l.outlines(near.Bound())
	key := own + "-" + other
	l.mu.Lock()
	defer l.mu.Unlock()
	if arc, ok := l.borders[key]; ok {
		return arc
	}
	beyond := map[orb.Point]bool{}
	for _, poly := range lands[other] {
		for _, r := range poly {
			for _, q := range r {
				beyond[q] = true
			}
		}
	}
	var out []orb.Point
	for _, poly := range lands[own] {
		for _, r := range poly {
			for _, q := range r {
				if beyond[q] {
					out = append(out, q)
				}
			}
		}
	}
	l.borders[key] = out
	return out
}
