package extract

import (
	"dateline/data"
	"dateline/data/extract/syntax"
)

// scene gives a displacement without a place the one of its cause: "the Derna flood displaced", "fighting in X drove out".
func (f frame) scene(out *filled) {
	if out.claim.Kind != data.KindFlow || out.claim.Rule != "displace" || f.noun {
		return
	}
	role := "at"
	if len(out.places["destination"]) > 0 {
		role = "origin" // "fighting in Jubaland has sent 38,000 people to Dolow"
	}
	if len(out.places["origin"]) > 0 || len(out.places["at"]) > 0 {
		return
	}
	causes := f.pps("by")
	if !f.passive {
		causes = f.s.each(f.s.Subjects(f.item))
	}
	for _, list := range causes {
		for _, a := range list {
			if a.item == f.actorItem(out) || f.s.party(a) {
				continue
			}
			if p, ok := f.s.capitalIn(a); ok && f.s.mentionIn(a) < 0 {
				out.places[role] = []place{p}
				return
			}
			if m := f.s.mentionIn(a); m >= 0 {
				first, last := tokensOf(f.s.Tokens, f.s.doc.mentions[m].Start, f.s.doc.mentions[m].End)
				out.places[role] = []place{{first: first, last: last, mention: m, relation: data.RelationIn, item: a.item}}
				return
			}
			if p, ok := f.s.sceneOf(a.item); ok {
				out.places[role] = []place{p}
				return
			}
		}
	}
}

// sceneOf gives the place of what noun phrase i names, over the phrases between: "clashes between A (…) and B (…) in X".
func (s *sentence) sceneOf(i int) (place, bool) {
	for k := i + 1; k+1 < len(s.Items) && k < i+14; k++ {
		switch it := s.Items[k]; it.Kind {
		case syntax.Prep:
			switch it.Word {
			case "of", "for":
				if k > i+1 || s.lexClass(s.Items[i].Head)&(syntax.People|syntax.PersonNoun|syntax.Force|syntax.Displaced) != 0 {
					continue
				}
				fallthrough
			case "in", "around", "near", "at", "across", "along", "on", "inside", "outside", "over":
				if p, ok := s.placeOf(s.arg(s.next(k))); ok && s.is(s.next(k), syntax.NP) && (p.mention >= 0 || p.weak || p.name != "") {
					return p, true
				}
			}
		case syntax.NP, syntax.Comma, syntax.Conj, syntax.Adv, syntax.Time:
		default:
			return place{}, false
		}
	}
	return place{}, false
}

// next gives the item after k that is no adverb.
func (s *sentence) next(k int) int {
	for k++; k+1 < len(s.Items) && s.is(k, syntax.Adv); k++ {
	}
	return k
}

// where gives a clause that "where" opens the place before it: "at Bossaso, where Yemenis have begun arriving".
func (f frame) where(out *filled) {
	if f.noun || len(out.places["at"]) > 0 || len(out.places["destination"]) > 0 {
		return
	}
	role := "at"
	if _, ok := out.claim.Slots[role]; !ok {
		role = "destination"
	}
	if _, ok := out.claim.Slots[role]; !ok || out.claim.Kind == data.KindReturn {
		return
	}
	for k := f.item - 1; k >= 0 && k > f.item-12; k-- {
		switch it := f.s.Items[k]; it.Kind {
		case syntax.Rel:
			if !f.s.Tokens[it.First].Is("where") {
				return
			}
			j := k - 1
			for j >= 0 && f.s.Items[j].Kind == syntax.Comma {
				j--
			}
			if j >= 2 && f.s.Items[j].Kind == syntax.NP && f.s.Items[j-1].Kind == syntax.Comma && f.s.Items[j-2].Kind == syntax.NP {
				if p, ok := f.s.placeOf(f.s.arg(j)); ok && p.mention < 0 && !p.weak {
					j -= 2 // "Sevastopol, the Ukrainian port where the fleet is based"
				}
			}
			if j >= 0 && f.s.Items[j].Kind == syntax.NP {
				if p, ok := f.s.placeOf(f.s.arg(j)); ok && (p.anaphor == "" || p.mention >= 0 || out.claim.Kind == data.KindFlow) {
					out.places[role] = []place{p}
				}
			}
			return
		case syntax.Stop, syntax.Sub:
			return
		case syntax.VG:
			if it.Form == syntax.Finite && k < f.item-1 && !f.s.conjoined(k, f.item) {
				return
			}
		}
	}
}

// conjoined says whether "and" stands right before verb v, so that it shares the clause of the verb k before it.
func (s *sentence) conjoined(k, v int) bool {
	return v-1 > k && s.Items[v-1].Kind == syntax.Conj
}

// yonder reads "there" after the verb where a slot of place stayed empty: "the battalion stationed there".
func (f frame) yonder(out *filled) {
	if f.noun {
		return
	}
	for _, role := range []string{"at", "destination", "origin"} {
		if _, wanted := out.claim.Slots[role]; !wanted {
			continue
		}
		if n := f.s.after(f.item); n >= 0 && len(out.places) == 0 && f.s.Tokens[f.s.Items[n].Head].Is("there") {
			if p, ok := f.s.placeOf(f.s.arg(n)); ok && p.mention >= 0 || ok && p.name != "" {
				out.places[role] = []place{p}
			}
		}
		return
	}
}

// after gives the noun phrase that follows item v over adverbs, -1 without one.
func (s *sentence) after(v int) int {
	for v++; v < len(s.Items) && (s.Items[v].Kind == syntax.Adv || s.Items[v].Kind == syntax.Time); v++ {
	}
	if v < len(s.Items) && s.Items[v].Kind == syntax.NP {
		return v
	}
	return -1
}
