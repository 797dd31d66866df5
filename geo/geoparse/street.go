package geoparse

import "strings"

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
		for j := first; j <= i; j++ {
			r.phrases[j], r.barred[j] = phrase{}, true
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
