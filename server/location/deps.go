package location

import (
	"context"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"

	"dateline/data/situation"
	"dateline/geo/gazetteer"
)

// Places is what the service asks of a gazetteer; [gazetteer.Gazetteer] is one.
type Places interface {
	Search(q gazetteer.Query) ([]gazetteer.Hit, error)
	Autocomplete(q gazetteer.Query) ([]gazetteer.Hit, error)
	Place(id string) (gazetteer.Place, bool)
	DisplayName(id, lang string) string
	Nearest(p orb.Point, o gazetteer.NearOptions) []gazetteer.Neighbour
	Within(b orb.Bound, o gazetteer.NearOptions) []gazetteer.Place
	Admin(p orb.Point) []gazetteer.Place
	Outline(id string) (orb.MultiPolygon, bool)
	Country(code string) (gazetteer.Place, bool)
	AdminArea(country, admin1 string) (gazetteer.Place, bool)
}

// refs is what a gazetteer may offer beside Places: to find places without unpacking them.
type refs interface {
	NearRefs(p orb.Point, o gazetteer.NearOptions) []gazetteer.NearRef
	WithinRefs(b orb.Bound, o gazetteer.NearOptions) []gazetteer.Ref
}

func unpacked(p Places) (refs, bool) {
	if r, ok := p.(*remembered); ok {
		p = r.Places
	}
	r, ok := p.(refs)
	return r, ok
}

// Layers gives the map's own features: situation.Engine is one.
type Layers interface {
	Features(ctx context.Context, collection string, q situation.Query) (situation.Set, error)
}

// Deps is what the service works with.
type Deps struct {
	Gazetteer Places
	// Layers answers collection=; nil refuses it.
	Layers Layers
	// Profile names the publishing profile of a request's sender; nil is the engine's default.
	Profile func(c *gin.Context) string
}

// Register puts the routes of the service on r.
func Register(r gin.IRouter, d Deps) {
	d.Gazetteer = remember(d.Gazetteer)
	s := &service{deps: d}
	get := func(path string, h func(*gin.Context, Places) (reply, error)) {
		r.GET(path, s.handle(h))
		r.HEAD(path, s.handle(h))
	}
	get("/geocode", s.geocode)
	get("/autocomplete", s.autocomplete)
	get("/reverse", s.reverse)
	get("/nearest", s.nearest)
	get("/within", s.within)
	get("/distance", s.distance)
	r.POST("/matrix", s.handle(s.matrix))
	get("/measure", s.measureShape)
	r.POST("/measure", s.handle(s.measureShape))

	get("/compat/photon/api", s.photonSearch)
	get("/compat/photon/api/", s.photonSearch)
	get("/compat/photon/reverse", s.photonReverse)
	get("/compat/photon/reverse/", s.photonReverse)
	get("/compat/nominatim/search", s.nominatimSearch)
	get("/compat/nominatim/reverse", s.nominatimReverse)
	get("/compat/pelias/v1/search", s.peliasSearch)
	get("/compat/pelias/v1/autocomplete", s.peliasAutocomplete)
	get("/compat/pelias/v1/reverse", s.peliasReverse)
}
