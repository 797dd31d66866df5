package extract

import "dateline/data/extract/syntax"

// predicates reads a state that is said of a noun phrase without a verb: "with Khartoum back in army hands", "Bukavu, in rebel
// hands since February,", "areas under RSF control". The rules of "be" fill it, with the phrase as subject.
func (s *sentence) predicates() []fact {
	var out []fact
	for i, it := range s.Items {
		if it.Kind != syntax.NP || s.isSubjectOf(i) || it.Class&syntax.Pronoun != 0 {
			continue
		}
		k, ok := s.predicateAfter(i)
		if !ok {
			continue
		}
		out = append(out, s.predicate(i, k)...)
	}
	return out
}

// stateOf are the rules of "be" that a predicate without a verb may be read by.
var stateOf = words("under-control under-siege control")

// predicateAfter gives the item that opens a verbless predicate of noun phrase i: after "with X", after a comma, or right behind
// it where "under" does.
func (s *sentence) predicateAfter(i int) (int, bool) {
	k := i + 1
	for s.is(k, syntax.Prep) && s.Items[k].Word == "of" && s.is(k+1, syntax.NP) {
		k += 2
	}
	with := s.is(i-1, syntax.Prep) && s.Items[i-1].Word == "with"
	comma := s.is(k, syntax.Comma)
	if comma {
		k++
	}
	for s.is(k, syntax.Adv) || s.is(k, syntax.Time) && (with || comma) {
		k++
	}
	if !s.is(k, syntax.Prep) {
		return 0, false
	}
	switch w := s.Tokens[s.Items[k].First].Lower; {
	case w == "under":
		return k, true
	case w == "in" || w == "within" || w == "home" || w == "back":
		return k, with || comma
	}
	return 0, false
}

// predicate tries the rules of "be" on the phrase at item k with noun phrase subject as their subject.
func (s *sentence) predicate(subject, k int) []fact {
	for _, t := range s.doc.rules.Verbs["be"] {
		if len(t.Tail) < 2 || !stateOf[t.Claim.Rule] {
			continue
		}
		f := frame{s: s, item: k, given: []int{subject}, tail: -1, end: s.Items[k].First, bare: true}
		if !f.matchTail(t.Tail) {
			continue
		}
		f.tail = s.itemAt(f.end)
		f.phrases = s.phrasesFrom(f.tail, f.end)
		if facts, _ := f.facts(t.Claim); len(facts) > 0 {
			return facts
		}
	}
	return nil
}

// sharpen puts the named place that its clause goes on to give where a claim has only a kind of site that may be anywhere: "staying
// in public buildings and with relatives in Kassala", "captured nine bases in the Cal Miskaad mountains".
func (f frame) sharpen(out *filled) {
	for role, ps := range out.places {
		if role != "at" && role != "destination" || len(ps) == 0 {
			continue
		}
		for _, p := range ps {
			if p.mention >= 0 || p.weak || p.name != "" || p.site == "" && p.anaphor == "" || !plural(f.s.Tokens[max(p.last-1, 0)].Lower) || f.s.Tokens[p.first].Upper {
				return
			}
		}
		last := ps[len(ps)-1].item
		for k := last + 1; k+1 < len(f.s.Items) && k < last+8; k++ {
			it := f.s.Items[k]
			if it.Kind == syntax.VG || it.Kind == syntax.Stop || it.Kind == syntax.Sub || it.Kind == syntax.Rel {
				break
			}
			if it.Kind != syntax.Prep || it.Word != "in" && it.Word != "across" && it.Word != "around" && it.Word != "near" && it.Word != "at" || !f.s.is(k+1, syntax.NP) {
				continue
			}
			var named []place
			for _, n := range f.s.List(k + 1) {
				if q, ok := f.s.placeOf(f.s.arg(n)); ok && q.anaphor == "" && (q.mention >= 0 || q.weak) {
					named = append(named, q)
				}
			}
			if len(named) > 0 {
				out.places[role] = named
				break
			}
		}
	}
}
