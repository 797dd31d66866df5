package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"html"
	"os"
	"path/filepath"
	"slices"

	"dateline/geo"
	"dateline/server/ogc"
	"dateline/server/ogc/basemap"
	"dateline/server/ogc/basemap/physical"
	"dateline/server/web"
	"dateline/tiles"
	"dateline/tiles/archive"
)

// siteThing is a feature as the page shows it: a title, what it is, and the sentences that it rests on.
type siteThing struct {
	ID     string      `json:"-"`
	Title  string      `json:"title"`
	What   string      `json:"what"`
	Quotes []siteQuote `json:"quotes"`
}

type siteQuote struct {
	Exact     string `json:"exact"`
	Publisher string `json:"publisher"`
	Published string `json:"published"`
	URL       string `json:"url,omitempty"`
}

// writeSiteMap writes the interactive page, its styles and scripts, the ground, and the evidence by feature.
func (a *app) writeSiteMap(dir, asOf string, f exportFlags, collections []siteCollection, bounds [4]float64) error {
	files, err := web.StaticFiles()
	if err != nil {
		return err
	}
	styles, err := ogc.StaticFiles(f.baseZoom, f.siteZoom)
	if err != nil {
		return err
	}
	for name, data := range styles {
		files[name] = data
	}
	files["index.html"] = bytes.Replace(files["index.html"], []byte("<!-- as of -->"), []byte(html.EscapeString(asOf)), 1)
	if bounds[0] > bounds[2] {
		bounds = [4]float64{-170, -60, 170, 75} // nothing has a place
	}
	if files["site.json"], err = json.Marshal(map[string]any{"bounds": bounds, "asOf": asOf}); err != nil {
		return fmt.Errorf("export site: %w", err)
	}
	if err := addEvidence(files, collections); err != nil {
		return err
	}
	for name, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("export site: %w", err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return fmt.Errorf("export site: %w", err)
		}
	}
	return a.writeGround(filepath.Join(dir, "base.pmtiles"), f.baseZoom)
}

// addEvidence spreads the things over 256 files by their id, so that a click fetches little.
func addEvidence(files map[string][]byte, collections []siteCollection) error {
	shards := map[string]map[string]siteThing{}
	for i := range 256 {
		shards[fmt.Sprintf("%02x", i)] = map[string]siteThing{}
	}
	for _, c := range collections {
		for _, t := range c.Things {
			shards[shardOf(t.ID)][t.ID] = t
		}
	}
	for name, shard := range shards {
		raw, err := json.Marshal(shard)
		if err != nil {
			return fmt.Errorf("export site: %w", err)
		}
		files["evidence/"+name+".json"] = raw
	}
	return nil
}

// shardOf names the file of a feature's evidence as the page does: the last byte of FNV-1a.
func shardOf(id string) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id))
	return fmt.Sprintf("%02x", h.Sum32()&0xFF)
}

// writeGround cuts our basemap, with what was imported, into an archive; maps magnify it beyond the deepest zoom.
func (a *app) writeGround(path string, zoom int) error {
	if zoom < 0 || zoom > 10 {
		return fmt.Errorf("--basezoom: %d is not from 0 to 10", zoom)
	}
	g, err := a.Gazetteer()
	if err != nil {
		return err
	}
	imported, err := physical.Open(a.basemapDir())
	if err != nil {
		return err
	}
	w, err := archive.NewWriter(path)
	if err != nil {
		return err
	}
	base := basemap.New(g, imported)
	bar := a.progress((1<<(2*zoom+2)-1)/3, "tiles of the ground")
	defer bar.done()
	for z := range uint32(zoom) + 1 {
		var row []tiles.Tile
		for x := range uint32(1) << z {
			for y := range uint32(1) << z {
				row = append(row, tiles.Tile{Z: z, X: x, Y: y})
			}
		}
		slices.SortFunc(row, func(a, b tiles.Tile) int { return cmp.Compare(a.ID(), b.ID()) })
		for _, t := range row {
			if err := w.Put(t, base.Tile(t).Data); err != nil {
				w.Abort()
				return err
			}
			bar.step()
		}
	}
	m := archive.Meta{TileJSON: basemap.Describe(), MaxZoom: uint8(zoom)}
	m.Name, m.Attribution = "Dateline basemap", "GeoNames (CC BY 4.0); Made with Natural Earth"
	return w.Close(m)
}

// boundsOf widens a box (west, south, east, north) to hold the features.
func boundsOf(features []geo.Feature, b [4]float64) [4]float64 {
	for _, f := range features {
		if f.Geometry == nil {
			continue
		}
		g := f.Geometry.Bound()
		b = [4]float64{min(b[0], g.Min[0]), min(b[1], g.Min[1]), max(b[2], g.Max[0]), max(b[3], g.Max[1])}
	}
	return b
}
