package extract

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dateline/data"
	"dateline/data/extract/number"
	"dateline/geo/geoparse"
)

// Proposal is a claim as a second reader words it. Nothing of it is believed: see verify.
type Proposal struct {
	Kind        string          `json:"kind"`
	Status      string          `json:"status,omitempty"`
	Actor       string          `json:"actor,omitempty"`
	Modality    string          `json:"modality"`
	Attribution string          `json:"attribution,omitempty"`
	Places      []ProposedPlace `json:"places"`
	Number      string          `json:"number,omitempty"`
	Unit        string          `json:"unit,omitempty"`
	Quote       string          `json:"quote"`
}

// ProposedPlace is a place as a second reader words it.
type ProposedPlace struct {
	Role string `json:"role"`
	Text string `json:"text"`
}

// Second is a second reader of a report, such as a language model of the user's own.
type Second interface {
	// Name marks the claims of the reader.
	Name() string
	Propose(ctx context.Context, text, language string) ([]Proposal, error)
}

// Rejected is a proposal that failed a check.
type Rejected struct {
	Proposal Proposal
	Why      string
}

// Second asks a second reader about a report that the rules have read, and gives its claims that pass every check and are not
// among those that stand there already, and the proposals that were refused. Its failure costs nothing that the rules have found.
func (r *Reader) Second(ctx context.Context, second Second, report data.Report, have []data.Claim) ([]data.Claim, []Rejected, error) {
	doc, err := r.parse(ctx, report)
	if err != nil {
		return nil, nil, err
	}
	d := r.document(report, doc)
	proposals, err := second.Propose(ctx, report.Text, d.lang)
	if err != nil {
		return nil, nil, fmt.Errorf("second reader %s: %w", second.Name(), err)
	}
	more, rejected := d.verify(proposals, second.Name())
	var out []data.Claim
	for _, c := range finish(report.ID, append(have[:len(have):len(have)], more...)) {
		if c.Reader == second.Name() && !slices.ContainsFunc(have, func(h data.Claim) bool { return h.ID == c.ID }) {
			out = append(out, c)
		}
	}
	return out, rejected, nil
}

var (
	proposedKinds    = words("control siege line flow stock return movement event")
	proposedStatuses = words("captured controls lost contested withdrew advancing present joint besieged lifted")
	proposedModes    = words("asserted claimed denied planned past")
	proposedRoles    = words("at origin destination from to along")
)

// verify turns proposals into claims: the quote must stand in the text word for word, every place must be a mention that
// our gazetteer resolved and lie in the quote's sentence, the actor and the number must stand in the quote.
func (d *document) verify(ps []Proposal, name string) (claims []data.Claim, rejected []Rejected) {
	text := string(d.text)
	for _, p := range ps {
		c, why := d.verified(text, p)
		if why != "" {
			rejected = append(rejected, Rejected{p, why})
			continue
		}
		c.Reader, c.Rule = name, ""
		claims = append(claims, c)
	}
	return claims, rejected
}

func (d *document) verified(text string, p Proposal) (data.Claim, string) {
	c := data.Claim{Kind: p.Kind, Status: p.Status, Actor: p.Actor, Modality: p.Modality, Attribution: p.Attribution, Confidence: 0.5}
	at := strings.Index(text, p.Quote)
	switch {
	case !proposedKinds[p.Kind] || p.Status != "" && !proposedStatuses[p.Status] || !proposedModes[p.Modality]:
		return c, fmt.Sprintf("kind %q, status %q or modality %q is none of ours", p.Kind, p.Status, p.Modality)
	case len(strings.TrimSpace(p.Quote)) < 8 || at < 0:
		return c, fmt.Sprintf("the quote %q does not stand in the text", short(p.Quote))
	case p.Actor != "" && !strings.Contains(p.Quote, p.Actor):
		return c, fmt.Sprintf("the actor %q does not stand in the quote", short(p.Actor))
	case p.Attribution != "" && !strings.Contains(text, p.Attribution):
		return c, fmt.Sprintf("the source %q does not stand in the text", short(p.Attribution))
	case p.Number != "" && !strings.Contains(p.Quote, p.Number):
		return c, fmt.Sprintf("the number %q does not stand in the quote", short(p.Number))
	case len(p.Places) == 0:
		return c, "it names no place"
	}
	start := len([]rune(text[:at]))
	end := start + len([]rune(p.Quote))
	for _, pp := range p.Places {
		place, why := d.proposedPlace(pp, start, end)
		if why != "" {
			return c, why
		}
		c.Places = append(c.Places, place)
	}
	if p.Number != "" {
		v, ok := d.proposedNumber(p)
		if !ok {
			return c, fmt.Sprintf("the number %q cannot be read", short(p.Number))
		}
		c.Value = v
	}
	c.Evidence = []data.Evidence{d.evidence(start, end)}
	c.Valid = d.publicationDay()
	if r := cut([]rune(p.Actor)); len(r) > 0 {
		if h, ok := d.actors.At(r, 0); ok && h.Last == len(r) {
			c.ActorID, c.ActorName = d.actors.Get(h.Actor).ID, d.actors.Get(h.Actor).Name
		}
	}
	return c, ""
}

func (d *document) proposedPlace(pp ProposedPlace, start, end int) (data.ClaimPlace, string) {
	if !proposedRoles[pp.Role] {
		return data.ClaimPlace{}, fmt.Sprintf("role %q is none of ours", pp.Role)
	}
	for _, m := range d.mentions {
		if m.Start >= start && m.End <= end && m.Placed && m.Role != geoparse.Part && m.Role != geoparse.Demonym && strings.EqualFold(m.Text, pp.Text) {
			lon, lat := m.Place.Point[0], m.Place.Point[1]
			return data.ClaimPlace{
				Role: pp.Role, Text: m.Text, Name: m.Place.Name, ID: m.Place.ID, Kind: m.Place.Kind, Country: m.Place.Country,
				Lon: &lon, Lat: &lat, Relation: data.RelationIn, UncertaintyKM: m.UncertaintyKM,
			}, ""
		}
	}
	return data.ClaimPlace{}, fmt.Sprintf("the place %q is no resolved place of the quote", short(pp.Text))
}

func (d *document) proposedNumber(p Proposal) (*data.Value, bool) {
	toks := cut([]rune(p.Number))
	if len(toks) == 0 {
		return nil, false
	}
	n, ok := number.For(d.lang).At(toks, 0)
	if !ok {
		return nil, false
	}
	unit := "person"
	if p.Unit == "household" {
		unit = p.Unit
	}
	return &data.Value{Low: n.Low, Best: n.Best, High: n.High, Unit: unit, Qualifier: n.Qualifier, Raw: p.Number}, true
}

func short(s string) string {
	r := []rune(s)
	if len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
