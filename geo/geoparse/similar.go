package geoparse

import (
	"sync"

	"dateline/geo/gazetteer"
)

// speller is a gazetteer that tolerates typing errors.
type speller interface {
	Fuzzy(name string, limit int) []gazetteer.Match
}

// memoSize is how many unknown names are remembered over texts.
const memoSize = 4096

// memo remembers what names were similar to; full, it starts afresh. It changes the time of a reading, never its result.
type memo struct {
	mu sync.Mutex
	m  map[string][]gazetteer.Match
}

func (c *memo) get(k string) ([]gazetteer.Match, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	m, ok := c.m[k]
	return m, ok
}

func (c *memo) put(k string, m []gazetteer.Match) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.m == nil || len(c.m) >= memoSize {
		c.m = make(map[string][]gazetteer.Match)
	}
	c.m[k] = m
}

// settleSimilar drops the candidates of names that are only similar to theirs, where nothing in the text speaks for them: no
// named country or area around, no named place near.
func (r *reading) settleSimilar() {
	for _, s := range r.all {
		if len(s.cands) == 0 || s.cands[0].match.How != "fuzzy" {
			continue
		}
		c := &s.cands[0]
		if c.f[fNear] > 0 || c.f[fWithin] > 0.3 || c.f[fAdminNamed] > 0.3 || c.f[fRelation] > 0 {
			continue
		}
		s.cands = nil
	}
}
