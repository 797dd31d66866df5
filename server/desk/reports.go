package desk

import (
	"context"
	"errors"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"

	"dateline/data"
	"dateline/data/profile"
	"dateline/data/report"
	"dateline/server/access"
	"dateline/server/problem"
)

// receive reads the reports in the body of a request. Of plain text and HTML, the parameters name what is known.
func (d *desk) receive(c *gin.Context) ([]data.Report, error) {
	if err := problem.OnlyParams(c, "profile", "name", "title", "publisher", "url", "published", "language", "reliability", "home_region", "by"); err != nil {
		return nil, err
	}
	meta := data.Report{
		Title: c.Query("title"), Publisher: c.Query("publisher"), URL: c.Query("url"), Language: c.Query("language"),
		Reliability: c.Query("reliability"), HomeRegion: c.Query("home_region"),
	}
	if s := c.Query("published"); s != "" {
		t, ok := report.ParseTime(s)
		if !ok {
			return nil, problem.Bad("published", "%q is not a date: write 2014-06-16 or 2014-06-16T09:30:00Z", s)
		}
		meta.Published = t
	}
	if g := meta.Reliability; g != "" && (len(g) != 1 || g < "A" || g > "F") {
		return nil, problem.Bad("reliability", "%q is not a grade from A to F", g)
	}
	all, err := report.ReadAll(c.Request.Context(), c.Request.Body, report.Source{Name: c.Query("name"), ContentType: c.ContentType(), Metadata: meta})
	return all, reading(err)
}

// reading maps the errors of package report to a status.
func reading(err error) error {
	var tooLarge *http.MaxBytesError
	status := 0
	switch {
	case err == nil:
		return nil
	case errors.As(err, &tooLarge), errors.Is(err, report.ErrTooLarge):
		status = http.StatusRequestEntityTooLarge
	case errors.Is(err, report.ErrBinary), errors.Is(err, report.ErrEncoding):
		status = http.StatusUnsupportedMediaType
	case errors.Is(err, report.ErrEmpty), errors.Is(err, report.ErrFormat):
		status = http.StatusBadRequest
	default:
		return err
	}
	return &problem.Error{Status: status, Title: "Report not read", Detail: err.Error()}
}

// read finds mentions and claims in every report.
func (d *desk) read(ctx context.Context, all []data.Report) ([]data.Reading, error) {
	out := make([]data.Reading, 0, len(all))
	for _, r := range all {
		reading, err := d.Read(ctx, r)
		if err != nil {
			return nil, err
		}
		out = append(out, reading)
	}
	return out, nil
}

// addReports stores the reports of a request. 201 where something is new, 200 where all of it stood there already.
func (d *desk) addReports(c *gin.Context) {
	all, err := d.receive(c)
	if err != nil {
		problem.Write(c, err)
		return
	}
	readings, err := d.read(c.Request.Context(), all)
	if err != nil {
		problem.Write(c, err)
		return
	}
	results := make([]gin.H, len(readings))
	for i, r := range readings {
		results[i] = gin.H{
			"id": r.Report.ID, "title": r.Report.Title, "mentions": len(r.Mentions), "claims": len(r.Claims),
			"added": !d.Store.HasReport(r.Report.ID), "warnings": r.Report.Warnings, "href": "/reports/" + r.Report.ID,
		}
	}
	added, err := d.Store.AddReadings(c.Request.Context(), access.Author(c, c.Query("by")), readings)
	if err != nil {
		problem.Write(c, faults(err))
		return
	}
	status := http.StatusOK
	if added > 0 {
		status = http.StatusCreated
	}
	if len(readings) == 1 {
		c.Header("Location", "/reports/"+readings[0].Report.ID)
	}
	c.JSON(status, gin.H{"added": added, "reports": results, "revision": d.Store.Revision()})
}

// geoparse answers what a report would give, and stores nothing.
func (d *desk) geoparse(c *gin.Context) {
	all, err := d.receive(c)
	if err == nil && len(all) != 1 {
		err = problem.Bad("body", "it holds %d reports; a preview takes one", len(all))
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	readings, err := d.read(c.Request.Context(), all)
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.Header("Cache-Control", "no-store")
	c.JSON(http.StatusOK, readings[0])
}

// faults makes an invalid record the sender's fault.
func faults(err error) error {
	if errors.Is(err, data.ErrInvalid) {
		return &problem.Error{Status: http.StatusUnprocessableEntity, Title: "Not possible", Detail: err.Error()}
	}
	return err
}

// report answers one report: its text, and the mentions and claims in it for highlighting.
func (d *desk) report(c *gin.Context) {
	known, err := knownParam(c)
	if err == nil {
		err = problem.OnlyParams(c, "profile", "known")
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	ctx, id := c.Request.Context(), c.Param("id")
	r, err := d.Store.Report(ctx, id)
	if err != nil {
		problem.Write(c, notFound("report", id, err))
		return
	}
	claims, err := d.claimsOf(ctx, id, known)
	if err != nil {
		problem.Write(c, err)
		return
	}
	v, ok := d.Profiles.Report(ctx, access.Profile(c), r, claims, d.Now())
	if !ok {
		problem.Write(c, notFound("report", id, data.ErrNotFound))
		return
	}
	mentions, err := d.Store.Mentions(ctx, id)
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.Header("Cache-Control", "no-cache")
	for i := range v.Claims {
		v.Claims[i] = d.graded(v.Claims[i], known)
	}
	c.JSON(http.StatusOK, gin.H{
		"report": v.Report, "standing": d.standing(c, id, known), "mentions": visibleMentions(v, mentions), "claims": orEmpty(v.Claims), "redacted": v.Redacted, "excerpts": orEmpty(v.Excerpts),
	})
}

// notFound says the same of what is hidden and of what does not exist.
func notFound(what, id string, err error) error {
	if errors.Is(err, data.ErrNotFound) {
		return problem.NotFound("there is no %s %q", what, id)
	}
	return err
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// visibleMentions gives the mentions that stand in the text as the reader sees it, without the other candidates where it is redacted.
func visibleMentions(v profile.ReportView, mentions []data.Mention) []data.Mention {
	if !v.Redacted {
		return orEmpty(mentions)
	}
	text := []rune(v.Report.Text)
	out := []data.Mention{}
	for _, m := range mentions {
		if m.Start >= 0 && m.End <= len(text) && m.Start <= m.End && string(text[m.Start:m.End]) == m.Text {
			m.Candidates, m.Reasons = []data.Candidate{}, []string{}
			out = append(out, m)
		}
	}
	return out
}

// listing remembers which reports a redacting profile may list, as of one revision.
type listing struct {
	mu       sync.Mutex
	revision uint64
	known    bool
	reports  map[string]bool
}

// candidates gives the reports that some claim of a public state rests on. Time alone can hide more of them, never show others.
func (d *desk) candidates(ctx context.Context, states []string) (map[string]bool, error) {
	l := &d.listing
	l.mu.Lock()
	defer l.mu.Unlock()
	revision := d.Store.Revision()
	if l.known && l.revision == revision {
		return l.reports, nil
	}
	reports := map[string]bool{}
	for st, err := range d.Store.Claims(ctx, data.Filter{States: states}) {
		if err != nil {
			return nil, err
		}
		if id, ok := d.Store.ReportOf(st.Claim.ID); ok {
			reports[id] = true
		}
	}
	l.reports, l.revision, l.known = reports, revision, true
	return reports, nil
}

// reports lists the reports, oldest first, a page at a time.
func (d *desk) reports(c *gin.Context) {
	limit, err := limitParam(c, 100, 1000)
	if err == nil {
		err = problem.OnlyParams(c, "profile", "known", "limit", "after")
	}
	known, knownErr := knownParam(c)
	if err == nil {
		err = knownErr
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	ctx, name := c.Request.Context(), access.Profile(c)
	p, _ := d.Profiles.Get(name)
	var some map[string]bool
	if p.ReportText != "full" {
		if some, err = d.candidates(ctx, p.States); err != nil {
			problem.Write(c, err)
			return
		}
		if after := c.Query("after"); after != "" && !some[after] {
			problem.Write(c, problem.Bad("after", "there is no report %q", after))
			return
		}
	}
	list := []data.ReportInfo{}
	next := ""
	for info, err := range d.Store.Reports(ctx, known, c.Query("after"), 0) {
		if err != nil {
			problem.Write(c, notFound("report", c.Query("after"), err))
			return
		}
		if len(list) == limit {
			next = list[limit-1].Report.ID
			break
		}
		if some != nil {
			if !some[info.Report.ID] {
				continue
			}
			seen, ok, err := d.redacted(ctx, name, info)
			if err != nil {
				problem.Write(c, err)
				return
			}
			if !ok {
				continue
			}
			info = seen
		}
		list = append(list, info)
	}
	c.Header("Cache-Control", "no-cache")
	c.JSON(http.StatusOK, gin.H{"reports": list, "next": next})
}

// redacted gives a report of a list under a profile that shows evidence only.
func (d *desk) redacted(ctx context.Context, name string, info data.ReportInfo) (data.ReportInfo, bool, error) {
	claims, err := d.claimsOf(ctx, info.Report.ID, d.Now())
	if err != nil {
		return info, false, err
	}
	seen, ok := d.Profiles.Info(ctx, name, info, claims, d.Now())
	return seen, ok, nil
}
