package syntax

// ClauseEnd gives the item after the clause of item v: before the next finite verb's subject, subordinator, relative or stop.
// Participles that carry a movement on ("heading for Bukavu") and infinitives belong to it.
func (s *Sentence) ClauseEnd(v int) int {
	for k := v + 1; k < len(s.Items); k++ {
		switch it := s.Items[k]; it.Kind {
		case Stop, Sub, Rel:
			return k
		case VG:
			switch {
			case it.Form == Finite:
				return s.subjectStart(k, v)
			case it.Form == Ing && movesOn[it.Lemma], it.Form == Infinitive && k <= v+2, it.Form == Reduced && counted[it.Lemma]:
			default:
				return k
			}
		case Conj:
			if n := s.after(k); s.is(n, VG) && s.Items[n].Form == Finite {
				return k
			}
		case Prep:
			if s.absolute(k) {
				return k
			}
		}
	}
	return len(s.Items)
}

// absolute says whether the preposition at item k opens a clause of its own: "with most moving to schools".
func (s *Sentence) absolute(k int) bool {
	if s.Items[k].Word != "with" || !s.is(k-1, Comma) || !s.is(k+1, NP) {
		return false
	}
	j := k + 2
	for s.is(j, Prep) && s.is(j+1, NP) && s.Items[j].Word == "of" {
		j += 2
	}
	for s.is(j, Adv) {
		j++
	}
	return s.is(j, VG) && (s.Items[j].Form == Ing || s.Items[j].Form == Reduced)
}

// subjectStart gives the first item of the noun phrases that lead up to verb k, not before item v.
func (s *Sentence) subjectStart(k, v int) int {
	j := k
	for j-1 > v && (s.is(j-1, NP) || s.is(j-1, Adv) || s.is(j-1, Time) || s.is(j-1, Prep) && s.Items[j-1].Word == "of") {
		j--
	}
	return max(j, v+1)
}

// ClausePhrases gives the prepositional phrases of the clause of item v on both sides of it, those after it first. What stands
// right after a comma or a conjunction in the list of another phrase belongs to that list.
func (s *Sentence) ClausePhrases(v int) []PP {
	return append(s.phrasesIn(v+1, s.ClauseEnd(v)), s.phrasesIn(s.ClauseStart(v), v)...)
}

// occasions are prepositions that say when or why something happened, by something that happened.
var occasions = map[string]bool{"after": true, "before": true, "during": true, "amid": true, "since": true, "following": true, "despite": true, "because of": true}

func (s *Sentence) phrasesIn(first, end int) []PP {
	var out []PP
	occasion := false // within "after airstrikes on the mines", which locates what happened before
	for k := first; k < end; k++ {
		if !s.is(k, Prep) {
			occasion = occasion && !s.is(k, Comma) && !s.is(k, VG) && !s.is(k, Time)
			continue
		}
		occasion = occasion || occasions[s.Items[k].Word]
		n := s.after(k)
		if s.is(n, Prep) { // "from near Goma": the nearer one speaks
			n = s.after(n)
		}
		if !s.is(n, NP) || n >= end {
			continue
		}
		list := s.List(n)
		if !occasion {
			out = append(out, PP{k, s.Items[k].Word, list})
		}
		k = list[len(list)-1]
	}
	return out
}
