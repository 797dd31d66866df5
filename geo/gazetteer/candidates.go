package gazetteer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/geo/gazetteer/fold"
	"dateline/geo/gazetteer/index"
)

// candidates gathers the places that the question may mean, by every way of reading it.
func (g *Gazetteer) candidates(q *question, prefix bool) []scored {
	list := make([]scored, 0, 4)
	var seen seenPlaces
	add := func(c scored) {
		if i := seen.find(list, &c); i < 0 {
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
	if len(list) == 0 && !prefix {
		g.otherSuffixes(q, add)
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

// seenPlaces finds places in a growing list of candidates: most lists are so short that looking through them is faster than a map.
type seenPlaces map[place]int

// find gives the position of the candidate's place in the list; -1, where it will be added next.
func (s *seenPlaces) find(list []scored, c *scored) int {
	const short = 16
	at := place{c.layer, c.index}
	if len(list) < short {
		return slices.IndexFunc(list, func(o scored) bool { return o.index == at.index && o.layer == at.layer })
	}
	if *s == nil {
		*s = make(map[place]int, 4*short)
		for i := range list {
			(*s)[place{list[i].layer, list[i].index}] = i
		}
	}
	if i, ok := (*s)[at]; ok {
		return i
	}
	(*s)[at] = len(list)
	return -1
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
	f := finder{asked: r.name, key: r.key, how: "folded", found: make([]found, 0, 4)}
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
