package extract

import (
	"strings"

	"dateline/data"
	"dateline/data/extract/actor"
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

// homeOf takes the origin of people from what they are called: "residents of Korabel", "families from Vares", "Jolo residents".
func (f frame) homeOf(out *filled) {
	k := out.claim.Kind
	if k == data.KindStock && out.actor != nil && len(out.places) == 0 && f.noun {
		return
	}
	if k == data.KindStock && out.actor != nil && len(out.places) == 0 {
		f.dwelling(out)
		return
	}
	if out.actor == nil || k != data.KindFlow && k != data.KindReturn || len(out.places["origin"]) > 0 || len(out.places["at"]) > 0 {
		return
	}
	a := *out.actor
	preps := []string{"from", "at"}
	if k == data.KindFlow {
		preps = []string{"from", "of", "in", "around"}
	}
	if n := f.s.attached(a.item, preps...); n >= 0 && a.last == f.s.Items[a.item].Last && (n < f.item || f.passive || f.noun || f.s.Items[n-1].Word != "in") {
		if p, ok := f.s.placeOf(f.s.arg(n)); ok && (p.mention >= 0 || p.weak) && !sameAs(out.places["destination"], p) {
			out.places["origin"] = []place{p}
			return
		}
	}
	if n := f.s.attached(a.item, "of"); n >= 0 && k == data.KindReturn && len(out.places) == 0 && f.s.Tokens[a.head].Is("residents", "inhabitants", "villagers", "people", "population", "civilians") {
		if p, ok := f.s.placeOf(f.s.arg(n)); ok && (p.mention >= 0 || p.weak) {
			out.places["destination"] = []place{p}
			return
		}
	}
	if t := a.head - 1; k == data.KindFlow && t >= a.first && f.s.Tokens[a.head].Is("residents", "inhabitants", "villagers") && f.s.Tokens[t].Upper && !f.s.demonymAt(t) && f.s.mentionIn(arg{a.item, a.first, a.head, t, 0}) < 0 {
		out.places["origin"] = []place{{first: t, last: t + 1, mention: -1, relation: data.RelationIn, item: a.item, weak: true}}
		return
	}
	if it := f.s.Items[a.item]; f.s.Tokens[it.First].Is("its") || it.Number != nil && it.First > 0 && f.s.is(a.item, syntax.NP) && f.s.Tokens[max(a.head-1, 0)].Is("its") { // "of its residents"
		if p, ok := f.s.recall(place{first: it.First, last: it.First + 1, mention: -1, anaphor: "its", relation: data.RelationIn, item: a.item}); ok && p.mention >= 0 && !(len(out.places["destination"]) > 0 && out.places["destination"][0].mention == p.mention && f.s.lexClass(out.places["destination"][0].first)&syntax.Part == 0 && out.places["destination"][0].site == "") {
			role := "origin"
			if k == data.KindReturn && len(out.places["destination"]) == 0 {
				role = "destination"
			}
			if len(out.places[role]) == 0 {
				out.places[role] = []place{p}
			}
			return
		}
	}
	if it := f.s.Items[a.item]; it.Poss > it.First && a.last == it.Last { // "Chernobyl's self-settlers came back"
		role := "origin"
		if k == data.KindReturn {
			role = "destination"
		}
		if p, ok := f.s.owner(it, a.item); ok && len(out.places[role]) == 0 {
			out.places[role] = []place{p}
			return
		}
	}
	if m := f.s.mentionIn(arg{a.item, a.first, a.head, a.head - 1, 0}); k == data.KindFlow && m >= 0 && !groupWords[strings.ToLower(f.s.doc.mentions[m].Text)] && f.s.Tokens[a.head].Is("residents", "people", "families", "inhabitants", "civilians", "villagers") {
		first, last := tokensOf(f.s.Tokens, f.s.doc.mentions[m].Start, f.s.doc.mentions[m].End)
		out.places["origin"] = []place{{first: first, last: last, mention: m, relation: data.RelationIn, item: a.item}}
	}
}

// sameAs says whether place p stands among ps already.
func sameAs(ps []place, p place) bool {
	for _, q := range ps {
		if q.first == p.first || q.mention >= 0 && q.mention == p.mention && q.site == p.site {
			return true
		}
	}
	return false
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

// captives says whether a phrase names those whom somebody else has in hand: "captured Iraqi soldiers".
func (s *sentence) captives(a arg) bool {
	for t := a.first; t < a.head; t++ {
		if s.Tokens[t].Is("captured", "detained", "dead", "wounded", "killed", "captive", "surrendered", "slain", "fallen", "missing", "kidnapped", "arrested") {
			return true
		}
	}
	return false
}

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

// civil says whether a phrase is a plain group of people, not their state or army: "Syrians", "the Uzbeks".
func (s *sentence) civil(a arg) bool {
	ref := s.headRef(a)
	if ref.actor < 0 || s.force(a) {
		return false
	}
	k := s.doc.actors.Get(ref.actor).Kind
	return (k == actor.State || k == actor.Ethnic) && s.people(a)
}

// peopleBefore gives the people that "they" means: a subject of the sentence before the pronoun.
func (s *sentence) peopleBefore(item int, typ string) (arg, bool) {
	for v := item - 1; v >= 0; v-- {
		if s.Items[v].Kind != syntax.VG || s.Items[v].Form != syntax.Finite {
			continue
		}
		for _, n := range s.Subjects(v) {
			b := s.arg(n)
			if n < item && s.Items[n].Class&syntax.Pronoun == 0 && s.people(b) && (!s.party(b) || s.civil(b)) && (typ != "displaced" || s.displaced(b)) {
				return b, true
			}
		}
	}
	return arg{}, false
}

// otherSubject says whether a subject stands before the pronoun at item in its sentence that is neither people nor a party, so that the
// pronoun means things.
func (s *sentence) otherSubject(item int) bool {
	for v := item - 1; v >= 0; v-- {
		if s.Items[v].Kind != syntax.VG || s.Items[v].Form != syntax.Finite {
			continue
		}
		for _, n := range s.Subjects(v) {
			b := s.arg(n)
			if n < item && s.Items[n].Class&syntax.Pronoun == 0 {
				h := s.Tokens[b.head]
				return !s.people(b) && !s.party(b) && !h.Upper && s.lexClass(b.head)&(syntax.PersonNoun|syntax.People|syntax.Displaced) == 0 && strings.HasSuffix(h.Lower, "s") && s.Items[n].Number != nil && s.Items[n].Number.Last < s.Items[n].Last
			}
		}
	}
	return false
}

// containers are heads that only count or bundle the people after "of".
var containers = words("number numbers majority bulk rest most total wave waves group groups crowd crowds column columns convoy convoys stream streams flood flow tide trickle influx remainder mass masses batch contingent caravan handful few many some")

// peopleArg checks for civilians and steps from "dozens" and "residents" to the people meant.
func (f frame) peopleArg(a arg, typ string) (arg, bool) {
	s := f.s
	it := s.Items[a.item]
	if f.kind == data.KindStock && s.Tokens[a.head].Is("arrivals", "newcomers", "returnees", "returns") {
		return a, false
	}
	if s.Tokens[a.head].Is("they", "them") && s.nameAt[a.head] < 0 {
		if b, ok := s.antecedent(a.item); ok && s.force(b) && !s.doc.memory.displaced && s.Tokens[a.head].Is("them") {
			if _, people := s.peopleBefore(a.item, typ); !people {
				return a, false // "bringing them closer to Mopti", the militants
			}
		}
		if b, ok := s.peopleBefore(a.item, typ); ok {
			b.pronoun = a.head + 1
			return b, true
		}
		if s.otherSubject(a.item) {
			return a, false // "two airlines said that they would stop flying"
		}
	}
	if n := s.attached(a.item, "of"); n >= 0 && containers[s.Tokens[a.head].Lower] && a.last == it.Last {
		return f.peopleArg(s.arg(n), typ) // "the largest numbers of Ukrainians"
	}
	if it.Number != nil && it.Number.Last == it.Last && a.last == it.Last { // "dozens of families", "half of the population"
		if n := s.attached(a.item, "of"); n >= 0 && (it.Number.Best == nil || s.Items[n].Class&syntax.Pronoun != 0 || s.people(s.arg(n))) {
			b := s.arg(n)
			if s.people(b) || s.Tokens[b.head].Is("population", "inhabitants") {
				if typ == "displaced" && !s.displaced(b) && !(f.kind == data.KindStock && s.uprooted(b)) {
					return a, false
				}
				return b, true
			}
			return a, false
		}
	}
	if typ == "displaced" && !s.displaced(a) && !(f.kind == data.KindStock && s.uprooted(a)) {
		return a, false
	}
	return a, s.people(a)
}

func (f frame) many(slot rule.Slot, role string) []place {
	for _, src := range slot {
		for _, from := range f.inOrder(src.From) {
			for _, list := range f.candidates(from, src.Type) {
				if ps := f.placesOf(list, from, src.Type); len(ps) > 0 {
					if from == "between" && len(ps) < 2 {
						continue
					}
					return ps
				}
			}
		}
	}
	return nil
}

// locative are the prepositions that say no more than where.
var locative = words("in at on across inside near around along outside under over")

// inOrder puts the prepositions of place of a source in the order in which they stand behind the trigger, so that the nearest
// phrase wins: "recorded across Europe, 1.2 million of them in Germany".
func (f frame) inOrder(from []string) []string {
	if len(from) < 2 {
		return from
	}
	for _, w := range from {
		if !locative[w] {
			return from
		}
	}
	var out []string
	seen := map[string]bool{}
	for _, pp := range f.phrases {
		for _, w := range from {
			if pp.Word == w && !seen[w] {
				seen[w] = true
				out = append(out, w)
			}
		}
	}
	return out
}

func (f frame) placesOf(list []arg, from, typ string) []place {
	var out []place
	for _, a := range list {
		if typ == "anyplace" && f.s.Tokens[a.head].Is("homes", "home", "houses", "house", "villages") {
			if n := f.s.attached(a.item, "in", "at", "of", "near", "around"); n >= 0 {
				a = f.s.arg(n)
				if l := f.s.List(n); len(l) > 1 && f.s.lexClass(a.head)&syntax.Part != 0 && f.s.nameAt[a.head] < 0 {
					a = f.s.arg(l[1]) // "their homes in North and South Kivu"
				}
			} else if len(out) > 0 {
				break
			} else {
				return nil
			}
		}
		if below := f.s.listed(a); len(below) > 1 {
			out = append(out, below...)
			continue
		}
		if below := f.s.exemplified(a); len(below) > 0 {
			out = append(out, below...)
			continue
		}
		p, ok := f.s.placeOf(a)
		if !ok || p.weak && !f.strong(from) || p.person && !locating[from] && !(!f.noun && grounds[f.s.Items[f.item].Lemma]) && !(f.journey() && (from == "to" || from == "from" || from == "toward")) {
			if len(out) == 0 && len(list) > 1 && !ok && f.s.lexClass(a.head)&syntax.Part != 0 {
				continue // "North and South Kivu"
			}
			if len(out) == 0 {
				return nil
			}
			break
		}
		if from == "around" || from == "near" || from == "outside" {
			p.relation = data.RelationVicinity
		}
		out = append(out, p)
		if f.kind == data.KindControl {
			out = append(out, f.s.included(a)...)
		}
	}
	return out
}

// journey says whether the claim tells of people or forces on their way, so that names after "to" and "from" are places.
func (f frame) journey() bool {
	return f.kind == data.KindFlow || f.kind == data.KindReturn || f.kind == data.KindMovement || f.kind == data.KindLine
}

// locating are prepositions that no person's name follows.
var locating = words("in at near around inside outside through across toward along between")

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

// strong says whether a capital letter alone may speak for a place from this source: names after prepositions of place do,
// an object only in a sentence about war.
func (f frame) strong(from string) bool {
	switch from {
	case "object", "subject", "of", "tail", "possessor", "modifier", "by":
		return f.s.war || f.s.doc.war || !f.noun && f.s.Items[f.item].Lemma == "fall" && f.ended() || f.kind == data.KindSiege || f.kind == data.KindFlow || f.kind == data.KindReturn || f.kind == data.KindStock || f.armed()
	}
	return true
}

// listed gives the places of a list under one plural kind word: "the ports of Split and Ploce".
func (s *sentence) listed(a arg) []place {
	cl := s.lexClass(a.head)
	n := s.attached(a.item, "of")
	if n < 0 || cl&(syntax.PlaceKind|syntax.Site) == 0 || !plural(s.Tokens[a.head].Lower) || s.nameAt[a.head] >= 0 {
		return nil
	}
	var out []place
	for _, k := range s.List(n) {
		p, ok := s.placeOf(s.arg(k))
		if !ok || p.anaphor != "" {
			return nil
		}
		out = append(out, p)
	}
	return out
}

// captive gives a siege the place that its people are named by: "Vukovar's defenders, encircled by …".
func (f frame) captive(out *filled) {
	if out.claim.Kind != data.KindSiege || len(out.places["at"]) > 0 || f.noun {
		return
	}
	for _, list := range f.objects() {
		for _, a := range list {
			it := f.s.Items[a.item]
			if n := f.s.attached(a.item, "of", "in", "at"); n >= 0 && it.Poss <= it.First && (f.s.force(a) || f.s.people(a)) {
				if ps := f.placesOf(f.s.args(f.s.List(n)), "in", "place"); len(ps) > 0 {
					out.places["at"] = ps
					return
				}
			}
			if it.Poss <= it.First || !f.s.force(a) && !f.s.people(a) && !governing[f.s.Tokens[a.head].Lower] {
				continue
			}
			if m := f.s.mentionIn(a); m >= 0 {
				first, last := tokensOf(f.s.Tokens, f.s.doc.mentions[m].Start, f.s.doc.mentions[m].End)
				out.places["at"] = []place{{first: first, last: last, mention: m, relation: data.RelationIn, item: a.item}}
				return
			}
			p := place{first: f.s.strip(it.First, it.Poss), last: it.Poss, mention: -1, relation: data.RelationIn, item: a.item, weak: true}
			if f.s.Tokens[p.first].Upper {
				out.places["at"] = []place{p}
				return
			}
		}
	}
}

// yonder reads "there" after the verb where a slot of place stayed empty: "the battalion stationed there".
func (f frame) yonder(out *filled) {
	if f.noun {
		return
	}
	for _, role := range []string{"at", "destination", "origin"} {
		if _, wanted := out.claim.Slots[role]; !wanted {
			continue
		}
		if n := f.s.after(f.item); n >= 0 && len(out.places) == 0 && f.s.Tokens[f.s.Items[n].Head].Is("there") {
			if p, ok := f.s.placeOf(f.s.arg(n)); ok && p.mention >= 0 || ok && p.name != "" {
				out.places[role] = []place{p}
			}
		}
		return
	}
}

// after gives the noun phrase that follows item v over adverbs, -1 without one.
func (s *sentence) after(v int) int {
	for v++; v < len(s.Items) && (s.Items[v].Kind == syntax.Adv || s.Items[v].Kind == syntax.Time); v++ {
	}
	if v < len(s.Items) && s.Items[v].Kind == syntax.NP {
		return v
	}
	return -1
}

// scene gives a displacement without a place the one of its cause: "the Derna flood displaced", "fighting in X drove out".
func (f frame) scene(out *filled) {
	if out.claim.Kind != data.KindFlow || out.claim.Rule != "displace" || f.noun {
		return
	}
	role := "at"
	if len(out.places["destination"]) > 0 {
		role = "origin" // "fighting in Jubaland has sent 38,000 people to Dolow"
	}
	if len(out.places["origin"]) > 0 || len(out.places["at"]) > 0 {
		return
	}
	causes := f.pps("by")
	if !f.passive {
		causes = f.s.each(f.s.Subjects(f.item))
	}
	for _, list := range causes {
		for _, a := range list {
			if a.item == f.actorItem(out) || f.s.party(a) {
				continue
			}
			if p, ok := f.s.capitalIn(a); ok && f.s.mentionIn(a) < 0 {
				out.places[role] = []place{p}
				return
			}
			if m := f.s.mentionIn(a); m >= 0 {
				first, last := tokensOf(f.s.Tokens, f.s.doc.mentions[m].Start, f.s.doc.mentions[m].End)
				out.places[role] = []place{{first: first, last: last, mention: m, relation: data.RelationIn, item: a.item}}
				return
			}
			if p, ok := f.s.sceneOf(a.item); ok {
				out.places[role] = []place{p}
				return
			}
		}
	}
}

// sceneOf gives the place of what noun phrase i names, over the phrases between: "clashes between A (…) and B (…) in X".
func (s *sentence) sceneOf(i int) (place, bool) {
	for k := i + 1; k+1 < len(s.Items) && k < i+14; k++ {
		switch it := s.Items[k]; it.Kind {
		case syntax.Prep:
			switch it.Word {
			case "of", "for":
				if k > i+1 || s.lexClass(s.Items[i].Head)&(syntax.People|syntax.PersonNoun|syntax.Force|syntax.Displaced) != 0 {
					continue
				}
				fallthrough
			case "in", "around", "near", "at", "across", "along", "on", "inside", "outside", "over":
				if p, ok := s.placeOf(s.arg(s.next(k))); ok && s.is(s.next(k), syntax.NP) && (p.mention >= 0 || p.weak || p.name != "") {
					return p, true
				}
			}
		case syntax.NP, syntax.Comma, syntax.Conj, syntax.Adv, syntax.Time:
		default:
			return place{}, false
		}
	}
	return place{}, false
}

// next gives the item after k that is no adverb.
func (s *sentence) next(k int) int {
	for k++; k+1 < len(s.Items) && s.is(k, syntax.Adv); k++ {
	}
	return k
}

func (f frame) actorItem(out *filled) int {
	if out.actor == nil {
		return -1
	}
	return out.actor.item
}

// shifts are verbs by which a line comes to a place.
var shifts = words("move shift come creep edge advance push retreat")

// divides are verbs whose object is the land that a line goes through.
var divides = words("cross divide split bisect cut traverse slice straddle")

// joins are verbs whose objects are the points of a line.
var joins = words("link connect join")

// capitalIn reads a name that only its capital marks before a common noun: "the Derna flood".
func (s *sentence) capitalIn(a arg) (place, bool) {
	if s.Tokens[a.head].Upper || s.Title {
		return place{}, false
	}
	last := a.head
	for last > a.first && !s.Tokens[last-1].Upper {
		last--
	}
	first := last
	for first > a.first && s.Tokens[first-1].Upper && !s.demonymAt(first-1) && s.lexClass(first-1)&syntax.Determiner == 0 {
		first--
	}
	return place{first: first, last: last, mention: -1, relation: data.RelationIn, item: a.item, weak: true}, last > first && first > 0
}

// where gives a clause that "where" opens the place before it: "at Bossaso, where Yemenis have begun arriving".
func (f frame) where(out *filled) {
	if f.noun || len(out.places["at"]) > 0 || len(out.places["destination"]) > 0 {
		return
	}
	role := "at"
	if _, ok := out.claim.Slots[role]; !ok {
		role = "destination"
	}
	if _, ok := out.claim.Slots[role]; !ok || out.claim.Kind == data.KindReturn {
		return
	}
	for k := f.item - 1; k >= 0 && k > f.item-12; k-- {
		switch it := f.s.Items[k]; it.Kind {
		case syntax.Rel:
			if !f.s.Tokens[it.First].Is("where") {
				return
			}
			j := k - 1
			for j >= 0 && f.s.Items[j].Kind == syntax.Comma {
				j--
			}
			if j >= 2 && f.s.Items[j].Kind == syntax.NP && f.s.Items[j-1].Kind == syntax.Comma && f.s.Items[j-2].Kind == syntax.NP {
				if p, ok := f.s.placeOf(f.s.arg(j)); ok && p.mention < 0 && !p.weak {
					j -= 2 // "Sevastopol, the Ukrainian port where the fleet is based"
				}
			}
			if j >= 0 && f.s.Items[j].Kind == syntax.NP {
				if p, ok := f.s.placeOf(f.s.arg(j)); ok && (p.anaphor == "" || p.mention >= 0 || out.claim.Kind == data.KindFlow) {
					out.places[role] = []place{p}
				}
			}
			return
		case syntax.Stop, syntax.Sub:
			return
		case syntax.VG:
			if it.Form == syntax.Finite && k < f.item-1 && !f.s.conjoined(k, f.item) {
				return
			}
		}
	}
}

// conjoined says whether "and" stands right before verb v, so that it shares the clause of the verb k before it.
func (s *sentence) conjoined(k, v int) bool {
	return v-1 > k && s.Items[v-1].Kind == syntax.Conj
}

// dwelling gives displaced people the place that they are named by: "a quarter of the population of Bangui is displaced".
func (f frame) dwelling(out *filled) {
	a := *out.actor
	if n := f.s.attached(a.item, "of", "in", "at", "from"); n >= 0 && f.s.Items[n-1].Word != "from" {
		if p, ok := f.s.placeOf(f.s.arg(n)); ok && (p.mention >= 0 || p.weak) {
			out.places["at"] = []place{p}
			return
		}
	}
	if it := f.s.Items[a.item]; it.Poss > it.First {
		if m := f.s.mentionIn(arg{a.item, it.First, it.Poss, it.Poss - 1, 0}); m >= 0 {
			first, last := tokensOf(f.s.Tokens, f.s.doc.mentions[m].Start, f.s.doc.mentions[m].End)
			out.places["at"] = []place{{first: first, last: last, mention: m, relation: data.RelationIn, item: a.item}}
		}
	}
}

// owner reads the place before a possessive ending: "Grozny's remaining civilians".
func (s *sentence) owner(it syntax.Item, item int) (place, bool) {
	a := arg{item, s.strip(it.First, it.Poss), it.Poss, it.Poss - 1, 0}
	if m := s.mentionIn(a); m >= 0 {
		first, last := tokensOf(s.Tokens, s.doc.mentions[m].Start, s.doc.mentions[m].End)
		return place{first: first, last: last, mention: m, relation: data.RelationIn, item: item}, true
	}
	p, ok := s.placeOf(a)
	return p, ok && p.anaphor == ""
}
