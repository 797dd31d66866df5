package extract

import (
	"strings"

	"dateline/data"
	"dateline/data/extract/syntax"
)

// reportNouns are what is denied where a denial does not say itself what: "Moscow denied the report".
var reportNouns = words("report reports claim claims allegation allegations statement statements assertion assertions suggestion suggestions account accounts news rumours rumors it this that")

// refutations reads denials that point back: "Georgia said tanks had rolled into Gori, but Moscow denied the report", "a claim
// dismissed by the army". What was said last, in the sentence or the one before, is denied by who says so.
func (s *sentence) refutations(own []data.Claim) []data.Claim {
	var out []data.Claim
	for v, it := range s.Items {
		if it.Kind != syntax.VG || !denyVerbs[it.Lemma] || it.Negative || it.Modal != "" {
			continue
		}
		from, to, ok := s.refuter(v)
		if !ok {
			continue
		}
		for _, c := range s.refuted(v, own) {
			c.Modality, c.Attribution, c.Via, c.Hedge = data.Denied, s.spanText(from, to), "", ""
			e := s.doc.evidence(s.Tokens[min(from, it.First)].Start, s.Tokens[max(to, it.Last)-1].End)
			c.Evidence = append([]data.Evidence{e}, c.Evidence...)
			c.Rule = "refutation"
			out = append(out, c)
		}
	}
	return out
}

// refuter gives the tokens of who denies at verb v a thing said before; ok is false where the denial says itself what it denies.
func (s *sentence) refuter(v int) (from, to int, ok bool) {
	it := s.Items[v]
	if s.thatFollows(v) {
		return 0, 0, false
	}
	if it.Passive { // "a claim dismissed by the military", "the report was denied by Kigali"
		n := v - 1
		if !s.is(n, syntax.NP) || !reportNouns[s.Tokens[s.Items[n].Head].Lower] || !s.is(v+1, syntax.Prep) || s.Items[v+1].Word != "by" || !s.is(v+2, syntax.NP) {
			return 0, 0, false
		}
		return s.Items[v+2].First, s.Items[v+2].Last, true
	}
	obj := s.Objects(v)
	if len(obj) != 1 || !reportNouns[s.Tokens[s.Items[obj[0]].Head].Lower] || s.is(obj[0]+1, syntax.Prep) && s.Items[obj[0]+1].Word == "of" || s.is(obj[0]+1, syntax.Sub) || s.is(obj[0]+1, syntax.Rel) {
		return 0, 0, false
	}
	for _, n := range s.Subjects(v) {
		if n < v && s.Items[n].Class&syntax.Pronoun == 0 {
			return s.Items[n].First, s.Items[n].Last, true
		}
	}
	return 0, 0, false
}

// refuted gives the claims that a denial at verb v can mean: those before it in the sentence, else those of the sentence before, by
// somebody else.
func (s *sentence) refuted(v int, own []data.Claim) []data.Claim {
	at := s.Tokens[s.Items[v].First].Start
	pick := func(in []data.Claim) []data.Claim {
		var out []data.Claim
		for _, c := range in {
			if c.Kind == data.KindRelation || c.Kind == data.KindEvent || c.Modality != data.Claimed && c.Modality != data.Asserted || len(c.Places) == 0 || c.Evidence[0].Start >= at || c.Rule == "refutation" || c.Kind == data.KindStock {
				continue
			}
			out = append(out, c)
		}
		return out
	}
	if out := pick(own); len(out) > 0 {
		return out
	}
	if out := pick(s.doc.before); len(out) > 0 && strings.TrimSpace(out[0].Attribution) != "" {
		return out
	}
	return nil
}
