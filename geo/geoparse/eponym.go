package geoparse

import (
	"sort"
	"strings"

	"dateline/geo/geoparse/tagger"
)

// eponyms makes parts of a name of the places that diseases, treaties and the like are called after: "West Nile virus".
func (r *reading) eponyms() {
	for i := range r.names {
		n := &r.names[i]
		if n.role == Part || n.role == Demonym {
			continue
		}
		next := r.word(n.last, n.first)
		if next == "-" { // "Ebola-Reston virus" is caught from its end, "Reston-type virus" here
			next = r.word(n.last+1, n.first)
		}
		if eponymWords[strings.ToLower(next)] {
			n.role, n.matches, n.why = Part, nil, "part of the name "+r.slice(n.first, n.last)+" "+next
		}
	}
}

var eponymWords = wordSet(`virus disease fever syndrome flu strain ebolavirus encephalitis blot protocol convention conventions fries sauce cheese
terrier retriever shepherd bulldog goose cattle marathon derby`)

// seats reads the houses that governments are called by: a place where one goes to or meets in it, else only the body.
func (r *reading) seats() {
	kept := r.names[:0]
	for _, n := range r.names {
		town, ok := seatTowns[n.surface]
		if !ok {
			kept = append(kept, n)
			continue
		}
		before := strings.ToLower(r.before(n.first, 1))
		if before == "the" {
			before = strings.ToLower(r.before(n.first, 2))
		}
		if m := r.find(town); placePreposition[before] && len(m) > 0 {
			n.role, n.matches, n.key, n.why = Literal, m[:1], town, n.surface+" is in "+m[0].Place.Name
			kept = append(kept, n)
			continue
		}
		r.spans = append(r.spans, tagger.Span{First: n.first, Last: n.last, Label: tagger.Organisation, Margin: ruleMargin})
	}
	r.names = kept
	sort.SliceStable(r.spans, func(i, j int) bool { return r.spans[i].First < r.spans[j].First })
}

// seatTowns are the seats of governments with their towns. General knowledge.
var seatTowns = map[string]string{
	"White House": "Washington, D.C.", "Kremlin": "Moscow", "Pentagon": "Arlington", "Downing Street": "London", "Whitehall": "London",
	"Capitol Hill": "Washington, D.C.", "Elysee": "Paris", "Élysée": "Paris", "Blue House": "Seoul", "State Department": "Washington, D.C.",
	"Foggy Bottom": "Washington, D.C.",
}
