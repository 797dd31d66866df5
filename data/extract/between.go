package extract

import (
	"dateline/data"
	"dateline/data/extract/syntax"
)

// betweens reads a place that two others hold between them: "at Lokichar, between Kitale and Lodwar", "eighty-five kilometres
// separate Bangassou from Bakouma".
func (s *sentence) betweens() []data.Claim {
	var out []data.Claim
	for k, it := range s.Items {
		switch {
		case it.Kind == syntax.Prep && it.Word == "between" && s.is(k-1, syntax.Comma) && s.is(k-2, syntax.NP) && s.is(k+1, syntax.NP):
			at, ok := s.named(k - 2)
			ends := s.namedList(k + 1)
			if ok && at.mention >= 0 && len(ends) == 2 {
				out = append(out, s.relationClaim(stated{first: it.First, last: ends[1].last}, ends, at, true))
			}
		case it.Kind == syntax.VG && it.Lemma == "separate" && !it.Passive && s.is(k-1, syntax.NP) && s.is(k+1, syntax.NP) && s.is(k+2, syntax.Prep) && s.Items[k+2].Word == "from" && s.is(k+3, syntax.NP):
			r, ok := s.measure(k - 1)
			a, okA := s.named(k + 1)
			b, okB := s.named(k + 3)
			if ok && okA && okB {
				r.last = b.last
				out = append(out, s.relationClaim(r, []place{b}, a, true))
			}
		}
	}
	return out
}

func (s *sentence) namedList(n int) []place {
	var out []place
	for _, m := range s.List(n) {
		if p, ok := s.named(m); ok && p.mention >= 0 {
			out = append(out, p)
		}
	}
	return out
}

// measure reads a noun phrase that is a length.
func (s *sentence) measure(n int) (stated, bool) {
	it := s.Items[n]
	r := stated{first: it.First, last: it.Last}
	u, ok := units[s.Tokens[it.Head].Lower]
	if !ok || it.Number == nil {
		return r, false
	}
	p := *it.Number
	if p.Best == nil && p.Low == nil && p.High == nil {
		return r, false
	}
	r.value = &data.Value{Low: p.Low, Best: p.Best, High: p.High, Unit: u.name, Qualifier: p.Qualifier, Raw: s.spanText(it.First, it.Last)}
	r.km = middle(p) * u.km
	return r, true
}
