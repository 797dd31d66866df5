package extract

import (
	"dateline/data"
	"dateline/data/extract/syntax"
)

// incidental drops "Russian troops in X" where a verb of the same troops tells more.
func incidental(in []fact) []fact {
	out := in[:0:0]
	for _, f := range in {
		told := f.noun && f.claim.Rule == "returns" && len(f.places) == 0 && alsoFlow(in, f) || f.claim.Rule == "stronghold-apposed" && takenIn(in, f) || f.noun && f.claim.Kind == data.KindStock && stockOf(in, f) || f.actor != nil && f.claim.Kind == data.KindStock && byPronoun(f) && stockAt(in, f)
		for _, g := range in {
			if f.claim.Rule == "foreign-presence" && g.claim.Rule != "foreign-presence" && g.actor != nil && f.actor != nil && g.actor.item == f.actor.item && g.claim.Kind != data.KindEvent {
				told = true
			}
		}
		if !told {
			out = append(out, f)
		}
	}
	return out
}

// quarrel drops what says once more that a place is contested.
func quarrel(in []fact) []fact {
	out := in[:0:0]
	for _, f := range in {
		again := false
		for _, g := range out {
			again = again || f.claim.Status == data.StatusContested && g.claim.Status == data.StatusContested && f.at() >= 0 && f.at() == g.at()
		}
		if !again {
			out = append(out, f)
		}
	}
	return out
}

// at gives the mention of the fact's first place, -1 without one.
func (f fact) at() int {
	if ps := f.places["at"]; len(ps) > 0 {
		return ps[0].mention
	}
	return -1
}

// takenIn says whether the place of a stronghold was taken by somebody else in the same sentence.
func takenIn(in []fact, f fact) bool {
	for _, g := range in {
		if g.claim.Status == data.StatusCaptured && g.at() >= 0 && g.at() == f.at() {
			return true
		}
	}
	return false
}

// alsoFlow says whether a verb tells where the people of f have gone.
func alsoFlow(in []fact, f fact) bool {
	for _, g := range in {
		if !g.noun && g.claim.Kind == data.KindFlow && g.actor != nil && f.actor != nil && g.actor.item == f.actor.item {
			return true
		}
	}
	return false
}

// stockOf says whether a verb tells where the people are that the noun phrase of f only mentions.
func stockOf(in []fact, f fact) bool {
	for _, g := range in {
		if !g.noun && g.claim.Kind == data.KindStock && g.actor != nil && f.actor != nil && g.actor.item == f.actor.item {
			return true
		}
	}
	return false
}

// stockAt says whether another fact of the sentence counts people at the same place.
func stockAt(in []fact, f fact) bool {
	for _, g := range in {
		if g.claim.Kind == data.KindStock && g.at() >= 0 && g.at() == f.at() && g.actor != nil && !byPronoun(g) {
			return true
		}
	}
	return false
}

// byPronoun says whether only a pronoun names the people of a fact.
func byPronoun(f fact) bool {
	return f.actor.pronoun > 0 || f.s.lexClass(f.actor.head)&syntax.Pronoun != 0
}

// oneLine drops what the noun says of a front line where a verb says more.
func oneLine(in []fact) []fact {
	verb := false
	for _, f := range in {
		verb = verb || f.claim.Kind == data.KindLine && !f.noun
	}
	if !verb {
		return in
	}
	out := in[:0]
	for _, f := range in {
		if f.claim.Kind != data.KindLine || !f.noun {
			out = append(out, f)
		}
	}
	return out
}

// merged joins what one sentence says in two verbs of the same people: "fled Goma … and reached Sake". A fact without any
// place goes where another one of the same people has some.
func merged(in []fact) []fact {
	var out []fact
next:
	for _, f := range in {
		k := f.claim.Kind
		if f.actor == nil || k != data.KindFlow && k != data.KindReturn {
			out = append(out, f)
			continue
		}
		for i := range out {
			g := &out[i]
			if g.claim.Kind != k || g.actor == nil || g.actor.item != f.actor.item {
				continue
			}
			if join(g, f) {
				continue next
			}
		}
		out = append(out, f)
	}
	return out
}

// join adds the places of f to g where they do not differ; false where both name another place in one role.
func join(g *fact, f fact) bool {
	for role, ps := range f.places {
		if have := g.places[role]; len(have) > 0 && len(ps) > 0 && have[0].first != ps[0].first {
			return false
		}
	}
	a, b := g.ownStance(), f.ownStance()
	if len(g.places) > 0 && len(f.places) > 0 && a != b {
		return false
	}
	if len(g.places) == 0 {
		rest := *g
		*g = f
		f = rest
	}
	for role, ps := range f.places {
		if role == "at" && len(g.places["origin"]) > 0 {
			continue
		}
		g.places[role] = ps
	}
	return true
}
