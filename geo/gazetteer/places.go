package gazetteer

import (
	"strings"

	"dateline/geo/gazetteer/index"
)

// find gives the layers' entries of an id, the last layer first.
func (g *Gazetteer) find(id string, visit func(l *layer, i int) bool) {
	for n := len(g.layers) - 1; n >= 0; n-- {
		if i, ok := g.layers[n].r.ByID(id); ok && !visit(g.layers[n], i) {
			return
		}
	}
}

// Place gives the place of an id.
func (g *Gazetteer) Place(id string) (Place, bool) {
	var out Place
	g.find(id, func(l *layer, i int) bool {
		if out.ID == "" {
			out = l.place(i)
		} else {
			out = combine(out, l.place(i))
		}
		return true
	})
	return out, out.ID != ""
}

// Names gives every spelling of a place, its own name first. Codes and misspellings kept for searching only are left out.
func (g *Gazetteer) Names(id string) []Name {
	var out []Name
	seen := map[Name]bool{}
	add := func(n Name) {
		if !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
	}
	g.find(id, func(l *layer, i int) bool {
		add(Name{Text: l.r.Name(i)})
		l.r.EachName(i, func(text []byte, lang string, kind index.NameKind) bool {
			if kind != index.Hidden {
				add(Name{Text: string(text), Lang: lang, Kind: kind.String()})
			}
			return true
		})
		return true
	})
	return out
}

// DisplayName is the best name of the place in the language, or its own name. Names without a language count where their
// script fits.
func (g *Gazetteer) DisplayName(id, lang string) string {
	own, best, bestScore := "", "", 0
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	g.find(id, func(l *layer, i int) bool {
		if own == "" {
			own = l.r.Name(i)
		}
		if lang == "" {
			return false // no other spelling can win, and unpacking them takes longer than all the rest
		}
		l.r.EachName(i, func(text []byte, nameLang string, kind index.NameKind) bool {
			if s := displayScore(text, nameLang, kind, lang); s > bestScore {
				best, bestScore = string(text), s
			}
			return true
		})
		return true
	})
	if bestScore == 0 || lang == "en" && bestScore < 20 {
		return own
	}
	return best
}

func displayScore(text []byte, nameLang string, kind index.NameKind, lang string) int {
	switch kind {
	case index.Historic, index.Hidden, index.Demonym, index.Abbreviation, index.Colloquial:
		return 0
	}
	base, _, _ := strings.Cut(nameLang, "-")
	score := 0
	switch {
	case lang == "":
		return 0
	case strings.EqualFold(base, lang):
		score = 20
	case nameLang == "" && scriptFits(string(text), lang):
		score = 10
	default:
		return 0
	}
	if kind == index.Preferred {
		score += 5
	}
	return score
}

// Country gives the country of an ISO alpha-2 code.
func (g *Gazetteer) Country(code string) (Place, bool) {
	if len(code) != 2 {
		return Place{}, false
	}
	return g.area(code)
}

// AdminArea gives the admin-1 area of a place's country and Admin1 code.
func (g *Gazetteer) AdminArea(country, admin1 string) (Place, bool) {
	if country == "" || admin1 == "" {
		return Place{}, false
	}
	return g.area(country + "." + admin1)
}

// District gives the admin-2 area of a place's country, Admin1 and Admin2 codes.
func (g *Gazetteer) District(country, admin1, admin2 string) (Place, bool) {
	if country == "" || admin2 == "" {
		return Place{}, false
	}
	return g.area(country + "." + admin1 + "." + admin2)
}

func (g *Gazetteer) area(code string) (Place, bool) {
	for _, l := range g.layers {
		if i, ok := l.r.Area(code); ok {
			return l.place(i), true
		}
	}
	return Place{}, false
}

// Label names a place with its admin-1 area and country: "Alqosh, Nineveh, Iraq".
func (g *Gazetteer) Label(p Place, lang string) string {
	if lang == "" && len(g.layers) == 1 {
		return g.plainLabel(&p)
	}
	parts := []string{g.DisplayName(p.ID, lang)}
	if p.Class != 'A' || p.Kind != "ADM1" {
		if a, ok := g.AdminArea(p.Country, p.Admin1); ok && a.ID != p.ID {
			parts = append(parts, g.DisplayName(a.ID, lang))
		}
	}
	if c, ok := g.Country(p.Country); ok && c.ID != p.ID {
		parts = append(parts, g.DisplayName(c.ID, lang))
	}
	return strings.Join(parts, ", ")
}

// plainLabel is Label in no language and of one gazetteer: own names, without looking the places up again.
func (g *Gazetteer) plainLabel(p *Place) string {
	label := p.Name
	if p.Class != 'A' || p.Kind != "ADM1" {
		if a, ok := g.AdminArea(p.Country, p.Admin1); ok && a.ID != p.ID {
			label += ", " + a.Name
		}
	}
	if c, ok := g.Country(p.Country); ok && c.ID != p.ID {
		label += ", " + c.Name
	}
	return label
}
