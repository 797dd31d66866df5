package geoparse

import (
	"strings"
	"unicode/utf8"

	"dateline/geo/gazetteer"
)

// nisbaEndings are what Arabic adds to a land's name to make the adjective and the people: masculine, feminine, plural.
var nisbaEndings = []string{"يين", "يون", "ية", "ي"}

// foreignDemonym reads Arabic adjectives of countries: "الروسية" of روسيا, "العراقي" of العراق, "أمريكية" of أمريكا. Only countries
// count: the same endings make surnames of towns.
func (r *reading) foreignDemonym(n *name, g *grammar) bool {
	if !g.nisba {
		return false
	}
	w := r.tokens[n.first].Text
	for _, lead := range []string{"", "و", "ب", "ل"} {
		rest, ok := strings.CutPrefix(w, lead)
		if !ok {
			continue
		}
		for _, e := range nisbaEndings {
			stem, ok := strings.CutSuffix(rest, e)
			if !ok || utf8.RuneCountInString(stem) < 3 {
				continue
			}
			if m := r.nisbaCountry(stem); m != nil {
				n.lead, n.matches, n.key, n.role = len(lead), m, rest, Demonym
				return true
			}
		}
	}
	return false
}

// nisbaCountry looks for a country whose name, without its last long vowel and perhaps without the article, is the stem.
func (r *reading) nisbaCountry(stem string) []gazetteer.Match {
	bare := strings.TrimPrefix(stem, "ال")
	if american[bare] {
		if c, ok := r.p.g.Country("US"); ok {
			return as([]gazetteer.Place{c}, stem, "demonym")
		}
	}
	for _, base := range []string{stem, bare} {
		for _, tail := range []string{"", "ا", "يا"} {
			for _, m := range r.find(base + tail) {
				if groupOf(&m.Place) == country && (m.How == "exact" || m.How == "folded") {
					return as([]gazetteer.Place{m.Place}, stem, "demonym")
				}
			}
		}
	}
	return nil
}

// american are the stems of "America" in Arabic, which is no gazetteer's name of the United States.
var american = map[string]bool{"أمريك": true, "أميرك": true, "امريك": true, "اميرك": true}
