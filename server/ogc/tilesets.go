package ogc

import (
	"math"
	"strconv"

	"github.com/gin-gonic/gin"

	"dateline/server/problem"
	"dateline/tiles"
)

const (
	matrixSetURI = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
	mercatorURI  = "http://www.opengis.net/def/crs/EPSG/0/3857"
	schemeRel    = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"
)

// tilesets answers /collections/{c}/tiles: the list of tile sets.
func (s *service) tilesets(c *gin.Context) {
	name := c.Param("collection")
	if !known(name) {
		problem.Write(c, noCollection(name))
		return
	}
	self := base(c) + "/collections/" + name + "/tiles"
	s.reply(c, gin.H{
		"links": s.selfLinks(c),
		"tilesets": []gin.H{{
			"title": abouts[name].title, "dataType": "vector", "crs": mercatorURI, "tileMatrixSetURI": matrixSetURI,
			"links": []link{
				{self + "/WebMercatorQuad", "self", "application/json", "The tile set", false},
				{base(c) + "/tileMatrixSets/WebMercatorQuad", schemeRel, "application/json", "WebMercatorQuad", false},
			},
		}},
	})
}

// tileset answers /collections/{c}/tiles/WebMercatorQuad.
func (s *service) tileset(c *gin.Context) {
	name := c.Param("collection")
	ask, err := s.tileQuestion(c, name)
	if err != nil {
		problem.Write(c, err)
		return
	}
	layers, err := s.packed(c.Request.Context(), ask)
	if err != nil {
		problem.Write(c, err)
		return
	}
	t := tiles.Describe(layers...)
	self := base(c) + "/collections/" + name + "/tiles/WebMercatorQuad"
	s.reply(c, gin.H{
		"title": abouts[name].title, "description": t.VectorLayers[0].Description, "dataType": "vector",
		"crs": mercatorURI, "tileMatrixSetURI": matrixSetURI, "attribution": attribution,
		"boundingBox": gin.H{"lowerLeft": t.Bounds[:2], "upperRight": t.Bounds[2:], "crs": crs84},
		"layers":      []gin.H{{"id": name, "title": abouts[name].title, "dataType": "vector", "minTileMatrix": "0", "maxTileMatrix": strconv.Itoa(tiles.MaxZoom)}},
		"links": []link{
			{self, "self", "application/json", "This tile set", false},
			{base(c) + "/tileMatrixSets/WebMercatorQuad", schemeRel, "application/json", "WebMercatorQuad", false},
			{self + "/{tileMatrix}/{tileRow}/{tileCol}", "item", mvtType, "Tiles", true},
			{self + "/{tileMatrix}/{tileRow}/{tileCol}?f=mlt", "item", mltType, "Tiles as MapLibre Tiles", true},
			{base(c) + "/tiles/" + name + ".json", "describedby", "application/json", "TileJSON", false},
		},
	})
}

func (s *service) matrixSets(c *gin.Context) {
	s.reply(c, gin.H{"links": s.selfLinks(c), "tileMatrixSets": []gin.H{{
		"id": "WebMercatorQuad", "title": "Google Maps Compatible for the World", "uri": matrixSetURI, "crs": mercatorURI,
		"links": []link{{base(c) + "/tileMatrixSets/WebMercatorQuad", "self", "application/json", "WebMercatorQuad", false}},
	}}})
}

func (s *service) matrixSet(c *gin.Context) {
	const half = math.Pi * equator
	var matrices []gin.H
	for z := 0; z <= tiles.MaxZoom; z++ {
		n := 1 << z
		cell := 2 * half / 256 / float64(n)
		matrices = append(matrices, gin.H{
			"id": strconv.Itoa(z), "cellSize": cell, "scaleDenominator": cell / 0.00028, "cornerOfOrigin": "topLeft",
			"pointOfOrigin": [2]float64{-half, half}, "matrixWidth": n, "matrixHeight": n, "tileWidth": 256, "tileHeight": 256,
		})
	}
	s.reply(c, gin.H{
		"id": "WebMercatorQuad", "title": "Google Maps Compatible for the World", "uri": matrixSetURI, "crs": mercatorURI,
		"orderedAxes": []string{"X", "Y"}, "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
		"tileMatrices": matrices, "links": s.selfLinks(c),
	})
}
