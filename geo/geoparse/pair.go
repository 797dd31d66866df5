package geoparse

import (
	"math"
	"strings"

	"dateline/geo/gazetteer"
	"dateline/geo/geoparse/token"
)

// pair says that the text puts one sense into another: "Mosul, Iraq", "Tikrit in Salahuddin province".
type pair struct{ inner, outer int }

// pairNames finds the pairs by the words between two neighbouring names.
func (r *reading) pairNames() []pair {
	of := make(map[int]int) // name to sense
	for k, s := range r.all {
		for _, i := range s.names {
			of[i] = k
		}
	}
	seen := make(map[pair]bool)
	var out []pair
	for i := 0; i+1 < len(r.names); i++ {
		a, b := &r.names[i], &r.names[i+1]
		if a.role != Literal || b.role == Part || b.role == Demonym || r.tokens[a.last-1].Sentence != r.tokens[b.first].Sentence {
			continue
		}
		p := pair{of[i], of[i+1]}
		if p.inner != p.outer && !seen[p] && r.nested(i, a, b) {
			seen[p] = true
			out = append(out, p)
		}
	}
	return out
}

// nested says whether the words between a and b put a into b.
func (r *reading) nested(i int, a, b *name) bool {
	switch between := r.between(a.last, b.first); between {
	case ",":
		return !r.listed(i, b)
	case "(", "in", ", in", "in the", "( in", "near", ", near", ", a town in", "of", "district of", "in northern", "in southern", "in eastern",
		"in western", "in central", "province in":
		return true
	case "'s", "’s":
		return false
	}
	return false
}

// listed says whether the comma after name i is that of a list: more commas and an "and" follow with names alone between.
// "Paris, Texas, and" is no list when the second name may hold the first; containment then decides by the map.
func (r *reading) listed(i int, b *name) bool {
	for j := i + 2; j < len(r.names) && j < i+8; j++ {
		c := &r.names[j]
		switch r.between(r.names[j-1].last, c.first) {
		case ",":
			continue
		case "and", ", and", "or", ", or", "&":
			return j > i+2 || !r.mayHold(i, i+1)
		}
		return false
	}
	return false
}

// mayHold says whether some candidate of name b is a country or first-order area.
func (r *reading) mayHold(_, b int) bool {
	for _, m := range r.names[b].matches {
		if g := groupOf(&m.Place); g == country || g == firstAdmin {
			return true
		}
	}
	return false
}

func (r *reading) between(from, to int) string {
	if to <= from || to-from > 5 {
		return ""
	}
	return strings.Join(strings.Fields(r.slice(from, to)), " ")
}

// containment fills in, for pairs, how likely the inner candidate lies in the outer sense and the outer one holds the inner.
func (r *reading) containment() {
	for _, p := range r.pairs {
		in, out := r.all[p.inner], r.all[p.outer]
		for i := range in.cands {
			for j := range out.cands {
				a, b := &in.cands[i], &out.cands[j]
				if a.prob < 0.001 && b.prob < 0.001 || !r.p.lies(a, b) {
					continue
				}
				if b.prob > a.f[fWithin] {
					a.f[fWithin], a.within = b.prob, b.match.Place.Name
				}
				b.f[fHolds] = max(b.f[fHolds], a.prob)
			}
		}
	}
}

// lies says whether a lies in b: by codes for countries and first-order areas, by distance for the rest.
func (p *Parser) lies(a, b *cand) bool {
	pa, pb := &a.match.Place, &b.match.Place
	if pa.ID == pb.ID {
		return false
	}
	switch b.group {
	case country:
		return pa.Country == pb.Country && a.group != country
	case firstAdmin:
		return pa.Country == pb.Country && pa.Admin1 == pb.Admin1 && a.group != country && a.group != firstAdmin
	case otherAdmin:
		return pa.Country == pb.Country && pa.Admin1 == pb.Admin1 && dot(a.vector, b.vector) > math.Cos(80/6371.0)
	case region:
		return a.group != region && p.g.Contains(pb.ID, pa.Point)
	case capital, seat, town:
		return pa.Country == pb.Country && pa.Population <= pb.Population && a.group != country && a.group != firstAdmin && dot(a.vector, b.vector) > math.Cos(50/6371.0)
	}
	return false
}

// dateline gives the sense of the name in capitals that opens the text, if one does.
func (r *reading) dateline() (*sense, *name) {
	if len(r.names) == 0 {
		return nil, nil
	}
	n := &r.names[0]
	if n.first > 1 || !allCaps(strings.Trim(n.surface, ".")) || n.role != Literal {
		return nil, nil
	}
	for _, s := range r.all {
		if len(s.names) > 0 && s.names[0] == 0 {
			return s, n
		}
	}
	return nil, nil
}

// namesIn gives the most prominent place of each name in a line of text, by their own names only.
func (r *reading) namesIn(line string) []gazetteer.Match {
	var out []gazetteer.Match
	r.eachName(line, func(_ string, ms []gazetteer.Match) { out = append(out, ms[0]) })
	return out
}

// eachName calls yield for each name in a line of text that places bear as their own.
func (r *reading) eachName(line string, yield func(surface string, ms []gazetteer.Match)) {
	if len(line) > 400 {
		return
	}
	other := &reading{p: r.p, text: line, tokens: token.Tokenize(line), lookups: r.lookups}
	other.match()
	for i := 0; i < len(other.tokens); i++ {
		ph := other.phrases[i]
		if ph.last == 0 {
			continue
		}
		if w := other.slice(i, ph.last); ownName(ph.matches[0]) && !shortCode(w) && !commonWords[strings.ToLower(w)] {
			yield(w, ph.matches)
		}
		i = ph.last - 1
	}
}

// topLevel turns a country's internet domain into its ISO code; domains that are sold world-wide say nothing.
func topLevel(tld string) string {
	switch tld = strings.ToUpper(tld); tld {
	case "UK":
		return "GB"
	case "CO", "TV", "ME", "IO", "AI", "FM", "TO", "CC":
		return ""
	}
	if len(tld) != 2 {
		return ""
	}
	return tld
}
