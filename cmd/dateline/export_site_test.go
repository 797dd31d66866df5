package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/server/web"
	"dateline/tiles"
	"dateline/tiles/archive"
)

// TestExportSite: the folder holds a map whose tiles can be read and whose features each find their sentences.
func TestExportSite(t *testing.T) {
	if !web.Built() {
		t.Skip("the map is not built (make web)")
	}
	dir := t.TempDir()
	a := &app{
		Stdin: strings.NewReader(""), Stdout: &bytes.Buffer{}, Stderr: &bytes.Buffer{},
		Now: func() time.Time { return time.Date(2014, 6, 17, 8, 0, 0, 0, time.UTC) }, dbPath: filepath.Join(dir, "s.db"),
	}
	store, err := a.OpenStore()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := a.Reader()
	if err != nil {
		t.Fatal(err)
	}
	if err := a.fill(context.Background(), store, reader, serveFlags{demo: true}); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	site := filepath.Join(dir, "site")
	if err := run(context.Background(), a, []string{"--db", a.dbPath, "export", "site", "--profile", "internal", "--valid", "2014-06-16", "--maxzoom", "5", "--basezoom", "1", site}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"base.pmtiles", "situation.pmtiles"} {
		s, err := archive.OpenSource(filepath.Join(site, name))
		if err != nil {
			t.Fatal(err)
		}
		if data, ok, err := s.Tile(tiles.Tile{}); !ok || err != nil || len(data) == 0 {
			t.Errorf("%s: no tile at zoom 0: %v", name, err)
		}
		_ = s.Close()
	}
	raw, err := os.ReadFile(filepath.Join(site, "control.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	var c struct{ Features []struct{ ID string } }
	if err := json.Unmarshal(raw, &c); err != nil || len(c.Features) == 0 {
		t.Fatalf("%d features, %v", len(c.Features), err)
	}
	for _, f := range c.Features {
		var shard map[string]siteThing
		raw, _ := os.ReadFile(filepath.Join(site, "evidence", shardOf(f.ID)+".json"))
		if err := json.Unmarshal(raw, &shard); err != nil || len(shard[f.ID].Quotes) == 0 {
			t.Errorf("%s has no sentence in its shard: %v", f.ID, err)
		}
	}
	page, _ := os.ReadFile(filepath.Join(site, "index.html"))
	if !bytes.Contains(page, []byte("as of 16 June 2014")) || bytes.Contains(page, []byte(`="/`)) {
		t.Errorf("page %s", page)
	}
}
