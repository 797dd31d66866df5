package desk

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"dateline/data"
	"dateline/server/access"
	"dateline/server/problem"
)

// claim answers one claim, as known now or then, with the claims that support and contradict it.
func (d *desk) claim(c *gin.Context) {
	known, err := knownParam(c)
	if err == nil {
		err = problem.OnlyParams(c, "profile", "known")
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	st, err := d.Store.Claim(c.Request.Context(), c.Param("id"), known)
	if err == nil {
		var ok bool
		if st, ok = d.apply(c, st); !ok {
			err = data.ErrNotFound
		}
	}
	if err != nil {
		problem.Write(c, notFound("claim", c.Param("id"), err))
		return
	}
	a, err := d.assess(c, st, known)
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.Header("ETag", etag(st.Version))
	c.Header("Cache-Control", "no-cache")
	c.JSON(http.StatusOK, a)
}

func etag(version int) string { return strconv.Quote(strconv.Itoa(version)) }

// history answers every decision about a claim.
func (d *desk) history(c *gin.Context) {
	h, err := d.Store.History(c.Request.Context(), c.Param("id"))
	if err != nil {
		problem.Write(c, notFound("claim", c.Param("id"), err))
		return
	}
	c.Header("Cache-Control", "no-store")
	c.JSON(http.StatusOK, gin.H{"claim": c.Param("id"), "reviews": orEmpty(h)})
}

// decision is the body of a review.
type decision struct {
	Action     string          `json:"action"`
	Version    int             `json:"version"`
	Correction json.RawMessage `json:"correction"`
	Into       string          `json:"into"`
	Parts      []data.Claim    `json:"parts"`
	Until      time.Time       `json:"until"`
	Reason     string          `json:"reason"`
	// Author names the person at the machine itself; a key signs with its own name.
	Author string `json:"author"`
}

// review takes one decision. The version that the reviewer saw comes as If-Match or in the body; when the claim has changed
// since, the answer is 409 with the claim as it is now, and nothing is written.
func (d *desk) review(c *gin.Context) {
	r, err := decisionOf(c)
	if err != nil {
		problem.Write(c, err)
		return
	}
	ctx := c.Request.Context()
	st, err := d.Store.Review(ctx, r)
	if err != nil {
		problem.Write(c, d.refused(c, r, err))
		return
	}
	h, err := d.Store.History(ctx, r.Claim)
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.Header("ETag", etag(st.Version))
	c.Header("Cache-Control", "no-store")
	c.JSON(http.StatusOK, gin.H{"claim": st, "history": h, "revision": d.Store.Revision()})
}

// refused explains why a decision was not taken.
func (d *desk) refused(c *gin.Context, r data.Review, err error) error {
	if !errors.Is(err, data.ErrConflict) {
		return faults(notFound("claim", r.Claim, err))
	}
	e := &problem.Error{Status: http.StatusConflict, Title: "Conflict", Detail: err.Error() + "; look at it again and decide anew"}
	if now, err := d.Store.Claim(c.Request.Context(), r.Claim, time.Time{}); err == nil {
		c.Header("ETag", etag(now.Version))
		e.Extra = map[string]any{"current": now}
	}
	return e
}

func decisionOf(c *gin.Context) (data.Review, error) {
	var b decision
	dec := json.NewDecoder(c.Request.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&b); err != nil {
		return data.Review{}, bodyError(err)
	}
	if match := strings.TrimPrefix(c.GetHeader("If-Match"), "W/"); match != "" {
		n, err := strconv.Atoi(strings.Trim(match, `"`))
		if err != nil {
			return data.Review{}, problem.Bad("If-Match", "%q is not the version of a claim", match)
		}
		b.Version = n
	}
	if b.Version == 0 {
		return data.Review{}, &problem.Error{
			Status: http.StatusPreconditionRequired, Title: "Version needed", Parameter: "If-Match",
			Detail: "send the version of the claim that you saw, as If-Match or as \"version\"",
		}
	}
	return data.Review{
		Claim: c.Param("id"), Action: b.Action, Version: b.Version, Correction: b.Correction, Into: b.Into, Parts: b.Parts, Until: b.Until,
		Reason: b.Reason, Author: access.Author(c, b.Author),
	}, nil
}

func bodyError(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return &problem.Error{Status: http.StatusRequestEntityTooLarge, Title: "Too large", Detail: fmt.Sprintf("a request may have %d bytes", tooLarge.Limit)}
	}
	if errors.Is(err, io.EOF) {
		err = errors.New("it is empty")
	}
	return problem.Bad("body", "it is not the JSON that this address takes: %v", err)
}

// item is a claim in the queue, with the report that a reviewer wants to see beside it.
type item struct {
	data.ClaimState
	Report data.Report `json:"report"`
}

// queue lists the claims that wait for a decision, oldest first, a page at a time; other states on request.
func (d *desk) queue(c *gin.Context) {
	f, err := queueFilter(c)
	if err != nil {
		problem.Write(c, err)
		return
	}
	limit := f.Limit
	f.Limit++ // one more tells whether a page follows
	ctx := c.Request.Context()
	items := []item{}
	next := ""
	reports := map[string]data.Report{}
	for st, err := range d.Store.Claims(ctx, f) {
		if err != nil {
			problem.Write(c, notFound("claim", f.After, err))
			return
		}
		if len(items) == limit {
			next = items[limit-1].Claim.ID
			break
		}
		id, _ := d.Store.ReportOf(st.Claim.ID)
		r, ok := reports[id]
		if !ok {
			if r, err = d.Store.Report(ctx, id); err != nil {
				problem.Write(c, err)
				return
			}
			r.Text = ""
			reports[id] = r
		}
		items = append(items, item{d.graded(st, time.Time{}), r})
	}
	c.Header("Cache-Control", "no-store")
	c.JSON(http.StatusOK, gin.H{"claims": items, "next": next, "revision": d.Store.Revision()})
}

func queueFilter(c *gin.Context) (data.Filter, error) {
	if err := problem.OnlyParams(c, "profile", "limit", "after", "kind", "state", "report", "place", "actor"); err != nil {
		return data.Filter{}, err
	}
	limit, err := limitParam(c, 50, 500)
	if err != nil {
		return data.Filter{}, err
	}
	f := data.Filter{Limit: limit, After: c.Query("after"), Report: c.Query("report"), Place: c.Query("place"), Actor: c.Query("actor"), States: []string{data.Pending}}
	if s := c.Query("kind"); s != "" {
		f.Kinds = strings.Split(s, ",")
	}
	if s := c.Query("state"); s != "" {
		f.States = strings.Split(s, ",")
		for _, state := range f.States {
			if !slices.Contains(data.States, state) {
				return f, problem.Bad("state", "%q is none of %s", state, strings.Join(data.States, ", "))
			}
		}
	}
	return f, nil
}
