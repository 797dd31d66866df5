package geoparse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/geo/gazetteer"
	"dateline/geo/geoparse/token"
)

// recogniseForeign finds names in languages that the tagger has not learnt: the gazetteer on words freed of that
// language's affixes, held in check by its prepositions, capitals, given names and words for streets.
func (r *reading) recogniseForeign() {
	g := grammarOf(r.language)
	for i := 0; i < len(r.tokens); i++ {
		if r.tokens[i].Kind != token.Word {
			continue
		}
		if end := r.person(i, g); end > 0 && r.phrases[i].last <= i+1 {
			r.notePerson(i, end)
			i = end - 1
			continue
		}
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
	long := isUpper(t.Text) && r.phrases[i].last > i+1 // "La Habana", "El Salvador"
	if (g.stop[low] || g.streets[low] || namePrefix[low] && isUpper(r.after(i, 1))) && !long || g.caseless && g.cues[low] {
		return name{}, false
	}
	n := name{first: i, last: i + 1, role: Literal}
	found := r.foreignMatch(&n, g)
	if !found && !r.foreignDemonym(&n, g) && !r.foreignUnknown(&n, g) {
		return n, false
	}
	if found {
		n.matches = usable(n.matches, Literal)
		if len(n.matches) == 0 || !r.foreignPlace(&n, g) {
			return n, false
		}
	}
	if len(n.matches) > 0 && n.matches[0].Name.Kind == "demonym" {
		n.role = Demonym
	}
	whole := r.slice(n.first, n.last)
	n.surface = whole[n.lead : len(whole)-n.trail]
	if n.key == "" {
		n.key = n.surface
	}
	return n, true
}

// foreignMatch looks the words at n.first up: as written, and without affixes. A written form that is only some village's wins
// over an inflected form of a town no more: "Сум" is of Суми.
func (r *reading) foreignMatch(n *name, g *grammar) bool {
	ph := r.phrases[n.first]
	written := ph.last > 0 && (ph.last > n.first+1 || len(g.endings) == 0 || len(usable(ph.matches, Literal)) > 0)
	if written && (ph.last > n.first+1 || len(g.endings) == 0 || knownness(ph.matches[0]) >= 2) {
		n.last, n.matches, n.key = ph.last, ph.matches, r.slice(n.first, ph.last)
		return true
	}
	inflected := *n
	if r.inflected(&inflected, g) && (!written || knownness(inflected.matches[0]) > knownness(ph.matches[0])) {
		*n = inflected
		return true
	}
	if written {
		n.last, n.matches, n.key = ph.last, ph.matches, r.slice(n.first, ph.last)
	}
	return written
}

// foreignUnknown takes a capitalised word that no gazetteer has behind a word such as "village" for a place.
func (r *reading) foreignUnknown(n *name, g *grammar) bool {
	w := r.tokens[n.first].Text
	before := strings.ToLower(r.before(n.first, 1))
	if before == "de" || before == "d" { // "le village de X", "el pueblo de X"
		before = strings.ToLower(r.before(n.first, 2))
	}
	if !g.settlement(before) || g.stop[strings.ToLower(w)] || !g.caseless && !isUpper(w) || utf8.RuneCountInString(w) < 3 {
		return false
	}
	if !g.caseless {
		for n.last < n.first+3 && isUpper(r.word(n.last, n.first)) {
			n.last++
		}
	}
	n.key, n.why = r.slice(n.first, n.last), "called a place by the words next to it"
	n.settlement = true
	n.matches = r.similar(n.key)
	return true
}

// inflected looks the word at n.first up without its affixes, first alone, then with the word after it, and takes the form
// that is best known.
func (r *reading) inflected(n *name, g *grammar) bool {
	text := r.tokens[n.first].Text
	best := -1
	for _, p := range g.split(text) {
		stem := text[p.lead : len(text)-p.trail]
		if !g.caseless && !isUpper(stem) {
			continue
		}
		for _, form := range g.forms(stem) {
			try := name{first: n.first, last: n.last, role: n.role}
			if r.inflectedPair(&try, g, form) {
				try.lead = p.lead
				*n = try
				return true
			}
			if m := r.find(form); len(m) > 0 && (form != text || len(usable(m, Literal)) > 0) && knownness(m[0]) > best {
				best = knownness(m[0])
				n.lead, n.trail, n.key, n.matches = p.lead, p.trail, form, m
			}
		}
	}
	return best >= 0
}

// namePrefix are words that begin names and are none.
var namePrefix = wordSet(`san santa santo saint sainte são los las el la le nueva nuevo nouveau nouvelle puerto port fort`)

// inflectedPair tries a form of the first word with the forms of the second: "Саудовской Аравии".
func (r *reading) inflectedPair(n *name, g *grammar, form string) bool {
	second := r.after(n.first, 1)
	dash := second == "-"
	at := n.first + 1
	if dash {
		at++
	}
	second = r.word(at, n.first)
	if second == "" || at >= len(r.tokens) || r.tokens[at].Kind != token.Word || !g.caseless && !isUpper(second) && !g.areas[second] || !r.p.g.HasPrefix(form) {
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
// only places take, a list that it stands in, or a name too well known to be anything else.
func (r *reading) foreignPlace(n *name, g *grammar) bool {
	m := n.matches[0]
	before := strings.ToLower(r.before(n.first, 1))
	known := knownness(m)
	if g.titles[before] && known < 3 || r.foreignStreet(n, g) && r.barStreet(n) || g.articles[before] && n.lead == 0 && m.Place.Class == 'P' {
		return false
	}
	cue := g.cues[before] || g.offices[before] || g.leadCue(r.tokens[n.first].Text[:n.lead]) || r.placeCase(n, g) || g.after[r.word(n.last, n.first)] || r.foreignList(n, g) || r.opensDateline(n)
	if g.caseless {
		long := len([]rune(n.key)) >= 4
		return cue && known >= 1 || g.settlement(before) || long && known >= 3 || n.last-n.first > 1 && known >= 1
	}
	if m.Name.Kind == "demonym" {
		return true
	}
	head := r.sentences[r.tokens[n.first].Sentence].First
	next := r.word(n.last, n.first)
	neighbour := isUpper(r.before(n.first, 1)) && n.first > head+1 && !r.placed(n.first-1)
	neighbour = neighbour || isUpper(next) && r.phrases[n.last].last == 0 && !g.bodies[strings.ToLower(next)]
	switch {
	case cue && (!neighbour || g.offices[before] || known >= 2):
		return true
	case neighbour:
		return known >= 4
	}
	return known >= 2 || known >= 1 && n.first > head && r.language != "de"
}

// opensDateline says whether the name begins its sentence and what follows is how datelines go on: "بورتسودان، 26 أكتوبر".
func (r *reading) opensDateline(n *name) bool {
	if n.first != r.sentences[r.tokens[n.first].Sentence].First {
		return false
	}
	switch w := r.word(n.last, n.first); w {
	case ",", "،", "-", "–", "—", "(", "/", ":":
		return true
	default:
		return w != "" && unicode.IsDigit([]rune(w)[0])
	}
}

// placeCase says whether a Turkish case of place ends the name: "Rize'de".
func (r *reading) placeCase(n *name, g *grammar) bool {
	if !g.apostrophe || n.trail == 0 {
		return false
	}
	w := r.tokens[n.last-1].Text
	return placeCase[strings.TrimLeft(w[len(w)-n.trail:], "'’")]
}

// foreignList says whether the name stands in a list behind another place: "Tikrit y Mosul", "Нікополь, Марганець".
func (r *reading) foreignList(n *name, g *grammar) bool {
	w := r.before(n.first, 1)
	if g.caseless && r.placed(n.first-1) && strings.HasPrefix(r.tokens[n.first].Text[:n.lead], "و") {
		return true
	}
	return (w == "," || w == "،" || g.and[w]) && r.placed(n.first-2)
}

// barStreet keeps what names a street from being read as the town elsewhere in the text.
func (r *reading) barStreet(n *name) bool {
	for i := n.first; i < n.last; i++ {
		r.barred[i] = true
	}
	return true
}

// foreignStreet says whether the words around make the name that of a street: "rue de Londres", "Atatürk Caddesi".
func (r *reading) foreignStreet(n *name, g *grammar) bool {
	if g.streetAfter[strings.ToLower(r.word(n.last, n.first))] {
		return true
	}
	for k := 1; k <= 3; k++ {
		w := strings.ToLower(r.before(n.first, k))
		if g.streets[w] {
			return true
		}
		if !linkOfStreet[w] {
			return false
		}
	}
	return false
}

// linkOfStreet stand between the word for a street and its name.
var linkOfStreet = wordSet(`de du la des le les del los las l' d' della dei da do`)

// placed says whether token i belongs to the last name found.
func (r *reading) placed(i int) bool {
	return len(r.names) > 0 && r.names[len(r.names)-1].last > i
}

// ownPlace begins the ids of the gazetteer's places that no package has.
const ownPlace = "dateline:"

// knownness grades a match: 4 countries, 3 first-order areas and large towns, 2 towns, 1 small towns, 0 villages. Names in
// other scripts are never the place's own name in the gazetteer, so that only the place counts.
func knownness(m gazetteer.Match) int {
	g := groupOf(&m.Place)
	if m.Place.Class == 'P' && townHint(m.Place.Population) == hintBigTown {
		return 3
	}
	switch g {
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
	if strings.HasPrefix(m.Place.ID, ownPlace) {
		return 1 // typed in because reports name it
	}
	return 0
}
