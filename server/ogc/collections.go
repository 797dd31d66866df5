package ogc

import (
	"net/http"
	"slices"
	"sort"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"

	"dateline/data/situation"
	"dateline/server/problem"
)

// about describes a collection to people.
type about struct{ title, description, geometry string }

var abouts = map[string]about{
	"reports":    {"Reports", "Reports that were read, at the place of their dateline where one is known", "point"},
	"places":     {"Places", "Places that reports mention", "point"},
	"claims":     {"Claims", "What reports say, claim by claim, with its state of review", "point or line"},
	"control":    {"Control", "Who holds which place, since when, and how sure that is", "point"},
	"zones":      {"Zones of control", "Areas derived from the places held, by holder and class", "multipolygon"},
	"frontlines": {"Front lines", "Lines between holders, observed, inferred or as a report draws them", "line"},
	"frontbands": {"Uncertainty of front lines", "Where each front line may in truth run: between the towns of both sides, or all that a report's words allow; nobody's area", "multipolygon"},
	"flows":      {"Movements", "People on the move: curves from origin to destination, a stub or halo where an end is unknown", "line or polygon"},
	"displaced":  {"Displaced people", "Numbers of displaced people at a place", "point"},
	"forces":     {"Forces", "Movements of forces and ships", "point or line"},
	"events":     {"Events", "Attacks, clashes and other events", "point"},
	"changes":    {"Changes", "What changed its holder within the time asked about", "any"},
}

func known(name string) bool { return slices.Contains(situation.Collections, name) }

func noCollection(name string) error {
	names := slices.Clone(situation.Collections)
	sort.Strings(names)
	return problem.NotFound("there is no collection %q; there are %v", short(name), names)
}

// link is a web link in a JSON answer.
type link struct {
	Href      string `json:"href"`
	Rel       string `json:"rel"`
	Type      string `json:"type,omitempty"`
	Title     string `json:"title,omitempty"`
	Templated bool   `json:"templated,omitempty"`
}

// base is the address of the service as the reader wrote it.
func base(c *gin.Context) string {
	scheme := "http"
	if c.Request.TLS != nil || c.GetHeader("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	return scheme + "://" + c.Request.Host
}

func (s *service) landing(c *gin.Context) {
	if err := problem.OnlyParams(c, "f", "profile"); err != nil {
		problem.Write(c, err)
		return
	}
	b := base(c)
	s.reply(c, gin.H{
		"title":       "Dateline",
		"description": "A living, sourced map made of reports: who holds what, who moved where, and the sentence it rests on.",
		"attribution": attribution,
		"links": []link{
			{b + "/?f=json", "self", "application/json", "This document", false},
			{b + "/", "alternate", "text/html", "The map", false},
			{b + "/api", "service-desc", "application/vnd.oai.openapi+json;version=3.0", "The API definition", false},
			{b + "/api?f=html", "service-doc", "text/html", "The API for people", false},
			{b + "/conformance", "conformance", "application/json", "Conformance classes", false},
			{b + "/collections", "data", "application/json", "The collections", false},
			{b + "/tileMatrixSets", "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes", "application/json", "Tile matrix sets", false},
			{b + "/style.json", "stylesheet", "application/vnd.mapbox.style+json", "Map style", false},
		},
	})
}

// classes are the conformance classes that the service meets.
var classes = []string{
	"http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
	"http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
	"http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
	"http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
	"http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
	"http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
	"http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
	"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
	"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
	"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
	"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
	"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
	"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/datetime",
}

func (s *service) conformance(c *gin.Context) {
	s.reply(c, gin.H{"conformsTo": slices.Concat(classes, cqlClasses, s.writeClasses()), "links": s.selfLinks(c)})
}

func (s *service) selfLinks(c *gin.Context) []link {
	self := base(c) + c.Request.URL.Path
	return []link{
		{self, "self", "application/json", "This document", false},
		{self + "?f=html", "alternate", "text/html", "This document as a page", false},
	}
}

func (s *service) describe(c *gin.Context, name string) gin.H {
	a := abouts[name]
	b := base(c) + "/collections/" + name
	return gin.H{
		"id": name, "title": a.title, "description": a.description, "itemType": "feature",
		"attribution": attribution,
		"crs":         listedCRS, "storageCrs": crs84,
		"extent": gin.H{
			"spatial":  gin.H{"bbox": [][4]float64{s.extent(c, name)}, "crs": crs84},
			"temporal": gin.H{"interval": [][2]any{{nil, nil}}, "trs": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"},
		},
		"links": []link{
			{b, "self", "application/json", a.title, false},
			{b + "?f=html", "alternate", "text/html", a.title, false},
			{b + "/items", "items", "application/geo+json", "The features as GeoJSON", false},
			{b + "/items?f=html", "items", "text/html", "The features as a page", false},
			{b + "/queryables", "http://www.opengis.net/def/rel/ogc/1.0/queryables", "application/schema+json", "What filters may name", false},
			{b + "/schema", "http://www.opengis.net/def/rel/ogc/1.0/schema", "application/schema+json", "The schema", false},
			{b + "/sortables", "http://www.opengis.net/def/rel/ogc/1.0/sortables", "application/schema+json", "What sortby may name", false},
			{b + "/tiles", "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector", "application/json", "The features as vector tiles", false},
		},
	}
}

// extent is the box of the collection now, or the world where it is empty.
func (s *service) extent(c *gin.Context, name string) [4]float64 {
	world := [4]float64{-180, -90, 180, 90}
	v, err := s.view(c.Request.Context(), name, situation.Query{Profile: s.Profile(c)})
	if err != nil {
		return world
	}
	var b orb.Bound
	first := true
	for i := range v.features {
		if g := v.features[i].Geometry; g != nil {
			if first {
				b, first = g.Bound(), false
			}
			b = b.Union(g.Bound())
		}
	}
	if first {
		return world
	}
	return [4]float64{max(-180, b.Min[0]), max(-90, b.Min[1]), min(180, b.Max[0]), min(90, b.Max[1])}
}

func (s *service) collections(c *gin.Context) {
	if err := problem.OnlyParams(c, "f", "profile"); err != nil {
		problem.Write(c, err)
		return
	}
	var all []gin.H
	for _, name := range situation.Collections {
		all = append(all, s.describe(c, name))
	}
	s.reply(c, gin.H{"collections": all, "links": s.selfLinks(c)})
}

func (s *service) collection(c *gin.Context) {
	name := c.Param("collection")
	if !known(name) {
		problem.Write(c, noCollection(name))
		return
	}
	s.reply(c, s.describe(c, name))
}

// wantsHTML says whether the reader asks for a page.
func wantsHTML(c *gin.Context) bool {
	if f := c.Query("f"); f != "" {
		return f == "html"
	}
	return c.NegotiateFormat("application/json", "application/geo+json", "text/html") == "text/html"
}

// reply sends a document as JSON, or as a page to those who read pages.
func (s *service) reply(c *gin.Context, doc any) {
	c.Header("Vary", "Accept")
	switch f := c.Query("f"); f {
	case "", "json", "html", "geojson":
	default:
		problem.Write(c, &problem.Error{Status: http.StatusBadRequest, Title: "Bad request", Parameter: "f", Detail: short(f) + " is not a format; json and html are"})
		return
	}
	if wantsHTML(c) {
		newAnswer("text/html; charset=utf-8", page(c.Request.URL.Path, doc)).send(c, cacheControl(s.Profile(c), false))
		return
	}
	s.sendJSON(c, "application/json", doc, false)
}
