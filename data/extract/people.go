package extract

import (
	"strings"

	"dateline/data"
	"dateline/data/extract/actor"
	"dateline/data/extract/syntax"
)

// peopleBefore gives the people that "they" means: a subject of the sentence before the pronoun.
func (s *sentence) peopleBefore(item int, typ string) (arg, bool) {
	for v := item - 1; v >= 0; v-- {
		if s.Items[v].Kind != syntax.VG || s.Items[v].Form != syntax.Finite {
			continue
		}
		for _, n := range s.Subjects(v) {
			b := s.arg(n)
			if n < item && s.Items[n].Class&syntax.Pronoun == 0 && s.people(b) && (!s.party(b) || s.civil(b)) && (typ != "displaced" || s.displaced(b)) {
				return b, true
			}
		}
	}
	return arg{}, false
}

// otherSubject says whether a subject stands before the pronoun at item in its sentence that is neither people nor a party, so that the
// pronoun means things.
func (s *sentence) otherSubject(item int) bool {
	for v := item - 1; v >= 0; v-- {
		if s.Items[v].Kind != syntax.VG || s.Items[v].Form != syntax.Finite {
			continue
		}
		for _, n := range s.Subjects(v) {
			b := s.arg(n)
			if n < item && s.Items[n].Class&syntax.Pronoun == 0 {
				h := s.Tokens[b.head]
				return !s.people(b) && !s.party(b) && !h.Upper && s.lexClass(b.head)&(syntax.PersonNoun|syntax.People|syntax.Displaced) == 0 && strings.HasSuffix(h.Lower, "s") && s.Items[n].Number != nil && s.Items[n].Number.Last < s.Items[n].Last
			}
		}
	}
	return false
}

// containers are heads that only count or bundle the people after "of".
var containers = words("number numbers majority bulk rest most total wave waves group groups crowd crowds column columns convoy convoys stream streams flood flow tide trickle influx remainder mass masses batch contingent caravan handful few many some")

// peopleArg checks for civilians and steps from "dozens" and "residents" to the people meant.
func (f frame) peopleArg(a arg, typ string) (arg, bool) {
	s := f.s
	it := s.Items[a.item]
	if f.kind == data.KindStock && s.Tokens[a.head].Is("arrivals", "newcomers", "returnees", "returns") {
		return a, false
	}
	if s.Tokens[a.head].Is("they", "them") && s.nameAt[a.head] < 0 {
		if b, ok := s.antecedent(a.item); ok && s.force(b) && !s.doc.memory.displaced && s.Tokens[a.head].Is("them") {
			if _, people := s.peopleBefore(a.item, typ); !people {
				return a, false // "bringing them closer to Mopti", the militants
			}
		}
		if b, ok := s.peopleBefore(a.item, typ); ok {
			b.pronoun = a.head + 1
			return b, true
		}
		if s.otherSubject(a.item) {
			return a, false // "two airlines said that they would stop flying"
		}
	}
	if n := s.attached(a.item, "of"); n >= 0 && containers[s.Tokens[a.head].Lower] && a.last == it.Last {
		return f.peopleArg(s.arg(n), typ) // "the largest numbers of Ukrainians"
	}
	if it.Number != nil && it.Number.Last == it.Last && a.last == it.Last { // "dozens of families", "half of the population"
		if n := s.attached(a.item, "of"); n >= 0 && (it.Number.Best == nil || s.Items[n].Class&syntax.Pronoun != 0 || s.people(s.arg(n))) {
			b := s.arg(n)
			if s.people(b) || s.Tokens[b.head].Is("population", "inhabitants") {
				if typ == "displaced" && !s.displaced(b) && !(f.kind == data.KindStock && s.uprooted(b)) {
					return a, false
				}
				return b, true
			}
			return a, false
		}
	}
	if typ == "displaced" && !s.displaced(a) && !(f.kind == data.KindStock && s.uprooted(a)) {
		return a, false
	}
	return a, s.people(a)
}

// captives says whether a phrase names those whom somebody else has in hand: "captured Iraqi soldiers".
func (s *sentence) captives(a arg) bool {
	for t := a.first; t < a.head; t++ {
		if s.Tokens[t].Is("captured", "detained", "dead", "wounded", "killed", "captive", "surrendered", "slain", "fallen", "missing", "kidnapped", "arrested") {
			return true
		}
	}
	return false
}

// civil says whether a phrase is a plain group of people, not their state or army: "Syrians", "the Uzbeks".
func (s *sentence) civil(a arg) bool {
	ref := s.headRef(a)
	if ref.actor < 0 || s.force(a) {
		return false
	}
	k := s.doc.actors.Get(ref.actor).Kind
	return (k == actor.State || k == actor.Ethnic) && s.people(a)
}
