package geoparse

import (
	"fmt"
	"math"
)

// Bounds of astray: how far a lone namesake must lie from every place of its list, in km, and up to how many inhabitants it
// may have. A gazetteer holds one Pauktaw, the wrong one; a list of townships of one region shows it.
const (
	astrayKM         = 250
	astrayPopulation = 100_000
)

var cosAstray = math.Cos(astrayKM / 6371.0088)

// settleAstray leaves unplaced the small places that nothing in the text speaks for, where the other members of the list that
// names them lie elsewhere: the place that is meant is missing from the gazetteer.
func (r *reading) settleAstray() {
	of := make(map[int]*sense, len(r.names))
	for _, s := range r.all {
		for _, i := range s.names {
			of[i] = s
		}
	}
	for _, list := range r.lists() {
		for _, i := range list {
			if s := of[i]; s != nil && s.unsupported() {
				s.astray = r.elsewhere(s, list, of)
			}
		}
	}
}

// unsupported holds for a small place of which nothing but its name speaks.
func (s *sense) unsupported() bool {
	if len(s.cands) == 0 || s.dateline {
		return false
	}
	c := &s.cands[0]
	if k := c.match.Place.Kind; k == "PPLC" || k == "PPLA" {
		return false
	}
	return c.match.Place.Class == 'P' && c.match.Place.Population < astrayPopulation &&
		c.f[fNear] == 0 && c.f[fAdminShare] == 0 && c.f[fWithin] == 0 && c.f[fAdminNamed] == 0 && c.f[fRelation] == 0 && c.f[fHomeAdmin] == 0 && c.f[fCluster] == 0
}

// elsewhere says how far the nearest other placed member of the list lies, or nothing where one is near or none is placed.
func (r *reading) elsewhere(s *sense, list []int, of map[int]*sense) string {
	nearest := -1.0
	for _, i := range list {
		o := of[i]
		if o == nil || o == s || o.base == s.base || len(o.cands) == 0 || o.unsupported() {
			continue
		}
		c := &o.cands[0]
		if c.group == country || c.group == region {
			return ""
		}
		nearest = max(nearest, dot(s.cands[0].vector, c.vector))
	}
	if nearest == -1 || nearest > cosAstray {
		return ""
	}
	return fmt.Sprintf("its only namesakes lie at least %.0f km from the places it is named with", math.Acos(nearest)*6371.0088)
}

// lists gives the names, two or more, that commas and "and" alone join in one sentence.
func (r *reading) lists() [][]int {
	var out [][]int
	var run []int
	end := func() {
		if len(run) > 1 {
			out = append(out, run)
		}
		run = nil
	}
	for i := range r.names {
		if len(run) > 0 && !r.joints(r.names[run[len(run)-1]].last, r.names[i].first) {
			end()
		}
		run = append(run, i)
	}
	end()
	return out
}

// joints says whether nothing but a comma, "and" or "or" stands between tokens a and b, one at least.
func (r *reading) joints(a, b int) bool {
	if b <= a || b-a > 2 || r.tokens[a].Sentence != r.tokens[b].Sentence {
		return false
	}
	for i := a; i < b; i++ {
		if t := r.tokens[i].Text; !jointWords[t] {
			return false
		}
	}
	return true
}

var jointWords = wordSet(`, ، and or & et ou y e und и та і و`)
