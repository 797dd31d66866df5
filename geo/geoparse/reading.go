package geoparse

import (
	"unicode"
	"unicode/utf8"

	"dateline/geo/gazetteer"
	"dateline/geo/geoparse/lang"
	"dateline/geo/geoparse/tagger"
	"dateline/geo/geoparse/token"
)

// reading is one text on its way through the parser.
type reading struct {
	p         *Parser
	in        Input
	text      string
	language  string
	tokens    []Token
	sentences []Sentence
	// phrases holds for each token the longest gazetteer name that starts there.
	phrases []phrase
	// seen are the hints that the tagger gets: what the gazetteer knows, streets included, which its corpora hold for places.
	seen []tagger.Hint
	// barred marks tokens whose match was ruled out.
	barred []bool
	// labels says what the tokens belong to, after all rules.
	labels      []tagger.Label
	spans       []tagger.Span
	streetNames [][2]int // tokens of streets whose names hold a place's
	names       []name
	entities    []Entity
	lookups     map[string][]gazetteer.Match
	lower       map[string]bool
	fuzzy       int // how many typo-tolerant lookups were made
	// all, pairs and sent are the resolver's: senses, which of them lie in which, where the text comes from.
	all      []*sense
	pairs    []pair
	sent     origin
	headline []gazetteer.Match // countries and areas in the title
	// homeOrigin is where the publisher writes for.
	homeOrigin origin
	// links are the stated positions, best the place of each name once resolved.
	links     []link
	best      []*cand
	measured  map[int]bool      // names that something is measured from
	ranked    map[string]string // ids of towns by country and rank
	countries map[string]*sense // the sense that names a country, by code
	bound     map[int]bound     // names that the words next to them put into an area
	relations []Relation
}

// phrase is a run of tokens that the gazetteer knows, up to but not including last.
type phrase struct {
	last    int
	matches []gazetteer.Match
}

// name is a place name in the text before it is resolved.
type name struct {
	first, last int
	role        Role
	// surface is the text; key is the spelling that the gazetteer knew it by.
	surface, key string
	matches      []gazetteer.Match
	// lead and trail are the bytes of affixes that the tokens have around the surface.
	lead, trail int
	// margin is how sure the tagger was, 0 where a rule found the name.
	margin float32
	// inBody says that it stands in the name of a body.
	inBody bool
	// settlement says that the words next to it call it a town or village, though no gazetteer has it.
	settlement bool
	// split tells the senses of one name apart where the text has several; splitWhy says in words why.
	split, splitWhy string
	// why says in words how the name was found, where that is not plain.
	why string
}

func (p *Parser) newReading(in Input, text string) *reading {
	r := &reading{p: p, in: in, text: text, language: in.Language, lookups: make(map[string][]gazetteer.Match)}
	r.tokens = token.Tokenize(text)
	r.sentences = token.Split(r.tokens)
	if r.language == "" {
		r.language = lang.Detect(r.tokens)
	}
	r.labels = make([]tagger.Label, len(r.tokens))
	return r
}

// slice gives the text of tokens first up to but not including last.
func (r *reading) slice(first, last int) string {
	end := r.tokens[last-1]
	return r.text[r.tokens[first].Byte : end.Byte+len(end.Text)]
}

// word gives the text of token i, "" beyond the sentence of token at.
func (r *reading) word(i, at int) string {
	if i < 0 || i >= len(r.tokens) || r.tokens[i].Sentence != r.tokens[at].Sentence {
		return ""
	}
	return r.tokens[i].Text
}

// before and after give the words n places before token i or after it, within its sentence.
func (r *reading) before(i, n int) string { return r.word(i-n, i) }
func (r *reading) after(i, n int) string  { return r.word(i+n, i) }

// find looks a name up once for each text: as the name of a place and as a demonym, the likelier reading first.
func (r *reading) find(surface string) []gazetteer.Match {
	if m, ok := r.lookups[surface]; ok {
		return m
	}
	m := r.p.g.Lookup(surface)
	if d := r.p.g.Demonyms(surface); len(d) > 0 {
		m = mergeDemonyms(m, as(d, surface, "demonym"))
	}
	r.lookups[surface] = m
	return m
}

func placesOf(matches []gazetteer.Match) []gazetteer.Place {
	out := make([]gazetteer.Place, len(matches))
	for i, m := range matches {
		out[i] = m.Place
	}
	return out
}

// as makes matches of places that a surface means by way of its kind.
func as(places []gazetteer.Place, surface, kind string) []gazetteer.Match {
	out := make([]gazetteer.Match, len(places))
	for i, p := range places {
		out[i] = gazetteer.Match{Place: p, Name: gazetteer.Name{Text: surface, Kind: kind}, How: "exact"}
	}
	return out
}

// mergeDemonyms puts demonyms before names, unless the name is a country's own.
func mergeDemonyms(names, demonyms []gazetteer.Match) []gazetteer.Match {
	if len(names) > 0 && groupOf(&names[0].Place) == country {
		return append(names[:len(names):len(names)], demonyms...)
	}
	return append(demonyms, names...)
}

func isUpper(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c)
}

// caseless holds for words of scripts without capitals.
func caseless(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(c) && !unicode.IsUpper(c) && !unicode.IsLower(c)
}

func allCaps(w string) bool {
	n := 0
	for _, c := range w {
		if unicode.IsLower(c) {
			return false
		}
		if unicode.IsUpper(c) {
			n++
		}
	}
	return n > 1
}
