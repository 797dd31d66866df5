package syntax

import "strings"

// rescue finds the verb of a main clause that was read without any: "Marib hosts more displaced Yemenis than …, officials say".
// A word that may be a noun or a verb must then be the verb, where what stands around it lets it.
func (c *chunker) rescue() {
	end := c.mainClause()
	for _, it := range c.s.Items[:end] {
		if it.Kind == VG && it.Form != Ing && it.Form != Infinitive && (it.Form == Finite || c.s.Title) {
			return
		}
	}
	for _, it := range c.s.Items[:end] {
		if it.Kind != NP {
			continue
		}
		for j := it.First + 1; j < it.Last; j++ {
			if c.mustBeVerb(j) {
				c.forced = j
				c.s.Items = c.s.Items[:0]
				c.run()
				return
			}
		}
	}
}

// mainClause gives the item after the main clause: before ", officials say" at the end, a semicolon or a colon.
func (c *chunker) mainClause() int {
	items := c.s.Items
	n := len(items)
	for k, it := range items {
		if it.Kind == Stop && k > 1 && (it.Word == ";" || it.Word == ":") {
			return k
		}
	}
	v := n - 1
	for v > 0 && (items[v].Kind == Time || items[v].Kind == Stop || items[v].Kind == Adv) {
		v--
	}
	if v < 3 || items[v].Kind != VG || c.l.Lemma(items[v].Lemma)&Reporting == 0 {
		return n
	}
	for k := v - 1; k > 0; k-- {
		switch items[k].Kind {
		case Comma:
			return k
		case NP, Prep, Conj:
		default:
			return n
		}
	}
	return n
}

// mustBeVerb says whether the word at j fits as the verb of its clause: a noun or name before it, after it what an object or a
// phrase of place begins with.
func (c *chunker) mustBeVerb(j int) bool {
	t := c.s.Tokens[j]
	if c.nameAt[j] >= 0 || t.Mark || t.Upper && !c.s.Title || j+1 >= len(c.s.Tokens) {
		return false
	}
	v, ok := c.l.Verb(t, c.s.Title)
	if !ok {
		return false
	}
	prev := c.s.Tokens[j-1]
	if prev.Mark || c.nameAt[j-1] < 0 && c.class(j-1)&(Determiner|Preposition|Adverb|Conjunction|Part) != 0 && !prev.Upper {
		return false
	}
	plural := strings.HasSuffix(prev.Lower, "s") || c.class(j-1)&(People|Force|Displaced) != 0 || prev.Digit
	n := c.s.Tokens[j+1]
	opens := c.nameAt[j+1] >= 0 || n.Digit || n.Upper || c.numberWord(j+1) || n.Is("more", "most", "no", "out", "up", "back", "home", "away") || c.class(j+1)&(Determiner|Preposition|Adverb) != 0 && !n.Is("of")
	switch {
	case v.Form&(Past|Participle) != 0, v.Form&Third != 0 && v.Form&Base == 0 && (!plural || prev.Upper):
		return opens
	case v.Form&Base != 0:
		return opens && plural
	}
	return false
}

// causatives take an object and a bare infinitive: "will not let the Meskhetians come home".
var causatives = map[string]bool{"let": true, "make": true, "help": true, "see": true, "watch": true, "hear": true}

// bareInfinitives makes infinitives of the verbs after the object of a causative.
func (s *Sentence) bareInfinitives() {
	for v := 2; v < len(s.Items); v++ {
		it := &s.Items[v]
		if it.Kind != VG || it.Form != Finite || it.Past || it.Modal != "" || it.Head != it.First || !s.is(v-1, NP) || !s.is(v-2, VG) || !causatives[s.Items[v-2].Lemma] {
			continue
		}
		if f, ok := s.lex.Verb(s.Tokens[it.Head], s.Title); ok && f.Form&Base != 0 {
			it.Form = Infinitive
		}
	}
}
