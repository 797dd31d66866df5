package geoparse

import (
	"sort"
	"strings"
	"unicode/utf8"

	"dateline/geo/gazetteer"
	"dateline/geo/geoparse/tagger"
	"dateline/geo/geoparse/token"
)

// recognise finds the names: the tagger's view and the gazetteer's, put right by rules, become place names and entities.
func (r *reading) recognise() {
	if r.english() {
		r.tag()
		r.fixEntities()
		r.label()
		r.fromSpans()
		r.fromPhrases()
		r.fromEntities()
		r.fromCues()
	} else {
		r.recogniseForeign()
	}
	r.repeat()
	r.hyphenated()
	r.famous()
	r.shared()
	r.screenUnknown()
	r.eponyms()
	r.seats()
	r.tidy()
	r.listEntities()
}

// english says whether the tagger, which has learnt English, reads the text.
func (r *reading) english() bool { return r.language == "en" || r.language == "und" }

// tag runs the statistical tagger over each sentence.
func (r *reading) tag() {
	t := r.p.taggers.Get().(*tagger.Tagger) //nolint:forcetypeassert // the pool holds nothing else
	defer r.p.taggers.Put(t)
	hints := r.hints()
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

var roleOf = map[tagger.Label]Role{tagger.Location: Literal, tagger.Metonym: Metonym, tagger.Demonym: Demonym}

// fromSpans makes names of what the tagger holds for places.
func (r *reading) fromSpans() {
	for _, sp := range r.spans {
		role, ok := roleOf[sp.Label]
		if !ok {
			continue
		}
		r.addSpan(sp, role)
	}
}

// addSpan adds the place of a span: as a whole where the gazetteer knows it, grown to a longer name that it is a piece of,
// else in the pieces that the gazetteer knows, else as it stands.
func (r *reading) addSpan(sp tagger.Span, role Role) {
	first, last := r.trim(sp.First, sp.Last)
	if first >= last || r.barred[first] || role == Literal && r.doubtful(sp, first, last) {
		return
	}
	n := name{role: role, margin: sp.Margin}
	if r.settle(&n, first, last) {
		r.names = append(r.names, n)
		return
	}
	found := false
	for i := first; i < last; {
		ph := r.phrases[i]
		if ph.last == 0 || ph.last > last || i > first && !pieceMark[r.tokens[i-1].Text] || ph.last < last && !pieceMark[r.tokens[ph.last].Text] {
			i++
			continue
		}
		piece := n
		if r.settle(&piece, i, ph.last) {
			r.names = append(r.names, piece)
			found = true
		}
		i = ph.last
	}
	if !found {
		found = r.leadingPlace(n, first, last) || r.trailingPlace(n, first, last)
	}
	if !found && role != Demonym && r.standsAlone(sp, first, last) {
		n.first, n.last, n.surface = first, last, r.slice(first, last)
		n.key = n.surface
		if role == Literal && last-first <= 3 && placePreposition[strings.ToLower(r.before(first, 1))] {
			n.matches = r.similar(n.surface)
		}
		r.names = append(r.names, n)
	}
}

// trailingPlace reads the country or first-order area that a longer name ends with: "Nazi Germany".
func (r *reading) trailingPlace(n name, first, last int) bool {
	for i := first + 1; i < last; i++ {
		if ph := r.phrases[i]; ph.last == last && areaOf(ph) && ownName(ph.matches[0]) && !tagger.PlaceWord(strings.ToLower(r.tokens[i].Text)) {
			return r.settleAt(&n, i, last)
		}
	}
	return false
}

// Bounds of the search for similar names: it is slow, and short names are similar to too much.
const maxSimilar, similarLength, similarCandidates = 2, 6, 12

// similar looks for places whose name is spelled a little differently, for the first few unknown names of a text. The
// resolver keeps one only where the text speaks for it.
func (r *reading) similar(surface string) []gazetteer.Match {
	if utf8.RuneCountInString(surface) < similarLength || r.p.spell == nil {
		return nil
	}
	if r.fuzzy++; r.fuzzy > maxSimilar {
		return nil
	}
	if m, ok := r.p.similar.get(surface); ok {
		return m
	}
	var kept []gazetteer.Match
	for _, m := range r.p.spell.Fuzzy(surface, similarCandidates) {
		if m.Edits <= 1 || m.How == "transliterated" {
			m.How = "fuzzy"
			kept = append(kept, m)
		}
	}
	r.p.similar.put(surface, kept)
	return kept
}

// leadingPlace reads the area or town that a longer name of a body or building begins with ("Barren County Detention Center",
// "Seoul City Hall"), but not of a street or of what is called after a saint.
func (r *reading) leadingPlace(n name, first, last int) bool {
	ph := r.phrases[first]
	if ph.last == 0 || ph.last >= last || r.tokens[ph.last].Kind == token.Mark {
		return false
	}
	for i := ph.last; i < last; i++ {
		if streetWords[strings.ToLower(strings.TrimSuffix(r.tokens[i].Text, "."))] {
			return false
		}
	}
	m := ph.matches[0]
	g := groupOf(&m.Place)
	if g != country && g != firstAdmin && g != otherAdmin && (m.Place.Population < 50_000 || !ownName(m)) || m.How != "exact" && m.How != "folded" {
		return false
	}
	return r.settleAt(&n, first, ph.last)
}

// settleAt is settle for exactly these tokens.
func (r *reading) settleAt(n *name, first, last int) bool {
	if !r.settle(n, first, last) {
		return false
	}
	r.names = append(r.names, *n)
	return true
}

var streetWords = wordSet(`street st road rd avenue ave boulevard blvd lane drive highway hwy way court place terrace crescent park square bridge gardens
row close alley field stadium arena theatre theater cemetery`)

// pieceMark are the marks between two names within one span.
var pieceMark = map[string]bool{",": true, "-": true, "–": true, "/": true, "'s": true, "’s": true, "and": true, "(": true, "of": true, "in": true}

// How sure the tagger must be of names that no gazetteer knows, in its quantised units: of single words, of single words
// behind a preposition of place, and of longer names. Found on the spread of right and wrong names by margin.
const loneMargin, loneMarginAfter, longMargin = 650, 250, 250

// standsAlone says whether a span that the gazetteer does not know is still worth reporting.
func (r *reading) standsAlone(sp tagger.Span, first, last int) bool {
	if last-first > 1 {
		return sp.Margin >= longMargin
	}
	return sp.Margin >= loneMargin || sp.Margin >= loneMarginAfter && placePreposition[strings.ToLower(r.before(first, 1))]
}

// placePreposition are the words that English places stand behind.
var placePreposition = wordSet(`in at near from to into around outside inside across toward towards throughout leaving entering reaching`)

// doubtfulMargin is how sure the tagger must be of a single word that is also a common word or a given name.
const doubtfulMargin = 900

// doubtful holds for single words that look like common words or given names of which some small place is called, where
// the tagger is not sure.
func (r *reading) doubtful(sp tagger.Span, first, last int) bool {
	if last-first > 1 || sp.Margin >= doubtfulMargin || r.prominent(first) || placePreposition[strings.ToLower(r.before(first, 1))] {
		return false
	}
	if r.before(first, 1) == "of" && r.phrases[first].last == last || r.word(last, first) == "," && r.phrases[min(last+1, len(r.phrases)-1)].last > 0 {
		return false
	}
	return r.common(first, last) || tagger.GivenName(strings.ToLower(r.tokens[first].Text))
}

// common says whether the tokens are one word that is also an ordinary one, in the language or in lower case in this text.
func (r *reading) common(first, last int) bool {
	if last-first > 1 {
		return false
	}
	low := strings.ToLower(r.tokens[first].Text)
	return r.p.model.Common(low) || r.lowered()[low]
}

// lowered is the set of words that the text itself writes in lower case.
func (r *reading) lowered() map[string]bool {
	if r.lower == nil {
		r.lower = make(map[string]bool, len(r.tokens)/3)
		for i := range r.tokens {
			if t := &r.tokens[i]; t.Kind == token.Word && t.Text[0] >= 'a' && t.Text[0] <= 'z' {
				r.lower[t.Text] = true
			}
		}
	}
	return r.lower
}

// trim drops marks, possessives and "the" from the ends of a run of tokens.
func (r *reading) trim(first, last int) (int, int) {
	for first < last && (r.tokens[first].Kind == token.Mark || leadArticle[strings.ToLower(r.tokens[first].Text)]) {
		first++
	}
	for last > first && r.tokens[last-1].Kind == token.Mark {
		last--
	}
	return first, last
}

// leadArticle are words that stand before a name and are no part of it.
var leadArticle = wordSet("the a an")

// settle looks the tokens up as one name, in the spellings that texts use beside the gazetteer's, and fills n.
func (r *reading) settle(n *name, first, last int) bool {
	if ph := r.phrases[first]; ph.last > last && r.free(last, ph.last) { // "York" tagged in "York City"
		last = ph.last
	}
	n.first, n.last, n.surface = first, last, r.slice(first, last)
	for k, v := range r.variants(first, last) {
		m := usable(r.find(v), n.role)
		if k > 0 && last-first > 1 && !formOf(r.tokens[last-1].Text, m) {
			continue
		}
		if ph := r.phrases[first]; k == 0 && ph.last == last && (len(m) == 0 || ph.matches[0].Name.Kind == "abbreviation") {
			m = usable(ph.matches, n.role)
		}
		if len(m) > 0 && (!shortCode(v) || groupOf(&m[0].Place) <= firstAdmin || m[0].Name.Kind == "abbreviation") && !commonPlace(v) {
			n.key, n.matches = v, m
			if n.role == Demonym && m[0].Name.Kind != "demonym" { // "US troops": a country's name before a noun acts for it
				n.role = Metonym
			}
			return true
		}
	}
	return false
}

// commonPlace holds for words that are kinds of places rather than names, though some village is called so.
func commonPlace(v string) bool { return bareKinds[strings.ToLower(v)] }

var bareKinds = wordSet(`university street road avenue center centre castle house city north south east west central northern southern eastern western
hospital college school court highway bridge church mosque park square station airport district county state province region island lake lakes river
mountain valley hill bay phone care farms far patrol mayor police union club hall tower rose global globe coast federal upper lower new old
downtown hand inc gen parish port beach village town camp base field fields forest mall market plaza garden gardens capital border front`)

// free says whether no entity of another sort owns the tokens.
func (r *reading) free(first, last int) bool {
	for i := first; i < last; i++ {
		switch r.labels[i] {
		case tagger.Person, tagger.Organisation, tagger.Vessel, tagger.Event:
			return false
		}
	}
	return true
}

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
