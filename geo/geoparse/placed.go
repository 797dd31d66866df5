package geoparse

import (
	"strings"

	"dateline/geo/geoparse/tagger"
)

// innerPreposition are words behind which a single name is a place rather than a person: one is seldom in, near or outside
// somebody.
var innerPreposition = wordSet(`in near outside around downtown throughout`)

// civicNouns behind a name tell that it is a town or county: "Tyler police", "Jackson residents".
var civicNouns = wordSet(`police residents resident council firefighters schools school airport hospital mayor officials city county courthouse
suburb neighborhood authorities voters townspeople natives native area`)

// civic makes places of gazetteer names that the tagger took for persons, or for nothing, where the words around say that they
// are towns: "in Tyler", "Tyler police". Names of persons that the text gives in full are none.
func (r *reading) civic() {
	r.label()
	persons := r.givenNames()
	for i := range r.tokens {
		ph := r.phrases[i]
		if ph.last == 0 || r.barred[i] || !r.loose(i, ph.last) || !ownName(ph.matches[0]) || persons[r.tokens[ph.last-1].Text] || personal(r, i) {
			continue
		}
		next, before := r.word(ph.last, i), strings.ToLower(r.before(i, 1))
		if isUpper(next) || next == "'s" || next == "’s" || next == "-" {
			continue
		}
		low := strings.ToLower(r.slice(i, ph.last))
		if timeName[low] || bareKinds[low] || functionWords[low] || shortCode(r.slice(i, ph.last)) || tagger.PlaceWord(low) {
			continue
		}
		known := hintOf(ph.matches[0]) != hintVillage && hintOf(ph.matches[0]) != hintWeak && ph.matches[0].Place.Class == 'P'
		if known && r.fallen(ph.last, i) && !tagger.GivenName(low) && !r.common(i, ph.last) {
			r.claim(i, ph.last, tagger.Location)
			r.label()
			continue
		}
		inside := innerPreposition[before] && known && (!r.common(i, ph.last) || r.supported(i))
		if inside || civicNouns[next] && known && !isUpper(r.before(i, 1)) && !r.common(i, ph.last) && (r.labels[i] != tagger.Outside || r.supported(i)) {
			r.claim(i, ph.last, tagger.Location)
			r.label()
		}
	}
}

// fallen says whether the words at token j are those of a town's change of hands: "fell to", "fell into".
func (r *reading) fallen(j, from int) bool {
	return r.word(j, from) == "fell" && fallPreposition[r.word(j+1, from)]
}

var fallPreposition = wordSet(`to into under without`)

// loose says whether nothing owns the tokens, or they are a whole span that the tagger took for a person or body.
func (r *reading) loose(first, last int) bool {
	l := r.labels[first]
	for i := first; i < last; i++ {
		if r.labels[i] != l {
			return false
		}
	}
	if l == tagger.Outside {
		return true
	}
	if l != tagger.Person && l != tagger.Organisation {
		return false
	}
	for _, sp := range r.spans {
		if sp.First == first && sp.Last == last {
			return sp.Margin < ruleMargin
		}
	}
	return false
}

// supported says whether at least two other names of the text have a place near some place of the name at token i.
func (r *reading) supported(i int) bool {
	for k := range r.phrases[i].matches {
		m := &r.phrases[i].matches[k]
		if k == maxCandidates {
			return false
		}
		if m.Place.Class == 'P' && (m.How == "exact" || m.How == "folded") && r.spansNear(i, vector(m.Place.Point)) >= homeVotes {
			return true
		}
	}
	return false
}

// spansNear counts the different names among the text's places, up to maxVoters, that have a place within 100 km of the point.
func (r *reading) spansNear(except int, v [3]float64) int {
	votes := 0
	seen := map[string]bool{r.slice(except, r.phrases[except].last): true}
	for _, sp := range r.spans {
		if sp.Label != tagger.Location && sp.Label != tagger.Metonym || r.phrases[sp.First].last == 0 || len(seen) > maxVoters {
			continue
		}
		w := r.slice(sp.First, r.phrases[sp.First].last)
		if seen[w] {
			continue
		}
		seen[w] = true
		for k := range r.phrases[sp.First].matches {
			m := &r.phrases[sp.First].matches[k]
			if k == maxCandidates {
				break
			}
			if g := groupOf(&m.Place); g != country && g != region && g != firstAdmin && dot(vector(m.Place.Point), v) >= cosNear {
				votes++
				break
			}
		}
	}
	return votes
}
