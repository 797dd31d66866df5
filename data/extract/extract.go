// Package extract turns a report's sentences and mentions into claims: who holds what, who moved where, how many fled, and
// who says so. The rules are data (see package rule); this package fills their slots from a shallow parse of the sentence
// and never invents: each claim quotes the words it rests on, and what a text does not say stays empty.
package extract

import (
	"context"
	"fmt"

	"dateline/data"
	"dateline/data/extract/actor"
	"dateline/data/extract/rule"
	"dateline/data/extract/similar"
	"dateline/data/extract/syntax"
	"dateline/data/extract/word"
	"dateline/geo/gazetteer"
	"dateline/geo/geoparse"
)

// Version names the extractor in every claim that it makes.
const Version = "rules/1"

// Reader reads reports: it finds places and claims. It is safe for concurrent use.
type Reader struct {
	gazetteer *gazetteer.Gazetteer
	parser    *geoparse.Parser
	lex       *syntax.Lexicon
	rules     map[string]*rule.Set
	actors    *actor.Table
}

// Option changes how a reader is made.
type Option func(*options)

type options struct{ rules string }

// WithRules reads the grammar of each language from DIR/LANG.yaml (en.yaml, fr.yaml …) where such a file is there, instead of
// the built-in one: for analysts who edit it.
func WithRules(dir string) Option { return func(o *options) { o.rules = dir } }

// New makes a reader over a gazetteer.
func New(g *gazetteer.Gazetteer, opts ...Option) (*Reader, error) {
	p, err := geoparse.New(g)
	if err != nil {
		return nil, fmt.Errorf("make reader: %w", err)
	}
	r, err := newRules(opts...)
	if err != nil {
		return nil, fmt.Errorf("make reader: %w", err)
	}
	r.gazetteer, r.parser = g, p
	return r, nil
}

// newRules makes a reader of sentences without a gazetteer: its places stay as written.
func newRules(opts ...Option) (*Reader, error) {
	var o options
	for _, set := range opts {
		set(&o)
	}
	lex, err := syntax.English()
	if err != nil {
		return nil, err
	}
	r := &Reader{lex: lex, rules: map[string]*rule.Set{}, actors: actor.Default()}
	for _, lang := range rule.Languages(o.rules) {
		if r.rules[lang], err = rule.From(o.rules, lang); err != nil {
			return nil, err
		}
	}
	for head := range r.rules["en"].Verbs {
		lex.AddVerb(head, "", "") // a verb that an analyst adds to a rule need not be in the lexicon
	}
	return r, nil
}

// Read finds the mentions and claims of a report.
func (r *Reader) Read(ctx context.Context, report data.Report) (data.Reading, error) {
	doc, err := r.parse(ctx, report)
	if err != nil {
		return data.Reading{}, err
	}
	if report.Language == "" {
		report.Language = doc.Language
	}
	return data.Reading{Report: report, Mentions: mentionsOf(doc), Claims: r.document(report, doc).claims(report), Sketch: similar.Sketch(report.Text)}, nil
}

func (r *Reader) parse(ctx context.Context, report data.Report) (geoparse.Document, error) {
	doc, err := r.parser.Parse(ctx, geoparse.Input{
		Text: report.Text, Title: report.Title, Publisher: report.Publisher,
		HomeRegion: report.HomeRegion, Published: report.Published, Language: report.Language,
	})
	if err != nil {
		return doc, fmt.Errorf("read report %s: %w", report.ID, err)
	}
	return doc, nil
}

// document readies a parsed text for the rules.
func (r *Reader) document(report data.Report, doc geoparse.Document) *document {
	d := &document{
		text: []rune(report.Text), lang: doc.Language, published: report.Published, mentions: doc.Mentions, related: doc.Relations,
		entities: doc.Entities, actors: r.actors, lex: r.lex, gazetteer: r.gazetteer,
	}
	d.addAssimilated(report.Text)
	for _, s := range doc.Sentences {
		d.sentences = append(d.sentences, word.Span{Start: s.Start, End: s.End})
	}
	if len(d.sentences) == 0 {
		d.sentences = word.Sentences(d.text)
	}
	d.rules = r.rules[base(d.lang)]
	if d.rules == nil {
		d.rules = r.rules["en"]
	}
	return d
}

func base(lang string) string {
	for i := range lang {
		if lang[i] == '-' || lang[i] == '_' {
			return lang[:i]
		}
	}
	return lang
}

// claims reads every sentence in order.
func (d *document) claims(report data.Report) []data.Claim {
	d.war = d.countWar() >= 2
	var out []data.Claim
	for n := range d.sentences {
		out = append(out, d.sentenceClaims(n)...)
	}
	d.illustrate(out)
	out = carriedOut(moving(out))
	return finish(report.ID, d.quiet(out))
}

func (d *document) sentenceClaims(n int) []data.Claim {
	s := d.newSentence(n)
	if len(s.Tokens) == 0 {
		return nil
	}
	if len(d.rules.Patterns) > 0 {
		return s.patternClaims()
	}
	s.findSayings()
	var out []data.Claim
	for _, f := range s.read() {
		out = append(out, f.records()...)
	}
	out = append(out, s.relations()...)
	out = append(out, s.refutations(out)...)
	d.before = out
	s.witness()
	s.remember()
	return out
}

// countWar counts the sentences' words of war, at most a handful: enough to know what the report is about.
func (d *document) countWar() int {
	n := 0
	for k := range d.sentences {
		for _, t := range d.words(k) {
			if d.rules.War[t.Lower] {
				if n++; n > 3 {
					return n
				}
			}
		}
	}
	return n
}

// words gives the words of sentence n, cut once.
func (d *document) words(n int) []word.Token {
	if d.cuts == nil {
		d.cuts = make([][]word.Token, len(d.sentences))
	}
	if d.cuts[n] == nil {
		d.cuts[n] = word.Cut(d.text, d.sentences[n].Start, d.sentences[n].End)
	}
	return d.cuts[n]
}

func cut(text []rune) []word.Token { return word.Cut(text, 0, len(text)) }

// mentionsOf converts the geoparser's mentions into records.
func mentionsOf(doc geoparse.Document) []data.Mention {
	out := make([]data.Mention, 0, len(doc.Mentions))
	for _, m := range doc.Mentions {
		x := data.Mention{
			Text: m.Text, Start: m.Start, End: m.End, Role: string(m.Role), UncertaintyKM: m.UncertaintyKM,
			Confidence: m.Confidence, Candidates: []data.Candidate{}, Reasons: m.Reasons,
		}
		if x.Reasons == nil {
			x.Reasons = []string{}
		}
		if m.Sentence >= 0 && m.Sentence < len(doc.Sentences) {
			span := doc.Sentences[m.Sentence].Span
			x.Sentence = &data.Span{Start: span.Start, End: span.End}
		}
		if m.Placed {
			ref := placeRef(m.Place)
			x.Place = &ref
		}
		for _, c := range m.Candidates {
			x.Candidates = append(x.Candidates, data.Candidate{PlaceRef: placeRef(c.Place), Score: c.Score, Reasons: c.Reasons})
		}
		out = append(out, x)
	}
	return out
}

func placeRef(p gazetteer.Place) data.PlaceRef {
	return data.PlaceRef{ID: p.ID, Name: p.Name, Kind: p.Kind, Country: p.Country, Lon: p.Point[0], Lat: p.Point[1]}
}
