package physical

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
)

const sample = `{"type":"FeatureCollection","crs":{"x":1},"features":[
{"type":"Feature","properties":{"featurecla":"River","name":"Tigris","name_ar":"دجلة","min_zoom":3.0},"geometry":{"type":"LineString","coordinates":[[43,36.5],[43.2,36.1]]}},
{"type":"Feature","properties":{"FEATURECLA":"Reservoir","NAME":"Mosul Dam","scalerank":5},"geometry":{"type":"Polygon","coordinates":[[[42.5,36.5],[42.9,36.5],[42.9,36.8],[42.5,36.5]],[[42.7,36.55],[42.8,36.55],[42.8,36.6],[42.7,36.55]]]}},
{"type":"Feature","properties":{"featurecla":"gulf","name":"PERSIAN GULF"},"geometry":{"type":"MultiPolygon","coordinates":[[[[50,27],[52,27],[52,29],[50,27]]]]}},
{"type":"Feature","properties":{"featurecla":"reef"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}},
{"type":"Feature","properties":{"featurecla":"River"},"geometry":null},
{"type":"Feature","properties":{"featurecla":"Lake"},"geometry":{"type":"Polygon","coordinates":[[[400000,0],[400001,0],[400001,1],[400000,0]]]}},
{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,1]}}
],"name":"x"}`

func imported(t *testing.T, name, content string, as Kind) (string, Result, error) {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(dir, "basemap")
	res, err := Import{Dir: folder, Path: path, As: as, Credit: "© someone", Now: func() time.Time { return time.Unix(0, 0) }}.Run()
	return folder, res, err
}

func TestImport(t *testing.T) {
	dir, res, err := imported(t, "mixed.geojson", sample, 0)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]int{"rivers": 1, "water": 1, "seas": 1}, res.Counts); diff != "" {
		t.Error(diff)
	}
	if n := len(res.Skipped); n != 4 {
		t.Errorf("skipped %v", res.Skipped)
	}
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	world := orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}
	want := Feature{
		Kind: Rivers, Class: "river", MinZoom: 2, Names: map[string]string{"": "Tigris", "ar": "دجلة"},
		Geometry: orb.MultiLineString{{{43, 36.5}, {43.2, 36.1}}},
	}
	if diff := cmp.Diff([]Feature{want}, s.Within(Rivers, world)); diff != "" {
		t.Error(diff)
	}
	lakes := s.Within(Water, world)
	if len(lakes) != 1 || lakes[0].Names[""] != "Mosul Dam" || len(lakes[0].Geometry.(orb.MultiPolygon)[0]) != 2 {
		t.Errorf("lakes %v", lakes)
	}
	if seas := s.Within(Seas, world); len(seas) != 1 || seas[0].Names[""] != "Persian Gulf" {
		t.Errorf("seas %v", seas)
	}
	if far := s.Within(Water, orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{1, 1}}); far != nil {
		t.Errorf("%v far away", far)
	}
	if c := s.Credits(); len(c) != 1 || c[0] != "© someone" {
		t.Errorf("credits %v", c)
	}
	if err := Remove(dir, "mixed"); err != nil {
		t.Error(err)
	}
	if err := Remove(dir, "mixed"); err == nil {
		t.Error("removed twice")
	}
}

// TestHints: features that do not say what they are go by the file's name, or by what the user says.
func TestHints(t *testing.T) {
	const area = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]}`
	for name, want := range map[string]string{"urban_areas.json": "urban", "ne_50m_ocean.geojson": "seas", "my_lakes.geojson": "water"} {
		if _, res, err := imported(t, name, area, 0); err != nil || res.Counts[want] != 1 {
			t.Errorf("%s: %v %v", name, res.Counts, err)
		}
	}
	if _, res, err := imported(t, "x.geojson", area, Land); err != nil || res.Counts["land"] != 1 {
		t.Errorf("--as land: %v %v", res.Counts, err)
	}
	for _, bad := range []string{area, "", "[]", `{"type":"FeatureCollection"}`, area[:len(area)-20], `{"features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":7}}]}`} {
		if _, _, err := imported(t, "x.geojson", bad, 0); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%.40q: %v", bad, err)
		}
	}
}

// TestDuplicates: what two files hold is drawn once.
func TestDuplicates(t *testing.T) {
	dir, res, err := imported(t, "a.geojson", sample, 0)
	if err != nil {
		t.Fatal(err)
	}
	raw, _ := os.ReadFile(res.Path)
	if err := os.WriteFile(filepath.Join(dir, "b"+ending), raw, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(s.Within(Rivers, orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}})); n != 1 {
		t.Errorf("%d rivers", n)
	}
}

func FuzzParse(f *testing.F) {
	dir := f.TempDir()
	path := filepath.Join(dir, "a"+ending)
	if err := save(path, File{From: "x"}, []Feature{{Kind: Rivers, Names: map[string]string{"": "T"}, Geometry: orb.LineString{{1, 2}, {3, 4}}}}); err != nil {
		f.Fatal(err)
	}
	raw, _ := os.ReadFile(path)
	f.Add(raw)
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := parse(data)
		if err != nil {
			return
		}
		for i := range file.entries {
			file.feature(&file.entries[i])
		}
	})
}

// FuzzFeature mutates the features themselves, which the checksum of the frame would hide from FuzzParse.
func FuzzFeature(f *testing.F) {
	f.Add(appendFeature(nil, Feature{Kind: Water, Class: "lake", Names: map[string]string{"": "T"}, Geometry: orb.Polygon{{{1, 2}, {3, 4}, {3, 2}, {1, 2}}}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		c := cursor{data: data}
		c.head()
		if c.geometry(); c.at > len(data) {
			t.Fatal("read beyond the end")
		}
	})
}
