package geoparse

import (
	"strings"

	"dateline/geo/gazetteer"
	"dateline/geo/geoparse/tagger"
)

// surnameCountries are those whose towns bear the surnames of English-speaking persons: "Clinton and Gore in Tennessee".
var surnameCountries = map[string]bool{"US": true, "GB": true, "CA": true, "AU": true, "NZ": true, "IE": true, "ZA": true}

// inCountry makes places of the single names before "in Angola" or ", Angola" that lie there: "took Andulo and Bailundo in
// Angola".
func (r *reading) inCountry() {
	for i := range r.tokens {
		ph := &r.phrases[i]
		if ph.last == 0 || !areaOf(*ph) || ph.matches[0].Name.Kind == "demonym" || surnameCountries[ph.matches[0].Place.Country] {
			continue
		}
		end := i - 1
		if w := r.before(i, 1); w == "the" || directional[w] {
			end--
		}
		if w := r.word(end, i); w == "in" || w == "," {
			r.listBefore(end, &ph.matches[0].Place)
		}
	}
}

// listBefore claims the names that end at token end, joined by commas and "and", as far as they lie in the area.
func (r *reading) listBefore(end int, area *gazetteer.Place) {
	for range 6 {
		first := r.phraseBefore(end)
		if first < 0 || !r.liesIn(first, area) || !r.unclaimed(first, end) {
			return
		}
		r.claim(first, end, tagger.Location)
		if w := r.before(first, 1); w != "and" && w != "," {
			return
		}
		if end = first - 1; r.before(end, 1) == "," {
			end--
		}
	}
}

// phraseBefore is where a gazetteer name that ends at token end begins, -1 where none does.
func (r *reading) phraseBefore(end int) int {
	for i := max(0, end-4); i < end; i++ {
		if r.phrases[i].last == end && !isUpper(r.before(i, 1)) && r.before(i, 1) != "-" {
			return i
		}
	}
	return -1
}

func (r *reading) liesIn(i int, area *gazetteer.Place) bool {
	for _, m := range r.phrases[i].matches {
		p := &m.Place
		if p.Class == 'P' && m.How == "exact" && p.Country == area.Country && (groupOf(area) == country || p.Admin1 == area.Admin1) {
			return true
		}
	}
	return false
}

// unclaimed says whether the tagger has nothing for the tokens, or only a single word for a person or body.
func (r *reading) unclaimed(first, last int) bool {
	w := strings.ToLower(r.tokens[first].Text)
	if r.common(first, last) || last-first == 1 && (tagger.GivenName(w) || functionWords[w]) || personal(r, first) {
		return false
	}
	for _, sp := range r.spans {
		if sp.First < last && sp.Last > first && (sp.First != first || sp.Last != last || sp.Label == tagger.Demonym || sp.Label == tagger.Vessel) {
			return false
		}
	}
	return true
}
