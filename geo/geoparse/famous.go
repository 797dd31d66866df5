package geoparse

import (
	"strings"

	"dateline/geo/gazetteer"
	"dateline/geo/geoparse/tagger"
)

// quarters are streets and quarters known the world over by a name that gazetteers of towns lack or have for some town only.
// General knowledge.
var quarters = map[string]string{
	"Wall Street": "New York City", "Broadway": "New York City", "Times Square": "New York City", "Ground Zero": "New York City",
	"Hollywood": "Los Angeles", "Beverly Hills": "Beverly Hills", "Las Vegas Strip": "Las Vegas", "Fleet Street": "London", "Trafalgar Square": "London",
	"Canary Wharf": "London", "Tahrir Square": "Cairo", "Tiananmen Square": "Beijing", "Taksim Square": "Istanbul", "Gezi Park": "Istanbul",
	"Red Square": "Moscow", "Bollywood": "Mumbai", "Champs-Élysées": "Paris", "Champs-Elysees": "Paris", "Maidan Square": "Kyiv",
	"Heathrow": "Heathrow Airport", "Gatwick": "Gatwick Airport", "O'Hare": "O'Hare International Airport", "LaGuardia": "LaGuardia Airport",
}

// airportCodes are the codes that news uses for airports without saying so, behind a preposition: JFK is a person too.
var airportCodes = map[string]string{
	"JFK": "John F. Kennedy International Airport", "LAX": "Los Angeles International Airport", "DFW": "Dallas/Fort Worth International Airport",
}

// sharedNames are names that two countries go by in news, whichever of them the gazetteer has it for.
var sharedNames = map[string][]string{"Congo": {"CD", "CG"}, "Korea": {"KR", "KP"}}

// shared adds the countries that share a name; the resolver weighs them.
func (r *reading) shared() {
	for i := range r.names {
		n := &r.names[i]
		if sharedNames[n.surface] == nil || n.role == Part || n.role == Demonym {
			continue
		}
		var both []gazetteer.Place
		for _, code := range sharedNames[n.surface] {
			if c, ok := r.p.g.Country(code); ok {
				both = append(both, c)
			}
		}
		ms := as(both, n.surface, "")
		for _, m := range n.matches {
			if groupOf(&m.Place) != country {
				ms = append(ms, m)
			}
		}
		n.matches, n.why = ms, "a name that two countries go by"
	}
}

// famous adds to the names of quarters the town that they lie in, as the likeliest place; the resolver weighs it against the towns of
// that name.
func (r *reading) famous() {
	for i := range r.names {
		n := &r.names[i]
		town, ok := quarters[n.surface]
		if !ok {
			town, ok = airportCodes[n.surface]
		}
		if m := r.find(town); ok && len(m) > 0 && n.role != Part && n.role != Demonym {
			m := m[0]
			m.Name = gazetteer.Name{Text: n.surface, Kind: "preferred"}
			n.matches = append([]gazetteer.Match{m}, n.matches...)
			n.why = n.surface + " is known as part of " + m.Place.Name
			if m.Place.Class == 'S' {
				n.matches = n.matches[:1]
				n.why = n.surface + " is short for " + m.Place.Name
			}
		}
	}
}

// airports claims the codes of airports behind words of place.
func (r *reading) airports() {
	for i := range r.tokens {
		if airportCodes[r.tokens[i].Text] != "" && placePreposition[strings.ToLower(r.before(i, 1))] {
			r.claim(i, i+1, tagger.Location)
		}
	}
}

// placeless are bodies and peoples that the tagger may hold for places and that no map has.
var placeless = wordSet(`Kurdish Kurd Kurds Arab Arabs Sunni Sunnis Shiite Shiites Shia Muslim Muslims Christian Christians Jewish Islamic Islam
Internet Facebook Twitter Google Congress Parliament Senate COVID Covid Earth`)

// screenUnknown drops names without any match that are words for no place.
func (r *reading) screenUnknown() {
	kept := r.names[:0]
	for _, n := range r.names {
		if len(n.matches) == 0 && n.role != Part && (placeless[n.surface] || bodyNames[n.surface]) {
			continue
		}
		kept = append(kept, n)
	}
	r.names = kept
}
