package extract

import "dateline/data/extract/syntax"

// exemplified gives the names that a plural goes on to list: "nine provincial capitals, most recently A, B and C", "several
// towns, including A and B", "two villages: A and B".
func (s *sentence) exemplified(a arg) []place {
	if s.nameAt[a.head] >= 0 || s.lexClass(a.head)&(syntax.PlaceKind|syntax.Site|syntax.Part) == 0 || !plural(s.Tokens[a.head].Lower) {
		return nil
	}
	k := a.item + 1
	for steps := 0; steps < 6 && k < len(s.Items); steps++ {
		it := s.Items[k]
		switch {
		case it.Kind == syntax.Prep && (s.Tokens[it.First].Is("including", "like") || it.Word == "such as" || it.Word == "among"):
			if it.Word == "among" {
				if !s.is(k+1, syntax.NP) || !s.Tokens[s.Items[k+1].Head].Is("them", "these", "those") {
					return nil
				}
				k++
			}
			return s.namesFrom(k + 1)
		case it.Kind == syntax.Adv && s.Tokens[it.Last-1].Is("notably", "namely", "recently", "particularly", "especially", "specifically"):
			return s.namesFrom(k + 1)
		case it.Kind == syntax.Stop && (it.Word == ":" || it.Word == ";"):
			return s.namesFrom(k + 1)
		case it.Kind == syntax.Comma && s.Tokens[it.First].Is("–", "—", "-") && s.is(k+1, syntax.NP):
			return s.namesFrom(k + 1)
		case it.Kind == syntax.NP && s.Tokens[it.First].Is("most", "notably", "namely"):
		case it.Kind == syntax.Comma, it.Kind == syntax.Time, it.Kind == syntax.Adv:
		case it.Kind == syntax.Prep && s.is(k+1, syntax.NP):
			k++
		default:
			return nil
		}
		k++
	}
	return nil
}

// namesFrom gives the places of the list at item k where its first has a name of its own.
func (s *sentence) namesFrom(k int) []place {
	for s.is(k, syntax.Comma) || s.is(k, syntax.Adv) {
		k++
	}
	if !s.is(k, syntax.NP) {
		return nil
	}
	var out []place
	for _, n := range s.List(k) {
		a := s.arg(n)
		if below := s.listed(a); len(below) > 1 {
			out = append(out, below...)
			continue
		}
		p, ok := s.placeOf(a)
		if !ok || p.anaphor != "" || p.mention < 0 && !p.weak && p.site == "" {
			break
		}
		out = append(out, p)
	}
	return out
}
