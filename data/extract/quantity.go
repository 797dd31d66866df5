package extract

import (
	"dateline/data"
	"dateline/data/extract/number"
	"dateline/data/extract/syntax"
)

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
