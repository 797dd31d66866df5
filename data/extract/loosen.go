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
	for _, ps := range out.places {
		for _, p := range ps {
			for _, n := range pp.NPs {
				if p.item == n {
					return true
				}
			}
		}
	}
	for _, n := range pp.NPs {
		if n == out.actor.item {
			return true
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
	for _, src := range slot {
		if src.Type == "people" || src.Type == "displaced" {
			typ = src.Type
		}
	}
	if typ == "" {
		return
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
		b, ok := f.s.peopleArg(a, typ)
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
