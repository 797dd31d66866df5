package gazetteer

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"dateline/geo/gazetteer/fold"
	"dateline/geo/gazetteer/index"
)

// MaxQuery is the longest question in bytes.
const MaxQuery = 1024

// The errors of a question that cannot be answered.
var (
	ErrEmptyQuery = errors.New("empty query: give a place name")
	ErrLongQuery  = fmt.Errorf("query too long: a place name has at most %d bytes", MaxQuery)
	ErrEncoding   = errors.New("query is not valid UTF-8")
)

// question is a query in the making: its readings are tried one after the other.
type question struct {
	Query
	text     string
	readings []reading
	// typing says that the question is not complete yet.
	typing bool
	// contexts remembers what each context may mean.
	contexts map[string][]Place
}

// reading is one way to understand a question: a name, the areas named after it, and what kind of place it should be.
type reading struct {
	name, key string
	context   []string
	kind      func(class byte, kind string) bool
}

func (g *Gazetteer) parse(q *Query) (*question, error) {
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	text := q.Text
	if text == "" {
		text = q.Name
	}
	switch {
	case len(text) > MaxQuery:
		return nil, ErrLongQuery
	case !utf8.ValidString(text):
		return nil, ErrEncoding
	case fold.Key(text) == "":
		return nil, ErrEmptyQuery
	}
	out := &question{Query: *q, text: text}
	var context []string
	if q.Text == "" && q.Admin1 != "" {
		context = append(context, q.Admin1)
	}
	out.read(text, context)
	return out, nil
}

// read adds the readings of a text: whole; split at its commas; without words that only say what kind of place it is.
func (q *question) read(text string, context []string) {
	q.addReading(text, context, nil)
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '،' || r == ';' || r == '、' })
	if len(parts) > 1 && fold.Key(parts[0]) != "" {
		var areas []string
		for _, p := range parts[1:] {
			if fold.Key(p) != "" {
				areas = append(areas, strings.TrimSpace(p))
			}
		}
		areas = append(areas, context...)
		q.addReading(parts[0], areas, nil)
		q.addTyped(parts[0], areas)
		return
	}
	q.addTyped(text, context)
}

func (q *question) addReading(name string, context []string, kind func(byte, string) bool) {
	name = strings.TrimSpace(name)
	if key := fold.Key(name); key != "" {
		q.readings = append(q.readings, reading{name, key, context, kind})
	}
}

// addTyped adds the reading of a name with a word for its kind: "Nineveh Governorate", "city of Basra", "محافظة نينوى".
func (q *question) addTyped(name string, context []string) {
	key := fold.Key(name)
	if !strings.Contains(key, " ") {
		return
	}
	for _, t := range typeWords {
		rest, ok := t.strip(key)
		if ok && rest != "" {
			q.addReading(rest, context, t.kind)
		}
	}
}

// typeWord is a word that says what kind of place a name means, with the space that parts it from the name.
type typeWord struct {
	before, after string
	kind          func(class byte, kind string) bool
}

func (t typeWord) strip(key string) (string, bool) {
	if t.before != "" {
		return strings.CutPrefix(key, t.before)
	}
	return strings.CutSuffix(key, t.after)
}

func isTown(class byte, _ string) bool { return class == 'P' }

func isArea(class byte, kind string) bool {
	return class == 'A' && (kind == "ADM1" || kind == "ADM2" || kind == "ADM3" || kind == "RGN")
}

func isCountry(_ byte, kind string) bool { return strings.HasPrefix(kind, "PCL") }

// typeWords are the words, in folded form, in the languages in which reports come most.
var typeWords = func() (out []typeWord) {
	add := func(kind func(byte, string) bool, before, after string) {
		for w := range strings.SplitSeq(before, ",") {
			if w != "" {
				out = append(out, typeWord{before: fold.Key(w) + " ", kind: kind})
			}
		}
		for w := range strings.SplitSeq(after, ",") {
			if w != "" {
				out = append(out, typeWord{after: " " + fold.Key(w), kind: kind})
			}
		}
	}
	add(isTown, "city of,town of,village of,the city of,the town of,the village of,مدينة,قرية,بلدة,شهر,شاری,ville de,ciudad de,город,г,село,місто,stadt,kota",
		"city,town,village,şehri,şehir")
	add(isArea, "province of,governorate of,district of,state of,region of,county of,the province of,oblast of,محافظة,قضاء,ناحية,ولاية,منطقة,استان,شهرستان,پارێزگای,"+
		"provincia de,département de,région de,estado de,land,wilaya de",
		"governorate,province,district,state,region,oblast,county,krai,prefecture,muhafazah,wilaya,il,ili,ilçesi,область,край,район,обл,governorates,raion,voivodeship,"+
			"department,canton,territory,division,parish,subdistrict,sub district,republic")
	add(isCountry, "republic of,kingdom of,state of,جمهورية,دولة", "")
	return out
}()

// contextAreas is that of the gazetteer, worked out once a question.
func (q *question) contextAreas(g *Gazetteer, context string) []Place {
	areas, ok := q.contexts[context]
	if !ok {
		if areas = g.contextAreas(context); len(areas) == 0 && !q.typing {
			areas = g.misspelledAreas(context)
		}
		if q.contexts == nil {
			q.contexts = map[string][]Place{}
		}
		q.contexts[context] = areas
	}
	return areas
}

// maxMisspelled is how many areas a misspelled context may mean.
const maxMisspelled = 4

// misspelledAreas gives the countries and areas whose name is within the allowed edits of a context that is the name of nothing.
func (g *Gazetteer) misspelledAreas(context string) (out []Place) {
	for _, c := range g.similar(fold.Key(context), maxSimilar) {
		if class, _ := c.layer.r.Kind(c.index); class == 'A' && c.How == "fuzzy" && len(out) < maxMisspelled {
			out = append(out, c.layer.place(c.index))
		}
	}
	return out
}

// contextAreas gives what a context word may mean: a country code, an abbreviation of an area, or places of that name.
func (g *Gazetteer) contextAreas(context string) []Place {
	var out []Place
	if len(context) == 2 {
		if c, ok := g.Country(strings.ToUpper(context)); ok {
			out = append(out, c)
		}
	}
	out = append(out, g.Abbreviation(context)...)
	key := fold.Key(context)
	n := 0
	for _, k := range contextKeys(key) {
		for _, l := range g.layers {
			l.r.Exact(k, func(p index.Posting) bool {
				out = append(out, l.place(p.Place))
				n++
				return n < 24
			})
		}
	}
	return out
}

// contextKeys gives the key of a context with and without its word for the kind.
func contextKeys(key string) []string {
	keys := []string{key}
	for _, t := range typeWords {
		if rest, ok := t.strip(key); ok && rest != "" {
			keys = append(keys, rest)
		}
	}
	return append(keys, articleVariants(key)...)
}

func inBound(b orb.Bound, p orb.Point) bool {
	if p[1] < b.Min[1] || p[1] > b.Max[1] {
		return false
	}
	if b.Min[0] > b.Max[0] {
		return p[0] >= b.Min[0] || p[0] <= b.Max[0]
	}
	return p[0] >= b.Min[0] && p[0] <= b.Max[0]
}
