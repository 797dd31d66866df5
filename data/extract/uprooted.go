package extract

import (
	"strings"

	"dateline/data/extract/actor"
	"dateline/data/extract/syntax"
	"dateline/geo/geoparse"
)

// uprooted says whether a phrase is people whom only their surroundings show to have left their homes: a nation's or a people's
// name where the sentence speaks of war, camps or flight, and of no place in that nation's own country ("90,000 Bhutanese have
// lived in seven camps around Damak"); families and persons in a number where it speaks of the displaced.
func (s *sentence) uprooted(a arg) bool {
	if !s.war && !s.doc.war {
		return false
	}
	it := s.Items[a.item]
	if n := it.Number; n != nil && n.Last < it.Last && s.lexClass(a.head)&syntax.People != 0 && s.lexClass(a.head)&syntax.Force == 0 && (s.speaksOfDisplaced() || s.modActor(a) >= 0) {
		return true
	}
	country, people := s.nation(a)
	if !people {
		return false
	}
	if country == "" {
		return it.Number != nil || s.speaksOfDisplaced()
	}
	for _, ref := range s.refs {
		if ref.mention >= 0 && ref.mention != s.headRef(a).mention {
			m := s.doc.mentions[ref.mention]
			if m.Placed && m.Role != geoparse.Demonym && m.Place.Country == country {
				return false
			}
		}
	}
	return true
}

// nation gives the country whose people a phrase names, empty for a people without one, and whether it names a people at all.
func (s *sentence) nation(a arg) (string, bool) {
	ref := s.headRef(a)
	h := s.Tokens[a.head].Lower
	switch {
	case ref.actor >= 0:
		x := s.doc.actors.Get(ref.actor)
		switch x.Kind {
		case actor.Ethnic:
			return "", true
		case actor.State:
			if len(x.Countries) > 0 && s.people(a) {
				return x.Countries[0], true
			}
		}
	case ref.mention >= 0:
		m := s.doc.mentions[ref.mention]
		if m.Role == geoparse.Demonym && (strings.HasSuffix(h, "s") || strings.HasSuffix(h, "ese") || s.Items[a.item].Number != nil) {
			if m.Placed {
				return m.Place.Country, true
			}
			return "", true
		}
	case groupWords[h]:
		return "", true
	}
	return "", false
}

// speaksOfDisplaced says whether a word of displacement stands in the sentence.
func (s *sentence) speaksOfDisplaced() bool {
	for t := range s.Tokens {
		if s.lexClass(t)&syntax.Displaced != 0 || displacement[s.Tokens[t].Lower] {
			return true
		}
	}
	return false
}

var displacement = words("displaced homeless uprooted evacuated refugee asylum exile exiles displacement shelters tents camps relief")
