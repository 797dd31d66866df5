package extract

import (
	"strings"

	"dateline/data"
	"dateline/data/extract/rule"
	"dateline/data/extract/syntax"
)

// silenced says why a rule does not apply to the sentence at all.
func (f frame) silenced(c *rule.Claim) string {
	s := f.s
	if c.Kind == data.KindLine && !s.speaksOfLine() {
		return "no line"
	}
	if c.Population != "" && c.Population != "forces" && c.Kind != data.KindFlow && !s.speaksOfPeople() {
		return "no actor"
	}
	if (s.veto || s.disaster && (c.Kind == data.KindControl || c.Kind == data.KindSiege || c.Kind == data.KindMovement || c.Kind == data.KindLine)) && !s.war && c.Kind != data.KindEvent && !f.armed() {
		return "a word of sport, business or votes, and none of war"
	}
	if s.Items[f.item].Lemma == "bring" && !f.noun {
		if n := s.after(f.item); n >= 0 && s.Items[n].Last < len(s.Tokens) && s.Tokens[s.Items[n].Last].Is("closer", "nearer") {
			return "nobody is brought anywhere"
		}
	}
	if c.None && f.armed() {
		return "a force that does not come besieges nobody"
	}
	if departs[c.Rule] && !f.noun && s.Items[f.item].Lemma == "leave" && f.leavesBehind() {
		return "something is left in a state, nobody leaves"
	}
	if c.Rule == "count-in" && f.bareCount() {
		return "a number alone is what was counted on the way"
	}
	if c.Rule == "fallen" && f.numberFalls() {
		return "a number falls"
	}
	if c.Rule == "expected" && s.Items[f.item].Passive {
		return "what is expected stands in the infinitive"
	}
	if c.Kind == data.KindControl && !f.noun && f.last == "" && f.otherVerb() {
		return "its particle makes it another verb"
	}
	if c.Near != nil && !f.near(c.Near) {
		return "none of the words it wants stands near"
	}
	if c.None && !s.noneSubject(f.item, fact{s: s, item: f.item}) && !s.Items[f.item].Negative {
		return "nothing is denied"
	}
	if c.Rule == "abandon" && !f.noun && !f.passive {
		if obj := s.Objects(f.item); len(obj) > 0 && s.people(s.arg(obj[0])) && !s.force(s.arg(obj[0])) {
			return "people are moved, no ground is left"
		}
	}
	if c.Rule == "abandon" && !f.noun && !f.passive && f.last == "" {
		if obj := s.Objects(f.item); len(obj) > 0 && s.lexClass(s.Items[obj[0]].Head)&(syntax.PersonNoun|syntax.People) != 0 {
			return "persons are moved, no ground is left"
		}
	}
	if c.War && !s.war && !s.doc.war && !(c.Rule == "fallen" && f.ended()) && !f.displacedNear() && !f.counted() && !f.crossing() {
		return "no word of war or displacement"
	}
	return ""
}

// leavesBehind says whether what "leave" takes as its object is only left in a state: "leaving El Fasher as the last big city".
func (f frame) leavesBehind() bool {
	obj := f.s.Objects(f.item)
	if len(obj) == 0 {
		return false
	}
	n := obj[len(obj)-1] + 1
	return f.s.is(n, syntax.Prep) && f.s.Tokens[f.s.Items[n].First].Is("as", "without", "with", "under", "amid") || f.s.is(n, syntax.VG) && f.s.Items[n].Form == syntax.Reduced
}

// departs are the rules by which who leaves goes away.
var departs = words("abandon moves-on leave-home withdraw flee")

// bareCount says whether the object is a number without people: "Thai soldiers counted 3,027".
func (f frame) bareCount() bool {
	obj := f.s.Objects(f.item)
	if len(obj) == 0 {
		return false
	}
	it := f.s.Items[obj[0]]
	return it.Number != nil && it.Number.Last == it.Last
}

// numberFalls says whether what falls is a number: "fell to 800 a day".
func (f frame) numberFalls() bool {
	for _, pp := range f.phrases {
		if n := f.s.Items[pp.NPs[0]].Number; n != nil && (pp.Word == "to" || pp.Word == "by" || pp.Word == "from") {
			return true
		}
	}
	return false
}

// otherVerb says whether a particle after the bare trigger gives it another meaning: "took in boys", "was taken down".
func (f frame) otherVerb() bool {
	it := f.s.Items[f.item]
	if it.Last >= len(f.s.Tokens) || f.split {
		return false
	}
	switch it.Lemma {
	case "take", "hold", "run", "keep", "have":
		return f.s.Tokens[it.Last].Is("in", "down", "off", "up", "on", "out", "away", "part", "place", "apart", "aside") && f.end == it.Last
	}
	return false
}

// near says whether one of the words stands in the trigger's phrase or its clause.
func (f frame) near(want map[string]bool) bool {
	it := f.s.Items[f.item]
	first, last := it.First, it.Last+5
	if !f.noun {
		first -= 6
	} else {
		first -= 3
	}
	for t := max(first, 0); t < min(last, len(f.s.Tokens)); t++ {
		if want[f.s.Tokens[t].Lower] {
			return true
		}
	}
	return !f.noun && want[it.Lemma]
}

// crossing says whether a bare number of people crosses or flees: "some 2,700 have crossed the Panj".
func (f frame) crossing() bool {
	if f.noun || f.passive || f.bare {
		return false
	}
	if l := f.s.Items[f.item].Lemma; l != "cross" && l != "flee" && l != "escape" {
		return false
	}
	for _, n := range f.s.Subjects(f.item) {
		if it := f.s.Items[n]; it.Number != nil && it.Number.Last == it.Last && it.Number.Best != nil && *it.Number.Best >= 50 && !f.s.money(n) {
			return true
		}
	}
	return false
}

// ended says whether the verb is perfect and closes its clause: "denied that X had fallen".
func (f frame) ended() bool {
	it := f.s.Items[f.item]
	return !f.noun && it.Perfect && (f.item+1 >= len(f.s.Items) || f.s.Items[f.item+1].Kind == syntax.Stop || f.s.Items[f.item+1].Kind == syntax.Comma)
}

// counted says whether a number of a nation's people or of civilians moves: "an estimated 250,000 Rwandans".
func (f frame) counted() bool {
	for i, it := range f.s.Items {
		if it.Kind == syntax.NP && it.Number != nil && f.s.people(f.s.arg(i)) && (f.s.modActor(f.s.arg(i)) >= 0 || f.s.lexClass(it.Head)&syntax.People != 0) && it.Number.Last < it.Last {
			return true
		}
		if it.Kind == syntax.NP && it.Number != nil && it.Number.Last == it.Last && i+1 < len(f.s.Items) && f.s.Items[i+1].Kind == syntax.Rel && f.s.Tokens[f.s.Items[i+1].First].Is("who") {
			return true // "the 3,400 who came from …"
		}
		if a := f.s.arg(i); it.Kind == syntax.NP && f.s.civil(a) && strings.HasSuffix(f.s.Tokens[it.Head].Lower, "s") {
			return true
		}
	}
	return false
}

func (f frame) displacedNear() bool {
	for i, it := range f.s.Items {
		if f.s.is(i, syntax.NP) && groupWords[f.s.Tokens[it.Head].Lower] {
			return true
		}
		if f.s.is(i, syntax.NP) && f.s.Tokens[it.Head].Is("those") && f.s.is(i+1, syntax.Rel) {
			return true // "those who had left Bucha"
		}
		if it.Kind == syntax.NP && (f.s.displaced(f.s.arg(i)) || f.s.lexClass(it.Head)&(syntax.People|syntax.Displaced) != 0 && !f.s.Tokens[it.Head].Is("people", "children", "women", "men", "others", "workers")) {
			return true
		}
	}
	return false
}
