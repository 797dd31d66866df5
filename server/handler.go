package server

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"dateline/data"
	"dateline/data/profile"
	"dateline/data/situation"
	"dateline/geo/gazetteer"
	"dateline/server/access"
	"dateline/server/analysis"
	"dateline/server/desk"
	"dateline/server/ground"
	"dateline/server/location"
	"dateline/server/ogc"
	"dateline/server/ogc/basemap/physical"
	"dateline/server/problem"
	"dateline/server/web"
	"dateline/tiles/archive"
)

// Config is what a server stands on.
type Config struct {
	Store     *data.Store
	Gazetteer *gazetteer.Gazetteer
	Profiles  profile.Set
	// Read finds the mentions and claims of a report.
	Read func(ctx context.Context, r data.Report) (data.Reading, error)
	// Physical is what was imported for the basemap, and Archive a user's own tiles in its place; both may be nil.
	Physical *physical.Set
	Archive  archive.Source
	// Addr is the address that the server listens on; on loopback, whoever sits at the machine needs no key.
	Addr string
	// KeysOnly asks for keys on loopback too; OpenInternal is refused on any other address.
	KeysOnly, OpenInternal bool
	// Version is shown by /healthz.
	Version string
	// Now is the clock.
	Now func() time.Time
}

// handler puts every room, over one gazetteer, behind one handler.
func (s *Site) handler(g Ground, hold func() (ctx context.Context, release func(), ok bool)) http.Handler {
	c := s.config
	profiles := c.Profiles.WithAreas(adminAreas(g.Gazetteer)).WithLedger(c.Store)
	engine := situation.New(c.Store, ground.New(g.Gazetteer), profiles, c.Now)

	r := gin.New()
	r.HandleMethodNotAllowed = true
	r.RedirectTrailingSlash = false
	r.UseRawPath = true
	r.UnescapePathValues = true
	r.Use(s.metrics.count, gin.CustomRecovery(recovered), cors, s.guard.Middleware, compress)
	r.NoMethod(func(g *gin.Context) {
		problem.Write(g, &problem.Error{Status: http.StatusMethodNotAllowed, Title: "Method not allowed", Detail: g.Request.Method + " does not work here"})
	})
	running(r, c, s.metrics)
	location.Register(r, location.Deps{Gazetteer: g.Gazetteer, Layers: engine, Profile: access.Profile})
	desk.Register(r, desk.Deps{Store: c.Store, Profiles: profiles, Guard: s.guard, Read: g.Read, Now: c.Now})
	landing := ogc.Register(r, ogc.Deps{
		Features: ogc.Named(ogc.Coloured(engine), g.Gazetteer), Gazetteer: g.Gazetteer, Physical: g.Physical, Archive: c.Archive, Profile: access.Profile, Revision: c.Store.Revision, Now: c.Now, Version: c.Version, Paths: described(), Hold: hold,
		Edit: editing(c.Store, engine, g.Gazetteer, s.guard),
	})
	analysis.Register(r, analysis.Deps{Engine: engine, Profile: access.Profile})
	page(r, landing)
	return r
}

// editing lets those who may review and see everything write claims through OGC API Features.
func editing(store *data.Store, engine *situation.Engine, g *gazetteer.Gazetteer, guard *access.Guard) *ogc.Edit {
	return &ogc.Edit{
		Ledger: store, Show: engine.ClaimFeature,
		Places: func(id string) (data.ClaimPlace, bool) {
			p, ok := g.Place(id)
			return data.ClaimPlace{ID: p.ID, Name: p.Name, Kind: p.Kind, Country: p.Country, Lon: &p.Point[0], Lat: &p.Point[1]}, ok
		},
		Allowed: []gin.HandlerFunc{guard.Require(access.Review), guard.Require(access.ReadInternal)},
		Author:  func(c *gin.Context) string { return access.Author(c, "") },
	}
}

// page serves the map at / to browsers and the landing page of the API to everyone else, and the map's files.
func page(r *gin.Engine, landing gin.HandlerFunc) {
	files, _ := web.Handler()
	root := func(c *gin.Context) {
		c.Writer.Header().Add("Vary", "Accept")
		if c.Query("f") == "" && strings.Contains(c.GetHeader("Accept"), "text/html") {
			files.ServeHTTP(c.Writer, c.Request)
			return
		}
		landing(c)
	}
	r.GET("/", root)
	r.HEAD("/", root)
	r.NoRoute(func(c *gin.Context) {
		if web.Has(c.Request.URL.Path) && (c.Request.Method == http.MethodGet || c.Request.Method == http.MethodHead) {
			files.ServeHTTP(c.Writer, c.Request)
			return
		}
		problem.Write(c, problem.NotFound("there is nothing at %s; / lists what there is", c.Request.URL.Path))
	})
}

func recovered(c *gin.Context, fault any) {
	slog.Error("handler panicked", "path", c.Request.URL.Path, "fault", fault)
	problem.Write(c, &problem.Error{Status: http.StatusInternalServerError, Title: "Internal error", Detail: "the server could not answer; its log says why"})
}

// adminAreas gives the admin area that a profile coarsens a point to: the smallest outlined one that holds it.
func adminAreas(g *gazetteer.Gazetteer) profile.Areas {
	return func(lon, lat float64) (profile.Area, bool) {
		path := g.Admin([2]float64{lon, lat})
		if len(path) < 2 { // a country alone says too little
			return profile.Area{}, false
		}
		p := path[len(path)-1]
		return profile.Area{ID: p.ID, Name: p.Name, Lon: p.Point[0], Lat: p.Point[1]}, true
	}
}
