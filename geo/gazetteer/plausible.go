package gazetteer

import (
	"strings"
	"unicode/utf8"

	"dateline/geo"
	"dateline/geo/gazetteer/fold"
	"dateline/geo/gazetteer/index"
)

// A name that is only like the one asked for is shown only if somebody may well have meant it; an empty answer is better than
// a place on another continent. The bar is a mean of edit similarity, chosen with evaluate/queries.tsv: a lower
// one gives Baška for "Bashiqa", a higher one loses common spellings of Arabic names.
const (
	plausibleLikeness = 0.82
	// plausibleForeign is the bar across scripts, where vowels are not written and only the sounds compare.
	plausibleForeign = 0.88
	// plausibleUnvowelled is the bar between names in one script that is not the Latin one: a letter of them says more.
	plausibleUnvowelled = 0.76
	// contextAllowance lowers the bar for a place in the country or near the point that the question names.
	contextAllowance = 0.12
	// prominenceAllowance lowers it for a prominence of 1000 points: a capital is meant more often than a village.
	prominenceAllowance = 0.12
	// areaAllowance is the same for all but towns: names of countries are known, and seldom written quite wrong.
	areaAllowance = 0.05
	// otherSound is what a different first sound costs: it is what writers and transcribers change least.
	otherSound = 0.06
	// minSimilar is the shortest name in bytes that may be meant by one that differs: shorter ones are codes and chance.
	minSimilar = 4
	// nearbyMetres is how far from the point of the question context reaches.
	nearbyMetres geo.Metres = 200_000
)

// plausible says whether a candidate found by skeleton or edits may be meant, and caps its quality by how alike
// the names are.
func (c *scored) plausible(r *reading, q *question) bool {
	alike, bar, near := c.layer.alike(c.index, r.key)
	c.weigh(r.key, near)
	if c.Place.Class == 'P' {
		bar -= prominenceAllowance * float64(c.prominence()) / 1000
	} else {
		bar -= areaAllowance * float64(c.prominence()) / 1000
	}
	if q.expects(&c.Place) {
		bar -= contextAllowance
	}
	if alike < bar {
		return false
	}
	if most := alike + 0.15; most < c.quality { // what is barely plausible is no sure hit, however near its sounds
		c.score -= c.quality - most
		c.quality = most
	}
	return true
}

// expects says whether the question names the country or the surroundings of the place.
func (q *question) expects(p *Place) bool {
	return q.Country != "" && strings.EqualFold(q.Country, p.Country) || q.Bound != nil && inBound(*q.Bound, p.Point) ||
		q.Near != nil && geo.Haversine(*q.Near, p.Point) < nearbyMetres
}

// nearest is the name of a place that is most like what was asked for: its key, and whether it is a romanisation that no reader uses.
type nearest struct {
	key       string
	romanised bool
}

// alike gives how alike the key and the best of a place's names are, the bar for it, and that name.
func (l *layer) alike(i int, key string) (best, bar float64, found nearest) {
	asked, solid := spell(fold.StripArticle(key)), spell(fold.StripSolidArticle(key))
	best, bar = -1.0, plausibleLikeness
	try := func(text, name string) {
		if len(name) < minSimilar {
			return
		}
		other := spell(fold.StripArticle(name))
		for _, a := range [2]spelling{asked, solid} {
			likeness, b := a.compare(other)
			if likeness-b > best-bar {
				best, bar, found = likeness, b, nearest{name, text[0] >= 'a' && text[0] <= 'z'}
			}
		}
	}
	var buf [96]byte
	own := l.r.Name(i)
	try(own, string(fold.AppendKey(buf[:0], own)))
	l.r.EachName(i, func(text []byte, _ string, kind index.NameKind) bool {
		// A Latin question is compared with Latin spellings: unvowelled scripts are like too many words.
		usable := kind != index.Hidden && kind != index.Demonym && kind != index.Abbreviation
		if usable && (isForeign(key) || text[0] < utf8.RuneSelf || latin(text)) {
			try(string(text), string(fold.AppendKey(buf[:0], string(text))))
		}
		return best-bar < 0.2
	})
	return best, bar, found
}

// spelling is a key with how it is read.
type spelling struct{ key, sound string }

// spell reads a key; an ending -ah is the same as -a.
func spell(key string) spelling {
	if len(key) > 4 && strings.HasSuffix(key, "ah") {
		key = key[:len(key)-1]
	}
	return spelling{key, fold.Sound(key)}
}

// compare gives the likeness of two spellings and the bar that it has to reach.
func (a spelling) compare(b spelling) (likeness, bar float64) {
	if a.sound == "" || b.sound == "" {
		return 0, plausibleLikeness
	}
	switch {
	case isForeign(a.key) == isForeign(b.key):
		likeness, bar = (fold.EditSimilarity(a.key, b.key)+fold.EditSimilarity(a.sound, b.sound))/2, plausibleLikeness
		if isForeign(a.key) {
			bar = plausibleUnvowelled
		}
	default:
		likeness, bar = fold.Likeness(a.sound, b.sound), plausibleForeign
	}
	if a.sound[0] != b.sound[0] {
		likeness -= otherSound
	}
	return likeness, bar
}

// latin says whether a spelling folds to Latin letters.
func latin(text []byte) bool {
	if !latinStart(text[0]) {
		return false
	}
	var buf [96]byte
	return !isForeign(string(fold.AppendKey(buf[:0], string(text))))
}

// isForeign says whether a key is in another script than the Latin one: keys have lost their diacritics.
func isForeign(key string) bool { return key != "" && key[0] >= utf8.RuneSelf }
