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
	"dateline/geo/zone"
)

// Bases of a front line.
const (
	Observed  = "observed"
	Inferred  = "inferred"
	Schematic = "asserted-schematic"
)

func (b *builder) frontlines() {
	l := b.f.layered()
	var known map[uint64]zone.Front
	if old := b.f.before(); old != nil && l.redone != nil {
		known = old.fronts
	}
	touched := map[int]bool{}
	for _, i := range l.touched {
		touched[i] = true
	}
	l.fronts = map[uint64]zone.Front{}
	for _, fr := range l.tess.diagram.Fronts(l.keys, b.f.q.CapKM, opposed, known) {
		l.fronts[fr.Mark] = fr
		b.front(l, fr, known, touched)
	}
	for _, c := range b.f.view.others[data.KindLine] {
		if b.f.current(c, staleDays) && c.Claim.Modality != data.Denied {
			if f, ok := b.lineFeature(c); ok {
				b.add("line:"+c.Claim.ID, nil, func() geo.Feature { return f })
			}
		}
	}
}

// front adds a line; one that neither moved nor rests on a touched place is kept.
func (b *builder) front(l *layers, fr zone.Front, known map[uint64]zone.Front, touched map[int]bool) {
	id := b.frontID(l, fr)
	is := func(i int) bool { return touched[i] }
	if _, same := known[fr.Mark]; same && !slices.ContainsFunc(fr.LeftSites, is) && !slices.ContainsFunc(fr.RightSites, is) && b.keep(id) {
		return
	}
	b.add(id, nil, func() geo.Feature { return b.frontFeature(l, fr) })
}

// opposed says whether two zones face each other: a zone and a contested one that the same holder has a part in do not.
func opposed(a, b zone.Key) bool {
	for _, x := range splitHolders(a.Holder) {
		if slices.Contains(splitHolders(b.Holder), x) {
			return false
		}
	}
	return true
}

func splitHolders(h string) []string {
	var out []string
	start := 0
	if len(h) > 0 && h[:1] == jointMark {
		start = 1
	}
	for i := start; i <= len(h); i++ {
		if i == len(h) || h[i] == '|' {
			out = append(out, h[start:i])
			start = i + 1
		}
	}
	return out
}

// frontID names a line after its holders and its anchors, the most populous place on each side, so that a line keeps its
// id while it moves around the same towns.
func (b *builder) frontID(l *layers, fr zone.Front) string {
	x, y := l.tess.sites[l.anchor(fr.LeftSites)].id, l.tess.sites[l.anchor(fr.RightSites)].id
	id := "front:" + fr.Left + ":" + fr.Right + ":" + x + ":" + y
	for _, taken := b.made[id]; taken; _, taken = b.made[id] {
		id += "'"
	}
	return id
}

func (l *layers) anchor(sites []int) int {
	best := sites[0]
	for _, i := range sites {
		s, t := l.tess.sites[i], l.tess.sites[best]
		if s.population > t.population || s.population == t.population && s.id < t.id {
			best = i
		}
	}
	return best
}

func (b *builder) frontFeature(l *layers, fr zone.Front) geo.Feature {
	var cs []*claim
	side := func(sites []int) (p Party, fresh int) {
		fresh = 1 << 30
		var holders []Party
		for _, i := range sites {
			s := l.tess.sites[i]
			st := b.f.statusAt(s.key)
			if st.Class == "" {
				st = b.f.areaStatus(l, s)
			}
			cs = append(cs, st.Claims...)
			holders = append(holders, st.Holders...)
			fresh = min(fresh, st.AgeDays)
		}
		holders = distinct(holders)
		return Party{joined(ids(holders)), names(holders)}, fresh
	}
	left, leftFresh := side(fr.LeftSites)
	right, rightFresh := side(fr.RightSites)
	leftName, rightName := l.tess.sites[l.anchor(fr.LeftSites)].name, l.tess.sites[l.anchor(fr.RightSites)].name
	basis := Inferred
	if max(leftFresh, rightFresh) <= freshDays {
		basis = Observed
	}
	confidence := 0.5
	if basis == Observed {
		confidence = 0.7
	}
	label := fmt.Sprintf("%s / %s at %s and %s", left.Name, right.Name, leftName, rightName)
	props := b.common("frontline", label, confidence, cs)
	props["side_a"], props["side_a_id"] = left.Name, left.ID
	props["side_b"], props["side_b_id"] = right.Name, right.ID
	props["basis"] = basis
	props["length_km"] = round(fr.LengthKM, 1)
	// The true line lies anywhere between the towns of both sides.
	props["uncertainty_km"] = round(b.f.gap(l, fr), 1)
	props["radius_km"], props["method"], props["version"] = b.f.q.CapKM, Method, Version
	return geo.Feature{Geometry: line(fr.Line), Properties: props}
}

// areaStatus is the status that a silent place has from the smallest held area around it.
func (f *frame) areaStatus(l *layers, s site) Status {
	for _, a := range slices.Backward(l.areas) {
		if a.holds(s.point) {
			return a.status
		}
	}
	return Status{}
}

// gap is half the mean distance from a place on one side of a line to the nearest one on the other.
func (f *frame) gap(l *layers, fr zone.Front) float64 {
	sum := 0.0
	for _, i := range fr.LeftSites {
		best := 4 * f.q.CapKM
		for _, j := range fr.RightSites {
			best = min(best, geo.Haversine(l.tess.sites[i].point, l.tess.sites[j].point).Kilometres())
		}
		sum += best
	}
	return sum / float64(len(fr.LeftSites)) / 2
}

func line(m orb.MultiLineString) orb.Geometry {
	if len(m) == 1 {
		return m[0]
	}
	return m
}

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
		{"northeast", 45}, {"southeast", 135}, {"southwest", 225}, {"northwest", 315},
		{"north", 0}, {"east", 90}, {"south", 180}, {"west", 270},
	} {
		if strings.Contains(text, s.word) {
			return s.azimuth, true
		}
	}
	return 0, false
}
