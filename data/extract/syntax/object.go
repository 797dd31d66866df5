package syntax

// PP is a prepositional phrase: the canonical preposition and the noun phrases it governs (a list).
type PP struct {
	Item int // of the preposition
	Word string
	NPs  []int
}

// after gives the first item after k that is no adverb or time expression.
func (s *Sentence) after(k int) int {
	for k++; s.is(k, Adv) || s.is(k, Time); k++ {
	}
	return k
}

// Objects gives the noun phrases that follow the verb group v directly: "seized A, B and C".
func (s *Sentence) Objects(v int) []int {
	k := s.after(v)
	if s.is(k, Prep) && k == v+1 && particles[s.Items[v].Lemma+" "+s.Tokens[s.Items[k].First].Lower] {
		k = s.after(k)
	}
	if !s.is(k, NP) {
		return nil
	}
	return s.List(k)
}

// particles are verbs with the particle that their object follows: "carried out a raid", "shored up its lines".
var particles = map[string]bool{
	"carry out": true, "shore up": true, "set up": true, "drive out": true, "push out": true, "force out": true, "wipe out": true,
	"take over": true, "hand over": true, "give up": true, "pull out": true, "break up": true, "close off": true, "seal off": true,
	"cut off": true, "burn down": true, "shut down": true, "flush out": true, "throw out": true, "smoke out": true, "clear out": true,
}

// List gives the members of the list that begins with noun phrase k.
func (s *Sentence) List(k int) []int {
	out := []int{k}
	for {
		j := s.pastAttached(k)
		comma, conj := false, false
		if s.is(j, Comma) {
			comma = true
			j++
		}
		if s.is(j, Conj) {
			conj = true
			j++
		}
		for s.is(j, Adv) {
			j++
		}
		if !comma && !conj || !s.is(j, NP) || s.isSubject(j) && (comma || !s.beforeVerb(k)) || comma && !conj && !s.listGoesOn(j) {
			return out
		}
		if s.Items[j].Class&Pronoun != 0 || comma && conj && s.clauseAhead(j) {
			return out
		}
		if s.is(j+1, NP) && conj && !s.isSubject(j+1) {
			return out // "sent armour to Rafah and Rwanda a battalion to …"
		}
		out = append(out, j)
		k = j
	}
}

// beforeVerb says whether no finite verb of its clause stands before item k, so that "and" joins two nouns, not two clauses:
// "refugees in Syria and Jordan are".
func (s *Sentence) beforeVerb(k int) bool {
	if !s.is(k-1, Prep) {
		return false
	}
	for ; k >= 0; k-- {
		switch {
		case s.is(k, Stop) || s.is(k, Sub):
			return true
		case s.is(k, VG) && s.Items[k].Form == Finite:
			return false
		}
	}
	return true
}

// pastAttached steps over "of X" and "in X" after the list member k.
func (s *Sentence) pastAttached(k int) int {
	j := k + 1
	for s.is(j, Prep) && s.is(j+1, NP) && (s.Items[j].Word == "of" || s.Items[j].Word == "in" || s.Items[j].Word == "at") {
		if m := j + 2; s.is(m, Comma) || s.is(m, Conj) || s.Items[j].Word == "of" {
			j += 2
			continue
		}
		break
	}
	return j
}

// listGoesOn says whether a comma before noun phrase j separates members of a list: "and" or another comma comes, with no
// verb between.
func (s *Sentence) listGoesOn(j int) bool {
	for k := j + 1; k < len(s.Items); k++ {
		switch s.Items[k].Kind {
		case Conj:
			return s.is(k+1, NP) && !s.isSubject(k+1) || s.is(k+1, Adv) && s.is(k+2, NP)
		case Comma, NP, Adv:
		case Prep:
			if w := s.Items[k].Word; w != "of" && w != "in" && w != "at" {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// isSubject says whether a finite verb follows noun phrase j as its verb.
func (s *Sentence) isSubject(j int) bool {
	k := j + 1
	for s.is(k, Prep) && s.is(k+1, NP) && s.Items[k].Word == "of" {
		k += 2
	}
	for s.is(k, Adv) {
		k++
	}
	return s.is(k, VG) && s.Items[k].Form == Finite
}

// Phrases gives the prepositional phrases that belong to the verb or noun at item k: from the item after its objects to the
// end of the clause.
func (s *Sentence) Phrases(k int) []PP {
	var out []PP
	for k++; k < len(s.Items); k++ {
		it := s.Items[k]
		switch it.Kind {
		case Prep:
			if s.absolute(k) {
				return out
			}
			n := s.after(k)
			if !s.is(n, NP) {
				if s.is(n, Prep) { // "from near Goma", "over the bridge": the nearer one speaks
					if m := s.after(n); s.is(m, NP) {
						out = append(out, PP{k, it.Word, s.List(m)})
						k = s.endOfList(m)
					}
					continue
				}
				if s.is(n, VG) {
					if it.Word == "by" && s.Items[n].Form == Ing && !s.is(n+1, NP) { // "displaced by fighting around X"
						k = n
						continue
					}
					return out
				}
				continue
			}
			list := s.List(n)
			out = append(out, PP{k, it.Word, list})
			k = list[len(list)-1]
		case Adv, Time:
		case NP:
			if len(out) == 0 && !s.is(k-1, Comma) {
				continue // an object
			}
			if s.isSubject(k) {
				return out
			}
		case Comma:
			if s.Tokens[it.First].Is("(") {
				if end := s.bracketEnd(k); end > k {
					k = end
					continue
				}
			}
			if s.clauseAhead(k + 1) {
				return out
			}
		case Conj:
			if n := s.after(k); s.is(n, VG) && s.Items[n].Form != Infinitive || s.is(n, NP) && s.isSubject(n) {
				return out
			}
		default:
			if it.Kind == VG && (it.Form == Ing && movesOn[it.Lemma] || it.Form == Reduced && counted[it.Lemma]) {
				continue
			}
			return out
		}
	}
	return out
}

// bracketEnd gives the item of the bracket that closes the one at item k, k where none does.
func (s *Sentence) bracketEnd(k int) int {
	for j := k + 1; j < len(s.Items); j++ {
		if s.is(j, Comma) && s.Tokens[s.Items[j].First].Is(")") {
			return j
		}
	}
	return k
}

// movesOn are participles that carry the path of a movement on: "fled Goma, heading for Bukavu".
var movesOn = map[string]bool{"head": true, "move": true, "go": true, "make": true, "cross": true, "arrive": true, "seek": true, "settle": true, "flee": true}

// counted are participles that say nothing of their own: "1,200 returnees recorded in Sudan".
var counted = map[string]bool{"record": true, "register": true, "count": true, "report": true}

func (s *Sentence) endOfList(n int) int {
	l := s.List(n)
	return l[len(l)-1]
}

// clauseAhead says whether item k opens a clause of its own: a relative, a subordinator, or a subject with its verb.
func (s *Sentence) clauseAhead(k int) bool {
	for s.is(k, Adv) || s.is(k, Time) || s.is(k, Conj) {
		k++
	}
	if k >= len(s.Items) {
		return false
	}
	switch s.Items[k].Kind {
	case Rel, Sub:
		return true
	case VG:
		return s.Items[k].Form != Ing || !movesOn[s.Items[k].Lemma]
	case NP:
		if s.isSubject(k) {
			return true
		}
		j := k + 1
		for s.is(j, Prep) && s.is(j+1, NP) {
			j += 2
		}
		return s.is(j, VG) && s.Items[j].Form == Finite
	}
	return false
}

// Leading gives the prepositional phrases that open the clause of verb v, before its subject: "In Aleppo, …".
func (s *Sentence) Leading(v int) []PP {
	start := s.ClauseStart(v)
	var out []PP
	for k := start; k < v; k++ {
		switch s.Items[k].Kind {
		case Prep:
			if s.is(k+1, NP) {
				list := s.List(k + 1)
				out = append(out, PP{k, s.Items[k].Word, list})
				k = list[len(list)-1]
			}
		case Adv, Time, Comma, Conj:
		default:
			return out
		}
	}
	return out
}

// ClauseStart gives the first item of the clause that item v stands in.
func (s *Sentence) ClauseStart(v int) int {
	for k := v - 1; k >= 0; k-- {
		switch s.Items[k].Kind {
		case Stop, Sub:
			return k + 1
		case VG:
			if s.Items[k].Form == Finite {
				for j := k + 1; j < v; j++ {
					if s.is(j, Comma) || s.is(j, Conj) {
						return j + 1
					}
				}
				return k + 1
			}
		}
	}
	return 0
}

// Group gives the tokens of the coordination that noun phrase k stands in: "the army and the YPG".
func (s *Sentence) Group(k int) (first, last int) {
	start := s.groupStart(k)
	end := k
	subject := s.firstInClause(k)
	for s.is(end+1, Conj) && s.is(end+2, NP) && (subject || !s.is(end+3, VG)) && s.Items[end+1].Word == "and" {
		end += 2
	}
	return start, end
}

// firstInClause says whether no verb stands before noun phrase k in its clause, so that what "and" joins to it is its subject too.
func (s *Sentence) firstInClause(k int) bool {
	for k--; k >= 0; k-- {
		switch s.Items[k].Kind {
		case VG:
			return false
		case Stop, Sub:
			return true
		}
	}
	return true
}
