package gazetteer

import (
	"strings"
	"sync"

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
				add(nameOf(text, lang, kind))
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
	return g.area(areaCode{code, "", ""})
}

// AdminArea gives the admin-1 area of a place's country and Admin1 code.
func (g *Gazetteer) AdminArea(country, admin1 string) (Place, bool) {
	if country == "" || admin1 == "" {
		return Place{}, false
	}
	return g.area(areaCode{country, admin1, ""})
}

// District gives the admin-2 area of a place's country, Admin1 and Admin2 codes.
func (g *Gazetteer) District(country, admin1, admin2 string) (Place, bool) {
	if country == "" || admin2 == "" {
		return Place{}, false
	}
	return g.area(areaCode{country, admin1, admin2})
}

// areaCode is the code of a country, of a first-level area, or of a second-level one.
type areaCode struct{ country, admin1, admin2 string }

func (c areaCode) String() string {
	switch {
	case c.admin2 != "":
		return c.country + "." + c.admin1 + "." + c.admin2
	case c.admin1 != "":
		return c.country + "." + c.admin1
	}
	return c.country
}

// knownAreas keeps the countries and first-level areas that have been asked for, some thousands: every label names two.
type knownAreas struct {
	mu    sync.RWMutex
	areas map[areaCode]*Place
}

func (g *Gazetteer) area(code areaCode) (Place, bool) {
	if p := g.knownArea(code); p != nil {
		return *p, true
	}
	return Place{}, false
}

// knownArea gives an area, which nobody may change; nil where there is none.
func (g *Gazetteer) knownArea(code areaCode) *Place {
	k := &g.known
	k.mu.RLock()
	p := k.areas[code]
	k.mu.RUnlock()
	if p != nil {
		return p
	}
	if p = g.findArea(code); p == nil || code.admin2 != "" { // what is not there may be anything that a client makes up
		return p
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.areas == nil {
		k.areas = map[areaCode]*Place{}
	}
	own := areaCode{strings.Clone(code.country), strings.Clone(code.admin1), ""}
	k.areas[own] = p
	return p
}

func (g *Gazetteer) findArea(code areaCode) *Place {
	text := code.String()
	for _, l := range g.layers {
		if i, ok := l.r.Area(text); ok {
			p := l.place(i)
			return &p
		}
	}
	return nil
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
	var area, country string
	if p.Admin1 != "" && p.Country != "" && (p.Class != 'A' || p.Kind != "ADM1") {
		if a := g.knownArea(areaCode{p.Country, p.Admin1, ""}); a != nil && a.ID != p.ID {
			area = ", " + a.Name
		}
	}
	if len(p.Country) == 2 {
		if c := g.knownArea(areaCode{p.Country, "", ""}); c != nil && c.ID != p.ID {
			country = ", " + c.Name
		}
	}
	return p.Name + area + country
}
