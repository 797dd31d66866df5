package extract

import (
	"strings"

	"dateline/data/extract/actor"
	"dateline/data/extract/syntax"
	"dateline/geo/geoparse"
)

// arg is a candidate for a slot: a noun phrase or a part of one.
type arg struct {
	item        int // of the sentence
	first, last int // tokens
	head        int
	pronoun     int // one more than the token of the pronoun that stands for it, 0 for none
}

func (s *sentence) arg(item int) arg {
	it := s.Items[item]
	return arg{item, it.First, it.Last, it.Head, 0}
}

// strip drops leading determiners and, where the phrase is more than that, its number.
func (s *sentence) strip(first, last int) int {
	for first < last-1 && s.lexClass(first)&syntax.Determiner != 0 && s.nameAt[first] < 0 {
		first++
	}
	return first
}

func (s *sentence) lexClass(tok int) syntax.Class { return s.ClassAt(tok) }

// headRef gives what the name that ends at the head names.
func (s *sentence) headRef(a arg) nameRef {
	if n := s.nameAt[a.head]; n >= 0 && s.Names[n].Last-1 == a.head {
		return s.refs[s.Names[n].Ref]
	}
	return nameRef{-1, -1, -1, false}
}

// modActor gives an actor named anywhere in the phrase, -1 without one.
func (s *sentence) modActor(a arg) int {
	for t := a.first; t < a.last; t++ {
		if n := s.nameAt[t]; n >= 0 && s.refs[s.Names[n].Ref].actor >= 0 {
			return s.refs[s.Names[n].Ref].actor
		}
	}
	return -1
}

// militaryWords before a word like "group" or "column" make it an armed one.
var militaryWords = words("ethnic federal armed rebel military militant army assault paramilitary naval government security insurgent jihadist islamist peacekeeping separatist opposition loyalist special task multinational mechanised mechanized armoured armored infantry airborne guerrilla militia combat regime state militants naval strike battle defence defense terrorist vigilante tribal gang shiite shi'ite shia sunni pro-government pro-russian russian-backed turkish-backed iranian-backed saudi-led us-led u.s.-led nato-led carrier expeditionary police border coast riot ground foreign")

// governing are heads that make a party without being a force.
var governing = words("government authorities administration regime junta opposition resistance command ministry state officials authority leadership crown defenders")

func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// force says whether the phrase is an armed force.
func (s *sentence) force(a arg) bool {
	ref := s.headRef(a)
	if ref.actor >= 0 {
		k := s.doc.actors.Get(ref.actor).Kind
		return !ref.metonym && (k == actor.Armed || k == actor.Group || k == actor.Coalition || k == actor.Peacekeepers)
	}
	if ref.entity >= 0 {
		for t := s.Names[s.nameAt[a.head]].First; t <= a.head; t++ { // "the army of Azerbaijan"
			if c := s.lexClass(t); c&syntax.Force != 0 && c&syntax.WeakForce == 0 && s.doc.entities[ref.entity].Kind == geoparse.Organisation {
				return true
			}
		}
		return s.doc.entities[ref.entity].Kind == geoparse.Vessel
	}
	cl := s.lexClass(a.head)
	h := s.Tokens[a.head]
	if h.Is("officers", "advisers", "advisors", "trainers", "recruits", "observers", "monitors") && a.head > a.first {
		return militaryWords[s.Tokens[a.head-1].Lower] || s.Tokens[a.head-1].Is("un", "u.n.")
	}
	if h.Is("group", "movement", "organisation", "organization") && s.Tokens[a.first].Is("the") && a.head == a.first+1 && s.nameAt[a.head] < 0 {
		return s.doc.memory.armed(s.index) || s.armedBefore(a.first)
	}
	if cl&syntax.Force == 0 || s.nameAt[a.head] >= 0 && ref.mention >= 0 {
		return false
	}
	if cl&syntax.WeakForce == 0 {
		return true
	}
	if s.Tokens[a.head].Upper && !s.Title && a.head > 0 {
		return s.modActor(a) >= 0 || s.Tokens[a.head].Is("army", "force", "forces", "front", "division", "brigade")
	}
	if h.Is("men") && s.sent(a) {
		return true
	}
	if h.Is("men", "units", "forces", "columns") && s.Tokens[a.first].Is("its", "their", "his") {
		return true
	}
	for t := a.first; t < a.head; t++ {
		if militaryWords[s.Tokens[t].Lower] || s.Tokens[t].Possessive() {
			return true
		}
		if i := strings.LastIndexByte(s.Tokens[t].Lower, '-'); i > 0 && strings.HasSuffix(s.Tokens[t].Lower, "-led") {
			return true
		}
	}
	return s.modActor(a) >= 0 || s.ofForce(a)
}

// armedBefore says whether an armed group was named in the sentence before token t.
func (s *sentence) armedBefore(t int) bool {
	for _, n := range s.Names {
		if ref := s.refs[n.Ref]; n.Last <= t && ref.actor >= 0 {
			if k := s.doc.actors.Get(ref.actor).Kind; k == actor.Group || k == actor.Armed {
				return true
			}
		}
	}
	return false
}

// sent says whether men are the object of a verb of sending, "flew 600 men": nobody but an army does.
func (s *sentence) sent(a arg) bool {
	v := a.item - 1
	return s.Items[a.item].Number != nil && s.is(v, syntax.VG) && !s.Items[v].Passive && sending[s.Items[v].Lemma]
}

var sending = words("send fly deploy dispatch ship commit pledge field contribute rush airlift land lose")

// ofForce says whether "of" and a force follow: "a column of pickups", "a group of fighters".
func (s *sentence) ofForce(a arg) bool {
	i := a.item
	if i+2 < len(s.Items) && s.Items[i+1].Kind == syntax.Prep && s.Items[i+1].Word == "of" && s.Items[i+2].Kind == syntax.NP {
		h := s.Tokens[s.Items[i+2].Head]
		return s.lexClass(s.Items[i+2].Head)&syntax.Force != 0 || h.Is("pickups", "vehicles", "tanks")
	}
	return false
}

// party says whether the phrase can hold ground: a force, a state, a government, an armed group.
func (s *sentence) party(a arg) bool {
	if s.force(a) {
		return true
	}
	ref := s.headRef(a)
	if ref.actor >= 0 {
		return !ref.metonym || ref.mention < 0 || s.subjectOf(a.item)
	}
	if ref.entity >= 0 && s.doc.entities[ref.entity].Kind == geoparse.Person {
		return false
	}
	h := s.Tokens[a.head]
	if ref.entity >= 0 && s.doc.entities[ref.entity].Kind == geoparse.Organisation && (acronym(h.Text) || acronym(strings.SplitN(h.Text, "-", 2)[0])) && (s.war || s.doc.war) {
		return true // "the SDF", "SSC-Khaatumo"
	}
	if governing[h.Lower] {
		return true
	}
	if ref.mention >= 0 {
		return s.doc.mentions[ref.mention].Role == geoparse.Demonym
	}
	return (acronym(h.Text) || acronym(strings.SplitN(h.Text, "-", 2)[0])) && s.nameAt[a.head] < 0 && !s.Title && s.lexClass(a.head) == 0
}

func (s *sentence) subjectOf(item int) bool {
	k := item + 1
	for s.is(k, syntax.Adv) {
		k++ // "Cameroon forcibly returned"
	}
	return s.is(k, syntax.VG)
}

// acronym says whether a word looks like the short name of a group.
func acronym(w string) bool {
	n := 0
	for _, r := range w {
		if r >= 'a' && r <= 'z' {
			return false
		}
		if r >= 'A' && r <= 'Z' {
			n++
		}
	}
	return n >= 2 && n <= 7 && len(w) <= 9
}

// people says whether the phrase is a group of civilians.
func (s *sentence) people(a arg) bool {
	ref := s.headRef(a)
	h := s.Tokens[a.head]
	if groupWords[h.Lower] && h.Upper && strings.HasSuffix(h.Lower, "s") || h.Is("rohingya", "masalit", "druze", "karen", "turkmen", "hutu", "tutsi") && s.Items[a.item].Number == nil && a.head == s.Items[a.item].Last-1 && !s.force(a) {
		return true
	}
	if ref.entity >= 0 {
		return false
	}
	if ref.actor >= 0 {
		k := s.doc.actors.Get(ref.actor).Kind
		if k == actor.Ethnic && groupWords[h.Lower] {
			return true
		}
		return (k == actor.State || k == actor.Ethnic || k == actor.Group) && (strings.HasSuffix(h.Lower, "s") || s.Items[a.item].Number != nil) && !s.countryName(ref) && !acronym(h.Text)
	}
	if n := s.Items[a.item].Number; n != nil && s.money(a.item) {
		return false
	}
	cl := s.lexClass(a.head)
	if cl&syntax.Force != 0 && cl&(syntax.People|syntax.Displaced|syntax.WeakForce) == 0 {
		return false
	}
	if h.Is("workers", "worker") && a.head > a.first && s.Tokens[a.head-1].Is("aid", "relief", "humanitarian", "health", "rescue", "un", "u.n.", "charity", "medical", "rights", "emergency", "agency", "social") {
		return false // staff is no crowd of the displaced
	}
	switch {
	case groupWords[h.Lower] && s.Items[a.item].Number != nil:
		return true
	case cl&(syntax.People|syntax.Displaced) != 0 && ref.mention < 0:
		return cl&syntax.Force == 0 || cl&syntax.Displaced != 0 || cl&syntax.WeakForce != 0 && !s.force(a)
	case h.Is("most", "many", "some") && a.head > s.Items[a.item].First:
		return false // "the most crowded"
	case h.Is("more") && a.last == a.first+1 && s.subjectOf(a.item):
		return true // "and more arrive each night"
	case h.Is("they", "them", "those", "others", "most", "everyone", "nobody", "many", "one", "who", "some", "none"):
		return true
	case ref.mention >= 0 && s.doc.mentions[ref.mention].Role == geoparse.Demonym:
		return strings.HasSuffix(h.Lower, "s") || s.Items[a.item].Number != nil
	}
	it := s.Items[a.item]
	if h.Upper && !s.Title && ref.mention < 0 && ref.actor < 0 && cl == 0 && it.Number == nil && a.last == a.first+2 && s.Tokens[a.first].Is("the") && len(h.Lower) > 5 && (strings.HasSuffix(h.Lower, "ians") || strings.HasSuffix(h.Lower, "ans") || strings.HasSuffix(h.Lower, "is") || strings.HasSuffix(h.Lower, "ese")) {
		return true // "the Meskhetians"
	}
	if it.Number != nil && it.Number.Last == it.Last && (!h.Upper || h.Is("thousands", "hundreds", "dozens", "scores", "millions")) || it.Number != nil && it.Rate {
		return true // "2,317 crossed", "half of them"
	}
	return h.Upper && ref.mention < 0 && it.Number != nil && it.Number.Last < it.Last && a.head > it.First && !acronym(h.Text) && !h.Digit
}

// money says whether a sign of currency stands in or right before the phrase: "Some $38 billion".
func (s *sentence) money(item int) bool {
	it := s.Items[item]
	for t := max(it.First-1, 0); t < it.Last; t++ {
		if s.Tokens[t].Is("$", "€", "£", "dollars", "euros", "pounds", "roubles", "rubles", "yen", "yuan", "francs") {
			return true
		}
	}
	return false
}

// displaced says whether the phrase is people who have left their homes.
func (s *sentence) displaced(a arg) bool {
	for t := a.first; t < a.last; t++ {
		if s.lexClass(t)&syntax.Displaced != 0 || s.Tokens[t].Is("displaced", "homeless", "evacuated", "uprooted") {
			return true
		}
	}
	return s.Tokens[a.head].Is("they", "them", "those") && s.doc.memory.displaced
}

// countryName says whether the name is a state's own name, not an adjective.
func (s *sentence) countryName(ref nameRef) bool {
	return ref.mention >= 0 && s.doc.mentions[ref.mention].Role != geoparse.Demonym || ref.mention < 0 && ref.actor >= 0 && s.doc.actors.Get(ref.actor).Kind == actor.State && ref.metonym
}
