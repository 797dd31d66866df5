package extract

import (
	"dateline/data"
	"dateline/data/extract/syntax"
)

// implausible rejects what no report means: a party that takes itself, a state that flees.
func (f frame) implausible(x filled) string {
	if x.actor == nil {
		if k := x.claim.Kind; f.passive && (k == data.KindControl || k == data.KindSiege) && f.civilAgent() {
			return "the agent is no party"
		}
		if k := x.claim.Kind; (k == data.KindControl || k == data.KindSiege) && f.otherAgent(x) {
			return "what does it is no party"
		}
		return ""
	}
	if l := f.s.Items[f.item].Lemma; !f.noun && x.claim.Kind == data.KindFlow && (l == "force" || l == "push" || l == "drive" || l == "throw" || l == "beat") && f.s.party(*x.actor) && !f.s.displaced(*x.actor) && f.s.Items[x.actor.item].Number == nil {
		return "a party is driven back"
	}
	if x.claim.Rule == "storm-into" && f.region(x) {
		return "a country is entered, not taken"
	}
	if x.claim.Foreign {
		foreign, known := (fact{filled: x, s: f.s, item: f.item}).foreign()
		nameless := !known && f.s.modActor(*x.actor) < 0 && f.s.Tokens[x.actor.head].Is("troops", "soldiers", "contingent", "battalion", "mission", "force") && f.placed(x)
		if !foreign && !nameless {
			return "not a foreign force"
		}
	}
	for _, ps := range x.places {
		for _, p := range ps {
			if p.last > 0 && p.first >= x.actor.first && p.last <= x.actor.last && x.claim.Kind == data.KindControl {
				return "the place is the actor"
			}
		}
	}
	return ""
}

// region says whether the fact's place is a country or has no place on the map.
func (f frame) region(x filled) bool {
	m := fact{filled: x, s: f.s}.at()
	return m < 0 || f.s.doc.mentions[m].Placed && isCountry(f.s.doc.mentions[m].Place)
}

// placed says whether a place of the filled rule is on the map.
func (f frame) placed(x filled) bool {
	for _, ps := range x.places {
		for _, p := range ps {
			if p.mention >= 0 && f.s.doc.mentions[p.mention].Placed {
				return true
			}
		}
	}
	return false
}

// otherAgent says whether a clause names who acts, and that is neither a party nor the place itself: "the bank took over its
// rival", "snow cut off the villages", "surrounded by olive groves". An unknown name may be a party in a report about war.
func (f frame) otherAgent(x filled) bool {
	s := f.s
	if f.noun || f.bare {
		return false
	}
	for _, list := range f.pps("by") {
		for _, a := range list {
			if !f.passive && s.noParty(a.item) {
				return true // "is surrounded by olive groves"
			}
		}
	}
	if f.last == "by" && f.tail >= 0 {
		return s.noParty(f.tail)
	}
	if f.passive || s.Items[f.item].Form == syntax.Reduced {
		return false
	}
	subjects := s.Subjects(f.item)
	if len(subjects) == 0 {
		return false
	}
	for _, ps := range x.places {
		for _, p := range ps {
			for _, n := range subjects {
				if p.item == n {
					return s.bare() && s.lexClass(s.Items[n].Head)&syntax.Site != 0 && x.claim.Status == data.StatusContested
				}
			}
		}
	}
	for _, n := range subjects {
		if !s.noParty(n) {
			return false
		}
	}
	return true
}

// bare says whether neither the sentence nor the report speaks of war.
func (s *sentence) bare() bool { return !s.war && !s.doc.war }

// noParty says whether noun phrase n cannot stand for an armed party.
func (s *sentence) noParty(n int) bool {
	a := s.arg(n)
	h := s.Tokens[a.head]
	switch {
	case s.Items[n].Class&syntax.Pronoun != 0, s.party(a), h.Digit:
		return false
	case s.nameAt[a.head] >= 0 || h.Upper && a.head > 0:
		return s.bare()
	}
	return s.lexClass(a.head)&syntax.Force == 0 || s.bare()
}

// civilAgent says whether "by" and a common noun that is no party follow: "occupied by evacuees", "seized by customs".
func (f frame) civilAgent() bool {
	for _, list := range f.pps("by") {
		for _, a := range list {
			if h := f.s.Tokens[a.head]; !h.Upper && !h.Digit && !f.s.party(a) {
				return true
			}
		}
	}
	return false
}
