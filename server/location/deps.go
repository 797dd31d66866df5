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

// Layers gives the map's own features: situation.Engine is one.
type Layers interface {
	Features(ctx context.Context, collection string, q situation.Query) (situation.Set, error)
}

// Deps is what the service works with.
type Deps struct {
	// Gazetteer may be exchanged while requests run: see [Holder].
	Gazetteer *Holder
	// Layers answers collection=; nil refuses it.
	Layers Layers
	// Profile names the publishing profile of a request's sender; nil is the engine's default.
	Profile func(c *gin.Context) string
}

// Register puts the routes of the service on r.
func Register(r gin.IRouter, d Deps) {
	s := &service{deps: d}
	r.GET("/geocode", s.handle(s.geocode))
	r.GET("/autocomplete", s.handle(s.autocomplete))
	r.GET("/reverse", s.handle(s.reverse))
	r.GET("/nearest", s.handle(s.nearest))
	r.GET("/within", s.handle(s.within))
	r.GET("/distance", s.handle(s.distance))
	r.POST("/matrix", s.handle(s.matrix))
	r.GET("/measure", s.handle(s.measureShape))
	r.POST("/measure", s.handle(s.measureShape))

	photon := r.Group("/compat/photon")
	photon.GET("/api", s.handle(s.photonSearch))
	photon.GET("/api/", s.handle(s.photonSearch))
	photon.GET("/reverse", s.handle(s.photonReverse))
	photon.GET("/reverse/", s.handle(s.photonReverse))
	nominatim := r.Group("/compat/nominatim")
	nominatim.GET("/search", s.handle(s.nominatimSearch))
	nominatim.GET("/reverse", s.handle(s.nominatimReverse))
	pelias := r.Group("/compat/pelias/v1")
	pelias.GET("/search", s.handle(s.peliasSearch))
	pelias.GET("/autocomplete", s.handle(s.peliasAutocomplete))
	pelias.GET("/reverse", s.handle(s.peliasReverse))
}
