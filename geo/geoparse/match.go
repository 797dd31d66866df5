package geoparse

import (
	"strings"

	"dateline/geo/gazetteer"
	"dateline/geo/gazetteer/fold"
	"dateline/geo/geoparse/tagger"
	"dateline/geo/geoparse/token"
)

// longestName is how many tokens a gazetteer name may have in a text: "Democratic Republic of the Congo" has five, hyphens
// count too.
const longestName = 8

// match finds at every token that may start a name the longest run of tokens that the gazetteer knows.
func (r *reading) match() {
	r.phrases, r.barred = make([]phrase, len(r.tokens)), make([]bool, len(r.tokens))
	for i := range r.tokens {
		if r.startsName(i) {
			r.phrases[i] = r.longest(i)
			r.abbreviation(i)
			if !r.p.without["screened matches"] {
				r.screen(i)
			}
		}
	}
	r.seen = r.hints()
	if !r.p.without["streets"] {
		r.streets()
	}
}

// abbreviation reads "Ky.", "B.C." or "NSW" where an abbreviation is likely: after a comma, or with two points or more.
func (r *reading) abbreviation(i int) {
	w := r.tokens[i].Text
	points := strings.Count(w, ".")
	after := r.before(i, 1) == "," && isUpper(r.before(i, 2))
	if points == 0 && (!allCaps(w) && !after || len(w) > 4) || r.phrases[i].last > i+1 {
		return
	}
	if !after && points < 2 && !(points == 0 && len(w) > 2) {
		return
	}
	if places := r.p.g.Abbreviation(w); len(places) > 0 {
		ms := as(places, w, "abbreviation")
		if points == 0 { // written with its period it is no name
			ms = append(ms, r.phrases[i].matches...)
		}
		r.phrases[i] = phrase{i + 1, ms}
	}
}

// screen drops matches that the writing itself rules out: shortened words that are no area's abbreviation ("Mar.", "Inc."), sums of
// money ("US$100"), strains and paths ("A/California/7"), and the names of unions and bodies that no map has.
func (r *reading) screen(i int) {
	ph := &r.phrases[i]
	if ph.last == 0 {
		return
	}
	w, next := r.tokens[i].Text, r.word(ph.last, i)
	shortened := ph.last == i+1 && strings.Count(w, ".") == 1 && strings.HasSuffix(w, ".") && ph.matches[0].Name.Kind != "abbreviation"
	money := next == "$" || r.before(i, 1) == "$" && shortCode(w)
	path := r.before(i, 1) == "/" && next == "/"
	prefix := next == "-" && joinedPrefix[w] && isUpper(r.word(ph.last+1, i)) // "Pan-American"
	if shortened || money || path || prefix || bodyNames[r.slice(i, ph.last)] {
		*ph = phrase{}
		r.barred[i] = true
	}
}

// joinedPrefix are prefixes that some village is called by.
var joinedPrefix = wordSet(`Pan Trans Pro Anti Inter Euro Afro Non Ex Mid Post Pre`)

// bodyNames are unions of states and degrees, which some gazetteers or their alternate names hold for places.
var bodyNames = map[string]bool{
	"European Union": true, "EU": true, "E.U.": true, "United Nations": true, "UN": true, "U.N.": true, "African Union": true, "Arab League": true,
	"NATO": true, "M.D.": true, "Ph.D.": true, "R.N.": true, "C.E.O.": true, "CEO": true, "TV": true, "OPEC": true, "MP": true, "PM": true,
}

func (r *reading) startsName(i int) bool {
	t := r.tokens[i]
	if t.Kind != token.Word {
		return false
	}
	return isUpper(t.Text) || caseless(t.Text) || articles[t.Text] && r.after(i, 1) == "-" && isUpper(r.after(i, 2))
}

// articles are what names of Arabic origin begin with.
var articles = map[string]bool{"al": true, "el": true, "ar": true, "as": true, "ash": true, "at": true, "an": true, "ad": true, "az": true}

func (r *reading) longest(i int) phrase {
	var best phrase
	for j := i; j < len(r.tokens) && j < i+longestName && r.continues(i, j); j++ {
		w := r.tokens[j].Text
		if !isUpper(w) && !elided(w) && !caseless(w) && r.tokens[j].Kind != token.Number && !(j > i && r.tokens[j-1].Text == "-") && j > i {
			continue
		}
		surface := r.slice(i, j+1)
		if m := r.find(surface); len(m) > 0 {
			best = phrase{j + 1, m}
		}
		if !r.p.g.HasPrefix(surface) {
			break
		}
	}
	return best
}

// continues says whether a name that starts at i may go on over token j.
func (r *reading) continues(i, j int) bool {
	if j == i {
		return true
	}
	t := r.tokens[j]
	if t.Sentence != r.tokens[i].Sentence {
		return false
	}
	if t.Kind == token.Mark {
		return (t.Text == "'s" || t.Text == "’s") && isUpper(r.word(j+1, i)) || t.Text == "-" || t.Text == "'" || t.Text == "’" || t.Text == "‘" || t.Text == "`" || t.Text == "." && !t.Space
	}
	return isUpper(t.Text) || elided(t.Text) || caseless(t.Text) || connecting[t.Text] || r.tokens[j-1].Text == "-" || t.Kind == token.Number
}

// elided holds for "d'Ivoire": one lower-case letter, an apostrophe, a capital.
func elided(w string) bool {
	i := strings.IndexAny(w, "'’")
	return i == 1 && w[0] >= 'a' && w[0] <= 'z' && isUpper(strings.TrimLeft(w[i:], "'’"))
}

// connecting are lower-case words inside names.
var connecting = map[string]bool{
	"of": true, "the": true, "and": true, "de": true, "la": true, "le": true, "les": true, "du": true, "des": true, "del": true, "el": true,
	"al": true, "los": true, "las": true, "da": true, "do": true, "dos": true, "di": true, "y": true, "e": true, "sur": true, "am": true,
	"an": true, "der": true, "den": true, "upon": true, "in": true, "on": true, "by": true, "en": true, "aux": true, "i": true, "ar": true,
	"as": true, "ash": true, "at": true, "ad": true, "az": true, "und": true, "et": true,
}

// The hints that the tagger gets, by what the gazetteer's most prominent match for a token's phrase is. A token inside the
// phrase gets the number plus inPhrase. Training and use must agree on them.
const (
	hintNone tagger.Hint = iota
	hintCountry
	hintFirstAdmin
	hintBigTown   // 500,000 inhabitants and more, and capitals
	hintTown      // 50,000 and more
	hintSmallTown // 5,000 and more
	hintVillage
	hintRegion
	hintFeature
	hintDemonym
	hintAbbreviation
	hintWeak             // known only by a spelling that is not the place's own name
	inPhrase tagger.Hint = 16
)

func hintOf(m gazetteer.Match) tagger.Hint {
	switch m.Name.Kind {
	case "demonym":
		return hintDemonym
	case "abbreviation":
		return hintAbbreviation
	}
	if m.Place.Population < 300_000 && m.Place.Class == 'P' && (m.How == "spacing" || m.How == "article" || !ownName(m)) {
		return hintWeak
	}
	switch groupOf(&m.Place) {
	case country:
		return hintCountry
	case firstAdmin:
		return hintFirstAdmin
	case capital:
		return hintBigTown
	case seat, town, quarter:
		return townHint(m.Place.Population)
	case region:
		return hintRegion
	case otherAdmin:
		return hintSmallTown
	}
	return hintFeature
}

// ownName says whether a match is by the place's own name, accents apart, or by a name of known language.
func ownName(m gazetteer.Match) bool {
	return m.Name.Lang != "" || fold.Key(m.Name.Text) == fold.Key(m.Place.Name)
}

func townHint(population int64) tagger.Hint {
	switch {
	case population >= 500_000:
		return hintBigTown
	case population >= 50_000:
		return hintTown
	case population >= 5_000:
		return hintSmallTown
	}
	return hintVillage
}

// hints spreads the phrases over their tokens, from left to right, none overlapping another.
func (r *reading) hints() []tagger.Hint {
	out := make([]tagger.Hint, len(r.tokens))
	for i := 0; i < len(r.tokens); {
		ph := r.phrases[i]
		if ph.last == 0 {
			i++
			continue
		}
		h := hintOf(ph.matches[0])
		out[i] = h
		for i++; i < ph.last; i++ {
			out[i] = h + inPhrase
		}
	}
	return out
}
