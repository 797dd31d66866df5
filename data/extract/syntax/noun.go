package syntax

import (
	"strings"

	"dateline/data/extract/word"
)

// nounPhrase reads a noun phrase at token i: determiners, numbers, adjectives, nouns, names, possessors.
func (c *chunker) nounPhrase(i int) (Item, int) {
	it := Item{Kind: NP, First: i, Head: -1, Poss: -1}
	toks := c.s.Tokens
	j := i
	if c.nameAt[i] < 0 && (c.class(i)&Pronoun != 0) && !toks[i].Upper || c.nameAt[i] < 0 && toks[i].Is("he", "she", "it", "they", "we", "i", "you", "there", "here") {
		it.Head, it.Last = i, i+1
		it.Class = c.class(i)
		return it, i + 1
	}
	for j < len(toks) {
		next, ok := c.extend(&it, j)
		if !ok {
			break
		}
		j = next
	}
	it.Last = j
	if it.Head < 0 {
		it.Head = max(j-1, i)
	}
	it.Class |= c.class(it.Head)
	return c.rate(it, toks), max(it.Last, i+1)
}

// extend takes token j into the noun phrase, and gives the token after what it took.
func (c *chunker) extend(it *Item, j int) (int, bool) {
	toks := c.s.Tokens
	t := toks[j]
	if n := c.nameAt[j]; n >= 0 {
		if it.Head >= 0 && it.Number == nil && c.nameAt[it.Head] < 0 && c.headEnds(it, j) {
			return j, false
		}
		it.Head = c.s.Names[n].Last - 1
		return c.s.Names[n].Last, true
	}
	if t.Possessive() && it.Head >= 0 {
		if j+1 >= len(toks) || c.class(j-1)&Pronoun != 0 {
			return j, false
		}
		it.Poss, it.Head = j, -1
		return j + 1, true
	}
	if it.Head < 0 || it.Number == nil && c.class(it.Head)&Determiner != 0 {
		if p, ok := c.s.NumberAt(j); ok && p.Last <= len(toks) {
			if t.Is("over") && c.class(p.Last)&(PlaceKind|Site) != 0 && j > it.First {
				return j, false
			}
			if p.Last < len(toks) && c.s.Tokens[j].Is("one") && !c.nounish(p.Last) {
				it.Head = j
				return j + 1, true
			}
			it.Number, it.Head = &p, p.Last-1
			return p.Last, true
		}
	}
	if t.Mark {
		if j > it.First && it.Head < 0 && t.Is("\"", "“", "‘") {
			return j + 1, true // a “front line”
		}
		return j, false
	}
	if j > it.First && c.breaks(it, j) {
		return j, false
	}
	cl := c.class(j)
	if cl&Determiner != 0 {
		if it.Head >= 0 && c.class(it.Head)&Determiner == 0 {
			return j, false
		}
		if t.Is("no") {
			it.None = true
		}
		return j + 1, true
	}
	if it.Number != nil && it.Number.Last == j && strings.HasSuffix(t.Lower, "s") && c.manyShells(j) {
		it.Head = j // "1,300 shells": a number takes no verb in -s
		return j + 1, true
	}
	if v, ok := c.l.Verb(t, c.s.Title); ok && j > it.First && it.Head >= 0 && c.bareVerb(v, j, true) && !c.compoundNoun(it, v, j) {
		return j, false
	} else if !ok && it.Head >= 0 && j > it.First {
		if _, ok := c.unknownVerb(j, true); ok && c.class(j+1)&(Force|People|Displaced|PlaceKind|Site) == 0 && !(it.Number != nil && it.Number.Last == j) {
			return j, false
		}
	}
	it.Head = j
	return j + 1, true
}

// manyShells says whether the word at j could only be a verb in -s, which no number above one goes with.
func (c *chunker) manyShells(j int) bool {
	v, ok := c.l.Verb(c.s.Tokens[j], c.s.Title)
	return ok && v.Form&Third != 0 && v.Form&Past == 0 && v.Lemma != "be" && v.Lemma != "have" && v.Lemma != "do"
}

// compoundNoun says whether a word that may be noun or verb is a noun, because the phrase is governed by a preposition: "by
// gang attacks in …".
func (c *chunker) compoundNoun(it *Item, v Verb, j int) bool {
	n := len(c.s.Items)
	return v.Form&(Third|Base) != 0 && v.Form&Past == 0 && c.class(j)&NounFirst != 0 && n > 0 && c.s.Items[n-1].Kind == Prep && c.s.Items[n-1].Last == it.First && (n == 1 || c.s.Items[n-2].Kind != NP)
}

// headEnds says whether a common noun that the phrase ends in cannot go before the name at j, as in "… year Taliban fighters".
func (c *chunker) headEnds(it *Item, j int) bool {
	return c.class(it.Head)&(TimeNoun|People|Displaced) != 0 && c.class(it.Head)&Force == 0
}

// breaks says whether token j cannot belong to a noun phrase that has begun.
func (c *chunker) breaks(it *Item, j int) bool {
	t := c.s.Tokens[j]
	cl := c.class(j)
	if cl&Modal != 0 && t.Is("might", "will") && !c.verbAfter(j+1) && c.class(j+1)&(Pronoun|Adverb|Negation) == 0 && it.Head >= 0 {
		return false // "military might"
	}
	if cl&(Modal|Auxiliary|Relative|Conjunction) != 0 || t.Is("to", "of", "that") {
		return true
	}
	if t.Is("loyal", "close", "faithful", "allied", "aligned", "hostile", "friendly", "strong", "alone", "backed", "armed") && it.Head >= 0 && c.class(it.Head)&(Force|People|Displaced) != 0 && it.Head == j-1 {
		return true // "soldiers loyal to Riek Machar"
	}
	if t.Is("homeless") && it.Head >= 0 && (c.class(it.Head)&People != 0 || it.Number != nil && it.Number.Last < j) {
		return true
	}
	if it.Head >= 0 && cl&Part != 0 && j+1 < len(c.s.Tokens) && c.s.Tokens[j+1].Is("of") && t.Is("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest") && c.class(it.Head)&(Frontline|Force|People) != 0 {
		return true // "the front line | north of Kabul"
	}
	if cl&Negation != 0 || cl&Pronoun != 0 && !t.Upper {
		return true
	}
	if cl&(Preposition|Subordinator) != 0 && !(t.Upper && it.Head >= 0 && !c.s.Title) {
		return true
	}
	if t.Is("internally", "newly", "recently", "forcibly", "already") && j+1 < len(c.s.Tokens) && c.s.Tokens[j+1].Is("displaced", "uprooted") {
		return false // "5 million internally displaced people"
	}
	if cl&Adverb != 0 && it.Head >= 0 && c.class(it.Head)&Determiner == 0 && !t.Upper {
		return true
	}
	if (adverbial(t) || t.Is("likely") && c.verbAfter(j+1)) && it.Head >= 0 {
		return true
	}
	if c.times.Any(t) && !t.Digit && it.Head >= 0 && c.class(it.Head)&Determiner == 0 {
		if e, ok := c.times.At(c.s.Tokens, j); ok && (e.Last > j+1 || c.class(j)&(TimeNoun|NounFirst) == 0) {
			return true
		}
	}
	if it.Head >= 0 && c.class(it.Head)&Determiner == 0 && it.Number == nil && !c.s.Tokens[j-1].Possessive() {
		if _, ok := c.s.NumberAt(j); ok && (!t.Digit || !c.s.Tokens[j-1].Upper) {
			return true // "regained Bardhere | two days after"
		}
	}
	return t.Digit && it.Head >= 0 && it.Number != nil
}

// rate marks "5,000 a day".
func (c *chunker) rate(it Item, toks []word.Token) Item {
	if it.Number == nil || it.Last+1 >= len(toks) {
		return it
	}
	if toks[it.Last].Is("a", "per", "each", "every") && toks[it.Last+1].Is("day", "week", "month", "hour", "night", "year") {
		it.Rate = true
		it.Last += 2
	}
	if toks[it.Last-1].Is("day", "week", "month") && it.Last-it.First > 2 && toks[it.Last-2].Is("a", "per") {
		it.Rate = true
	}
	return it
}

// Text gives the words of a token range joined by single spaces, for tests and messages.
func (s *Sentence) Text(first, last int) string {
	var b strings.Builder
	for i := first; i < last; i++ {
		if i > first {
			b.WriteByte(' ')
		}
		b.WriteString(s.Tokens[i].Text)
	}
	return b.String()
}
