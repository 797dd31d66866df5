package gazetteer

import (
	"strings"
	"unicode/utf8"

	"dateline/geo/gazetteer/fold"
	"dateline/geo/gazetteer/index"
)

// maxCompletions bounds how many names that begin with the question are looked at.
const maxCompletions = 4000

// maxBearers is how many places of one name stand for it among the completions: an area, its chief town, and one more.
const maxBearers = 3

// completions adds the places with a name that begins with the reading's name; from the fourth letter on also with one that
// begins nearly so.
func (g *Gazetteer) completions(r *reading, q *question, add func(scored)) {
	for _, l := range g.layers {
		top := topPlaces{limit: q.Limit + 12}
		n := 0
		if q.unfiltered() && l.r.Beginning(r.key, func(p index.Posting) bool {
			top.offer(l, p, nil)
			n++
			return n < top.limit
		}) {
			top.show(g, r, q, add)
			continue
		}
		l.r.Scan(r.key, nil, func(key []byte, number uint64, _ int) bool {
			bearers := 0
			l.r.Postings(number, func(p index.Posting) bool {
				top.offer(l, p, key)
				bearers++
				return bearers < maxBearers
			})
			n++
			return n < maxCompletions
		})
		top.show(g, r, q, add)
		if n == 0 && utf8.RuneCountInString(r.key) >= 4 {
			g.almostCompletions(l, r, q, add)
		}
	}
}

// almostCompletions allows one edit in the letters typed so far, behind the first one.
func (g *Gazetteer) almostCompletions(l *layer, r *reading, q *question, add func(scored)) {
	_, first := utf8.DecodeRuneInString(r.key)
	if len(r.key) > maxFuzzyKey {
		return
	}
	dfa := index.NewEdits(r.key[first:], 1)
	top := topPlaces{limit: q.Limit + 12, penalty: 0.15, how: "fuzzy", edits: 1}
	l.r.Scan(r.key[:first], prefixOf{dfa}, func(key []byte, number uint64, _ int) bool {
		if key[0] >= ' ' {
			l.r.Postings(number, func(p index.Posting) bool {
				top.offer(l, p, key)
				return false
			})
		}
		return true
	})
	top.show(g, r, q, add)
}

// show turns the places kept into candidates.
func (t *topPlaces) show(g *Gazetteer, r *reading, q *question, add func(scored)) {
	for i := range t.list {
		c := t.candidate(&t.list[i])
		if !c.own && t.how == "" && strings.HasPrefix(fold.StripArticle(fold.Key(c.Place.Name)), r.key) {
			c.Name, c.own = Name{Text: c.Place.Name}, true // "fallu" begins Al Fallūjah
			c.score += otherName
		}
		if !c.own && utf8.RuneCountInString(r.key) >= strictLetters {
			c.Name = c.layer.begun(&c, r.key)
			if c.weak || !c.Name.current(q.Lang) {
				if c.Edits > 0 && c.weak {
					continue
				}
				c.score -= strangeSpelling
			}
		}
		r.judge(g, &c, q)
		add(c)
	}
}

const (
	// strictLetters is from how many letters on it counts in which spelling a name begins so; with fewer the likeliest places are wanted.
	strictLetters = 3
	// strangeSpelling is what it costs that only a spelling in another language begins so, such as Mosukuwa for Moscow.
	strangeSpelling = 0.12
	// otherName is what it costs that another name than the place's own begins so.
	otherName = 0.02
)

// begun gives the spelling by which a completion was found.
func (l *layer) begun(c *scored, key string) Name {
	if c.key == "" {
		return l.beginning(c.index, key)
	}
	return l.spelling(c.index, c.key, c.key)
}

// current says whether readers of the language, or of English, use the spelling; other scripts are for whoever types them.
func (n Name) current(lang string) bool {
	base, _, _ := strings.Cut(n.Lang, "-")
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	return n.Kind == "alias" || n.Kind == "preferred" || n.Kind == "short" || base == "en" || base != "" && base == lang || isForeign(n.Text)
}

// unfiltered says that any place may answer, so that the likeliest places of all will do.
func (q *question) unfiltered() bool {
	return q.Country == "" && q.Bound == nil && q.Near == nil && len(q.Kinds) == 0
}

// dfa is a Levenshtein automaton.
type dfa interface {
	Start() int
	IsMatch(int) bool
	CanMatch(int) bool
	Accept(int, byte) int
}

// matched is the state of prefixOf once the inner automaton has accepted: whatever follows is accepted too. No automaton has such a state.
const matched = -2

// prefixOf accepts what begins with something that the automaton accepts.
type prefixOf struct{ dfa }

func (p prefixOf) IsMatch(s int) bool  { return s == matched || p.dfa.IsMatch(s) }
func (p prefixOf) CanMatch(s int) bool { return s == matched || p.dfa.CanMatch(s) }

func (p prefixOf) Accept(s int, b byte) int {
	if s == matched || p.dfa.IsMatch(s) {
		return matched
	}
	return p.dfa.Accept(s, b)
}

// topPlaces keeps the most prominent places offered.
type topPlaces struct {
	limit   int
	penalty float64
	how     string
	edits   int
	list    []kept
}

// kept is a place that may be shown, with the score by which it is sorted.
type kept struct {
	index.Posting
	layer *layer
	key   string
	score float64
}

// candidate turns what was kept into a candidate.
func (t *topPlaces) candidate(k *kept) scored {
	c := scored{quality: 0.9 - t.penalty, score: k.score}
	c.layer, c.index, c.own, c.weak, c.key, c.How, c.Edits = k.layer, k.Place, k.Own, k.Weak, k.key, "prefix", t.edits
	if t.how != "" {
		c.How = t.how
	}
	c.Place = c.layer.place(c.index)
	return c
}

func (t *topPlaces) offer(l *layer, p index.Posting, key []byte) {
	score := prominenceWeight * float64(l.r.Prominence(p.Place)) / 1000
	if !p.Own {
		score -= otherName
	}
	if p.Weak {
		score -= 0.1
	}
	if len(t.list) == t.limit && score <= t.list[t.limit-1].score {
		return
	}
	for i := range t.list {
		if t.list[i].Place == p.Place && t.list[i].layer == l {
			return
		}
	}
	c := kept{p, l, string(key), score}
	if t.list == nil {
		t.list = make([]kept, 0, t.limit)
	}
	i := len(t.list)
	if i < t.limit {
		t.list = append(t.list, c)
	} else {
		i--
	}
	for i > 0 && t.list[i-1].score < score {
		t.list[i] = t.list[i-1]
		i--
	}
	t.list[i] = c
}
