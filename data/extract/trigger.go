package extract

import (
	"strings"

	"dateline/data"
	"dateline/data/extract/rule"
	"dateline/data/extract/syntax"
	"dateline/geo/geoparse"
)

// fact is a claim found in a sentence, before it becomes a record.
type fact struct {
	filled
	s    *sentence
	item int
	noun bool
	end  int // token after the trigger
	// count is the noun phrase whose number counts the actor, -1 where it is the actor's own.
	count int
}

// read finds the facts of a sentence.
func (s *sentence) read() []fact {
	var out []fact
	for i, it := range s.Items {
		switch it.Kind {
		case syntax.VG:
			out = append(out, s.verbFacts(i)...)
			out = append(out, s.owned(i)...)
		case syntax.NP:
			out = append(out, s.nounFacts(i)...)
			out = append(out, s.attributes(i)...)
		}
	}
	return s.portions(s.elliptic(s.onward(s.compose(merged(oneLine(quarrel(incidental(append(append(out, s.predicates()...), s.figures(out)...)))))))))
}

// oneLine drops what the noun says of a front line where a verb says more.
func oneLine(in []fact) []fact {
	verb := false
	for _, f := range in {
		verb = verb || f.claim.Kind == data.KindLine && !f.noun
	}
	if !verb {
		return in
	}
	out := in[:0]
	for _, f := range in {
		if f.claim.Kind != data.KindLine || !f.noun {
			out = append(out, f)
		}
	}
	return out
}

// alsoFlow says whether a verb tells where the people of f have gone.
func alsoFlow(in []fact, f fact) bool {
	for _, g := range in {
		if !g.noun && g.claim.Kind == data.KindFlow && g.actor != nil && f.actor != nil && g.actor.item == f.actor.item {
			return true
		}
	}
	return false
}

// takenIn says whether the place of a stronghold was taken by somebody else in the same sentence.
func takenIn(in []fact, f fact) bool {
	for _, g := range in {
		if g.claim.Status == data.StatusCaptured && g.at() >= 0 && g.at() == f.at() {
			return true
		}
	}
	return false
}

// byPronoun says whether only a pronoun names the people of a fact.
func byPronoun(f fact) bool {
	return f.actor.pronoun > 0 || f.s.lexClass(f.actor.head)&syntax.Pronoun != 0
}

// stockAt says whether another fact of the sentence counts people at the same place.
func stockAt(in []fact, f fact) bool {
	for _, g := range in {
		if g.claim.Kind == data.KindStock && g.at() >= 0 && g.at() == f.at() && g.actor != nil && !byPronoun(g) {
			return true
		}
	}
	return false
}

// stockOf says whether a verb tells where the people are that the noun phrase of f only mentions.
func stockOf(in []fact, f fact) bool {
	for _, g := range in {
		if !g.noun && g.claim.Kind == data.KindStock && g.actor != nil && f.actor != nil && g.actor.item == f.actor.item {
			return true
		}
	}
	return false
}

// quarrel drops what says once more that a place is contested.
func quarrel(in []fact) []fact {
	out := in[:0:0]
	for _, f := range in {
		again := false
		for _, g := range out {
			again = again || f.claim.Status == data.StatusContested && g.claim.Status == data.StatusContested && f.at() >= 0 && f.at() == g.at()
		}
		if !again {
			out = append(out, f)
		}
	}
	return out
}

// at gives the mention of the fact's first place, -1 without one.
func (f fact) at() int {
	if ps := f.places["at"]; len(ps) > 0 {
		return ps[0].mention
	}
	return -1
}

// incidental drops "Russian troops in X" where a verb of the same troops tells more.
func incidental(in []fact) []fact {
	out := in[:0:0]
	for _, f := range in {
		told := f.noun && f.claim.Rule == "returns" && len(f.places) == 0 && alsoFlow(in, f) || f.claim.Rule == "stronghold-apposed" && takenIn(in, f) || f.noun && f.claim.Kind == data.KindStock && stockOf(in, f) || f.actor != nil && f.claim.Kind == data.KindStock && byPronoun(f) && stockAt(in, f)
		for _, g := range in {
			if f.claim.Rule == "foreign-presence" && g.claim.Rule != "foreign-presence" && g.actor != nil && f.actor != nil && g.actor.item == f.actor.item && g.claim.Kind != data.KindEvent {
				told = true
			}
		}
		if !told {
			out = append(out, f)
		}
	}
	return out
}

// onward gives the second leg of a flight its origin: "residents were ordered out of Goma, and most of them walked to Sake".
func (s *sentence) onward(in []fact) []fact {
	var gone []int
	for i := 1; i < len(in); i++ {
		f, prev := &in[i], in[i-1]
		if f.claim.Kind != data.KindFlow || prev.claim.Kind != data.KindFlow || f.actor == nil || len(f.places["origin"]) > 0 || len(f.places["destination"]) == 0 {
			continue
		}
		h := s.Tokens[f.actor.head]
		if it := s.Items[f.actor.item]; h.Is("them", "they", "those", "most", "others", "many", "some") || it.Number != nil && it.Number.Last == it.Last {
			if o := prev.places["origin"]; len(o) > 0 && len(prev.places["destination"]) == 0 {
				f.places["origin"] = o
				if it.Number != nil && it.Number.Last == it.Last && prev.actor != nil && s.Items[prev.actor.item].Number == nil {
					f.count, f.actor = f.actor.item, prev.actor // "Serbs have begun to leave X, and 300 crossed to Y"
					gone = append(gone, i-1)
				}
			}
		}
	}
	for k := len(gone) - 1; k >= 0; k-- {
		in = append(in[:gone[k]], in[gone[k]+1:]...)
	}
	return in
}

// merged joins what one sentence says in two verbs of the same people: "fled Goma … and reached Sake". A fact without any
// place goes where another one of the same people has some.
func merged(in []fact) []fact {
	var out []fact
next:
	for _, f := range in {
		k := f.claim.Kind
		if f.actor == nil || k != data.KindFlow && k != data.KindReturn {
			out = append(out, f)
			continue
		}
		for i := range out {
			g := &out[i]
			if g.claim.Kind != k || g.actor == nil || g.actor.item != f.actor.item {
				continue
			}
			if join(g, f) {
				continue next
			}
		}
		out = append(out, f)
	}
	return out
}

// join adds the places of f to g where they do not differ; false where both name another place in one role.
func join(g *fact, f fact) bool {
	for role, ps := range f.places {
		if have := g.places[role]; len(have) > 0 && len(ps) > 0 && have[0].first != ps[0].first {
			return false
		}
	}
	a, b := g.ownStance(), f.ownStance()
	if len(g.places) > 0 && len(f.places) > 0 && a != b {
		return false
	}
	if len(g.places) == 0 {
		rest := *g
		*g = f
		f = rest
	}
	for role, ps := range f.places {
		if role == "at" && len(g.places["origin"]) > 0 {
			continue
		}
		g.places[role] = ps
	}
	return true
}

func (f fact) ownStance() string { return f.s.ownModality(f) }

func (s *sentence) verbFacts(v int) []fact {
	it := s.Items[v]
	if (it.Form == syntax.Reduced || it.Lemma == "displace" && it.Head == it.First) && s.is(v-1, syntax.VG) && stays[s.Items[v-1].Lemma] {
		return nil // "remain displaced": the verb before reads it
	}
	var out []fact
	event := false
	for _, t := range s.verbTriggers(it) {
		if event && t.Claim.Kind == data.KindEvent {
			continue
		}
		f, ok := s.verbFrame(v, t)
		if !ok {
			s.step(it, t, notFollowing)
			continue
		}
		facts, why := f.facts(t.Claim)
		s.step(it, t, why)
		if len(facts) > 0 {
			return append(out, facts...)
		}
	}
	return out
}

var stays = words("remain stay be live become get")

// verbTriggers gives the triggers of a verb group: those of "be" with its participle first ("are scattered over"), then those
// of its verb.
func (s *sentence) verbTriggers(it syntax.Item) []rule.Trigger {
	own := s.doc.rules.Verbs[it.Lemma]
	if !it.Passive || it.Form == syntax.Reduced {
		return own
	}
	var out []rule.Trigger
	for _, t := range s.doc.rules.Verbs["be"] {
		if len(t.Tail) == 0 || !s.opensWith(t.Tail, it) || s.Tokens[it.Head].Is("displaced", "uprooted") && (it.Past || it.Perfect) {
			continue
		}
		out = append(out, t)
	}
	return append(out, own...)
}

// opensWith says whether the participle of a verb group stands for the first word of a trigger's tail, those that may be missing
// left out where the group does not hold them.
func (s *sentence) opensWith(tail []rule.Word, it syntax.Item) bool {
	for _, w := range tail {
		if w.Has(s.Tokens[it.Head].Lower) {
			return true
		}
		if !w.Optional {
			return false
		}
	}
	return false
}

func (s *sentence) step(it syntax.Item, t rule.Trigger, why string) {
	if s.doc.trace == nil {
		return
	}
	s.doc.trace(Step{s.index, s.spanText(it.First, it.Last), t.Claim.Rule + " (" + brief(t.Text) + ")", why == "", why})
}

// brief cuts the long lists of alternatives of a trigger to their first two words: "be displaced|homeless|… in|at|…".
func brief(trigger string) string {
	f := strings.Fields(trigger)
	for i, w := range f {
		if alts := strings.Split(w, "|"); len(alts) > 3 {
			f[i] = alts[0] + "|" + alts[1] + "|…"
		}
	}
	return strings.Join(f, " ")
}

// facts fills a claim and those that go with it.
func (f frame) facts(c *rule.Claim) ([]fact, string) {
	if why := f.silenced(c); why != "" {
		return nil, why
	}
	main, why, ok := f.fill(c)
	var out []fact
	if ok {
		if why := f.implausible(main); why != "" {
			return nil, why
		}
		out = append(out, fact{main, f.s, f.item, f.noun, f.end, -1})
	}
	for _, also := range c.Also {
		if x, _, ok2 := f.fill(also); ok2 && ok {
			out = append(out, fact{x, f.s, f.item, f.noun, f.end, -1})
		}
	}
	if len(out) > 0 {
		return out, ""
	}
	return nil, why
}

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

// departs are the rules by which who leaves goes away.
var departs = words("abandon moves-on leave-home withdraw flee")

// leavesBehind says whether what "leave" takes as its object is only left in a state: "leaving El Fasher as the last big city".
func (f frame) leavesBehind() bool {
	obj := f.s.Objects(f.item)
	if len(obj) == 0 {
		return false
	}
	n := obj[len(obj)-1] + 1
	return f.s.is(n, syntax.Prep) && f.s.Tokens[f.s.Items[n].First].Is("as", "without", "with", "under", "amid") || f.s.is(n, syntax.VG) && f.s.Items[n].Form == syntax.Reduced
}

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

// implausible rejects what no report means: a party that takes itself, a state that flees.
func (f frame) implausible(x filled) string {
	if x.actor == nil {
		if k := x.claim.Kind; f.passive && (k == data.KindControl || k == data.KindSiege) && f.civilAgent() {
			return "the agent is no party"
		}
		if k := x.claim.Kind; (k == data.KindControl || k == data.KindSiege) && f.otherAgent(x) {
			return "what does it is no party"
		}
		return ""
	}
	if l := f.s.Items[f.item].Lemma; !f.noun && x.claim.Kind == data.KindFlow && (l == "force" || l == "push" || l == "drive" || l == "throw" || l == "beat") && f.s.party(*x.actor) && !f.s.displaced(*x.actor) && f.s.Items[x.actor.item].Number == nil {
		return "a party is driven back"
	}
	if x.claim.Rule == "storm-into" && f.region(x) {
		return "a country is entered, not taken"
	}
	if x.claim.Foreign {
		foreign, known := (fact{filled: x, s: f.s, item: f.item}).foreign()
		nameless := !known && f.s.modActor(*x.actor) < 0 && f.s.Tokens[x.actor.head].Is("troops", "soldiers", "contingent", "battalion", "mission", "force") && f.placed(x)
		if !foreign && !nameless {
			return "not a foreign force"
		}
	}
	for _, ps := range x.places {
		for _, p := range ps {
			if p.last > 0 && p.first >= x.actor.first && p.last <= x.actor.last && x.claim.Kind == data.KindControl {
				return "the place is the actor"
			}
		}
	}
	return ""
}

// region says whether the fact's place is a country or has no place on the map.
func (f frame) region(x filled) bool {
	m := fact{filled: x, s: f.s}.at()
	return m < 0 || f.s.doc.mentions[m].Placed && isCountry(f.s.doc.mentions[m].Place)
}

// placed says whether a place of the filled rule is on the map.
func (f frame) placed(x filled) bool {
	for _, ps := range x.places {
		for _, p := range ps {
			if p.mention >= 0 && f.s.doc.mentions[p.mention].Placed {
				return true
			}
		}
	}
	return false
}

// otherAgent says whether a clause names who acts, and that is neither a party nor the place itself: "the bank took over its
// rival", "snow cut off the villages", "surrounded by olive groves". An unknown name may be a party in a report about war.
func (f frame) otherAgent(x filled) bool {
	s := f.s
	if f.noun || f.bare {
		return false
	}
	for _, list := range f.pps("by") {
		for _, a := range list {
			if !f.passive && s.noParty(a.item) {
				return true // "is surrounded by olive groves"
			}
		}
	}
	if f.last == "by" && f.tail >= 0 {
		return s.noParty(f.tail)
	}
	if f.passive || s.Items[f.item].Form == syntax.Reduced {
		return false
	}
	subjects := s.Subjects(f.item)
	if len(subjects) == 0 {
		return false
	}
	for _, ps := range x.places {
		for _, p := range ps {
			for _, n := range subjects {
				if p.item == n {
					return s.bare() && s.lexClass(s.Items[n].Head)&syntax.Site != 0 && x.claim.Status == data.StatusContested
				}
			}
		}
	}
	for _, n := range subjects {
		if !s.noParty(n) {
			return false
		}
	}
	return true
}

// bare says whether neither the sentence nor the report speaks of war.
func (s *sentence) bare() bool { return !s.war && !s.doc.war }

// noParty says whether noun phrase n cannot stand for an armed party.
func (s *sentence) noParty(n int) bool {
	a := s.arg(n)
	h := s.Tokens[a.head]
	switch {
	case s.Items[n].Class&syntax.Pronoun != 0, s.party(a), h.Digit:
		return false
	case s.nameAt[a.head] >= 0 || h.Upper && a.head > 0:
		return s.bare()
	}
	return s.lexClass(a.head)&syntax.Force == 0 || s.bare()
}

// civilAgent says whether "by" and a common noun that is no party follow: "occupied by evacuees", "seized by customs".
func (f frame) civilAgent() bool {
	for _, list := range f.pps("by") {
		for _, a := range list {
			if h := f.s.Tokens[a.head]; !h.Upper && !h.Digit && !f.s.party(a) {
				return true
			}
		}
	}
	return false
}

func (s *sentence) nounFacts(i int) []fact {
	it := s.Items[i]
	if it.Head >= len(s.Tokens) || s.nameAt[it.Head] >= 0 && s.lexClass(it.Head)&syntax.Force == 0 {
		return nil
	}
	triggers := s.doc.rules.Nouns[s.Tokens[it.Head].Lower]
	if w := s.Tokens[it.Head].Lower; len(triggers) == 0 && len(w) > 5 && strings.HasSuffix(w, "s") {
		triggers = s.doc.rules.Nouns[strings.TrimSuffix(w, "s")] // "battles for"
	}
	for _, t := range triggers {
		f := frame{s: s, item: i, noun: true, tail: -1, end: it.Last}
		if len(t.Tail) > 0 && !f.matchTail(t.Tail) {
			s.step(it, t, notFollowing)
			continue
		}
		if len(t.Tail) > 0 {
			f.tail = s.itemAt(f.end)
			f.phrases = s.phrasesFrom(f.tail, f.end)
		} else {
			f.phrases = s.Phrases(i)
		}
		if t.Claim.Rule == "under-control-noun" && (i == 0 || s.Items[i-1].Word != "under") {
			continue
		}
		if s.nounOfVerb(i, t) {
			s.step(it, t, "a verb rule reads it")
			continue
		}
		facts, why := f.facts(t.Claim)
		s.step(it, t, why)
		if len(facts) > 0 {
			return facts
		}
	}
	return nil
}

// nounOfVerb says whether the noun is part of a verb trigger before it: "lay siege to", "take control of".
func (s *sentence) nounOfVerb(i int, t rule.Trigger) bool {
	v := i - 1
	for v >= 0 && (s.Items[v].Kind == syntax.Prep || s.Items[v].Kind == syntax.Adv) {
		v--
	}
	if v < 0 || s.Items[v].Kind != syntax.VG {
		return false
	}
	for _, vt := range s.doc.rules.Verbs[s.Items[v].Lemma] {
		for _, w := range vt.Tail {
			if w.Has(t.Head) {
				if f, ok := s.verbFrame(v, vt); ok {
					if facts, _ := f.facts(vt.Claim); len(facts) > 0 {
						return true
					}
				}
			}
		}
	}
	return false
}

// attributes reads "rebel-held X", "besieged X", "disputed X" in a noun phrase.
func (s *sentence) attributes(i int) []fact {
	it := s.Items[i]
	var out []fact
	for t := it.First; t < it.Head; t++ {
		w := s.Tokens[t].Lower
		if k := strings.LastIndexByte(w, '-'); k > 0 {
			if c := s.doc.rules.Compounds[w[k+1:]]; c != nil {
				out = append(out, s.compound(i, t, c)...)
			}
			continue
		}
		if c := s.doc.rules.Adjectives[w]; c != nil {
			p, ok := s.placeOf(s.arg(i))
			if n := s.nameAt[t+1]; n >= 0 && t+1 < it.Head && s.refs[s.Names[n].Ref].mention >= 0 && s.doc.mentions[s.refs[s.Names[n].Ref].mention].Role != geoparse.Demonym && s.doc.mentions[s.refs[s.Names[n].Ref].mention].Placed && !peoples[s.Tokens[t+1].Lower] && !groupWords[s.Tokens[t+1].Lower] {
				x := s.Names[n]
				p, ok = place{first: x.First, last: x.Last, mention: s.refs[x.Ref].mention, relation: data.RelationIn, item: i}, true // "the occupied West Bank city of Nablus"
			}
			if ok && p.anaphor == "" && (p.mention >= 0 || p.weak || p.site != "") {
				out = append(out, fact{filled{claim: c, places: map[string][]place{"at": {p}}}, s, i, true, it.Last, -1})
			}
		}
	}
	return out
}

func (s *sentence) compound(i, t int, c *rule.Claim) []fact {
	w := s.Tokens[t].Lower
	if strings.HasPrefix(w, "self-") || strings.HasPrefix(w, "state-") || strings.HasPrefix(w, "long-") || strings.HasPrefix(w, "hand-") || strings.HasPrefix(w, "family-") {
		return nil
	}
	p, ok := s.placeOf(s.arg(i))
	for j := i - 1; (!ok || p.anaphor != "" && p.mention < 0) && j >= i-2 && j >= 0; j-- { // "Grbavica, the Serb-held suburb"
		if s.Items[j].Kind == syntax.NP {
			p, ok = s.placeOf(s.arg(j))
			break
		}
	}
	if !ok {
		return nil
	}
	a := arg{i, t, t + 1, t, 0}
	return []fact{{filled{claim: c, actor: &a, places: map[string][]place{"at": {p}}}, s, i, true, s.Items[i].Last, -1}}
}
