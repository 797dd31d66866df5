package geoparse

import (
	"context"
	"fmt"
	"sync"
	"time"
	"unicode/utf8"

	"dateline/geo/gazetteer"
	"dateline/geo/geoparse/tagger"
)

// MaxText is how many code points of a text are read, about the length of two novels: it bounds time and memory. What
// lies beyond is counted in Document.Unread.
const MaxText = 1_000_000

// Input is a text to read, with what is known of it.
type Input struct {
	Text      string
	Title     string
	Publisher string
	// HomeRegion is a country code or place name that the publisher writes for.
	HomeRegion string
	Published  time.Time
	// Language is BCP 47; detected where empty.
	Language string
}

// Parser finds and resolves place names. It is safe for concurrent use.
type Parser struct {
	g       atlas
	model   *tagger.Model
	taggers sync.Pool
	weights weights
	spell   speller // nil where the gazetteer has none
	similar *memo
	without map[string]bool // rule families left out
	towns   sync.Map        // the largest towns of each country, by its code: []gazetteer.Place
}

// New makes a parser over a gazetteer.
func New(g *gazetteer.Gazetteer) (*Parser, error) {
	m, err := tagger.Embedded()
	if err != nil {
		return nil, fmt.Errorf("make geoparser: %w", err)
	}
	return newParser(g, m)
}

func newParser(g atlas, m *tagger.Model) (*Parser, error) {
	w, err := embeddedWeights()
	if err != nil {
		return nil, fmt.Errorf("make geoparser: %w", err)
	}
	p := &Parser{g: g, model: m, weights: w, similar: &memo{}}
	p.spell, _ = g.(speller)
	p.taggers.New = func() any { return tagger.New(m) }
	return p, nil
}

// Parse reads a text: Document.Text is in.Text, each byte of invalid UTF-8 replaced by U+FFFD. The only error is that of a
// context that ended.
func (p *Parser) Parse(ctx context.Context, in Input) (Document, error) {
	whole := clean(in.Text)
	text, unread := limit(whole)
	r := p.newReading(in, text)
	for _, step := range []func(){r.match, r.recognise, r.statements, r.resolve, r.relate} {
		if err := ctx.Err(); err != nil {
			return Document{}, fmt.Errorf("parse text: %w", err)
		}
		step()
	}
	d := r.document()
	d.Text, d.Unread = whole, unread
	return d, nil
}

func clean(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	return string([]rune(text))
}

// limit cuts the text after MaxText code points.
func limit(text string) (string, int) {
	if len(text) <= MaxText {
		return text, 0
	}
	n := 0
	for at := range text {
		if n == MaxText {
			return text[:at], utf8.RuneCountInString(text[at:])
		}
		n++
	}
	return text, 0
}
