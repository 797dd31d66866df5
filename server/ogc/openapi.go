package ogc

import (
	"maps"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"dateline/data/situation"
	"dateline/server/openapi"
)

// cqlClasses are the conformance classes of CQL2 that filters meet.
var cqlClasses = func() []string {
	names := strings.Fields(`cql2-text cql2-json basic-cql2 advanced-comparison-operators case-insensitive-comparison
		accent-insensitive-comparison basic-spatial-functions basic-spatial-functions-plus spatial-functions temporal-functions
		array-functions property-property arithmetic`)
	for i, n := range names {
		names[i] = "http://www.opengis.net/spec/cql2/1.0/conf/" + n
	}
	return names
}()

const openAPIType = "application/vnd.oai.openapi+json;version=3.0"

func (s *service) api(c *gin.Context) {
	doc := s.openAPI(base(c))
	c.Header("Vary", "Accept")
	if wantsHTML(c) {
		newAnswer("text/html; charset=utf-8", page("API", doc)).send(c, "public, max-age=60")
		return
	}
	s.sendJSON(c, openAPIType, doc, true)
}

// openAPI is the definition of the routes, in OpenAPI 3.0.
func (s *service) openAPI(server string) gin.H {
	paths := gin.H{
		"/":                                      operation("landing", "The landing page", nil, "landing"),
		"/conformance":                           operation("conformance", "Conformance classes", nil, "conformance"),
		"/collections":                           operation("collections", "The collections", nil, "collections"),
		"/api":                                   operation("api", "This definition", nil, "definition"),
		"/collections/{collectionId}":            operation("collection", "A collection", []string{"collectionId"}, "collection"),
		"/collections/{collectionId}/queryables": operation("queryables", "What filters may name", []string{"collectionId"}, "jsonSchema"),
		"/collections/{collectionId}/sortables":  operation("sortables", "What sortby may name", []string{"collectionId"}, "jsonSchema"),
		"/collections/{collectionId}/schema":     operation("schema", "The properties", []string{"collectionId"}, "jsonSchema"),
		"/collections/{collectionId}/items":      operation("items", "Features", slices.Concat([]string{"collectionId", "bbox", "limit", "after", "sortby", "properties", "skipGeometry", "crs", "bbox-crs"}, situational), "featureCollection"),
		"/collections/{collectionId}/items/{featureId}":                                      operation("item", "A feature", []string{"collectionId", "featureId", "crs", "datetime", "known", "profile", "cap", "inferred", "without"}, "feature"),
		"/collections/{collectionId}/tiles":                                                  operation("tilesets", "Tile sets", []string{"collectionId"}, "tileSets"),
		"/collections/{collectionId}/tiles/WebMercatorQuad":                                  operation("tileset", "The tile set", slices.Concat([]string{"collectionId"}, situational), "tileSet"),
		"/collections/{collectionId}/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}": operation("tile", "A vector tile", slices.Concat([]string{"collectionId", "tileMatrix", "tileRow", "tileCol"}, situational), "tile"),
		"/tiles/{collections}/{z}/{x}/{y}.mvt":                                               operation("xyz", "A vector tile of several collections", slices.Concat([]string{"collections", "z", "x", "y"}, situational), "tile"),
		"/tiles/{collections}/{z}/{x}/{y}.mlt":                                               operation("xyzMlt", "The same as a MapLibre Tile", slices.Concat([]string{"collections", "z", "x", "y"}, situational), "mlt"),
		"/tiles/{collections}.json":                                                          operation("tilejson", "TileJSON", slices.Concat([]string{"collections"}, situational), "tileJSON"),
		"/basemap/{z}/{x}/{y}.mvt":                                                           operation("basemap", "A tile of the basemap", []string{"z", "x", "y", "v"}, "tile"),
		"/basemap/{z}/{x}/{y}.mlt":                                                           operation("basemapMlt", "The same as a MapLibre Tile", []string{"z", "x", "y", "v"}, "mlt"),
		"/basemap.json":                                                                      operation("basemapTilejson", "TileJSON of the basemap", nil, "tileJSON"),
		"/style.json":                                                                        operation("style", "A MapLibre style", []string{"theme", "lang", "datetime", "known", "profile"}, "style"),
		"/tileMatrixSets":                                                                    operation("tileMatrixSets", "Tile matrix sets", nil, "tileMatrixSets"),
		"/tileMatrixSets/WebMercatorQuad":                                                    operation("tileMatrixSet", "WebMercatorQuad", nil, "tileMatrixSet"),
	}
	addSprites(paths)
	s.writeOperations(paths)
	maps.Copy(paths, s.Paths)
	return gin.H{
		"openapi": "3.0.3",
		"info":    gin.H{"title": "Dateline", "version": s.version(), "description": "A living, sourced map made of reports.", "license": gin.H{"name": "Apache 2.0"}},
		"servers": []gin.H{{"url": server}},
		"paths":   paths,
		"components": gin.H{
			"parameters":      parameters(),
			"schemas":         schemas(),
			"securitySchemes": gin.H{"key": gin.H{"type": "http", "scheme": "bearer", "description": "A key of dateline key make; at the machine itself none is needed"}},
			"responses": gin.H{"problem": gin.H{"description": "What is wrong and what to do", "content": gin.H{
				"application/problem+json": gin.H{"schema": ref("schemas", "problem")},
			}}},
		},
	}
}

func (s *service) version() string {
	if s.Version == "" {
		return "0"
	}
	return s.Version
}

// situational are the parameters that decide the situation and what is kept of it.
var situational = []string{"datetime", "known", "filter", "filter-lang", "filter-crs", "profile", "cap", "inferred", "without"}

//go:noinline
func ref(kind, name string) gin.H { return gin.H{"$ref": "#/components/" + kind + "/" + name} }

var contentTypes = map[string]string{"featureCollection": geoJSONType, "feature": geoJSONType, "tile": mvtType, "mlt": mltType, "jsonSchema": "application/schema+json", "definition": openAPIType}

func operation(id, summary string, params []string, schema string) gin.H {
	contentType := contentTypes[schema]
	if contentType == "" {
		contentType = "application/json"
	}
	body := gin.H{contentType: gin.H{"schema": ref("schemas", schema)}}
	if id == "items" {
		for _, file := range files {
			body[file[0]] = gin.H{"schema": ref("schemas", "text")}
		}
	}
	if id != "style" && id != "tilejson" && id != "basemapTilejson" && strings.Contains(contentType, "json") {
		body["text/html"] = gin.H{"schema": gin.H{"type": "string"}}
	}
	if id == "tile" { // the address that Accept decides
		body[mltType] = gin.H{"schema": ref("schemas", schema)}
	}
	responses := gin.H{
		"200":     gin.H{"description": summary, "content": body},
		"304":     gin.H{"description": "Not modified"},
		"default": ref("responses", "problem"),
	}
	if schema == "tile" || schema == "mlt" {
		responses["204"] = gin.H{"description": "An empty tile"}
	}
	refs := []gin.H{}
	for _, p := range params {
		refs = append(refs, ref("parameters", p))
	}
	if !slices.Contains(params, "profile") {
		refs = append(refs, ref("parameters", "profile"))
	}
	switch {
	case id == "tile", id == "tilejson", id == "basemapTilejson", schema == "tile", schema == "mlt":
		refs = append(refs, openapi.Query("f", "Encoding of tiles", false, openapi.Enum("mvt", "mlt")))
	case id == "items":
		refs = append(refs, gin.H{
			"name": "equal", "in": "query", "style": "form", "explode": true, "description": "Any property, for features that have this value",
			"schema": gin.H{"type": "object", "additionalProperties": gin.H{"type": "string"}},
		})
		refs = append(refs, openapi.Query("f", "Format", false, openapi.Enum(slices.Concat([]string{"json", "geojson", "html"}, slices.Sorted(maps.Keys(files)))...)))
	case id == "style":
	default:
		refs = append(refs, ref("parameters", "f"))
	}
	return gin.H{"get": gin.H{"operationId": id, "summary": summary, "parameters": refs, "responses": responses}}
}

// wordy are the parameters that are a text or a whole number, those in the path being required.
var wordy = []struct {
	name, in, text string
	whole          bool
}{
	{"collections", "path", "Names of collections, with commas between", false},
	{"featureId", "path", "Id of a feature", false},
	{"tileMatrix", "path", "Zoom, 0 to 22", false},
	{"tileRow", "path", "Row from the north", true},
	{"tileCol", "path", "Column from the west", true},
	{"z", "path", "Zoom, 0 to 22", true},
	{"x", "path", "Column from the west", true},
	{"y", "path", "Row from the north", true},
	{"after", "query", "Mark of a page, out of a next link", false},
	{"datetime", "query", "Valid time: an instant, a day, or an interval with / and .. Without it the situation is that of the newest day that claims speak of; the member valid of an answer says which instant it is. Tiles follow the same rule.", false},
	{"known", "query", "As it was known then", false},
	{"filter", "query", "CQL2", false},
	{"filter-crs", "query", "Coordinate reference system of the filter; CRS84 alone is taken", false},
	{"profile", "query", "Publishing profile; which ones a reader may use is decided by his key", false},
	{"without", "query", "Ids of claims to leave out, with commas between", false},
	{"sortby", "query", "Properties to sort by, - for downwards", false},
	{"properties", "query", "Properties to show", false},
	{"lang", "query", "Language of names", false},
	{"v", "query", "Version of the basemap, out of its TileJSON: tiles asked for with it may be kept for long", false},
}

func parameters() gin.H {
	text := gin.H{"type": "string"}
	whole := gin.H{"type": "integer", "minimum": 0}
	at := func(where string, required bool, description string, schema gin.H) gin.H {
		return gin.H{"in": where, "required": required, "description": description, "schema": schema}
	}
	p := gin.H{
		"collectionId": at("path", true, "Name of a collection", gin.H{"type": "string", "enum": situation.Collections}),
		"limit":        at("query", false, "Features on a page; an HTML page holds 10,000 at most", gin.H{"type": "integer", "minimum": 1, "maximum": maxStream, "default": defaultLimit}),
		"filter-lang":  at("query", false, "Encoding of the filter", gin.H{"type": "string", "enum": []string{"cql2-text", "cql2-json"}, "default": "cql2-text"}),
		"cap":          at("query", false, "Distance cap of zones in kilometres", gin.H{"type": "number", "minimum": 0, "maximum": 500}),
		"inferred":     at("query", false, "Whether settlements without a report of their own take the holder on which their reported neighbours agree; true where not given", gin.H{"type": "boolean"}),
		"crs":          at("query", false, "Coordinate reference system of the answer", gin.H{"type": "string", "format": "uri", "default": crs84}),
		"bbox-crs":     at("query", false, "Coordinate reference system of bbox", gin.H{"type": "string", "format": "uri", "default": crs84}),
		"skipGeometry": at("query", false, "Leave geometries out", gin.H{"type": "string", "enum": []string{"true", "false"}}),
		"theme":        at("query", false, "Theme", gin.H{"type": "string", "enum": []string{"day", "night", "print"}}),
		"f":            at("query", false, "Format", gin.H{"type": "string", "enum": []string{"json", "geojson", "html"}}),
	}
	for _, w := range wordy {
		schema := text
		if w.whole {
			schema = whole
		}
		p[w.name] = at(w.in, w.in == "path", w.text, schema)
	}
	p["bbox"] = gin.H{
		"in": "query", "required": false, "style": "form", "explode": false, "description": "West, south, east, north; west above east crosses the antimeridian",
		"schema": gin.H{"type": "array", "items": gin.H{"type": "number"}, "minItems": 4, "maxItems": 6},
	}
	for name, v := range p {
		v.(gin.H)["name"] = name
	}
	return p
}

// addSprites describes the patterns of the styles.
func addSprites(paths gin.H) {
	for _, suffix := range []string{"", "@2x"} {
		for mediaType, name := range map[string]string{"application/json": "sprite" + suffix + ".json", "image/png": "sprite" + suffix + ".png"} {
			openapi.AddTo(paths, openapi.Operation{
				Method: "get", Path: "/" + name, ID: strings.NewReplacer("@", "", ".", "").Replace(name), Summary: "Patterns of the styles", Tag: "tiles", Parameters: []openapi.Object{ref("parameters", "profile")},
				Answers: openapi.Object{"200": openapi.Answer("The sprite", mediaType, openapi.Any), "304": openapi.Object{"description": "Not modified"}},
			})
		}
	}
}
