package extract

import (
	"strings"

	"dateline/data"
	"dateline/data/extract/rule"
	"dateline/data/extract/syntax"
)

// frame is a trigger with what stands around it, from which a rule's slots are filled.
type frame struct {
	s *sentence
	// item is the verb group or noun phrase of the trigger; noun tells which.
	item    int
	noun    bool
	passive bool
	// end is the token after the trigger's last word, tail the noun phrase there (-1), modifier the tokens of its "*".
	end              int
	tail             int
	modFirst, modEnd int
	phrases          []syntax.PP
	kind, role       string // of the claim and slot being filled
	last             string // last word of the trigger
	split            bool   // a particle came after the object: "drive people out"
	given            []int  // the subjects of a predicate without a verb
	bare             bool   // there is no verb: item is the preposition of such a predicate
}

// verbFrame matches a verb trigger on verb group v.
func (s *sentence) verbFrame(v int, t rule.Trigger) (frame, bool) {
	f := frame{s: s, item: v, passive: s.Items[v].Passive, tail: -1, end: s.Items[v].Last}
	if t.Head == "be" && s.Items[v].Lemma != "be" {
		for t.Tail[0].Optional && !t.Tail[0].Has(s.Tokens[s.Items[v].Head].Lower) && len(t.Tail) > 1 {
			t.Tail = t.Tail[1:]
		}
		if f.passive, t.Tail = false, t.Tail[1:]; len(t.Tail) == 0 {
			f.phrases = s.Phrases(v)
			return f, true
		}
	}
	if len(t.Tail) > 0 && !f.matchTail(t.Tail) {
		return f, false
	}
	if len(t.Tail) > 0 && !f.split {
		f.tail = s.itemAt(f.end)
		f.phrases = s.phrasesFrom(f.tail, f.end)
	} else {
		f.phrases = s.Phrases(v)
	}
	return f, true
}

// matchTail follows the words of a trigger after its verb.
func (f *frame) matchTail(tail []rule.Word) bool {
	end, ok := f.follow(tail, f.end)
	if !ok {
		if len(tail) == 1 && !tail[0].Star() && f.particleAfterObject(tail[0]) {
			return true
		}
		return false
	}
	f.end = end
	return true
}

// follow matches the words of a tail from token at on and gives the token after them.
func (f *frame) follow(tail []rule.Word, at int) (int, bool) {
	if len(tail) == 0 {
		return at, true
	}
	w, toks := tail[0], f.s.Tokens
	if w.Star() {
		return f.followStar(w, tail[1:], at)
	}
	j := at
	for j < len(toks) && f.s.skippable(j) && !w.Has(toks[j].Lower) {
		j++
	}
	if j < len(toks) && w.Has(toks[j].Lower) {
		if end, ok := f.follow(tail[1:], j+1); ok {
			if len(tail) == 1 {
				f.last = toks[j].Lower
			}
			return end, true
		}
	}
	if w.Optional {
		return f.follow(tail[1:], at)
	}
	return at, false
}

// followStar lets "*" stand for one to five words before the next word of the tail.
func (f *frame) followStar(w rule.Word, rest []rule.Word, at int) (int, bool) {
	toks := f.s.Tokens
	if len(rest) == 0 {
		return at, false
	}
	for j := at; j < len(toks) && j < at+6; j++ {
		if toks[j].Mark && !toks[j].Possessive() && !toks[j].Is("\"", "“", "”") {
			break
		}
		if f.s.lexClass(j)&(syntax.Auxiliary|syntax.Modal|syntax.Relative) != 0 && !toks[j].Possessive() {
			break // another clause
		}
		if j > at && rest[0].Has(toks[j].Lower) {
			if end, ok := f.follow(rest, j); ok {
				f.modFirst, f.modEnd = f.s.strip(at, j), j
				return end, true
			}
		}
	}
	if w.Optional {
		return f.follow(rest, at)
	}
	return at, false
}

var particle = words("out off back up over away down homeless home")

// particleAfterObject matches "drove people out", "hand the town over".
func (f *frame) particleAfterObject(w rule.Word) bool {
	if !particle[w.Any[0]] {
		return false
	}
	obj := f.s.Objects(f.item)
	if len(obj) == 0 {
		return false
	}
	n := obj[len(obj)-1]
	for m := f.s.attached(n, "of"); m >= 0; m = f.s.attached(n, "of") {
		n = m // "brought a first group of 320 families home"
	}
	it := f.s.Items[n]
	if it.Last < len(f.s.Tokens) && w.Has(f.s.Tokens[it.Last].Lower) {
		f.last = f.s.Tokens[it.Last].Lower
		f.split = true
		return true
	}
	return false
}

func (s *sentence) skippable(t int) bool {
	return s.lexClass(t)&(syntax.Determiner|syntax.Adverb) != 0 && !s.Tokens[t].Is("home", "back") || s.Tokens[t].Is("\"", "“") || strings.HasSuffix(s.Tokens[t].Lower, "ly")
}

// itemAt gives the noun phrase that begins at or, over adverbs, after token t; -1 where none does.
func (s *sentence) itemAt(t int) int {
	for i, it := range s.Items {
		if it.First >= t {
			for i < len(s.Items) && (s.Items[i].Kind == syntax.Adv || s.Items[i].Kind == syntax.Time) {
				i++
			}
			if i < len(s.Items) && s.Items[i].Kind == syntax.NP {
				return i
			}
			return -1
		}
		if it.Kind == syntax.Prep && it.First < t && it.Last > t {
			return -1 // "home | from Pakistan"
		}
		if it.Kind == syntax.NP && it.First < t && it.Last > t && s.lexClass(t)&syntax.Preposition == 0 {
			return -1
		}
	}
	return -1
}

// phrasesFrom gives the prepositional phrases after the tail noun phrase, or after token end where there is none.
func (s *sentence) phrasesFrom(tail, end int) []syntax.PP {
	if tail >= 0 {
		list := s.List(tail)
		return s.Phrases(list[len(list)-1])
	}
	last := len(s.Items) - 1
	for i, it := range s.Items {
		if it.First >= end || it.Kind == syntax.Prep && it.First < end && it.Last > end {
			last = i - 1
			break
		}
	}
	return s.Phrases(max(last, 0))
}

// candidates gives the arguments that a source offers, each with its list.
func (f frame) candidates(from, typ string) [][]arg {
	s := f.s
	switch from {
	case "earlier":
		return f.earlier()
	case "topic":
		return f.topic()
	case "agent":
		return f.agent()
	case "subject":
		if f.bare {
			return s.coordinated(f.given)
		}
		if f.noun {
			return append(f.pps("by"), f.possessor()...)
		}
		if f.passive {
			if by := f.pps("by"); len(by) > 0 {
				return by
			}
			return f.sharedAgent()
		}
		if f.role == "at" || f.role == "origin" {
			all := s.Subjects(f.item)
			if f.kind == data.KindControl || f.kind == data.KindSiege {
				all = s.placeSubjects(f.item)
			}
			if f.kind == data.KindStock {
				all = s.notOfPeople(all)
			}
			return s.coordinated(all)
		}
		if typ == "place" || typ == "anyplace" {
			return s.each(s.Subjects(f.item))
		}
		return s.each(s.ownSubjects(f.item))
	case "object":
		if f.tail >= 0 && f.wrongWay() {
			return nil
		}
		return f.objects()
	case "tail":
		if f.wrongWay() {
			return nil
		}
		if f.tail >= 0 && (!f.noun || f.end > s.Items[f.item].Last) {
			return [][]arg{s.args(s.List(f.tail))}
		}
		return nil
	case "modifier":
		return f.modifier()
	case "possessor":
		return f.possessor()
	case "here": // the phrase that the trigger's last word stands in
		if i := s.itemOf(f.end - 1); f.end > 0 && s.Items[i].Kind == syntax.NP && (s.attached(i, "in", "at", "of", "near", "outside", "around") >= 0 || s.mentionIn(s.arg(i)) >= 0) {
			return [][]arg{{s.arg(i)}}
		}
		return nil
	case "self":
		return [][]arg{{s.arg(f.item)}}
	case "apposition":
		return f.apposition()
	case "lead":
		var out [][]arg
		if a, ok := s.headed(f.item); ok {
			out = append(out, []arg{a})
		}
		for _, pp := range s.Leading(f.item) {
			if pp.Word == "in" || pp.Word == "at" || pp.Word == "on" || pp.Word == "near" {
				out = append(out, s.args(pp.NPs))
			}
		}
		return out
	}
	return f.pps(from)
}

// wrongWay says whether the trigger's last word points away from the slot: "flee to" gives no origin, "arrive from" no destination.
func (f frame) wrongWay() bool {
	switch f.last {
	case "from", "of", "through":
		return f.role == "destination"
	case "to", "toward", "towards", "into", "for", "in", "at", "on", "behind", "onto":
		return f.role == "origin"
	}
	return false
}

// headed gives the name before a colon at the head of a line, the place that a bullet or a headline speaks of: "Aden: …".
func (s *sentence) headed(item int) (arg, bool) {
	if len(s.Items) > 2 && item > 1 && s.is(0, syntax.NP) && s.is(1, syntax.Stop) && s.Items[1].Word == ":" {
		return s.arg(0), true
	}
	return arg{}, false
}

// sharedAgent gives the agent of the participle that "and" joins to this one: "captured by the army and abandoned a week later".
func (f frame) sharedAgent() [][]arg {
	s := f.s
	if !s.is(f.item-1, syntax.Conj) || s.Items[f.item].Form != syntax.Reduced && s.Items[f.item].Head != s.Items[f.item].First {
		return nil
	}
	for v := f.item - 2; v >= 0 && v > f.item-8; v-- {
		if s.is(v, syntax.VG) {
			if !s.Items[v].Passive {
				return nil
			}
			g := f
			g.item, g.tail, g.end = v, -1, s.Items[v].Last
			g.phrases = s.Phrases(v)
			return g.pps("by")
		}
	}
	return nil
}

// placeSubjects gives the subjects of verb v that may be the ground spoken of: not those that only locate something else, as in
// "arrivals in Renk fell".
func (s *sentence) placeSubjects(v int) []int {
	all := s.Subjects(v)
	out := all[:0:0]
	for _, n := range all {
		if n > 1 && n < v && s.is(n-1, syntax.Prep) && s.is(n-2, syntax.NP) && s.Items[n-2].Number == nil {
			if h := s.Items[n-2].Head; s.nameAt[h] < 0 && s.lexClass(h)&(syntax.Part|syntax.PlaceKind|syntax.Site) == 0 && !s.Tokens[h].Upper {
				continue
			}
		}
		out = append(out, n)
	}
	return out
}

// notOfPeople leaves out the phrases that only say whence the people before them are: "4,100 families from X are sheltering".
func (s *sentence) notOfPeople(in []int) []int {
	out := in[:0:0]
	for _, n := range in {
		if s.is(n-1, syntax.Prep) && s.Items[n-1].Word == "from" && s.is(n-2, syntax.NP) && s.people(s.arg(n-2)) {
			continue
		}
		out = append(out, n)
	}
	return out
}

// ownSubjects gives the subjects of verb v without those that only say whose leader or spokesman acts: "the commander of the
// Quds Force was in Baghdad".
func (s *sentence) ownSubjects(v int) []int {
	all := s.Subjects(v)
	out := all[:0:0]
	for _, n := range all {
		if n > 1 && s.is(n-1, syntax.Prep) && s.is(n-2, syntax.NP) && s.lexClass(s.Items[n-2].Head)&syntax.PersonNoun != 0 && s.lexClass(s.Items[n-2].Head)&syntax.Force == 0 && n < v {
			continue
		}
		out = append(out, n)
	}
	return out
}

func (s *sentence) each(items []int) [][]arg {
	out := make([][]arg, 0, len(items))
	for _, i := range items {
		out = append(out, []arg{s.arg(i)})
	}
	return out
}

func (s *sentence) args(items []int) []arg {
	out := make([]arg, 0, len(items))
	for _, i := range items {
		out = append(out, s.arg(i))
	}
	return out
}

func (f frame) objects() [][]arg {
	s := f.s
	switch {
	case f.bare:
		return nil
	case f.noun:
		if f.tail >= 0 {
			return [][]arg{s.args(s.List(f.tail))}
		}
		return append(f.pps("of"), f.possessor()...)
	case f.passive:
		out := s.coordinated(s.Subjects(f.item))
		if f.tail >= 0 {
			out = append([][]arg{s.args(s.List(f.tail))}, out...)
		}
		return out
	case f.tail >= 0:
		return [][]arg{s.args(s.List(f.tail))}
	}
	if obj := s.Objects(f.item); len(obj) > 0 && !(len(obj) == 1 && s.Items[obj[0]].Class&syntax.Pronoun != 0 && s.Tokens[s.Items[obj[0]].Head].Is("there")) {
		return [][]arg{s.args(obj)}
	}
	if out := s.gap(f.item); out != nil {
		return out
	}
	if it := s.Items[f.item]; (f.role == "actor" || f.role == "at") && it.Head == it.First && it.Past && it.Form == syntax.Finite && f.item > 0 && s.Items[f.item-1].Kind == syntax.NP && !(it.Last < len(s.Tokens) && particle[s.Tokens[it.Last].Lower]) && (f.role == "actor" || s.verbAhead(f.item)) {
		return s.coordinated(s.Subjects(f.item)) // "the 256,000 people displaced from Mosul"
	}
	return nil
}

// verbAhead says whether a finite verb comes after item v, so that v may be a participle of its subject.
func (s *sentence) verbAhead(v int) bool {
	for _, it := range s.Items[v+1:] {
		if it.Kind == syntax.VG && it.Form == syntax.Finite {
			return true
		}
	}
	return false
}

// gap gives the antecedents of a relative clause whose object is missing: "the town which the rebels took".
func (s *sentence) gap(v int) [][]arg {
	for k := v - 1; k >= 0 && k > v-5; k-- {
		switch s.Items[k].Kind {
		case syntax.Rel:
			if k == v-1 || s.Tokens[s.Items[k].First].Is("where", "when", "whose") {
				return nil
			}
			return s.antecedentsOf(k)
		case syntax.VG:
			if k > 1 && sayVerbs[s.Items[k].Lemma] && s.is(k-1, syntax.NP) && s.is(k-2, syntax.Rel) {
				return s.antecedentsOf(k - 2) // "Humera, which it says Amhara forces still occupy"
			}
			return nil
		case syntax.Stop:
			return nil
		}
	}
	return nil
}

// antecedentsOf gives the noun phrases before the relative at item k, nearest first, those of a stated distance left out.
func (s *sentence) antecedentsOf(k int) [][]arg {
	var out [][]arg
	for j := k - 1; j >= 0 && j > k-9 && len(out) < 4; j-- {
		switch s.Items[j].Kind {
		case syntax.VG, syntax.Stop:
			return out
		case syntax.NP:
			if it := s.Items[j]; it.Number == nil && !s.directional(j) {
				if h := s.siteOver(j); h >= 0 {
					out = append(out, []arg{s.arg(h)})
					j = h
					continue
				}
				if n := s.attached(j, "of", "in", "at"); n < 0 || s.lexClass(it.Head)&(syntax.Site|syntax.Part|syntax.PlaceKind) != 0 {
					out = append(out, []arg{s.arg(j)})
				}
			}
		}
	}
	return out
}

// siteOver gives the site that noun phrase j only locates, -1 for none: "a huge refinery in Baiji, …, which".
func (s *sentence) siteOver(j int) int {
	if j < 2 || s.Items[j-1].Kind != syntax.Prep || s.Items[j-2].Kind != syntax.NP {
		return -1
	}
	if w := s.Items[j-1].Word; w != "in" && w != "at" && w != "of" && w != "near" && w != "outside" {
		return -1
	}
	if h := s.Items[j-2].Head; s.lexClass(h)&syntax.Site != 0 && s.lexClass(h)&syntax.PlaceKind == 0 && s.nameAt[h] < 0 {
		return j - 2
	}
	return -1
}

// directional says whether noun phrase j is the direction of a stated distance: "50 miles to the southwest".
func (s *sentence) directional(j int) bool {
	_, ok := bearing(s.Tokens[s.Items[j].Head].Lower, false)
	return ok
}

// coordinated turns subject candidates into lists: "A, B and C have fallen" is one list of three.
func (s *sentence) coordinated(items []int) [][]arg {
	if len(items) == 0 {
		return nil
	}
	seen := map[int]bool{}
	var out [][]arg
	for n, i := range items {
		if seen[i] || n > 0 && i > 0 && s.Items[i-1].Kind == syntax.Prep && !s.holder(items[0]) {
			continue
		}
		list := s.members(i, items)
		for _, m := range list {
			seen[m] = true
		}
		out = append(out, s.args(list))
	}
	return out
}

// holder says whether what is attached to noun phrase i may stand for it: "the port of X", not "the governor of X".
func (s *sentence) holder(i int) bool {
	return s.lexClass(s.Items[i].Head)&(syntax.Site|syntax.Part|syntax.PlaceKind|syntax.Force|syntax.People) != 0 && s.nameAt[s.Items[i].Head] < 0 || s.Items[i].Number != nil
}

// members gives the noun phrases coordinated with item i among the candidates.
func (s *sentence) members(i int, among []int) []int {
	out := []int{i}
	for _, j := range among {
		if j <= i {
			continue
		}
		k := j - 1
		for k > i && (s.Items[k].Kind == syntax.Conj || s.Items[k].Kind == syntax.Comma) {
			k--
		}
		if k < j-1 && (k == out[len(out)-1] || s.Items[k].Kind == syntax.NP && k > i) {
			out = append(out, j)
		}
	}
	return out
}

func (f frame) pps(prep string) [][]arg {
	var out [][]arg
	if prep == "between" {
		for _, pp := range f.phrases {
			if pp.Word == "between" {
				out = append(out, f.s.args(pp.NPs))
			}
		}
		return out
	}
	for _, pp := range f.phrases {
		if (pp.Word == prep || prep == "out of" && pp.Word == "from") && !f.within(pp) {
			out = append(out, f.s.args(pp.NPs))
		}
	}
	return out
}

// within says whether a phrase only says where the site of the phrase before it is: "towards the coast | at Al-Mawasi".
func (f frame) within(pp syntax.PP) bool {
	if f.kind == data.KindLine && (pp.Word == "on" || pp.Word == "in") && f.s.is(pp.Item-1, syntax.NP) && f.s.is(pp.Item-2, syntax.Prep) {
		switch f.s.Items[pp.Item-2].Word {
		case "from", "to", "between":
			return true // "from Sirte on the coast to …"
		}
	}
	if f.kind != data.KindFlow && f.kind != data.KindReturn || pp.Word != "at" && pp.Word != "in" && pp.Word != "near" {
		return false
	}
	n := pp.Item - 1
	if !f.s.is(n, syntax.NP) || !f.s.is(n-1, syntax.Prep) || f.s.nameAt[f.s.Items[n].Head] >= 0 {
		return false
	}
	switch f.s.Items[n-1].Word {
	case "to", "toward", "from", "for", "back to":
		return f.s.lexClass(f.s.Items[n].Head)&(syntax.Site|syntax.Part) != 0
	}
	return false
}

// possessor gives what stands before the possessive ending of the trigger's noun phrase: "Croatia's recapture".
func (f frame) possessor() [][]arg {
	i := f.item
	if !f.noun {
		if f.tail < 0 {
			return nil
		}
		i = f.tail
	}
	it := f.s.Items[i]
	if it.Poss < 0 {
		if f.noun && it.Last-it.First > 1 && f.s.Tokens[it.First].Is("its", "their") {
			if a, ok := f.s.antecedent(i); ok {
				return [][]arg{{a}}
			}
		}
		return nil
	}
	return [][]arg{{{i, f.s.strip(it.First, it.Poss), it.Poss, it.Poss - 1, 0}}}
}

// modifier gives what stands before the head of the trigger's noun: "RSF control", "the Israeli withdrawal".
func (f frame) modifier() [][]arg {
	first, end := f.modFirst, f.modEnd
	if end == 0 && f.noun {
		it := f.s.Items[f.item]
		first, end = f.s.strip(it.First, it.Head), it.Head
		if it.Poss >= first {
			first = it.Poss + 1
		}
	}
	if end <= first {
		return nil
	}
	if f.s.Tokens[end-1].Possessive() {
		end--
	}
	for n := first; n < end; n++ { // the actor inside: "joint RSF", "full Houthi"
		if k := f.s.nameAt[n]; k >= 0 {
			first, end = max(first, f.s.Names[k].First), min(end, max(f.s.Names[k].Last, end))
			break
		}
	}
	if end <= first {
		return nil
	}
	return [][]arg{{{f.s.itemOf(first), first, end, end - 1, 0}}}
}

// itemOf gives the item that token t lies in.
func (s *sentence) itemOf(t int) int {
	for i, it := range s.Items {
		if t >= it.First && t < it.Last {
			return i
		}
	}
	return 0
}

func (f frame) apposition() [][]arg {
	i := f.item
	if i > 0 && f.s.Items[i-1].Kind == syntax.Prep && f.s.Items[i-1].Word == "under" { // "Under siege since …, the town"; "the town, under siege,"
		for j := i + 1; i == 1 && j+1 < len(f.s.Items); j++ {
			if f.s.Items[j].Kind == syntax.Comma && f.s.Items[j+1].Kind == syntax.NP {
				return [][]arg{{f.s.arg(j + 1)}}
			}
		}
		for j := i - 2; j >= 0 && j >= i-4; j-- {
			if f.s.Items[j].Kind == syntax.NP {
				return [][]arg{{f.s.arg(j)}}
			}
		}
		return nil
	}
	if f.kind == data.KindSiege {
		return nil
	}
	least := i - 2
	if f.s.is(i-1, syntax.Adv) && f.s.is(i-2, syntax.Comma) {
		least-- // "El Plateado, long a stronghold of"
	}
	for j := i - 1; j >= 0 && j >= least; j-- {
		if f.s.Items[j].Kind == syntax.NP {
			return [][]arg{{f.s.arg(j)}}
		}
	}
	return nil
}
