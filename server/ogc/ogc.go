// Package ogc serves the situation as OGC API Features and OGC API Tiles do, and the basemap beside it: collections, items,
// vector tiles, TileJSON and map styles.
//
// Everything it answers is derived from two things, the situation (which a Revision numbers) and the gazetteer, and from
// the profile that the request may use. Answers carry strong ETags made of their content; tiles and pages are kept in a
// cache of bounded size, and a write to the ledger makes only those tiles anew whose features changed.
package ogc

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/sync/singleflight"

	"dateline/data/situation"
	"dateline/server/ogc/basemap"
	"dateline/server/ogc/basemap/physical"
	"dateline/server/problem"
	"dateline/tiles/archive"
)

// Features gives the collections: situation.Engine.
type Features interface {
	Features(ctx context.Context, collection string, q situation.Query) (situation.Set, error)
}

// Deps are what the room stands on.
type Deps struct {
	Features Features
	// Gazetteer is what the basemap is cut from; nil serves none.
	Gazetteer basemap.Source
	// Physical is what was imported for the basemap: rivers, lakes, seas. It may be nil.
	Physical *physical.Set
	// Archive serves a user's own basemap in place of ours, where not nil.
	Archive archive.Source
	// Profile names the profile that a request may use; nil means that everyone sees the public one.
	Profile func(*gin.Context) string
	// Revision rises with every entry of the ledger.
	Revision func() uint64
	// Now is the clock, time.Now by default.
	Now func() time.Time
	// Version is shown in the API definition.
	Version string
	// Paths are the OpenAPI paths of other rooms, to be shown in the API definition too.
	Paths map[string]any
	// Hold keeps the gazetteer open for work that goes on behind a request, until release is called; ok is false where it is
	// closed already. The context ends when another gazetteer has taken its place. nil means that none ever does.
	Hold func() (ctx context.Context, release func(), ok bool)
	// Edit takes changes of claims; nil: nothing can be written.
	Edit *Edit
	// CacheBytes bounds the cache of answers, 128 MB by default.
	CacheBytes int64
}

// service is the room at work.
type service struct {
	Deps
	base *basemap.Basemap
	// baseVersion changes with what the basemap is cut from.
	baseVersion string
	cache       *cache
	views       *views
	layers      *layerCache
	// flights joins those who ask for the same thing at the same time.
	flights singleflight.Group
}

// warmAfter leaves the first moments to the first answers; then the low zooms of the basemap are packed.
const warmAfter = 500 * time.Millisecond

func newService(d Deps) *service {
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.Profile == nil {
		d.Profile = func(*gin.Context) string { return "public" }
	}
	if d.Revision == nil {
		d.Revision = func() uint64 { return 0 }
	}
	if d.Hold == nil {
		d.Hold = func() (context.Context, func(), bool) { return context.Background(), func() {}, true }
	}
	if d.CacheBytes == 0 {
		d.CacheBytes = 128 << 20
	}
	s := &service{Deps: d, cache: newCache(d.CacheBytes), views: newViews(), layers: newLayerCache(maxLayerBytes), baseVersion: versionOf(d)}
	if d.Gazetteer != nil && d.Archive == nil {
		s.base = basemap.New(d.Gazetteer, d.Physical)
		time.AfterFunc(warmAfter, s.warm)
	}
	return s
}

// warm packs the low zooms of the basemap, unless the gazetteer has been exchanged meanwhile.
func (s *service) warm() {
	if ctx, release, ok := s.Hold(); ok {
		defer release()
		s.base.Warm(ctx)
	}
}

// Register adds the routes and gives the landing page, which belongs at / for readers who ask for JSON.
func Register(r gin.IRouter, d Deps) (landing gin.HandlerFunc) {
	s := newService(d)
	get := func(path string, h gin.HandlerFunc, before ...gin.HandlerFunc) {
		handlers := append(before[:len(before):len(before)], h)
		r.GET(path, handlers...)
		r.HEAD(path, handlers...)
	}
	plain := takesDocument // handlers that take more look at their parameters themselves
	get("/conformance", s.conformance, plain)
	get("/api", s.api, plain)
	get("/collections", s.collections)
	get("/collections/:collection", s.collection, plain)
	get("/collections/:collection/queryables", s.queryables, plain)
	get("/collections/:collection/sortables", s.queryables, plain)
	get("/collections/:collection/schema", s.schema, plain)
	get("/collections/:collection/items", s.items)
	get("/collections/:collection/items/:id", s.item, asDocument)
	get("/collections/:collection/tiles", s.tilesets, plain)
	get("/collections/:collection/tiles/WebMercatorQuad", s.tileset, asDocument)
	get("/collections/:collection/tiles/WebMercatorQuad/:z/:row/:col", s.ogcTile, asTile)
	get("/tileMatrixSets", s.matrixSets, plain)
	get("/tileMatrixSets/WebMercatorQuad", s.matrixSet, plain)
	get("/tiles/:collections", s.tileJSON, asTile)
	get("/tiles/:collections/:z/:x/:y", s.xyzTile, asTile)
	get("/basemap.json", s.baseJSON, only("f", "profile"), asTile)
	get("/basemap/:z/:x/:y", s.baseTile, only("v", "f", "profile"), asTile)
	get("/style.json", s.style)
	for _, name := range []string{"/sprite.json", "/sprite.png", "/sprite@2x.json", "/sprite@2x.png"} {
		get(name, s.sprite, only("profile"))
	}
	s.transactions(r)
	return s.landing
}

// takesDocument refuses what a document in JSON or HTML does not take.
func takesDocument(c *gin.Context) {
	if only("f", "profile")(c); !c.IsAborted() {
		asDocument(c)
	}
}

// asDocument refuses a format that is neither JSON nor HTML, asTile an encoding of tiles that there is not.
var asDocument, asTile = formats("json", "html", "geojson"), formats("mvt", "mlt")

func formats(names ...string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.Request.URL.RawQuery == "" {
			return
		}
		if f := c.Query("f"); f != "" && !slices.Contains(names, f) {
			problem.Write(c, problem.Bad("f", "%s is not a format; %s are", short(f), strings.Join(names, ", ")))
		}
	}
}

// only refuses a request with a parameter that is not among these, as OGC API asks.
func only(names ...string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.Request.URL.RawQuery == "" {
			return
		}
		if err := problem.OnlyParams(c, names...); err != nil {
			problem.Write(c, err)
		}
	}
}
