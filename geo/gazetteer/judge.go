package gazetteer

import (
	"fmt"
	"math"
	"strings"

	"dateline/geo"
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
		c.inContext(g, context, q.contextAreas(g, context))
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
	return words
}

// inContext raises a candidate that lies in the area named after it, and lowers one that does not.
func (c *scored) inContext(g *Gazetteer, context string, areas []Place) {
	for i := range areas {
		area := &areas[i]
		if area.ID == c.Place.ID {
			continue
		}
		switch {
		case strings.HasPrefix(area.Kind, "PCL") && area.Country == c.Place.Country && area.Country != "":
			c.score += 0.35
			c.reasons = append(c.reasons, "country match")
			return
		case area.Kind == "ADM1" && area.Country == c.Place.Country && area.Admin1 == c.Place.Admin1 && area.Admin1 != "":
			c.score += 0.4
			c.reasons = append(c.reasons, "admin match")
			return
		case area.Kind == "ADM2" && area.Country == c.Place.Country && area.Admin1 == c.Place.Admin1 && area.Admin2 == c.Place.Admin2 && area.Admin2 != "":
			c.score += 0.42
			c.reasons = append(c.reasons, "district match")
			return
		case area.Class == 'P' && area.Country == c.Place.Country && geo.Haversine(area.Point, c.Place.Point) < 50000:
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

// sharesName says whether a country's name has the context as its last word, as both Congos, both Koreas, three Guineas and South Sudan do.
func sharesName(country, context string) bool {
	at := len(country) - len(context)
	return len(context) >= 4 && at > 0 && country[at-1] == ' ' && strings.EqualFold(country[at:], context)
}
