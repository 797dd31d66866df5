package geoparse

import (
	"strings"

	"dateline/geo/gazetteer"
	"dateline/geo/geoparse/token"
)

// recogniseForeign finds names in languages that the tagger has not learnt: the gazetteer on words freed of that
// language's affixes, held in check by its prepositions and capitals.
func (r *reading) recogniseForeign() {
	g := grammarOf(r.language)
	for i := 0; i < len(r.tokens); i++ {
		n, ok := r.foreignName(i, g)
		if !ok {
			continue
		}
		r.names = append(r.names, n)
		i = n.last - 1
	}
}

func (r *reading) foreignName(i int, g *grammar) (name, bool) {
	t := r.tokens[i]
	low := strings.ToLower(t.Text)
	if t.Kind != token.Word || g.stop[low] || g.caseless && g.cues[low] {
		return name{}, false
	}
	n := name{first: i, last: i + 1, role: Literal}
	if ph := r.phrases[i]; ph.last > 0 && (ph.last > i+1 || len(g.endings) == 0 || len(usable(ph.matches, Literal)) > 0) {
		n.last, n.matches = ph.last, ph.matches
		n.key = r.slice(i, ph.last)
	} else if !r.inflected(&n, g) {
		return n, false
	}
	n.matches = usable(n.matches, Literal)
	if len(n.matches) == 0 || !r.foreignPlace(&n, g) {
		return n, false
	}
	if n.matches[0].Name.Kind == "demonym" {
		n.role = Demonym
	}
	whole := r.slice(n.first, n.last)
	n.surface = whole[n.lead : len(whole)-n.trail]
	if n.key == "" {
		n.key = n.surface
	}
	return n, true
}

// inflected looks the word at n.first up without its affixes, first alone, then with the word after it.
func (r *reading) inflected(n *name, g *grammar) bool {
	text := r.tokens[n.first].Text
	for _, p := range g.split(text) {
		stem := text[p.lead : len(text)-p.trail]
		if !g.caseless && !isUpper(stem) {
			continue
		}
		for _, form := range g.forms(stem) {
			if m := r.find(form); len(m) > 0 {
				n.lead, n.trail, n.key, n.matches = p.lead, p.trail, form, m
				return true
			}
			if r.inflectedPair(n, g, form) {
				n.lead = p.lead
				return true
			}
		}
	}
	return false
}

// inflectedPair tries a form of the first word with the forms of the second: "Саудовской Аравии".
func (r *reading) inflectedPair(n *name, g *grammar, form string) bool {
	second := r.after(n.first, 1)
	dash := second == "-"
	at := n.first + 1
	if dash {
		at++
	}
	second = r.word(at, n.first)
	if second == "" || !g.caseless && !isUpper(second) || !r.p.g.HasPrefix(form) {
		return false
	}
	joint := " "
	if dash {
		joint = "-"
	}
	for _, other := range g.forms(second) {
		if m := r.find(form + joint + other); len(m) > 0 {
			n.last, n.key, n.matches = at+1, form+joint+other, m
			return true
		}
	}
	return false
}

// foreignPlace decides whether a match is meant as a place: a preposition or a word such as "city of" before it, an affix that
// only places take, or a name too well known to be anything else.
func (r *reading) foreignPlace(n *name, g *grammar) bool {
	m := n.matches[0]
	before := strings.ToLower(r.before(n.first, 1))
	cue := g.cues[before] || g.leadCue(r.tokens[n.first].Text[:n.lead])
	known := knownness(m)
	if g.titles[before] {
		return false
	}
	if g.caseless {
		long := len([]rune(n.key)) >= 4
		return cue && known >= 1 || long && known >= 3 || n.last-n.first > 1 && known >= 1
	}
	if m.Name.Kind == "demonym" {
		return true
	}
	head := r.sentences[r.tokens[n.first].Sentence].First
	neighbour := isUpper(r.before(n.first, 1)) && n.first > head+1 && !r.placed(n.first-1)
	neighbour = neighbour || isUpper(r.word(n.last, n.first)) && r.phrases[n.last].last == 0
	switch {
	case cue:
		return true
	case neighbour:
		return known >= 4
	}
	return known >= 2 || known >= 1 && n.first > head && r.language != "de"
}

// placed says whether token i belongs to the last name found.
func (r *reading) placed(i int) bool {
	return len(r.names) > 0 && r.names[len(r.names)-1].last > i
}

// knownness grades a match: 4 countries, 3 first-order areas and large towns, 2 towns, 1 small towns, 0 villages. Names in
// other scripts are never the place's own name in the gazetteer, so that only the place counts.
func knownness(m gazetteer.Match) int {
	switch groupOf(&m.Place) {
	case country:
		return 4
	case firstAdmin, capital, region:
		return 3
	case water, relief, seat:
		return 2
	case site, otherAdmin, noGroup:
		return 1
	}
	switch townHint(m.Place.Population) {
	case hintBigTown:
		return 3
	case hintTown:
		return 2
	case hintSmallTown:
		return 1
	}
	return 0
}
