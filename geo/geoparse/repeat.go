package geoparse

import (
	"dateline/geo/geoparse/tagger"
)

// repeat gives every further occurrence of a name that was found the same reading, where nothing else owns it.
func (r *reading) repeat() {
	if len(r.names) == 0 {
		return
	}
	first := make(map[string]*name)
	for i := range r.names {
		n := &r.names[i]
		if n.role == Part || len(n.matches) == 0 {
			continue
		}
		w := r.tokens[n.first].Text
		if _, ok := first[w]; !ok {
			first[w] = n
		}
	}
	taken := r.taken()
	english := r.english()
	for i := 0; i < len(r.tokens); i++ {
		n := first[r.tokens[i].Text]
		if n == nil || taken[i] || r.barred[i] || r.labels[i] != tagger.Outside || r.phrases[i].last == 0 {
			continue
		}
		last := i + n.last - n.first
		if next := r.word(last, i); !english && isUpper(next) && r.phrases[last].last == 0 { // "Paris Saint-Germain"
			continue
		}
		if r.phrases[i].last != last || n.lead+n.trail > 0 || r.slice(i, last) != n.surface {
			continue
		}
		again := *n
		again.first, again.last = i, last
		again.why = "named elsewhere in the text"
		r.names = append(r.names, again)
		i = last - 1
	}
}

// taken marks the tokens that names cover.
func (r *reading) taken() []bool {
	out := make([]bool, len(r.tokens))
	for _, n := range r.names {
		for i := n.first; i < n.last; i++ {
			out[i] = true
		}
	}
	return out
}
