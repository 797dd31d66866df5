package ogc

import (
	"context"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"dateline/server/problem"
	"dateline/tiles"
	"dateline/tiles/archive"
)

// tileTypes are the media types of what an archive may hold.
var tileTypes = map[string]string{
	"mvt": mvtType, "mlt": mltType, "png": "image/png", "jpg": "image/jpeg", "webp": "image/webp", "avif": "image/avif",
}

// archiveTile answers a tile out of the user's own basemap, as the archive holds it; Mapbox Vector Tiles also as MapLibre Tiles,
// where kind asks for that.
func (s *service) archiveTile(c *gin.Context, t tiles.Tile, key, kind, control string) {
	about := s.Archive.About()
	if int(t.Z) > about.MaxZoom || int(t.Z) < about.MinZoom {
		problem.Write(c, problem.NotFound("the basemap has the zooms %d to %d", about.MinZoom, about.MaxZoom))
		return
	}
	a, err := s.once(c.Request.Context(), key, func(context.Context) (*answer, error) {
		data, ok, err := s.Archive.Tile(t)
		if !ok {
			data = nil
		}
		if err != nil {
			return nil, &problem.Error{Status: http.StatusInternalServerError, Title: "Basemap damaged", Detail: err.Error()}
		}
		if about.Format != "mvt" {
			kind = tileTypes[about.Format]
		} else if data, err = encodedAs(kind, data); err != nil {
			return nil, &problem.Error{Status: http.StatusInternalServerError, Title: "Basemap damaged", Detail: err.Error()}
		}
		a := newAnswer(kind, data)
		a.packed = !about.Vector()
		s.cache.put(key, a)
		return a, nil
	})
	if err != nil {
		problem.Write(c, err)
		return
	}
	a.send(c, control)
}

// archiveJSON is the TileJSON of the user's own basemap.
func archiveJSON(about archive.About) tiles.TileJSON {
	t := tiles.Describe()
	t.Name, t.Description, t.Attribution, t.Version = about.Name, about.Description, about.Attribution, about.Version
	if t.Name == "" {
		t.Name = "Basemap"
	}
	t.MinZoom, t.MaxZoom, t.Bounds = about.MinZoom, about.MaxZoom, about.Bounds
	t.Center = [3]float64{(t.Bounds[0] + t.Bounds[2]) / 2, (t.Bounds[1] + t.Bounds[3]) / 2, float64(about.MinZoom)}
	t.VectorLayers = append([]tiles.VectorLayer{}, about.VectorLayers...)
	for i := range t.VectorLayers {
		if t.VectorLayers[i].Fields == nil {
			t.VectorLayers[i].Fields = map[string]string{}
		}
	}
	return t
}

// baseEnding is the encoding in which the basemap's tiles are offered.
func (s *service) baseEnding() string {
	if s.Archive != nil {
		return s.Archive.About().Format
	}
	return "mvt"
}

// baseURL is the address of the basemap's tiles, which changes with their content so that maps may keep them long.
func (s *service) baseURL(b, ending string) string {
	return b + "/basemap/{z}/{x}/{y}." + ending + "?v=" + s.baseVersion
}

// versionOf makes a short name of what the basemap is cut from.
func versionOf(d Deps) string {
	text := d.Version
	if d.Physical != nil {
		for _, f := range d.Physical.Files() {
			text += "\x00" + f.Name + f.Imported
		}
	}
	if d.Archive != nil {
		a := d.Archive.About()
		text += "\x00" + a.Name + a.Version + strconv.Itoa(a.MaxZoom)
	}
	return newAnswer("", []byte(text)).etag[:8]
}
