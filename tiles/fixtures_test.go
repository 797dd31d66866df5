package tiles

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

const fixtures = "../../shared/standards/mvt-fixtures"

// TestFixtures decodes the 74 fixtures of mapbox/mvt-fixtures.
func TestFixtures(t *testing.T) {
	dirs, _ := filepath.Glob(fixtures + "/fixtures/*")
	if len(dirs) == 0 {
		t.Skip("the fixtures of mapbox/mvt-fixtures are not beside the repository (../shared/standards)")
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			var info struct {
				Description string
				Validity    struct {
					V1, V2 bool
					Error  string
				}
			}
			readJSON(t, dir+"/info.json", &info)
			data, err := os.ReadFile(dir + "/tile.mvt")
			if err != nil {
				t.Fatal(err)
			}
			layers, err := Decode(data)
			faulty := 0
			for _, l := range layers {
				for _, f := range l.Features {
					if f.Err != nil {
						faulty++
					}
				}
			}
			switch v := info.Validity; {
			case strings.Contains(info.Description, "A point fixture with a gigantic MoveTo"):
				// It is marked valid, but names half a billion positions and has one, like others that are marked fatal.
				if err == nil {
					t.Error("a command for half a billion positions is taken")
				}
			case v.V2 && (err != nil || faulty > 0):
				t.Errorf("%s: valid, but %v, %d faulty", info.Description, err, faulty)
			case v.V2:
				sameAsJSON(t, dir, layers)
			case v.Error == "fatal" && err == nil:
				t.Errorf("%s: taken", info.Description)
			case v.Error == "recoverable" && err != nil:
				t.Errorf("%s: refused as a whole: %v", info.Description, err)
			}
		})
	}
}

func readJSON(t *testing.T, path string, v any) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(raw, v)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func sameAsJSON(t *testing.T, dir string, layers []DecodedLayer) {
	t.Helper()
	var want struct {
		Layers []struct {
			Name     string
			Features []struct{ Tags, Geometry []uint32 }
		}
	}
	readJSON(t, dir+"/tile.json", &want)
	if len(layers) != len(want.Layers) {
		t.Fatalf("%d layers, want %d", len(layers), len(want.Layers))
	}
	for i, l := range want.Layers {
		if layers[i].Name != l.Name || len(layers[i].Features) != len(l.Features) {
			t.Fatalf("layer %q with %d features, want %q with %d", layers[i].Name, len(layers[i].Features), l.Name, len(l.Features))
		}
		for j, f := range l.Features {
			got := layers[i].Features[j]
			if len(f.Geometry) > 0 && !reflect.DeepEqual(got.Geometry, f.Geometry) || len(f.Tags) > 0 && !reflect.DeepEqual(got.Tags, f.Tags) {
				t.Errorf("feature %d: %v %v, want %v %v", j, got.Geometry, got.Tags, f.Geometry, f.Tags)
			}
		}
	}
}

// TestRealWorld decodes real tiles of three cities without a fault.
func TestRealWorld(t *testing.T) {
	n := 0
	for _, city := range []string{"chicago", "norway", "uruguay"} {
		files, _ := filepath.Glob(fixtures + "/real-world/" + city + "/*.mvt")
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := Decode(data); err != nil {
				t.Errorf("%s: %v", file, err)
			}
			n++
		}
	}
	if n == 0 {
		t.Skip("the fixtures of mapbox/mvt-fixtures are not beside the repository (../shared/standards)")
	}
}

func FuzzDecode(f *testing.F) {
	files, _ := filepath.Glob(fixtures + "/fixtures/*/tile.mvt")
	for _, file := range files {
		if data, err := os.ReadFile(file); err == nil {
			f.Add(data)
		}
	}
	f.Fuzz(func(_ *testing.T, data []byte) { _, _ = Decode(data) })
}
