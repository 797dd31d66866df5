package cql2

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb/geojson"
	"golang.org/x/text/unicode/norm"

	"dateline/geo"
)

const standards = "../../../../shared/standards/ogcapi-features/cql2"

func needStandards(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(standards); err != nil {
		t.Skip("the CQL2 examples of OGC are not beside the repository (../shared/standards)")
	}
}

func TestExamples(t *testing.T) {
	needStandards(t)
	files, _ := filepath.Glob(standards + "/examples/text/*.txt")
	if len(files) != 120 {
		t.Fatalf("%d text examples, want 120", len(files))
	}
	for _, file := range files {
		stem := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(stem, func(t *testing.T) {
			text, _ := os.ReadFile(file)
			e, err := ParseText(string(text))
			if err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			stable(t, e)
			want, err := os.ReadFile(filepath.Join(standards, "examples/json", strings.TrimSuffix(stem, "-alt01")+".json"))
			if err != nil {
				t.Fatal(err)
			}
			fromJSON, err := ParseJSON(want)
			if err != nil {
				t.Fatal(err)
			}
			stable(t, fromJSON)
			if got := plain(t, e); !reflect.DeepEqual(got, plain(t, json.RawMessage(want))) {
				t.Errorf("%s\n got %v\nwant %v", text, got, plain(t, json.RawMessage(want)))
			}
		})
	}
}

// stable checks model -> text -> model and model -> JSON -> model.
func stable(t *testing.T, e *Expression) {
	t.Helper()
	again, err := ParseText(e.String())
	if err != nil {
		t.Fatalf("written text %s: %v", e, err)
	}
	if !reflect.DeepEqual(plain(t, again), plain(t, e)) {
		t.Errorf("text changes the model:\n%s\n%s", e, again)
	}
	raw, _ := json.Marshal(e)
	back, err := ParseJSON(raw)
	if err != nil {
		t.Fatal(err)
	}
	if back.String() != e.String() {
		t.Errorf("JSON changes the model:\n%s\n%s", e, back)
	}
}

// plain gives JSON as values; text is normalized, and times lose zeros behind the second.
func plain(t *testing.T, v any) any {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	text := norm.NFC.String(string(raw))
	text = strings.ReplaceAll(text, ".000000Z", "Z")
	var out any
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func load(t *testing.T, name string) []geo.Feature {
	t.Helper()
	raw, err := os.ReadFile(standards + "/data/" + name + ".geojson")
	if err != nil {
		t.Fatal(err)
	}
	fc, err := geojson.UnmarshalFeatureCollection(raw)
	if err != nil {
		t.Fatal(err)
	}
	var features []geo.Feature
	for _, f := range fc.Features {
		features = append(features, geo.Feature{ID: strconv.Itoa(int(f.ID.(float64))), Geometry: f.Geometry, Properties: f.Properties})
	}
	return features
}

func count(t *testing.T, features []geo.Feature, predicate string) int {
	t.Helper()
	e, err := ParseText(predicate)
	if err != nil {
		t.Errorf("%s: %v", predicate, err)
		return -1
	}
	n := 0
	for i := range features {
		ok, err := e.Match(&features[i])
		if err != nil {
			t.Errorf("%s: %v", predicate, err)
			return -1
		}
		if ok {
			n++
		}
	}
	return n
}

func rows(t *testing.T, name string) [][]string {
	t.Helper()
	raw, err := os.ReadFile(standards + "/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n")[1:] {
		out = append(out, strings.Split(line, "\t"))
	}
	return out
}

func TestCountedPredicates(t *testing.T) {
	needStandards(t)
	layers := map[string][]geo.Feature{}
	all := rows(t, "expected-counts.tsv")
	if len(all) != 274 {
		t.Fatalf("%d predicates, want 274", len(all))
	}
	for _, r := range all {
		if layers[r[2]] == nil {
			layers[r[2]] = load(t, r[2])
		}
		want, _ := strconv.Atoi(r[4])
		if own, ok := disagrees[r[3]]; ok {
			want = own
		}
		if got := count(t, layers[r[2]], r[3]); got != want {
			t.Errorf("%s: %s on %s: %d features, want %d", r[0], r[3], r[2], got, want)
		}
	}
}

// disagrees are the predicates whose published count does not fit the published data: three names there begin with Ch
// (Chișinău, Chicago, Chengdu), and one with Chiș.
var disagrees = map[string]int{
	"ACCENTI(name) LIKE accenti('Ch%')":                 3,
	"ACCENTI(CASEI(name)) LIKE accenti(casei('Chiș%'))": 1,
	"ACCENTI(CASEI(name)) LIKE accenti(casei('cHis%'))": 1,
}

func TestCountedCombinations(t *testing.T) {
	needStandards(t)
	places := load(t, "ne_110m_populated_places_simple")
	all := rows(t, "expected-counts-combinations.tsv")
	if len(all) != 77 {
		t.Fatalf("%d combinations, want 77", len(all))
	}
	for _, r := range all {
		predicate := "(NOT (" + r[2] + ") AND " + r[1] + ") OR (" + r[3] + " and " + r[4] + ") or not (" + r[1] + " OR " + r[4] + ")"
		want, _ := strconv.Atoi(r[5])
		if got := count(t, places, predicate); got != want {
			t.Errorf("%s: %d features, want %d", predicate, got, want)
		}
	}
}

func TestBadFilters(t *testing.T) {
	for _, text := range []string{
		"", "(", "a =", "a = 'x", "a LIKE", "a IN", "a = 1 b", "NOT", "a BETWEEN 1", "S_INTERSECTS(geometry)", "POINT(1)", "BBOX(1,2)", "DATE('x')", "a ; b",
		strings.Repeat("(", 100_000), strings.Repeat("NOT ", 100_000) + "a", "a = \xff", "INTERVAL('..')", strings.Repeat("-", 1000) + "1",
	} {
		if _, err := ParseText(text); err == nil {
			t.Errorf("%.40q is taken", text)
		}
	}
	for _, text := range []string{"", "{", "null", `{"op":"="}`, `{"op":"=","args":[1]}`, `{"foo":1}`, `{"type":"Point","coordinates":["a"]}`, `{"type":"Polygon","coordinates":[[[1,2]]]}`, strings.Repeat("[", 5000)} {
		if _, err := ParseJSON([]byte(text)); err == nil {
			t.Errorf("%.40q is taken", text)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"a = 1", "NOT a LIKE 'x%' AND b IN (1,2)", "S_INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1, 0 0)))", "T_AFTER(t, INTERVAL('..', '2014-06-16'))", "A_CONTAINS(x, ('a', 1))", "a = -b ^ 2 div 3"} {
		f.Add(s)
	}
	feature := geo.Feature{ID: "x", Properties: map[string]any{"a": 1.0, "b": "text"}}
	f.Fuzz(func(t *testing.T, s string) {
		e, err := ParseText(s)
		if err != nil {
			return
		}
		_, _ = e.Match(&feature)
		if _, err := ParseText(e.String()); err != nil {
			t.Fatalf("%q is read, but not what it is written as, %q: %v", s, e, err)
		}
	})
}
