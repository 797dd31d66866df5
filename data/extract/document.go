package extract

import (
	"strings"
	"time"

	"dateline/data"
	"dateline/data/extract/actor"
	"dateline/data/extract/rule"
	"dateline/data/extract/syntax"
	"dateline/data/extract/word"
	"dateline/geo/gazetteer"
	"dateline/geo/geoparse"
)

// document is a report on its way through the rules.
type document struct {
	text      []rune
	lang      string
	related   []geoparse.Relation
	published time.Time
	sentences []word.Span
	mentions  []geoparse.Mention
	entities  []geoparse.Entity

	gazetteer *gazetteer.Gazetteer // nil where places stay as written
	actors    *actor.Table
	lex       *syntax.Lexicon
	rules     *rule.Set
	// war says that the report speaks of armed conflict or displacement in more than one place.
	war bool
	// memory is what earlier sentences spoke of, for "the city", "the group", "there".
	memory memory
	// trace is called for every rule that was tried; nil outside explain.
	trace func(Step)
	// cuts are the words of the sentences that were asked for.
	cuts [][]word.Token
	// before are the claims of the sentence read last, which a denial may point back to.
	before []data.Claim
	// journeys are those of single persons, who stand for the group that the report spoke of.
	journeys []journey
}

// Step is one rule tried on one trigger, for dateline explain.
type Step struct {
	Sentence int    `json:"sentence"`
	Trigger  string `json:"trigger"`
	Rule     string `json:"rule"`
	Fired    bool   `json:"fired"`
	Why      string `json:"why"`
}

// nameRef is what a run of tokens names: an actor, a place mention, another entity; -1 for none.
type nameRef struct {
	actor, mention, entity int
	metonym                bool
}

// sentence is a sentence under reading.
type sentence struct {
	*syntax.Sentence
	cache cache
	doc   *document
	index int
	refs  []nameRef
	// nameAt gives the name of each token, -1 for none.
	nameAt []int
	veto   bool
	// disaster says that a word of fire, storm or flood stands in it.
	disaster bool
	war      bool
	saying   []saying
	// recalling guards against an anaphor that is resolved through itself.
	recalling bool
	// via is the medium through which the last attribution came, nil without one.
	via *saying
}

// disasters are words by which nobody takes or besieges a place, though people flee.
var disasters = words("wildfire wildfires blaze firefighters hurricane's locusts")

// newSentence cuts sentence n into phrases.
func (d *document) newSentence(n int) *sentence {
	toks := splitElided(d.words(n), d.rules.Words["elided"])
	s := &sentence{doc: d, index: n}
	names := s.findNames(toks)
	s.Sentence = syntax.Parse(d.lex, toks, names)
	s.nameAt = make([]int, len(toks))
	for i := range s.nameAt {
		s.nameAt[i] = -1
	}
	for i, x := range names {
		for t := x.First; t < x.Last; t++ {
			s.nameAt[t] = i
		}
	}
	for _, t := range toks {
		s.veto = s.veto || d.rules.Vetoes[t.Lower]
		s.disaster = s.disaster || disasters[t.Lower]
		s.war = s.war || d.rules.War[t.Lower]
	}
	for _, r := range s.refs {
		if r.actor >= 0 {
			k := d.actors.Get(r.actor).Kind
			s.war = s.war || k == actor.Armed || k == actor.Group || k == actor.Peacekeepers
		}
	}
	return s
}

// findNames collects actors, place mentions and entities as names; of those that overlap the longest stays.
func (s *sentence) findNames(toks []word.Token) []syntax.Name {
	type found struct {
		first, last int
		ref         nameRef
	}
	var all []found
	d := s.doc
	put := func(f found) {
		if f.last <= f.first {
			return
		}
		for i, g := range all {
			if f.first < g.last && g.first < f.last {
				if f.first == g.first && f.last == g.last {
					all[i].ref = merge(g.ref, f.ref)
					return
				}
				if f.last-f.first <= g.last-g.first {
					return
				}
			}
		}
		kept := all[:0:0]
		for _, g := range all {
			if f.first >= g.last || g.first >= f.last {
				kept = append(kept, g)
			}
		}
		all = append(kept, f)
	}
	for i := 0; i < len(toks); i++ {
		if h, ok := d.actors.At(toks, i); ok {
			put(found{h.First, h.Last, nameRef{h.Actor, -1, -1, h.Metonym}})
			i = h.Last - 1
		}
	}
	span := d.sentences[s.index]
	for i, m := range d.mentions {
		if m.Start >= span.Start && m.End <= span.End && m.Role != geoparse.Part && (m.Placed || !strings.Contains(m.Text, " and ")) {
			a, b := tokensOf(toks, m.Start, m.End)
			a = d.afterFunction(toks, a, b)
			if b > a+1 && toks[a].Is("the") {
				a++ // the actor of that name is known without it
			}
			put(found{a, afterArticle(toks, b), nameRef{-1, i, -1, false}})
		}
	}
	title := syntax.TitleCase(toks) // where all words have capitals, names are guesses
	for i, e := range d.entities {
		if title && !acronym(e.Text) {
			continue
		}
		if e.Start >= span.Start && e.End <= span.End && soundName(e) {
			a, b := tokensOf(toks, e.Start, e.End)
			a = d.afterFunction(toks, a, b)
			if b > a && d.lex.Class(toks[b-1].Lower)&(syntax.People|syntax.Displaced|syntax.Force) != 0 && !acronym(toks[b-1].Text) {
				continue // "Iraqi Christians" are no person
			}
			if b > a+1 && d.lex.Class(toks[a].Lower)&(syntax.People|syntax.Displaced|syntax.Force) != 0 && a == 0 {
				continue // "Gunmen of the Maute"
			}
			put(found{a, b, nameRef{-1, -1, i, false}})
		}
	}
	var out []syntax.Name
	for first := 0; first < len(toks); first++ { // in the order of the text
		for _, f := range all {
			if f.first == first {
				out = append(out, syntax.Name{First: f.first, Last: f.last, Ref: len(s.refs)})
				s.refs = append(s.refs, f.ref)
			}
		}
	}
	return out
}

// afterArticle takes in what an Arabic article ties to a name: "Deir | ez-Zor".
func afterArticle(toks []word.Token, b int) int {
	if b < len(toks) && !toks[b].Upper {
		if art, rest, ok := strings.Cut(toks[b].Text, "-"); ok && len(art) <= 3 && rest != "" && rest[0] >= 'A' && rest[0] <= 'Z' {
			return b + 1
		}
	}
	return b
}

// afterFunction steps over a function word that only its place at the head of a sentence gave a capital: "Between Kupiansk".
func (d *document) afterFunction(toks []word.Token, a, b int) int {
	if a == 0 && b > 1 && d.lex.Class(toks[0].Lower)&(syntax.Preposition|syntax.Conjunction|syntax.Subordinator) != 0 {
		return 1
	}
	return a
}

// soundName tells a name from two that only stand beside each other: "Mosul for Alqosh", "Andulo and Bailundo".
func soundName(e geoparse.Entity) bool {
	if strings.Contains(e.Text, " and ") {
		return false
	}
	plain := true
	for _, w := range []string{" of ", " out ", " in ", " from ", " at ", " near ", " on "} {
		plain = plain && !strings.Contains(e.Text, w)
	}
	if plain && !strings.Contains(e.Text, " for ") && !strings.Contains(e.Text, " by ") && !strings.Contains(e.Text, " to ") {
		return true
	}
	for _, w := range strings.Fields(strings.ToLower(e.Text)) {
		if orgWords[w] {
			return true
		}
	}
	return false
}

func merge(a, b nameRef) nameRef {
	if a.actor < 0 {
		a.actor, a.metonym = b.actor, b.metonym
	}
	if a.mention < 0 {
		a.mention = b.mention
	}
	if a.entity < 0 {
		a.entity = b.entity
	}
	return a
}

// tokensOf gives the tokens that lie within the code points start to end.
func tokensOf(toks []word.Token, start, end int) (first, last int) {
	for first < len(toks) && toks[first].End <= start {
		first++
	}
	last = first
	for last < len(toks) && toks[last].Start < end {
		last++
	}
	if last > first && toks[last-1].Possessive() && toks[last-1].End > end {
		last--
	}
	return first, last
}

// spanText gives the report's own text of a token range.
func (s *sentence) spanText(first, last int) string {
	if last <= first {
		return ""
	}
	return string(s.doc.text[s.Tokens[first].Start:s.Tokens[last-1].End])
}
