package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"dateline/data"
	"dateline/data/profile"
	"dateline/server/access"
	"dateline/server/problem"
)

// change is what one entry did to one claim, as the reader may see it.
type change struct {
	Claim  string           `json:"claim"`
	Change string           `json:"change"` // shown, changed or hidden
	Before *data.ClaimState `json:"before,omitempty"`
	After  *data.ClaimState `json:"after,omitempty"`
}

// message is one event: everything that one entry of the ledger changed for this reader.
type message struct {
	Seq uint64    `json:"seq"`
	At  time.Time `json:"at"`
	// Type, Author and Report are for readers of everything.
	Type    string   `json:"type,omitempty"`
	Author  string   `json:"author,omitempty"`
	Report  string   `json:"report,omitempty"`
	Changes []change `json:"changes"`
	// Hidden counts claims that are no longer shown, and More those that Changes leaves out.
	Hidden int `json:"hidden,omitempty"`
	More   int `json:"more,omitempty"`
}

// maxChanges bounds one event.
const maxChanges = 100

// events streams what changes (server-sent events). The id of an event is the sequence of its entry: a client that sends
// Last-Event-ID gets everything since, once each, and then what comes. A reader of a restricted profile hears only of changes in what he may see.
func (d *desk) events(c *gin.Context) {
	since, err := lastEvent(c, d.Store.Revision())
	if err != nil {
		problem.Write(c, err)
		return
	}
	select {
	case d.streams <- struct{}{}:
		defer func() { <-d.streams }()
	default:
		problem.Write(c, &problem.Error{Status: http.StatusServiceUnavailable, Title: "Too many streams", Detail: "try again later"})
		return
	}
	h := c.Writer.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	rc := http.NewResponseController(c.Writer)
	_ = rc.SetWriteDeadline(time.Time{}) // a stream lives as long as its reader; a recorder in a test has no deadline
	_ = rc.SetReadDeadline(time.Time{})
	fmt.Fprintf(c.Writer, "retry: 3000\n: revision %d\n\n", d.Store.Revision())
	c.Writer.Flush()
	d.stream(c, since)
}

// lastEvent reads where the client stopped: Last-Event-ID, or the parameter since; now where neither is sent.
func lastEvent(c *gin.Context, revision uint64) (uint64, error) {
	if err := problem.OnlyParams(c, "profile", "since"); err != nil {
		return 0, err
	}
	name, s := "Last-Event-ID", c.GetHeader("Last-Event-ID")
	if s == "" {
		name, s = "since", c.Query("since")
	}
	if s == "" {
		return revision, nil
	}
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return 0, problem.Bad(name, "%q is not the id of an event", s)
	}
	return n, nil
}

// stream writes events until the client leaves. The ledger is read in its own goroutine, so that the heartbeat goes on while nothing happens.
func (d *desk) stream(c *gin.Context, since uint64) {
	ctx, cancel := context.WithCancel(c.Request.Context())
	name := access.Profile(c)
	messages := make(chan *message)
	defer func() { // nothing goes on behind an answer that has ended
		cancel()
		for range messages {
		}
	}()
	go func() {
		defer close(messages)
		for e, err := range d.Store.Subscribe(ctx, since) {
			if err != nil {
				return
			}
			m, err := d.message(ctx, name, e)
			if err != nil {
				return
			}
			if m == nil {
				continue
			}
			select {
			case messages <- m:
			case <-ctx.Done():
				return
			}
		}
	}()
	beat := time.NewTicker(d.Heartbeat)
	defer beat.Stop()
	for {
		select {
		case m, ok := <-messages:
			if !ok {
				return
			}
			b, err := json.Marshal(m)
			if err != nil {
				return
			}
			if _, err := fmt.Fprintf(c.Writer, "id: %d\nevent: change\ndata: %s\n\n", m.Seq, b); err != nil {
				return
			}
		case <-beat.C:
			if _, err := c.Writer.WriteString(": alive\n\n"); err != nil {
				return
			}
		case <-ctx.Done():
			return
		}
		c.Writer.Flush()
	}
}

// message gives what an entry means to a reader; nil where he may not notice it.
func (d *desk) message(ctx context.Context, name string, e data.Entry) (*message, error) {
	p, _ := d.Profiles.Get(name)
	full := name == profile.Internal || len(p.States) == 0 && p.ReportText == "full"
	m := &message{Seq: e.Seq, At: e.At, Changes: []change{}}
	ids, err := d.Store.Touched(ctx, e.Seq)
	if err != nil {
		return nil, err
	}
	if full {
		m.Type, m.Author = e.Type, e.Author
		if len(ids) > 0 {
			m.Report, _ = d.Store.ReportOf(ids[0])
		}
	}
	for _, id := range ids {
		if len(m.Changes) == maxChanges {
			m.More++
			continue
		}
		if err := d.addChange(ctx, name, e.Seq, id, m); err != nil {
			return nil, err
		}
	}
	if !full && len(m.Changes)+m.Hidden == 0 {
		return nil, nil
	}
	return m, nil
}

// addChange compares a claim before and after an entry under the profile. What is hidden now is not shown as it was then: a
// replay must not give away what was embargoed or rejected since.
func (d *desk) addChange(ctx context.Context, name string, seq uint64, id string, m *message) error {
	now, err := d.Store.Claim(ctx, id, time.Time{})
	if err != nil {
		return err
	}
	before, seenBefore, err := d.then(ctx, name, id, seq-1)
	if err != nil {
		return err
	}
	after, seenAfter, err := d.then(ctx, name, id, seq)
	if err != nil {
		return err
	}
	if _, shown := d.Profiles.Apply(ctx, name, now, d.Now()); !shown {
		if seenBefore && !seenAfter {
			m.Hidden++
		}
		return nil
	}
	ch := change{Claim: id}
	switch {
	case !seenBefore && !seenAfter:
		return nil
	case !seenBefore:
		ch.Change, ch.After = "shown", &after
	case !seenAfter:
		ch.Change, ch.Before = "hidden", &before
	default:
		if same(before, after) {
			return nil
		}
		ch.Change, ch.Before, ch.After = "changed", &before, &after
	}
	m.Changes = append(m.Changes, ch)
	return nil
}

func (d *desk) then(ctx context.Context, name, id string, seq uint64) (data.ClaimState, bool, error) {
	st, err := d.Store.ClaimAt(ctx, id, seq)
	if err != nil {
		if isNotFound(err) {
			return st, false, nil
		}
		return st, false, err
	}
	st, ok := d.Profiles.Apply(ctx, name, st, d.Now())
	return st, ok, nil
}

func same(a, b data.ClaimState) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}
