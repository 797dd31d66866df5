package extract

import (
	"unicode"

	"dateline/data/extract/syntax"
	"dateline/geo/geoparse"
)

// saying is somebody's word for a part of the sentence: the items First up to but not including Last.
type saying struct {
	first, last int
	// from and to delimit the tokens of who says so; equal where nobody is named ("reportedly").
	from, to int
	verb     int // item of the verb, -1
	denies   bool
	plans    bool
	hedge    string
	viaFrom  int
	viaTo    int
}

// sayVerbs need no "that"; other reporting verbs (find, show, count …) do.
var sayVerbs = words("assess say tell report announce claim confirm state add insist declare acknowledge concede admit warn note explain write allege believe think suggest estimate reckon complain maintain assert boast describe disclose testify argue fear accuse calculate radio")

var denyVerbs = words("deny reject dismiss refute dispute")

var hedges = words("reportedly allegedly apparently supposedly purportedly")

// findSayings reads who says what in the sentence.
func (s *sentence) findSayings() {
	s.bracketed()
	for i, it := range s.Items {
		switch {
		case it.Kind == syntax.VG && (sayVerbs[it.Lemma] || denyVerbs[it.Lemma] || s.Lexicon().Lemma(it.Lemma)&syntax.Reporting != 0 && (s.thatFollows(i) || s.closes(i))):
			s.verbSaying(i)
		case it.Kind == syntax.Prep && it.Word == "according to" && i+1 < len(s.Items) && s.Items[i+1].Kind == syntax.NP:
			from, to := s.sourceAfter(i + 1)
			a, b := s.segment(i)
			s.saying = append(s.saying, saying{first: a, last: b, from: from, to: to, verb: -1})
		case it.Kind == syntax.NP:
			s.nounSaying(i)
		case it.Kind == syntax.Adv && hedges[s.Tokens[it.First].Lower]:
			a, b := s.segment(i)
			s.saying = append(s.saying, saying{first: a, last: b, verb: -1, hedge: s.Tokens[it.First].Lower})
		}
		if it.Kind == syntax.VG {
			for t := it.First; t < it.Last; t++ {
				if hedges[s.Tokens[t].Lower] {
					a, b := s.segment(i)
					s.saying = append(s.saying, saying{first: a, last: b, verb: -1, hedge: s.Tokens[t].Lower})
				}
			}
		}
	}
}

// closes says whether verb i ends the sentence after its speaker: ", UNHCR's figures show."
func (s *sentence) closes(i int) bool {
	if i+1 < len(s.Items) && s.Items[i+1].Kind != syntax.Stop {
		return false
	}
	for k := i - 1; k > 1 && k > i-5; k-- {
		if s.Items[k].Kind == syntax.Comma {
			return true
		}
	}
	return false
}

// bracketed notes a source in brackets at the end of a line: "… remain displaced in X (IOM, round 12)."
func (s *sentence) bracketed() {
	for t := len(s.Tokens) - 1; t > 2; t-- {
		if !s.Tokens[t].Is("(") {
			continue
		}
		if t+1 < len(s.Tokens) && acronym(s.Tokens[t+1].Text) && len(s.Tokens[t+1].Text) > 2 && s.lexClass(t+1)&syntax.Force == 0 && s.closing(t) {
			last := t + 2
			for last < len(s.Tokens) && !s.Tokens[last].Is(")", ",", ";") {
				last++
			}
			s.saying = append(s.saying, saying{first: 0, last: s.itemOf(t), from: t + 1, to: last, verb: -1})
		}
		return
	}
}

// closing says whether the bracket that opens at token t closes at the end of the sentence.
func (s *sentence) closing(t int) bool {
	n := len(s.Tokens) - 1
	for n > t && s.Tokens[n].Is(".") {
		n--
	}
	return s.Tokens[n].Is(")")
}

func (s *sentence) thatFollows(i int) bool {
	return i+1 < len(s.Items) && s.Items[i+1].Kind == syntax.Sub && s.Tokens[s.Items[i+1].First].Is("that")
}

// segment gives the items around i up to the next semicolon on either side.
func (s *sentence) segment(i int) (int, int) {
	a, b := i, i
	for a > 0 && !s.semicolon(a-1) {
		a--
	}
	for b < len(s.Items) && !s.semicolon(b) {
		b++
	}
	return a, b
}

func (s *sentence) semicolon(i int) bool {
	return s.Items[i].Kind == syntax.Stop && s.Items[i].Word == ";"
}

func (s *sentence) verbSaying(v int) {
	it := s.Items[v]
	deny := denyVerbs[it.Lemma]
	if it.Form != syntax.Finite && it.Form != syntax.Ing {
		return
	}
	a, b := s.segment(v)
	if it.Passive { // "is believed to", "was reported to have"
		if !s.thatFollows(v) && !(v+1 < len(s.Items) && s.Items[v+1].Kind == syntax.VG && s.Items[v+1].Form == syntax.Infinitive) && !deny {
			return
		}
		if !deny {
			a = v + 1
		}
		s.saying = append(s.saying, saying{first: a, last: b, verb: v, hedge: s.spanText(it.Head, it.Head+1), denies: deny})
		if deny {
			s.saying[len(s.saying)-1].from, s.saying[len(s.saying)-1].to = s.agentAfter(v)
		}
		return
	}
	from, to, subj := s.speaker(v)
	x := saying{from: from, to: to, verb: v, denies: deny}
	if subj >= 0 && (s.commaBefore(subj) || subj > v) && !s.complementFollows(v) {
		x.first, x.last = a, min(subj, v)
		s.told(v, &x)
		if x.last > x.first && !deny {
			s.saying = append(s.saying, x)
		}
		return
	}
	x.first, x.last = v+1, s.complementEnd(v, b)
	s.told(v, &x)
	if it.Modal != "" && !deny {
		x.plans = false
	}
	s.saying = append(s.saying, x)
}

// told notes through whom it is said: "the governor told The Times of London". Hearers without a name are no medium.
func (s *sentence) told(v int, x *saying) {
	if s.Items[v].Lemma != "tell" {
		return
	}
	n := s.after(v)
	if n < 0 || s.nameAt[s.Items[n].Head] < 0 && !s.Tokens[s.Items[n].Head].Upper || s.Items[n].Class&syntax.Pronoun != 0 {
		return
	}
	if ref := s.headRef(s.arg(n)); ref.mention >= 0 || ref.entity >= 0 && s.doc.entities[ref.entity].Kind == geoparse.Person {
		return
	}
	x.viaFrom, x.viaTo = s.sourceAfter(n)
}

func (s *sentence) agentAfter(v int) (int, int) {
	for k := v + 1; k+1 < len(s.Items) && k < v+4; k++ {
		if s.Items[k].Kind == syntax.Prep && s.Items[k].Word == "by" && s.Items[k+1].Kind == syntax.NP {
			return s.sourceAfter(k + 1)
		}
	}
	return 0, 0
}

// speaker gives the tokens of the subject of v and its first item, -1 where there is none.
func (s *sentence) speaker(v int) (int, int, int) {
	it := s.Items[v]
	if v+1 < len(s.Items) && s.Items[v+1].Kind == syntax.NP && (v == 0 || s.Items[v-1].Kind == syntax.Comma || s.quoteBefore(it.First)) && !s.complementFollows(v) && it.Form == syntax.Finite {
		from, to := s.sourceAfter(v + 1) // ", said the headman of Banki"
		return from, to, v + 1
	}
	subj := s.Subjects(v)
	if len(subj) == 0 {
		return 0, 0, -1
	}
	n := subj[0]
	from := s.Items[n].First
	to := s.Items[n].Last
	for k := n; k < v; k++ {
		if s.Items[k].Kind == syntax.Comma || s.Items[k].Kind == syntax.Adv || s.Items[k].Kind == syntax.Time || s.Items[k].Kind == syntax.Rel {
			break
		}
		to = s.Items[k].Last
	}
	return from, to, n
}

func (s *sentence) quoteBefore(t int) bool {
	return t > 0 && s.Tokens[t-1].Is("\"", "”", "’", "'", "»")
}

// sourceAfter gives the tokens of a source that begins at noun phrase n: with its "of" and "in" phrases.
func (s *sentence) sourceAfter(n int) (int, int) {
	from, to := s.Items[n].First, s.Items[n].Last
	for k := n + 1; k+1 < len(s.Items) && s.Items[k].Kind == syntax.Prep && s.Items[k+1].Kind == syntax.NP && s.Items[k].First == to; k += 2 {
		to = s.Items[k+1].Last
	}
	return from, to
}

// commaBefore says whether the speaker stands after what is said: ", residents said", "“…” a captain said".
func (s *sentence) commaBefore(subj int) bool {
	if subj == 0 {
		return false
	}
	return s.Items[subj-1].Kind == syntax.Comma || s.quoteBefore(s.Items[subj].First)
}

// complementFollows says whether a clause follows the verb: "that …", "the army had …".
func (s *sentence) complementFollows(v int) bool {
	if s.thatFollows(v) {
		return true
	}
	k := v + 1
	if s.Items[v].Lemma == "tell" && k < len(s.Items) && s.Items[k].Kind == syntax.NP { // "told reporters the army …"
		k++
		if k < len(s.Items) && (s.Items[k].Kind == syntax.Sub || s.Items[k].Kind == syntax.Rel) {
			return true
		}
	}
	for ; k < len(s.Items); k++ {
		switch s.Items[k].Kind {
		case syntax.VG:
			return s.Items[k].Form != syntax.Ing || k > v+1
		case syntax.Comma, syntax.Stop:
			return s.Items[k].Word == ":"
		case syntax.Sub:
			return s.Tokens[s.Items[k].First].Is("that")
		}
	}
	return false
}

// complementEnd gives the item after what the verb reports: up to "but", a semicolon, or ", which X denied".
func (s *sentence) complementEnd(v, end int) int {
	for k := v + 1; k+1 < end; k++ {
		if s.Items[k].Kind == syntax.Comma && s.Items[k+1].Kind == syntax.Conj && (s.Items[k+1].Word == "but" || s.Items[k+1].Word == "yet") {
			if k > v+2 {
				return k
			}
		}
	}
	return end
}

var statements = words("claim claims statement report reports announcement assertion allegation allegations belief suggestion")

// nounSaying reads "an official's claim that …" and "the army's announcement that …".
func (s *sentence) nounSaying(i int) {
	it := s.Items[i]
	if it.Head >= len(s.Tokens) || !statements[s.Tokens[it.Head].Lower] || i+1 >= len(s.Items) {
		return
	}
	if k := s.Items[i+1].Kind; k != syntax.Rel && k != syntax.Sub {
		return
	}
	x := saying{first: i + 1, last: len(s.Items), verb: -1, from: it.First, to: it.Last}
	if it.Poss >= 0 {
		x.to = it.Poss
	}
	s.saying = append(s.saying, x)
}

// speakerName leaves a speaker only the name where a description in lower case stands before it: "the local governor X".
func (s *sentence) speakerName(from, to int) int {
	if to <= from || s.nameAt[to-1] < 0 {
		return from
	}
	n := s.Names[s.nameAt[to-1]]
	ref := s.refs[n.Ref]
	if ref.entity < 0 || s.doc.entities[ref.entity].Kind != geoparse.Person || n.First < from {
		return from
	}
	for t := from; t < n.First; t++ {
		if unicode.IsUpper([]rune(s.Tokens[t].Text)[0]) || s.Tokens[t].Mark {
			return from
		}
	}
	return n.First
}
