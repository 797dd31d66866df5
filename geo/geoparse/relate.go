package geoparse

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"dateline/geo"
	"dateline/geo/gazetteer"

	"github.com/paulmach/orb"
)

// The tolerances within which a stated position fits the map. News rounds, measures along roads, and means a town's edge
// where the gazetteer has its centre: the distance may be off by 10 km or by a fifth of what is stated, whichever is
// more; the direction, one of eight winds, by one and a quarter of their sectors.
const (
	toleranceKM    = 10.0
	toleranceShare = 0.2
	toleranceWind  = 56.25 // degrees
	// nearKM is how far "near", "outside" and "around" reach.
	nearKM = 25.0
)

// relate checks the stated positions against the map, and places by them what no gazetteer has.
func (r *reading) relate() {
	r.chosen()
	r.ranked = make(map[string]string)
	for i := range r.links {
		r.relations = append(r.relations, r.check(&r.links[i]))
	}
}

// chosen notes for each name its best candidate.
func (r *reading) chosen() {
	r.best = make([]*cand, len(r.names))
	for _, s := range r.all {
		if len(s.cands) == 0 {
			continue
		}
		for _, i := range s.names {
			r.best[i] = &s.cands[0]
		}
	}
}

func (r *reading) check(l *link) Relation {
	rel := Relation{
		Kind: l.kind, Located: l.located, Anchors: l.anchors, StatedKM: l.km, StatedValue: l.value, StatedUnit: l.unit,
		Bearing: l.bearing, Direction: l.direction,
	}
	if rel.Anchors == nil {
		rel.Anchors = []int{}
	}
	if l.described > 0 {
		if a := r.townOfRank(l); a >= 0 {
			rel.Anchors = []int{a}
		}
	}
	first := l.first
	if l.located >= 0 && r.names[l.located].first < first {
		first = r.names[l.located].first
	}
	last := max(l.end, l.last)
	if l.located >= 0 {
		last = max(last, r.names[l.located].last)
	}
	rel.Span = Span{Start: r.tokens[first].Start, End: r.tokens[last-1].End}
	rel.Text = r.slice(first, last)
	r.measure(&rel)
	return rel
}

// measure compares a stated distance and direction with the map, where both ends are placed.
func (r *reading) measure(rel *Relation) {
	if rel.Located < 0 || len(rel.Anchors) == 0 {
		rel.Why = "one end has no name"
		return
	}
	a, b := r.best[rel.Anchors[0]], r.best[rel.Located]
	if rel.Kind == Between || rel.Kind == OnRoad || rel.Kind == OnBorder {
		rel.Why = "a line, not a distance"
		return
	}
	if a == nil || b == nil {
		rel.Why = "not every place is in the gazetteer"
		return
	}
	if wide(a) || wide(b) {
		rel.Why = "an area has no one point to measure from"
		return
	}
	line := geo.Inverse(a.match.Place.Point, b.match.Place.Point)
	rel.Checked = true
	rel.MeasuredKM = math.Round(line.Distance.Kilometres()*100) / 100
	rel.MeasuredBearing = math.Round(math.Mod(line.Azimuth1+360, 360)*10) / 10
	rel.Consistent, rel.Why = fits(rel.Kind, rel.StatedKM, rel.Bearing, rel.MeasuredKM, rel.MeasuredBearing)
}

// wide holds for areas so large that a distance to their point says nothing.
func wide(c *cand) bool {
	return c.group == country || c.group == firstAdmin || c.group == region || c.group == water
}

// fits says whether a measured distance (km) and bearing agree with the stated ones, and why not.
func fits(kind RelationKind, statedKM, statedBearing, km, bearing float64) (bool, string) {
	if kind == Near {
		if km > nearKM {
			return false, fmt.Sprintf("said to be near, measured %.0f km", km)
		}
		return true, fmt.Sprintf("measured %.0f km", km)
	}
	var wrong []string
	if statedKM > 0 && math.Abs(km-statedKM) > max(toleranceKM, toleranceShare*statedKM) {
		wrong = append(wrong, fmt.Sprintf("measured %.0f km against %.0f km stated", km, statedKM))
	}
	if statedBearing >= 0 && km > 1 && turn(bearing, statedBearing) > toleranceWind {
		wrong = append(wrong, fmt.Sprintf("measured bearing %.0f° against %.0f° stated", bearing, statedBearing))
	}
	if len(wrong) > 0 {
		return false, strings.Join(wrong, "; ")
	}
	if statedKM > 0 {
		return true, fmt.Sprintf("measured %.0f km against %.0f km stated", km, statedKM)
	}
	return true, fmt.Sprintf("measured %.0f km, bearing %.0f°", km, bearing)
}

// turn is the angle between two bearings, 0 to 180.
func turn(a, b float64) float64 {
	d := math.Mod(math.Abs(a-b), 360)
	return min(d, 360-d)
}

// townOfRank finds the name in the text whose place is the town of that rank by population in the country of the located
// place ("the country's second most-populous city"), the nearest one before the statement; -1 where none is.
func (r *reading) townOfRank(l *link) int {
	if l.located < 0 || r.best[l.located] == nil {
		return -1
	}
	code := r.best[l.located].match.Place.Country
	key := code + strconv.Itoa(l.described)
	id, known := r.ranked[key]
	if !known {
		if town, ok := r.p.rankedTown(code, l.described); ok {
			id = town.ID
		}
		r.ranked[key] = id
	}
	if id == "" {
		return -1
	}
	found := -1
	for i, c := range r.best {
		if c != nil && c.match.Place.ID == id && r.names[i].role != Part && (found < 0 || r.names[i].first < l.first) {
			found = i
		}
	}
	return found
}

// rankedTown is the n-th largest town of a country, quarters of towns left out. The towns of a country are asked for once.
func (p *Parser) rankedTown(code string, n int) (gazetteer.Place, bool) {
	if code == "" || n < 1 {
		return gazetteer.Place{}, false
	}
	kept, ok := p.towns.Load(code)
	if !ok {
		kept, _ = p.towns.LoadOrStore(code, p.g.Within(orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}},
			gazetteer.NearOptions{Country: code, Kinds: []string{"PPLC", "PPLA", "PPLA2", "PPL"}, MinPopulation: 50_000, Limit: 20}))
	}
	towns := kept.([]gazetteer.Place)
	if n > len(towns) {
		return gazetteer.Place{}, false
	}
	return towns[n-1], true
}

// place puts the places that no gazetteer has where a stated distance and direction put them, and takes over a stated
// place from what is only a far namesake.
func (r *reading) place(d *Document) {
	for k := range r.links {
		l, rel := &r.links[k], &d.Relations[k]
		if l.located < 0 || len(rel.Anchors) == 0 || !r.homeless(l, rel) {
			continue
		}
		a := r.best[rel.Anchors[0]]
		if a == nil {
			continue
		}
		p, km, ok := locate(l, a)
		if !ok {
			continue
		}
		p.Name = r.names[l.located].surface
		p.ID = "stated:" + strings.ReplaceAll(strings.ToLower(p.Name), " ", "-") + "@" + a.match.Place.ID
		for i := range r.names {
			if r.names[i].surface == p.Name && r.names[i].role != Part {
				settleByRelation(&d.Mentions[i], p, km, rel.Text)
				r.unmeasured(d, i, k)
			}
		}
	}
}

// unmeasured takes back the check of relations with mention i, which relation k has placed: a place cannot bear witness to the
// words that it stands by, nor is it certain enough to check others against.
func (r *reading) unmeasured(d *Document, i, k int) {
	for j := range d.Relations {
		rel := &d.Relations[j]
		if rel.Located != i && (len(rel.Anchors) == 0 || rel.Anchors[0] != i) {
			continue
		}
		rel.Checked, rel.Consistent, rel.MeasuredKM, rel.MeasuredBearing = false, false, 0, 0
		rel.Why = r.names[i].surface + " is placed by a stated position alone, and so cannot be checked against it"
		if j == k {
			rel.Why = r.names[i].surface + " is placed by this very statement, and so cannot be checked against it"
		}
	}
}

// homeless holds for names without a place, and for those whose best place is a small namesake far from where the text says.
func (r *reading) homeless(l *link, rel *Relation) bool {
	c := r.best[l.located]
	if c == nil {
		return true
	}
	if !rel.Checked || rel.Consistent || c.match.Place.Population > 50_000 || wide(c) {
		return false
	}
	limit := nearKM * 4
	if rel.Kind == DistanceBearing {
		if rel.StatedKM == 0 {
			return false
		}
		limit = 3*rel.StatedKM + 50
	}
	return rel.MeasuredKM > limit
}

// locate computes the stated point and its uncertainty in km: the tolerance along the line, and across it half of the
// wind's sector. Without a direction the point is the anchor and the uncertainty the whole distance.
func locate(l *link, anchor *cand) (gazetteer.Place, float64, bool) {
	p := gazetteer.Place{Kind: "PPL", Class: 'P', Country: anchor.match.Place.Country, Admin1: anchor.match.Place.Admin1, Point: anchor.match.Place.Point}
	p.Source = "stated: from " + anchor.match.Place.Name
	if wide(anchor) {
		return p, 0, false
	}
	along := max(toleranceKM, toleranceShare*l.km)
	switch {
	case l.kind == Near:
		return p, nearKM, true
	case l.kind != DistanceBearing || l.km == 0:
		return p, 0, false
	case l.bearing < 0:
		return p, math.Round(l.km + along), true
	}
	p.Point, _ = geo.Direct(anchor.match.Place.Point, l.bearing, geo.Metres(l.km*1000))
	across := l.km * math.Sin(22.5*math.Pi/180)
	return p, math.Round(math.Hypot(along, across)), true
}

func settleByRelation(m *Mention, p gazetteer.Place, km float64, text string) {
	why := "placed by the stated position “" + text + "” alone, to within " + strconv.FormatFloat(km, 'f', 0, 64) + " km"
	if m.Placed {
		why = "the places of this name in the gazetteer lie too far from the stated position; " + why
	}
	m.Placed, m.Place, m.UncertaintyKM, m.Confidence = true, p, km, 0.5
	m.Reasons = []string{why}
	m.Candidates = append([]Candidate{{Place: p, Score: 0.5, Reasons: []string{why}}}, m.Candidates...)
	for i := 1; i < len(m.Candidates); i++ {
		m.Candidates[i].Score = round(m.Candidates[i].Score / 2)
	}
}
