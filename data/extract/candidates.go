package extract

import (
	"dateline/data"
	"dateline/data/extract/syntax"
)

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
			if k == v-1 || s.Tokens[s.Items[k].First].Is("where", "when", "whose") || s.is(k-1, syntax.Prep) {
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
