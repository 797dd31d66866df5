package access

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"dateline/data"
)

// refusedRate bounds the entries about refused requests: whoever knocks for hours must not fill the ledger. The log has them all.
var refusedRate = Rate{PerSecond: 1.0 / 30, Burst: 60}

// maxSeen bounds the memory of who has read today.
const maxSeen = 10_000

// seen remembers which keys read internal data from which address, on a day.
type seen struct {
	mu  sync.Mutex
	day string
	who map[string]bool
}

// first says whether a key reads from an address for the first time on a day.
func (s *seen) first(day, who string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.day != day || s.who == nil || len(s.who) >= maxSeen {
		s.day, s.who = day, map[string]bool{}
	}
	if s.who[who] {
		return false
	}
	s.who[who] = true
	return true
}

// Audit records in the ledger that somebody did something worth knowing that changes no claim, such as taking a backup.
func (g *Guard) Audit(ctx context.Context, c *gin.Context, action string, detail map[string]any) error {
	i := Who(c)
	body, err := json.Marshal(map[string]any{"action": action, "key": i.KeyID, "peer": peerOf(c.Request), "detail": detail})
	if err != nil {
		return err
	}
	_, err = g.o.Ledger.Append(ctx, data.Entry{Author: Author(c, ""), Type: data.TypeAudit, Body: body})
	return err
}

// note is Audit for what goes on in any case; a ledger that cannot be written says so itself to who writes.
func (g *Guard) note(c *gin.Context, action string, detail map[string]any) {
	if err := g.Audit(context.WithoutCancel(c.Request.Context()), c, action, detail); err != nil {
		slog.Error("no audit entry", "action", action, "err", err)
	}
}

// noteReader records that a key sees more than the public, once a day for each key and address: who could read what, without an
// entry for every tile.
func (g *Guard) noteReader(c *gin.Context, i Identity, profile string) {
	if i.KeyID == "" || !i.May(ReadInternal) {
		return
	}
	if g.readers.first(g.o.Now().UTC().Format(time.DateOnly), i.KeyID+" "+network(peerOf(c.Request))) {
		g.note(c, "internal read", map[string]any{"profile": profile, "path": c.Request.URL.Path})
	}
}

// noteRefused records a request that was refused for its key: unknown, revoked, or without the scope.
func (g *Guard) noteRefused(c *gin.Context, status int, scope Scope) {
	slog.Warn("refused", "peer", peerOf(c.Request), "method", c.Request.Method, "path", c.Request.URL.Path, "key", Who(c).KeyID, "status", status)
	if _, ok := g.refusals.allow("all"); !ok {
		return
	}
	path := c.Request.URL.Path
	g.note(c, "refused", map[string]any{"method": c.Request.Method, "path": path[:min(len(path), 200)], "status": status, "scope": scope})
}

// refusedForKey says whether an answer means that a key was turned away.
func refusedForKey(r *http.Request, status int) bool {
	return status == http.StatusForbidden || status == http.StatusUnauthorized && (r.Header.Get("Authorization") != "" || r.Header.Get("X-API-Key") != "")
}
