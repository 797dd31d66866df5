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

// fromEntities reads the places inside the names of bodies and events: "Kentucky State Police" and "Conference Board of Canada" stand
// for a body that works there (metonym); in the name of a paper, an armed group or a university the place is only part of the name.
func (r *reading) fromEntities() {
	for _, sp := range r.spans {
		if sp.Label == tagger.Organisation || sp.Label == tagger.Event {
			r.bodyPlaces(sp)
		}
	}
}

func (r *reading) bodyPlaces(sp tagger.Span) {
	role, why := Metonym, "the place of "
	if r.ownName(sp) {
		role, why = Part, "part of the name "
	}
	whole := r.slice(sp.First, min(sp.Last, sp.First+maxRun))
	for i := sp.First; i < sp.Last; i++ {
		ph := r.phrases[i]
		if ph.last == 0 || ph.last > sp.Last || !r.speaks(i, ph) {
			continue
		}
		n := name{first: i, last: ph.last, surface: r.slice(i, ph.last), role: role, why: why + whole, inBody: true}
		if role == Metonym && ph.matches[0].Name.Kind == "demonym" {
			n.role = Demonym
		}
		n.key, n.matches = n.surface, usable(ph.matches, n.role)
		r.names = append(r.names, n)
		i = ph.last - 1
	}
}

// ownName says whether a place in the name says no more than what the body is called: papers, armed groups, universities.
func (r *reading) ownName(sp tagger.Span) bool {
	for i := sp.First; i < sp.Last; i++ {
		w := r.tokens[i].Text
		if ownNameWords[w] || paper[w] && r.after(i, 1) == "of" || w == "University" {
			return true
		}
	}
	return sp.Margin >= ruleMargin && !r.publicBody(sp, sp.First)
}

var ownNameWords = wordSet(`Times Post Herald Tribune Journal Gazette Chronicle Observer Guardian Telegraph Star Press Daily Qaeda Qaida Islamic Brigade
Brigades Front Militia Tigers United FC Rovers Athletic Atletico Atlético Real Wanderers Rangers Cowboys Jays Yankees Lakers Sox Raiders
Playboys Underdogs Albion Hotspur Dynamo Sporting`)

// speaks says whether a phrase inside the name of a body is really a place: well known, and no common word.
func (r *reading) speaks(i int, ph phrase) bool {
	surface := r.slice(i, ph.last)
	if !isUpper(surface) || commonWords[strings.ToLower(surface)] || generic[strings.ToLower(surface)] || commonPlace(surface) || shortCode(surface) && !areaOf(ph) {
		return false
	}
	switch hintOf(ph.matches[0]) {
	case hintVillage, hintAbbreviation, hintWeak:
		return false
	case hintBigTown:
		return ph.matches[0].How == "exact" && ownName(ph.matches[0])
	case hintSmallTown, hintTown, hintFeature:
		if r.common(i, ph.last) {
			return false
		}
		return ph.matches[0].How == "exact" && (i == 0 || !isUpper(r.before(i, 1)) || groupOf(&ph.matches[0].Place) == otherAdmin && leadArticle[strings.ToLower(r.before(i, 1))] || r.tokens[i-1].Sentence != r.tokens[i].Sentence)
	}
	return true
}

// shortCode holds for two to four capitals, which airports and companies use too.
func shortCode(w string) bool {
	return len(w) <= 4 && allCaps(w) && !strings.Contains(w, ".") && !cityCode[w]
}

var cityCode = wordSet(`NYC LA DC US UK UAE USA DRC CAR`)

// areaOf says whether the phrase's first match is a country or a first-order area.
func areaOf(ph phrase) bool {
	g := groupOf(&ph.matches[0].Place)
	return g == country || g == firstAdmin
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
