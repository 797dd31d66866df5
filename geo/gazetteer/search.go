package gazetteer

import (
	"slices"
	"strings"

	"dateline/geo/gazetteer/index"
)

// defaultLimit is how many hits are given where the query does not say.
const defaultLimit = 10

// Search is forward geocoding: the best hits first.
func (g *Gazetteer) Search(q Query) ([]Hit, error) {
	question, err := g.parse(&q)
	if err != nil {
		return nil, err
	}
	if hits := g.byCode(question.text, q.Lang); hits != nil {
		return hits, nil
	}
	list := g.candidates(question, false)
	return g.rank(list, question), nil
}

// Autocomplete answers a keystroke: hits whose name begins with q.Text, typo-tolerant from the fourth letter.
func (g *Gazetteer) Autocomplete(q Query) ([]Hit, error) {
	question, err := g.parse(&q)
	if err != nil {
		return nil, err
	}
	question.typing = true
	list := g.candidates(question, true)
	return g.rank(list, question), nil
}

// admits says whether a place passes the question's filters.
func (q *question) admits(p *Place) bool {
	if q.Country != "" && !strings.EqualFold(q.Country, p.Country) {
		return false
	}
	if q.Bound != nil && !inBound(*q.Bound, p.Point) {
		return false
	}
	return len(q.Kinds) == 0 || slices.ContainsFunc(q.Kinds, func(k string) bool { return k == p.Kind || len(k) == 1 && k[0] == p.Class })
}

// byCode answers ids and p-codes; nil where the text is none.
func (g *Gazetteer) byCode(text, lang string) []Hit {
	text = strings.TrimSpace(text)
	if strings.Contains(text, ":") {
		if p, ok := g.Place(text); ok {
			return []Hit{g.certain(p, lang, "id")}
		}
		return nil
	}
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	if p, ok := g.Place("geonames:" + text); ok && text[0] != '0' {
		return []Hit{g.certain(p, lang, "GeoNames id")}
	}
	if places := g.byKey(text, (*index.Reader).ByPCode); len(places) > 0 {
		hits := make([]Hit, len(places))
		for i, p := range places {
			hits[i] = g.certain(p, lang, "p-code")
		}
		return hits
	}
	return nil
}

func (g *Gazetteer) certain(p Place, lang, reason string) Hit {
	return Hit{Place: p, Match: Name{Text: p.Name}, Label: g.Label(p, lang), Confidence: 1, Reasons: []string{reason}}
}
