package geoparse

import (
	"strings"

	"dateline/geo/geoparse/token"
)

// streetNouns end the names of streets and roads in English. "Square", "park" and "bridge" are left out: they name places
// that news puts on maps.
var streetNouns = wordSet(`street st road rd avenue ave boulevard blvd lane ln drive dr highway hwy freeway expressway parkway pkwy turnpike terrace
crescent causeway`)

// streets bars the names of streets from being places: "Baker Street", "5th Avenue", "Old York Road". A street lies in
// a town and is not it. Streets that stand for a quarter ("Wall Street") and those that the gazetteer has as a town stay.
func (r *reading) streets() {
	for i := range r.tokens {
		if !r.streetNoun(i) {
			continue
		}
		first := i
		for first > max(0, i-maxStreet) && r.streetWord(first-1, i) {
			first--
		}
		if first == i || r.knownStreet(first, i+1) {
			continue
		}
		named := false
		for j := first; j <= i; j++ {
			named = named || r.phrases[j].last > 0
			r.phrases[j], r.barred[j] = phrase{}, true
		}
		if named {
			r.streetNames = append(r.streetNames, [2]int{first, i + 1})
		}
	}
}

// maxStreet is how many words a street's name has before its noun.
const maxStreet = 4

func (r *reading) streetNoun(i int) bool {
	w := r.tokens[i].Text
	if !isUpper(w) || !streetNouns[strings.ToLower(strings.TrimSuffix(w, "."))] {
		return false
	}
	return w != "St." && w != "Dr." && w != "St" || !isUpper(r.after(i, 1)) // "St. Louis", "Dr. Smith"
}

// streetWord says whether token j, in the sentence of token i, may belong to the name of a street.
func (r *reading) streetWord(j, i int) bool {
	w := r.word(j, i)
	return isUpper(w) && !streetNouns[strings.ToLower(w)] || w != "" && w[0] >= '0' && w[0] <= '9' && len(w) <= 5 && j == i-1
}

func (r *reading) knownStreet(first, last int) bool {
	whole := r.slice(first, last)
	if quarters[whole] != "" || seatTowns[whole] != "" {
		return true
	}
	ph := r.phrases[first]
	if ph.last == last && ph.matches[0].Place.Population >= townStreet {
		return true
	}
	// "Texas Highway 31" names the state's road and with it the state.
	return ph.last > 0 && ph.last < last && areaOf(ph) && strings.HasPrefix(r.tokens[last-1].Text, "H")
}

// townStreet is from how many inhabitants on a place called like a street is a town.
const townStreet = 1000

// fromStreets keeps the streets whose name holds a place's as parts of a name, with the reason.
func (r *reading) fromStreets() {
	for _, s := range r.streetNames {
		n := name{first: s[0], last: s[1], surface: r.slice(s[0], s[1]), role: Part, why: "the name of a street, which lies in a town and is none"}
		n.key = n.surface
		r.names = append(r.names, n)
	}
}

// phraseEnds says whether no noun can follow at token i: what "the" belongs to is the name itself, not "the Cairns police".
func (r *reading) phraseEnds(i, from int) bool {
	w := r.word(i, from)
	return w == "" || r.tokens[i].Kind == token.Mark && w != "-" || endsPhrase[w]
}

var endsPhrase = wordSet(`in on at to and or of from for with by have has had are were was is will would lost won beat defeated play played face faced`)

// pluralNames drops small towns called like a plural behind "the": teams are ("the Bulls"), towns are not.
func (r *reading) pluralNames() {
	kept := r.names[:0]
	for _, n := range r.names {
		if n.last == n.first+1 && len(n.matches) > 0 && n.role != Part && n.role != Demonym && r.before(n.first, 1) == "the" && strings.HasSuffix(n.surface, "s") {
			if p := &n.matches[0].Place; p.Class == 'P' && p.Population < smallPlace && r.phraseEnds(n.last, n.first) {
				continue
			}
		}
		kept = append(kept, n)
	}
	r.names = kept
}
