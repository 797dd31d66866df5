package extract

import (
	"strings"

	"dateline/data"
	"dateline/data/extract/rule"
	"dateline/data/extract/syntax"
)

// filled is a rule whose slots have been filled.
type filled struct {
	claim *rule.Claim
	actor *arg
	// carrier is who sends or withdraws the actor.
	carrier *arg
	places  map[string][]place
	// homeward says that a flight led back: "ferried from X back to Y" is a return.
	homeward bool
	has      map[string]bool // slots that leave no trace in the record: line, carrier
}

// fill fills the slots of a claim from a frame; why says which required slot stayed empty.
func (f frame) fill(c *rule.Claim) (out filled, why string, ok bool) {
	out = filled{claim: c, places: map[string][]place{}, has: map[string]bool{}}
	f.kind = c.Kind
	for role, slot := range c.Slots {
		f.role = role
		switch role {
		case "actor", "line", "carrier":
			if a, ok := f.one(slot); ok {
				switch role {
				case "actor":
					out.actor = &a
				case "carrier":
					out.carrier = &a
				default:
					out.has[role] = true
				}
			}
		default:
			if ps := f.many(slot, role); len(ps) > 0 {
				out.places[role] = ps
			}
		}
	}
	f.loosen(&out)
	f.captive(&out)
	f.yonder(&out)
	f.where(&out)
	f.lineEnds(&out)
	f.homeOf(&out)
	f.scene(&out)
	f.wayBack(&out)
	f.lineIn(&out)
	f.purpose(&out)
	f.sharpen(&out)
	f.fromEvent(&out)
	f.raided(&out)
	f.toWhich(&out)
	for _, need := range c.Require {
		found := false
		for _, alt := range strings.Split(need, "|") {
			found = found || alt == "actor" && out.actor != nil || out.has[alt] || len(out.places[alt]) > 0
		}
		if !found {
			return out, "no " + need, false
		}
	}
	return out, "", true
}

// wayBack turns a flow into a return where its words say "back to" or "home to".
func (f frame) wayBack(out *filled) {
	if out.claim.Kind != data.KindFlow {
		return
	}
	for _, pp := range f.phrases {
		if pp.Word == "back to" || pp.Word == "home to" || pp.Word == "back in" {
			if ps := f.placesOf(f.s.args(pp.NPs), "to", "place"); len(ps) > 0 {
				out.places["destination"], out.homeward = ps, true
				return
			}
		}
	}
}

func (f frame) one(slot rule.Slot) (arg, bool) {
	for _, src := range slot {
		for _, from := range src.From {
			for _, list := range f.candidates(from, src.Type) {
				for _, a := range list {
					if b, ok := f.typed(a, src.Type); ok {
						return b, true
					}
					if it := f.s.Items[a.item]; it.Poss > it.First && a.last == it.Last && planNouns[f.s.Tokens[it.Head].Lower] { // "Israel's plan to withdraw"
						if b, ok := f.typed(arg{a.item, f.s.strip(it.First, it.Poss), it.Poss, it.Poss - 1, 0}, src.Type); ok {
							return b, true
						}
					}
				}
			}
		}
	}
	return arg{}, false
}

// typed checks an argument's type and, for a pronoun, finds what it stands for.
func (f frame) typed(a arg, typ string) (arg, bool) {
	s := f.s
	switch typ {
	case "any":
		return a, true
	case "line":
		return a, s.lexClass(a.head)&syntax.Frontline != 0 && !s.weatherFront(a)
	case "party", "armed", "force":
		if it := s.Items[a.item]; it.Number != nil && it.Number.Last == it.Last && a.last == it.Last {
			if n := s.attached(a.item, "of"); n >= 0 && s.force(s.arg(n)) {
				return s.arg(n), true // "several hundred of its troops", "dozens of fighters"
			}
		}
		if s.Tokens[a.head].Is("it", "they", "we", "them", "he") && s.nameAt[a.head] < 0 {
			if b, ok := s.antecedent(a.item); ok {
				b.pronoun = a.head + 1
				return b, typ != "force" || s.force(b)
			}
			_, ok := s.spokenOf(a.item)
			return a, ok && s.Tokens[a.head].Is("they", "it")
		}
		if f.kind == data.KindControl && s.captives(a) {
			return a, false
		}
		if typ == "force" {
			return a, s.force(a)
		}
		return a, s.party(a) && (typ == "party" || !s.civil(a))
	case "people", "displaced":
		if typ == "displaced" && f.kind == data.KindStock && s.Tokens[a.head].Is("returnees") {
			return a, false
		}
		return f.peopleArg(a, typ)
	}
	return a, false
}

// armed says whether the trigger's subject is an armed force.
func (f frame) armed() bool {
	for _, list := range f.candidates("subject", "party") {
		for _, a := range list {
			if f.s.force(a) {
				return true
			}
		}
	}
	return false
}

func (f frame) actorItem(out *filled) int {
	if out.actor == nil {
		return -1
	}
	return out.actor.item
}
