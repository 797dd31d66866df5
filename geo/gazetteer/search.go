package gazetteer

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/geo"
	"dateline/geo/gazetteer/fold"
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
	list := g.candidates(question, true)
	return g.rank(list, question), nil
}

// candidates gathers the places that the question may mean, by every way of reading it.
func (g *Gazetteer) candidates(q *question, prefix bool) []scored {
	var list []scored
	seen := map[place]int{}
	add := func(c scored) {
		at := place{c.layer, c.index}
		if i, ok := seen[at]; !ok {
			seen[at] = len(list)
			list = append(list, c)
		} else if c.score > list[i].score {
			list[i] = c
		}
	}
	for i := range q.readings {
		r := &q.readings[i]
		if prefix {
			g.namesake(r, q, func(c scored) {
				c.score += wholeWord - c.quality
				add(c)
			})
			g.completions(r, q, add)
		} else {
			g.namesake(r, q, add)
		}
	}
	if !prefix && onlyDistricts(list) {
		g.seats(list[:len(list):len(list)], q, add)
	}
	if (len(list) == 0 && utf8.RuneCountInString(q.text) >= 4) || !prefix && bestQuality(list) < 0.8 {
		for i := range q.readings {
			r := &q.readings[i]
			g.nearMisses(r, r, g.similar(r.key, maxSimilar), q, add)
			if other := *r; strings.Contains(r.key, "г") {
				other.key = strings.ReplaceAll(r.key, "г", "һ")
				g.nearMisses(r, &other, g.ukrainian(other.key), q, add)
			}
		}
	}
	return list
}

// nearMisses adds those of the candidates that may be meant by the reading, spelled as in like.
func (g *Gazetteer) nearMisses(r, like *reading, candidates []scored, q *question, add func(scored)) {
	for _, c := range candidates {
		c.Place = c.layer.place(c.index)
		if !c.plausible(like, q) {
			continue
		}
		if r.judge(g, &c, q); !c.outside {
			add(c)
		}
	}
}

// ukrainian gives the places with a Latin name that is read like the key: г, with which Ukrainian, Belarusian and Rusyn write the h of
// Vuhledar, is an h in it.
func (g *Gazetteer) ukrainian(key string) (out []scored) {
	for _, l := range g.layers {
		l.transliterated(key, func(c scored) { out = append(out, c) })
	}
	slices.SortStableFunc(out, byScore)
	return out[:min(len(out), maxSimilar)]
}

// onlyDistricts says whether all that bears the name are second-level areas.
func onlyDistricts(list []scored) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(c scored) bool { return c.Place.Kind != "ADM2" })
}

// seats adds the chief towns of districts whose own name is spelled a little differently.
func (g *Gazetteer) seats(districts []scored, q *question, add func(scored)) {
	r := &q.readings[0]
	for _, c := range g.similar(r.key, maxSimilar) {
		c.Place = c.layer.place(c.index)
		if !slices.ContainsFunc(districts, func(d scored) bool { return c.isSeat(&d.Place) && c.Place.Admin2 == d.Place.Admin2 }) || !c.plausible(r, q) {
			continue
		}
		if r.judge(g, &c, q); !c.outside {
			add(c)
		}
	}
}

// maxSimilar is how many names that are like the one asked for are looked at.
const maxSimilar = 64

// wholeWord is what a name that is complete gains over one that only begins so: a hundred prominence points, since whoever is
// still typing "mo" seldom means a village Mo.
const wholeWord = 0.025

func bestQuality(list []scored) (best float64) {
	for i := range list {
		best = max(best, list[i].quality)
	}
	return best
}

// namesake adds the places that bear the reading's name.
func (g *Gazetteer) namesake(r *reading, q *question, add func(scored)) {
	f := finder{asked: r.name, key: r.key, how: "folded"}
	f.exact(g, r.key)
	quality := 0.97
	f.how = "article"
	f.otherArticle(g, r.key)
	f.abbreviation(g)
	if len(f.found) == 0 {
		f.how, quality = "spacing", 0.95
		f.spaceBlind(g, r.key)
	}
	for _, m := range f.found {
		c := scored{found: m, quality: quality}
		if m.How == "exact" || m.How == "folded" {
			c.quality = 1
		}
		if m.weak {
			c.quality -= 0.1
		}
		if !c.own && c.fullName(r.key) {
			c.own = true
		}
		if !c.own && c.Name.Lang == "" && c.Name.Kind == "" && c.prominence() < minor {
			c.quality -= looseMinor
		}
		c.score = c.quality + prominenceWeight*float64(m.prominence())/1000
		r.judge(g, &c, q)
		add(c)
	}
}

// fullName says whether the place's own name is the key with a word for its kind, as "City of Westminster" is.
func (c *scored) fullName(key string) bool {
	if len(c.Place.Name) <= len(key) {
		return false
	}
	own := fold.Key(c.Place.Name)
	if !strings.HasSuffix(own, " "+key) && !strings.HasPrefix(own, key+" ") {
		return false
	}
	return slices.ContainsFunc(typeWords, func(t typeWord) bool {
		rest, ok := t.strip(own)
		return ok && rest == key
	})
}

// abbreviation adds the areas that are shortened to the name, if it looks like an abbreviation.
func (f *finder) abbreviation(g *Gazetteer) {
	if !strings.HasSuffix(f.asked, ".") && (len(f.asked) > 4 || strings.ToUpper(f.asked) != f.asked) {
		return
	}
	f.how = "abbreviation"
	for _, l := range g.layers {
		l.r.Abbreviation(f.key, func(p index.Posting) bool {
			f.add(l, p, f.key)
			return true
		})
	}
}

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
