package gazetteer

import (
	"math"
	"slices"
	"strings"

	"dateline/geo/gazetteer/fold"
)

// rank filters, sorts and cuts the candidates, and turns them into hits.
func (g *Gazetteer) rank(list []scored, q *question) []Hit {
	list = slices.DeleteFunc(list, func(c scored) bool { return !q.admits(&c.Place) })
	preferBearers(list)
	preferSeats(list)
	slices.SortStableFunc(list, func(a, b scored) int {
		if d := byScore(a, b); d != 0 {
			return d
		}
		return strings.Compare(a.Place.ID, b.Place.ID)
	})
	list = g.joinSame(list, q)
	hits := make([]Hit, 0, min(len(list), q.Limit))
	sure := 1.0
	for i := range list[:min(len(list), q.Limit)] {
		c := &list[i]
		sure = min(sure, confidence(list, i)) // no hit is surer than one before it
		g.enrich(&c.Place, c.layer)
		if c.Name.Text == "" {
			c.spell(q.readings[0].name)
		}
		hits = append(hits, Hit{Place: c.Place, Match: c.Name, Label: g.Label(c.Place, q.Lang), Confidence: sure, Reasons: c.reasons})
	}
	return hits
}

// looseName is what a further name without language and kind costs beside a well-known place of that very name: many are of a part
// of the place or of former times, such as Victoria for Hong Kong.
const looseName = 0.1

// looseMinor is what such a name costs a place that is small besides.
const looseMinor = 0.03

// minor is the prominence below which a place is a small town: some 5,000 inhabitants and no seat.
const minor = 370

// wellKnown is the prominence of a small capital or a first-level area.
const wellKnown = 600

// preferBearers lowers places that have the name only loosely, if a well-known place bears it.
func preferBearers(list []scored) {
	if !slices.ContainsFunc(list, func(c scored) bool {
		return c.own && c.quality >= 1 && c.How != "prefix" && c.prominence() >= wellKnown
	}) {
		return
	}
	for i := range list {
		c := &list[i]
		if !c.own && c.key != "" && c.Edits == 0 && c.How != "prefix" && c.Name.Lang == "" && c.Name.Kind == "" {
			c.score -= looseName
		}
	}
}

// preferSeats puts the chief town of an area before the area of the same name: a bare "Raqqa" means the town. A question for
// an area ("Raqqa Governorate") has already been weighed by kind, more than this.
func preferSeats(list []scored) {
	for i := range list {
		area := &list[i]
		if area.Place.Class != 'A' || area.Place.Kind != "ADM1" && area.Place.Kind != "ADM2" || slices.Contains(area.reasons, "kind match") {
			continue
		}
		for j := range list {
			town := &list[j]
			if town.isSeat(&area.Place) && town.quality >= area.quality-0.12 && town.score <= area.score && town.score > area.score-0.25 {
				town.score = area.score + 0.01
				town.reasons = append(town.reasons, "chief town of the area of that name")
			}
		}
	}
}

// isSeat says whether a town is the chief one of the area.
func (c *found) isSeat(area *Place) bool {
	p := &c.Place
	chief := p.Kind == "PPLA" || p.Kind == "PPLC" || p.Population >= 1e6 || area.Kind == "ADM2" && (strings.HasPrefix(p.Kind, "PPLA") || p.Population >= 20000)
	return p.Class == 'P' && chief && p.Country == area.Country && (p.Admin1 == area.Admin1 || area.Admin1 == "")
}

// joinSame leaves one hit a place where several gazetteers have it.
func (g *Gazetteer) joinSame(list []scored, q *question) []scored {
	if len(g.layers) == 1 {
		return list
	}
	for i := range list {
		if list[i].Name.Text == "" {
			list[i].spell(q.readings[0].name)
		}
	}
	out := list[:0]
	for _, c := range list {
		i := slices.IndexFunc(out, func(o scored) bool { return o.layer != c.layer && sameHit(&o, &c) })
		if i >= 0 {
			out[i].Place = combine(out[i].Place, c.Place)
			out[i].reasons = append(out[i].reasons, "also in "+c.layer.name)
			continue
		}
		out = append(out, c)
	}
	return out
}

func sameHit(a, b *scored) bool {
	return a.Place.ID == b.Place.ID || same(&a.Place, &b.Place) && fold.Key(a.Name.Text) == fold.Key(b.Name.Text)
}

// confidence is the quality of the match, less where another place scores nearly as well: a lead of 0.1 (40 % of a capital's
// prominence over a village) makes a hit all but certain.
func confidence(list []scored, i int) float64 {
	rival := -1.0
	for j := range min(len(list), i+2) {
		if j != i {
			rival = max(rival, list[j].score)
		}
	}
	lead := 1.0
	if rival >= 0 {
		lead = list[i].score - rival
	}
	share := 1 / (1 + math.Exp(-30*lead))
	return math.Round(1000*max(0, min(1, list[i].quality))*(0.4+0.6*share)) / 1000
}
