package location

import (
	"net/http"
	"strings"

	"dateline/server/openapi"
)

// parameterTexts says what each query parameter of the service is.
var parameterTexts = map[string]string{
	"q": "Name, with its area after a comma if wanted: Paris, Texas", "name": "Name alone, with admin1 and country", "admin1": "First-level area (province, state)",
	"country": "ISO 3166-1 alpha-2 code", "lang": "Language of the names, BCP 47", "near": "lon,lat to prefer places near",
	"bbox": "west,south,east,north in degrees; west > east crosses the antimeridian", "kind": "GeoNames feature codes or classes, with commas between: PPLC,ADM1 or P",
	"limit": "Most answers", "lon": "Longitude in degrees, WGS84", "lat": "Latitude in degrees, WGS84", "radius": "Metres around the point",
	"min_population": "No place with fewer inhabitants", "collection": "A layer of the map instead of the gazetteer", "datetime": "Valid time, with collection",
	"known": "As it was known then, with collection", "polygon": "WKT, a GeoJSON geometry, or lon,lat,lon,lat,…", "from": "Name or lon,lat", "to": "Name or lon,lat",
	"method": "geodesic (default) or haversine", "geometry": "WKT", "text": "Name", "point.lon": "Longitude in degrees, WGS84", "point.lat": "Latitude in degrees, WGS84",
}

// route is what the definition says of an address.
type route struct {
	path, method, summary string
	parameters            string // names with spaces between, the required ones with a star
}

var described = []route{
	{"/geocode", "get", "Places by name, best first, each with confidence and reasons", "q name admin1 country lang near bbox kind limit"},
	{"/autocomplete", "get", "What the letters typed so far may become", "q* country lang near bbox kind limit"},
	{"/reverse", "get", "The areas that hold a point, disputed ones named as such, and the nearest places", "lon* lat* lang kind limit radius"},
	{"/nearest", "get", "The places or features nearest to a point, on the ellipsoid", "lon* lat* lang kind country min_population radius limit collection datetime known"},
	{"/within", "get", "The places or features in a box, polygon or circle", "bbox polygon radius lon lat lang kind country min_population limit collection datetime known"},
	{"/distance", "get", "The straight-line distance on the WGS84 ellipsoid, and the bearings", "from* to* lang method"},
	{"/matrix", "post", "Distances between all of from and to; up to 250,000 cells", ""},
	{"/measure", "get", "Length, or area and perimeter, of a shape on the ellipsoid", "geometry*"},
	{"/measure", "post", "Length, or area and perimeter, of a GeoJSON geometry", ""},
}

// OpenAPIPaths gives the path items of the service for the paths object of an OpenAPI 3.0 document. They refer to nothing outside
// themselves, so that they may be merged into any document.
func OpenAPIPaths() map[string]any {
	paths := map[string]any{}
	for _, r := range described {
		item, ok := paths[r.path].(map[string]any)
		if !ok {
			item = map[string]any{}
			paths[r.path] = item
		}
		item[r.method] = r.operation()
	}
	addCompatible(paths)
	return paths
}

func (r route) operation() map[string]any {
	mediaType := typeGeoJSON
	if r.path == "/distance" || r.path == "/matrix" || r.path == "/measure" {
		mediaType = "application/json"
	}
	schema, ok := schemas[r.path]
	if !ok {
		schema = answerSchema
	}
	op := map[string]any{
		"operationId": strings.TrimPrefix(r.path, "/") + strings.ToUpper(r.method[:1]) + r.method[1:], "summary": r.summary, "tags": []string{"location"},
		"parameters": r.openAPIParameters(),
		"responses": map[string]any{
			"200":     openapi.Answer(r.summary, mediaType, schema),
			"default": openapi.Answer("What is wrong and what to do", "application/problem+json", looseObject),
		},
	}
	if strings.EqualFold(r.method, http.MethodPost) {
		op["requestBody"] = map[string]any{"required": true, "content": map[string]any{"application/json": map[string]any{"schema": looseObject}}}
	}
	return op
}

func (r route) openAPIParameters() []any {
	out := []any{}
	for _, name := range strings.Fields(r.parameters) {
		name, required := strings.CutSuffix(name, "*")
		kind := "string"
		switch name {
		case "lon", "lat", "radius", "point.lon", "point.lat":
			kind = "number"
		case "limit", "min_population":
			kind = "integer"
		}
		out = append(out, map[string]any{"name": name, "in": "query", "required": required, "description": parameterTexts[name], "schema": map[string]any{"type": kind}})
	}
	return out
}
