package gazetteer

import (
	"fmt"
	"math"
	"strings"

	"dateline/geo"
	"dateline/geo/gazetteer/fold"
	"dateline/geo/gazetteer/index"
)

// judge weighs a candidate against the rest of the question.
func (r *reading) judge(g *Gazetteer, c *scored, q *question) {
	c.reasons = append(c.reasons[:len(c.reasons):len(c.reasons)], c.how())
	if c.own && c.Edits == 0 {
		c.score += 0.006 // of two that are equal, the one whose own name it is
	}
	if r.kind != nil && !r.kind(c.Place.Class, c.Place.Kind) {
		c.score -= 0.3
	} else if r.kind != nil {
		c.score += 0.1
		c.reasons = append(c.reasons, "kind match")
	}
	for _, context := range r.context {
		c.inContext(g, context, q.contextAreas(g, context), q)
	}
	if q.Near != nil {
		d := geo.Haversine(*q.Near, c.Place.Point).Kilometres()
		c.score += 0.2 * math.Exp(-d/100)
		if d < 200 {
			c.reasons = append(c.reasons, fmt.Sprintf("%.0f km from the point asked about", d))
		}
	}
}

// how says in words how the name was found.
func (c *scored) how() string {
	switch c.How {
	case "fuzzy":
		if c.Edits == 1 {
			return "1 edit"
		}
		return fmt.Sprintf("%d edits", c.Edits)
	case "transliterated":
		return "transliteration"
	case "article":
		return "article or ending apart"
	case "spacing":
		return "spaces apart"
	case "abbreviation":
		return "abbreviation"
	case "prefix":
		return "begins so"
	}
	if c.own {
		return "name"
	}
	words := "alternate name"
	if c.Name.Kind != "" {
		words = c.Name.Kind + " name"
	}
	if c.Name.Lang != "" {
		words += ", " + c.Name.Lang
	}
	if use := c.Name.use(); use != "" {
		words += ", " + use
	}
	return words
}

// inContext raises a candidate that lies in the area named after it, and lowers one that does not.
func (c *scored) inContext(g *Gazetteer, context string, areas []Place, q *question) {
	for i := range areas {
		if c.inArea(&areas[i]) {
			return
		}
	}
	if q.typing {
		if name, ok := g.beginsArea(&c.Place, context); ok {
			c.score += 0.35
			c.reasons = append(c.reasons, "in "+name)
			return
		}
	}
	for i := range areas {
		area := &areas[i]
		if area.ID != c.Place.ID && area.Class == 'P' && area.Country == c.Place.Country && geo.Haversine(area.Point, c.Place.Point) < 50000 {
			c.score += 0.2
			c.reasons = append(c.reasons, "close to "+area.Name)
			return
		}
	}
	if country, ok := g.Country(c.Place.Country); ok && country.ID != c.Place.ID && sharesName(country.Name, context) {
		c.score += 0.3
		c.reasons = append(c.reasons, "country match")
		return
	}
	c.score -= 0.3
	c.quality -= 0.2
	c.outside = true
	c.reasons = append(c.reasons, "not in "+context)
}

// inArea raises a candidate that lies in the area.
func (c *scored) inArea(area *Place) bool {
	if area.ID == c.Place.ID || area.Country != c.Place.Country || area.Country == "" {
		return false
	}
	gain, reason := 0.0, ""
	switch {
	case strings.HasPrefix(area.Kind, "PCL"):
		gain, reason = 0.35, "country match"
	case area.Kind == "ADM1" && area.Admin1 == c.Place.Admin1 && area.Admin1 != "":
		gain, reason = 0.4, "admin match"
	case area.Kind == "ADM2" && area.Admin1 == c.Place.Admin1 && area.Admin2 == c.Place.Admin2 && area.Admin2 != "":
		gain, reason = 0.42, "district match"
	default:
		return false
	}
	c.score += gain
	c.reasons = append(c.reasons, reason)
	return true
}

// beginsArea says which area above a place, its first-level area or its country, has a name that begins with what has been typed of it.
func (g *Gazetteer) beginsArea(p *Place, typed string) (name string, ok bool) {
	key := fold.Key(typed)
	if key == "" || len(p.Country) != 2 {
		return "", false
	}
	for _, code := range []areaCode{{p.Country, p.Admin1, ""}, {p.Country, "", ""}} {
		area := g.knownArea(code)
		if area == nil || area.ID == p.ID {
			continue
		}
		if g.hasNameBeginning(area, key) {
			return area.Name, true
		}
	}
	return "", false
}

// hasNameBeginning says whether a name of the place, in the script of the key, begins with it.
func (g *Gazetteer) hasNameBeginning(p *Place, key string) (found bool) {
	begins := func(text string) bool {
		var buf [96]byte
		return strings.HasPrefix(string(fold.AppendKey(buf[:0], text)), key)
	}
	if begins(p.Name) {
		return true
	}
	g.find(p.ID, func(l *layer, i int) bool {
		l.r.EachName(i, func(text []byte, _ string, kind index.NameKind) bool {
			usable := kind != index.Hidden && kind != index.Demonym && kind != index.Abbreviation && kind != index.Historic
			found = usable && mayFoldTo(text, key[0]) && begins(string(text))
			return !found
		})
		return !found
	})
	return found
}

// sharesName says whether a country's name has the context as its last word, as both Congos, both Koreas, three Guineas and South Sudan do.
func sharesName(country, context string) bool {
	at := len(country) - len(context)
	return len(context) >= 4 && at > 0 && country[at-1] == ' ' && strings.EqualFold(country[at:], context)
}
