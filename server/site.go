package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"sync/atomic"

	"github.com/gin-gonic/gin"

	"dateline/data"
	"dateline/geo/gazetteer"
	"dateline/server/access"
	"dateline/server/ogc/basemap/physical"
)

// Ground is a gazetteer with the reader of reports that stands on it.
type Ground struct {
	// Gazetteer is closed by the site when it has been exchanged and the last request that uses it has ended.
	Gazetteer *gazetteer.Gazetteer
	// Read finds the mentions and claims of a report.
	Read func(ctx context.Context, r data.Report) (data.Reading, error)
	// Physical is what was imported for the basemap, may be nil.
	Physical *physical.Set
}

// Site is every room behind one handler. Its gazetteer can be exchanged while it answers: a request keeps the one that it
// began with, all that was derived from the old one (zones, tiles, land) goes with it, and no request fails. It is safe for
// concurrent use.
type Site struct {
	config  Config
	guard   *access.Guard
	metrics *metrics
	current atomic.Pointer[generation]
}

// New makes a site.
func New(c Config) (*Site, error) {
	guard, err := access.New(access.Options{
		Ledger: c.Store, Profiles: c.Profiles.WithLedger(c.Store), Addr: c.Addr, KeysOnly: c.KeysOnly, OpenInternal: c.OpenInternal, Now: c.Now,
	})
	if err != nil {
		return nil, err
	}
	gin.SetMode(gin.ReleaseMode)
	s := &Site{config: c, guard: guard, metrics: newMetrics(c.Store)}
	s.current.Store(s.generation(Ground{Gazetteer: c.Gazetteer, Read: c.Read, Physical: c.Physical}))
	return s, nil
}

// Exchange puts another gazetteer in place of the current one. Requests that are at work keep the old one, which is closed
// when the last of them has ended; event streams end at once, because their readers come back for what follows.
func (s *Site) Exchange(g Ground) error {
	if g.Gazetteer == nil || g.Read == nil {
		return errors.New("exchange gazetteer: there is none to put in its place")
	}
	old := s.current.Swap(s.generation(g))
	old.retire()
	old.release()
	return nil
}

// Addresses lists what the site answers, "GET /path/:parameter", sorted.
func (s *Site) Addresses() []string {
	r, ok := s.current.Load().handler.(interface{ Routes() gin.RoutesInfo })
	if !ok {
		return nil
	}
	var out []string
	for _, route := range r.Routes() {
		out = append(out, route.Method+" "+route.Path)
	}
	slices.Sort(out)
	return out
}

// ServeHTTP answers with the gazetteer of the moment.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for {
		if g := s.current.Load(); g.acquire() {
			defer g.release()
			g.serve(w, r)
			return
		}
	}
}

// generation is everything that is made of one gazetteer.
type generation struct {
	handler http.Handler
	close   func() error
	// users counts the requests at work, plus one while the generation is the current one. It never leaves 0 again.
	users atomic.Int64
	// retired ends when another generation has taken its place.
	retired context.Context
	retire  context.CancelFunc
}

func (s *Site) generation(g Ground) *generation {
	out := &generation{close: g.Gazetteer.Close}
	out.users.Store(1)
	out.retired, out.retire = context.WithCancel(context.Background())
	out.handler = s.handler(g, out.hold)
	return out
}

// serve answers one request. Event streams last for hours and would keep the old gazetteer mapped: they end with its
// generation, and browsers open them again from the last event that they saw.
func (g *generation) serve(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == eventsPath {
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		defer context.AfterFunc(g.retired, cancel)()
		r = r.WithContext(ctx)
	}
	g.handler.ServeHTTP(w, r)
}

// acquire counts one more user; false where the last one has left.
func (g *generation) acquire() bool {
	for {
		n := g.users.Load()
		if n == 0 {
			return false
		}
		if g.users.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

func (g *generation) release() {
	if g.users.Add(-1) > 0 {
		return
	}
	if err := g.close(); err != nil {
		slog.Error("the old gazetteer was not closed", "err", err)
	}
}

// hold is acquire for work that goes on behind a request; the context ends when the generation is retired.
func (g *generation) hold() (ctx context.Context, release func(), ok bool) {
	return g.retired, g.release, g.acquire()
}
