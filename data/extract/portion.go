package extract

import (
	"dateline/data"
	"dateline/data/extract/rule"
	"dateline/data/extract/syntax"
)

// portions reads the parts of a crowd that a sentence counts off without a verb: "1.2 million remain displaced, most of them in
// Ninewa, Dahuk and Erbil", "6 million refugees across Europe, including 1.2 million in Germany".
func (s *sentence) portions(in []fact) []fact {
	out := in
	for _, f := range in {
		if f.actor == nil || f.claim.Kind != data.KindStock && f.claim.Kind != data.KindFlow {
			continue
		}
		for k := f.item + 1; k+2 < len(s.Items); k++ {
			if s.Items[k].First < f.end {
				continue // "remain | displaced"
			}
			if it := s.Items[k]; it.Kind == syntax.Stop || it.Kind == syntax.VG && it.Form == syntax.Finite {
				break
			}
			n := k + 1
			if !s.is(k, syntax.Comma) && !(s.is(k, syntax.Prep) && s.Tokens[s.Items[k].First].Is("including")) && !(s.is(k, syntax.Conj) && len(out) > len(in)) {
				continue
			}
			if g, ok := s.portion(f, n); ok {
				out = append(out, g)
			}
		}
	}
	return out
}

// portion reads one part at noun phrase n: "most of them in X", "950,000 in Poland".
func (s *sentence) portion(f fact, n int) (fact, bool) {
	if !s.is(n, syntax.NP) || n == f.actor.item {
		return fact{}, false
	}
	it := s.Items[n]
	bare := it.Number != nil && it.Number.Last == it.Last && it.Number.Qualifier != "ratio"
	if !bare && !s.Tokens[it.Head].Is("most", "many", "majority", "half", "some") || s.money(n) {
		return fact{}, false
	}
	k := n + 1
	if s.is(k, syntax.Prep) && s.Items[k].Word == "of" && s.is(k+1, syntax.NP) && s.Tokens[s.Items[k+1].Head].Is("them", "whom", "these") {
		k += 2
	} else if !bare {
		return fact{}, false
	}
	if !s.is(k, syntax.Prep) || !s.is(k+1, syntax.NP) {
		return fact{}, false
	}
	role := "at"
	switch s.Items[k].Word {
	case "in", "at", "around", "near", "across":
	case "from":
		role = "origin"
	case "to":
		role = "destination"
	default:
		return fact{}, false
	}
	if f.claim.Kind == data.KindFlow && role == "at" {
		role = "destination"
	}
	if f.claim.Kind == data.KindFlow && bare && role == "origin" {
		return fact{}, false // further legs of the flight: elliptic.go
	}
	ps := s.namesFrom(k + 1)
	if len(ps) == 0 {
		return fact{}, false
	}
	g := f
	g.claim = &rule.Claim{Rule: "portion", Kind: f.claim.Kind, Population: f.claim.Population}
	a := s.arg(n)
	g.count, g.places = -1, map[string][]place{role: ps}
	if bare {
		g.count = n
	} else {
		g.actor = &a
	}
	return g, true
}
