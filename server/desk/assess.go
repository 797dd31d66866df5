package desk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"dateline/data"
	"dateline/server/access"
)

// assessed is a claim with what other reports make of it. Reliability and credibility stand in the claim itself.
type assessed struct {
	data.ClaimState
	Standing data.Standing `json:"standing"`
	// Sources counts the independent sources that say it, Against those that contradict it.
	Sources int `json:"sources"`
	Against int `json:"against"`
	// Links are the claims that support or contradict it, side by side; none is averaged with another.
	Links []linked `json:"links"`
}

// linked is a claim on the same subject, as the reader may see it, with where it stands.
type linked struct {
	data.Link
	Other  data.ClaimState `json:"other"`
	Report data.Report     `json:"report"`
}

// assess weighs a claim against the others that the reader's profile shows.
func (d *desk) assess(c *gin.Context, st data.ClaimState, known time.Time) (assessed, error) {
	ctx := c.Request.Context()
	others, err := d.neighbours(c, st, known)
	if err != nil {
		return assessed{}, err
	}
	witnesses := make([]data.Witness, 0, len(others))
	byID := map[string]data.ClaimState{}
	for _, o := range others {
		byID[o.Claim.ID] = o
		witnesses = append(witnesses, d.Store.Witness(o, known))
	}
	w := d.Store.Witness(st, known)
	a := data.Assess(w, witnesses)
	out := assessed{ClaimState: st, Standing: d.standing(c, d.reportOf(st), known), Sources: a.Sources, Against: a.Against, Links: []linked{}}
	out.Claim.Reliability, out.Claim.Credibility = w.Standing.Grade, a.Credibility
	for _, l := range a.Links {
		o := byID[l.Claim]
		o.Claim.Reliability = cmp.Or(o.Claim.Reliability, d.Store.Standing(d.reportOf(o), known).Grade)
		out.Links = append(out.Links, linked{l, o, d.headline(ctx, access.Profile(c), d.reportOf(o))})
	}
	return out, nil
}

// neighbours gives the claims that stand and have a subject in common with a claim.
func (d *desk) neighbours(c *gin.Context, st data.ClaimState, known time.Time) ([]data.ClaimState, error) {
	subjects := data.Subjects(&st.Claim)
	var out []data.ClaimState
	if len(subjects) == 0 {
		return nil, nil
	}
	var places []string
	for _, p := range st.Claim.Places {
		if p.ID == "" || slices.Contains(places, p.ID) {
			continue
		}
		places = append(places, p.ID)
		for o, err := range d.Store.Claims(c.Request.Context(), data.Filter{
			Place: p.ID, Kinds: []string{st.Claim.Kind}, States: []string{data.Pending, data.Accepted}, Known: known,
		}) {
			if err != nil {
				return nil, err
			}
			seen, ok := d.apply(c, o)
			if ok && slices.ContainsFunc(data.Subjects(&seen.Claim), func(s string) bool { return slices.Contains(subjects, s) }) {
				out = append(out, seen)
			}
		}
	}
	return out, nil
}

func (d *desk) reportOf(st data.ClaimState) string {
	id, _ := d.Store.ReportOf(st.Claim.ID)
	return id
}

// headline gives a report as it may be named beside a claim.
func (d *desk) headline(ctx context.Context, profile, id string) data.Report {
	r, err := d.Store.ReportHead(ctx, id)
	if err != nil {
		return data.Report{ID: id}
	}
	shown := d.Profiles.Headline(ctx, profile, r, d.Now())
	return data.Report{ID: id, Title: shown.Title, URL: shown.URL, Publisher: r.Publisher, Published: r.Published, Language: r.Language}
}

// standing gives the standing of a report. Only who may read every report learns which one it shares its text with.
func (d *desk) standing(c *gin.Context, report string, known time.Time) data.Standing {
	st := d.Store.Standing(report, known)
	if p, ok := d.Profiles.Get(access.Profile(c)); !ok || p.ReportText != "full" {
		st.Group = ""
	}
	return st
}

// graded puts the grade of its source on a claim that has none of its own.
func (d *desk) graded(st data.ClaimState, known time.Time) data.ClaimState {
	st.Claim.Reliability = cmp.Or(st.Claim.Reliability, d.Store.Standing(d.reportOf(st), known).Grade)
	return st
}
