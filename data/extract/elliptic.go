package extract

import (
	"dateline/data"
	"dateline/data/extract/rule"
	"dateline/data/extract/syntax"
)

// elliptic adds the claims of clauses that leave their verb out: "Morocco holds the seaward side, the Polisario Front the desert
// side"; "with the army on its east bank and the rebels on the other".
func (s *sentence) elliptic(in []fact) []fact {
	out := in
	for _, f := range in {
		if !f.noun && f.actor != nil && (f.claim.Kind == data.KindControl || f.claim.Kind == data.KindMovement) {
			out = append(out, s.gapped(f)...)
		}
	}
	for _, f := range in {
		if !f.noun && f.actor != nil && f.claim.Kind == data.KindFlow {
			out = append(out, s.legs(f)...)
		}
	}
	return append(out, s.absolutes()...)
}

// legs reads further stages and groups of a flight that leave its verb out: "…, and from Aburoc on to Sudan", "210 from Dinder".
func (s *sentence) legs(f fact) []fact {
	var out []fact
	for k := f.item + 1; k+2 < len(s.Items); k++ {
		switch s.Items[k].Kind {
		case syntax.VG, syntax.Rel, syntax.Sub, syntax.Stop:
			return out
		case syntax.Comma, syntax.Conj:
		default:
			continue
		}
		n, count := k+1, -1
		for s.is(n, syntax.Conj) {
			n++
		}
		if s.is(n, syntax.NP) && s.Items[n].Number != nil && s.Items[n].Number.Last == s.Items[n].Last {
			count, n = n, n+1
		}
		if !s.is(n, syntax.Prep) || s.Items[n].Word != "from" || !s.is(n+1, syntax.NP) {
			continue
		}
		g := f
		g.places, g.count = map[string][]place{}, f.count
		if count >= 0 {
			g.count = count
		}
		if p, ok := s.placeOf(s.arg(n + 1)); ok && (p.mention >= 0 || p.weak || p.anaphor == "there") {
			g.places["origin"] = []place{p}
		}
		switch {
		case s.is(n+2, syntax.Prep) && (s.Items[n+2].Word == "to" || s.Items[n+2].Word == "toward") && s.is(n+3, syntax.NP):
			if p, ok := s.placeOf(s.arg(n + 3)); ok && (p.mention >= 0 || p.weak) {
				g.places["destination"] = []place{p}
			}
		case count >= 0:
			g.places["destination"] = f.places["destination"]
		default:
			continue
		}
		if len(g.places["origin"]) > 0 && (count >= 0 || len(g.places["destination"]) > 0) {
			out = append(out, g)
		}
	}
	return out
}

// gapped reads "…, B the desert side" after the fact of "A holds the seaward side": a party and a place without a verb.
func (s *sentence) gapped(f fact) []fact {
	var out []fact
	for k := f.item + 1; k+1 < len(s.Items); k++ {
		switch s.Items[k].Kind {
		case syntax.VG, syntax.Rel, syntax.Sub:
			return out
		case syntax.Comma, syntax.Conj, syntax.Stop:
			n := k + 1
			if s.is(n, syntax.Conj) {
				n++
			}
			if g, ok := s.gapAt(f, n); ok {
				out = append(out, g)
			}
		}
	}
	return out
}

func (s *sentence) gapAt(f fact, n int) (fact, bool) {
	if !s.is(n, syntax.NP) || s.isSubjectOf(n) {
		return fact{}, false
	}
	a := s.arg(n)
	if !s.party(a) || s.civil(a) || a.item == f.actor.item {
		return fact{}, false
	}
	g := f
	g.actor, g.places = &a, map[string][]place{}
	switch {
	case s.is(n+1, syntax.Time) && len(f.places) > 0: // "by day and the ELN by night"
		g.places = f.places
		return g, true
	case !s.is(n+1, syntax.NP):
		return fact{}, false
	}
	for role, ps := range f.places {
		if len(ps) == 0 || ps[0].item <= f.item {
			continue
		}
		ff := frame{s: s, item: f.item, kind: f.claim.Kind}
		if found := ff.placesOf(s.args(s.List(n+1)), "object", "place"); len(found) > 0 && found[0].first != ps[0].first {
			g.places[role] = found
			return g, true
		}
	}
	return fact{}, false
}

// isSubjectOf says whether a finite verb follows noun phrase n.
func (s *sentence) isSubjectOf(n int) bool {
	for k := n + 1; k < len(s.Items); k++ {
		switch s.Items[k].Kind {
		case syntax.VG:
			return s.Items[k].Form == syntax.Finite
		case syntax.Adv, syntax.Time:
		case syntax.Prep:
			if !s.is(k+1, syntax.NP) {
				return false
			}
			k++
		default:
			return false
		}
	}
	return false
}

var (
	standing  = &rule.Claim{Rule: "absolute", Kind: data.KindControl, Status: data.StatusPresent}
	possessed = &rule.Claim{Rule: "absolute", Kind: data.KindControl, Status: data.StatusControls}
)

// absolutes reads "with the army on the east bank and the rebels on the west": who is where, without a verb.
func (s *sentence) absolutes() []fact {
	var out []fact
	for k, it := range s.Items {
		if it.Kind != syntax.Prep || it.Word != "with" || !s.is(k-1, syntax.Comma) {
			continue
		}
		for n := k + 1; s.is(n, syntax.NP); {
			f, next, ok := s.standsAt(n)
			if !ok {
				break
			}
			out = append(out, f)
			if n = next; s.is(n, syntax.Comma) {
				n++
			}
			if !s.is(n, syntax.Conj) {
				break
			}
			n++
		}
	}
	return out
}

// standsAt reads a party and the place where it is at noun phrase n, and gives the item after them.
func (s *sentence) standsAt(n int) (fact, int, bool) {
	a := s.arg(n)
	if !s.party(a) {
		return fact{}, n, false
	}
	k := n + 1
	for s.is(k, syntax.Adv) {
		k++
	}
	if !s.is(k, syntax.Prep) || !s.is(k+1, syntax.NP) {
		return fact{}, n, false
	}
	switch s.Items[k].Word {
	case "in", "on", "at", "inside", "along", "behind":
	default:
		return fact{}, n, false
	}
	p, ok := s.placeOf(s.arg(k + 1))
	if !ok || p.anaphor != "" && p.anaphor != "part" {
		return fact{}, n, false
	}
	next := k + 2
	for s.is(next, syntax.Prep) && s.is(next+1, syntax.NP) && s.Items[next].Word == "of" {
		next += 2
	}
	if s.is(next, syntax.VG) {
		return fact{}, n, false
	}
	c := standing
	if s.Tokens[s.Items[k+1].Head].Is("side", "bank", "half", "shore", "edge") {
		c = possessed
	}
	return fact{filled{claim: c, actor: &a, places: map[string][]place{"at": {p}}}, s, n, true, s.Items[k+1].Last, -1}, next, true
}
