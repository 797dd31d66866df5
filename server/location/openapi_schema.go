package location

import "dateline/server/openapi"

// Schemas of what the service answers.
var (
	nonNegative = openapi.Object{"type": "number", "minimum": 0}
	confidence  = openapi.Number(0, 1)
	pointSchema = openapi.Object{"type": "array", "items": openapi.Real, "minItems": 2, "maxItems": 2, "description": "Longitude, latitude in degrees"}
	areaSchema  = openapi.With(openapi.Struct(openapi.Members("name type")), openapi.Members("id kind country_code pcode disputed:flag note source"))
	placeSchema = openapi.With(openapi.With(openapi.Struct(openapi.Object{"type": openapi.Text}), openapi.Members("id label name country country_code state county kind population:int pcode disputed:flag note source reasons:texts direction")), openapi.Object{
		"admin": openapi.Optional(openapi.Members("level2 level4 level6")), "match": openapi.Optional(openapi.Members("name lang kind")),
		"confidence": confidence, "distance_m": nonNegative, "azimuth": openapi.Number(0, 360),
	})
	answerSchema = openapi.Struct(openapi.Object{
		"type": openapi.Enum("FeatureCollection"),
		"geocoding": openapi.With(openapi.Struct(openapi.Object{"version": openapi.Text}), openapi.Object{
			"licence": openapi.Text, "attribution": openapi.Text, "query": openapi.Text, "point": pointSchema, "within": openapi.List(areaSchema), "more": openapi.Flag,
		}),
		"features": openapi.List(openapi.With(openapi.Struct(openapi.Object{
			"type": openapi.Enum("Feature"), "geometry": openapi.Object{"type": "object", "nullable": true}, "properties": openapi.Struct(openapi.Object{"geocoding": placeSchema}),
		}), openapi.Object{"id": openapi.Text})),
	})
	endSchema     = openapi.With(openapi.With(openapi.Struct(openapi.Object{"point": pointSchema}), openapi.Members("query id name label kind source reasons:texts")), openapi.Object{"confidence": confidence})
	bearingSchema = openapi.Struct(openapi.Object{"degrees": openapi.Number(0, 360), "compass": openapi.Text})
	methodSchema  = openapi.Enum(Geodesic, Haversine)
	// distanceSchema is the answer of /distance. Between places that coincide there is no bearing.
	distanceSchema = openapi.With(openapi.Struct(openapi.Object{
		"from": endSchema, "to": endSchema, "method": methodSchema, "model": openapi.Text, "straight_line": openapi.Flag,
		"distance_m": nonNegative, "distance_km": nonNegative, "distance_mi": nonNegative, "statement": openapi.Text,
	}), openapi.Object{"bearing": bearingSchema, "bearing_back": bearingSchema})
	matrixSchema = openapi.Struct(openapi.Object{
		"method": methodSchema, "model": openapi.Text, "straight_line": openapi.Flag, "unit": openapi.Enum("metre"),
		"from": openapi.List(endSchema), "to": openapi.List(endSchema), "distances": openapi.List(openapi.List(nonNegative)),
	})
	shapeSchema = openapi.With(openapi.Struct(openapi.Members("type model")), openapi.Object{
		"area_m2": nonNegative, "area_km2": nonNegative, "area_mi2": nonNegative, "perimeter_m": nonNegative, "length_m": nonNegative,
	})
	looseObject = openapi.Object{"type": "object"}
)

// schemas are the answers by address, placed answers where there is none here.
var schemas = map[string]openapi.Object{"/distance": distanceSchema, "/matrix": matrixSchema, "/measure": shapeSchema}

// compatible are the addresses that answer as other services do: they take any parameter of those, and more.
var compatible = []struct{ path, id, summary, mediaType, parameters string }{
	{"/compat/photon/api", "photonSearch", "Places by name, as Photon answers", "application/json", "q*"},
	{"/compat/photon/api/", "photonSearchSlash", "Places by name, as Photon answers", "application/json", "q*"},
	{"/compat/photon/reverse", "photonReverse", "Places near a point, as Photon answers", "application/json", "lon* lat*"},
	{"/compat/photon/reverse/", "photonReverseSlash", "Places near a point, as Photon answers", "application/json", "lon* lat*"},
	{"/compat/nominatim/search", "nominatimSearch", "Places by name, as Nominatim answers", "application/json", "q"},
	{"/compat/nominatim/reverse", "nominatimReverse", "The place at a point, as Nominatim answers", "application/json", "lon* lat*"},
	{"/compat/pelias/v1/search", "peliasSearch", "Places by name, as Pelias answers", "application/json", "text*"},
	{"/compat/pelias/v1/autocomplete", "peliasAutocomplete", "What the letters typed so far may become, as Pelias answers", "application/json", "text*"},
	{"/compat/pelias/v1/reverse", "peliasReverse", "Places near a point, as Pelias answers", "application/json", "point.lon* point.lat*"},
}

// addCompatible describes the addresses of other services.
func addCompatible(paths map[string]any) {
	for _, d := range compatible {
		r := route{path: d.path, method: "get", summary: d.summary, parameters: d.parameters}
		answers := openapi.Answer(d.summary, d.mediaType, openapi.Any)
		if d.mediaType == "application/json" { // GeoJSON where format asks for it
			answers["content"].(openapi.Object)[typeGeoJSON] = openapi.Object{"schema": looseObject}
		}
		paths[d.path] = map[string]any{"get": map[string]any{
			"operationId": d.id, "summary": d.summary, "tags": []string{"location"}, "parameters": r.openAPIParameters(), "x-any-parameter": true,
			"responses": map[string]any{"200": answers, "default": openapi.Answer("What is wrong and what to do", "application/problem+json", looseObject)},
		}}
	}
}
