package extract

import (
	"dateline/data"
	"dateline/data/extract/rule"
	"dateline/data/extract/syntax"
)

// listed is the claim of a line of figures that has no verb: "41,200 in collective sites around Sake".
var listed = &rule.Claim{Rule: "figures", Kind: data.KindStock, Population: "idp"}

// figures reads the lines of figures of a situation report: a number of people, a preposition and a place between two stops, with
// no verb, in a sentence that speaks of the displaced.
func (s *sentence) figures(told []fact) []fact {
	if !s.speaksOfDisplaced() {
		return nil
	}
	var out []fact
	used := map[int]bool{}
	for _, f := range told {
		if f.actor != nil {
			used[f.actor.item] = true
		}
	}
	for i, it := range s.Items {
		if used[i] {
			continue
		}
		if it.Kind != syntax.NP || it.Number == nil || it.Number.Qualifier == "ratio" || it.Number.Best == nil || *it.Number.Best < 20 || s.money(i) || !s.opens(i) {
			continue
		}
		a := s.arg(i)
		if it.Number.Last < it.Last && !s.people(a) {
			continue
		}
		k := i + 1
		if !s.is(k, syntax.Prep) || !s.is(k+1, syntax.NP) || !inside[s.Items[k].Word] || s.verbBeforeStop(k) {
			continue
		}
		if p, ok := s.nearestNamed(k); ok {
			out = append(out, fact{filled{claim: listed, actor: &a, places: map[string][]place{"at": {p}}}, s, i, true, it.Last, -1})
		}
	}
	return out
}

var inside = words("in at around inside across near on")

// opens says whether nothing, a semicolon, a colon or a comma stands before item i.
func (s *sentence) opens(i int) bool {
	return i > 0 && s.Items[i-1].Kind == syntax.Stop || i > 1 && s.is(i-1, syntax.Conj) && s.Items[i-2].Kind == syntax.Stop
}

// verbBeforeStop says whether a verb group comes between item k and the next stop.
func (s *sentence) verbBeforeStop(k int) bool {
	for ; k < len(s.Items) && s.Items[k].Kind != syntax.Stop; k++ {
		if s.Items[k].Kind == syntax.VG {
			return true
		}
	}
	return false
}

// nearestNamed gives the first place with a name of its own among the phrases from item k up to the next stop or verb.
func (s *sentence) nearestNamed(k int) (place, bool) {
	for ; k+1 < len(s.Items); k++ {
		switch s.Items[k].Kind {
		case syntax.Prep:
			if n := k + 1; s.is(n, syntax.NP) && (inside[s.Items[k].Word] || s.Items[k].Word == "of") {
				if p, ok := s.placeOf(s.arg(n)); ok && p.anaphor == "" && (p.mention >= 0 || p.weak) {
					return p, true
				}
			}
		case syntax.NP, syntax.Conj, syntax.Adv, syntax.Time:
		default:
			return place{}, false
		}
	}
	return place{}, false
}
