package extract

import (
	"dateline/data"
	"dateline/data/extract/syntax"
)

// renamed gives the name that a description of a place goes on to give: "the capital, Malakal", "the capital of the republic,
// Bangui", "the main city Abidjan" has it in one phrase. ok is false where none follows.
func (s *sentence) renamed(a arg) (place, bool) {
	if !s.Tokens[a.head].Is("capital", "city", "town", "village", "port", "seat", "headquarters", "stronghold", "settlement", "island") || s.nameAt[a.head] >= 0 {
		return place{}, false
	}
	k := a.item + 1
	for s.is(k, syntax.Prep) && s.is(k+1, syntax.NP) && (s.Items[k].Word == "of" || s.Items[k].Word == "in") {
		k += 2
	}
	if !s.is(k, syntax.Comma) || !s.is(k+1, syntax.NP) || s.isSubjectOf(k+1) && !s.is(k+2, syntax.Comma) {
		return place{}, false
	}
	n := k + 1
	b := s.arg(n)
	ref := s.headRef(b)
	if ref.mention < 0 || b.last-b.first > 3 || s.Items[n].Number != nil {
		return place{}, false
	}
	m := s.doc.mentions[ref.mention]
	if !m.Placed || m.Place.Class != 'P' {
		return place{}, false
	}
	if s.is(n+1, syntax.Conj) || s.is(n+1, syntax.Comma) && s.is(n+2, syntax.NP) && s.is(n+3, syntax.Conj) {
		return place{}, false // a list goes on
	}
	p, ok := s.namedPlace(place{first: b.first, last: b.last, mention: -1, relation: data.RelationIn, item: n}, b, ref)
	p.item = a.item
	return p, ok
}

// included gives the places that a phrase goes on to name as parts of it: "the south, including the main city Abidjan", "20 percent
// of Ukraine, including nearly all of Luhansk".
func (s *sentence) included(a arg) []place {
	k := a.item + 1
	for s.is(k, syntax.Prep) && s.is(k+1, syntax.NP) && s.Items[k].Word == "of" {
		k += 2
	}
	if !s.is(k, syntax.Comma) || !s.is(k+1, syntax.Prep) || !s.Tokens[s.Items[k+1].First].Is("including") {
		return nil
	}
	return s.namesFrom(k + 2)
}

// fled are verbs whose object is what people get away from.
var fled = words("flee escape avoid")

// eventNouns name what people flee from.
var eventNouns = words("fighting violence clashes attacks attack bombardment shelling airstrikes strikes offensive conflict war battles raids massacres killings bombing unrest eruption flooding floods")

// fromEvent gives a flight the place of what it was from: "crossed into Sierra Leone, fleeing fighting around Foya".
func (f frame) fromEvent(out *filled) {
	if k := out.claim.Kind; k != data.KindFlow && !(k == data.KindMovement && out.claim.Status == data.StatusWithdrew) || len(out.places["origin"]) > 0 || f.noun {
		return
	}
	for v := f.item; v < len(f.s.Items) && v < f.item+12; v++ {
		it := f.s.Items[v]
		if it.Kind == syntax.Stop || it.Kind == syntax.VG && v > f.item && it.Form == syntax.Finite {
			return
		}
		if it.Kind != syntax.VG || !fled[it.Lemma] {
			continue
		}
		n := v + 1
		if !f.s.is(n, syntax.NP) || !eventNouns[f.s.Tokens[f.s.Items[n].Head].Lower] {
			continue
		}
		if p, ok := f.s.sceneOf(n); ok && p.anaphor == "" && !sameAs(out.places["destination"], p) {
			out.places["origin"] = []place{p}
		}
		return
	}
}
