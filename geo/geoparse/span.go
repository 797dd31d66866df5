package geoparse

import (
	"strings"

	"dateline/geo/geoparse/tagger"
)

// cutSpans ends spans before lower-case words that no name contains, and starts persons after their titles.
func (r *reading) cutSpans() {
	kept := r.spans[:0]
	for _, sp := range r.spans {
		if sp.Label == tagger.Person {
			sp.First = r.afterTitles(sp)
		}
		sp.Last = r.nameEnd(sp)
		if sp.Last > sp.First && r.nameLike(sp) {
			kept = append(kept, sp)
		}
	}
	r.spans = kept
}

func (r *reading) nameEnd(sp tagger.Span) int {
	for i := sp.First + 1; i < sp.Last; i++ {
		w := r.tokens[i].Text
		if w == "that" || w[0] >= 'a' && w[0] <= 'z' && !connecting[w] && w != "for" && w != "with" && w != "to" && w != "bin" && w != "ibn" && w != "van" &&
			w != "von" && w != "abu" && r.tokens[i-1].Text != "-" && sp.Label != tagger.Event {
			return i
		}
	}
	return sp.Last
}

// nameLike drops spans that are no names: a single pronoun or other word of the language.
func (r *reading) nameLike(sp tagger.Span) bool {
	return sp.Last-sp.First > 1 || !functionWords[strings.ToLower(r.tokens[sp.First].Text)]
}

// functionWords are never names, whatever the tagger makes of them at the head of a sentence.
var functionWords = wordSet(`i we you he she it they this that these those the a an and but or so if in on at by for from with to of as is was were are
his her its our their my your there here what who when where why how all some many most both each more no not yes now then also`)

// majority makes places of single names that the tagger took for bodies or persons here and for places elsewhere in the text,
// and of bodies that are called just like a well-known place.
func (r *reading) majority() {
	votes := make(map[string]int)
	for _, sp := range r.spans {
		if sp.Last-sp.First > 3 || r.phrases[sp.First].last != sp.Last {
			continue
		}
		w := r.slice(sp.First, sp.Last)
		if role, place := roleOf[sp.Label]; place && role != Demonym {
			votes[w]++
		} else if sp.Label == tagger.Person {
			votes[w]--
		}
	}
	full := r.givenNames()
	for k, sp := range r.spans {
		ph := r.phrases[sp.First]
		if ph.last != sp.Last || sp.Label != tagger.Person && sp.Label != tagger.Organisation && sp.Label != tagger.Vessel || sp.Margin >= ruleMargin {
			continue
		}
		w := r.slice(sp.First, sp.Last)
		known := sp.Label == tagger.Organisation && r.prominent(sp.First) && (!shortCode(w) || areaOf(ph))
		if known || votes[w] > 0 && !full[w] {
			r.spans[k].Label = tagger.Metonym
			if placePreposition[strings.ToLower(r.before(sp.First, 1))] {
				r.spans[k].Label = tagger.Location
			}
			if ph.matches[0].Name.Kind == "demonym" {
				r.spans[k].Label = tagger.Demonym
			}
		}
	}
}

// prominent says whether a famous place bears the name at token i, one that a text may name beside its namesake.
func (r *reading) prominent(i int) bool {
	ph := r.phrases[i]
	if ph.last == 0 {
		return false
	}
	switch h := hintOf(ph.matches[0]); h {
	case hintCountry, hintFirstAdmin, hintBigTown, hintRegion:
		return true
	}
	return false
}
