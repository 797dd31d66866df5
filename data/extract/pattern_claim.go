package extract

import (
	"dateline/data"
	"dateline/data/extract/actor"
	"dateline/data/extract/rule"
	"dateline/data/extract/when"
	"dateline/geo/geoparse"
)

// claims makes a pattern's claims: one for each place of a list.
func (m *match) claims(r *rule.Claim, first, last int) []data.Claim {
	base, ok := m.base(r, first, last)
	if !ok {
		return nil
	}
	base.Places = []data.ClaimPlace{}
	out := []data.Claim{base}
	for _, role := range []string{"at", "origin", "destination"} {
		list := m.places[role]
		if len(list) == 0 {
			continue
		}
		var next []data.Claim
		for _, c := range out {
			for _, p := range list {
				d := c
				d.Places = append(append([]data.ClaimPlace(nil), c.Places...), m.s.claimPlace(role, p))
				next = append(next, d)
			}
		}
		out = next
	}
	return out
}

// base makes the claim without its places. It gives none where somebody only did not confirm it.
func (m *match) base(r *rule.Claim, first, last int) (data.Claim, bool) {
	s := m.s
	c := data.Claim{
		Kind: r.Kind, Status: r.Status, EventType: r.Event, Rule: r.Rule, Reader: Version, Modality: data.Asserted,
		Population: r.Population, Confidence: 0.65,
	}
	if r.Modality != "" {
		c.Modality = r.Modality
	}
	m.fillActor(&c)
	if !m.stance(&c, first, last) {
		return c, false
	}
	c.Valid = s.timeNear(first, last)
	c.Evidence = []data.Evidence{s.doc.evidence(s.Tokens[m.first(first)].Start, s.Tokens[last-1].End)}
	return c, true
}

func (m *match) fillActor(c *data.Claim) {
	s, a := m.s, m.actor
	if a[1] <= a[0] {
		return
	}
	from := a[0]
	if m.number != nil {
		from, c.Value = m.number.Last, m.value()
	}
	c.Actor = s.spanText(s.pastArticles(from, a[1]), a[1])
	known := m.known - 1
	force, rebel := m.known > 0, false
	for t := a[0]; t < a[1]; t++ {
		force, rebel = force || s.plays("force", t), rebel || s.plays("rebel", t)
		if n := s.nameAt[t]; n >= 0 {
			ref := s.refs[s.Names[n].Ref]
			if known < 0 && ref.actor >= 0 {
				known = ref.actor
			}
			if known < 0 && force && ref.mention >= 0 && s.doc.mentions[ref.mention].Role == geoparse.Demonym {
				known = s.doc.stateOf(s.doc.mentions[ref.mention].Place.Country)
			}
		}
	}
	if known < 0 {
		return
	}
	x := s.doc.actors.Get(known)
	if x.Kind == actor.State && rebel {
		return // "Syrian rebels" are not Syria's
	}
	if x.Kind == actor.State && force {
		x = s.doc.actors.Forces(x)
	}
	c.ActorID, c.ActorName = x.ID, x.Name
}

// stateOf gives the state of a country code in the table of actors, -1 where it has none.
func (d *document) stateOf(country string) int {
	for i, a := range d.actors.All() {
		if a.Kind == actor.State && country != "" && len(a.Countries) == 1 && a.Countries[0] == country {
			return i
		}
	}
	return -1
}

func (m *match) value() *data.Value {
	p := m.number
	v := &data.Value{Low: p.Low, Best: p.Best, High: p.High, Unit: "person", Qualifier: p.Qualifier, Raw: m.s.spanText(p.First, p.Last)}
	for t := m.actor[0]; t < m.actor[1]; t++ {
		if m.s.plays("household", t) {
			v.Unit = "household"
		}
	}
	return v
}

// stance reads denial, plans and who says so off the words in and around the match; false where nobody confirmed it.
func (m *match) stance(c *data.Claim, first, last int) bool {
	s := m.s
	said, source := -1, -1
	for t := range s.Tokens {
		near := t >= first-3 && t < last
		inside := t >= first && t < last
		switch {
		case s.plays("nolonger", t) && inside && c.Status == "controls":
			c.Status = data.StatusLost
		case s.plays("not", t) && t+1 < len(s.Tokens) && s.plays("still", t+1):
		case s.plays("not", t) && t < first && t >= first-8 && s.sayingAfter(t):
			return false // "has not confirmed the fall of"
		case s.plays("not", t) && near && c.Status != data.StatusLost:
			c.Modality = data.Denied
		case s.plays("deny", t) && t < last && t >= first-8:
			c.Modality = data.Denied
			said = t
		case s.plays("plan", t) && near && c.Modality == data.Asserted:
			c.Modality = data.Planned
		case s.plays("say", t) && said < 0:
			said = t
		case s.plays("source", t) && source < 0:
			source = t
		}
	}
	m.attribute(c, said, source, first, last)
	return true
}

// sayingAfter says that a verb of saying follows a negation within its reach.
func (s *sentence) sayingAfter(t int) bool {
	for k := t + 1; k < len(s.Tokens) && k < t+4; k++ {
		if s.plays("say", k) {
			return true
		}
	}
	return false
}

// attribute fills who says so: the words after "according to", those before a verb of saying, or those after one that ends
// the sentence.
func (m *match) attribute(c *data.Claim, said, source, first, last int) {
	s := m.s
	switch {
	case said >= first && said < last:
		c.Attribution = c.Actor // "the group said that it had taken"
	case source >= 0:
		c.Attribution = s.upTo(source+1, 1)
	case said >= 0 && said >= last:
		c.Attribution = s.upTo(said+1, 1)
	case said > 0:
		c.Attribution = s.upTo(said-1, -1)
		if s.doc.lang == "ar" {
			c.Attribution = s.upTo(said+1, 1)
		}
	default:
		return
	}
	if c.Modality == data.Asserted {
		c.Modality = data.Claimed
	}
}

// upTo gives the words from token t to the clause's end in a direction, at most ten, auxiliaries at the verb left out.
func (s *sentence) upTo(t, step int) string {
	for t >= 0 && t < len(s.Tokens) && (!s.Tokens[t].Upper && s.plays("skip", t) || s.plays("aux", t)) {
		t += step
	}
	a, b := t, t
	for k := 0; k < 10 && b >= 0 && b < len(s.Tokens) && !(s.Tokens[b].Mark && !s.Tokens[b].Is("(", ")", "'", "’")); k++ {
		b += step
	}
	if step < 0 {
		a, b = b+1, t+1
	}
	if a < 0 || a >= b {
		return ""
	}
	return s.spanText(a, b)
}

// timeNear gives the time expression nearest to the match, the day of publication without one.
func (s *sentence) timeNear(first, last int) data.Interval {
	best := s.doc.publicationDay()
	table, nearest := when.For(s.doc.lang), 1<<30
	for i := 0; i < len(s.Tokens); i++ {
		x, ok := table.At(s.Tokens, i)
		if !ok {
			continue
		}
		d := max(first-i, i-last, 0)
		if iv := x.Resolve(s.doc.published, false); iv.Precision != when.Unknown && d < nearest {
			best, nearest = iv, d
		}
		i = max(i, x.Last-1)
	}
	return best
}

// rememberForeign keeps the places and parties of a sentence for "the town" and "the group" in the next ones.
func (s *sentence) rememberForeign() {
	for _, n := range s.Names {
		ref := s.refs[n.Ref]
		if ref.mention >= 0 {
			s.doc.memory.places = append(s.doc.memory.places, rememberedPlace{text: s.spanText(n.First, n.Last), mention: ref.mention, sentence: s.index})
		}
		if s.fights(s.nameAt[n.First]) {
			s.doc.memory.parties = append(s.doc.memory.parties, remembered{text: s.spanText(n.First, n.Last), actor: ref.actor, sentence: s.index})
		}
	}
}
