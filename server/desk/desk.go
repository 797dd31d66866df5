// Package desk is where reports come in and claims are reviewed over HTTP: everything that writes, and what a reviewer reads.
package desk

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"dateline/data"
	"dateline/data/profile"
	"dateline/server/access"
	"dateline/server/problem"
)

// Deps is what the desk works with.
type Deps struct {
	Store    *data.Store
	Profiles profile.Set
	Guard    *access.Guard
	// Read finds the mentions and claims of a report.
	Read func(ctx context.Context, r data.Report) (data.Reading, error)
	// Now is the clock, time.Now by default.
	Now func() time.Time
	// Heartbeat is how often a silent event stream says that it lives, 15 s by default.
	Heartbeat time.Duration
}

// desk answers the requests.
type desk struct {
	Deps
	listing listing
	streams chan struct{}
}

// maxStreams bounds the event streams that are open at a time.
const maxStreams = 1000

// Register puts the desk's addresses on r, behind the guard's middleware.
func Register(r gin.IRouter, deps Deps) {
	if deps.Now == nil {
		deps.Now = time.Now
	}
	if deps.Heartbeat == 0 {
		deps.Heartbeat = 15 * time.Second
	}
	d := &desk{Deps: deps, streams: make(chan struct{}, maxStreams)}
	r.GET("/session", only("profile"), d.session)
	r.POST("/reports", d.Guard.Require(access.Add), d.addReports)
	r.GET("/reports", d.reports)
	r.GET("/reports/:id", d.report)
	r.POST("/geoparse", d.Guard.Require(access.Add), d.geoparse)
	r.GET("/claims/:id", d.claim)
	r.GET("/claims/:id/history", d.Guard.Require(access.ReadInternal), only("profile"), d.history)
	r.POST("/claims/:id/reviews", d.Guard.Require(access.Review), only("profile"), d.review)
	r.GET("/review/queue", d.Guard.Require(access.ReadInternal), d.queue)
	r.GET("/sources", d.Guard.Require(access.ReadInternal), d.sources)
	r.GET("/sources/:publisher", d.Guard.Require(access.ReadInternal), d.source)
	r.PUT("/sources/:publisher", d.Guard.Require(access.Admin), only("profile", "by"), d.putSource)
	r.GET("/settings", d.Guard.Require(access.ReadInternal), only("profile"), d.settings)
	r.PUT("/settings/:name", d.Guard.Require(access.Admin), only("profile", "by"), d.putSetting)
	r.GET("/events", d.events)
	r.GET("/changes.atom", d.feed)
	r.GET("/ledger", d.Guard.Require(access.Admin), only("profile", "limit", "since"), d.ledger)
	r.GET("/backup", d.Guard.Require(access.Admin), only("profile"), d.backup)
}

// only refuses a request with a parameter that is not among these; handlers that take more look at theirs themselves.
func only(names ...string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if err := problem.OnlyParams(c, names...); err != nil {
			problem.Write(c, err)
		}
	}
}

// session tells a page who it speaks for and what it may do.
func (d *desk) session(c *gin.Context) {
	i := access.Who(c)
	scopes := []access.Scope{}
	for _, s := range access.Scopes {
		if i.May(s) {
			scopes = append(scopes, s)
		}
	}
	names := []string{profile.Public}
	if i.May(access.ReadInternal) {
		names = d.Profiles.Names()
	}
	c.Header("Cache-Control", "no-store")
	c.JSON(http.StatusOK, gin.H{
		"name": i.Name, "local": i.Local, "scopes": scopes, "profile": access.Profile(c), "profiles": names, "revision": d.Store.Revision(),
	})
}

// apply gives a claim under the profile of the request.
func (d *desk) apply(c *gin.Context, st data.ClaimState) (data.ClaimState, bool) {
	return d.Profiles.Apply(c.Request.Context(), access.Profile(c), st, d.Now())
}

// claimsOf gives every claim of a report.
func (d *desk) claimsOf(ctx context.Context, report string, known time.Time) ([]data.ClaimState, error) {
	var out []data.ClaimState
	for st, err := range d.Store.Claims(ctx, data.Filter{Report: report, Known: known}) {
		if err != nil {
			return nil, err
		}
		out = append(out, st)
	}
	return out, nil
}

// limitParam reads the parameter limit, from 1 to most.
func limitParam(c *gin.Context, usual, most int) (int, error) {
	s := c.Query("limit")
	if s == "" {
		return usual, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > most {
		return 0, problem.Bad("limit", "%q is not a whole number from 1 to %d", s, most)
	}
	return n, nil
}

// knownParam reads the parameter known: a time, or a date, which means the end of that day in UTC.
func knownParam(c *gin.Context) (time.Time, error) {
	s := c.Query("known")
	if s == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
		return t, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}, problem.Bad("known", "%q is not a time: write 2014-06-17 or 2014-06-17T09:30:00Z", s)
	}
	return t.AddDate(0, 0, 1).Add(-time.Nanosecond), nil
}
