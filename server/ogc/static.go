package ogc

import (
	"encoding/json"
	"fmt"

	"github.com/gin-gonic/gin"
)

// StaticFiles gives style and sprite for a map that no server of ours stands behind: the page puts its own address before
// the names base.pmtiles, situation.pmtiles and sprite. The zooms are the deepest of the two archives.
func StaticFiles(baseZoom, situationZoom int) (map[string][]byte, error) {
	files := map[string][]byte{}
	for name, t := range themes {
		layers := append(groundLayers(t), situationLayers(t)...)
		layers = append(append(layers, names(t, "en")...), evidenceNames(t, "en"))
		raw, err := json.Marshal(gin.H{
			"version": 8, "name": "Dateline", "metadata": gin.H{"dateline:disclaimer": disclaimer}, "sprite": "sprite",
			"sources": gin.H{
				"base":      gin.H{"type": "vector", "url": "pmtiles://base.pmtiles", "maxzoom": baseZoom, "attribution": attribution},
				"situation": gin.H{"type": "vector", "url": "pmtiles://situation.pmtiles", "maxzoom": situationZoom, "promoteId": "id"},
			},
			"layers": layers,
		})
		if err != nil {
			return nil, fmt.Errorf("static style: %w", err)
		}
		files["style-"+name+".json"] = raw
	}
	for ratio, suffix := range map[int]string{1: "", 2: "@2x"} {
		picture, index := spriteOf(ratio)
		raw, err := json.Marshal(index)
		if err != nil {
			return nil, fmt.Errorf("static sprite: %w", err)
		}
		files["sprite"+suffix+".png"], files["sprite"+suffix+".json"] = picture, raw
	}
	return files, nil
}
