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
