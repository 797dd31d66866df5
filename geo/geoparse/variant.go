package geoparse

import (
	"strings"

	"dateline/geo/gazetteer"
)

// usable keeps the matches that fit the role: demonyms match demonyms, and a plain name is no demonym where other matches
// remain. Historic names count only where nothing else bears the name.
func usable(matches []gazetteer.Match, role Role) []gazetteer.Match {
	keep := func(ok func(gazetteer.Match) bool) []gazetteer.Match {
		var out []gazetteer.Match
		for _, m := range matches {
			if ok(m) {
				out = append(out, m)
			}
		}
		return out
	}
	if len(matches) == 0 {
		return nil
	}
	if role == Demonym {
		if d := keep(func(m gazetteer.Match) bool { return m.Name.Kind == "demonym" }); len(d) > 0 {
			return d
		}
		return keep(func(m gazetteer.Match) bool { return groupOf(&m.Place) <= firstAdmin || m.Place.Population > 100_000 })
	}
	if plain := keep(func(m gazetteer.Match) bool { return m.Name.Kind != "demonym" && m.Name.Kind != "historic" }); len(plain) > 0 {
		return plain
	}
	return matches
}

// variants spells the tokens as the gazetteer might: as written, then without what news adds to names.
func (r *reading) variants(first, last int) []string {
	out := []string{r.slice(first, last)}
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	lead, tailWord := r.tokens[first].Text, r.tokens[last-1].Text
	if last-first > 1 {
		switch strings.TrimSuffix(lead, ".") {
		case "St":
			add("Saint " + r.slice(first+1, last))
		case "Mt":
			add("Mount " + r.slice(first+1, last))
		case "Ft":
			add("Fort " + r.slice(first+1, last))
		case "Saint":
			add("St. " + r.slice(first+1, last))
		}
		if generic[strings.ToLower(tailWord)] {
			add(r.slice(first, last-1))
		}
		for at := first; at < last-1 && directional[strings.ToLower(r.tokens[at].Text)]; at++ {
			if r.tokens[at+1].Text == "-" && at+2 < last-1 {
				at++
				continue
			}
			add(r.slice(at+1, last))
		}
		if lead == "City" || lead == "Province" || lead == "State" {
			if r.tokens[first+1].Text == "of" && last-first > 2 {
				add(r.slice(first+2, last))
			}
		}
	}
	return out
}

// generic words may follow a name that the gazetteer has without them.
var generic = map[string]bool{
	"province": true, "governorate": true, "state": true, "city": true, "town": true, "district": true, "region": true, "county": true,
	"prefecture": true, "oblast": true, "village": true, "republic": true, "territory": true, "department": true, "township": true,
	"municipality": true, "division": true, "area": true, "suburb": true, "borough": true, "camp": true, "valley": true, "canton": true,
	"peninsula": true, "island": true, "islands": true, "river": true, "airport": true,
}

// natural are the generic words of land and water forms: a form is not the town that it shares its name with, unless the town is
// large enough to have given the name.
var natural = wordSet(`valley peninsula island islands river`)

// formOf says whether the matches may be meant by a form whose generic word was dropped.
func formOf(tail string, matches []gazetteer.Match) bool {
	if !natural[strings.ToLower(tail)] || len(matches) == 0 {
		return true
	}
	switch groupOf(&matches[0].Place) {
	case town, quarter, site:
		return matches[0].Place.Population >= 100_000 && ownName(matches[0])
	}
	return true
}

// directional words may stand before a name.
var directional = map[string]bool{
	"north": true, "south": true, "east": true, "west": true, "northern": true, "southern": true, "eastern": true, "western": true,
	"central": true, "northeast": true, "northwest": true, "southeast": true, "southwest": true, "northeastern": true, "northwestern": true,
	"southeastern": true, "southwestern": true, "upper": true, "lower": true, "greater": true, "downtown": true, "inner": true,
	"north-west": true, "north-east": true, "south-east": true, "south-west": true, "far": true, "mainland": true, "metropolitan": true,
}
