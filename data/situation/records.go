package situation

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"dateline/data"
	"dateline/geo"
)

// internal is the one profile that may see what no claim shows: reports and mentions without visible claims.
const internal = "internal"

// claims gives every claim that the profile shows and that has begun, whatever came of it.
func (b *builder) claims() {
	for c := range b.fetched(b.f.view.all()) {
		id := c.ID
		if c.at.After(b.f.q.Valid) || !b.f.q.From.IsZero() && endOf(c).Before(b.f.q.From) {
			continue
		}
		a := b.f.view.assessment(c)
		b.add(id, assessedAs(c, a), func() geo.Feature { return b.claimFeature(c) })
	}
}

func (b *builder) claimFeature(c *claim) geo.Feature {
	st := b.full(c)
	cl := &st.Claim
	places := []any{}
	for _, p := range cl.Places {
		places = append(places, map[string]any{
			"role": p.Role, "text": p.Text, "name": p.Name, "id": p.ID, "relation": p.Relation, "site": p.Site,
			"lon": number(p.Lon, 1), "lat": number(p.Lat, 1), "bearing": number(p.Bearing, 1), "uncertainty_km": p.UncertaintyKM,
		})
	}
	props := b.common("claim", claimWords(cl), cl.Confidence, []*claim{c})
	props["claim_kind"], props["status"], props["event_type"] = cl.Kind, cl.Status, cl.EventType
	props["actor"], props["actor_id"], props["actor_name"] = cl.Actor, cl.ActorID, cl.ActorName
	props["object"], props["object_id"] = cl.Object, cl.ObjectID
	props["places"] = places
	props["population"], props["group"] = cl.Population, cl.Group
	props["precision"] = cl.Valid.Precision
	assessProps(props, c, b.f.view.assessment(c))
	props["rule"], props["reader"], props["sensitivity"] = cl.Rule, cl.Reader, cl.Sensitivity
	props["version"], props["changed_at"] = int(c.Version), nil
	if !st.ChangedAt.IsZero() {
		props["changed_at"] = stamp(st.ChangedAt)
	}
	sayProps(props, c)
	valueProps(props, cl.Value)
	checkProps(props, cl.Check)
	return geo.Feature{Geometry: claimGeometry(cl), Properties: props}
}

// claimWords is a claim in a few words, as a list would name it.
func claimWords(c *data.Claim) string {
	words := []string{}
	for _, w := range []string{c.Actor, cmp.Or(c.Status, strings.ReplaceAll(c.EventType, "_", " "), c.Kind)} {
		if w != "" {
			words = append(words, w)
		}
	}
	for i, p := range c.Places {
		if i == 2 {
			break
		}
		words = append(words, placeTitle(p))
	}
	return strings.Join(words, " ")
}

func checkProps(props map[string]any, k *data.RelationCheck) {
	props["check"] = nil
	if k == nil {
		return
	}
	props["check"] = map[string]any{
		"stated_km": k.StatedKM, "stated_bearing": number(k.StatedBearing, 1), "measured_km": k.MeasuredKM,
		"measured_bearing": k.MeasuredBearing, "consistent": k.Consistent, "why": k.Why,
	}
}

// claimGeometry is the claim's place, or a straight line where it joins two.
func claimGeometry(c *data.Claim) orb.Geometry {
	from, to := endPoint(role(c, data.RoleOrigin, data.RoleFrom, data.RoleAnchor)), endPoint(role(c, data.RoleDestination, data.RoleTo, data.RoleAt))
	if from != nil && to != nil && *from != *to {
		return orb.LineString{*from, *to}
	}
	for i := range c.Places {
		if p := endPoint(&c.Places[i]); p != nil && isSpot(c.Places[i]) {
			return *p
		}
	}
	return nil
}

// reports gives the reports that were published by then. Other profiles than internal see those that a visible claim names.
func (b *builder) reports(ctx context.Context) error {
	shown := map[string]int{}
	for c := range b.fetched(b.f.view.all()) {
		for _, ev := range b.full(c).Claim.Evidence {
			shown[ev.Report]++
		}
	}
	for info, err := range b.f.e.src.Reports(ctx, b.f.q.Known, "", 0) {
		if err != nil {
			return err
		}
		r := info.Report
		at := r.Published
		if at.IsZero() {
			at = info.KnownAt
		}
		if shown[r.ID] == 0 && b.f.q.Profile != internal || at.After(b.f.q.Valid.Add(day)) {
			continue
		}
		b.add(r.ID, nil, func() geo.Feature { return b.reportFeature(info, shown[r.ID]) })
	}
	return nil
}

func (b *builder) reportFeature(info data.ReportInfo, claims int) geo.Feature {
	r := info.Report
	r.Title, r.URL = b.headline(r.ID, r.Title, r.URL)
	props := b.common("report", r.Title, 1, nil)
	props["title"], props["publisher"], props["url"], props["language"] = r.Title, r.Publisher, r.URL, r.Language
	props["published"] = nil
	if !r.Published.IsZero() {
		props["published"], props["valid_from"] = stamp(r.Published), stamp(r.Published)
	}
	props["known_at"] = stamp(info.KnownAt)
	m := b.f.reports().get(r.ID)
	props["reliability"], props["group"] = m.Reliability, ""
	if b.f.q.Profile == internal { // a copy names the report that it was found in, which others may not know of
		props["group"] = m.Group
	}
	props["mention_count"], props["claim_count"] = info.Mentions, claims
	return geo.Feature{Properties: props}
}

// spoken is a place with the times that reports speak of it.
type spoken struct {
	place    data.PlaceRef
	mentions int
	reports  []string
	claims   []*claim
	texts    []string
	best     float64
	// sentences are where the first reports that name the place do so.
	sentences []sentenceAt
}

// sentenceAt is a sentence of a report, in code points of its text.
type sentenceAt struct {
	report string
	span   data.Span
}

// maxPlaceSentences bounds the sentences of a place that rests on no claim.
const maxPlaceSentences = 5

// places gives the places that reports speak of: for internal by all mentions, for others by visible claims.
func (b *builder) places(ctx context.Context) error {
	at := map[string]*spoken{}
	get := func(p data.PlaceRef) *spoken {
		s := at[p.ID]
		if s == nil {
			s = &spoken{place: p, texts: []string{}, reports: []string{}}
			at[p.ID] = s
		}
		return s
	}
	// In order: the first claim names the place.
	for c := range b.fetched(slices.Values(slices.SortedFunc(b.f.view.all(), byTime))) {
		if c.at.After(b.f.q.Valid) || !c.draws() {
			continue
		}
		for _, p := range c.Claim.Places {
			if pt, ok := pointOf(p); ok && p.ID != "" {
				s := get(data.PlaceRef{ID: p.ID, Name: p.Name, Kind: p.Kind, Country: p.Country, Lon: pt[0], Lat: pt[1]})
				s.claims = append(s.claims, c)
				s.say(p.Text, c.Claim.Confidence)
				for _, ev := range b.full(c).Claim.Evidence {
					s.in(ev.Report)
				}
			}
		}
	}
	if b.f.q.Profile == internal {
		if err := b.mentioned(ctx, get); err != nil {
			return err
		}
	}
	for id, s := range at {
		b.add(id, nil, func() geo.Feature { return b.placeFeature(ctx, s) })
	}
	return nil
}

func (b *builder) mentioned(ctx context.Context, get func(data.PlaceRef) *spoken) error {
	for info, err := range b.f.e.src.Reports(ctx, b.f.q.Known, "", 0) {
		if err != nil {
			return err
		}
		if info.Report.Published.After(b.f.q.Valid.Add(day)) {
			continue
		}
		ms, err := b.f.e.src.Mentions(ctx, info.Report.ID)
		if err != nil {
			return err
		}
		for _, m := range ms {
			if m.Place == nil || m.Role != "literal" {
				continue
			}
			s := get(*m.Place)
			s.mentions++
			s.say(m.Text, m.Confidence)
			s.in(info.Report.ID)
			s.stands(info.Report.ID, m)
		}
	}
	return nil
}

func (s *spoken) say(text string, confidence float64) {
	if text != "" && !slices.Contains(s.texts, text) {
		s.texts = append(s.texts, text)
	}
	s.best = max(s.best, confidence)
}

func (s *spoken) in(report string) {
	if report != "" && !slices.Contains(s.reports, report) {
		s.reports = append(s.reports, report)
	}
}

// stands remembers one sentence a report, for the first few reports.
func (s *spoken) stands(report string, m data.Mention) {
	if len(s.sentences) == maxPlaceSentences || len(s.sentences) > 0 && s.sentences[len(s.sentences)-1].report == report {
		return
	}
	at := sentenceAt{report, data.Span{Start: m.Start, End: m.End}}
	if m.Sentence != nil {
		at.span = *m.Sentence
	}
	s.sentences = append(s.sentences, at)
}

// quoted gives sentences as evidence; one whose report is gone is left out.
func (b *builder) quoted(ctx context.Context, sentences []sentenceAt) []any {
	out := []any{}
	for _, at := range sentences {
		r, err := b.f.e.src.Report(ctx, at.report)
		text := []rune(r.Text)
		if err != nil || at.span.Start < 0 || at.span.End > len(text) || at.span.Start > at.span.End {
			continue
		}
		e := b.source(at.report)
		e["start"], e["end"], e["exact"] = at.span.Start, at.span.End, string(text[at.span.Start:at.span.End])
		out = append(out, e)
	}
	return out
}

func (b *builder) placeFeature(ctx context.Context, s *spoken) geo.Feature {
	props := b.common("place", s.place.Name, s.best, s.claims)
	if len(s.claims) == 0 {
		props["evidence"] = b.quoted(ctx, s.sentences)
	}
	slices.Sort(s.texts)
	slices.Sort(s.reports)
	props["name"], props["names"] = s.place.Name, s.texts
	props["place_kind"], props["country"] = s.place.Kind, s.place.Country
	props["pcode"] = b.f.e.ground.PCode(s.place.ID)
	props["mentions"], props["reports"] = s.mentions, s.reports
	return geo.Feature{Geometry: orb.Point{s.place.Lon, s.place.Lat}, Properties: props}
}
