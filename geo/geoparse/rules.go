package geoparse

import (
	"strings"

	"dateline/geo/geoparse/tagger"
)

// fixEntities puts the tagger's spans right by rules that hold whatever it has learnt.
func (r *reading) fixEntities() {
	r.cutSpans()
	r.members()
	r.splitJoined()
	r.inCountry()
	r.airports()
	r.compounds()
	r.vessels()
	r.groups()
	r.publications()
	r.titled()
	r.platforms()
	r.unknownPersons()
	r.surnames()
	r.forenames()
	r.majority()
	r.civic()
	r.coordinated()
	r.shipNames()
}

// ruleMargin is the margin of spans that a rule has made: more than the tagger ever has.
const ruleMargin = 1e6

// claim makes tokens first to last one span of the label, in place of all spans that it overlaps.
func (r *reading) claim(first, last int, label tagger.Label) {
	kept := r.spans[:0]
	for _, sp := range r.spans {
		if sp.Last <= first || sp.First >= last {
			kept = append(kept, sp)
		}
	}
	r.spans = append(kept, tagger.Span{First: first, Last: last, Label: label, Margin: ruleMargin})
}

// maxRun is the longest name of a body or ship in tokens; it bounds the time on texts in capitals.
const maxRun = 12

// run gives the end of the run of capitalised tokens that starts at i; connecting words go on only before a capital.
func (r *reading) run(i int) int {
	j := i
	end := min(len(r.tokens), i+maxRun)
	for j < end && r.tokens[j].Sentence == r.tokens[i].Sentence {
		switch w := r.tokens[j].Text; {
		case isUpper(w):
			j++
		case (w == "-" || connecting[w] && w != "in" && w != "and" && w != "the") && j > i && isUpper(r.word(j+1, i)):
			j++
		default:
			return j
		}
	}
	return j
}

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

// afterTitles is where a person's own name starts: "Secretary of State John Kerry" at John.
func (r *reading) afterTitles(sp tagger.Span) int {
	first := sp.First
	for i := sp.First; i < sp.Last-1; i++ {
		w := strings.ToLower(strings.TrimSuffix(r.tokens[i].Text, "."))
		if titleNoun[w] || w == "]" || w == "state" && i > sp.First && r.tokens[i-1].Text == "of" {
			first = i + 1
		}
	}
	return first
}

var titleNoun = wordSet(`mr mrs ms dr gen general lt lieutenant col colonel maj major capt captain sgt sergeant adm admiral cmdr commander president elect
premier minister chancellor secretary senator sen rep representative congressman gov governor mayor judge justice chief sheriff deputy officer
prof professor rev reverend spokesman spokeswoman spokesperson director chairman chairwoman ambassador envoy sir lord lady prince princess queen
marshal brigadier pope archbishop bishop cardinal ayatollah sheikh sheik imam detective inspector superintendent constable coach analyst`)

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

// vessels claims "USS Mesa Verde" and its like.
func (r *reading) vessels() {
	for i := range r.tokens {
		if !shipPrefix[r.tokens[i].Text] || !isUpper(r.after(i, 1)) {
			continue
		}
		r.claim(i, r.run(i+1), tagger.Vessel)
	}
}

var shipPrefix = wordSet(`USS HMS HMCS HMAS HMNZS RMS USNS USCGC MV MT MS SS FS INS JDS JS ROKS RFS ARA BNS PNS TCG HNLMS HDMS HNoMS M/V`)

func wordSet(list string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// groups claims armed groups and parties that carry the names of lands: "Islamic State of Iraq and the Levant", "al Qaeda in
// the Arabian Peninsula".
func (r *reading) groups() {
	for i := range r.tokens {
		first, j := r.groupHead(i)
		if j == 0 {
			continue
		}
		end := j
		if w := r.word(j, i); w == "of" || w == "in" {
			if k := r.lands(j + 1); k > j+1 {
				end = k
			}
		}
		r.claim(first, end, tagger.Organisation)
	}
}

// groupHead says where a group's name begins and where its head ends, if one does at i.
func (r *reading) groupHead(i int) (first, end int) {
	w, next := r.tokens[i].Text, r.after(i, 1)
	switch {
	case w == "Islamic" && (next == "State" || next == "Emirate" || next == "Republic" && r.after(i, 2) != "of"):
		return i, i + 2
	case strings.HasPrefix(w, "Qaeda") || strings.HasPrefix(w, "Qaida"):
		first = i
		for first > max(0, i-4) && (r.before(first, 1) == "-" || strings.EqualFold(r.before(first, 1), "al")) {
			first--
		}
		return first, i + 1
	case groupNoun[w] && (next == "of" || next == "for" && r.after(i, 2) == "the" && r.after(i, 3) == "Liberation") && i > 0 && isUpper(r.before(i, 1)):
		first = i
		for first > max(0, i-maxRun) && isUpper(r.before(first, 1)) {
			first--
		}
		return first, i + 1
	}
	return 0, 0
}

var groupNoun = wordSet(`Front Brigades Brigade Army Movement Party Forces Union Alliance Congress Council Federation League Tigers Militia`)

// lands gives the end of a list of capitalised names joined by "and" from token i on.
func (r *reading) lands(i int) int {
	j := i
	if strings.EqualFold(r.word(j, i), "the") {
		j++
	}
	k := r.run(j)
	if k == j && !(strings.EqualFold(r.word(j, i), "al") && r.word(j+1, i) == "-") {
		return i
	}
	if k == j {
		k = r.run(j + 2)
	}
	if w := r.word(k, i); (w == "and" || w == "&") && k > j {
		next := k + 1
		for w := r.word(next, i); w == "the" || w == "al" || w == "ash" || w == "-"; w = r.word(next, i) {
			next++
		}
		if end := r.run(next); end > next {
			return end
		}
	}
	return k
}

// publications claims papers named after their town: "The Times of London".
func (r *reading) publications() {
	for i := range r.tokens {
		if !paper[r.tokens[i].Text] || r.after(i, 1) != "of" || !isUpper(r.after(i, 2)) {
			continue
		}
		first := i
		for first > max(0, i-maxRun) && isUpper(r.before(first, 1)) && r.tokens[first].Sentence == r.tokens[first-1].Sentence {
			first--
		}
		r.claim(first, r.run(i+2), tagger.Organisation)
	}
}

var paper = wordSet(`Times Post Herald Tribune Journal Gazette News Chronicle Observer Guardian Telegraph Star Voice Bank University
Bishop Archbishop Duke Duchess Prince Princess Earl Marquess`)

// titled makes persons of place spans that a personal title stands before: "Gen. Lahore".
func (r *reading) titled() {
	for k, sp := range r.spans {
		if _, place := roleOf[sp.Label]; place && sp.Label != tagger.Demonym && personTitle[strings.TrimSuffix(r.before(sp.First, 1), ".")] {
			r.spans[k].Label = tagger.Person
		}
	}
}

var personTitle = wordSet(`Mr Mrs Ms Miss Dr Gen Col Lt Capt Maj Sgt Cpl Adm Cmdr Sen Rep Gov Prof Rev Sir Dame Lord Lady Senator Congressman
Congresswoman Justice Sheikh Imam Ayatollah Mullah Detective Sgt. Pvt Cllr Councillor Coach Officer Trooper`)

// platforms makes vessels of little-known names that the word for a weapon or craft follows: "Osprey tilt-rotor aircraft".
func (r *reading) platforms() {
	for k, sp := range r.spans {
		if _, place := roleOf[sp.Label]; !place || sp.Label == tagger.Demonym || r.prominent(sp.First) || placePreposition[strings.ToLower(r.before(sp.First, 1))] {
			continue
		}
		for j := sp.Last; j < sp.Last+4; j++ {
			w := r.word(j, sp.First)
			if platformWords[w] {
				r.spans[k].Label = tagger.Vessel
			}
			if w == "" || platformWords[w] || w != "-" && (w[0] < 'a' || w[0] > 'z') || connecting[w] {
				break
			}
		}
	}
}

var platformWords = wordSet(`aircraft jet jets helicopter helicopters missile missiles tank tanks rifle rifles rocket rockets drone drones bomber
bombers warship warships destroyer frigate submarine satellite spacecraft`)

// unknownPersons makes persons of longer names that no gazetteer has and that start with a given name: "Georgia Stevens".
func (r *reading) unknownPersons() {
	for k, sp := range r.spans {
		n := sp.Last - sp.First
		if sp.Label != tagger.Location && sp.Label != tagger.Metonym || n < 2 || n > 3 || r.phrases[sp.First].last >= sp.Last {
			continue
		}
		last := strings.ToLower(r.tokens[sp.Last-1].Text)
		if tagger.GivenName(strings.ToLower(r.tokens[sp.First].Text)) && isUpper(r.tokens[sp.First+1].Text) && !tagger.PlaceWord(last) && !r.placeInside(sp) {
			r.spans[k].Label = tagger.Person
		}
	}
}

// placeInside says whether a comma or a bracket parts the span into names.
func (r *reading) placeInside(sp tagger.Span) bool {
	for i := sp.First; i < sp.Last; i++ {
		if pieceMark[r.tokens[i].Text] {
			return true
		}
	}
	return false
}

// forenames makes persons of single given names that the text has in a full name, unless a preposition of place stands before.
func (r *reading) forenames() {
	first := make(map[string]bool)
	for _, sp := range r.spans {
		if w := r.tokens[sp.First].Text; sp.Label == tagger.Person && sp.Last-sp.First > 1 && tagger.GivenName(strings.ToLower(w)) {
			first[w] = true
		}
	}
	for k, sp := range r.spans {
		w := r.tokens[sp.First].Text
		if sp.Label == tagger.Location || sp.Label == tagger.Metonym {
			if sp.Last == sp.First+1 && first[w] && !placePreposition[strings.ToLower(r.before(sp.First, 1))] && r.before(sp.First, 1) != "," {
				r.spans[k].Label = tagger.Person
			}
		}
	}
}

// surnames makes persons of single names that the text gives in full elsewhere: "John Kirby … Kirby said".
func (r *reading) surnames() {
	full := make(map[string]bool)
	for _, sp := range r.spans {
		if sp.Label == tagger.Person && sp.Last-sp.First > 1 {
			full[r.tokens[sp.Last-1].Text] = true
			full[r.slice(max(sp.First, sp.Last-3), sp.Last)] = true
		}
	}
	for k, sp := range r.spans {
		if sp.Label != tagger.Person && sp.Label != tagger.Demonym && full[r.slice(sp.First, sp.Last)] && !r.prominent(sp.First) {
			r.spans[k].Label = tagger.Person
		}
	}
}

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

// givenNames are the single words of all personal names of two words and more.
func (r *reading) givenNames() map[string]bool {
	out := make(map[string]bool)
	for _, sp := range r.spans {
		if sp.Label == tagger.Person && sp.Last-sp.First > 1 {
			for i := sp.First; i < sp.Last; i++ {
				out[r.tokens[i].Text] = true
			}
		}
	}
	return out
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

// shipNames makes vessels of the bare names of ships that the text has introduced.
func (r *reading) shipNames() {
	bare := make(map[string]bool)
	for _, sp := range r.spans {
		if sp.Label == tagger.Vessel && sp.Last-sp.First > 1 && shipPrefix[r.tokens[sp.First].Text] {
			bare[r.slice(sp.First+1, sp.Last)] = true
		}
	}
	if len(bare) == 0 {
		return
	}
	for i := range r.tokens {
		if !isUpper(r.tokens[i].Text) {
			continue
		}
		if end := r.run(i); end > i && bare[r.slice(i, end)] && !shipPrefix[r.before(i, 1)] {
			r.claim(i, end, tagger.Vessel)
		}
	}
}
