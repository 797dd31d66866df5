package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"sort"
	"strings"
	"time"

	"dateline/data"
	"dateline/data/extract/actor"
	"dateline/data/extract/number"
	"dateline/data/extract/syntax"
	"dateline/data/extract/trust"
	"dateline/data/extract/when"
	"dateline/geo/gazetteer"
	"dateline/geo/geoparse"
)

// records turns a fact into claims: one for each place of a list.
func (f fact) records() []data.Claim {
	f.supplyOrigin()
	st := f.stanceOf()
	base := data.Claim{Kind: f.claim.Kind, Status: f.claim.Status, EventType: f.claim.Event, Rule: f.claim.Rule, Reader: Version, Modality: st.modality, Hedge: st.hedge}
	if st.to > st.from {
		base.Attribution = f.s.spanText(f.s.speakerName(st.from, st.to), st.to)
	}
	f.counter(&base)
	f.setActor(&base)
	f.adjust(&base)
	if st.viaTo > st.viaFrom {
		base.Via = f.s.spanText(st.viaFrom, st.viaTo)
	}
	if st.via != nil && st.via.to > st.via.from {
		base.Via = f.s.spanText(st.via.from, st.via.to)
	}
	if base.Kind != data.KindControl && base.Kind != data.KindSiege && base.Kind != data.KindLine {
		base.Population = f.claim.Population
		if f.homeward {
			base.Population = "returnee"
		}
	}
	base.Value = f.value(&base)
	if x, ok := f.tally(); ok && base.Value == nil && base.Population != "forces" && base.Population != "" {
		b := f.s.arg(f.s.itemOf(x.First))
		base.Value = f.s.valueOf(x, f.s.unitOf(b), f.country())
		if base.Actor == "" && f.s.people(b) && x.Number.Last < x.Last && !x.Rate {
			base.Actor = f.s.spanText(x.Number.Last, x.Last)
		}
	}
	if f.actor != nil && base.Population != "forces" && base.Population != "" {
		base.Group = f.s.groupOf(*f.actor)
		base.ActorID, base.ActorName = "", "" // people are no party, least of all the state whose name they bear
	}
	f.setCarrier(&base)
	base.Valid = f.valid(st)
	base.Confidence = f.confidence()
	base.Evidence = []data.Evidence{f.evidence()}
	var out []data.Claim
	for _, ps := range f.combinations() {
		c := base
		c.Places = ps
		for i := range ps {
			if list := f.places[ps[i].Role]; len(list) == 1 {
				f.s.borderEnd(list[0], &ps[i], ps)
			}
		}
		if !f.keep(c) {
			continue
		}
		out = append(out, c)
	}
	return f.earlier(f.inOtherUnits(out))
}

// inOtherUnits adds the same claim in the unit that stands beside it: "83,340 households (about 500,000 people)".
func (f fact) inOtherUnits(in []data.Claim) []data.Claim {
	if f.actor == nil || len(in) == 0 || in[0].Value == nil {
		return in
	}
	i := f.actor.item
	if i+2 >= len(f.s.Items) || f.s.Items[i+1].Kind != syntax.Comma || !f.s.Tokens[f.s.Items[i+1].First].Is("(") {
		return in
	}
	x := f.s.Items[i+2]
	b := f.s.arg(i + 2)
	if x.Kind != syntax.NP || x.Number == nil || x.Number.Qualifier == "ratio" || !f.s.people(b) {
		return in
	}
	for _, c := range in[:len(in):len(in)] {
		c.Value = f.s.valueOf(x, f.s.unitOf(b), f.country())
		c.Actor = f.s.spanText(max(x.Number.Last, x.First), x.Last)
		c.ActorID, c.ActorName = "", ""
		in = append(in, c)
	}
	return in
}

// supplyOrigin gives a flight without any place the place its sentence spoke of before: "Tal Afar was … and 200,000 had fled".
func (f fact) supplyOrigin() {
	if f.claim.Kind != data.KindFlow || f.claim.Rule != "flee" || len(f.places) > 0 || f.actor == nil || f.value(&data.Claim{Kind: data.KindFlow}) == nil {
		return
	}
	for i := f.item - 1; i >= 0; i-- {
		if f.s.Items[i].Kind != syntax.NP {
			continue
		}
		if p, ok := f.s.named(i); ok && p.mention >= 0 && f.s.doc.mentions[p.mention].Placed && p.site == "" && f.s.headRef(f.s.arg(i)).actor < 0 {
			f.places["origin"] = []place{p}
			return
		}
	}
}

// keep drops claims that lost what makes them: a flow without people and places.
func (f fact) keep(c data.Claim) bool {
	if c.Kind == data.KindLine {
		return len(c.Places) > 0
	}
	if v := c.Value; v != nil && v.Best != nil && *v.Best < 10 && v.Unit == "person" && v.Low == nil && (c.Kind == data.KindFlow || c.Kind == data.KindReturn || c.Kind == data.KindStock) {
		return false // "five Japanese", "two suspects" are persons, no displacement
	}
	if (c.Kind == data.KindFlow || c.Kind == data.KindReturn) && len(c.Places) == 0 {
		if c.Value != nil && f.actor != nil && f.s.lexClass(f.actor.head)&syntax.Pronoun != 0 && f.s.bare() {
			return false // "64 of them escaped"
		}
		if c.Value != nil {
			return true
		}
		pronoun := f.actor != nil && f.s.lexClass(f.actor.head)&syntax.Pronoun != 0
		if pronoun || c.Kind == data.KindFlow && (c.Modality == data.Planned || c.Modality == data.Denied) || c.Actor == "" {
			return false // nobody knows who or from where
		}
	}
	if c.Kind == data.KindFlow && c.Actor == "" && c.Value == nil {
		for _, ps := range f.places {
			for _, p := range ps {
				if p.mention < 0 && p.name == "" && plural(p.anaphor) {
					return false // "whole villages emptied"
				}
			}
		}
	}
	if c.Kind == data.KindSiege {
		for _, p := range f.places["at"] {
			if p.mention < 0 && p.name == "" && (p.site == "road" || p.site == "roads" || p.site == "highway" || p.site == "bridge") && p.last-p.first <= 2 && !f.s.Tokens[p.last-1].Upper {
				return false // "closed the last road" does not say to where
			}
		}
	}
	if c.Kind == data.KindControl {
		for _, p := range f.places["at"] {
			if t := f.s.Tokens[f.s.Items[p.item].First]; c.Modality != data.Planned && p.mention < 0 && p.name == "" && p.anaphor != "" && t.Is("every", "any", "each", "another", "other", "no", "which", "what", "some", "such") {
				return false // "every town that was lost"
			}
			if p.mention < 0 && p.anaphor != "" && f.s.Title {
				return false // a headline's "Northern Iraqi Town" names none
			}
			if t := f.s.Tokens[f.s.Items[p.item].First]; p.mention < 0 && p.anaphor != "" && p.anaphor != "part" && t.Is(p.anaphor) {
				return false // "battle for territory"
			}
			if p.mention < 0 && plural(p.anaphor) && p.anaphor != "part" && f.s.Items[p.item].Number == nil && !f.s.Tokens[f.s.Items[p.item].First].Is("the") {
				return false // "have taken over several northern Iraqi cities" names none
			}
		}
	}
	return c.Actor != "" || len(c.Places) > 0
}

// combinations gives the places of each claim: lists are claims of their own.
func (f fact) combinations() [][]data.ClaimPlace {
	roles := []string{"at", "origin", "destination"}
	if f.claim.Kind == data.KindLine {
		roles = []string{"from", "along", "to", "at"}
	}
	out := [][]data.ClaimPlace{nil}
	for _, role := range roles {
		ps := f.places[role]
		if len(ps) == 0 {
			continue
		}
		if f.claim.Kind == data.KindLine && role == "along" { // a line goes along all of them
			for i := range out {
				for _, p := range ps {
					out[i] = append(out[i][:len(out[i]):len(out[i])], f.s.claimPlace(role, p))
				}
			}
			continue
		}
		if f.claim.Kind == data.KindLine {
			ps = ps[:1]
		}
		var next [][]data.ClaimPlace
		for _, have := range out {
			for _, p := range ps {
				next = append(next, append(have[:len(have):len(have)], f.s.claimPlace(role, p)))
			}
		}
		if len(next) <= 12 {
			out = next
		}
	}
	return out
}

func (s *sentence) claimPlace(role string, p place) data.ClaimPlace {
	text := s.spanText(p.first, p.last)
	cp := data.ClaimPlace{Role: role, Text: text, Name: text, Relation: p.relation, Site: p.site}
	if p.name != "" {
		cp.Text, cp.Name = p.name, p.name // "it", "the city": the name that the report used before
	}
	if p.mention < 0 && p.weak && p.site == "" {
		p.mention = s.doc.sameName(text)
		if x, ok := s.doc.unspoken(text); ok && p.mention < 0 {
			setPlace(&cp, x)
		}
	}
	if p.neighbour > 0 {
		return cp
	}
	if p.mention >= 0 && s.doc.mentions[p.mention].Placed {
		m := s.doc.mentions[p.mention]
		if p.site != "" && m.Text != text {
			if x, ok := s.doc.siteNear(m, p.site); ok {
				setPlace(&cp, x)
				return cp
			}
		}
		lon, lat := m.Place.Point[0], m.Place.Point[1]
		cp.ID, cp.Kind, cp.Country, cp.Lon, cp.Lat = m.Place.ID, m.Place.Kind, m.Place.Country, &lon, &lat
		cp.UncertaintyKM = m.UncertaintyKM
		if p.site == "" || m.Text == text {
			cp.Name = m.Place.Name
			if m.Place.Kind == "" {
				cp.Name = text
			}
		} else {
			cp.UncertaintyKM = max(cp.UncertaintyKM, 15) // the site's town, not the site
		}
		if p.relation == data.RelationVicinity {
			cp.UncertaintyKM = max(cp.UncertaintyKM, 20)
		}
	}
	return cp
}

func setPlace(cp *data.ClaimPlace, x gazetteer.Place) {
	lon, lat := x.Point[0], x.Point[1]
	cp.ID, cp.Name, cp.Kind, cp.Country, cp.Lon, cp.Lat = x.ID, x.Name, x.Kind, x.Country, &lon, &lat
}

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

// adjust sets what depends on the places: joint control, and whether leaving is a loss of ground or a deployment's end.
func (f fact) adjust(c *data.Claim) {
	if c.Kind == data.KindControl && c.Status == data.StatusControls {
		for t := f.s.Items[f.item].First; t < f.end && t < len(f.s.Tokens); t++ {
			if f.s.Tokens[t].Is("jointly", "joint", "shared") {
				c.Status = data.StatusJoint
			}
		}
		if f.item+1 < len(f.s.Items) && f.s.Items[f.item+1].Kind == syntax.Adv && f.s.Tokens[f.s.Items[f.item+1].First].Is("jointly") {
			c.Status = data.StatusJoint
		}
	}
	if c.Status == data.StatusControls && c.Kind == data.KindControl && f.noLonger() {
		c.Status = data.StatusLost
		if c.Modality = data.Asserted; c.Attribution != "" {
			c.Modality = data.Claimed
		}
	}
	if it := f.s.Items[f.item]; !f.noun && it.Lemma == "occupy" && c.Status == data.StatusCaptured && (!it.Past && !it.Passive || it.Perfect) && it.Modal == "" {
		c.Status = data.StatusControls
	}
	if f.homeward || c.Kind == data.KindFlow && f.actor != nil && f.s.Tokens[f.actor.head].Is("returnees", "returnee") {
		c.Kind, c.Population = data.KindReturn, "returnee"
	}
	foreign, known := f.foreign()
	if c.Kind == data.KindMovement && !f.noun && f.s.Items[f.item].Lemma == "patrol" && !(foreign && known) {
		c.Kind, c.Population = data.KindControl, ""
	}
	switch {
	case c.Kind == data.KindControl && (c.Status == data.StatusWithdrew || c.Status == data.StatusPresent) && known && foreign:
		c.Kind = data.KindMovement
		c.Population = "forces"
	}
}

// foreign says whether the actor is a state's force, or peacekeepers, in another country than its own.
func (f fact) foreign() (foreign, known bool) {
	if f.actor == nil {
		return false, false
	}
	id := f.s.headRef(*f.actor).actor
	if id < 0 {
		id = f.s.modActor(*f.actor)
	}
	if id < 0 && f.s.Tokens[f.actor.first].Is("its", "their") {
		if b, ok := f.s.antecedent(f.actor.item); ok {
			id = f.s.modActor(b)
		}
	}
	if i, j := f.s.Group(f.actor.item); id < 0 && i < j {
		for k := i; k <= j && id < 0; k++ {
			if f.s.Items[k].Kind == syntax.NP {
				id = f.s.modActor(f.s.arg(k))
			}
		}
	}
	if f.s.Tokens[f.actor.head].Is("peacekeepers", "peacekeeper", "observers") {
		return true, true
	}
	if id < 0 {
		return false, false
	}
	x := f.s.doc.actors.Get(id)
	if x.Kind == actor.Peacekeepers || x.Kind == actor.Coalition || x.Kind == actor.Organisation {
		return true, true
	}
	if x.Kind != actor.State || len(x.Countries) == 0 || !f.s.force(*f.actor) {
		return false, false
	}
	for _, ps := range f.places {
		for _, p := range ps {
			if p.mention >= 0 && f.s.doc.mentions[p.mention].Placed {
				return f.s.doc.mentions[p.mention].Place.Country != x.Countries[0], true
			}
		}
	}
	return false, false
}

// value gives the number of the people or forces of a fact.
func (f fact) value(c *data.Claim) *data.Value {
	if f.actor == nil || c.Kind == data.KindControl || c.Kind == data.KindSiege || c.Kind == data.KindLine || c.Kind == data.KindEvent {
		return nil
	}
	s := f.s
	i := f.actor.item
	if f.count >= 0 {
		i = f.count
	}
	it := s.Items[i]
	if it.Number == nil && i >= 2 && s.Items[i-2].Kind == syntax.NP && s.Items[i-2].Number != nil && s.Items[i-1].Word == "of" {
		it = s.Items[i-2]
	}
	if it.Number == nil {
		it = s.numberBeside(i, f.item)
	}
	if it.Number == nil {
		return nil
	}
	return s.valueOf(it, s.unitOf(*f.actor), f.country())
}

// numberBeside finds a number in apposition: "Bedouin families …, more than 1,500 people in all", "Salvadorans, 4,300 strong".
func (s *sentence) numberBeside(i, trigger int) syntax.Item {
	for k := i + 1; k < len(s.Items) && k < i+16; k++ {
		x := s.Items[k]
		if x.Kind == syntax.NP && x.Number != nil && s.Items[k-1].Kind == syntax.Prep && s.Items[k-1].Word == "with" && s.lexClass(x.Head)&syntax.Force != 0 && s.headRef(s.arg(i)).entity >= 0 {
			return x // "the ship … with about 500 Marines on board"
		}
		if x.Kind == syntax.NP && x.Number != nil && x.Number.Qualifier != "ratio" && s.Items[k-1].Kind == syntax.Comma && (x.Number.Last == x.Last || s.lexClass(x.Head)&syntax.People != 0 || s.Tokens[x.Head].Is("strong")) {
			if k+1 < len(s.Items) && s.Items[k+1].Kind == syntax.VG && k > trigger {
				return syntax.Item{}
			}
			return x
		}
		if x.Kind == syntax.Stop && x.Word == ":" && s.is(k+1, syntax.NP) && s.Items[k+1].Number != nil && s.Items[k+1].Number.Last == s.Items[k+1].Last && s.Items[k+1].Number.Qualifier != "ratio" {
			return s.Items[k+1] // "Displaced persons in Mopti region: 118,000"
		}
		if x.Kind == syntax.Stop || x.Kind == syntax.VG && k > trigger {
			break
		}
	}
	return syntax.Item{}
}

func (s *sentence) unitOf(a arg) string {
	for t := a.first; t < a.last; t++ {
		if s.Tokens[t].Is("families", "households", "family", "household") {
			return "household"
		}
	}
	return "person"
}

func (s *sentence) valueOf(it syntax.Item, unit, country string) *data.Value {
	p := it.Number
	v := &data.Value{Low: p.Low, Best: p.Best, High: p.High, Unit: unit, Qualifier: p.Qualifier, Raw: s.spanText(p.First, p.Last)}
	if it.Rate {
		v.Qualifier = "rate"
	}
	if p.Qualifier == "ratio" {
		v.Unit = ""
		if p.Share > 0 {
			share := p.Share
			v.Best = &share
		}
		if p.Last < len(s.Tokens) && s.Tokens[p.Last].Is("of") {
			if n := s.itemAt(p.Last + 1); n >= 0 {
				v.Base = s.spanText(s.Items[n].First, s.Items[n].Last)
			}
		}
	}
	if unit == "household" {
		if h, ok := number.HouseholdOf(country); ok {
			v.Factor, v.FactorSource = h.Factor, h.Source
		}
	}
	return v
}

func (f fact) country() string {
	for _, role := range []string{"origin", "at", "destination"} {
		for _, p := range f.places[role] {
			if p.mention >= 0 && f.s.doc.mentions[p.mention].Placed {
				return f.s.doc.mentions[p.mention].Place.Country
			}
		}
	}
	return ""
}

// valid gives the interval: the time expression nearest to the trigger in its clause, else the day of publication.
func (f fact) valid(st stance) data.Interval {
	best, at := -1, 1<<30
	for k, it := range f.s.Items {
		if it.Kind != syntax.Time {
			continue
		}
		d := k - f.item
		if d < 0 {
			d = -d * 2
		}
		if f.s.timeBelongs(k, f.item) && d < at {
			best, at = k, d
		}
	}
	if best >= 0 {
		if iv := f.s.Items[best].When.Resolve(f.s.doc.published, st.future); iv.Precision != when.Unknown {
			return iv
		}
	}
	return f.s.doc.publicationDay()
}

// publicationDay is the interval of a claim whose text says no time: from the day of publication, how exactly is not known.
func (d *document) publicationDay() data.Interval {
	pub := d.published
	if pub.IsZero() {
		return data.Interval{Precision: when.Unknown}
	}
	day := time.Date(pub.Year(), pub.Month(), pub.Day(), 0, 0, 0, 0, time.UTC)
	return data.Interval{Start: &day, Precision: when.Unknown}
}

// timeBelongs says whether no other finite verb stands between the time expression and the trigger, or only one of saying.
func (s *sentence) timeBelongs(k, trigger int) bool {
	a, b := min(k, trigger), max(k, trigger)
	for j := a + 1; j < b; j++ {
		if s.Items[j].Kind == syntax.VG && s.Items[j].Form == syntax.Finite || s.Items[j].Kind == syntax.Stop {
			return false
		}
	}
	return true
}

func (f fact) confidence() float64 {
	c := 0.8
	for _, ps := range f.places {
		for _, p := range ps {
			if p.mention >= 0 && f.s.doc.mentions[p.mention].Placed {
				c = min(c, 0.5+0.4*f.s.doc.mentions[p.mention].Confidence)
			} else if p.weak || p.anaphor != "" {
				c = min(c, 0.6)
			}
		}
	}
	return c
}

// evidence gives the words from the first to the last that the claim rests on.
func (f fact) evidence() data.Evidence {
	it := f.s.Items[f.item]
	first, last := it.First, max(it.Last, min(f.end, len(f.s.Tokens)))
	grow := func(a, b int) {
		if b > a {
			first, last = min(first, a), max(last, b)
		}
	}
	switch {
	case f.actor != nil && f.actor.pronoun > 0:
		grow(f.actor.pronoun-1, f.actor.pronoun)
	case f.actor != nil:
		grow(f.actor.first, f.actor.last)
	}
	for _, ps := range f.places {
		for _, p := range ps {
			if p.name != "" && p.first > 0 && f.s.lexClass(p.first-1)&syntax.Determiner != 0 {
				grow(p.first-1, p.last) // "the town" shows that it points back
			}
			grow(p.first, p.last)
		}
	}
	return f.s.doc.evidence(f.s.Tokens[first].Start, f.s.Tokens[last-1].End)
}

// evidence quotes the code points from start to end, with up to 40 before and after.
func (d *document) evidence(start, end int) data.Evidence {
	return data.Evidence{
		Start: start, End: end, Exact: string(d.text[start:end]),
		Prefix: string(d.text[max(0, start-40):start]), Suffix: string(d.text[end:min(len(d.text), end+40)]),
	}
}

// identify gives a claim its ID: a hash of what it says and where.
func identify(report string, c *data.Claim) {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00%s\x00%s\x00%s", report, c.Kind, c.Status, c.Actor, c.Modality)
	for _, p := range c.Places {
		fmt.Fprintf(h, "\x00%s\x01%s\x01%s", p.Role, p.Text, p.ID)
	}
	for _, e := range c.Evidence {
		fmt.Fprintf(h, "\x00%d-%d", e.Start, e.End)
	}
	if c.Value != nil {
		fmt.Fprintf(h, "\x00%s", c.Value.Raw)
	}
	c.ID = hex.EncodeToString(h.Sum(nil))[:20]
}

// finish sorts claims by their place in the text, drops doubles and names them.
func finish(report string, claims []data.Claim) []data.Claim {
	sort.SliceStable(claims, func(i, j int) bool { return claims[i].Evidence[0].Start < claims[j].Evidence[0].Start })
	seen := map[string]bool{}
	out := claims[:0]
	for _, c := range claims {
		identify(report, &c)
		key := c.Kind + c.Status + c.Modality + strings.ToLower(c.Actor)
		for _, p := range c.Places {
			key += "|" + p.Role + p.Text
		}
		key += fmt.Sprint(c.Evidence[0].Start / 400)
		if c.Value != nil {
			key += c.Value.Raw
		}
		if seen[key] {
			continue
		}
		seen[key] = true
		if c.Kind == data.KindLine && c.Actor == "" && seen[fmt.Sprint("line", c.Evidence[0].End)] {
			continue // the noun's reading of what a verb has read
		}
		seen[fmt.Sprint("line", c.Evidence[0].End)] = seen[fmt.Sprint("line", c.Evidence[0].End)] || c.Kind == data.KindLine
		for k := range c.Evidence {
			c.Evidence[k].Report = report
		}
		if c.Kind != data.KindEvent {
			c.Confidence = math.Round(trust.Default().Of(c)*1000) / 1000
		}
		out = append(out, c)
	}
	return out
}

var _ = geoparse.Literal

// noLonger says whether the verb group holds "no longer": what is no longer held is lost.
func (f fact) noLonger() bool {
	if f.noun {
		return false
	}
	it := f.s.Items[f.item]
	for t := it.First; t+1 < it.Last; t++ {
		if f.s.Tokens[t].Is("no") && f.s.Tokens[t+1].Is("longer") {
			return true
		}
	}
	return false
}
