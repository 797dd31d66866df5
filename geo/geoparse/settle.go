package geoparse

import (
	"strings"

	"dateline/geo/geoparse/tagger"
	"dateline/geo/geoparse/token"
)

// common says whether the tokens are one word that is also an ordinary one, in the language or in lower case in this text.
func (r *reading) common(first, last int) bool {
	if last-first > 1 {
		return false
	}
	low := strings.ToLower(r.tokens[first].Text)
	return r.p.model.Common(low) || r.lowered()[low]
}

// lowered is the set of words that the text itself writes in lower case.
func (r *reading) lowered() map[string]bool {
	if r.lower == nil {
		r.lower = make(map[string]bool, len(r.tokens)/3)
		for i := range r.tokens {
			if t := &r.tokens[i]; t.Kind == token.Word && t.Text[0] >= 'a' && t.Text[0] <= 'z' {
				r.lower[t.Text] = true
			}
		}
	}
	return r.lower
}

// settle looks the tokens up as one name, in the spellings that texts use beside the gazetteer's, and fills n.
func (r *reading) settle(n *name, first, last int) bool {
	if ph := r.phrases[first]; ph.last > last && r.free(last, ph.last) { // "York" tagged in "York City"
		last = ph.last
	}
	n.first, n.last, n.surface = first, last, r.slice(first, last)
	for k, v := range r.variants(first, last) {
		m := usable(r.find(v), n.role)
		if k > 0 && last-first > 1 && !formOf(r.tokens[last-1].Text, m) {
			continue
		}
		if ph := r.phrases[first]; k == 0 && ph.last == last && (len(m) == 0 || ph.matches[0].Name.Kind == "abbreviation") {
			m = usable(ph.matches, n.role)
		}
		if len(m) > 0 && (!shortCode(v) || groupOf(&m[0].Place) <= firstAdmin || m[0].Name.Kind == "abbreviation") && !commonPlace(v) {
			n.key, n.matches = v, m
			if n.role == Demonym && m[0].Name.Kind != "demonym" { // "US troops": a country's name before a noun acts for it
				n.role = Metonym
			}
			return true
		}
	}
	return false
}

// commonPlace holds for words that are kinds of places rather than names, though some village is called so.
func commonPlace(v string) bool { return bareKinds[strings.ToLower(v)] }

var bareKinds = wordSet(`university street road avenue center centre castle house city north south east west central northern southern eastern western
hospital college school court highway bridge church mosque park square station airport district county state province region island lake lakes river
mountain valley hill bay phone care farms far patrol mayor police union club hall tower rose global globe coast federal upper lower new old
downtown hand inc gen parish port beach village town camp base field fields forest mall market plaza garden gardens capital border front`)

// free says whether no entity of another sort owns the tokens.
func (r *reading) free(first, last int) bool {
	for i := first; i < last; i++ {
		switch r.labels[i] {
		case tagger.Person, tagger.Organisation, tagger.Vessel, tagger.Event:
			return false
		}
	}
	return true
}
