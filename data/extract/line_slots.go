package extract

import (
	"dateline/data"
)

// lineEnds splits "between A and B" into the two ends of a line.
func (f frame) lineEnds(out *filled) {
	if out.claim.Kind != data.KindLine {
		return
	}
	if l := out.places["along"]; len(l) > 1 && !f.noun && joins[f.s.Items[f.item].Lemma] { // "the line linking A, B and C"
		out.places["from"], out.places["to"] = l[:1], l[len(l)-1:]
		if out.places["along"] = l[1 : len(l)-1]; len(l) == 2 {
			delete(out.places, "along")
		}
	}
	if l := out.places["along"]; len(l) > 0 && !f.noun && divides[f.s.Items[f.item].Lemma] && len(out.places["at"]) == 0 && len(out.places["from"]) > 0 {
		out.places["at"] = l
		delete(out.places, "along")
	}
	if to := out.places["to"]; len(to) > 0 && len(out.places["from"]) == 0 && len(out.places["at"]) == 0 && !f.noun && shifts[f.s.Items[f.item].Lemma] {
		out.places["at"] = to[:1] // "the front has moved down to Debre Sina"
		delete(out.places, "to")
	}
	if to := out.places["to"]; len(to) > 1 { // "from A to B and C" ends at C
		out.places["along"] = append(out.places["along"], to[:len(to)-1]...)
		out.places["to"] = to[len(to)-1:]
	}
	if from := out.places["from"]; len(from) == 2 && len(out.places["to"]) == 0 {
		out.places["from"], out.places["to"] = from[:1], from[1:]
	}
}

// lineIn gives a front line the region that stands by its name: "the frontline in Kayin State runs …".
func (f frame) lineIn(out *filled) {
	if out.claim.Kind != data.KindLine || len(out.places["at"]) > 0 || f.noun {
		return
	}
	for _, n := range f.s.Subjects(f.item) {
		if m := f.s.attached(n, "in"); m >= 0 && m < f.item {
			if p, ok := f.s.placeOf(f.s.arg(m)); ok && (p.mention >= 0 || p.weak) {
				out.places["at"] = []place{p}
			}
			return
		}
	}
}

// shifts are verbs by which a line comes to a place.
var shifts = words("move shift come creep edge advance push retreat")

// divides are verbs whose object is the land that a line goes through.
var divides = words("cross divide split bisect cut traverse slice straddle")

// joins are verbs whose objects are the points of a line.
var joins = words("link connect join")

// weatherFront tells a cold front, a home front and the like from a front line.
func (s *sentence) weatherFront(a arg) bool {
	if s.Tokens[a.head].Is("line", "lines") {
		if n := s.attached(a.item, "of"); n >= 0 && s.Tokens[s.Items[n].Head].Is("contact", "control", "confrontation", "separation", "demarcation", "defence", "defense", "trenches") {
			return false // "the line of contact"
		}
		for t := a.first; t < a.head; t++ {
			if s.Tokens[t].Is("front", "defensive", "defence", "defense", "confrontation", "cease-fire", "ceasefire", "green", "contact", "yellow", "dividing", "frontline", "siege", "trench", "forward", "armistice", "demarcation") {
				return false
			}
		}
		return !(s.war && (s.Items[a.item].Last-s.Items[a.item].First <= 2))
	}
	for t := a.first; t < a.head; t++ {
		if s.Tokens[t].Is("cold", "warm", "home", "popular", "patriotic", "economic", "political", "national") {
			return true
		}
	}
	return s.actorAt(a.head)
}
