package geoparse

import (
	"strings"

	"dateline/geo/geoparse/tagger"
	"dateline/geo/geoparse/token"
)

// fromCues adds capitalised names that nothing has found but whose words around say that they are places: "the village of Tell
// Hamra", "Qarat Zubeid village", "Umm Darwa, 20 miles from Kirkuk".
func (r *reading) fromCues() {
	taken := r.taken()
	for i := 0; i < len(r.tokens); i++ {
		if taken[i] || !isUpper(r.tokens[i].Text) || r.tokens[i].Kind != token.Word || isUpper(r.before(i, 1)) {
			continue
		}
		end := r.run(i)
		if end-i <= 4 && r.untaken(taken, i, end) && r.cued(i, end) {
			r.addCued(i, end)
			if j := end + 1; j < len(r.tokens) && r.word(end, i) == "and" && captureVerbs[strings.ToLower(r.before(i, 1))] && isUpper(r.word(j, i)) {
				if last := r.run(j); last-j <= 3 && r.untaken(taken, j, last) {
					r.addCued(j, last)
					end = last
				}
			}
			i = end - 1
		}
	}
}

func (r *reading) untaken(taken []bool, first, last int) bool {
	for i := first; i < last; i++ {
		if taken[i] || r.labels[i] == tagger.Vessel || r.labels[i] == tagger.Organisation && last-first > 2 {
			return false
		}
	}
	return last > first && !functionWords[strings.ToLower(r.tokens[first].Text)] && !commonPlace(r.tokens[first].Text)
}

func (r *reading) cued(first, last int) bool {
	before, two := strings.ToLower(r.before(first, 1)), strings.ToLower(r.before(first, 2))
	if (before == "of" || before == "called" || before == "named" || before == "at") && settlementNouns[two] {
		return true
	}
	if captureVerbs[before] && !r.sentenceHead(first) && r.labels[first] != tagger.Organisation && !tagger.GivenName(strings.ToLower(r.tokens[first].Text)) {
		return true
	}
	if before == "the" || personal(r, first) {
		return false
	}
	if settlementNouns[r.word(last, first)] && r.labels[first] != tagger.Person && before != "" {
		return true
	}
	return r.measuredAfter(first, last)
}

// captureVerbs take a place as their object in news, not a person.
var captureVerbs = wordSet(`retook recaptured overran besieged shelled reached evacuated liberated encircled retake overrun shelling besieging retaking`)

func (r *reading) sentenceHead(i int) bool {
	return r.sentences[r.tokens[i].Sentence].First == i
}

func personal(r *reading, i int) bool { return personTitle[strings.TrimSuffix(r.before(i, 1), ".")] }

// measuredAfter says whether a stated distance from somewhere follows: ", 12 km north of", "lies 20 miles from".
func (r *reading) measuredAfter(first, last int) bool {
	lies := false
	for j := last; j < last+5 && j < len(r.tokens); j++ {
		w := strings.ToLower(r.tokens[j].Text)
		lies = lies || positionVerbs[w]
		if s, ok := r.statedAt(j); ok && r.tokens[j].Sentence == r.tokens[first].Sentence {
			return s.km > 0 && s.from > 0 && (lies || r.labels[first] != tagger.Person || placePreposition[strings.ToLower(r.before(first, 1))])
		}
		if !locatedFiller[w] {
			return false
		}
	}
	return false
}

// positionVerbs say where a place is, and are not said of persons in news.
var positionVerbs = wordSet(`lies lie situated located`)

var settlementNouns = wordSet(`village town hamlet city camp district suburb settlement neighbourhood neighborhood quarter villages towns subdistrict
sub-district municipality checkpoint outpost oasis`)

func (r *reading) addCued(first, last int) {
	for k := range r.spans { // what the tagger took for a person or body is the place
		if sp := &r.spans[k]; sp.First < last && sp.Last > first && sp.First >= first && sp.Last <= last {
			sp.Label = tagger.Location
		}
	}
	for i := first; i < last; i++ {
		r.labels[i] = tagger.Location
	}
	n := name{role: Literal, why: "called a place by the words next to it"}
	if !r.settle(&n, first, last) {
		n.first, n.last, n.surface = first, last, r.slice(first, last)
		n.key = n.surface
		n.matches = r.similar(n.surface)
	}
	r.names = append(r.names, n)
}
