package ogc

import (
	"github.com/gin-gonic/gin"

	"dateline/server/openapi"
	"dateline/tiles"
)

// strict is an object with these members, of which the named ones are always there.
//
//go:noinline
func strict(required []string, properties gin.H) gin.H {
	return gin.H{"type": "object", "required": required, "properties": properties}
}

func schemas() gin.H {
	object, text := gin.H{"type": "object"}, gin.H{"type": "string"}
	links := listOf(ref("schemas", "link"))
	out := gin.H{
		"object": object, "text": text,
		"tile":        gin.H{"type": "string", "format": "binary"},
		"mlt":         gin.H{"type": "string", "format": "binary"},
		"link":        strict([]string{"href", "rel"}, gin.H{"href": text, "rel": text, "type": text, "title": text, "templated": gin.H{"type": "boolean"}}),
		"landing":     strict([]string{"links"}, gin.H{"title": text, "description": text, "links": links}),
		"conformance": strict([]string{"conformsTo"}, gin.H{"conformsTo": listOf(text)}),
		"collections": strict([]string{"links", "collections"}, gin.H{"links": links, "collections": listOf(ref("schemas", "collection"))}),
		"collection":  strict([]string{"id", "links"}, gin.H{"id": text, "title": text, "links": links, "extent": object, "crs": listOf(text)}),
		"geometry":    geometrySchema(),
		"feature": strict([]string{"type", "id", "geometry", "properties"}, gin.H{
			"type": openapi.Enum("Feature"), "id": text, "geometry": ref("schemas", "geometry"), "properties": object, "links": links,
		}),
		"featureCollection": strict([]string{"type", "features", "numberMatched", "numberReturned"}, gin.H{
			"type": openapi.Enum("FeatureCollection"), "features": listOf(ref("schemas", "feature")), "links": links, "timeStamp": openapi.Moment,
			"valid":         gin.H{"type": "string", "format": "date-time", "description": "The instant that the situation is of."},
			"numberMatched": atLeast(0), "numberReturned": atLeast(0),
		}),
		"claimFeature": claimSchema(),
		"problem": strict([]string{"type", "title", "status", "instance"}, gin.H{
			"type": text, "title": text, "status": gin.H{"type": "integer", "minimum": 400, "maximum": 599}, "detail": text, "parameter": text, "instance": text,
		}),
		"jsonSchema": strict([]string{"$schema", "$id", "type", "title", "properties"}, gin.H{
			"$schema": text, "$id": text, "type": openapi.Enum("object"), "title": text, "properties": gin.H{"type": "object", "additionalProperties": object},
		}),
		"tileJSON": openapi.Of[tiles.TileJSON](),
		"style": strict([]string{"version", "sources", "layers"}, gin.H{
			"version": gin.H{"type": "integer", "enum": []int{8}}, "name": text, "metadata": object, "sprite": text, "sources": gin.H{"type": "object", "additionalProperties": object},
			"layers": listOf(strict([]string{"id", "type"}, gin.H{"id": text, "type": text})),
		}),
		"definition": strict([]string{"openapi", "info", "paths"}, gin.H{"openapi": text, "info": object, "paths": object, "servers": listOf(object), "components": object}),
	}
	for name, s := range tileSchemas(links) {
		out[name] = s
	}
	return out
}

// tileSchemas are those of OGC API Tiles and of the tile matrix set standard.
func tileSchemas(links gin.H) gin.H {
	text, number := gin.H{"type": "string"}, gin.H{"type": "number"}
	pair := gin.H{"type": "array", "items": number, "minItems": 2, "maxItems": 2}
	set := gin.H{"title": text, "dataType": openapi.Enum("vector"), "crs": text, "tileMatrixSetURI": text, "links": links}
	full := gin.H{
		"description": text, "attribution": text, "boundingBox": strict([]string{"lowerLeft", "upperRight"}, gin.H{"lowerLeft": pair, "upperRight": pair, "crs": text}),
		"layers": listOf(strict([]string{"id", "dataType"}, gin.H{"id": text, "title": text, "dataType": text, "minTileMatrix": text, "maxTileMatrix": text})),
	}
	for name, s := range set {
		full[name] = s
	}
	required := []string{"dataType", "crs", "links"}
	return gin.H{
		"tileSets": strict([]string{"tilesets"}, gin.H{"links": links, "tilesets": listOf(strict(required, set))}),
		"tileSet":  strict(append(required, "layers"), full),
		"tileMatrixSets": strict([]string{"tileMatrixSets"}, gin.H{"links": links, "tileMatrixSets": listOf(strict([]string{"id", "links"}, gin.H{
			"id": text, "title": text, "uri": text, "crs": text, "links": links,
		}))}),
		"tileMatrixSet": strict([]string{"id", "crs", "tileMatrices"}, gin.H{
			"id": text, "title": text, "uri": text, "crs": text, "links": links, "orderedAxes": listOf(text), "wellKnownScaleSet": text,
			"tileMatrices": listOf(strict([]string{"id", "scaleDenominator", "cellSize", "pointOfOrigin", "tileWidth", "tileHeight", "matrixWidth", "matrixHeight"}, gin.H{
				"id": text, "scaleDenominator": number, "cellSize": number, "cornerOfOrigin": text, "pointOfOrigin": pair,
				"tileWidth": atLeast(1), "tileHeight": atLeast(1), "matrixWidth": atLeast(1), "matrixHeight": atLeast(1),
			})),
		}),
	}
}

// geometrySchema is that of GeoJSON, or null.
func geometrySchema() gin.H {
	return gin.H{
		"type": "object", "nullable": true, "required": []string{"type"}, "properties": gin.H{
			"type":        openapi.Enum("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"),
			"coordinates": gin.H{"type": "array", "items": gin.H{}}, "geometries": listOf(gin.H{"type": "object"}),
		},
	}
}

//go:noinline
func listOf(items gin.H) gin.H { return gin.H{"type": "array", "items": items} }

//go:noinline
func atLeast(n int) gin.H { return gin.H{"type": "integer", "minimum": n} }
