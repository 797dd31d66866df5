package extract

import (
	"strings"

	"dateline/data"
	"dateline/data/extract/number"
	"dateline/data/extract/rule"
	"dateline/data/extract/word"
)

// patternClaims reads a sentence of a language whose rules are patterns.
func (s *sentence) patternClaims() []data.Claim {
	defer s.rememberForeign()
	if s.veto && !s.war {
		return nil
	}
	var out []data.Claim
	var taken []extent
	for _, p := range s.doc.rules.Patterns {
		for i := range s.Tokens {
			m := match{s: s, places: map[string][]place{}}
			end, ok := m.from(p.Elements, i)
			s.tell(p, i, ok)
			if !ok || p.Claim.War && !s.war && !s.doc.war {
				continue
			}
			at := extent{kindGroup(p.Claim.Kind), m.first(i), end}
			if at.among(taken) {
				continue
			}
			taken = append(taken, at)
			out = append(out, m.claims(p.Claim, i, end)...)
		}
	}
	return out
}

// extent is the stretch of tokens that a claim of a group of kinds was read from: the first pattern in the file wins it.
type extent struct {
	group       string
	first, last int
}

func (r extent) among(taken []extent) bool {
	for _, t := range taken {
		if t.group == r.group && r.first < t.last && t.first < r.last {
			return true
		}
	}
	return false
}

// kindGroup puts kinds together that the same words do not say at once.
func kindGroup(kind string) string {
	switch kind {
	case data.KindFlow, data.KindReturn, data.KindStock:
		return "people"
	case data.KindEvent:
		return kind
	}
	return "ground"
}

func (s *sentence) tell(p rule.Pattern, i int, ok bool) {
	if s.doc.trace == nil || !ok && !p.Elements[0].Words[s.Tokens[i].Lower] {
		return
	}
	why := ""
	if !ok {
		why = "the pattern does not go on"
	}
	s.doc.trace(Step{s.index, s.Tokens[i].Text, p.Claim.Rule + " (" + p.Source + ")", ok, why})
}

// match is a pattern on its way through a sentence.
type match struct {
	s      *sentence
	actor  [2]int
	known  int // actor of the table that "the group" points back to, plus one
	number *number.Phrase
	places map[string][]place
}

// first gives the first token of the match that is no article.
func (m *match) first(i int) int {
	for i < len(m.s.Tokens)-1 && m.s.skips(i) {
		i++
	}
	return i
}

// from matches elements at token i and gives the token after the match.
func (m *match) from(es []rule.Element, i int) (int, bool) {
	if len(es) == 0 {
		return i, true
	}
	e := es[0]
	switch {
	case e.Gap > 0:
		return m.gap(e, es[1:], i)
	case e.Role != "":
		return m.slot(e, es[1:], i)
	case i < len(m.s.Tokens) && m.word(e, i):
		if end, ok := m.from(es[1:], i+1); ok {
			return end, true
		}
	}
	if e.Optional {
		return m.from(es[1:], i)
	}
	return i, false
}

func (m *match) gap(e rule.Element, rest []rule.Element, i int) (int, bool) {
	for k := i; k <= i+e.Gap && k <= len(m.s.Tokens); k++ {
		if end, ok := m.from(rest, k); ok {
			return end, true
		}
		if k < len(m.s.Tokens) && (m.s.Tokens[k].Is(".", ";") || e.Soft && m.s.solid(k)) {
			break
		}
	}
	return i, false
}

// solid says that a soft gap must not step over a token: it names somebody, or parts the clause.
func (s *sentence) solid(i int) bool {
	return s.nameAt[i] >= 0 || s.plays("force", i) || s.Tokens[i].Mark && !s.Tokens[i].Is("'", "’", "-")
}

// plays says whether token i, with or without a glued conjunction, is in a word list of the language.
func (s *sentence) plays(list string, i int) bool {
	w := s.doc.rules.Words[list]
	return w[s.Tokens[i].Lower] || s.doc.lang == "ar" && w[strings.TrimPrefix(s.Tokens[i].Lower, "و")]
}

// skips says that slots step over token i: an article, or the kind of place or people before its name.
func (s *sentence) skips(i int) bool {
	return s.plays("skip", i) || s.plays("town", i) || s.plays("area", i) || s.plays("seat", i)
}

// word matches one word; an Arabic conjunction may be glued to it.
func (m *match) word(e rule.Element, i int) bool {
	w := m.s.Tokens[i].Lower
	return e.Fits(w) || m.s.doc.lang == "ar" && strings.HasPrefix(w, "و") && e.Fits(strings.TrimPrefix(w, "و"))
}

// splitElided cuts "l'armée" into "l'" and "armée", by the language's list of elided words.
func splitElided(toks []word.Token, elided map[string]bool) []word.Token {
	if len(elided) == 0 {
		return toks
	}
	out := make([]word.Token, 0, len(toks)+8)
	for _, t := range toks {
		out = append(out, t.SplitAfterApostrophe(func(head string) bool { return elided[head] })...)
	}
	return out
}
