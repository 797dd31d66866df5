package ogc

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/tiles"
)

// node runs a module script with the packages of the web map, and gives what it prints.
func node(t *testing.T, script, input string) string {
	t.Helper()
	modules, _ := filepath.Abs("../web/node_modules")
	if _, err := os.Stat(filepath.Join(modules, "@maplibre/maplibre-gl-style-spec")); err != nil {
		t.Skip("the npm packages of server/web are not installed (make web installs them)")
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("node is not installed")
	}
	dir := t.TempDir()
	if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "check.mjs"), []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	c := exec.Command("node", filepath.Join(dir, "check.mjs"))
	c.Args = []string{"node", "--preserve-symlinks", filepath.Join(dir, "check.mjs")}
	c.Dir = dir
	c.Stdin = strings.NewReader(input)
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("node: %v\n%s", err, out)
	}
	return string(out)
}

// TestStyleValidates asks MapLibre's own validator.
func TestStyleValidates(t *testing.T) {
	s := newSite(t)
	var styles []json.RawMessage
	for _, theme := range []string{"day", "night", "print"} {
		for _, lang := range []string{"en", "ar"} {
			styles = append(styles, s.get("/style.json?theme="+theme+"&lang="+lang+"&datetime=2014-06-16").Body.Bytes())
		}
	}
	raw, _ := json.Marshal(styles)
	out := node(t, `import {readFileSync} from 'node:fs';
import {validateStyleMin} from '@maplibre/maplibre-gl-style-spec';
const styles = JSON.parse(readFileSync(0, 'utf8'));
const errors = styles.flatMap(s => validateStyleMin(s));
console.log(JSON.stringify({n: styles.length, errors}));`, string(raw))
	if strings.TrimSpace(out) != `{"n":6,"errors":[]}` {
		t.Error(out)
	}
}

// TestOthersDecode reads a tile with Mapbox's decoder: two squares with a hole must come back as two polygons.
func TestOthersDecode(t *testing.T) {
	square := func(x float64, size float64) orb.Ring {
		return orb.Ring{{x, 0}, {x + size, 0}, {x + size, size}, {x, size}, {x, 0}}
	}
	l := tiles.Pack("shapes", []geo.Feature{{ID: "zwei", Geometry: orb.MultiPolygon{{square(0, 20), square(5, 5)}, {square(30, 20)}}, Properties: map[string]any{"ok": true, "n": -3, "f": 0.5}}}, tiles.Options{})
	raw, _ := json.Marshal(tiles.Encode(tiles.Tile{}, l).Data) // base64
	out := node(t, `import {readFileSync} from 'node:fs';
import {VectorTile} from '@mapbox/vector-tile';
import * as pbf from 'pbf';
const Reader = pbf.PbfReader ?? pbf.default ?? pbf.Pbf;
const tile = new VectorTile(new Reader(Buffer.from(JSON.parse(readFileSync(0, 'utf8')), 'base64')));
const f = tile.layers.shapes.feature(0);
const g = f.toGeoJSON(0, 0, 0);
console.log(JSON.stringify([g.geometry.type, g.geometry.coordinates.map(p => p.length), g.properties, Number.isSafeInteger(g.id)]));`, string(raw))
	if got, want := strings.TrimSpace(out), `["MultiPolygon",[2,1],{"id":"zwei","f":0.5,"n":-3,"ok":true},true]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
