package extract

import (
	"dateline/data"
	"dateline/data/extract/rule"
	"dateline/data/extract/syntax"
)

func (f frame) many(slot rule.Slot, role string) []place {
	for _, src := range slot {
		for _, from := range f.inOrder(src.From) {
			for _, list := range f.candidates(from, src.Type) {
				if ps := f.placesOf(list, from, src.Type); len(ps) > 0 {
					if from == "between" && len(ps) < 2 {
						continue
					}
					return ps
				}
			}
		}
	}
	return nil
}

// inOrder puts the prepositions of place of a source in the order in which they stand behind the trigger, so that the nearest
// phrase wins: "recorded across Europe, 1.2 million of them in Germany".
func (f frame) inOrder(from []string) []string {
	if len(from) < 2 {
		return from
	}
	for _, w := range from {
		if !locative[w] {
			return from
		}
	}
	var out []string
	seen := map[string]bool{}
	for _, pp := range f.phrases {
		for _, w := range from {
			if pp.Word == w && !seen[w] {
				seen[w] = true
				out = append(out, w)
			}
		}
	}
	return out
}

// locative are the prepositions that say no more than where.
var locative = words("in at on across inside near around along outside under over")

func (f frame) placesOf(list []arg, from, typ string) []place {
	var out []place
	for _, a := range list {
		if typ == "anyplace" && f.s.Tokens[a.head].Is("homes", "home", "houses", "house", "villages") {
			if n := f.s.attached(a.item, "in", "at", "of", "near", "around"); n >= 0 {
				a = f.s.arg(n)
				if l := f.s.List(n); len(l) > 1 && f.s.lexClass(a.head)&syntax.Part != 0 && f.s.nameAt[a.head] < 0 {
					a = f.s.arg(l[1]) // "their homes in North and South Kivu"
				}
			} else if len(out) > 0 {
				break
			} else {
				return nil
			}
		}
		if below := f.s.listed(a); len(below) > 1 {
			out = append(out, below...)
			continue
		}
		if below := f.s.exemplified(a); len(below) > 0 {
			out = append(out, below...)
			continue
		}
		p, ok := f.s.placeOf(a)
		if !ok || p.weak && !f.strong(from) || p.person && !locating[from] && !(!f.noun && grounds[f.s.Items[f.item].Lemma]) && !(f.journey() && (from == "to" || from == "from" || from == "toward")) {
			if len(out) == 0 && len(list) > 1 && !ok && f.s.lexClass(a.head)&syntax.Part != 0 {
				continue // "North and South Kivu"
			}
			if len(out) == 0 {
				return nil
			}
			break
		}
		if from == "around" || from == "near" || from == "outside" {
			p.relation = data.RelationVicinity
		}
		out = append(out, p)
		if f.kind == data.KindControl {
			out = append(out, f.s.included(a)...)
		}
	}
	return out
}

// journey says whether the claim tells of people or forces on their way, so that names after "to" and "from" are places.
func (f frame) journey() bool {
	return f.kind == data.KindFlow || f.kind == data.KindReturn || f.kind == data.KindMovement || f.kind == data.KindLine
}

// locating are prepositions that no person's name follows.
var locating = words("in at near around inside outside through across toward along between")

// strong says whether a capital letter alone may speak for a place from this source: names after prepositions of place do,
// an object only in a sentence about war.
func (f frame) strong(from string) bool {
	switch from {
	case "object", "subject", "of", "tail", "possessor", "modifier", "by":
		return f.s.war || f.s.doc.war || !f.noun && f.s.Items[f.item].Lemma == "fall" && f.ended() || f.kind == data.KindSiege || f.kind == data.KindFlow || f.kind == data.KindReturn || f.kind == data.KindStock || f.armed()
	}
	return true
}

// listed gives the places of a list under one plural kind word: "the ports of Split and Ploce".
func (s *sentence) listed(a arg) []place {
	cl := s.lexClass(a.head)
	n := s.attached(a.item, "of")
	if n < 0 || cl&(syntax.PlaceKind|syntax.Site) == 0 || !plural(s.Tokens[a.head].Lower) || s.nameAt[a.head] >= 0 {
		return nil
	}
	var out []place
	for _, k := range s.List(n) {
		p, ok := s.placeOf(s.arg(k))
		if !ok || p.anaphor != "" {
			return nil
		}
		out = append(out, p)
	}
	return out
}

// capitalIn reads a name that only its capital marks before a common noun: "the Derna flood".
func (s *sentence) capitalIn(a arg) (place, bool) {
	if s.Tokens[a.head].Upper || s.Title {
		return place{}, false
	}
	last := a.head
	for last > a.first && !s.Tokens[last-1].Upper {
		last--
	}
	first := last
	for first > a.first && s.Tokens[first-1].Upper && !s.demonymAt(first-1) && s.lexClass(first-1)&syntax.Determiner == 0 {
		first--
	}
	return place{first: first, last: last, mention: -1, relation: data.RelationIn, item: a.item, weak: true}, last > first && first > 0
}
