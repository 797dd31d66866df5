package gazetteer

import (
	"slices"
	"unicode/utf8"

	"dateline/geo/gazetteer/fold"
	"dateline/geo/gazetteer/index"
)

// maxFuzzyKey is the longest key in bytes that is searched with typos.
const maxFuzzyKey = 64

// Fuzzy gives places whose name lies within two edits or has the same transliteration key, at most limit, the likeliest
// first. Names of up to three letters tolerate no edit, up to five letters one.
func (g *Gazetteer) Fuzzy(name string, limit int) []Match {
	key := fold.Key(name)
	if key == "" {
		return nil
	}
	var list []scored
	for _, c := range g.similar(key, limit+8) {
		c.complete(name)
		list = append(list, c)
	}
	slices.SortStableFunc(list, byScore)
	matches := make([]found, 0, min(len(list), limit))
	for _, c := range list {
		matches = append(matches, c.found)
	}
	if len(g.layers) > 1 {
		matches = dedupe(matches)
	}
	out := make([]Match, 0, min(len(matches), limit))
	for i := range matches[:min(len(matches), limit)] {
		out = append(out, matches[i].Match)
	}
	return out
}

// scored is a candidate with how well its name fits, in [0,1], and the score by which it is sorted.
type scored struct {
	found
	quality float64
	score   float64
	reasons []string
	// outside says that it does not lie in the area that the question names.
	outside bool
}

func byScore(a, b scored) int {
	switch {
	case a.score > b.score:
		return -1
	case a.score < b.score:
		return 1
	}
	return 0
}

// similar gathers candidates by transliteration and by edits, the likeliest first.
func (g *Gazetteer) similar(key string, limit int) []scored {
	var list []scored
	seen := map[place]int{}
	add := func(c scored) {
		at := place{c.layer, c.index}
		if i, ok := seen[at]; ok {
			if c.score > list[i].score {
				list[i] = c
			}
			return
		}
		seen[at] = len(list)
		list = append(list, c)
	}
	for _, l := range g.layers {
		l.transliterated(key, add)
		l.edited(key, add)
	}
	slices.SortStableFunc(list, byScore)
	return list[:min(len(list), limit)]
}

// place is the address of an entry.
type place struct {
	layer *layer
	index int
}

// complete fills what is only needed for the candidates that are shown.
func (c *scored) complete(asked string) {
	c.Place = c.layer.place(c.index)
	c.spell(asked)
}

// spell finds the spelling that fits, which takes longer than all the rest.
func (c *scored) spell(asked string) {
	switch {
	case c.own && (c.key != "" || c.How == "prefix"):
		c.Name = Name{Text: c.Place.Name}
	case c.How == "prefix" && c.key == "":
		c.Name = c.layer.beginning(c.index, fold.Key(asked))
	default:
		c.Name = c.layer.spelling(c.index, asked, c.key)
	}
	if c.Name.Text == "" {
		c.Name.Text = c.Place.Name
	}
}

// allowedEdits is how many edits a key may be away, by its length in letters.
func allowedEdits(key string) uint8 {
	switch n := utf8.RuneCountInString(key); {
	case n <= 3 || len(key) > maxFuzzyKey:
		return 0
	case n <= 5:
		return 1
	}
	return 2
}

// edited finds the names within the allowed edits of the key. Two edits are first looked for behind the first letter, which
// typing errors seldom hit and which narrows the search to a twentieth; everywhere only if that and one edit give nothing.
func (l *layer) edited(key string, add func(scored)) {
	edits := allowedEdits(key)
	if edits == 0 {
		return
	}
	n := l.within(key, "", 1, add)
	if edits == 1 {
		return
	}
	_, size := utf8.DecodeRuneInString(key)
	n += l.within(key, key[:size], 2, add)
	if n == 0 {
		l.within(key, "", 2, add)
	}
}

// within adds the names that begin with prefix, the beginning of the key, and differ from the key by at most so many edits
// behind it. It gives how many there are.
func (l *layer) within(key, prefix string, edits uint8, add func(scored)) (names int) {
	dfa := index.NewEdits(key[len(prefix):], edits)
	length := float64(utf8.RuneCountInString(key))
	l.r.Scan(prefix, dfa, func(k []byte, number uint64, state int) bool {
		if k[0] < ' ' {
			return true
		}
		distance := dfa.Distance(state)
		quality := 1 - 0.1*float64(distance) - 0.5*float64(distance)/length
		found := string(k)
		if found[0] != key[0] {
			quality -= 0.05
		}
		n := 0
		l.r.Postings(number, func(p index.Posting) bool {
			add(l.candidate(p, found, "fuzzy", distance, quality))
			n++
			return n < 8
		})
		names++
		return true
	})
	return names
}

// maxSkeletons bounds how many places of one consonant skeleton are compared.
const maxSkeletons = 600

// transliterated finds places with the consonants of the key, and rates how alike the names are read.
func (l *layer) transliterated(key string, add func(scored)) {
	var tried [2]string
	for i, k := range [2]string{key, fold.StripSolidArticle(key)} {
		skeleton := fold.Skeleton(k)
		if len(skeleton) < 2 || skeleton == tried[0] {
			continue
		}
		tried[i] = skeleton
		asked := fold.Sound(k)
		n := 0
		l.r.Skeleton(skeleton, func(p index.Posting) bool {
			likeness := l.likeness(p.Place, asked)
			if likeness >= 0.5 {
				add(l.candidate(p, "", "transliterated", 0, 0.47+0.5*likeness*likeness))
			}
			n++
			return n < maxSkeletons
		})
	}
}

// likeness compares how a place's own name sounds with what was asked.
func (l *layer) likeness(i int, asked string) float64 {
	var buf [96]byte
	return fold.Likeness(asked, fold.Sound(string(fold.AppendKey(buf[:0], l.r.Name(i)))))
}

func (l *layer) candidate(p index.Posting, key, how string, edits int, quality float64) scored {
	if p.Weak {
		quality -= 0.1
	}
	c := scored{quality: quality}
	c.layer, c.index, c.own, c.weak, c.key = l, p.Place, p.Own, p.Weak, key
	c.How, c.Edits = how, edits
	c.score = quality + similarWeight*float64(l.r.Prominence(p.Place))/1000
	return c
}

// prominenceWeight is what a prominence of 1000 points (a large country, a capital of ten millions) adds to the quality of a
// match, which is 1 for an exact one: a metropolis two letters off does not beat a village spelled right.
const prominenceWeight = 0.25

// similarWeight is the same for names that are only like the one asked for: how alike they are counts more.
const similarWeight = 0.15

// beginning finds the shortest spelling of a place that begins with the key.
func (l *layer) beginning(i int, key string) (best Name) {
	var buf [96]byte
	l.r.EachName(i, func(text []byte, lang string, kind index.NameKind) bool {
		if !mayFoldTo(text, key[0]) {
			return true
		}
		if k := fold.AppendKey(buf[:0], string(text)); len(k) >= len(key) && string(k[:len(key)]) == key && (best.Text == "" || len(text) < len(best.Text)) {
			best = nameOf(text, lang, kind)
		}
		return true
	})
	return best
}
