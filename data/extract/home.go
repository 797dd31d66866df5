package extract

import (
	"strings"

	"dateline/data"
	"dateline/data/extract/syntax"
)

// homeOf takes the origin of people from what they are called: "residents of Korabel", "families from Vares", "Jolo residents".
func (f frame) homeOf(out *filled) {
	k := out.claim.Kind
	if k == data.KindStock && out.actor != nil && len(out.places) == 0 && f.noun {
		return
	}
	if k == data.KindStock && out.actor != nil && len(out.places) == 0 {
		f.dwelling(out)
		return
	}
	if out.actor == nil || k != data.KindFlow && k != data.KindReturn || len(out.places["origin"]) > 0 || len(out.places["at"]) > 0 {
		return
	}
	a := *out.actor
	preps := []string{"from", "at"}
	if k == data.KindFlow {
		preps = []string{"from", "of", "in", "around"}
	}
	if n := f.s.attached(a.item, preps...); n >= 0 && a.last == f.s.Items[a.item].Last && (n < f.item || f.passive || f.noun || f.s.Items[n-1].Word != "in") {
		if p, ok := f.s.placeOf(f.s.arg(n)); ok && (p.mention >= 0 || p.weak) && !sameAs(out.places["destination"], p) {
			out.places["origin"] = []place{p}
			return
		}
	}
	if n := f.s.attached(a.item, "of"); n >= 0 && k == data.KindReturn && len(out.places) == 0 && f.s.Tokens[a.head].Is("residents", "inhabitants", "villagers", "people", "population", "civilians") {
		if p, ok := f.s.placeOf(f.s.arg(n)); ok && (p.mention >= 0 || p.weak) {
			out.places["destination"] = []place{p}
			return
		}
	}
	if t := a.head - 1; k == data.KindFlow && t >= a.first && f.s.Tokens[a.head].Is("residents", "inhabitants", "villagers") && f.s.Tokens[t].Upper && !f.s.demonymAt(t) && f.s.mentionIn(arg{a.item, a.first, a.head, t, 0}) < 0 {
		out.places["origin"] = []place{{first: t, last: t + 1, mention: -1, relation: data.RelationIn, item: a.item, weak: true}}
		return
	}
	if it := f.s.Items[a.item]; f.s.Tokens[it.First].Is("its") || it.Number != nil && it.First > 0 && f.s.is(a.item, syntax.NP) && f.s.Tokens[max(a.head-1, 0)].Is("its") { // "of its residents"
		if p, ok := f.s.recall(place{first: it.First, last: it.First + 1, mention: -1, anaphor: "its", relation: data.RelationIn, item: a.item}); ok && p.mention >= 0 && !(len(out.places["destination"]) > 0 && out.places["destination"][0].mention == p.mention && f.s.lexClass(out.places["destination"][0].first)&syntax.Part == 0 && out.places["destination"][0].site == "") {
			role := "origin"
			if k == data.KindReturn && len(out.places["destination"]) == 0 {
				role = "destination"
			}
			if len(out.places[role]) == 0 {
				out.places[role] = []place{p}
			}
			return
		}
	}
	if it := f.s.Items[a.item]; it.Poss > it.First && a.last == it.Last { // "Chernobyl's self-settlers came back"
		role := "origin"
		if k == data.KindReturn {
			role = "destination"
		}
		if p, ok := f.s.owner(it, a.item); ok && len(out.places[role]) == 0 {
			out.places[role] = []place{p}
			return
		}
	}
	if m := f.s.mentionIn(arg{a.item, a.first, a.head, a.head - 1, 0}); k == data.KindFlow && m >= 0 && !groupWords[strings.ToLower(f.s.doc.mentions[m].Text)] && f.s.Tokens[a.head].Is("residents", "people", "families", "inhabitants", "civilians", "villagers") {
		first, last := tokensOf(f.s.Tokens, f.s.doc.mentions[m].Start, f.s.doc.mentions[m].End)
		out.places["origin"] = []place{{first: first, last: last, mention: m, relation: data.RelationIn, item: a.item}}
	}
}

// dwelling gives displaced people the place that they are named by: "a quarter of the population of Bangui is displaced".
func (f frame) dwelling(out *filled) {
	a := *out.actor
	if n := f.s.attached(a.item, "of", "in", "at", "from"); n >= 0 && f.s.Items[n-1].Word != "from" {
		if p, ok := f.s.placeOf(f.s.arg(n)); ok && (p.mention >= 0 || p.weak) {
			out.places["at"] = []place{p}
			return
		}
	}
	if it := f.s.Items[a.item]; it.Poss > it.First {
		if m := f.s.mentionIn(arg{a.item, it.First, it.Poss, it.Poss - 1, 0}); m >= 0 {
			first, last := tokensOf(f.s.Tokens, f.s.doc.mentions[m].Start, f.s.doc.mentions[m].End)
			out.places["at"] = []place{{first: first, last: last, mention: m, relation: data.RelationIn, item: a.item}}
		}
	}
}

// owner reads the place before a possessive ending: "Grozny's remaining civilians".
func (s *sentence) owner(it syntax.Item, item int) (place, bool) {
	a := arg{item, s.strip(it.First, it.Poss), it.Poss, it.Poss - 1, 0}
	if m := s.mentionIn(a); m >= 0 {
		first, last := tokensOf(s.Tokens, s.doc.mentions[m].Start, s.doc.mentions[m].End)
		return place{first: first, last: last, mention: m, relation: data.RelationIn, item: item}, true
	}
	p, ok := s.placeOf(a)
	return p, ok && p.anaphor == ""
}

// captive gives a siege the place that its people are named by: "Vukovar's defenders, encircled by …".
func (f frame) captive(out *filled) {
	if out.claim.Kind != data.KindSiege || len(out.places["at"]) > 0 || f.noun {
		return
	}
	for _, list := range f.objects() {
		for _, a := range list {
			it := f.s.Items[a.item]
			if n := f.s.attached(a.item, "of", "in", "at"); n >= 0 && it.Poss <= it.First && (f.s.force(a) || f.s.people(a)) {
				if ps := f.placesOf(f.s.args(f.s.List(n)), "in", "place"); len(ps) > 0 {
					out.places["at"] = ps
					return
				}
			}
			if it.Poss <= it.First || !f.s.force(a) && !f.s.people(a) && !governing[f.s.Tokens[a.head].Lower] {
				continue
			}
			if m := f.s.mentionIn(a); m >= 0 {
				first, last := tokensOf(f.s.Tokens, f.s.doc.mentions[m].Start, f.s.doc.mentions[m].End)
				out.places["at"] = []place{{first: first, last: last, mention: m, relation: data.RelationIn, item: a.item}}
				return
			}
			p := place{first: f.s.strip(it.First, it.Poss), last: it.Poss, mention: -1, relation: data.RelationIn, item: a.item, weak: true}
			if f.s.Tokens[p.first].Upper {
				out.places["at"] = []place{p}
				return
			}
		}
	}
}

// sameAs says whether place p stands among ps already.
func sameAs(ps []place, p place) bool {
	for _, q := range ps {
		if q.first == p.first || q.mention >= 0 && q.mention == p.mention && q.site == p.site {
			return true
		}
	}
	return false
}
