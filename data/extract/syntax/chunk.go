package syntax

import (
	"strings"

	"dateline/data/extract/when"
	"dateline/data/extract/word"
)

type chunker struct {
	s      *Sentence
	l      *Lexicon
	times  *when.Table
	nameAt []int
	// forced is the token that must be a verb, -1 for none.
	forced int
}

func (c *chunker) run() {
	toks := c.s.Tokens
	for i := 0; i < len(toks); {
		it, next := c.next(i)
		if next <= i {
			next = i + 1
		} else if it.Last > it.First {
			c.s.Items = append(c.s.Items, c.conjoined(it))
		}
		i = next
	}
}

// conjoined makes a bare verb after "and" an infinitive where the verb before it is one: "a plan to free prisoners and withdraw".
func (c *chunker) conjoined(it Item) Item {
	n := len(c.s.Items)
	if it.Kind != VG || it.Form != Finite || it.Modal != "" || it.Head != it.First || n < 2 || c.s.Items[n-1].Kind != Conj {
		return it
	}
	v, ok := c.l.Verb(c.s.Tokens[it.Head], c.s.Title)
	if !ok || v.Form&Base == 0 || v.Form&Past != 0 {
		return it
	}
	for k := n - 2; k >= 0; k-- {
		if c.s.Items[k].Kind == VG {
			if c.s.Items[k].Form == Infinitive {
				it.Form = Infinitive
			}
			break
		}
	}
	return it
}

func (c *chunker) class(i int) Class {
	if i < 0 || i >= len(c.s.Tokens) || c.nameAt[i] >= 0 {
		return 0
	}
	return c.s.classes[i]
}

func (c *chunker) simple(k Kind, i, n int, w string) (Item, int) {
	return Item{Kind: k, First: i, Last: i + n, Head: i, Word: w, Poss: -1}, i + n
}

// next reads the phrase that begins at token i and gives the token after it. Quotation marks make no phrase.
func (c *chunker) next(i int) (Item, int) {
	t := c.s.Tokens[i]
	if t.Mark && c.nameAt[i] < 0 {
		return c.mark(i)
	}
	if c.nameAt[i] < 0 {
		if it, next, ok := c.time(i); ok {
			return it, next
		}
		if it, next, ok := c.function(i); ok {
			return it, next
		}
		n := len(c.s.Items)
		afterNoun := n > 0 && c.s.Items[n-1].Kind == NP && c.s.Items[n-1].Last == i && i > 0 && !c.s.Tokens[i-1].Mark
		if t.Is("close") && !afterNoun {
			if p, ok := c.s.NumberAt(i); ok && p.Last > i+2 {
				return c.nounPhrase(i) // "Close to 90,000 people"
			}
		}
		if it, next, ok := c.verbGroup(i, afterNoun); ok {
			return it, next
		}
	}
	return c.nounPhrase(i)
}

func (c *chunker) mark(i int) (Item, int) {
	if i == 0 {
		return Item{}, i + 1 // a bullet
	}
	switch c.s.Tokens[i].Text {
	case ",", "،", "(", ")", "–", "—", "-":
		return c.simple(Comma, i, 1, ",")
	case "\"", "“", "”", "‘", "’", "'", "«", "»", ".", "*", "•", "[", "]", "‟":
		return Item{}, i + 1
	}
	return c.simple(Stop, i, 1, c.s.Tokens[i].Text)
}

func (c *chunker) time(i int) (Item, int, bool) {
	t := c.s.Tokens[i]
	if !c.times.Any(t) && !t.Is("the", "a", "between", "from") {
		return Item{}, i, false
	}
	e, ok := c.times.At(c.s.Tokens, i)
	if !ok || c.nameAt[e.Last-1] >= 0 {
		return Item{}, i, false
	}
	if e.Last < len(c.s.Tokens) && (c.s.Tokens[e.Last].Possessive() || c.s.Tokens[e.Last].Is("-")) {
		return Item{}, i, false
	}
	it, next := c.simple(Time, i, e.Last-i, "")
	it.When = e
	return it, next, true
}

// phrases are prepositions and conjunctions of several words with their canonical form; longest first.
var phrases = []struct {
	words []string
	kind  Kind
	as    string
}{
	{strings.Fields("in the direction of"), Prep, "toward"},
	{strings.Fields("in the vicinity of"), Prep, "near"},
	{strings.Fields("what remains of"), Adv, "rest"},
	{strings.Fields("what is left of"), Adv, "rest"},
	{strings.Fields("all that remains of"), Adv, "rest"},
	{strings.Fields("all that is left of"), Adv, "rest"},
	{strings.Fields("in the area of"), Prep, "around"},
	{strings.Fields("in the areas of"), Prep, "in"},
	{strings.Fields("on the outskirts of"), Prep, "outside"},
	{strings.Fields("on the edge of"), Prep, "outside"},
	{strings.Fields("on the edges of"), Prep, "outside"},
	{strings.Fields("at once"), Adv, "at once"},
	{strings.Fields("at last"), Adv, "at last"},
	{strings.Fields("so far"), Adv, "so far"},
	{strings.Fields("for now"), Adv, "for now"},
	{strings.Fields("in turn"), Adv, "in turn"},
	{strings.Fields("in effect"), Adv, "in effect"},
	{strings.Fields("de facto"), Adv, "de facto"},
	{strings.Fields("en masse"), Adv, "en masse"},
	{strings.Fields("on foot"), Adv, "on foot"},
	{strings.Fields("by road"), Adv, "by road"},
	{strings.Fields("by boat"), Adv, "by boat"},
	{strings.Fields("by bus"), Adv, "by bus"},
	{strings.Fields("by sea"), Adv, "by sea"},
	{strings.Fields("by air"), Adv, "by air"},
	{strings.Fields("once again"), Adv, "again"},
	{strings.Fields("once more"), Adv, "again"},
	{strings.Fields("in and around"), Prep, "around"},
	{strings.Fields("on either side of"), Prep, "around"},
	{strings.Fields("on both sides of"), Prep, "around"},
	{strings.Fields("as well as"), Conj, "and"},
	{strings.Fields("as far as"), Prep, "to"},
	{strings.Fields("all the way to"), Prep, "to"},
	{strings.Fields("in front of"), Prep, "near"},
	{strings.Fields("even if"), Sub, "if"},
	{strings.Fields("as if"), Sub, "if"},
	{strings.Fields("out of"), Prep, "from"},
	{strings.Fields("away from"), Prep, "from"},
	{strings.Fields("back from"), Prep, "from"},
	{strings.Fields("down from"), Prep, "down from"},
	{strings.Fields("up from"), Prep, "down from"},
	{strings.Fields("off of"), Prep, "from"},
	{strings.Fields("back to"), Prep, "back to"},
	{strings.Fields("back into"), Prep, "back to"},
	{strings.Fields("back in"), Prep, "back in"},
	{strings.Fields("home to"), Prep, "back to"},
	{strings.Fields("home from"), Prep, "from"},
	{strings.Fields("on to"), Prep, "to"},
	{strings.Fields("on into"), Prep, "to"},
	{strings.Fields("over to"), Prep, "to"},
	{strings.Fields("over into"), Prep, "to"},
	{strings.Fields("across to"), Prep, "to"},
	{strings.Fields("across into"), Prep, "to"},
	{strings.Fields("down to"), Prep, "to"},
	{strings.Fields("through to"), Prep, "to"},
	{strings.Fields("up to"), Prep, "to"},
	{strings.Fields("close to"), Prep, "near"},
	{strings.Fields("next to"), Prep, "near"},
	{strings.Fields("outside of"), Prep, "outside"},
	{strings.Fields("inside of"), Prep, "inside"},
	{strings.Fields("according to"), Prep, "according to"},
	{strings.Fields("because of"), Prep, "because of"},
	{strings.Fields("instead of"), Prep, "instead of"},
	{strings.Fields("ahead of"), Prep, "before"},
	{strings.Fields("apart from"), Prep, "except"},
	{strings.Fields("along with"), Conj, "and"},
	{strings.Fields("together with"), Conj, "and"},
	{strings.Fields("such as"), Prep, "such as"},
	{strings.Fields("so that"), Sub, "so"},
	{strings.Fields("bound for"), Prep, "to"},
	{strings.Fields("on board"), Prep, "aboard"},
}

// phrasesBy gives the phrases that begin with a word, in the order of the list.
var phrasesBy = func() map[string][]int {
	m := map[string][]int{}
	for n, p := range phrases {
		m[p.words[0]] = append(m[p.words[0]], n)
	}
	return m
}()

var canonical = map[string]string{
	"round": "around", "into": "to", "onto": "to", "towards": "toward", "within": "in", "throughout": "in", "across": "across",
	"amidst": "amid", "upon": "on", "alongside": "with",
}

func (c *chunker) phrase(i int) (Item, int, bool) {
	toks := c.s.Tokens
	for _, n := range phrasesBy[toks[i].Lower] {
		p := &phrases[n]
		if i+len(p.words) > len(toks) {
			continue
		}
		ok := true
		for k, w := range p.words {
			if toks[i+k].Lower != w || c.nameAt[i+k] >= 0 {
				ok = false
				break
			}
		}
		if ok {
			it, next := c.simple(p.kind, i, len(p.words), p.as)
			return it, next, true
		}
	}
	return Item{}, i, false
}

// function reads function words. A qualifier ("over 500", "about 70 families") belongs to its number.
func (c *chunker) function(i int) (Item, int, bool) {
	t := c.s.Tokens[i]
	cl := c.class(i)
	if cl&(Preposition|Adverb|Conjunction|Subordinator) != 0 || t.Is("close", "next", "according", "bound", "home", "back", "what", "all", "de", "en") {
		if p, ok := c.s.NumberAt(i); ok && p.Last > i+1 && !t.Is("in", "from", "by") && !(t.Is("over") && !c.s.Tokens[i+1].Digit && c.class(p.Last)&(PlaceKind|Site) != 0) {
			return Item{}, i, false
		}
		if it, next, ok := c.phrase(i); ok {
			return it, next, true
		}
	}
	word := func(k Kind) (Item, int, bool) {
		w := t.Lower
		if x, ok := canonical[w]; ok {
			w = x
		}
		it, next := c.simple(k, i, 1, w)
		return it, next, true
	}
	switch {
	case t.Is("to") && c.infinitive(i):
		return Item{}, i, false
	case t.Is("that"):
		return c.that(i, word)
	case cl&Conjunction != 0:
		return word(Conj)
	case cl&Relative != 0:
		return word(Rel)
	case cl&Subordinator != 0 && c.clauseFollows(i):
		return word(Sub)
	case cl&Preposition != 0:
		if t.Is("off", "out", "down", "past", "up") && !c.nounish(i+1) {
			return word(Adv)
		}
		return word(Prep)
	case cl&Subordinator != 0:
		return word(Sub)
	case cl&Negation != 0 && !c.verbAfter(i+1):
		return word(Adv)
	case t.Is("homeless") && len(c.s.Items) > 0 && c.s.Items[len(c.s.Items)-1].Kind == NP && c.s.Items[len(c.s.Items)-1].Last == i:
		return word(Adv)
	case t.Is("there", "here"):
		return Item{}, i, false
	case t.Is("likely") && c.verbAfter(i+1):
		return word(Adv)
	case cl&Adverb != 0 || adverbial(t):
		if c.verbAfter(i+1) && cl&(Modal|Auxiliary) == 0 {
			return word(Adv)
		}
		return word(Adv)
	}
	return Item{}, i, false
}

// that is a conjunction after a verb, a relative after a noun, else a determiner.
func (c *chunker) that(i int, word func(Kind) (Item, int, bool)) (Item, int, bool) {
	n := len(c.s.Items)
	if n > 0 && c.s.Items[n-1].Kind == NP && c.s.Items[n-1].Last == i {
		return word(Rel)
	}
	if n > 0 && c.s.Items[n-1].Kind == Prep && c.s.Items[n-1].Last == i {
		return Item{}, i, false
	}
	return word(Sub)
}

// clauseFollows says whether a word that is both preposition and conjunction ("before", "since") opens a clause: a verb
// comes within a few words.
func (c *chunker) clauseFollows(i int) bool {
	t := c.s.Tokens[i]
	if c.class(i)&Preposition == 0 {
		return true
	}
	if t.Is("as") && i+1 < len(c.s.Tokens) && c.s.Tokens[i+1].Is("part", "a", "an", "refugees", "well") {
		return false
	}
	reach := 8
	if t.Is("as", "before", "after") {
		reach = 14 // "as Somali National Army units and clan militia converged"
	}
	for j := i + 1; j < len(c.s.Tokens) && j < i+reach; j++ {
		x := c.s.Tokens[j]
		if x.Mark && !x.Possessive() && !x.Is("\"", "“", "”") {
			return false
		}
		if c.class(j)&(Modal|Auxiliary) != 0 {
			return true
		}
		if v, ok := c.l.Verb(x, c.s.Title); ok && c.nameAt[j] < 0 && j > i+1 && v.Form&(Past|Third) != 0 && c.class(j)&NounFirst == 0 {
			return c.class(j-1)&Determiner == 0
		}
	}
	return false
}

func adverbial(t word.Token) bool {
	return len(t.Lower) > 4 && strings.HasSuffix(t.Lower, "ly") && !t.Upper && !t.Is("family", "assembly", "supply", "ally", "rally", "reply", "early", "daily", "elderly", "friendly", "deadly", "monopoly", "anomaly", "likely", "lonely", "ugly", "holy", "costly")
}

// infinitive says whether "to" at i begins an infinitive.
func (c *chunker) infinitive(i int) bool {
	if i >= len(c.s.Tokens) {
		return false
	}
	for j := i + 1; j < len(c.s.Tokens) && j < i+3; j++ {
		t := c.s.Tokens[j]
		if c.nameAt[j] >= 0 {
			return false
		}
		if v, ok := c.l.Verb(t, c.s.Title); ok {
			return v.Form&Base != 0 || t.Is("be", "have")
		}
		if t.Is("be", "have", "do") {
			return true
		}
		if !adverbial(t) && c.class(j)&(Adverb|Negation) == 0 {
			return c.strangeVerb(j)
		}
	}
	return false
}

// strangeVerb says whether a word after "to" that no list knows is a verb: a determiner or a particle follows it, as in "to
// shore up the defence".
func (c *chunker) strangeVerb(j int) bool {
	t := c.s.Tokens[j]
	if t.Upper || t.Mark || t.Digit || c.class(j) != 0 || j+1 >= len(c.s.Tokens) || c.nameAt[j] >= 0 {
		return false
	}
	n := c.s.Tokens[j+1]
	return n.Is("the", "a", "an", "its", "their", "his", "them", "it", "those", "these", "up", "out", "off", "down")
}

// verbAfter says whether a verb group goes on at token j.
func (c *chunker) verbAfter(j int) bool {
	if j >= len(c.s.Tokens) || c.nameAt[j] >= 0 {
		return false
	}
	if c.class(j)&(Modal|Auxiliary|Negation) != 0 {
		return true
	}
	_, ok := c.l.Verb(c.s.Tokens[j], c.s.Title)
	return ok
}

// nounish says whether a noun phrase can begin at token j.
func (c *chunker) nounish(j int) bool {
	if j >= len(c.s.Tokens) {
		return false
	}
	t := c.s.Tokens[j]
	if c.nameAt[j] >= 0 || t.Upper || t.Digit {
		return true
	}
	return !t.Mark && c.class(j)&(Preposition|Conjunction|Relative|Subordinator|Modal|Auxiliary|Adverb) == 0
}
