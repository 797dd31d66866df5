package geoparse

import (
	"strings"

	"dateline/geo/geoparse/tagger"
)

// afterTitles is where a person's own name starts: "Secretary of State John Kerry" at John.
func (r *reading) afterTitles(sp tagger.Span) int {
	first := sp.First
	for i := sp.First; i < sp.Last-1; i++ {
		w := strings.ToLower(strings.TrimSuffix(r.tokens[i].Text, "."))
		if titleNoun[w] || w == "]" || w == "state" && i > sp.First && r.tokens[i-1].Text == "of" {
			first = i + 1
		}
	}
	return first
}

var titleNoun = wordSet(`mr mrs ms dr gen general lt lieutenant col colonel maj major capt captain sgt sergeant adm admiral cmdr commander president elect
premier minister chancellor secretary senator sen rep representative congressman gov governor mayor judge justice chief sheriff deputy officer
prof professor rev reverend spokesman spokeswoman spokesperson director chairman chairwoman ambassador envoy sir lord lady prince princess queen
marshal brigadier pope archbishop bishop cardinal ayatollah sheikh sheik imam detective inspector superintendent constable coach analyst`)

// titled makes persons of place spans that a personal title stands before: "Gen. Lahore".
func (r *reading) titled() {
	for k, sp := range r.spans {
		if _, place := roleOf[sp.Label]; place && sp.Label != tagger.Demonym && personTitle[strings.TrimSuffix(r.before(sp.First, 1), ".")] {
			r.spans[k].Label = tagger.Person
		}
	}
}

var personTitle = wordSet(`Mr Mrs Ms Miss Dr Gen Col Lt Capt Maj Sgt Cpl Adm Cmdr Sen Rep Gov Prof Rev Sir Dame Lord Lady Senator Congressman
Congresswoman Justice Sheikh Imam Ayatollah Mullah Detective Sgt. Pvt Cllr Councillor Coach Officer Trooper`)

// forenames makes persons of single given names that the text has in a full name, unless a preposition of place stands before.
func (r *reading) forenames() {
	first := make(map[string]bool)
	for _, sp := range r.spans {
		if w := r.tokens[sp.First].Text; sp.Label == tagger.Person && sp.Last-sp.First > 1 && tagger.GivenName(strings.ToLower(w)) {
			first[w] = true
		}
	}
	for k, sp := range r.spans {
		w := r.tokens[sp.First].Text
		if sp.Label == tagger.Location || sp.Label == tagger.Metonym {
			if sp.Last == sp.First+1 && first[w] && !placePreposition[strings.ToLower(r.before(sp.First, 1))] && r.before(sp.First, 1) != "," {
				r.spans[k].Label = tagger.Person
			}
		}
	}
}

// surnames makes persons of single names that the text gives in full elsewhere: "John Kirby … Kirby said".
func (r *reading) surnames() {
	full := make(map[string]bool)
	for _, sp := range r.spans {
		if sp.Label == tagger.Person && sp.Last-sp.First > 1 {
			full[r.tokens[sp.Last-1].Text] = true
			full[r.slice(max(sp.First, sp.Last-3), sp.Last)] = true
		}
	}
	for k, sp := range r.spans {
		if sp.Label != tagger.Person && sp.Label != tagger.Demonym && full[r.slice(sp.First, sp.Last)] && !r.prominent(sp.First) {
			r.spans[k].Label = tagger.Person
		}
	}
}

// givenNames are the single words of all personal names of two words and more.
func (r *reading) givenNames() map[string]bool {
	out := make(map[string]bool)
	for _, sp := range r.spans {
		if sp.Label == tagger.Person && sp.Last-sp.First > 1 {
			for i := sp.First; i < sp.Last; i++ {
				out[r.tokens[i].Text] = true
			}
		}
	}
	return out
}
