package extract

import (
	"strings"

	"dateline/data"
	"dateline/data/extract/actor"
	"dateline/data/extract/number"
	"dateline/data/extract/rule"
	"dateline/data/extract/word"
	"dateline/geo/geoparse"
)

// phraseWords are words of force and people in languages that have no shallow parser.
var (
	foreignForces = words("soldats rebelles combattants armée militants milice milices forces djihadistes troupes insurgés miliciens soldados rebeldes combatientes ejército guerrilla guerrilleros tropas fuerzas milicias مقاتلو مقاتلي المقاتلون الجيش قوات القوات مسلحون مسلحو المسلحون المسلحين ميليشيا ميليشيات الميليشيات جنود الجنود المتمردون المتمردين")
	foreignPeople = words("personnes civils habitants familles réfugiés déplacés gens villageois ménages rapatriés personas civiles habitantes familias refugiados desplazados desplazadas campesinos hogares شخص شخصا اشخاص الاشخاص مدني مدنيا المدنيين المدنيون مدنيين نازح نازحا نازحون النازحين النازحون عائلة عائلات العائلات اسرة اسر الاسر لاجئ لاجئا لاجئين اللاجئين السكان سكان")
	households    = words("familles ménages familias hogares عائلة عائلات العائلات اسرة اسر الاسر")
	foreignNoise  = words("le la les l' de du des d' un une el los las une the ce cette en à au aux dans ville ciudad مدينة بلدة قرية محافظة منطقة بلدات village ville localité région province de la ciudad")
	sayings       = words("selon según وفق وفقا بحسب")
	negations     = words("ne n' pas no لم لن لا ليس")
	futures       = words("va vont pourrait pourraient veulent veut menacent menace podría podrían planean سوف قد")
)

// patternClaims reads a sentence of a language whose rules are patterns.
func (s *sentence) patternClaims() []data.Claim {
	var out []data.Claim
	if s.veto && !s.war {
		return nil
	}
	taken := make([]bool, len(s.Tokens))
	for _, p := range s.doc.rules.Patterns {
		for i := range s.Tokens {
			m := match{s: s, places: map[string][2]int{}, refs: map[string]int{}}
			end, ok := m.from(p.Elements, i)
			if s.doc.trace != nil && (ok || p.Elements[0].Words[s.Tokens[i].Lower]) {
				why := ""
				if !ok {
					why = "the pattern does not go on"
				}
				s.doc.trace(Step{s.index, s.Tokens[i].Text, p.Claim.Rule + " (" + p.Source + ")", ok, why})
			}
			if !ok || taken[i] && p.Claim.Kind != data.KindStock {
				continue
			}
			for k := i; k < end; k++ {
				taken[k] = true
			}
			out = append(out, m.claim(p.Claim, i, end))
		}
	}
	return out
}

// elided drops a French article that an apostrophe glues to its noun: "l'armée".
func elided(w string) string {
	if strings.HasPrefix(w, "l'") || strings.HasPrefix(w, "d'") {
		return w[2:]
	}
	return w
}

// match is a pattern on its way through a sentence.
type match struct {
	s      *sentence
	actor  [2]int
	number *number.Phrase
	places map[string][2]int
	refs   map[string]int
}

// from matches elements at token i and gives the token after the match.
func (m *match) from(es []rule.Element, i int) (int, bool) {
	if len(es) == 0 {
		return i, true
	}
	e := es[0]
	switch {
	case e.Gap > 0:
		for k := 0; k <= e.Gap && i+k <= len(m.s.Tokens); k++ {
			if end, ok := m.from(es[1:], i+k); ok {
				return end, true
			}
			if i+k < len(m.s.Tokens) && m.s.Tokens[i+k].Is(".", ";") {
				break
			}
		}
		return i, false
	case e.Role != "":
		return m.slot(e, es[1:], i)
	case i < len(m.s.Tokens) && m.word(e, i):
		if end, ok := m.from(es[1:], i+1); ok {
			return end, true
		}
	}
	if e.Optional {
		return m.from(es[1:], i)
	}
	return i, false
}

// word matches one word; Arabic conjunctions and prepositions may be glued to it.
func (m *match) word(e rule.Element, i int) bool {
	w := m.s.Tokens[i].Lower
	return e.Words[w] || strings.HasPrefix(w, "و") && e.Words[strings.TrimPrefix(w, "و")]
}

func (m *match) slot(e rule.Element, rest []rule.Element, i int) (int, bool) {
	var first, last, ref int
	var ok bool
	switch e.Type {
	case "place", "anyplace":
		first, last, ref, ok = m.s.foreignPlace(i)
	case "people", "displaced":
		var p *number.Phrase
		if first, last, p, ok = m.s.foreignPeople(i); ok {
			m.number = p
		}
	default:
		first, last, ok = m.s.foreignParty(i)
	}
	if !ok {
		return i, false
	}
	end, ok := m.from(rest, last)
	if ok {
		if e.Role == "actor" {
			m.actor = [2]int{first, last}
		} else {
			m.places[e.Role], m.refs[e.Role] = [2]int{first, last}, ref
		}
	}
	return end, ok
}

// foreignPlace gives a place mention within three words of articles and kind words.
func (s *sentence) foreignPlace(i int) (first, last, mention int, ok bool) {
	for k := i; k < len(s.Tokens) && k < i+4; k++ {
		if n := s.nameAt[k]; n >= 0 {
			ref := s.refs[s.Names[n].Ref]
			if ref.mention >= 0 && s.doc.mentions[ref.mention].Role != geoparse.Demonym {
				return s.Names[n].First, s.Names[n].Last, ref.mention, true
			}
		}
		if s.Tokens[k].Upper && k > 0 && !foreignNoise[s.Tokens[k].Lower] && !s.actorAt(k) {
			return k, k + 1, -1, true
		}
		if !foreignNoise[s.Tokens[k].Lower] && !s.Tokens[k].Mark {
			break
		}
	}
	return 0, 0, -1, false
}

// foreignParty gives an actor of the table or a word of force with the words around it.
func (s *sentence) foreignParty(i int) (first, last int, ok bool) {
	for k := i; k < len(s.Tokens) && k < i+4; k++ {
		if n := s.nameAt[k]; n >= 0 && s.refs[s.Names[n].Ref].actor >= 0 {
			return i, s.Names[n].Last, true
		}
		if foreignForces[elided(s.Tokens[k].Lower)] {
			last := k + 1
			for last < len(s.Tokens) && last < k+4 && !s.Tokens[last].Mark {
				n := s.nameAt[last]
				if n >= 0 && (s.refs[s.Names[n].Ref].actor >= 0 || s.doc.lang != "ar") {
					last = s.Names[n].Last
					break
				}
				if !foreignNoise[s.Tokens[last].Lower] {
					break
				}
				last++
			}
			if last > k+1 && s.nameAt[last-1] < 0 {
				last = k + 1
			}
			if s.doc.lang == "ar" && last == k+1 && last < len(s.Tokens) && strings.HasPrefix(s.Tokens[last].Lower, "ال") && strings.HasSuffix(s.Tokens[last].Lower, "ي") {
				last++ // an adjective: "الجيش العراقي"
			}
			return s.pastNoise(i, k), last, true
		}
		if !foreignNoise[s.Tokens[k].Lower] && !foreignForces[elided(s.Tokens[k].Lower)] {
			break
		}
	}
	return 0, 0, false
}

func (s *sentence) pastNoise(i, k int) int {
	for i < k && foreignNoise[s.Tokens[i].Lower] {
		i++
	}
	return i
}

// foreignPeople gives a number phrase with its word of people, or that word alone.
func (s *sentence) foreignPeople(i int) (first, last int, p *number.Phrase, ok bool) {
	k := i
	if x, found := number.For(s.doc.lang).At(s.Tokens, i); found {
		p, k = &x, x.Last
	}
	for j := k; j < len(s.Tokens) && j < k+4; j++ {
		if foreignPeople[elided(s.Tokens[j].Lower)] {
			return i, j + 1, p, true
		}
		if !foreignNoise[s.Tokens[j].Lower] && !s.Tokens[j].Is("d'", "'", "من") {
			break
		}
	}
	return 0, 0, nil, false
}

func (m *match) claim(c *rule.Claim, first, last int) data.Claim {
	s := m.s
	out := data.Claim{Kind: c.Kind, Status: c.Status, Rule: c.Rule, Reader: Version, Modality: data.Asserted, Population: c.Population, Confidence: 0.65}
	if a := m.actor; a[1] > a[0] {
		from := a[0]
		if m.number != nil {
			from = m.number.Last
			out.Value = m.value()
		}
		out.Actor = s.spanText(s.pastNoise(from, a[1]), a[1])
		for t := a[0]; t < a[1]; t++ {
			if n := s.nameAt[t]; n >= 0 && s.refs[s.Names[n].Ref].actor >= 0 {
				x := s.doc.actors.Get(s.refs[s.Names[n].Ref].actor)
				if x.Kind == actor.State && foreignForces[elided(s.Tokens[a[0]].Lower)] {
					x = actor.Forces(x)
				}
				out.ActorID, out.ActorName = x.ID, x.Name
			}
		}
	}
	for _, role := range []string{"at", "origin", "destination"} {
		if span, ok := m.places[role]; ok {
			out.Places = append(out.Places, s.claimPlace(role, place{first: span[0], last: span[1], mention: m.refs[role], relation: data.RelationIn}))
		}
	}
	m.stance(&out, first)
	f := fact{filled: filled{claim: c}, s: s, item: s.itemOf(first), count: -1}
	out.Valid = f.valid(stance{})
	out.Evidence = []data.Evidence{s.doc.evidence(s.Tokens[first].Start, s.Tokens[last-1].End)}
	return out
}

func (m *match) value() *data.Value {
	p := m.number
	v := &data.Value{Low: p.Low, Best: p.Best, High: p.High, Unit: "person", Qualifier: p.Qualifier, Raw: m.s.spanText(p.First, p.Last)}
	for t := m.actor[0]; t < m.actor[1]; t++ {
		if households[m.s.Tokens[t].Lower] {
			v.Unit = "household"
		}
	}
	return v
}

// stance reads negation, plans and "according to" off the words around the match.
func (m *match) stance(c *data.Claim, first int) {
	toks := m.s.Tokens
	for t := max(0, first-3); t < len(toks); t++ {
		switch {
		case t < first+4 && negations[toks[t].Lower]:
			c.Modality = data.Denied
		case t < first && futures[toks[t].Lower] && c.Modality == data.Asserted:
			c.Modality = data.Planned
		}
	}
	for t := range toks {
		if sayings[toks[t].Lower] && c.Modality == data.Asserted {
			c.Modality = data.Claimed
			if last := endOfSource(toks, t+1); last > t+1 {
				c.Attribution = m.s.spanText(t+1, last)
			}
		}
	}
}

func endOfSource(toks []word.Token, t int) int {
	for t < len(toks) && !toks[t].Mark {
		t++
	}
	return t
}
