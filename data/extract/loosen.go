package extract

import (
	"dateline/data"
	"dateline/data/extract/syntax"
)

// reach says from which prepositions a role of a displacement or a movement takes its place, wherever in the clause they
// stand: what goes with the verb and what with its subject makes no difference to who went where.
var reach = map[string][]string{
	"origin":      {"from", "off", "down from"},
	"destination": {"to", "toward", "back to", "for", "onto", "back in"},
	"at":          {"in", "at", "inside", "on", "around", "across", "near", "along", "outside", "under", "over", "between"},
}

// loosen fills what a rule about people or forces on the move left empty from the whole clause: first the people, then the
// places by their prepositions.
func (f frame) loosen(out *filled) {
	switch out.claim.Kind {
	case data.KindFlow, data.KindReturn, data.KindStock:
	case data.KindLine:
		f.loosenLine(out)
		return
	case data.KindMovement:
		if f.noun {
			return
		}
	default:
		return
	}
	if out.actor == nil && out.claim.Kind != data.KindMovement {
		f.anyPeople(out)
	}
	if out.actor == nil {
		return
	}
	defer f.headline(out)
	phrases := f.s.ClausePhrases(f.item)
	for _, role := range []string{"origin", "destination", "at"} {
		if _, wanted := out.claim.Slots[role]; !wanted || len(out.places[role]) > 0 {
			continue
		}
		if role == "at" && (len(out.places["origin"]) > 0 || len(out.places["destination"]) > 0) {
			continue
		}
		f.role = role
		for _, word := range reach[role] {
			if ps := f.fromPhrases(phrases, word, out); len(ps) > 0 {
				out.places[role] = ps
				break
			}
		}
	}
}

// lineReach are the prepositions of a line's course, in the order in which they are believed.
var lineReach = []struct{ role, word string }{
	{"from", "between"}, {"from", "from"}, {"to", "to"}, {"along", "along"}, {"along", "down"}, {"along", "through"}, {"at", "in"}, {"at", "near"}, {"at", "around"}, {"at", "on"}, {"at", "at"}, {"at", "outside"},
}

// loosenLine fills the course of a front line from the whole clause: "between A and B the front has hardly moved".
func (f frame) loosenLine(out *filled) {
	if !out.has["line"] {
		return
	}
	phrases := f.s.ClausePhrases(f.item)
	for _, r := range lineReach {
		if _, wanted := out.claim.Slots[r.role]; !wanted || len(out.places[r.role]) > 0 || r.word == "to" && len(out.places["from"]) != 1 {
			continue
		}
		f.role = r.role
		for _, pp := range phrases {
			if pp.Word != r.word || f.filledBy(pp, out) || f.within(pp) {
				continue
			}
			ps := f.placesOf(f.s.args(pp.NPs), r.word, "place")
			if len(ps) == 0 || ps[0].anaphor != "" || r.word == "between" && len(ps) < 2 {
				continue
			}
			out.places[r.role] = ps
			break
		}
	}
}

// headline gives a claim the place before a colon at the head of its line, where it has none of that sort.
func (f frame) headline(out *filled) {
	a, ok := f.s.headed(f.item)
	if !ok {
		return
	}
	role := "at"
	if len(out.places["origin"]) > 0 {
		role = "destination"
	}
	if _, wanted := out.claim.Slots[role]; !wanted || len(out.places["at"]) > 0 || len(out.places["destination"]) > 0 {
		return
	}
	if ps := f.placesOf([]arg{a}, "in", "place"); len(ps) > 0 && ps[0].anaphor == "" && (ps[0].mention >= 0 || ps[0].weak) {
		out.places[role] = ps
	}
}

func (f frame) fromPhrases(phrases []syntax.PP, word string, out *filled) []place {
	for _, pp := range phrases {
		if pp.Word != word || f.taken(pp, out) {
			continue
		}
		if ps := f.placesOf(f.s.args(pp.NPs), word, "place"); len(ps) > 0 && ps[0].anaphor == "" {
			return ps
		}
	}
	return nil
}

// taken says whether a place of the phrase fills another role already, or the phrase tells who the people are.
func (f frame) taken(pp syntax.PP, out *filled) bool {
	if f.filledBy(pp, out) {
		return true
	}
	for _, n := range pp.NPs {
		if n == out.actor.item {
			return true
		}
	}
	return false
}

// filledBy says whether a place of the phrase fills a role already.
func (f frame) filledBy(pp syntax.PP, out *filled) bool {
	for _, ps := range out.places {
		for _, p := range ps {
			for _, n := range pp.NPs {
				if p.item == n {
					return true
				}
			}
		}
	}
	return false
}

// anyPeople takes the people that the clause names with a number or as displaced, the nearest before the trigger first.
func (f frame) anyPeople(out *filled) {
	slot, ok := out.claim.Slots["actor"]
	if !ok {
		return
	}
	typ := ""
	if !f.noun && !f.passive && slot[0].From[0] == "subject" && len(f.s.ownSubjects(f.item)) > 0 {
		return // somebody else does it
	}
	for _, src := range slot {
		if src.Type == "people" || src.Type == "displaced" {
			typ = src.Type
		}
	}
	if typ == "" {
		return
	}
	if obj := f.s.Objects(f.item); !f.noun && !f.passive && len(obj) > 0 && f.s.lexClass(f.s.Items[obj[0]].Head)&syntax.TimeNoun != 0 {
		return // "it has taken five years"
	}
	try := func(i int) bool {
		if i == f.item || f.s.Items[i].Kind != syntax.NP {
			return false
		}
		a := f.s.arg(i)
		if f.s.Items[i].Number == nil && !f.s.displaced(a) || f.s.lexClass(a.head)&syntax.Pronoun != 0 || f.s.Tokens[a.head].Digit || f.s.force(a) || f.s.lexClass(a.head)&syntax.Force != 0 && f.s.lexClass(a.head)&(syntax.People|syntax.Displaced) == 0 {
			return false
		}
		if i+1 < len(f.s.Items) && f.s.is(i+1, syntax.Prep) && f.s.Items[i+1].Word == "of" && f.s.Items[i].Number != nil && f.s.Items[i].Number.Last == f.s.Items[i].Last {
			return false // the people come after "of"
		}
		b, ok := f.peopleArg(a, typ)
		if ok {
			out.actor = &b
		}
		return ok
	}
	for i := f.item - 1; i >= f.s.ClauseStart(f.item); i-- {
		if try(i) {
			return
		}
	}
	for i := f.item + 1; i < f.s.ClauseEnd(f.item); i++ {
		if try(i) {
			return
		}
	}
}

func (s *sentence) is(i int, k syntax.Kind) bool {
	return i >= 0 && i < len(s.Items) && s.Items[i].Kind == k
}
