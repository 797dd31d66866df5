package extract

import (
	"strings"

	"dateline/data"
	"dateline/data/extract/actor"
	"dateline/data/extract/syntax"
)

// setCarrier makes the sender the actor and what it sends the object: "The Philippines deployed 135 troops".
func (f fact) setCarrier(c *data.Claim) {
	if f.carrier == nil {
		return
	}
	c.Object, c.ObjectID = c.Actor, c.ActorID
	g := f
	g.actor = f.carrier
	g.setActor(c)
}

func (f fact) setActor(c *data.Claim) {
	if f.actor == nil {
		return
	}
	a := *f.actor
	s := f.s
	first, last := a.first, a.last
	joint := s.jointActor(a, f.claim.Kind)
	if joint[1] > 0 {
		first, last = joint[0], joint[1]
	}
	it := s.Items[a.item]
	if it.Number != nil && a.first == it.First && it.Number.Last < it.Last {
		first = max(first, it.Number.Last)
	}
	if k := s.itemOf(first); s.Items[k].Number != nil && s.Items[k].Number.Last < s.Items[k].Last {
		first = max(first, s.Items[k].Number.Last)
	}
	first = s.strip(first, last)
	if w := s.Tokens[first].Lower; first == s.strip(a.first, a.last) && last == a.last && (w == "displaced" || w == "wounded") && first > a.first {
		first--
	}
	if s.Items[a.item].Rate && a.last == it.Last {
		last = max(first+1, last-2)
	}
	c.Actor = s.spanText(first, last)
	if it.Number != nil && it.Number.Last == it.Last && s.Tokens[a.head].Digit && f.claim.Population != "forces" {
		if c.Actor = ""; f.claim.Population != "" {
			c.Actor = s.countedBefore(a.item)
		}
		return
	}
	if k := strings.LastIndexByte(c.Actor, '-'); k > 0 && a.last-a.first == 1 && f.noun && f.claim.Kind != data.KindStock && s.doc.rules.Compounds[strings.ToLower(c.Actor[k+1:])] != nil {
		c.Actor = c.Actor[:k]
	}
	if s.lexClass(a.head)&syntax.Pronoun != 0 && s.nameAt[a.head] < 0 {
		if r, ok := s.spokenOf(a.item); ok && f.claim.Population != "idp" {
			c.ActorID = r.id
			if x, ok := s.doc.actors.ByID(r.id); ok {
				c.ActorName = x.Name
			}
		}
		return
	}
	c.ActorID, c.ActorName = s.resolveActor(a, c.Actor)
}

// countedBefore gives the people that a bare number counts, named earlier in the sentence: "built for refugees from Darfur,
// shelters 20,809"; empty where there are none.
func (s *sentence) countedBefore(item int) string {
	for n := item - 1; n >= 0; n-- {
		if it := s.Items[n]; it.Kind == syntax.NP && it.Class&syntax.Pronoun == 0 && !s.Tokens[it.Head].Digit && s.people(s.arg(n)) {
			first := s.strip(it.First, it.Last)
			if it.Number != nil {
				first = max(first, it.Number.Last)
			}
			return s.spanText(first, it.Last)
		}
	}
	return ""
}

// jointActor gives the tokens of "the army and the YPG" where the actor is one of them.
func (s *sentence) jointActor(a arg, kind string) [2]int {
	if kind != data.KindControl && kind != data.KindSiege && kind != data.KindMovement || a.item >= len(s.Items) || a.first != s.Items[a.item].First {
		return [2]int{}
	}
	i, j := s.Group(a.item)
	if i == j {
		return [2]int{}
	}
	for k := i; k <= j; k++ {
		if s.Items[k].Kind == syntax.NP && !s.party(s.arg(k)) {
			return [2]int{}
		}
	}
	return [2]int{s.Items[i].First, s.Items[j].Last}
}

// resolveActor finds the actor in the table: by its name, as the forces of a state, or by what the report called it before.
func (s *sentence) resolveActor(a arg, text string) (string, string) {
	t := s.doc.actors
	id := s.headRef(a).actor
	if id < 0 {
		id = s.modActor(a)
	}
	if id < 0 && strings.Contains(text, "-") {
		r := []rune(strings.SplitN(text, "-", 2)[0])
		if h, ok := t.At(cut(r), 0); ok {
			id = h.Actor
		}
	}
	if id < 0 {
		if x, ok := s.namedAfter(a); ok {
			return x.ID, x.Name
		}
		return s.resolveByContext(a)
	}
	x := t.Get(id)
	if x.Kind == actor.Ethnic {
		if y, ok := s.namedAfter(a); ok {
			return y.ID, y.Name
		}
		if id, name := s.resolveByContext(a); id != "" {
			return id, name
		}
	}
	if x.Kind == actor.State && s.lexClass(a.head)&syntax.Force != 0 && s.nameAt[a.head] < 0 {
		if s.insurgent(a) {
			return "", ""
		}
		x = s.doc.actors.Forces(x)
	}
	return x.ID, x.Name
}

// namedAfter finds the group that a phrase goes on to name: "militants from the Islamic State", "militants – fighting as …".
func (s *sentence) namedAfter(a arg) (actor.Actor, bool) {
	for k := a.item + 1; k < len(s.Items) && k < a.item+5; k++ {
		it := s.Items[k]
		switch it.Kind {
		case syntax.Prep:
			if it.Word != "from" && it.Word != "of" && it.Word != "with" && it.Word != "as" && it.Word != "for" {
				return actor.Actor{}, false
			}
		case syntax.Comma:
		case syntax.VG:
			if it.Form == syntax.Finite {
				return actor.Actor{}, false
			}
		case syntax.NP:
			if ref := s.headRef(s.arg(k)); ref.actor >= 0 {
				x := s.doc.actors.Get(ref.actor)
				return x, x.Kind == actor.Group || x.Kind == actor.Coalition || x.Kind == actor.Armed
			}
			return actor.Actor{}, false
		default:
			return actor.Actor{}, false
		}
	}
	return actor.Actor{}, false
}

// insurgent says whether a force under a state's adjective is not the state's own: "Syrian rebels".
func (s *sentence) insurgent(a arg) bool {
	for t := a.first; t <= a.head; t++ {
		if s.Tokens[t].Is("rebel", "rebels", "militants", "insurgents", "militia", "militias", "opposition", "separatists", "guerrillas", "gangs", "gang", "gunmen", "jihadists", "terrorists", "fighters", "tribesmen", "cartels", "militiamen", "insurgent", "militant", "warlords") {
			return true
		}
	}
	return false
}

var rebelWords = words("movement organisation rebels rebel militants insurgents group fighters gunmen jihadists militiamen paramilitaries guerrillas separatists extremists")

// resolveByContext resolves "the militants" and "the army" where the report named exactly one party that fits.
func (s *sentence) resolveByContext(a arg) (string, string) {
	h := s.Tokens[a.head].Lower
	rebels := rebelWords[h]
	army := h == "army" || h == "troops" || h == "soldiers" || h == "government" || h == "forces"
	if !rebels && !army || s.lexClass(a.first)&syntax.Determiner == 0 && !rebels {
		return "", ""
	}
	found := -1
	for _, m := range s.doc.memory.parties {
		if m.actor < 0 {
			continue
		}
		x := s.doc.actors.Get(m.actor)
		if rebels && x.Kind != actor.Group || army && x.Kind != actor.State && x.Kind != actor.Armed {
			continue
		}
		if found >= 0 && found != m.actor {
			return "", ""
		}
		found = m.actor
	}
	if found < 0 {
		return "", ""
	}
	x := s.doc.actors.Get(found)
	if x.Kind == actor.State && h != "government" {
		x = s.doc.actors.Forces(x)
	}
	return x.ID, x.Name
}
