package extract

import (
	"math"
	"strings"

	"dateline/data"
	"dateline/data/extract/number"
	"dateline/data/extract/rule"
	"dateline/data/extract/syntax"
	"dateline/geo"
	"dateline/geo/geoparse"
)

// units are lengths and times by which reports state distances; km is 0 for times.
var units = map[string]struct {
	name string
	km   float64
}{
	"km": {"kilometer", 1}, "kms": {"kilometer", 1}, "kilometer": {"kilometer", 1}, "kilometers": {"kilometer", 1}, "kilometre": {"kilometer", 1}, "kilometres": {"kilometer", 1},
	"mile": {"mile", 1.609344}, "miles": {"mile", 1.609344}, "m": {"meter", 0.001}, "metre": {"meter", 0.001}, "metres": {"meter", 0.001}, "meter": {"meter", 0.001}, "meters": {"meter", 0.001},
	"hour": {"hour", 0}, "hours": {"hour", 0}, "minute": {"minute", 0}, "minutes": {"minute", 0}, "yards": {"yard", 0.0009144},
}

// bearings gives the azimuth in degrees of a direction word, without hyphens and "-ern".
var bearings = map[string]float64{
	"north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270, "northwest": 315,
	"n": 0, "ne": 45, "e": 90, "se": 135, "s": 180, "sw": 225, "w": 270, "nw": 315, "nne": 22.5, "ene": 67.5, "ese": 112.5, "sse": 157.5, "ssw": 202.5, "wsw": 247.5, "wnw": 292.5, "nnw": 337.5,
}

func bearing(w string, upper bool) (float64, bool) {
	w = strings.ReplaceAll(w, "-", "")
	if len(w) <= 3 && !upper {
		return 0, false
	}
	for _, tail := range []string{"wards", "ward"} {
		w = strings.TrimSuffix(w, tail)
	}
	b, ok := bearings[w]
	return b, ok
}

// stated is a relation as the sentence words it.
type stated struct {
	first, last int // tokens from the number or direction to the anchor
	value       *data.Value
	km          float64
	bearing     *float64
	anchors     []place
}

// relations reads stated positions: "31 miles north of Mosul", "west of Kandahar", "between Kitale and Lodwar".
func (s *sentence) relations() []data.Claim {
	if s.sport() {
		return nil
	}
	out := s.betweens()
	for i := 0; i < len(s.Tokens); i++ {
		r, ok := s.statedAt(i)
		if !ok {
			continue
		}
		i = r.last - 1
		located, has := s.located(r)
		s.adopt(&r, &located, &has)
		if r.value == nil && len(r.anchors) == 1 && r.anchors[0].anaphor != "" {
			continue // "the north of the island"
		}
		anchors := [][]place{r.anchors}
		if len(r.anchors) > 1 && r.value != nil {
			anchors = nil
			for _, a := range r.anchors {
				anchors = append(anchors, []place{a})
			}
		}
		for _, as := range anchors {
			out = append(out, s.relationClaim(r, as, located, has))
		}
	}
	return out
}

// sport says whether distances in the sentence are those of a race.
func (s *sentence) sport() bool { return s.veto && !s.war }

// statedAt reads a relation that begins at token i.
func (s *sentence) statedAt(i int) (stated, bool) {
	r := stated{first: i}
	j := i
	if p, ok := s.NumberAt(i); ok && p.Last < len(s.Tokens) {
		if s.Tokens[p.Last].Is("-") && p.Last+1 < len(s.Tokens) { // "a 40-minute drive"
			p.Last++
		}
		u, ok := units[s.Tokens[p.Last].Lower]
		if !ok || p.Best == nil && p.Low == nil && p.High == nil {
			return r, false
		}
		r.value = &data.Value{Low: p.Low, Best: p.Best, High: p.High, Unit: u.name, Qualifier: p.Qualifier, Raw: s.spanText(i, p.Last+1)}
		r.km = middle(p) * u.km
		j = p.Last + 1
		for j < len(s.Tokens) && s.Tokens[j].Is("'", "'s", "walk", "drive", "uphill", "journey", "away", "further", "off", "deep", "by", "road", "truck", "car", "boat", "downstream", "upstream", "inland", "to", "the", "outside", "on", "foot", "up", "down", "ride", "flight", "across", "inside", "this", "that", "side", "short", "beyond", "along", "coast", "river", "road", "downriver", "upriver", "offshore", "march", "hike", "trek", "sail", "bus", "train", "motorbike", "barge", "valley", "behind", "straight", "due") {
			j++
		}
		if j == p.Last+1 && j < len(s.Tokens) && s.Tokens[j].Is("of") {
			return r, false // "three miles of rubble"
		}
		if u.km == 0 && j == p.Last+1 {
			return r, false // "two hours of"
		}
	} else if i > 0 && s.nameAt[i] >= 0 && s.Names[s.nameAt[i]].First != i {
		return r, false
	}
	if j < len(s.Tokens) {
		if b, ok := bearing(s.Tokens[j].Lower, s.Tokens[j].Upper); ok && (s.nameAt[j] < 0 || r.value != nil) {
			r.bearing = &b
			j++
		}
	}
	if r.bearing == nil && r.value == nil || r.value == nil && strings.HasSuffix(s.Tokens[j-1].Lower, "wards") {
		return r, false
	}
	r, ok := s.anchored(r, j)
	if ok && r.value != nil && r.bearing == nil && r.last < len(s.Tokens) && s.Tokens[r.last].Is("to") {
		return r, false // "188 kilometres from Pau to Luz Ardiden" is a length
	}
	return r, ok
}

// adopt takes the ends of the relation from the geoparser where it resolved them: "the country's second city" names none.
func (s *sentence) adopt(r *stated, located *place, has *bool) {
	from, to := s.Tokens[r.first].Start, s.Tokens[min(r.last, len(s.Tokens))-1].End
	for _, rel := range s.doc.related {
		if rel.Start >= to || rel.End <= from || rel.Kind != geoparse.DistanceBearing || len(rel.Anchors) == 0 {
			continue
		}
		if !*has && rel.Located >= 0 {
			*located, *has = s.placeOfMention(rel.Located)
		}
		if len(r.anchors) == 0 || r.anchors[0].mention < 0 || *has && r.anchors[0].mention == located.mention {
			if p, ok := s.placeOfMention(rel.Anchors[0]); ok {
				r.anchors = []place{p}
			} else {
				m := s.doc.mentions[rel.Anchors[0]]
				r.anchors = []place{{first: r.first, last: r.last, mention: rel.Anchors[0], relation: data.RelationIn, name: m.Text}}
			}
		}
		return
	}
}

// placeOfMention gives the place of a mention that stands in this sentence.
func (s *sentence) placeOfMention(i int) (place, bool) {
	m := s.doc.mentions[i]
	if m.Sentence != s.index {
		return place{}, false
	}
	a, b := tokensOf(s.Tokens, m.Start, m.End)
	return place{first: a, last: b, mention: i, relation: data.RelationIn, item: s.itemOf(a)}, b > a
}

func middle(p number.Phrase) float64 {
	switch {
	case p.Best != nil:
		return *p.Best
	case p.Low != nil && p.High != nil:
		return (*p.Low + *p.High) / 2
	case p.Low != nil:
		return *p.Low
	}
	return *p.High
}

// anchored reads the anchor after "of" or "from".
func (s *sentence) anchored(r stated, j int) (stated, bool) {
	if j >= len(s.Tokens) {
		r.last = j
		return r, r.value != nil && r.bearing != nil
	}
	if !s.Tokens[j].Is("of", "from") {
		if r.bearing == nil || r.value == nil || s.nameAt[j] < 0 && !s.Tokens[j].Upper {
			r.last = j
			return r, r.value != nil && r.bearing != nil
		}
		j-- // "120 kilometers south Port Sudan"
	}
	n := s.itemAt(j + 1)
	if n < 0 {
		return r, false
	}
	for _, m := range s.List(n) {
		p, ok := s.placeOf(s.arg(m))
		if !ok || p.anaphor == "it" {
			if s.Items[m].Class&syntax.Pronoun != 0 || s.lexClass(s.Items[m].Head)&(syntax.People|syntax.Force|syntax.TimeNoun) != 0 {
				break
			}
			if r.value == nil {
				break
			}
			p = place{first: s.Items[m].First, last: s.Items[m].Last, mention: -1, relation: data.RelationIn, item: m}
			if s.Tokens[p.first].Is("both") {
				p.first++
			}
		}
		if m != n && !p.weak && p.mention < 0 {
			break
		}
		r.anchors = append(r.anchors, p)
		r.last = max(s.Items[m].Last, p.last)
	}
	if len(r.anchors) > 1 && !s.Tokens[s.Items[n].First].Is("both") {
		r.anchors = r.anchors[:1]
	}
	return r, len(r.anchors) > 0
}

// located finds the place that a relation locates: the name before it, across a comma, "a town" or "in"; else the name after it.
func (s *sentence) located(r stated) (place, bool) {
	i := -1
	for k, it := range s.Items {
		if it.First < r.first {
			i = k
		}
	}
	for k := i; k >= 0 && k > i-7; k-- {
		it := s.Items[k]
		switch it.Kind {
		case syntax.NP:
			p, ok := s.placeOf(s.arg(k))
			if ok && it.First < r.first && p.last <= r.first && p.anaphor != "it" && (p.mention >= 0 && p.anaphor == "" || p.weak || p.site != "" || p.anaphor != "part" && s.Tokens[it.First].Is("the", "that")) {
				return p, true
			}
			if ok && p.anaphor != "" || s.lexClass(it.Head)&(syntax.PlaceKind|syntax.Site|syntax.Part) != 0 || it.Last >= r.first || s.Tokens[it.Head].Is("spot", "place") {
				continue // ", a town"
			}
			return s.locatedAfter(r)
		case syntax.Comma, syntax.Adv:
		case syntax.Prep:
			if it.Word != "in" && it.Word != "at" && it.Word != "near" && it.Word != "to" && it.Word != "on" && it.Word != "of" {
				return s.locatedAfter(r)
			}
		case syntax.Rel:
		case syntax.VG:
			if it.Lemma != "be" && it.Lemma != "lie" && it.Lemma != "sit" && it.Lemma != "stand" && it.Lemma != "locate" && it.Lemma != "situate" {
				return s.locatedAfter(r)
			}
			for _, n := range s.Subjects(k) {
				if p, ok := s.placeOf(s.arg(n)); ok && n < k && p.anaphor == "" && (p.mention >= 0 || p.weak) {
					return p, true // "Bor, the capital of Jonglei state, lies 190 km north of Juba"
				}
			}
		default:
			return s.locatedAfter(r)
		}
	}
	return s.locatedAfter(r)
}

// locatedAfter reads "West of Mosul, in Tal Afar, …" and "Some 35 miles south of Huambo, the hospital at Cuima …".
func (s *sentence) locatedAfter(r stated) (place, bool) {
	j := r.last
	if j < len(s.Tokens) && s.Tokens[j].Is(",") {
		j++
	}
	if j < len(s.Tokens) && s.Tokens[j].Is("in", "at", "near") { // "south of Baghdad, near Hilla"
		if n := s.itemAt(j + 1); n >= 0 {
			if p, ok := s.placeOf(s.arg(n)); ok && p.mention >= 0 && p.anaphor == "" {
				return p, true
			}
		}
	}
	if r.first > 3 || r.last >= len(s.Tokens) || !s.Tokens[r.last].Is(",") {
		return place{}, false
	}
	for k, it := range s.Items {
		if it.First <= r.last || it.Kind != syntax.NP {
			continue
		}
		p, ok := s.placeOf(s.arg(k))
		if ok && (p.mention >= 0 || p.weak) {
			return p, true
		}
		if s.Items[k-1].Kind != syntax.Comma && k > 0 {
			break
		}
	}
	return place{}, false
}

func (s *sentence) relationClaim(r stated, anchors []place, located place, has bool) data.Claim {
	i := s.itemOf(r.first)
	f := fact{s: s, item: i, end: r.last}
	f.claim = relationRule
	st := stance{modality: data.Asserted}
	if a, _ := s.attribution(i); a != nil && !a.denies {
		st.modality, st.from, st.to = data.Claimed, a.from, a.to
	}
	c := data.Claim{Kind: data.KindRelation, Modality: st.modality, Rule: "relation", Reader: Version, Value: r.value, Valid: f.valid(st), Confidence: 0.8}
	if st.to > st.from {
		c.Attribution = s.spanText(st.from, st.to)
	}
	first, last := r.first, r.last
	if has {
		c.Places = append(c.Places, s.claimPlace(data.RoleAt, located))
		first, last = min(first, located.first), max(last, located.last)
	}
	for _, a := range anchors {
		c.Places = append(c.Places, s.claimPlace(data.RoleAnchor, a))
	}
	for k := range c.Places {
		if c.Places[k].Role == data.RoleAnchor && r.bearing != nil {
			c.Places[k].Bearing = r.bearing
			c.Places[k].Relation = data.RelationDirection
		}
	}
	c.Check = check(r, c.Places)
	c.Evidence = []data.Evidence{s.doc.evidence(s.Tokens[first].Start, s.Tokens[last-1].End)}
	return c
}

var relationRule = &rule.Claim{Rule: "relation", Kind: data.KindRelation}

// Tolerances of a stated position: reports round distances, drive rather than fly, and name eight directions.
const (
	shareTolerance   = 0.15 // of the stated distance
	kmTolerance      = 10.0
	bearingTolerance = 40.0 // degrees
)

// check compares a stated distance and bearing with the map; nil where an end is not placed.
func check(r stated, places []data.ClaimPlace) *data.RelationCheck {
	if len(places) != 2 || places[0].Lon == nil || places[1].Lon == nil || r.km == 0 && r.bearing == nil || places[0].ID == places[1].ID {
		return nil
	}
	at, anchor := [2]float64{*places[0].Lon, *places[0].Lat}, [2]float64{*places[1].Lon, *places[1].Lat}
	g := geo.Inverse(anchor, at)
	c := &data.RelationCheck{StatedKM: round1(r.km), StatedBearing: r.bearing, MeasuredKM: round1(g.Distance.Kilometres()), MeasuredBearing: round1(math.Mod(g.Azimuth1+360, 360)), Consistent: true, Why: "fits the map"}
	if off := math.Abs(c.MeasuredKM - r.km); r.km > 0 && off > math.Max(kmTolerance, shareTolerance*r.km) {
		c.Consistent, c.Why = false, "the stated distance differs from the measured one"
	}
	if r.bearing != nil && c.Consistent {
		d := math.Abs(math.Mod(c.MeasuredBearing-*r.bearing+540, 360) - 180)
		if d > bearingTolerance && c.MeasuredKM > 3 {
			c.Consistent, c.Why = false, "the stated direction differs from the measured one"
		}
	}
	return c
}

func round1(x float64) float64 { return math.Round(x*10) / 10 }
