package syntax

// Subjects gives the noun phrases that may be the grammatical subject of the verb group v, the likeliest first. A rule
// takes the first one of the type it wants.
func (s *Sentence) Subjects(v int) []int { return s.subjects(v, 0) }

func (s *Sentence) subjects(v, depth int) []int {
	if depth > 6 || !s.is(v, VG) {
		return nil
	}
	switch s.Items[v].Form {
	case Infinitive:
		return s.infinitiveSubjects(v, depth)
	case Ing:
		return s.gerundSubjects(v, depth)
	}
	return s.finiteSubjects(v, depth)
}

// Governor gives the verb group that an infinitive or gerund depends on, -1 without one.
func (s *Sentence) Governor(v int) int {
	for k := v - 1; k >= 0; k-- {
		switch s.Items[k].Kind {
		case VG:
			if s.Items[k].Form == Reduced {
				continue
			}
			return k
		case Stop:
			return -1
		}
	}
	return -1
}

// controlVerbs hand their object on as subject of the infinitive: "ordered troops to withdraw".
var controlVerbs = map[string]bool{
	"order": true, "allow": true, "ask": true, "urge": true, "force": true, "send": true, "help": true, "want": true, "tell": true,
	"permit": true, "enable": true, "invite": true, "require": true, "persuade": true, "prompt": true, "cause": true, "call": true,
	"expect": true, "lead": true, "press": true, "pressure": true, "instruct": true, "commit": true, "direct": true, "deploy": true,
	"request": true, "let": true, "make": true, "see": true, "watch": true, "encourage": true, "oblige": true, "compel": true,
}

func (s *Sentence) infinitiveSubjects(v, depth int) []int {
	if s.is(v-1, Conj) || s.is(v-1, Comma) && s.is(v-2, Conj) {
		for k := v - 1; k >= 0; k-- { // "to kill and to hold": the other infinitive's subject
			if s.is(k, VG) {
				return s.subjects(k, depth+1)
			}
		}
	}
	g := s.Governor(v)
	if g < 0 {
		return s.nounsBefore(v)
	}
	if s.Items[g].Lemma == "take" { // "it took the army two days to lose Marte"
		if subj := s.subjects(g, depth+1); len(subj) > 0 && s.Tokens[s.Items[subj[0]].Head].Is("it") {
			return s.nounsBetween(g, v)
		}
	}
	var out []int
	if controlVerbs[s.Items[g].Lemma] && !s.Items[g].Passive {
		out = append(out, s.nounsBetween(g, v)...)
		if s.Items[g].Lemma == "order" && len(out) > 0 {
			return out // it is they who go, not who gives the order
		}
	}
	out = append(out, s.subjects(g, depth+1)...)
	if s.is(v-1, NP) { // "a plan by Turkey to send", "no plans"
		out = append(out, s.chain(v-1)...)
	}
	return out
}

func (s *Sentence) nounsBetween(a, b int) []int {
	var out []int
	for k := a + 1; k < b; k++ {
		if s.is(k, NP) && (!s.is(k-1, Prep) || s.Items[k-1].Word == "on" || s.Items[k-1].Word == "for") {
			out = append(out, k)
		}
	}
	return out
}

func (s *Sentence) nounsBefore(v int) []int {
	for k := v - 1; k >= 0 && !s.is(k, Stop); k-- {
		if s.is(k, NP) {
			return s.chain(k)
		}
	}
	return nil
}

func (s *Sentence) gerundSubjects(v, depth int) []int {
	if v == 0 || s.is(v-1, Sub) && v == 1 {
		return s.nextSubject(v)
	}
	var out []int
	if s.is(v-1, NP) {
		if s.is(v-2, Prep) && s.Items[v-2].Word == "with" {
			return []int{v - 1} // "with Russian troops holding the eastern bank"
		}
		out = append(out, s.chain(v-1)...)
	}
	g := s.Governor(v)
	if g < 0 {
		return append(out, s.nextSubject(v)...)
	}
	if s.is(v-1, Prep) && (s.Items[g].Lemma == "accuse" || s.Items[g].Lemma == "stop" || s.Items[g].Lemma == "prevent" || s.Items[g].Lemma == "suspect" || s.Items[g].Lemma == "keep") {
		out = append(out, s.nounsBetween(g, v-1)...)
	}
	if s.is(v-1, Comma) {
		for k := v - 2; k >= 0 && k > v-4; k-- {
			if s.is(k, NP) && !s.is(k-1, Prep) && !s.is(k-1, VG) {
				out = append(out, k)
				break
			}
		}
	}
	return append(out, s.subjects(g, depth+1)...)
}

// nextSubject gives the first noun phrase after the comma that closes an opening participle clause.
func (s *Sentence) nextSubject(v int) []int {
	for k := v + 1; k+1 < len(s.Items); k++ {
		if !s.is(k, Comma) || !s.is(k+1, NP) {
			continue
		}
		for j := k + 2; j < len(s.Items); j++ {
			if s.is(j, VG) && s.Items[j].Form == Finite {
				return []int{k + 1}
			}
			if !s.is(j, Prep) && !s.is(j, NP) && !s.is(j, Adv) && !s.is(j, Conj) {
				break
			}
		}
	}
	return nil
}

func (s *Sentence) finiteSubjects(v, depth int) []int {
	k := v - 1
	for k >= 0 && (s.is(k, Adv) || s.is(k, Time)) {
		k--
	}
	switch {
	case k < 0:
		if s.Items[v].Form == Reduced {
			return s.nextSubject(v)
		}
		return nil
	case s.is(k, Rel):
		return s.antecedents(k)
	case s.is(k, NP):
		out := s.chain(k)
		if r := s.acrossRelative(v); r != nil {
			return append(r, out...)
		}
		if s.Items[v].Form == Reduced && s.is(k-1, Prep) {
			out = append([]int{k}, out...)
		}
		return out
	case s.is(k, Conj) || s.is(k, Comma) && s.conjunct(v, k):
		if p := s.previousVerb(k); p >= 0 {
			if q := s.fleeing(v, p); q >= 0 {
				p = q
			}
			return s.subjects(p, depth+1)
		}
		return nil
	case s.is(k, Comma) && s.Tokens[s.Items[k].First].Is(")"):
		for j := k - 1; j > 0; j-- {
			if s.is(j, Comma) && s.Tokens[s.Items[j].First].Is("(") && s.is(j-1, NP) {
				return s.chain(j - 1)
			}
		}
		return nil
	case s.is(k, Comma):
		return s.overComma(v, k, depth)
	case s.is(k, VG):
		return append(s.Objects(k), s.subjects(k, depth+1)...)
	case s.is(k, Sub) || s.is(k, Prep):
		if s.Items[v].Form == Reduced || s.is(k, Sub) {
			return s.nextSubject(v)
		}
	}
	return nil
}

// acrossRelative gives the subject of v where a relative clause stands between them: "the families who fled Goma have come
// back", "the town that rebels seized fell". nil without one.
func (s *Sentence) acrossRelative(v int) []int {
	if s.Items[v].Form != Finite {
		return nil
	}
	w := v - 1
	for ; w >= 0 && !s.is(w, VG); w-- {
		if s.is(w, Stop) || s.is(w, Sub) || s.is(w, Comma) || s.is(w, Rel) {
			return nil
		}
	}
	if s.is(w, VG) && s.Items[w].Past && s.Items[w].Head == s.Items[w].First && s.is(w-1, NP) && w < v-1 && !s.joined(w, v) && s.lex.Lemma(s.Items[w].Lemma)&Reporting == 0 && !goes[s.Items[w].Lemma] {
		return s.chain(w - 1) // "families displaced from Bashiqa are camped …"
	}
	for w >= 0 && s.is(w, VG) && s.Items[w].Form != Finite {
		w--
	}
	if w < 0 || !s.is(w, VG) {
		return nil
	}
	k := w - 1
	for k >= 0 && (s.is(k, Adv) || s.is(k, Time) || s.is(k, NP) || s.is(k, Prep)) {
		k--
	}
	if !s.is(k, Rel) || s.Tokens[s.Items[k].First].Is("where", "when", "whose", "what") {
		return nil
	}
	return s.antecedents(k)
}

// fleeing gives the verb of flight that verb v goes on from, over a clause that tells why: "fled Mosul as the militants swept in
// and came to Alqosh"; -1 without one. p is the verb of that clause.
func (s *Sentence) fleeing(v, p int) int {
	switch s.Items[v].Lemma {
	case "come", "arrive", "reach", "walk", "settle", "cross":
	default:
		return -1
	}
	sub := -1
	for k := p - 1; k >= 0; k-- {
		switch s.Items[k].Kind {
		case Sub:
			sub = k
		case Prep:
			if s.Tokens[s.Items[k].First].Is("as") {
				sub = k
			}
		case Stop:
			return -1
		case VG:
			if l := s.Items[k].Lemma; sub >= 0 && (l == "flee" || l == "escape" || l == "leave") {
				return k
			}
			return -1
		}
	}
	return -1
}

// goes are verbs that have no passive, so that their past form after a noun is no participle.
var goes = map[string]bool{"advance": true, "arrive": true, "fall": true, "come": true, "go": true, "flee": true, "withdraw": true, "retreat": true, "return": true, "remain": true, "live": true, "enter": true, "march": true, "begin": true, "erupt": true, "continue": true, "become": true}

// joined says whether a conjunction stands between items a and b.
func (s *Sentence) joined(a, b int) bool {
	for k := a + 1; k < b; k++ {
		if s.is(k, Conj) && (!s.is(k+1, NP) || s.is(k-1, Time) || s.is(k-1, Adv) || s.is(k-1, Comma)) {
			return true
		}
	}
	return false
}

// conjunct says whether a finite verb after a comma goes on with the subject of the verb before: "crossed, seized …, and left".
func (s *Sentence) conjunct(v, comma int) bool {
	return s.Items[v].Form == Finite && s.is(comma-1, Conj)
}

func (s *Sentence) previousVerb(k int) int {
	for k--; k >= 0; k-- {
		if s.is(k, VG) && s.Items[k].Form != Reduced && !s.relativeClause(k) {
			return k
		}
		if s.is(k, Stop) && s.Items[k].Word == ";" {
			return -1
		}
	}
	return -1
}

// relativeClause says whether verb group k stands in a "who" clause that a comma has closed since.
func (s *Sentence) relativeClause(k int) bool {
	for j := k - 1; j >= 0 && j > k-4; j-- {
		if s.is(j, Comma) || s.is(j, VG) {
			return false
		}
		if s.is(j, Rel) {
			return s.is(j-1, Comma)
		}
	}
	return false
}

// overComma looks for the subject across a parenthesis: "Abbas, the governor, said"; "the town, captured last week".
func (s *Sentence) overComma(v, comma, depth int) []int {
	if s.Items[v].Form == Reduced {
		if s.is(comma-1, NP) {
			return append([]int{comma - 1}, s.chain(comma-1)...)
		}
		for k := comma - 1; k >= 0; k-- {
			if s.is(k, VG) {
				return s.subjects(k, depth+1)
			}
		}
		return s.nextSubject(v)
	}
	var out []int
	for k := comma - 1; k > 0; k-- {
		if s.is(k, Stop) {
			break
		}
		if !s.is(k, Comma) {
			continue
		}
		j := k - 1
		for j >= 0 && (s.is(j, Time) || s.is(j, Adv)) {
			j--
		}
		if s.is(j, NP) {
			out = append(out, s.chain(j)...)
		}
	}
	if c := s.conjBefore(comma - 1); c >= 0 {
		out = append(s.chain(comma-1), out...) // "life, and most of the population, is back"
	}
	if len(out) == 0 && s.is(comma-1, NP) { // "The rebels, took" or a headline
		out = s.chain(comma - 1)
	}
	if p := s.previousVerb(comma); p >= 0 && s.Items[v].Form == Finite {
		out = append(out, s.subjects(p, depth+1)...)
	}
	return out
}

// antecedents gives what the relative at k points to: the phrase before it, then the head of its chain.
func (s *Sentence) antecedents(k int) []int {
	j := k - 1
	for j >= 0 && (s.is(j, Comma) || s.is(j, Time) || s.is(j, Adv)) {
		j--
	}
	if !s.is(j, NP) {
		return nil
	}
	out := []int{j}
	for _, n := range s.chain(j) {
		if n != j {
			out = append(out, n)
		}
	}
	return out
}

// chain gives the noun phrases that item k ends: the head first ("the commander" of "the commander of the troops in X"),
// then what is attached to it. A chain that begins with a preposition has no head of its own.
func (s *Sentence) chain(k int) []int {
	var nps []int
	for {
		nps = append([]int{k}, nps...)
		j := k - 1
		for s.is(j, Adv) || s.is(j, Time) {
			j--
		}
		if s.is(j, Prep) && s.Items[j].Word != "according to" {
			i := j - 1
			for s.is(i, Adv) || s.is(i, Time) {
				i--
			}
			if s.is(i, NP) && s.Items[j].Word != "as" {
				k = i
				continue
			}
			return s.headless(nps, i)
		}
		if s.is(j, Conj) && (s.is(j-1, NP) || s.is(j-1, Comma) && s.is(j-2, NP)) {
			if g := s.groupStart(k); g < k {
				nps = append(s.nounsOf(g+1, k), nps...)
				k = g
				continue
			}
		}
		if j == k-1 && s.is(j, VG) && s.Items[j].Form == Reduced || s.is(j, VG) && s.Items[j].Form == Ing && s.is(j-1, NP) {
			// "the fighters holding the town fled": go on before the participle
			if s.is(j-1, NP) {
				nps = append(s.chain(j-1), nps...)
			}
			return nps
		}
		return nps
	}
}

// headless handles a chain that begins with a preposition: its phrases are no subjects, unless nothing else is there.
func (s *Sentence) headless(nps []int, before int) []int {
	if s.is(before, VG) && s.Items[before].Form != Finite && s.Items[before].Form != Infinitive && s.is(before-1, NP) {
		return append(s.chain(before-1), nps...) // "elders reached by telephone said"
	}
	if s.is(before, VG) || s.is(before, Comma) || before < 0 {
		if len(nps) > 1 {
			return nps[1:]
		}
		return nil
	}
	return nps
}

// nounsOf gives the noun phrases among items a to b, without b.
func (s *Sentence) nounsOf(a, b int) []int {
	var out []int
	for k := a; k < b; k++ {
		if s.is(k, NP) {
			out = append(out, k)
		}
	}
	return out
}

// groupStart gives the first member of the list that noun phrase k closes: "A, B and C".
func (s *Sentence) groupStart(k int) int {
	start := k
	for {
		j := start - 1
		if s.is(j, Conj) && start == k && s.Items[j].Word != "but" {
			j--
		} else if !s.is(j, Comma) {
			return start
		}
		if s.is(j, Comma) && !s.is(j-1, NP) {
			return start
		}
		if s.is(j, Comma) {
			j--
		}
		if !s.is(j, NP) || s.is(j-1, VG) && start != k {
			return start
		}
		start = j
	}
}

// conjBefore gives the conjunction right before the chain of phrases that ends at item k, -1 without one.
func (s *Sentence) conjBefore(k int) int {
	if !s.is(k, NP) {
		return -1
	}
	j := s.chain(k)
	if len(j) > 0 && s.is(j[0]-1, Conj) {
		return j[0] - 1
	}
	return -1
}
