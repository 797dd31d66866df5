package geoparse

import (
	"strings"

	"dateline/geo/geoparse/tagger"
)

// combining are the forms of peoples' names that stand first in compounds, with the country's English name.
var combining = map[string]string{
	"Anglo": "United Kingdom", "Franco": "France", "Sino": "China", "Russo": "Russia", "Indo": "India", "Turco": "Turkey", "Turko": "Turkey",
	"Greco": "Greece", "Graeco": "Greece", "Hispano": "Spain", "Luso": "Portugal", "Italo": "Italy", "Austro": "Austria", "Polono": "Poland",
	"Belgo": "Belgium", "Dano": "Denmark", "Finno": "Finland", "Perso": "Iran", "Nippo": "Japan",
}

// compounds makes demonyms of both halves of "Franco-German", whatever the tagger takes the whole for.
func (r *reading) compounds() {
	for i := range r.tokens {
		land, ok := combining[r.tokens[i].Text]
		if !ok || r.after(i, 1) != "-" || i+2 >= len(r.tokens) {
			continue
		}
		ph := r.phrases[i+2]
		m := r.find(land)
		if ph.last == 0 || ph.matches[0].Name.Kind != "demonym" || len(m) == 0 {
			continue
		}
		r.claim(i, i+1, tagger.Demonym)
		r.claim(i+2, ph.last, tagger.Demonym)
		r.phrases[i] = phrase{i + 1, as(placesOf(m[:1]), r.tokens[i].Text, "demonym")}
	}
}

// Words behind a hyphen: an actor's deeds ("Saudi-led"), and what is so at the place ("Kyiv-based").
var deedWords = wordSet(`led backed supported funded sponsored brokered mediated trained armed financed allied aligned owned appointed imposed drafted`)

// hyphenated makes metonyms of places that act in a compound: "US-backed forces".
func (r *reading) hyphenated() {
	for i := range r.names {
		n := &r.names[i]
		if n.role == Literal && r.word(n.last, n.first) == "-" && deedWords[strings.ToLower(r.word(n.last+1, n.first))] {
			n.role = Metonym
			n.matches = usable(n.matches, Metonym)
		}
	}
}
