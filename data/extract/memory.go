package extract

import (
	"strings"

	"dateline/data/extract/syntax"
	"dateline/geo/geoparse"
)

// memory is what a reader of the report has in mind: the places and parties that were named last.
type memory struct {
	// places are the mentions named, the latest last.
	places []rememberedPlace
	// parties are the actors named as parties, the latest last.
	parties []remembered
	// subject is the party that was the first subject of the last sentence that had one.
	subject remembered
	// displaced says that people on the move were spoken of.
	displaced bool
}

// armed says whether a party was spoken of lately, so that "the group" points back to one.
func (m memory) armed(sentence int) bool {
	n := len(m.parties)
	return n > 0 && m.parties[n-1].sentence >= sentence-3
}

type rememberedPlace struct {
	text              string
	mention, sentence int
}

type remembered struct {
	text     string
	actor    int
	id       string
	sentence int
}

// recall resolves "the city", "there" and "it" to the place named last that fits: in its own sentence first.
func (s *sentence) recall(p place) (place, bool) {
	if t := s.Tokens[s.Items[p.item].First]; !t.Is("the", "that", "this", "its", "their", "his", "her", "it", "there", "here") || plural(p.anaphor) {
		return p, true // "several cities" point back to none
	}
	if s.recalling { // an antecedent must have a name of its own
		return p, true
	}
	s.recalling = true
	defer func() { s.recalling = false }()
	fits := kindsOf(p.anaphor)
	anchor := -1 // what only anchors a distance comes last
	for i := p.item - 1; i >= 0; i-- {
		if s.Items[i].Kind != syntax.NP || s.Items[i].Class&syntax.Pronoun != 0 {
			continue
		}
		if s.isAnchor(i) {
			if anchor < 0 {
				anchor = i
			}
			continue
		}
		q, ok := s.named(i)
		if ok && !(q.site != "" && q.mention < 0) && s.kindFits(q.mention, fits) && s.headRef(s.arg(i)).entity < 0 {
			p.mention, p.name = q.mention, s.spanText(q.first, q.last)
			return p, true
		}
	}
	if anchor >= 0 {
		if q, ok := s.named(anchor); ok && s.kindFits(q.mention, fits) {
			p.mention, p.name = q.mention, s.spanText(q.first, q.last)
			return p, true
		}
	}
	for i := len(s.doc.memory.places) - 1; i >= 0; i-- {
		m := s.doc.memory.places[i]
		if m.sentence < s.index-4 {
			break
		}
		if s.kindFits(m.mention, fits) {
			p.mention, p.name = m.mention, m.text
			return p, true
		}
	}
	if p.anaphor == "country" {
		if q, ok := s.ownCountry(p); ok {
			return q, true
		}
	}
	return p, true
}

// isAnchor says whether noun phrase i only anchors a distance or a direction: "190 km north of Juba".
func (s *sentence) isAnchor(i int) bool {
	if !s.is(i-1, syntax.Prep) || s.Items[i-1].Word != "of" && s.Items[i-1].Word != "from" || !s.is(i-2, syntax.NP) {
		return false
	}
	h := s.Tokens[s.Items[i-2].Head]
	_, unit := units[h.Lower]
	return unit || s.directional(i-2)
}

// ownCountry gives "the country" of who was named by it: "Niger's military government ordered troops to leave the country".
func (s *sentence) ownCountry(p place) (place, bool) {
	for t := s.Items[p.item].First - 1; t >= 0; t-- {
		n := s.nameAt[t]
		if n < 0 {
			continue
		}
		if m := s.refs[s.Names[n].Ref].mention; m >= 0 && s.doc.mentions[m].Placed && isCountry(s.doc.mentions[m].Place) && s.doc.mentions[m].Role != geoparse.Demonym {
			p.mention, p.name = m, s.spanText(s.Names[n].First, s.Names[n].Last)
			return p, true
		}
	}
	return p, false
}

func plural(w string) bool {
	return strings.HasSuffix(w, "s") || w == "countries"
}

// named reads noun phrase i as a place that has a name of its own.
func (s *sentence) named(i int) (place, bool) {
	a := s.arg(i)
	if s.lexClass(a.head)&(syntax.PlaceKind|syntax.Part) != 0 && s.nameAt[a.head] < 0 || s.Tokens[a.head].Is("it", "there", "here") {
		if m := s.mentionIn(a); m < 0 || s.Tokens[a.head].Is("it", "there", "here") {
			return place{}, false
		}
	}
	q, ok := s.placeOf(a)
	return q, ok && q.anaphor == "" && (q.mention >= 0 || q.weak || q.site != "")
}

// kindFits says whether the place of a mention is of the kind asked for; what is not placed fits any.
func (s *sentence) kindFits(m int, fits func(string, byte) bool) bool {
	return m < 0 || !s.doc.mentions[m].Placed || fits(s.doc.mentions[m].Place.Kind, s.doc.mentions[m].Place.Class)
}

// kindsOf gives the test whether a gazetteer kind fits a word such as "city".
func kindsOf(w string) func(kind string, class byte) bool {
	switch strings.TrimSuffix(w, "s") {
	case "city", "town", "village", "hamlet", "settlement", "municipality", "suburb", "capital":
		return func(k string, c byte) bool { return c == 'P' || strings.HasPrefix(k, "PPL") }
	case "country", "countrie":
		return func(k string, c byte) bool { return strings.HasPrefix(k, "PCL") }
	case "province", "state", "governorate", "oblast", "county", "district", "region":
		return func(k string, c byte) bool { return strings.HasPrefix(k, "ADM") || strings.HasPrefix(k, "RGN") }
	case "island", "peninsula", "territory", "territorie":
		return func(k string, c byte) bool { return c == 'T' || c == 'A' || c == 'L' }
	}
	return func(k string, c byte) bool { return c != 'H' }
}

// remember takes in what a sentence named, after its claims were read.
func (s *sentence) remember() {
	s.rememberSubject()
	for i, it := range s.Items {
		if it.Kind != syntax.NP {
			continue
		}
		a := s.arg(i)
		if q, ok := s.named(i); ok && q.site == "" && s.headRef(a).entity < 0 && !s.isAnchor(i) {
			s.doc.memory.places = append(s.doc.memory.places, rememberedPlace{s.spanText(q.first, q.last), q.mention, s.index})
		}
		if s.displaced(a) {
			s.doc.memory.displaced = true
		}
		if s.party(a) && it.Class&syntax.Pronoun == 0 {
			id := s.headRef(a).actor
			if id < 0 {
				id = s.modActor(a)
			}
			s.doc.memory.parties = append(s.doc.memory.parties, remembered{text: s.spanText(s.strip(a.first, a.last), a.last), actor: id, sentence: s.index})
		}
	}
	if n := len(s.doc.memory.places); n > 40 {
		s.doc.memory.places = s.doc.memory.places[n-40:]
	}
	if n := len(s.doc.memory.parties); n > 40 {
		s.doc.memory.parties = s.doc.memory.parties[n-40:]
	}
}

func (s *sentence) rememberSubject() {
	for v, it := range s.Items {
		if it.Kind != syntax.VG || it.Form != syntax.Finite {
			continue
		}
		for _, n := range s.Subjects(v) {
			a := s.arg(n)
			if n < v && s.Items[n].Class&syntax.Pronoun == 0 && s.party(a) {
				id, _ := s.resolveActor(a, "")
				s.doc.memory.subject = remembered{text: s.spanText(s.strip(a.first, a.last), a.last), id: id, sentence: s.index}
				return
			}
		}
	}
}

// antecedent gives the party that a pronoun means: the subject nearest before it in its sentence, else the party named last.
func (s *sentence) antecedent(item int) (arg, bool) {
	for v := item - 1; v >= 0; v-- {
		if s.Items[v].Kind != syntax.VG || s.Items[v].Form != syntax.Finite {
			continue
		}
		for _, n := range s.Subjects(v) {
			if n < item && s.Items[n].Class&syntax.Pronoun == 0 && s.party(s.arg(n)) {
				return s.arg(n), true
			}
		}
	}
	for n := item - 1; n >= 0; n-- {
		if s.Items[n].Kind == syntax.NP && s.Items[n].Class&syntax.Pronoun == 0 && s.party(s.arg(n)) {
			return s.arg(n), true
		}
	}
	return arg{}, false
}

// spokenOf gives the party that "they" at the head of a sentence means: the subject of the sentence before.
func (s *sentence) spokenOf(item int) (remembered, bool) {
	r := s.doc.memory.subject
	if item > 2 {
		return r, false
	}
	return r, r.text != "" && r.sentence >= s.index-2
}
