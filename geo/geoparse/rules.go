package geoparse

import (
	"strings"

	"dateline/geo/geoparse/tagger"
)

// family is one set of rules on the tagger's spans or on the names that come of them. The families are listed so that each
// can be measured by leaving it out: `dateline evaluate geoparse --ablate`.
type family struct {
	name  string
	apply func(*reading)
}

// spanRules put the tagger's spans right, whatever it has learnt, in this order.
var spanRules = []family{
	{"cut spans", (*reading).cutSpans},
	{"members of bodies", (*reading).members},
	{"joined names", (*reading).splitJoined},
	{"airport codes", (*reading).airports},
	{"compound demonyms", (*reading).compounds},
	{"ships", (*reading).vessels},
	{"armed groups", (*reading).groups},
	{"publications", (*reading).publications},
	{"titles", (*reading).titled},
	{"craft and weapons", (*reading).platforms},
	{"surnames", (*reading).surnames},
	{"forenames", (*reading).forenames},
	{"majority", (*reading).majority},
	{"civic words", (*reading).civic},
	{"lists", (*reading).coordinated},
	{"ship names", (*reading).shipNames},
}

// nameSources make names of spans and of what the gazetteer knows.
var nameSources = []family{
	{"tagger", (*reading).fromSpans},
	{"well-known names", (*reading).fromPhrases},
	{"places in bodies", (*reading).fromEntities},
	{"words for places", (*reading).fromCues},
	{"names of streets", (*reading).fromStreets},
}

// nameRules put the names right, in every language.
var nameRules = []family{
	{"repetition", (*reading).repeat},
	{"hyphens", (*reading).hyphenated},
	{"quarters", (*reading).famous},
	{"shared names", (*reading).shared},
	{"placeless words", (*reading).screenUnknown},
	{"plurals", (*reading).pluralNames},
	{"eponyms", (*reading).eponyms},
	{"seats of governments", (*reading).seats},
}

// apply runs the families but those that the parser does without.
func (r *reading) apply(rules []family) {
	for _, f := range rules {
		if !r.p.without[f.name] {
			f.apply(r)
		}
	}
}

// Families lists the rule families of the recogniser.
func Families() []string {
	out := []string{"streets", "screened matches"}
	for _, rules := range [][]family{spanRules, nameSources, nameRules} {
		for _, f := range rules {
			out = append(out, f.name)
		}
	}
	return out
}

// Without gives a parser that leaves one rule family out, for measuring what it is worth.
func (p *Parser) Without(name string) *Parser {
	q := p.copy()
	q.without = map[string]bool{name: true}
	return q
}

// ruleMargin is the margin of spans that a rule has made: more than the tagger ever has.
const ruleMargin = 1e6

// claim makes tokens first to last one span of the label, in place of all spans that it overlaps.
func (r *reading) claim(first, last int, label tagger.Label) {
	kept := r.spans[:0]
	for _, sp := range r.spans {
		if sp.Last <= first || sp.First >= last {
			kept = append(kept, sp)
		}
	}
	r.spans = append(kept, tagger.Span{First: first, Last: last, Label: label, Margin: ruleMargin})
}

// maxRun is the longest name of a body or ship in tokens; it bounds the time on texts in capitals.
const maxRun = 12

// run gives the end of the run of capitalised tokens that starts at i; connecting words go on only before a capital.
func (r *reading) run(i int) int {
	j := i
	end := min(len(r.tokens), i+maxRun)
	for j < end && r.tokens[j].Sentence == r.tokens[i].Sentence {
		switch w := r.tokens[j].Text; {
		case isUpper(w):
			j++
		case (w == "-" || connecting[w] && w != "in" && w != "and" && w != "the") && j > i && isUpper(r.word(j+1, i)):
			j++
		default:
			return j
		}
	}
	return j
}

func wordSet(list string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
