package geoparse

import (
	"math"
	"sort"
)

// rounds is how often the context is computed again from the candidates' probabilities. After three nothing moves.
const rounds = 3

// resolve chooses a place for every sense: a log-linear model over the candidates, in which what the other senses most
// likely mean is context, computed in rounds.
func (r *reading) resolve() {
	r.solve(r.p.weights)
}

func (r *reading) solve(w weights) {
	r.splitSenses()
	r.homeOrigin = r.home()
	r.headline = nil
	for _, m := range r.namesIn(r.in.Title) {
		if g := groupOf(&m.Place); g == country || g == firstAdmin {
			r.headline = append(r.headline, m)
		}
	}
	r.iterate(w)
	if r.unbound() {
		r.iterate(w)
	}
	for _, s := range r.all {
		sort.SliceStable(s.cands, func(i, j int) bool { return s.cands[i].score > s.cands[j].score })
	}
	r.settleSimilar()
	r.settleAstray()
}

// iterate makes the senses and finds their probabilities.
func (r *reading) iterate(w weights) {
	r.all = r.senses()
	r.pairs = r.pairNames()
	r.sent = r.sentFrom()
	r.clusters()
	for _, s := range r.all {
		for i := range s.cands {
			s.cands[i].f = s.cands[i].fixed
		}
		s.rank(w)
	}
	for range rounds {
		r.context()
		for _, s := range r.all {
			s.rank(w)
		}
	}
}

// rank turns features into scores and scores into probabilities.
func (s *sense) rank(w weights) {
	top := math.Inf(-1)
	for i := range s.cands {
		c := &s.cands[i]
		c.score = 0
		for f, v := range c.f {
			if v != 0 {
				c.score += float64(w[f] * v)
			}
		}
		top = max(top, c.score)
	}
	sum := 0.0
	for i := range s.cands {
		s.cands[i].prob = math.Exp(s.cands[i].score - top)
		sum += s.cands[i].prob
	}
	for i := range s.cands {
		s.cands[i].prob /= sum
	}
}

// best is the index of the likeliest candidate, -1 where there is none.
func (s *sense) best() int {
	at := -1
	for i := range s.cands {
		if at < 0 || s.cands[i].prob > s.cands[at].prob {
			at = i
		}
	}
	return at
}

// mass is how much of the text points to each country and first-order area, and which of them are named themselves.
type mass struct {
	total          float64
	country, admin map[string]float64
	named          map[string]float64 // countries and areas by key, the probability that the text names them
}

func adminKey(country, admin1 string) string { return country + "." + admin1 }

// context recomputes the features that depend on the other senses.
func (r *reading) context() {
	m := r.weigh()
	anchors := r.anchors()
	for k, s := range r.all {
		for i := range s.cands {
			c := &s.cands[i]
			c.f = c.fixed
			r.share(s, c, m)
			r.proximity(k, c, anchors)
		}
		s.unrivalled()
	}
	r.containment()
	r.evidence()
}

func (r *reading) weigh() mass {
	m := mass{country: make(map[string]float64), admin: make(map[string]float64), named: make(map[string]float64)}
	for _, h := range r.headline { // the title names what the text is about
		c := cand{match: h, group: groupOf(&h.Place), prob: 1}
		m.total++
		c.addTo(&m, 1)
	}
	for _, s := range r.all {
		m.total += s.weight
		for i := range s.cands {
			s.cands[i].addTo(&m, s.weight)
		}
	}
	return m
}

func (c *cand) addTo(m *mass, weight float64) {
	p := &c.match.Place
	if p.Country == "" || c.prob < 0.01 {
		return
	}
	m.country[p.Country] += weight * c.prob
	switch c.group {
	case country:
		m.named[p.Country] += c.prob
	case firstAdmin:
		m.named[adminKey(p.Country, p.Admin1)] += c.prob
		fallthrough
	default:
		if p.Admin1 != "" {
			m.admin[adminKey(p.Country, p.Admin1)] += weight * c.prob
		}
	}
}

// few dampens the shares in texts of few names: one other name is weak evidence.
const few = 1.5

// share fills in how much of the rest of the text lies in the candidate's country and first-order area.
func (r *reading) share(s *sense, c *cand, m mass) {
	p := &c.match.Place
	rest := m.total - s.weight
	if p.Country == "" {
		return
	}
	ownCountry, ownAdmin, ownNamed := s.own(p.Country, p.Admin1, c.group)
	for _, t := range s.twins {
		tc, ta, tn := t.own(p.Country, p.Admin1, c.group)
		rest, ownNamed = rest-t.weight, ownNamed+tn
		ownCountry, ownAdmin = ownCountry+tc*t.weight/s.weight, ownAdmin+ta*t.weight/s.weight
	}
	if rest > 0 {
		c.f[fCountryShare] = clamp01((m.country[p.Country] - ownCountry*s.weight) / (rest + few))
	}
	if c.group != country {
		c.f[fCountryNamed] = clamp01(m.named[p.Country] - ownNamed)
		key := adminKey(p.Country, p.Admin1)
		if rest > 0 && p.Admin1 != "" {
			c.f[fAdminShare] = clamp01((m.admin[key] - ownAdmin*s.weight) / (rest + few))
		}
		if c.group != firstAdmin && p.Admin1 != "" {
			c.f[fAdminNamed] = clamp01(m.named[key] - s.names1(key))
		}
	}
	if p.Country == r.sent.country && r.sent.country != "" {
		c.f[fHome] = 1
		if p.Admin1 != "" && p.Admin1 == r.sent.admin1 {
			c.f[fHomeAdmin] = 1
		}
	}
}

// own is what the sense itself adds to the mass of a country, of a first-order area, and to the country's being named.
func (s *sense) own(code, admin1 string, g group) (inCountry, inAdmin, named float64) {
	for i := range s.cands {
		c := &s.cands[i]
		if c.match.Place.Country != code {
			continue
		}
		inCountry += c.prob
		if c.group == country {
			named += c.prob
		} else if c.match.Place.Admin1 == admin1 {
			inAdmin += c.prob
		}
	}
	return inCountry, inAdmin, named
}

// names1 is what the sense itself adds to a first-order area's being named.
func (s *sense) names1(key string) float64 {
	sum := 0.0
	for i := range s.cands {
		if c := &s.cands[i]; c.group == firstAdmin && adminKey(c.match.Place.Country, c.match.Place.Admin1) == key {
			sum += c.prob
		}
	}
	return sum
}

func clamp01(v float64) float64 { return max(0, min(1, v)) }

// anchor is a sense that is likely one certain place, small enough to be near something.
type anchor struct {
	sense  int
	vector [3]float64
	weight float64
	small  bool
}

// smallPlace is up to how many inhabitants a place counts as local.
const smallPlace = 300_000

func (r *reading) anchors() []anchor {
	var out []anchor
	if r.sent.local {
		out = append(out, anchor{-1, r.sent.vector, r.sent.weight, true})
	}
	for k, s := range r.all {
		i := s.best()
		if i < 0 || s.cands[i].prob < 0.3 || s.cands[i].group == country || s.cands[i].group == region {
			continue
		}
		if out = append(out, anchor{k, s.cands[i].vector, s.cands[i].prob, s.cands[i].small()}); len(out) == maxContext {
			break
		}
	}
	return out
}

// proximity counts the anchors near the candidate; the second and later ones add less.
func (r *reading) proximity(k int, c *cand, anchors []anchor) {
	c.near = 0
	if c.group == country || c.group == region {
		return
	}
	near, far, siblings := 0.0, 0.0, 0.0
	for i := range anchors {
		if anchors[i].sense == k || len(r.all[k].twins) > 0 && anchors[i].sense >= 0 && r.all[anchors[i].sense].base == r.all[k].base {
			continue
		}
		switch d := dot(c.vector, anchors[i].vector); {
		case d >= cosNear:
			near += anchors[i].weight
			if anchors[i].small {
				siblings += min(1, anchors[i].weight)
			}
			if anchors[i].sense >= 0 {
				c.near++
			}
		case d >= cosFar:
			far += anchors[i].weight
		}
	}
	if c.match.Place.Class == 'P' && c.match.Place.Population < smallPlace {
		c.f[fSiblings] = clamp01((siblings - 1) / 2)
	}
	if len(anchors) > 0 && c.small() {
		c.f[fLocal] = siblings / (float64(len(r.all)-1) + few)
	}
	c.f[fNear] = 1 - math.Exp(-near)
	c.f[fFar] = 1 - math.Exp(-(near+far)/2)
}

// small holds for towns and counties that only local texts name without a word on where they are.
func (c *cand) small() bool {
	return (c.match.Place.Class == 'P' || c.group == otherAdmin) && c.match.Place.Population < smallPlace
}

// rivalShare is the share of the text in the country of a better-known namesake from which on siblings prove nothing.
const rivalShare = 0.05

// unrivalled takes the siblings back where the text also speaks of the land of the name's most prominent place.
func (s *sense) unrivalled() {
	first := s.prominent()
	if first < 0 {
		return
	}
	c := &s.cands[first]
	if c.f[fCountryShare] < rivalShare && c.f[fNear] < rivalShare {
		return
	}
	for i := range s.cands {
		if s.cands[i].match.Place.Country != c.match.Place.Country {
			s.cands[i].f[fSiblings], s.cands[i].f[fLocal] = 0, 0
		}
	}
}
