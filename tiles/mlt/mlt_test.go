package mlt

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dateline/tiles"
)

func layer(name string, features ...tiles.DecodedFeature) []tiles.DecodedLayer {
	return []tiles.DecodedLayer{{Name: name, Version: 2, Extent: 4096, Features: features}}
}

// TestGolden holds bytes worked out by hand from the layout.
func TestGolden(t *testing.T) {
	pointAt := []uint32{9, 50, 34} // (25, 17)
	hole := []uint32{9, 0, 0, 26, 8, 0, 0, 8, 7, 0, 15, 9, 2, 5, 26, 0, 2, 2, 0, 0, 1, 15}
	for name, tc := range map[string]struct {
		features []tiles.DecodedFeature
		want     []byte
	}{
		"a point with id and text": {
			[]tiles.DecodedFeature{{ID: 5, HasID: true, Kind: 1, Geometry: pointAt, Properties: map[string]any{"n": "a"}}},
			[]byte{
				45, 1, 1, 'p', 0x80, 0x20, 3, 0, 4, 28, 1, 'n',
				0x10, 2, 1, 1, 5,
				2, 0x10, 2, 1, 1, 0, 0x13, 0x42, 2, 2, 50, 34,
				2, 0x30, 2, 1, 1, 1, 0x10, 0, 1, 1, 'a',
			},
		},
		"missing truth value": {
			[]tiles.DecodedFeature{
				{Kind: 1, Geometry: pointAt, Properties: map[string]any{"b": true}},
				{Kind: 1, Geometry: pointAt},
			},
			[]byte{
				41, 1, 1, 'p', 0x80, 0x20, 2, 4, 11, 1, 'b',
				2, 0x10, 2, 2, 2, 0, 0, 0x13, 0x42, 4, 4, 50, 34, 0, 0,
				0x00, 0x60, 2, 2, 255, 1, 0x10, 0x60, 1, 2, 255, 1,
			},
		},
		"polygon with a hole": {
			[]tiles.DecodedFeature{{Kind: 3, Geometry: hole}},
			[]byte{
				46, 1, 1, 'p', 0x80, 0x20, 1, 4,
				4, 0x10, 2, 1, 1, 2, 0x32, 2, 1, 1, 2, 0x33, 2, 2, 2, 4, 4,
				0x13, 0x42, 16, 16, 0, 0, 8, 0, 0, 8, 7, 0, 2, 5, 0, 2, 2, 0, 0, 1,
			},
		},
		"nothing to draw": {[]tiles.DecodedFeature{{Kind: 0, Geometry: []uint32{1 << 20}}}, nil},
	} {
		got := Encode(layer("p", tc.features...))
		if len(tc.want) > 0 {
			tc.want[0] = byte(len(tc.want) - 1)
		}
		if !bytes.Equal(got, tc.want) {
			t.Errorf("%s:\n got %v\nwant %v", name, got, tc.want)
		}
	}
}

// TestRuns unpacks runs as the format says.
func TestRuns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.ByteRange(0, 2), 0, 600).Draw(t, "bytes")
		if rapid.Bool().Draw(t, "long run") {
			want = append(want, make([]byte, 300)...)
		}
		var got []byte
		for p := appendRuns(nil, want); len(p) > 0; {
			if head := int(p[0]); head < 128 {
				got = append(got, bytes.Repeat(p[1:2], head+3)...)
				p = p[2:]
			} else {
				got = append(got, p[1:1+256-head]...)
				p = p[1+256-head:]
			}
		}
		if !bytes.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

func TestTypes(t *testing.T) {
	for want, values := range map[byte][]any{
		columnUint32: {0.0, 4294967295.0}, columnInt32: {-1.0, 2147483647.0}, columnBool: {true, false},
		columnString: {"a", 1.0, true}, columnDouble: {0.5, 1.0},
	} {
		if got := codeOf(values); got != want {
			t.Errorf("%v: type %d, want %d", values, got, want)
		}
	}
	if codeOf([]any{-1.0, 4294967295.0}) != columnDouble || codeOf([]any{1.0, true}) != columnString {
		t.Error("numbers beyond 32 bits are DOUBLE, mixed values text")
	}
}

func FuzzFromMVT(f *testing.F) {
	f.Add(sample(1))
	f.Fuzz(func(t *testing.T, tile []byte) {
		a, err := FromMVT(tile)
		if b, again := FromMVT(tile); !bytes.Equal(a, b) || (err == nil) != (again == nil) {
			t.Error("the same tile gives other bytes")
		}
	})
}

// TestAgainstMapLibre compares what @maplibre/mlt reads of our tiles with what @mapbox/vector-tile reads of their twins.
func TestAgainstMapLibre(t *testing.T) {
	modules, _ := filepath.Abs("../../server/web/node_modules")
	if _, err := os.Stat(filepath.Join(modules, "@maplibre/mlt")); err != nil {
		t.Skip("the npm packages of server/web are not installed (make web installs them)")
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("node is not installed")
	}
	var in bytes.Buffer
	for seed := range uint64(400) {
		mvt := sample(seed)
		again, err := FromMVT(mvt)
		if err != nil {
			t.Fatal(err)
		}
		line, _ := json.Marshal(map[string][]byte{"mvt": mvt, "mlt": again})
		in.Write(append(line, '\n'))
	}
	dir := t.TempDir()
	if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile("testdata/check.mjs")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "check.mjs"), script, 0o600); err != nil {
		t.Fatal(err)
	}
	// The published package names its own files without their ends, so a bundler resolves them as it does for the map.
	bundle := exec.Command(filepath.Join(modules, ".bin/esbuild"), "check.mjs", "--bundle", "--platform=node", "--format=esm", "--outfile=bundle.mjs", "--preserve-symlinks", "--log-level=warning")
	bundle.Dir = dir
	if out, err := bundle.CombinedOutput(); err != nil {
		t.Fatalf("esbuild: %v\n%s", err, out)
	}
	c := exec.Command("node", "bundle.mjs")
	c.Dir, c.Stdin = dir, &in
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("node: %v\n%s", err, out)
	}
	if !strings.Contains(string(out), `"tiles":400`) || !strings.Contains(string(out), `"types":[0,1,2,3,4,5]`) {
		t.Errorf("compared %s", out)
	}
	t.Logf("%s", out)
}
