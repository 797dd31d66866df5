package extract

import (
	"dateline/data"
	"dateline/data/extract/syntax"
)

// stance is how a report puts a fact: its modality, and who says so.
type stance struct {
	modality string
	from, to int // tokens of the attribution
	hedge    string
	future   bool
	via      *saying
	// viaFrom and viaTo are the tokens of the medium that the speaker told it, equal without one.
	viaFrom, viaTo int
}

var planNouns = words("plan plans proposal proposals threat threats order orders offer bid attempt attempts effort efforts intention intentions call calls demand demands request decision deal agreement promise pledge vow timetable preparations permission deadline talks negotiations readiness possibility prospect risk fear fears option options schedule operation mission campaign ultimatum warning chance hope hopes willingness")

var planAdjectives = words("ready set due likely poised prepared willing able expected unwilling unable about reluctant determined supposed scheduled bound eager")

var plannedModifiers = words("possible planned proposed threatened upcoming imminent potential eventual future expected any looming promised")

// factual verbs make what depends on them happen: "were forced to flee", "managed to take".
var factual = words("force help manage cause prompt lead drive continue begin start oblige compel come go happen succeed enable see let make keep stop cease finish appear seem tend proceed send do turn push take")

// stanceOf gives the stance of a report towards a fact.
func (f fact) stanceOf() stance {
	s := f.s
	st := stance{modality: data.Asserted}
	own := s.ownModality(f)
	attribution, denied := s.attribution(f.item)
	if attribution != nil {
		st.via, st.viaFrom, st.viaTo = s.via, attribution.viaFrom, attribution.viaTo
		st.from, st.to, st.hedge = attribution.from, attribution.to, attribution.hedge
		st.modality = data.Claimed
		if attribution.to == attribution.from && attribution.hedge == "" {
			st.modality = data.Claimed
		}
	}
	switch {
	case own == data.Planned:
		st.modality, st.future = data.Planned, true
	case own == data.Denied:
		st.modality = data.Denied
		if denied {
			st.modality = data.Claimed // "denied that it had not"
		}
	case denied:
		st.modality = data.Denied
	case f.claim.Modality != "":
		st.modality = f.claim.Modality
	case own == data.Past && st.modality == data.Asserted:
		st.modality = data.Past
	}
	return st
}

// attribution gives the nearest saying that covers item i, and whether one of them denies it.
func (s *sentence) attribution(i int) (*saying, bool) {
	var best *saying
	s.via = nil
	denied := false
	for k := range s.saying {
		x := &s.saying[k]
		if i < x.first || i >= x.last || i == x.verb {
			continue
		}
		if x.denies {
			if s.deniesItem(x, i) {
				denied = true
				best = x
			}
			continue
		}
		if best != nil && !best.denies && best.verb >= 0 && best.verb < i && x.verb > i {
			s.via = x // the governor says, the newspaper reports
			continue
		}
		if best == nil || x.to > x.from && (best.to == best.from || distance(x, i) < distance(best, i)) && !best.denies {
			best = x
		}
	}
	return best, denied
}

func distance(x *saying, i int) int {
	if x.verb < 0 {
		return 1000
	}
	if x.verb > i {
		return x.verb - i
	}
	return i - x.verb
}

// deniesItem says whether a denial reaches item i: not across "saying", "but" or a second clause of the denier's own.
func (s *sentence) deniesItem(x *saying, i int) bool {
	for k := x.verb + 1; k < i; k++ {
		it := s.Items[k]
		if it.Kind == syntax.VG && (it.Form == syntax.Ing || it.Form == syntax.Finite) && sayVerbs[it.Lemma] && k < i && s.Items[k-1].Kind == syntax.Comma {
			return false
		}
		if it.Kind == syntax.VG && it.Form == syntax.Finite && sayVerbs[it.Lemma] && s.is(k-1, syntax.Conj) {
			return false // "rejected the claim and said soldiers remained"
		}
		if it.Kind == syntax.Comma && k+1 < len(s.Items) && (s.Items[k+1].Kind == syntax.Rel || s.Items[k+1].Kind == syntax.Conj) {
			return false
		}
	}
	return true
}

// ownModality reads the trigger's own grammar.
func (s *sentence) ownModality(f fact) string {
	if f.noun {
		return s.nounModality(f)
	}
	return s.verbModality(f.item, 0, f)
}

func (s *sentence) verbModality(v, depth int, f fact) string {
	it := s.Items[v]
	if it.Negative || depth == 0 && s.noneSubject(v, f) {
		return data.Denied
	}
	if depth > 5 {
		return data.Asserted
	}
	if it.Modal != "" && !(it.Perfect && (it.Modal == "could" || it.Modal == "would")) {
		return data.Planned
	}
	if s.conditional(v) {
		return data.Planned
	}
	switch it.Form {
	case syntax.Infinitive:
		return s.infinitiveModality(v, depth, f)
	case syntax.Ing:
		return s.gerundModality(v, depth, f)
	}
	if it.Lemma == "be" && it.Last < len(s.Tokens) && v+1 < len(s.Items) && s.Items[v+1].Kind == syntax.VG && s.Items[v+1].Form == syntax.Infinitive && depth > 0 {
		return data.Planned // "is to be bulldozed"
	}
	if it.Perfect && it.Past && s.Tokens[it.First].Is("had") && s.untilAfter(v) {
		return data.Past
	}
	return data.Asserted
}

// noneSubject says whether the people or place of the fact is "no …".
func (s *sentence) noneSubject(v int, f fact) bool {
	if f.actor != nil && s.Items[f.actor.item].None {
		return true
	}
	for _, n := range s.Subjects(v) {
		if (s.Items[n].None || s.Tokens[s.Items[n].Head].Is("nothing", "none", "nobody")) && n < v {
			return true
		}
	}
	for k := v - 1; k >= 0 && k > v-3; k-- { // "not one has crossed"
		if s.Items[k].Kind == syntax.Adv && s.Tokens[s.Items[k].First].Is("not", "neither") {
			return true
		}
	}
	if f.item+1 < len(s.Items) && s.Items[f.item].Kind == syntax.VG && f.end < len(s.Tokens) {
		for t := s.Items[f.item].Last; t < f.end; t++ {
			if s.Tokens[t].Is("not", "no") {
				return true
			}
		}
	}
	return false
}

func (s *sentence) untilAfter(v int) bool {
	for k := v + 1; k < len(s.Items) && k < v+8; k++ {
		if t := s.Tokens[s.Items[k].First]; t.Is("until", "before") {
			return true
		}
	}
	return false
}

// conditional says whether "if" or "unless" opens the clause of v.
func (s *sentence) conditional(v int) bool {
	for k := v - 1; k >= 0; k-- {
		switch s.Items[k].Kind {
		case syntax.Sub:
			return s.Tokens[s.Items[k].First].Is("if", "unless", "whether", "lest") || s.Items[k].Word == "if"
		case syntax.VG:
			if s.Items[k].Form == syntax.Finite {
				return false
			}
		case syntax.Stop:
			return false
		}
	}
	return false
}

func (s *sentence) infinitiveModality(v, depth int, f fact) string {
	if v > 0 && s.Items[v-1].Kind == syntax.NP {
		n := s.Items[v-1]
		if planNouns[s.Tokens[n.Head].Lower] {
			if n.None {
				return data.Denied
			}
			return data.Planned
		}
		if planAdjectives[s.Tokens[n.Last-1].Lower] {
			return data.Planned
		}
	}
	g := s.Governor(v)
	if g < 0 {
		return data.Planned
	}
	if s.Items[g].Form == syntax.Infinitive && s.Items[v-1].Kind == syntax.Conj {
		return s.verbModality(g, depth+1, f)
	}
	for k := g + 1; k < v; k++ {
		for t := s.Items[k].First; t < s.Items[k].Last; t++ {
			if planAdjectives[s.Tokens[t].Lower] && s.Items[g].Lemma == "be" {
				return data.Planned
			}
		}
	}
	gl := s.Items[g].Lemma
	switch {
	case denyVerbs[gl]:
		return data.Asserted
	case gl == "refuse" || gl == "fail" || gl == "decline":
		return data.Denied
	case s.Items[g].Negative && (factualOrPlan(gl) || s.Items[g].Passive):
		return data.Denied
	case gl == "be" && v == g+1:
		return data.Planned
	case factual[gl]:
		return s.verbModality(g, depth+1, f)
	case gl == "claim" && v == g+1 || gl == "claim" && v == g+2 && s.is(g+1, syntax.Time): // "claimed to be in control"
		return data.Asserted
	case sayVerbs[gl] && s.Items[g].Passive && gl != "tell": // "is believed to have fled"
		return data.Asserted
	case s.Items[v-1].Kind == syntax.Adv && s.Tokens[s.Items[v-1].First].Is("only"): // "only to take it back"
		return data.Asserted
	}
	return data.Planned
}

func factualOrPlan(lemma string) bool {
	return factual[lemma] || lemma == "allow" || lemma == "plan" || lemma == "intend" || lemma == "want" || lemma == "agree" || lemma == "permit" || lemma == "expect"
}

func (s *sentence) gerundModality(v, depth int, f fact) string {
	g := s.Governor(v)
	if g < 0 {
		return data.Asserted
	}
	gl := s.Items[g].Lemma
	near := v-g <= 3
	switch {
	case near && denyVerbs[gl]:
		return data.Asserted // the denial covers it as a saying
	case near && s.Items[g].Negative:
		return data.Denied
	case s.prevented(v):
		return data.Planned
	case s.Items[v-1].Kind == syntax.Prep && (s.Items[v-1].Word == "instead of" || s.Items[v-1].Word == "without"):
		return data.Denied
	case near && (gl == "consider" || gl == "plan" || gl == "propose" || gl == "discuss" || gl == "recommend" || gl == "suggest" || gl == "oppose"):
		return data.Planned
	case v == g+1 && factual[gl]:
		return s.verbModality(g, depth+1, f)
	}
	for k := g + 1; k < v; k++ {
		if s.Items[k].Kind != syntax.NP || v-k > 2 {
			continue
		}
		if w := s.Tokens[s.Items[k].Head].Lower; planNouns[w] {
			if s.Items[k].None {
				return data.Denied
			}
			return data.Planned
		}
	}
	return data.Asserted
}

// prevented says whether "from" and a verb of stopping stand before gerund v: "to stop the rebels from taking".
func (s *sentence) prevented(v int) bool {
	if v < 2 || s.Items[v-1].Kind != syntax.Prep || s.Items[v-1].Word != "from" {
		return false
	}
	for k := v - 2; k >= 0 && k > v-7; k-- {
		if s.Items[k].Kind == syntax.VG {
			if l := s.Items[k].Lemma; l == "stop" || l == "prevent" || l == "keep" || l == "deter" || l == "dissuade" || l == "bar" || l == "ban" {
				return true
			}
		}
	}
	return false
}

func (s *sentence) nounModality(f fact) string {
	it := s.Items[f.item]
	if it.None {
		return data.Denied
	}
	for t := it.First; t < it.Head; t++ {
		if plannedModifiers[s.Tokens[t].Lower] || s.Tokens[t].Is("plan") {
			return data.Planned
		}
	}
	if it.Head+1 < it.Last && planNouns[s.Tokens[it.Last-1].Lower] || it.Head+1 < len(s.Tokens) && s.Tokens[it.Head+1].Is("plan", "deadline", "timetable") {
		return data.Planned
	}
	for k := f.item - 1; k >= 0 && k >= f.item-4; k-- {
		x := s.Items[k]
		switch x.Kind {
		case syntax.NP:
			if planNouns[s.Tokens[x.Head].Lower] {
				return data.Planned
			}
		case syntax.VG:
			return s.governedNoun(k, f)
		case syntax.Stop, syntax.Sub:
			k = -1
		}
	}
	for k := f.item + 1; k < len(s.Items); k++ {
		if s.Items[k].Kind == syntax.VG {
			if s.Items[k].Form == syntax.Finite && s.Items[k].Modal != "" {
				return data.Planned
			}
			break
		}
	}
	return data.Asserted
}

// governedNoun gives the modality of a noun that is the object of verb k: "demanded the withdrawal", "agreed to the handover".
func (s *sentence) governedNoun(k int, f fact) string {
	x := s.Items[k]
	switch {
	case denyVerbs[x.Lemma]:
		return data.Asserted
	case x.Negative:
		return data.Denied
	case x.Modal != "" || x.Form == syntax.Infinitive && !factual[x.Lemma] && s.verbModality(k, 1, f) == data.Planned:
		return data.Planned
	case s.Lexicon().Lemma(x.Lemma)&syntax.Planning != 0 && x.Lemma != "order" || x.Lemma == "await" || x.Lemma == "delay" || x.Lemma == "oppose":
		return data.Planned
	}
	return data.Asserted
}
