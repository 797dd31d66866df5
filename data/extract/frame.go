package extract

import (
	"strings"

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
