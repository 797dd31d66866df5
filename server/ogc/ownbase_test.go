package ogc

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"dateline/tiles"
	"dateline/tiles/archive"
)

// tileBox is an archive in memory: one tile, and what it says of itself.
type tileBox struct {
	about archive.About
	data  string
}

func (b tileBox) Tile(t tiles.Tile) ([]byte, bool, error) { return []byte(b.data), t.Z == 0, nil }
func (b tileBox) Raw(t tiles.Tile) ([]byte, bool, error)  { return b.Tile(t) }
func (b tileBox) About() archive.About                    { return b.about }
func (b tileBox) Close() error                            { return nil }

func layersNamed(names ...string) (out []tiles.VectorLayer) {
	for _, n := range names {
		out = append(out, tiles.VectorLayer{ID: n})
	}
	return out
}

// boxes are archives of every family that we draw, of an unknown one, and of images.
func boxes() map[string]tileBox {
	return map[string]tileBox{
		"protomaps":    {archive.About{Format: "mvt", MaxZoom: 15, VectorLayers: layersNamed("earth", "water", "places", "roads", "boundaries")}, "x"},
		"openmaptiles": {archive.About{Format: "mvt", MaxZoom: 14, VectorLayers: layersNamed("water", "place", "boundary", "transportation", "waterway", "landuse")}, "x"},
		"shortbread":   {archive.About{Format: "mlt", MaxZoom: 14, VectorLayers: layersNamed("water_polygons", "place_labels", "boundaries", "streets", "water_lines")}, "x"},
		"ours":         {archive.About{Format: "mvt", MaxZoom: 14, VectorLayers: layersNamed("land", "places")}, "x"},
		"unknown":      {archive.About{Format: "mvt", MaxZoom: 5, VectorLayers: layersNamed("a", "b")}, "x"},
		"image":        {archive.About{Format: "png", MaxZoom: 3}, "x"},
	}
}

func TestOwnBasemap(t *testing.T) {
	var styles []json.RawMessage
	for name, box := range boxes() {
		box.about.Bounds = [4]float64{-180, -85, 180, 85}
		s := newSiteWith(t, func(d *Deps) { d.Archive = box })
		about := s.json(t, "/basemap.json")
		address := about["tiles"].([]any)[0].(string)
		if !strings.Contains(address, "."+box.about.Format+"?v=") || about["maxzoom"] != float64(box.about.MaxZoom) {
			t.Errorf("%s: %v", name, about)
		}
		path := address[strings.Index(address, "/basemap/"):]
		r := s.get(strings.NewReplacer("{z}", "0", "{x}", "0", "{y}", "0").Replace(path))
		if r.Body.String() != "x" || r.Header().Get("Content-Type") != tileTypes[box.about.Format] {
			t.Errorf("%s: %d %s %q", name, r.Code, r.Header().Get("Content-Type"), r.Body)
		}
		if r := s.get(strings.NewReplacer("{z}", "2", "{x}", "0", "{y}", "0").Replace(path)); r.Code != http.StatusNoContent {
			t.Errorf("%s: a tile that is not there: %d", name, r.Code)
		}
		for theme := range themes {
			styles = append(styles, s.get("/style.json?lang=ar&theme="+theme).Body.Bytes())
		}
	}
	raw, _ := json.Marshal(styles)
	out := node(t, `import {readFileSync} from 'node:fs';
import {validateStyleMin} from '@maplibre/maplibre-gl-style-spec';
console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).flatMap(s => validateStyleMin(s))));`, string(raw))
	if strings.TrimSpace(out) != `[]` {
		t.Error(out)
	}
}
