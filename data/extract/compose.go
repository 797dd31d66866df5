package extract

import (
	"dateline/data"
	"dateline/data/extract/syntax"
)

// compose joins what a relative clause says of people with what their main clause says: "those who fled Humera have reached
// Hamdayet" is one flow, "the Serbs who left Krajina have come back" one return.
func (s *sentence) compose(in []fact) []fact {
	drop := make([]bool, len(in))
	for i := range in {
		f := &in[i]
		if f.claim.Kind != data.KindFlow || f.noun || f.actor == nil || !s.relative(f.item, f.actor.item) {
			continue
		}
		for j := range in {
			g := &in[j]
			if i == j || drop[j] || g.actor == nil || g.item < f.item || g.actor.item != f.actor.item {
				continue
			}
			switch g.claim.Kind {
			case data.KindReturn:
				if len(g.places["destination"]) == 0 && len(f.places["origin"]) > 0 {
					g.places["destination"] = f.places["origin"]
					if o := g.places["origin"]; len(o) > 0 && sameAs(f.places["origin"], o[0]) {
						delete(g.places, "origin")
					}
				}
				drop[i] = true
			case data.KindFlow:
				for role, ps := range f.places {
					if len(g.places[role]) == 0 && role != "at" {
						g.places[role] = ps
					}
				}
				drop[i] = true
			}
		}
	}
	for i := range in { // "brought … home from X" is a return, not a flow besides
		for j := range in {
			f, g := &in[i], &in[j]
			if f.claim.Kind == data.KindFlow && g.claim.Kind == data.KindReturn && f.actor != nil && g.actor != nil && f.actor.item == g.actor.item && f.item == g.item {
				drop[i] = true
			}
		}
	}
	out := in[:0]
	for i, f := range in {
		if !drop[i] {
			out = append(out, f)
		}
	}
	return out
}

// relative says whether verb v stands in a relative clause on noun phrase n.
func (s *sentence) relative(v, n int) bool {
	if it := s.Items[v]; v == n+1 && it.Head == it.First && it.Past && (it.Form == syntax.Reduced || it.Lemma == "displace") {
		return true // "the people displaced from Marawi have not returned"
	}
	for k := v - 1; k > n; k-- {
		switch s.Items[k].Kind {
		case syntax.Rel:
			return k == n+1 || k == n+2 && s.Items[n+1].Kind == syntax.Comma
		case syntax.VG:
			return false
		}
	}
	return false
}
