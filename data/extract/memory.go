package extract

import (
	"dateline/data/extract/syntax"
	"dateline/geo/geoparse"
	"strings"
)

// memory is what a reader of the report has in mind: the places and parties that were named last.
type memory struct {
	// places are the mentions named, the latest last.
	places []int
	// parties are the actors named as parties, the latest last.
	parties []remembered
	// displaced says that people on the move were spoken of.
	displaced bool
}

type remembered struct {
	text     string
	actor    int
	sentence int
}

// recall resolves "the city", "there" and "it" to the place named last that fits.
func (s *sentence) recall(p place) (place, bool) {
	fits := kindsOf(p.anaphor)
	start := s.Tokens[p.first].Start
	for i := len(s.doc.mentions) - 1; i >= 0; i-- {
		m := s.doc.mentions[i]
		if m.End > start || m.Role == geoparse.Demonym || m.Role == geoparse.Part || !m.Placed {
			continue
		}
		if m.Sentence < s.index-4 {
			break
		}
		if fits(m.Place.Kind, m.Place.Class) {
			p.mention = i
			return p, true
		}
	}
	return p, true
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
	for i, it := range s.Items {
		if it.Kind != syntax.NP {
			continue
		}
		a := s.arg(i)
		if s.displaced(a) {
			s.doc.memory.displaced = true
		}
		if s.party(a) && it.Class&syntax.Pronoun == 0 {
			id := s.headRef(a).actor
			if id < 0 {
				id = s.modActor(a)
			}
			s.doc.memory.parties = append(s.doc.memory.parties, remembered{s.spanText(s.strip(a.first, a.last), a.last), id, s.index})
		}
	}
	if n := len(s.doc.memory.parties); n > 40 {
		s.doc.memory.parties = s.doc.memory.parties[n-40:]
	}
}

// antecedent gives the party that a pronoun means: the subject nearest before it in its sentence, else the party named last.
func (s *sentence) antecedent(item int) (arg, bool) {
	for v := 0; v < item; v++ {
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
