package geoparse

import (
	"strings"

	"dateline/geo/geoparse/tagger"
)

// coordinated makes places of gazetteer names that "and" or a list joins to a place near them: "Mason and Springboro",
// "Puryear, Henry and Cottage Grove". The tagger takes the small ones for persons or for ordinary words.
func (r *reading) coordinated() {
	r.label()
	for pass := 0; pass < 2; pass++ {
		n := len(r.spans)
		for k := 0; k < n; k++ {
			sp := r.spans[k]
			if sp.Label != tagger.Location && sp.Label != tagger.Metonym || r.phrases[sp.First].last != sp.Last {
				continue
			}
			r.joinBefore(sp)
			r.joinAfter(sp)
		}
		r.label()
	}
}

// joinBefore looks at the name that a joint parts from the place sp, before it.
func (r *reading) joinBefore(sp tagger.Span) {
	end := sp.First - 1
	switch w := r.before(sp.First, 1); {
	case w == "and" || w == "or" || w == "&":
		if r.before(sp.First, 2) == "," {
			end--
		}
	case w == "," && r.listGoesOn(sp.Last, sp.First):
	default:
		return
	}
	if end <= 0 {
		return
	}
	if first := r.phraseBefore(end); first >= 0 {
		r.join(first, end, sp)
	}
}

// joinAfter looks at the name behind it.
func (r *reading) joinAfter(sp tagger.Span) {
	at := sp.Last
	switch w := r.word(at, sp.First); {
	case w == "and" || w == "or" || w == "&":
		at++
	case w == "," && (r.word(at+1, sp.First) == "and" || r.word(at+1, sp.First) == "or"):
		at += 2
	case w == ",":
		if at+1 >= len(r.phrases) || r.phrases[at+1].last == 0 || !r.listGoesOn(r.phrases[at+1].last, sp.First) {
			return
		}
		at++
	default:
		return
	}
	if at < len(r.phrases) && r.phrases[at].last > 0 && r.tokens[at].Sentence == r.tokens[sp.First].Sentence && !isUpper(r.word(r.phrases[at].last, at)) {
		r.join(at, r.phrases[at].last, sp)
	}
}

// listGoesOn says whether behind token at a list runs on, names and commas alone, to an "and".
func (r *reading) listGoesOn(at, from int) bool {
	for range 6 {
		w := r.word(at, from)
		if w == "," && r.word(at+1, from) != "and" && r.word(at+1, from) != "or" {
			if at+1 >= len(r.phrases) || !isUpper(r.word(at+1, from)) {
				return false
			}
			if at = max(r.phrases[at+1].last, at+2); at <= len(r.tokens) {
				continue
			}
			return false
		}
		if w == "," {
			w = r.word(at+1, from)
			at++
		}
		return (w == "and" || w == "or" || w == "&") && isUpper(r.word(at+1, from))
	}
	return false
}

// join makes tokens first to last a place where they are unclaimed, or a single word that the tagger took for a person,
// and some place of the name lies near one of the name sp.
func (r *reading) join(first, last int, sp tagger.Span) {
	if r.barred[first] || personal(r, first) {
		return
	}
	if _, place := roleOf[r.labels[first]]; place {
		return
	}
	for i := first; i < last; i++ {
		if l := r.labels[i]; l == tagger.Vessel || l == tagger.Event || l != r.labels[first] || l != tagger.Outside && last-first > 1 {
			return
		}
	}
	if l := r.labels[first]; l != tagger.Outside && (first > 0 && r.labels[first-1] == l && r.tokens[first-1].Text != "and" || last < len(r.labels) && r.labels[last] == l) {
		return
	}
	low := strings.ToLower(r.slice(first, last))
	reach := cosNeighbour
	if tagger.GivenName(low) || r.common(first, last) {
		reach = cosNear
	}
	if functionWords[low] || bareKinds[low] || timeName[low] || !r.closeTo(first, sp.First, reach) {
		return
	}
	r.claim(first, last, tagger.Location)
}

// timeName are months and weekdays, which lists of dates hold.
var timeName = wordSet(`january february march april may june july august september october november december monday tuesday wednesday thursday friday
saturday sunday`)

// closeTo says whether some town or district called like the phrase at i lies within reach, a cosine, of one called like that
// at j.
func (r *reading) closeTo(i, j int, reach float64) bool {
	for k := range r.phrases[i].matches {
		m := &r.phrases[i].matches[k]
		if k == maxCandidates {
			break
		}
		if m.Place.Class != 'P' && groupOf(&m.Place) != otherAdmin || m.How != "exact" && m.How != "folded" {
			continue
		}
		v := vector(m.Place.Point)
		for l := range r.phrases[j].matches {
			o := &r.phrases[j].matches[l]
			if l == maxCandidates {
				break
			}
			if g := groupOf(&o.Place); g != country && g != region && o.Place.Country == m.Place.Country && dot(v, vector(o.Place.Point)) >= reach {
				return true
			}
		}
	}
	return false
}

// phraseBefore is where a gazetteer name that ends at token end begins, -1 where none does.
func (r *reading) phraseBefore(end int) int {
	for i := max(0, end-4); i < end; i++ {
		if r.phrases[i].last == end && !isUpper(r.before(i, 1)) && r.before(i, 1) != "-" {
			return i
		}
	}
	return -1
}
