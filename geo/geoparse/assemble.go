package geoparse

import (
	"math"
	"unicode/utf8"
)

// shown is how many candidates a mention lists.
const shown = 5

// document turns the reading into what the caller gets.
func (r *reading) document() Document {
	d := Document{Language: r.language, Sentences: r.sentences, Tokens: r.tokens, Entities: r.entities, Relations: r.relations}
	if len(r.names) == 0 {
		return d
	}
	d.Mentions = make([]Mention, len(r.names))
	for i := range r.names {
		d.Mentions[i] = r.mention(&r.names[i])
	}
	for _, s := range r.all {
		candidates, confidence := r.describe(s)
		for _, i := range s.names {
			if s.astray == "" {
				fill(&d.Mentions[i], candidates, confidence)
			} else {
				d.Mentions[i].Candidates = candidates
			}
			r.explain(&d.Mentions[i], &r.names[i], s)
		}
	}
	r.place(&d)
	return d
}

func (r *reading) mention(n *name) Mention {
	m := Mention{Span: r.span(n), Text: n.surface, Role: n.role, Sentence: r.tokens[n.first].Sentence}
	if n.why != "" {
		m.Reasons = append(m.Reasons, n.why)
	}
	if n.role == Part {
		m.Confidence = 0.9
	}
	return m
}

// span gives the code points of a name, affixes left out.
func (r *reading) span(n *name) Span {
	whole := r.slice(n.first, n.last)
	return Span{
		Start: r.tokens[n.first].Start + utf8.RuneCountInString(whole[:n.lead]),
		End:   r.tokens[n.last-1].End - utf8.RuneCountInString(whole[len(whole)-n.trail:]),
	}
}

// describe lists the sense's best candidates with their reasons; the confidence is that of the first.
func (r *reading) describe(s *sense) ([]Candidate, float64) {
	var out []Candidate
	for i := range s.cands {
		if len(out) == shown {
			break
		}
		c := &s.cands[i]
		out = append(out, Candidate{Place: c.match.Place, Score: round(c.prob), Reasons: r.reasons(s, c)})
	}
	if len(out) == 0 {
		return nil, 0
	}
	return out, out[0].Score
}

// round keeps three decimals, so that scores read well and compare equal.
func round(v float64) float64 { return math.Round(v*1000) / 1000 }

func fill(m *Mention, candidates []Candidate, confidence float64) {
	m.Candidates, m.Confidence = candidates, confidence
	if len(candidates) > 0 {
		m.Placed, m.Place = true, candidates[0].Place
	}
}

// explain adds the reasons of the choice to the mention's own.
func (r *reading) explain(m *Mention, n *name, s *sense) {
	if s.astray != "" {
		m.Reasons = append(m.Reasons, s.astray)
		return
	}
	if !m.Placed {
		m.Reasons = append(m.Reasons, "not in the gazetteer in this spelling, and no stated distance to place it by")
		return
	}
	m.Reasons = append(m.Reasons, m.Candidates[0].Reasons...)
	if len(s.names) > 1 {
		m.Reasons = append(m.Reasons, "one name, one place: named "+times(len(s.names))+" in the text")
	}
	if n.splitWhy != "" {
		m.Reasons = append(m.Reasons, n.splitWhy)
	}
	if n.role == Metonym {
		m.Reasons = append(m.Reasons, "stands for who acts or works there")
	}
}
