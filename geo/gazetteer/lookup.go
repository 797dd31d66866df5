package gazetteer

import (
	"strings"
	"unicode/utf8"

	"dateline/geo/gazetteer/fold"
	"dateline/geo/gazetteer/index"
)

// Lookup gives every place that bears the name, in any spelling that folds to the same key, the most prominent first. It
// is the geoparser's hot path: no typo tolerance, no ranking by context. Where no name folds to the key itself, names that
// differ from it by the Arabic article ("Fallujah", "Al-Fallūjah") or by spaces ("Tel Afar", "Telafar") are given.
func (g *Gazetteer) Lookup(name string) []Match {
	var buf [96]byte
	key := string(fold.AppendKey(buf[:0], name))
	if key == "" {
		return nil
	}
	f := finder{asked: name, key: key, how: "folded"}
	f.exact(g, key)
	if len(f.found) == 0 {
		f.how = "article"
		f.otherArticle(g, key)
	}
	if len(f.found) == 0 {
		f.how = "spacing"
		f.spaceBlind(g, key)
	}
	seatFirst(f.found)
	return g.merge(f.found)
}

// seatFirst puts the chief town of an area before the area where both have the name and the area comes first of all.
func seatFirst(list []found) {
	if len(list) < 2 || list[0].Place.Class != 'A' || list[0].Place.Kind != "ADM1" && list[0].Place.Kind != "ADM2" {
		return
	}
	for i := 1; i < len(list); i++ {
		if !list[i].weak && list[i].isSeat(&list[0].Place) {
			seat := list[i]
			copy(list[1:i+1], list[:i])
			list[0] = seat
			return
		}
	}
}

// finder gathers matches.
type finder struct {
	asked, key string
	how        string
	found      []found
}

// found is a match with where it came from.
type found struct {
	Match
	layer *layer
	index int
	own   bool
	weak  bool
	// key is the folded key that the place was found under.
	key string
}

func (f *finder) exact(g *Gazetteer, key string) {
	for _, l := range g.layers {
		l.r.Exact(key, func(p index.Posting) bool {
			f.add(l, p, key)
			return true
		})
	}
}

// otherArticle looks for the key without its article, or with one.
func (f *finder) otherArticle(g *Gazetteer, key string) {
	for _, k := range articleVariants(key) {
		f.exact(g, k)
	}
}

// articleVariants gives the keys that differ from this one by the Arabic article, or by the ending that is written -a or
// -ah at will.
func articleVariants(key string) []string {
	out := otherArticles(key)
	for _, k := range append([]string{key}, out...) {
		if rest, ok := strings.CutSuffix(k, "ah"); ok && len(rest) > 2 {
			out = append(out, rest+"a")
		} else if strings.HasSuffix(k, "a") && len(k) > 3 {
			out = append(out, k+"h")
		}
	}
	return out
}

func otherArticles(key string) []string {
	if rest := fold.StripArticle(key); rest != key {
		return []string{rest}
	}
	if key[0] >= 0x80 {
		if strings.HasPrefix(key, "ال") {
			return nil
		}
		return []string{"ال" + key}
	}
	return []string{"al " + key, "el " + key}
}

func (f *finder) spaceBlind(g *Gazetteer, key string) {
	for _, l := range g.layers {
		l.r.SpaceBlind(key, func(p index.Posting) bool {
			f.add(l, p, "")
			return true
		})
	}
}

// maxResolved bounds for how many matches of one question the spelling is looked up; the rest show the spelling asked for.
const maxResolved = 12

func (f *finder) add(l *layer, p index.Posting, key string) {
	for i := range f.found {
		if f.found[i].index == p.Place && f.found[i].layer == l {
			return
		}
	}
	m := found{layer: l, index: p.Place, own: p.Own, weak: p.Weak, key: key}
	m.Place, m.How = l.place(p.Place), f.how
	switch {
	case p.Own && key != "":
		m.Name = Name{Text: m.Place.Name}
	case len(f.found) < maxResolved:
		m.Name = l.spelling(p.Place, f.asked, key)
	}
	if m.Name.Text == "" {
		m.Name.Text = f.asked
	}
	if m.Name.Text == f.asked {
		m.How = "exact"
	}
	f.found = append(f.found, m)
}

// spelling finds the name of a place that folds to the key (or to the question's own key apart from spaces), the very
// spelling asked for first.
func (l *layer) spelling(i int, asked, key string) Name {
	solid := key == ""
	want := key
	if solid {
		want = strings.ReplaceAll(fold.Key(asked), " ", "")
	}
	if want == "" {
		return Name{}
	}
	var best Name
	var buf [96]byte
	if solid && strings.ReplaceAll(fold.Key(l.r.Name(i)), " ", "") == want {
		return Name{Text: l.r.Name(i)}
	}
	rating := 0
	l.r.EachName(i, func(text []byte, lang string, kind index.NameKind) bool {
		rate := 1
		if string(text) == asked {
			rate = 3
		}
		if kind == index.Alias || kind == index.Preferred {
			rate++
		}
		if rate <= rating {
			return true
		}
		if rate < 3 {
			if !mayFoldTo(text, want[0]) {
				return true
			}
			k := fold.AppendKey(buf[:0], string(text))
			if string(k) != want && (!solid || strings.ReplaceAll(string(k), " ", "") != want) {
				return true
			}
		}
		best, rating = nameOf(text, lang, kind), rate
		return rating < 4
	})
	return best
}

// HasPrefix says whether some indexed name starts with the folded words: lets a longest-match walk stop early.
func (g *Gazetteer) HasPrefix(words string) bool {
	var buf [96]byte
	key := string(fold.AppendKey(buf[:0], words))
	for _, l := range g.layers {
		if key != "" && l.r.HasPrefix(key) {
			return true
		}
	}
	return false
}

// Demonym gives the place that a demonym or adjective belongs to ("Iraqi", "Syrians", "Texan"). Some belong to several
// places; this is the most prominent one, [Gazetteer.Demonyms] gives all.
func (g *Gazetteer) Demonym(word string) (Place, bool) { return first(g.Demonyms(word)) }

// Demonyms gives all places of a demonym, the most prominent first.
func (g *Gazetteer) Demonyms(word string) []Place { return g.byKey(word, (*index.Reader).Demonym) }

// Abbreviation gives the admin-1 areas that are shortened like this ("Calif.", "B.C.", "NSW"), the most prominent first. Case
// and points do not count, so the caller must keep "ore" and "Ore." apart.
func (g *Gazetteer) Abbreviation(word string) []Place {
	return g.byKey(word, (*index.Reader).Abbreviation)
}

func first(places []Place) (Place, bool) {
	if len(places) == 0 {
		return Place{}, false
	}
	return places[0], true
}

func (g *Gazetteer) byKey(word string, find func(*index.Reader, string, func(index.Posting) bool) bool) []Place {
	key := fold.Key(word)
	if key == "" {
		return nil
	}
	var out []Place
	for _, l := range g.layers {
		find(l.r, key, func(p index.Posting) bool {
			out = append(out, l.place(p.Place))
			return true
		})
	}
	return out
}

// mayFoldTo says, without folding it, whether the key of a spelling may begin with the byte; it errs only towards yes.
func mayFoldTo(text []byte, first byte) bool {
	if len(text) == 0 {
		return false
	}
	c := text[0]
	switch {
	case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
		return c == first
	case c >= 'A' && c <= 'Z':
		return c+'a'-'A' == first
	case c < utf8.RuneSelf || first >= utf8.RuneSelf:
		return true // a sign that is dropped, or another script
	}
	return latinStart(c)
}

// latinStart says whether a UTF-8 sequence that starts with the byte may be a Latin letter, or a sign that is dropped: Latin letters with
// marks are below U+0300 and in U+1E00–1EFF, marks themselves and punctuation in U+0300–036F and U+2000–2FFF, wide forms in U+FF00–FFEF.
func latinStart(c byte) bool { return c < 0xce || c == 0xe1 || c == 0xe2 || c == 0xef }
