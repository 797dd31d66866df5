package geoparse

import (
	"strings"

	"dateline/geo/geoparse/tagger"
)

// fromPhrases adds names that the tagger passed over though the gazetteer knows them well: countries, demonyms, large towns.
func (r *reading) fromPhrases() {
	taken := r.taken()
	for i := 0; i < len(r.tokens); i++ {
		ph := r.phrases[i]
		if ph.last == 0 || taken[i] || r.labels[i] != tagger.Outside || !r.wellKnown(i, ph) {
			continue
		}
		n := name{first: i, last: ph.last, surface: r.slice(i, ph.last), role: Literal, why: "a well-known name"}
		if ph.matches[0].Name.Kind == "demonym" {
			n.role = Demonym
		}
		n.key, n.matches = n.surface, usable(ph.matches, n.role)
		r.names = append(r.names, n)
		i = ph.last - 1
	}
}

// wellKnown says whether a phrase that nothing else speaks for is still surely a place.
func (r *reading) wellKnown(i int, ph phrase) bool {
	m := ph.matches[0]
	surface := r.slice(i, ph.last)
	if !isUpper(surface) || commonWords[strings.ToLower(surface)] || isUpper(r.before(i, 1)) || isUpper(r.word(ph.last, i)) {
		return false
	}
	switch hintOf(m) {
	case hintCountry:
		return len(surface) > 3 || surface == "US" || surface == "UK" || surface == "UAE"
	case hintDemonym:
		return true
	case hintFirstAdmin, hintBigTown:
		return len(surface) > 3 && m.How != "fuzzy"
	case hintRegion:
		return len(surface) > 3
	}
	return false
}

// commonWords are English words and personal names that large places bear too: without the tagger's word for it, no place
// is read into them.
var commonWords = wordSet(`march may august reading nice bath mobile split hit van most male man bar best east west north south central
union orange independence liberty victoria sofia florence jordan chad georgia charlotte sydney austin dallas jackson lincoln madison
houston washington santiago diego lima turkey china guinea hill lake park street page price same she some such these they this than then
there here what when where who why will with you your a an and are as at be but by can do for from had has have he her him his how i if in
into is it its just like many more much my no not now of on one only or other our out over said say see so take that the their them time to
two up us was way we well were which would new old big long police president university school court church`)

// fromEntities reads the place that an organisation's name begins with ("Kentucky State Police", "Aleppo University"): such a name says
// where the body works, unless the body is a paper, a group or a company, whose place is only part of its name.
func (r *reading) fromEntities() {
	for _, sp := range r.spans {
		if sp.Label == tagger.Organisation {
			r.organisationPlace(sp)
		}
	}
}

func (r *reading) organisationPlace(sp tagger.Span) {
	for i := sp.First; i < sp.Last; i++ {
		ph := r.phrases[i]
		if ph.last == 0 || ph.last > sp.Last || ph.last == sp.Last && i == sp.First {
			continue
		}
		n := name{first: i, last: ph.last, surface: r.slice(i, ph.last), role: Part, why: "part of the name " + r.slice(sp.First, sp.Last)}
		if i == sp.First && r.publicBody(sp, ph.last) && strong(ph) {
			n.role = Metonym
			n.why = "the place of " + r.slice(sp.First, sp.Last)
			if ph.matches[0].Name.Kind == "demonym" {
				n.role = Demonym
			}
		} else if !strong(ph) || !isUpper(r.tokens[i].Text) || commonWords[strings.ToLower(n.surface)] {
			continue
		}
		n.key, n.matches = n.surface, usable(ph.matches, n.role)
		r.names = append(r.names, n)
		i = ph.last - 1
	}
}

// strong holds for places that are more than a chance likeness.
func strong(ph phrase) bool {
	h := hintOf(ph.matches[0])
	return h != hintVillage && h != hintAbbreviation
}

func (r *reading) publicBody(sp tagger.Span, from int) bool {
	for i := from; i < sp.Last; i++ {
		if publicWords[strings.ToLower(r.tokens[i].Text)] {
			return true
		}
	}
	return false
}

// publicWords mark bodies that are tied to the ground they are named after.
var publicWords = wordSet(`police sheriff fire department court hospital school schools district government parliament senate legislature
congress ministry council commission authority army navy air force guard border embassy consulate airport county city state health
university college board office agency administration assembly attorney treasury supreme federal national medical center centre clinic
museum library zoo church cathedral mosque diocese highway patrol coast transit transportation public works parks water bank central`)
