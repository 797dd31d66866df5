package extract

import (
	"strings"

	"dateline/data"
	"dateline/data/extract/actor"
	"dateline/data/extract/syntax"
	"dateline/geo/geoparse"
)

// place is a place as a claim's sentence gives it.
type place struct {
	// first and last delimit its words, the determiner left out.
	first, last int
	// mention is the place mention it rests on, -1 where there is none; for a site, the place the site belongs to.
	mention  int
	site     string
	relation string
	// anaphor is the kind word of "the city", "there"; the mention then comes from memory.
	anaphor string
	// weak says that only a capital letter speaks for a place.
	weak bool
	item int
	// neighbour is one more than the mention of the country behind a border ("the border with Iran"), 0 for none.
	neighbour int
	// name is what an anaphor stands for, as the report named it.
	name string
	// person says that the geoparser took the name for a person's.
	person bool
}

// directions narrow a place's name: "northern Iraq".
var directions = words("northern southern eastern western northeastern northwestern southeastern southwestern north-eastern north-western south-eastern south-western central upper lower north south east west")

// placeOf reads a noun phrase as a place.
func (s *sentence) placeOf(a arg) (place, bool) {
	it := s.Items[a.item]
	ref := s.headRef(a)
	cl := s.lexClass(a.head)
	h := s.Tokens[a.head]
	p := place{first: s.strip(a.first, a.last), last: a.head + 1, mention: -1, relation: data.RelationIn, item: a.item}
	switch {
	case ref == (nameRef{-1, -1, -1, false}) && cl&syntax.Pronoun != 0 && !h.Is("it", "there", "here"):
		return p, false
	case ref.actor >= 0 && !s.stateName(ref.actor):
		return p, false
	case ref.mention >= 0:
		return s.namedPlace(p, a, ref)
	case ref.actor >= 0:
		return s.actorAsPlace(p, a, ref)
	case ref.entity >= 0 && s.doc.lex.Class(h.Lower)&syntax.Site != 0:
		return s.sitePlace(p, a, h.Lower)
	case ref.entity >= 0:
		p.first, p.weak = s.Names[s.nameAt[a.head]].First, true
		p.person = s.personal(ref.entity) && !s.calledPlace(a.item)
		return p, s.placeLike(ref.entity, p.first)
	case h.Digit && a.head > a.first && s.Tokens[a.head-1].Upper && s.lexClass(a.head-1)&syntax.Site != 0: // "National Road 2"
		p.site, p.relation = s.Tokens[a.head-1].Lower, data.RelationSite
		for p.first = a.head - 1; p.first > a.first && s.Tokens[p.first-1].Upper; p.first-- {
		}
		return p, true
	case h.Is("all", "most", "much") && a.last == a.first+1 && s.attached(a.item, "of") >= 0:
		q, ok := s.placeOf(s.arg(s.attached(a.item, "of")))
		q.item = a.item
		return q, ok && q.anaphor == "" // "control of all of Gaza"
	case it.Number != nil && it.Number.Last == it.Last:
		if n := s.attached(a.item, "of"); n >= 0 && it.Number.Qualifier == "ratio" { // "85 percent of Port-au-Prince"
			q, ok := s.placeOf(s.arg(n))
			q.item = a.item
			return q, ok
		}
		return p, false
	case h.Is("it", "there", "here") && s.nameAt[a.head] < 0:
		p.anaphor = h.Lower
		return s.recall(p)
	case h.Upper && !s.Title && cl&syntax.PlaceKind != 0 && a.head > p.first && s.Tokens[a.head-1].Upper:
		return s.siteOrKind(p, a, cl)
	case cl&syntax.Site != 0:
		return s.sitePlace(p, a, h.Lower)
	case h.Is("office", "offices", "residence") && it.Poss > it.First && s.lexClass(it.Poss-1)&syntax.PersonNoun != 0:
		return s.sitePlace(p, a, h.Lower)
	case h.Is("positions", "position", "outposts", "checkpoints") && s.nearPlace(a.item):
		q, ok := s.placeOf(s.arg(a.item + 2))
		q.relation = data.RelationVicinity
		return q, ok
	case cl&syntax.Part != 0:
		return s.partPlace(p, a)
	case cl&syntax.PlaceKind != 0:
		return s.siteOrKind(p, a, cl)
	case h.Upper && !s.Title && cl&(syntax.Force|syntax.People|syntax.PersonNoun|syntax.Abstract|syntax.TimeNoun|syntax.Frontline) == 0 && !acronym(h.Text):
		p.weak = true
		p.first = s.capitalRun(a)
		return p, it.Number == nil && !s.titled(p.first) && !peoples[h.Lower] && !groupWords[h.Lower]
	}
	return p, false
}

// nearPlace says whether "near X" or the like follows noun phrase i: "lost positions near Klishchiivka".
func (s *sentence) nearPlace(i int) bool {
	n := s.attached(i, "near", "around", "outside", "in", "at")
	if n < 0 {
		return false
	}
	q, ok := s.placeOf(s.arg(n))
	return ok && q.anaphor == "" && q.mention >= 0
}

// stateName says whether an actor may be a place as well.
func (s *sentence) stateName(i int) bool {
	k := s.doc.actors.Get(i).Kind
	return k == actor.State || k == actor.Government
}

var orgWords = words("authority senate congress parliament assembly brigades battalion regiment army front ministry committee agency university news times party union office council division brigade movement league court bank group corporation company institute organization organisation association commission network foundation post herald radio telegraph guardian programme program force forces police command club united city's fc")

// placeLike says whether an entity's name could as well be a place's: the geoparser knows no place of that name, but a town
// too small for the gazetteer looks like a person or a firm.
func (s *sentence) placeLike(entity, first int) bool {
	e := s.doc.entities[entity]
	for _, w := range strings.Fields(strings.ToLower(e.Text)) {
		if orgWords[w] || w == "and" {
			return false
		}
	}
	if e.Kind == geoparse.Vessel || acronym(e.Text) {
		return false
	}
	return !s.titled(first)
}

// personal says whether an entity is a person's full name that shows no sign of a place's ("al-", a hyphen).
func (s *sentence) personal(entity int) bool {
	e := s.doc.entities[entity]
	return e.Kind == geoparse.Person && strings.Contains(e.Text, " ") && !strings.Contains(e.Text, "-")
}

// titled says whether a title ("Mr.", "General") or a person stands at or before token t.
func (s *sentence) titled(t int) bool {
	for _, k := range []int{t - 1, t} {
		if k >= 0 && (s.lexClass(k)&syntax.PersonNoun != 0 || strings.HasSuffix(s.Tokens[k].Lower, ".") && len(s.Tokens[k].Lower) < 6 && !s.Tokens[k].Is("st.", "mt.")) {
			return true
		}
	}
	return false
}

// capitalRun gives the first token of the run of capitals that ends at the head.
func (s *sentence) capitalRun(a arg) int {
	first := a.head
	for first > a.first && (s.Tokens[first-1].Upper || directions[s.Tokens[first-1].Lower]) && !s.Tokens[first-1].Mark && s.lexClass(first-1)&syntax.Determiner == 0 {
		first--
	}
	return first
}

func (s *sentence) namedPlace(p place, a arg, ref nameRef) (place, bool) {
	m := s.doc.mentions[ref.mention]
	if m.Role == geoparse.Demonym {
		return p, false
	}
	p.mention = ref.mention
	p.first, p.last = tokensOf(s.Tokens, m.Start, m.End)
	p.last = max(p.last, afterArticle(s.Tokens, p.last))
	for p.first > a.first && directions[s.Tokens[p.first-1].Lower] {
		p.first--
	}
	if n := s.attached(a.item, "of"); n >= 0 && (m.Text == "Old City" || m.Text == "Old Town") {
		if q := s.mentionIn(s.arg(n)); q >= 0 { // every town has one
			p.mention, p.last = q, s.Items[n].Last
			return p, true
		}
	}
	if last := s.Tokens[p.last-1]; s.doc.lex.Class(last.Lower)&syntax.Site != 0 && !last.Upper {
		p.site, p.relation = last.Lower, data.RelationSite
	}
	return p, true
}

// actorAsPlace takes a state named by its own name for a place ("Iraq"), not by its adjective ("Iraqi").
func (s *sentence) actorAsPlace(p place, a arg, ref nameRef) (place, bool) {
	x := s.doc.actors.Get(ref.actor)
	if x.Kind != actor.State && x.Kind != actor.Government {
		return p, false
	}
	n := s.Names[s.nameAt[a.head]]
	w := s.spanText(n.First, n.Last)
	p.first, p.last = n.First, n.Last
	for p.first > a.first && directions[s.Tokens[p.first-1].Lower] {
		p.first--
	}
	return p, w == x.Name || ref.metonym || w == "Congo" || w == "Bosnia" || w == "Burma" || len(w) <= 4 && strings.ToUpper(w) == w
}

// of gives the noun phrase after "of" (or one of the prepositions) that follows item i.
func (s *sentence) attached(i int, preps ...string) int {
	if i+2 < len(s.Items) && s.Items[i+1].Kind == syntax.Prep && s.Items[i+2].Kind == syntax.NP {
		for _, w := range preps {
			if s.Items[i+1].Word == w {
				return i + 2
			}
		}
	}
	return -1
}

// siteOrKind reads "the Drenica valley", "the town of Vares", "areas around Kirkuk", "the city".
func (s *sentence) siteOrKind(p place, a arg, cl syntax.Class) (place, bool) {
	if cl&syntax.Site != 0 {
		return s.sitePlace(p, a, s.Tokens[a.head].Lower)
	}
	if q, ok := s.renamed(a); ok {
		return q, true
	}
	if m := s.mentionIn(a); m >= 0 && s.doc.mentions[m].Placed && s.Tokens[a.head].Is("region", "regions", "province", "state", "district", "governorate", "county", "oblast", "area", "provinces", "districts") {
		p.mention = m
		p.first, p.last = tokensOf(s.Tokens, s.doc.mentions[m].Start, s.doc.mentions[m].End)
		return p, true // "the Catatumbo region of Colombia"
	}
	if n := s.attached(a.item, "of"); n >= 0 {
		if q, ok := s.placeOf(s.arg(n)); ok && q.anaphor == "" {
			q.item = a.item
			return q, true
		}
	}
	if n := s.attached(a.item, "across", "in"); n >= 0 && s.Tokens[a.head].Is("capitals", "districts", "townships", "localities", "settlements", "states", "provinces", "territory", "areas", "land", "towns", "cities", "villages", "ground", "lands") {
		if q, ok := s.placeOf(s.arg(n)); ok { // some of it, nobody knows where
			p.mention, p.last, p.relation = q.mention, q.last, data.RelationVicinity
			return p, true
		}
	}
	if n := s.attached(a.item, "around", "near", "outside"); n >= 0 {
		if q, ok := s.placeOf(s.arg(n)); ok {
			q.relation = data.RelationVicinity
			return q, true
		}
	}
	if m := s.mentionIn(a); m >= 0 {
		p.mention = m
		p.first, p.last = tokensOf(s.Tokens, s.doc.mentions[m].Start, s.doc.mentions[m].End)
		return p, true
	}
	first, last := -1, -1
	for t := a.first; t < a.head; t++ {
		if s.Tokens[t].Upper && !s.Title && (t > 0 || s.lexClass(t) == 0) && !s.actorAt(t) && !s.demonymAt(t) && !peoples[s.Tokens[t].Lower] && !groupWords[s.Tokens[t].Lower] {
			if first < 0 {
				first = t
			}
			last = t + 1
		}
	}
	if first >= 0 && last-first == lastRun(s, first, last) {
		p.first, p.last = first, last
		if s.Tokens[a.head].Upper {
			p.last = a.head + 1
		}
		return p, true
	}
	p.anaphor = s.Tokens[a.head].Lower
	if n := s.attached(a.item, "of", "in", "at", "on"); n >= 0 {
		if q, ok := s.recall(p); ok && q.mention >= 0 && s.Items[n-1].Word == "in" && s.Tokens[a.first].Is("the") && s.Tokens[a.head].Is("town", "city", "village") {
			return q, true // "after seizing the town in southern Mexico"
		}
		if q, ok := s.placeOf(s.arg(n)); ok {
			p.mention, p.last = q.mention, q.last
			p.anaphor = ""
			return p, true
		}
	}
	return s.recall(p)
}

func (s *sentence) demonymAt(t int) bool {
	if s.nameAt[t] < 0 {
		return false
	}
	ref := s.refs[s.Names[s.nameAt[t]].Ref]
	return ref.mention >= 0 && s.doc.mentions[ref.mention].Role == geoparse.Demonym || ref.actor >= 0
}

func lastRun(s *sentence, first, last int) int {
	n := 0
	for t := last - 1; t >= first && (s.Tokens[t].Upper || s.Tokens[t].Is("al", "de", "da", "del")); t-- {
		n++
	}
	return n
}

func (s *sentence) actorAt(t int) bool {
	return s.nameAt[t] >= 0 && s.refs[s.Names[s.nameAt[t]].Ref].actor >= 0 && s.refs[s.Names[s.nameAt[t]].Ref].mention < 0
}

func (s *sentence) mentionIn(a arg) int {
	for t := a.last - 1; t >= a.first; t-- {
		if n := s.nameAt[t]; n >= 0 {
			if m := s.refs[s.Names[n].Ref].mention; m >= 0 && s.doc.mentions[m].Role != geoparse.Demonym {
				return m
			}
		}
	}
	return -1
}

// sitePlace reads "Goma's airport", "the airport at Belbek", "a huge refinery in Baiji".
func (s *sentence) sitePlace(p place, a arg, kind string) (place, bool) {
	p.site, p.relation = kind, data.RelationSite
	p.mention = s.mentionIn(a)
	if kind == "border" || kind == "frontier" {
		if n := s.attached(a.item, "with"); n >= 0 {
			if m := s.mentionIn(s.arg(n)); m >= 0 && s.doc.mentions[m].Placed && isCountry(s.doc.mentions[m].Place) {
				p.neighbour, p.last = m+1, s.Items[n].Last
				p.first = a.first
				if s.lexClass(p.first)&syntax.Determiner != 0 {
					p.first++
				}
				return p, true
			}
		}
	}
	owner := p.mention >= 0 && s.doc.mentions[p.mention].Placed && isCountry(s.doc.mentions[p.mention].Place)
	for i := a.item; ; {
		n := s.attached(i, "of", "in", "at", "on", "around", "over", "outside", "near", "inside")
		if n < 0 {
			break
		}
		q, ok := s.placeOf(s.arg(n))
		if !ok && s.Items[n-1].Word == "of" && s.Tokens[s.Items[n].Head].Upper { // "the Church of the Holy Family in Gaza City"
			p.last, i = s.Items[n].Last, n
			continue
		}
		if !ok || s.Items[n-1].Word == "on" && q.mention < 0 && !q.weak {
			break
		}
		if p.mention < 0 || owner && q.mention >= 0 { // "the US Embassy in Baghdad"
			p.mention, owner = q.mention, false
		}
		p.last = max(q.last, s.Items[n].Last)
		i = n
	}
	if owner && (kind == "embassy" || kind == "consulate" || kind == "ship" || kind == "base") {
		p.mention = -1 // whose it is, not where
	}
	return p, true
}

// partPlace reads "the eastern quarter of Chasiv Yar", "half of the city", "the outskirts", "the north".
func (s *sentence) partPlace(p place, a arg) (place, bool) {
	if n := s.attached(a.item, "of", "in"); n >= 0 {
		q, ok := s.placeOf(s.arg(n))
		if !ok {
			return p, false
		}
		if s.Tokens[a.head].Is("parts", "part", "most", "much", "half", "rest", "portion", "majority", "remainder", "percent", "whole", "swath", "swaths", "swathes", "stretch") {
			if s.Tokens[a.head].Is("parts", "part") && a.last-a.first <= 2 {
				q.first = p.first
			}
			q.item = a.item
			return q, true
		}
		p.mention, p.last, p.anaphor = q.mention, q.last, q.anaphor
		return p, true
	}
	if m := s.mentionIn(a); m >= 0 {
		p.mention = m
		return p, true
	}
	if s.Items[a.item].Number != nil {
		return p, false
	}
	p.anaphor = "part"
	return p, s.Tokens[a.first].Is("the", "its", "their") && s.Tokens[a.head].Is("outskirts", "north", "south", "east", "west", "suburbs", "centre", "center", "edge", "bank", "side", "countryside", "quarter", "northeast", "northwest", "heart")
}

// peoples are adjectives of peoples and faiths that no country is named by: "the Sunni Arab and Kurdish city".
var peoples = words("arab arabs kurdish sunni shiite shi'ite shia jewish muslim christian serb croat tamil druze catholic orthodox hindu sikh buddhist yazidi turkic pashtun tribal islamic islamist")
