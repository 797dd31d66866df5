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
