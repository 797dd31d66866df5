package geoparse

import (
	"strings"
	"sync"
	"unicode/utf8"

	"dateline/geo/gazetteer"
	"dateline/geo/gazetteer/fold"
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
		if len(s.cands) == 0 || !s.guessed(r) {
			continue
		}
		c := &s.cands[0]
		if c.f[fNear] > 0 || c.f[fWithin] > 0.3 || c.f[fAdminNamed] > 0.3 || c.f[fRelation] > 0 || r.homely(s, c) {
			continue
		}
		s.cands = nil
		r.inBodies(s)
	}
}

// Bounds of homely: the share of the text in the candidate's country, and the inhabitants from which on reports name a town.
const homelyShare, homelyTown = 0.5, 20_000

// homely says whether a name that its neighbours call a town is similar to one town of the country that the text is about.
func (r *reading) homely(s *sense, c *cand) bool {
	return r.names[s.names[0]].settlement && c.match.Place.Class == 'P' && c.match.Place.Population >= homelyTown &&
		c.f[fCountryShare] >= homelyShare && c.prob >= homelyShare
}

// inBodies makes parts of the names of bodies of what no place was found for.
func (r *reading) inBodies(s *sense) {
	kept := s.names[:0]
	for _, i := range s.names {
		if n := &r.names[i]; n.inBody {
			n.role, n.matches = Part, nil
			continue
		}
		kept = append(kept, i)
	}
	s.names = kept
}

// shortSpelling is up to how many bytes a spelling that is not the place's own is a guess: codes, names in other tongues.
const shortSpelling = 4

// wellKnownTown is from how many inhabitants on a town's short other name is no guess: "Kiev".
const wellKnownTown = 1_000_000

// supportShare is the share of the text in a place's country from which on the place is no mere guess.
const supportShare = 0.2

// wordOf says whether key is the place's name or a word of it: "León de los Aldama".
func wordOf(place, key string) bool {
	key = fold.Key(key)
	for _, w := range strings.Fields(place) {
		if fold.Key(w) == key {
			return true
		}
	}
	return fold.Key(place) == key
}

// guessed says whether the best place is only a guess by the spelling: a similar name, a short name from another tongue, a code written
// like a word; or a small town that only the name of a body bears.
func (s *sense) guessed(r *reading) bool {
	c := &s.cands[0]
	if c.match.How == "fuzzy" {
		return true
	}
	if c.match.Place.Class != 'P' || c.match.Place.Population > wellKnownTown && len(r.names[s.names[0]].key) > shortSpelling-1 || c.f[fCountryNamed] > 0.3 || c.f[fHome] > 0 || c.f[fCountryShare] > supportShare {
		return false
	}
	n := &r.names[s.names[0]]
	if c.f[fOwnName] == 0 && len(n.key) <= shortSpelling && !allCaps(n.key) && n.role != Demonym && !wordOf(c.match.Place.Name, n.key) {
		return true
	}
	for _, i := range s.names {
		if !r.names[i].inBody {
			return false
		}
	}
	return n.role != Demonym && c.match.Place.Population < 50_000
}

// Bounds of the search for similar names: it is slow, and short names are similar to too much.
const maxSimilar, similarLength, similarCandidates = 2, 6, 12

// similar looks for places whose name is spelled a little differently, for the first few unknown names of a text. The
// resolver keeps one only where the text speaks for it.
func (r *reading) similar(surface string) []gazetteer.Match {
	if utf8.RuneCountInString(surface) < similarLength || r.p.spell == nil {
		return nil
	}
	if r.fuzzy++; r.fuzzy > maxSimilar {
		return nil
	}
	if m, ok := r.p.similar.get(surface); ok {
		return m
	}
	var kept []gazetteer.Match
	for _, m := range r.p.spell.Fuzzy(surface, similarCandidates) {
		if m.Edits <= 1 || m.How == "transliterated" {
			m.How = "fuzzy"
			kept = append(kept, m)
		}
	}
	r.p.similar.put(surface, kept)
	return kept
}
