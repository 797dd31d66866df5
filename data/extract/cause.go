package extract

import (
	"dateline/data"
	"dateline/data/extract/syntax"
)

// raids are verbs by which a place is struck, and drives those by which people are made to leave it.
var (
	raids  = words("attack raid storm shell bomb overrun capture seize burn bombard hit strike assault torch flood sack loot pound")
	drives = words("force drive send displace prompt push cause uproot make leave compel lead oblige")
)

// raided gives a flight the place that was struck in the same sentence: "gunmen attacked Pont-Sondé, forcing 6,270 people to seek
// shelter in Saint-Marc".
func (f frame) raided(out *filled) {
	if out.claim.Kind != data.KindFlow || f.noun || len(out.places["origin"])+len(out.places["at"]) > 0 {
		return
	}
	v := f.item
	if !drives[f.s.Items[v].Lemma] {
		if v = f.s.Governor(f.item); v < 0 || !drives[f.s.Items[v].Lemma] {
			return
		}
	}
	if f.s.Items[v].Form != syntax.Ing {
		return
	}
	for k := v - 1; k >= 0; k-- {
		it := f.s.Items[k]
		if it.Kind == syntax.Stop {
			return
		}
		if it.Kind != syntax.VG || it.Form != syntax.Finite {
			continue
		}
		if !raids[it.Lemma] {
			return
		}
		args := f.s.Objects(k)
		if it.Passive {
			args = f.s.Subjects(k)
		}
		for _, n := range args {
			if p, ok := f.s.placeOf(f.s.arg(n)); ok && p.anaphor == "" && (p.mention >= 0 || p.weak) && !sameAs(out.places["destination"], p) {
				out.places["origin"] = []place{p}
				return
			}
		}
		return
	}
}

// toWhich gives a clause that a preposition and "which" open the place before it: "Uvira, to which thousands have fled".
func (f frame) toWhich(out *filled) {
	if f.noun || len(out.places) > 0 {
		return
	}
	for k := f.item - 1; k > 1 && k > f.item-8; k-- {
		it := f.s.Items[k]
		if it.Kind == syntax.VG || it.Kind == syntax.Stop {
			return
		}
		if it.Kind != syntax.Rel || !f.s.Tokens[it.First].Is("which") || !f.s.is(k-1, syntax.Prep) {
			continue
		}
		role := ""
		switch f.s.Items[k-1].Word {
		case "to", "toward":
			role = "destination"
		case "from":
			role = "origin"
		case "in", "at":
			role = "at"
		}
		if _, wanted := out.claim.Slots[role]; !wanted {
			return
		}
		j := k - 2
		for f.s.is(j, syntax.Comma) {
			j--
		}
		if f.s.is(j, syntax.NP) {
			if p, ok := f.s.placeOf(f.s.arg(j)); ok && (p.mention >= 0 || p.weak) {
				out.places[role] = []place{p}
			}
		}
		return
	}
}

// calledPlace says whether an apposition calls what the name before it names a place: "Um Rawaba, a trading town on the road".
func (s *sentence) calledPlace(item int) bool {
	if !s.is(item+1, syntax.Comma) || !s.is(item+2, syntax.NP) {
		return false
	}
	cl := s.lexClass(s.Items[item+2].Head)
	return cl&(syntax.PlaceKind|syntax.Site) != 0 && cl&syntax.PersonNoun == 0 && s.nameAt[s.Items[item+2].Head] < 0
}

// grounds are verbs whose object is ground and never a person.
var grounds = words("regain recapture retake overrun vacate reoccupy reconquer garrison besiege encircle shell bombard enter re-enter reenter")
