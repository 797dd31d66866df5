package extract

import (
	"dateline/data"
	"dateline/data/extract/syntax"
)

// keep drops claims that lost what makes them: a flow without people and places.
func (f fact) keep(c data.Claim) bool {
	if c.Kind == data.KindLine {
		return len(c.Places) > 0
	}
	if v := c.Value; v != nil && v.Best != nil && *v.Best < 10 && v.Unit == "person" && v.Low == nil && (c.Kind == data.KindFlow || c.Kind == data.KindReturn || c.Kind == data.KindStock) {
		return false // "five Japanese", "two suspects" are persons, no displacement
	}
	if (c.Kind == data.KindFlow || c.Kind == data.KindReturn) && len(c.Places) == 0 {
		if c.Value != nil && f.actor != nil && f.s.lexClass(f.actor.head)&syntax.Pronoun != 0 && f.s.bare() {
			return false // "64 of them escaped"
		}
		if c.Value != nil {
			return true
		}
		pronoun := f.actor != nil && f.s.lexClass(f.actor.head)&syntax.Pronoun != 0
		if pronoun || c.Kind == data.KindFlow && (c.Modality == data.Planned || c.Modality == data.Denied) || c.Actor == "" {
			return false // nobody knows who or from where
		}
	}
	if c.Kind == data.KindFlow && c.Actor == "" && c.Value == nil {
		for _, ps := range f.places {
			for _, p := range ps {
				if p.mention < 0 && p.name == "" && plural(p.anaphor) {
					return false // "whole villages emptied"
				}
			}
		}
	}
	if c.Kind == data.KindSiege {
		for _, p := range f.places["at"] {
			if p.mention < 0 && p.name == "" && (p.site == "road" || p.site == "roads" || p.site == "highway" || p.site == "bridge") && p.last-p.first <= 2 && !f.s.Tokens[p.last-1].Upper {
				return false // "closed the last road" does not say to where
			}
		}
	}
	if c.Kind == data.KindControl {
		for _, p := range f.places["at"] {
			if t := f.s.Tokens[f.s.Items[p.item].First]; c.Modality != data.Planned && p.mention < 0 && p.name == "" && p.anaphor != "" && t.Is("every", "any", "each", "another", "other", "no", "which", "what", "some", "such") {
				return false // "every town that was lost"
			}
			if p.mention < 0 && p.anaphor != "" && f.s.Title {
				return false // a headline's "Northern Iraqi Town" names none
			}
			if t := f.s.Tokens[f.s.Items[p.item].First]; p.mention < 0 && p.anaphor != "" && p.anaphor != "part" && t.Is(p.anaphor) {
				return false // "battle for territory"
			}
			if p.mention < 0 && plural(p.anaphor) && p.anaphor != "part" && f.s.Items[p.item].Number == nil && !f.s.Tokens[f.s.Items[p.item].First].Is("the") {
				return false // "have taken over several northern Iraqi cities" names none
			}
		}
	}
	return c.Actor != "" || len(c.Places) > 0
}

// inOtherUnits adds the same claim in the unit that stands beside it: "83,340 households (about 500,000 people)".
func (f fact) inOtherUnits(in []data.Claim) []data.Claim {
	if f.actor == nil || len(in) == 0 || in[0].Value == nil {
		return in
	}
	i := f.actor.item
	if i+2 >= len(f.s.Items) || f.s.Items[i+1].Kind != syntax.Comma || !f.s.Tokens[f.s.Items[i+1].First].Is("(") {
		return in
	}
	x := f.s.Items[i+2]
	b := f.s.arg(i + 2)
	if x.Kind != syntax.NP || x.Number == nil || x.Number.Qualifier == "ratio" || !f.s.people(b) {
		return in
	}
	for _, c := range in[:len(in):len(in)] {
		c.Value = f.s.valueOf(x, f.s.unitOf(b), f.country())
		c.Actor = f.s.spanText(max(x.Number.Last, x.First), x.Last)
		c.ActorID, c.ActorName = "", ""
		in = append(in, c)
	}
	return in
}

// supplyOrigin gives a flight without any place the place its sentence spoke of before: "Tal Afar was … and 200,000 had fled".
func (f fact) supplyOrigin() {
	if f.claim.Kind != data.KindFlow || f.claim.Rule != "flee" || len(f.places) > 0 || f.actor == nil || f.value(&data.Claim{Kind: data.KindFlow}) == nil {
		return
	}
	for i := f.item - 1; i >= 0; i-- {
		if f.s.Items[i].Kind != syntax.NP {
			continue
		}
		if p, ok := f.s.named(i); ok && p.mention >= 0 && f.s.doc.mentions[p.mention].Placed && p.site == "" && f.s.headRef(f.s.arg(i)).actor < 0 {
			f.places["origin"] = []place{p}
			return
		}
	}
}
