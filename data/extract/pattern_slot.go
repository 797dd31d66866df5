package extract

import (
	"strings"

	"dateline/data/extract/actor"
	"dateline/data/extract/number"
	"dateline/data/extract/rule"
	"dateline/geo/geoparse"
)

// slot fills a slot at token i and goes on, past an insertion ("(FSR)", ", alliés de l'armée,") if need be.
func (m *match) slot(e rule.Element, rest []rule.Element, i int) (int, bool) {
	switch e.Type {
	case "place", "anyplace":
		return m.placeSlot(e, rest, i)
	case "people", "displaced":
		first, last, p, ok := m.s.peopleAt(i)
		if !ok {
			if first, last, p, ok = m.s.numberAlone(i); !ok {
				return i, false
			}
			if len(rest) > 0 && rest[0].Gap > 0 { // the verb must stand next to a bare number
				rest = rest[1:]
			}
		}
		end, ok := m.past(rest, last)
		if ok {
			m.actor, m.number = [2]int{first, last}, p
		}
		return end, ok
	}
	first, last, known, ok := m.s.partyAt(i)
	if !ok {
		return i, false
	}
	end, ok := m.past(rest, last)
	if ok {
		m.actor, m.known = [2]int{first, last}, known
	}
	return end, ok
}

func (m *match) placeSlot(e rule.Element, rest []rule.Element, i int) (int, bool) {
	p, ok := m.s.placeAt(i)
	if !ok {
		return i, false
	}
	list := []place{p}
	last := p.last
	for e.List {
		next, ok := m.s.nextInList(last)
		if !ok {
			break
		}
		list, last = append(list, next), next.last
	}
	end, ok := m.past(rest, last)
	if !ok && len(list) > 1 { // what looked like a list went on otherwise
		list, last = list[:1], p.last
		end, ok = m.past(rest, last)
	}
	if ok {
		m.places[e.Role] = list
	}
	return end, ok
}

// past goes on at token i, or behind the insertion that opens there.
func (m *match) past(rest []rule.Element, i int) (int, bool) {
	if end, ok := m.from(rest, i); ok {
		return end, true
	}
	if len(rest) == 0 || i >= len(m.s.Tokens) {
		return i, false
	}
	closing := map[string]string{"(": ")", ",": ",", "،": "،", "–": "–", "—": "—"}[m.s.Tokens[i].Lower]
	for k := i + 1; closing != "" && k < len(m.s.Tokens) && k < i+16; k++ {
		if m.s.Tokens[k].Lower == closing {
			return m.from(rest, k+1)
		}
	}
	return i, false
}

// nextInList gives the place after "," or "and" at token i.
func (s *sentence) nextInList(i int) (place, bool) {
	if i >= len(s.Tokens) || !s.Tokens[i].Is(",", "،") && !s.plays("and", i) && (s.doc.lang != "ar" || !strings.HasPrefix(s.Tokens[i].Lower, "و")) {
		return place{}, false
	}
	k := i
	for k < len(s.Tokens) && (s.Tokens[k].Is(",", "،") || s.doc.rules.Words["and"][s.Tokens[k].Lower]) {
		k++
	}
	p, ok := s.placeAt(k)
	for t := k; ok && t < p.first; t++ {
		ok = !s.plays("seat", t) // "El-Obeid, capital of Kordofan" is no list
	}
	return p, ok && p.anaphor == "" && p.mention >= 0
}

// placeAt gives the place that stands at token i behind articles and kind words: a mention, a site with its town, a name that
// the gazetteer does not have, or "the town", which points back.
func (s *sentence) placeAt(i int) (place, bool) {
	site, siteAt, kind, article := "", -1, "", false
	for k := i; k < len(s.Tokens) && k < i+6; k++ {
		if n := s.nameAt[k]; n >= 0 {
			ref := s.refs[s.Names[n].Ref]
			if ref.mention < 0 || s.doc.mentions[ref.mention].Role == geoparse.Demonym || s.townOfArea(k, ref.mention) {
				return s.back(kind, article, i, k)
			}
			p := place{first: s.Names[n].First, last: s.Names[n].Last, mention: ref.mention, relation: "in"}
			if site != "" {
				p.first, p.site = siteAt, site
			}
			return p, true
		}
		w := s.Tokens[k].Lower
		if english := s.doc.rules.Sites[w]; english != "" {
			site, siteAt = english, k
			continue
		}
		if s.plays("town", k) || s.plays("area", k) {
			kind = w
			continue
		}
		if s.Tokens[k].Upper && k > 0 && !s.plays("skip", k) && !s.afterTownOf(k) {
			return place{first: k, last: k + 1, mention: -1, weak: true, relation: "in"}, true
		}
		if !s.plays("skip", k) && !s.plays("seat", k) {
			return s.back(kind, article || s.definite(kind, k-1), i, k)
		}
		article = true
	}
	return s.back(kind, article, i, min(i+6, len(s.Tokens)))
}

// townOfArea says that the name at token k only says where a town lies: "the last town of Darfur".
func (s *sentence) townOfArea(k, mention int) bool {
	m := s.doc.mentions[mention]
	return m.Placed && (strings.HasPrefix(m.Place.Kind, "ADM") || strings.HasPrefix(m.Place.Kind, "RGN")) && s.afterTownOf(k)
}

// afterTownOf says that "town of the" stands before token k; "town of" alone comes before the town's own name.
func (s *sentence) afterTownOf(k int) bool {
	if k == 0 || !s.plays("ofthe", k-1) {
		return false
	}
	t := k - 1
	for t >= 0 && s.plays("skip", t) {
		t--
	}
	return t >= 0 && t < k-1 && s.plays("town", t)
}

// definite says that Arabic marks "the town" by a prefix, and that a language without "of the" has no articles at all.
func (s *sentence) definite(kind string, k int) bool {
	if kind != "" && s.doc.lang != "ar" && s.doc.rules.Words["ofthe"] == nil {
		return true
	}
	return s.doc.lang == "ar" && kind != "" && strings.HasPrefix(strings.TrimPrefix(s.Tokens[k].Lower, "و"), "ال")
}

// back resolves "the town" in tokens i to k to the town named last.
func (s *sentence) back(kind string, article bool, i, k int) (place, bool) {
	if kind == "" || !article {
		return place{}, false
	}
	area := s.doc.rules.Words["area"][kind]
	for t := i - 1; t >= 0; t-- {
		if n := s.nameAt[t]; n >= 0 {
			if m := s.refs[s.Names[n].Ref].mention; s.doc.pointsBack(m, area) {
				return place{first: i, last: k, mention: m, anaphor: kind, name: s.doc.mentions[m].Text, relation: "in"}, true
			}
		}
	}
	for j := len(s.doc.memory.places) - 1; j >= 0; j-- {
		if m := s.doc.memory.places[j].mention; s.doc.pointsBack(m, area) {
			return place{first: i, last: k, mention: m, anaphor: kind, name: s.doc.mentions[m].Text, relation: "in"}, true
		}
	}
	return place{}, false
}

// pointsBack says whether mention m can be what "the town" (or, for an area, "the province") means.
func (d *document) pointsBack(m int, area bool) bool {
	if m < 0 || d.mentions[m].Role != geoparse.Literal || !d.mentions[m].Placed {
		return false
	}
	kind := d.mentions[m].Place.Kind
	return area && strings.HasPrefix(kind, "ADM") || !area && strings.HasPrefix(kind, "PPL")
}

// partyAt gives an actor of the table or a word of force with the words that belong to it. known is one more than the actor
// that "the group" points back to.
func (s *sentence) partyAt(i int) (first, last, known int, ok bool) {
	for k := i; k < len(s.Tokens) && k < i+4; k++ {
		if n := s.nameAt[k]; n >= 0 && s.refs[s.Names[n].Ref].actor >= 0 {
			last := s.Names[n].Last
			for last < len(s.Tokens) && s.plays("force", last) { // "російські війська"
				last++
			}
			return s.pastArticles(i, k), last, 0, true
		}
		if s.plays("force", k) {
			return s.pastArticles(i, k), s.forceEnd(k), 0, true
		}
		if s.plays("group", k) || s.plays("pronoun", k) {
			if a := s.partyBefore(k); a >= 0 {
				return s.pastArticles(i, k), k + 1, a + 1, true
			}
		}
		if !s.plays("skip", k) && !s.adjective(k) { // "російські війська"
			break
		}
	}
	return 0, 0, 0, false
}

// partyBefore gives the actor named last before token k, -1 where the report named none.
func (s *sentence) partyBefore(k int) int {
	for t := k - 1; t >= 0; t-- {
		if n := s.nameAt[t]; n >= 0 && s.fights(n) {
			return s.refs[s.Names[n].Ref].actor
		}
	}
	if p := s.doc.memory.parties; len(p) > 0 {
		return p[len(p)-1].actor
	}
	return -1
}

// fights says that "they" can point back to name n: an armed group, or a state with a word of force beside it.
func (s *sentence) fights(n int) bool {
	x := s.Names[n]
	a := s.refs[x.Ref].actor
	if a < 0 || s.doc.actors.Get(a).Kind != actor.State {
		return a >= 0
	}
	beside := func(t int) bool { return t >= 0 && t < len(s.Tokens) && s.plays("force", t) && !s.plays("rebel", t) }
	return beside(x.First-1) || beside(x.Last)
}

// forceEnd gives the token after a force: its name, its country's adjective.
func (s *sentence) forceEnd(k int) int {
	for last := k + 1; last < len(s.Tokens) && last < k+5 && !s.Tokens[last].Mark; last++ {
		if n := s.nameAt[last]; n >= 0 {
			ref := s.refs[s.Names[n].Ref]
			demonym := ref.mention >= 0 && s.doc.mentions[ref.mention].Role == geoparse.Demonym
			if ref.actor >= 0 || demonym || s.doc.lang != "ar" {
				return s.Names[n].Last
			}
			break
		}
		if !s.plays("skip", last) && !s.plays("force", last) {
			break
		}
	}
	last := k + 1
	for last < len(s.Tokens) && s.plays("force", last) {
		last++
	}
	if last < len(s.Tokens) && s.adjective(last) {
		last++
	}
	return last
}

// adjective says whether token i is a country's adjective by its ending: "rwandaise", "العراقي".
func (s *sentence) adjective(i int) bool {
	w := s.Tokens[i].Lower
	if s.doc.lang == "ar" && !strings.HasPrefix(w, "ال") || len([]rune(w)) < 5 || s.plays("skip", i) {
		return false
	}
	for end := range s.doc.rules.Words["ending"] {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

func (s *sentence) pastArticles(i, k int) int {
	for i < k && s.plays("skip", i) {
		i++
	}
	return i
}

// peopleAt gives a number phrase with its word of people, or that word alone.
func (s *sentence) peopleAt(i int) (first, last int, p *number.Phrase, ok bool) {
	k := i
	if x, found := number.For(s.doc.lang).At(s.Tokens, i); found {
		p, k = &x, x.Last
	}
	for j := k; j < len(s.Tokens) && j < k+4; j++ {
		if s.plays("people", j) || s.plays("household", j) || p != nil && s.plays("other", j) {
			last = j + 1
			for last < len(s.Tokens) && (s.plays("people", last) || s.plays("household", last)) {
				last++
			}
			return i, last, p, true
		}
		if !s.plays("skip", j) {
			break
		}
	}
	return 0, 0, nil, false
}

// numberAlone gives a number that stands for people because of its verb: "some 11,000 arrived".
func (s *sentence) numberAlone(i int) (first, last int, p *number.Phrase, ok bool) {
	x, found := number.For(s.doc.lang).At(s.Tokens, i)
	if !found || x.Best == nil || *x.Best < 20 || x.Last >= len(s.Tokens) || s.Tokens[x.Last].Mark {
		return 0, 0, nil, false
	}
	return i, x.Last, &x, true
}
