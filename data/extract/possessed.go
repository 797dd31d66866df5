package extract

import (
	"dateline/data/extract/syntax"
)

// owned reads ground that is somebody's: "the bridge is the army's", "the villages are theirs".
func (s *sentence) owned(v int) []fact {
	it := s.Items[v]
	if it.Lemma != "be" || it.Form != syntax.Finite || it.Passive {
		return nil
	}
	n := v + 1
	for s.is(n, syntax.Adv) || s.is(n, syntax.Time) {
		n++
	}
	if !s.is(n, syntax.NP) {
		return nil
	}
	o := s.Items[n]
	f := fact{filled{claim: possessed, places: map[string][]place{}}, s, v, false, o.Last, -1}
	switch {
	case o.Poss == o.Last-1 && o.Poss > o.First:
		a := arg{n, s.strip(o.First, o.Poss), o.Poss, o.Poss - 1, 0}
		if !s.party(a) && !s.Tokens[a.head].Is("king", "president", "enemy", "general", "warlord", "sultan", "emir") {
			return nil
		}
		f.actor = &a
	case s.Tokens[o.Head].Is("ours", "theirs") && o.Last == o.First+1:
	default:
		return nil
	}
	subjects := s.Subjects(v)
	if len(subjects) == 0 {
		return nil
	}
	p, ok := s.placeOf(s.arg(subjects[0]))
	if !ok || p.anaphor != "" && !s.Tokens[s.Items[subjects[0]].First].Is("the") {
		return nil
	}
	f.places["at"] = []place{p}
	return []fact{f}
}
