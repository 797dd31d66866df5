package geoparse

import (
	"strings"

	"dateline/geo/geoparse/tagger"
	"dateline/geo/geoparse/token"
)

var roleOf = map[tagger.Label]Role{tagger.Location: Literal, tagger.Metonym: Metonym, tagger.Demonym: Demonym}

// fromSpans makes names of what the tagger holds for places.
func (r *reading) fromSpans() {
	for _, sp := range r.spans {
		role, ok := roleOf[sp.Label]
		if !ok {
			continue
		}
		r.addSpan(sp, role)
	}
}

// addSpan adds the place of a span: as a whole where the gazetteer knows it, grown to a longer name that it is a piece of,
// else in the pieces that the gazetteer knows, else as it stands.
func (r *reading) addSpan(sp tagger.Span, role Role) {
	first, last := r.trim(sp.First, sp.Last)
	if first >= last || r.barred[first] || role == Literal && r.doubtful(sp, first, last) {
		return
	}
	n := name{role: role, margin: sp.Margin}
	if r.settle(&n, first, last) {
		r.names = append(r.names, n)
		return
	}
	found := false
	for i := first; i < last; {
		ph := r.phrases[i]
		if ph.last == 0 || ph.last > last || i > first && !pieceMark[r.tokens[i-1].Text] || ph.last < last && !pieceMark[r.tokens[ph.last].Text] {
			i++
			continue
		}
		piece := n
		if r.settle(&piece, i, ph.last) {
			r.names = append(r.names, piece)
			found = true
		}
		i = ph.last
	}
	if !found {
		found = r.leadingPlace(n, first, last) || r.trailingPlace(n, first, last)
	}
	if !found && role != Demonym && r.standsAlone(sp, first, last) {
		n.first, n.last, n.surface = first, last, r.slice(first, last)
		n.key = n.surface
		if role == Literal && last-first <= 3 && placePreposition[strings.ToLower(r.before(first, 1))] {
			n.matches = r.similar(n.surface)
		}
		r.names = append(r.names, n)
	}
}

// trailingPlace reads the country or first-order area that a longer name ends with: "Nazi Germany".
func (r *reading) trailingPlace(n name, first, last int) bool {
	for i := first + 1; i < last; i++ {
		if ph := r.phrases[i]; ph.last == last && areaOf(ph) && ownName(ph.matches[0]) && !tagger.PlaceWord(strings.ToLower(r.tokens[i].Text)) {
			return r.settleAt(&n, i, last)
		}
	}
	return false
}

// leadingPlace reads the area or town that a longer name of a body or building begins with ("Barren County Detention Center",
// "Seoul City Hall"), but not of a street or of what is called after a saint.
func (r *reading) leadingPlace(n name, first, last int) bool {
	ph := r.phrases[first]
	if ph.last == 0 || ph.last >= last || r.tokens[ph.last].Kind == token.Mark {
		return false
	}
	for i := ph.last; i < last; i++ {
		if streetWords[strings.ToLower(strings.TrimSuffix(r.tokens[i].Text, "."))] {
			return false
		}
	}
	m := ph.matches[0]
	g := groupOf(&m.Place)
	if g != country && g != firstAdmin && g != otherAdmin && (m.Place.Population < 50_000 || !ownName(m)) || m.How != "exact" && m.How != "folded" {
		return false
	}
	return r.settleAt(&n, first, ph.last)
}

// settleAt is settle for exactly these tokens.
func (r *reading) settleAt(n *name, first, last int) bool {
	if !r.settle(n, first, last) {
		return false
	}
	r.names = append(r.names, *n)
	return true
}

var streetWords = wordSet(`street st road rd avenue ave boulevard blvd lane drive highway hwy way court place terrace crescent park square bridge gardens
row close alley field stadium arena theatre theater cemetery`)

// pieceMark are the marks between two names within one span.
var pieceMark = map[string]bool{",": true, "-": true, "–": true, "/": true, "'s": true, "’s": true, "and": true, "(": true, "of": true, "in": true}

// How sure the tagger must be of names that no gazetteer knows, in its quantised units: of single words, of single words
// behind a preposition of place, and of longer names. Found on the spread of right and wrong names by margin.
const loneMargin, loneMarginAfter, longMargin = 650, 250, 250

// standsAlone says whether a span that the gazetteer does not know is still worth reporting.
func (r *reading) standsAlone(sp tagger.Span, first, last int) bool {
	if last-first > 1 {
		return sp.Margin >= longMargin
	}
	return sp.Margin >= loneMargin || sp.Margin >= loneMarginAfter && placePreposition[strings.ToLower(r.before(first, 1))]
}

// placePreposition are the words that English places stand behind.
var placePreposition = wordSet(`in at near from to into around outside inside across toward towards throughout leaving entering reaching`)

// doubtfulMargin is how sure the tagger must be of a single word that is also a common word or a given name.
const doubtfulMargin = 900

// doubtful holds for single words that look like common words or given names of which some small place is called, where
// the tagger is not sure.
func (r *reading) doubtful(sp tagger.Span, first, last int) bool {
	if last-first > 1 || sp.Margin >= doubtfulMargin || r.prominent(first) || placePreposition[strings.ToLower(r.before(first, 1))] {
		return false
	}
	if r.before(first, 1) == "of" && r.phrases[first].last == last || r.word(last, first) == "," && r.phrases[min(last+1, len(r.phrases)-1)].last > 0 {
		return false
	}
	return r.common(first, last) || tagger.GivenName(strings.ToLower(r.tokens[first].Text))
}

// trim drops marks, possessives and "the" from the ends of a run of tokens.
func (r *reading) trim(first, last int) (int, int) {
	for first < last && (r.tokens[first].Kind == token.Mark || leadArticle[strings.ToLower(r.tokens[first].Text)]) {
		first++
	}
	for last > first && r.tokens[last-1].Kind == token.Mark {
		last--
	}
	return first, last
}

// leadArticle are words that stand before a name and are no part of it.
var leadArticle = wordSet("the a an")
