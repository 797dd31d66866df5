package ogc

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"dateline/data"
	"dateline/data/exchange"
	"dateline/data/situation"
	"dateline/geo"
	"dateline/server/problem"
)

// Ledger is what claims are written to: data.Store.
type Ledger interface {
	Report(ctx context.Context, id string) (data.Report, error)
	ReportOf(claim string) (string, bool)
	Claim(ctx context.Context, id string, known time.Time) (data.ClaimState, error)
	WriteClaim(ctx context.Context, author string, w data.Written) (data.ClaimState, error)
	Review(ctx context.Context, r data.Review) (data.ClaimState, error)
}

// Edit lets claims be created, replaced, updated and deleted (OGC API Features, part 4). Each becomes an entry of the ledger:
// a claim read by a person, a correction, a retraction. Nothing is overwritten.
type Edit struct {
	Ledger Ledger
	// Show gives a claim as a feature, whole.
	Show func(data.ClaimState) geo.Feature
	// Places finds a place of the gazetteer.
	Places situation.Places
	// Allowed goes before every handler: it lets through who may review and sees everything.
	Allowed []gin.HandlerFunc
	// Author signs an entry.
	Author func(*gin.Context) string
}

const claimsName = "claims"

// transactions puts the writing addresses on r.
func (s *service) transactions(r gin.IRouter) {
	if s.Edit == nil {
		return
	}
	with := func(h gin.HandlerFunc) []gin.HandlerFunc {
		return append(append([]gin.HandlerFunc{onlyClaims}, s.Edit.Allowed...), h)
	}
	const items, item = "/collections/:collection/items", "/collections/:collection/items/:id"
	r.POST(items, with(s.create)...)
	r.PUT(item, with(s.replace)...)
	r.PATCH(item, with(s.update)...)
	r.DELETE(item, with(s.remove)...)
	r.OPTIONS(items, func(c *gin.Context) { options(c, "POST") })
	r.OPTIONS(item, func(c *gin.Context) { options(c, "PUT, PATCH, DELETE") })
}

// options says what an address takes.
func options(c *gin.Context, writes string) {
	allow := "GET, HEAD, OPTIONS"
	if c.Param("collection") == claimsName {
		allow += ", " + writes
		if writes == "POST" {
			c.Header("Accept-Post", geoJSONType+", application/json")
		} else {
			c.Header("Accept-Patch", mergePatchType+", "+geoJSONType)
		}
	}
	c.Header("Allow", allow)
	c.Status(http.StatusNoContent)
}

// onlyClaims refuses writing to what is derived.
func onlyClaims(c *gin.Context) {
	switch name := c.Param("collection"); {
	case !known(name):
		problem.Write(c, noCollection(name))
	case name != claimsName:
		c.Header("Allow", "GET, HEAD, OPTIONS")
		problem.Write(c, &problem.Error{
			Status: http.StatusMethodNotAllowed, Title: "Method not allowed",
			Detail: "the collection " + name + " follows from the claims: write to /collections/claims/items, or add a report",
		})
	}
}

// create records a claim that a person read out of a stored report.
func (s *service) create(c *gin.Context) {
	w, err := body(c, geoJSONType, "application/json")
	var f geo.Feature
	if err == nil {
		f, err = featureOf(w.doc)
	}
	var claim data.Claim
	if err == nil {
		claim, err = situation.EditClaim(data.Claim{}, s.Edit.Show(data.ClaimState{}), f, s.Edit.Places)
	}
	if err == nil && len(claim.Evidence) == 0 {
		err = &problem.Error{Status: http.StatusUnprocessableEntity, Title: "No evidence", Detail: `a claim needs "evidence": [{"report": id, "exact": "the words of the report"}]`}
	}
	var st data.ClaimState
	if err == nil {
		st, err = s.Edit.Ledger.WriteClaim(c.Request.Context(), s.Edit.Author(c), data.Written{Report: claim.Evidence[0].Report, Claim: claim})
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.Header("Location", base(c)+"/collections/claims/items/"+st.Claim.ID)
	s.stands(c, http.StatusCreated, st)
}

// replace corrects a claim to what the feature says.
func (s *service) replace(c *gin.Context) {
	st, err := s.expected(c)
	var w written
	if err == nil {
		w, err = body(c, geoJSONType, "application/json")
	}
	if err == nil {
		st, err = s.correct(c, st, w, w.doc)
	}
	s.answerWrite(c, st, err)
}

// update corrects the parts of a claim that the patch names.
func (s *service) update(c *gin.Context) {
	st, err := s.expected(c)
	var w written
	if err == nil {
		w, err = body(c, mergePatchType, geoJSONType, "application/json")
	}
	if err == nil {
		var doc map[string]any
		if err = json.Unmarshal(exchange.AppendFeature(nil, ptr(s.Edit.Show(st)), exchange.Shown{}), &doc); err == nil {
			patched, _ := data.MergePatch(doc, w.doc).(map[string]any)
			st, err = s.correct(c, st, w, patched)
		}
	}
	s.answerWrite(c, st, err)
}

func ptr[T any](v T) *T { return &v }

// remove retracts a claim: it stays in the ledger and shows nowhere but to those who see everything.
func (s *service) remove(c *gin.Context) {
	err := problem.OnlyParams(c, "profile", "reason", "f")
	var st data.ClaimState
	if err == nil {
		st, err = s.expected(c)
	}
	if err == nil && st.State == data.Retracted {
		err = &problem.Error{Status: http.StatusConflict, Title: "Retracted already", Detail: "claim " + st.Claim.ID + " was retracted; undo that with POST /claims/{id}/reviews"}
	}
	if err == nil {
		_, err = s.Edit.Ledger.Review(c.Request.Context(), data.Review{
			Claim: st.Claim.ID, Action: data.ActionRetract, Version: st.Version, Author: s.Edit.Author(c), Reason: c.Query("reason"),
		})
	}
	if err != nil {
		problem.Write(c, lost(err))
		return
	}
	c.Header("Cache-Control", "no-store")
	c.Status(http.StatusNoContent)
}

// correct writes the difference between a claim and what the document asks for; no entry where there is none.
func (s *service) correct(c *gin.Context, st data.ClaimState, w written, doc map[string]any) (data.ClaimState, error) {
	f, err := featureOf(doc)
	if err != nil {
		return st, err
	}
	next, err := situation.EditClaim(st.Claim, s.Edit.Show(st), f, s.Edit.Places)
	if err != nil {
		return st, err
	}
	ctx := c.Request.Context()
	if next.Evidence, err = s.quotations(ctx, st.Claim, next.Evidence); err != nil {
		return st, err
	}
	before, after := map[string]any{}, map[string]any{}
	for claim, m := range map[*data.Claim]*map[string]any{&st.Claim: &before, &next: &after} {
		b, err := json.Marshal(claim)
		if err == nil {
			err = json.Unmarshal(b, m)
		}
		if err != nil {
			return st, err
		}
	}
	patch := data.DiffPatch(before, after)
	if len(patch) == 0 {
		return st, nil
	}
	correction, err := json.Marshal(patch)
	if err != nil {
		return st, err
	}
	return s.Edit.Ledger.Review(ctx, data.Review{
		Claim: st.Claim.ID, Action: data.ActionCorrect, Version: st.Version, Correction: correction, Author: s.Edit.Author(c), Reason: w.reason,
	})
}

// quotations checks the evidence that was not there before: it must stand in its report.
func (s *service) quotations(ctx context.Context, was data.Claim, list []data.Evidence) ([]data.Evidence, error) {
	home, _ := s.Edit.Ledger.ReportOf(was.ID)
	out := make([]data.Evidence, 0, len(list))
	for _, e := range list {
		if e.Report == "" {
			e.Report = home
		}
		if kept, ok := keptQuotation(was.Evidence, e); ok {
			out = append(out, kept)
			continue
		}
		r, err := s.Edit.Ledger.Report(ctx, e.Report)
		if err != nil {
			return nil, err
		}
		found, err := data.Locate(r, []data.Evidence{e})
		if err != nil {
			return nil, err
		}
		out = append(out, found[0])
	}
	if len(out) == 0 {
		return nil, &problem.Error{Status: http.StatusUnprocessableEntity, Title: "No evidence", Detail: "a claim keeps at least one quotation; delete the claim to retract it"}
	}
	return out, nil
}

func keptQuotation(was []data.Evidence, e data.Evidence) (data.Evidence, bool) {
	for _, o := range was {
		if o.Report == e.Report && o.Exact == e.Exact && (e.End == 0 || o.Start == e.Start && o.End == e.End) {
			return o, true
		}
	}
	return e, false
}

// answerWrite answers a correction.
func (s *service) answerWrite(c *gin.Context, st data.ClaimState, err error) {
	if err != nil {
		problem.Write(c, lost(err))
		return
	}
	s.stands(c, http.StatusOK, st)
}

// stands answers with the claim as it stands now, or with its ETag alone where the writer prefers that (RFC 7240).
func (s *service) stands(c *gin.Context, status int, st data.ClaimState) {
	c.Header("Cache-Control", "no-store")
	c.Header("ETag", versionTag(st.Version))
	switch prefer := c.GetHeader("Prefer"); {
	case strings.Contains(prefer, "return=minimal"):
		c.Header("Preference-Applied", "return=minimal")
		if status == http.StatusOK {
			status = http.StatusNoContent
		}
		c.Status(status)
		c.Writer.WriteHeaderNow()
		return
	case strings.Contains(prefer, "return=representation"):
		c.Header("Preference-Applied", "return=representation")
	}
	c.Data(status, geoJSONType, exchange.AppendFeature(nil, ptr(s.Edit.Show(st)), exchange.Shown{}))
}
