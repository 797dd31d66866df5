package geoparse

import (
	"sort"

	"dateline/geo/geoparse/tagger"
)

// recognise finds the names: the tagger's view and the gazetteer's, put right by rules, become place names and entities.
func (r *reading) recognise() {
	if r.english() {
		r.tag()
		r.apply(spanRules)
		r.label()
		r.apply(nameSources)
	} else {
		r.recogniseForeign()
	}
	r.apply(nameRules)
	r.tidy()
	r.listEntities()
}

// english says whether the tagger, which has learnt English, reads the text.
func (r *reading) english() bool { return r.language == "en" || r.language == "und" }

// tag runs the statistical tagger over each sentence.
func (r *reading) tag() {
	t := r.p.taggers.Get().(*tagger.Tagger) //nolint:forcetypeassert // the pool holds nothing else
	defer r.p.taggers.Put(t)
	hints := r.seen
	for _, s := range r.sentences {
		for first := s.First; first < s.Last; first += longestSentence {
			last := min(first+longestSentence, s.Last)
			for _, sp := range t.Spans(r.tokens[first:last], hints[first:last]) {
				sp.First, sp.Last = sp.First+first, sp.Last+first
				r.spans = append(r.spans, sp)
			}
		}
	}
}

// longestSentence is how many tokens the tagger gets at once: no sentence is longer, and its memory stays small on texts
// without any full stop.
const longestSentence = 400

// label notes the spans' labels on their tokens.
func (r *reading) label() {
	sort.SliceStable(r.spans, func(i, j int) bool { return r.spans[i].First < r.spans[j].First })
	for i := range r.labels {
		r.labels[i] = tagger.Outside
	}
	for _, sp := range r.spans {
		for i := sp.First; i < sp.Last; i++ {
			r.labels[i] = sp.Label
		}
	}
}

// tidy sorts the names and drops those that overlap a longer one.
func (r *reading) tidy() {
	sort.SliceStable(r.names, func(i, j int) bool {
		a, b := r.names[i], r.names[j]
		if a.first != b.first {
			return a.first < b.first
		}
		return a.last > b.last
	})
	kept := r.names[:0]
	end := -1
	for _, n := range r.names {
		if n.first < end {
			continue
		}
		kept, end = append(kept, n), n.last
	}
	r.names = kept
}

var entityKind = map[tagger.Label]EntityKind{
	tagger.Person: Person, tagger.Organisation: Organisation, tagger.Vessel: Vessel, tagger.Event: Event,
}

func (r *reading) listEntities() {
	for _, sp := range r.spans {
		kind, ok := entityKind[sp.Label]
		if !ok {
			continue
		}
		first, last := sp.First, sp.Last
		for last > first+1 && (r.tokens[last-1].Text == "'s" || r.tokens[last-1].Text == "’s") {
			last--
		}
		span := Span{Start: r.tokens[first].Start, End: r.tokens[last-1].End}
		r.entities = append(r.entities, Entity{Span: span, Text: r.slice(first, last), Kind: kind})
	}
}
