package ogc

import (
	"strings"

	"github.com/gin-gonic/gin"

	"dateline/tiles/mlt"
)

// Media types of vector tiles; some clients ask for MapLibre Tiles by the shorter name.
const (
	mvtType      = "application/vnd.mapbox-vector-tile"
	mltType      = "application/vnd.maplibre-vector-tile"
	mltShortType = "application/vnd.maplibre-tile"
)

// tileType chooses the encoding of a tile: by the end of its address, then by f, then by Accept, where MapLibre Tiles must be
// named to be preferred. Answers that Accept decides say so to caches.
func tileType(c *gin.Context, suffix string) string {
	if suffix == "" {
		suffix = c.Query("f")
	}
	switch suffix {
	case "mlt":
		return mltType
	case "":
	default:
		return mvtType
	}
	c.Header("Vary", "Accept")
	accept := c.GetHeader("Accept")
	if !strings.Contains(strings.ToLower(accept), "vnd.maplibre-") {
		return mvtType
	}
	named := max(namedWeight(accept, mltType), namedWeight(accept, mltShortType))
	if named > 0 && named >= namedWeight(accept, mvtType) {
		return mltType
	}
	return mvtType
}

// encodedAs gives a vector tile in the encoding of a media type.
func encodedAs(kind string, tile []byte) ([]byte, error) {
	if kind != mltType {
		return tile, nil
	}
	return mlt.FromMVT(tile)
}

// namedWeight is the weight of a media type that the header names itself, 0 where it does not.
func namedWeight(header, name string) float64 {
	if !strings.Contains(strings.ToLower(header), name) {
		return 0
	}
	return weightOf(header, name)
}
