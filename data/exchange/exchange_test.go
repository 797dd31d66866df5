package exchange

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"dateline/geo"
)

func flows() []geo.Feature {
	return []geo.Feature{
		{ID: "f1", Geometry: orb.LineString{{43.12, 36.34}, {43.1, 36.73}}, Properties: map[string]any{
			"kind": "flow", "origin": map[string]any{"name": "Mosul", "lat": 36.34, "lon": 43.12}, "destination": map[string]any{"name": "ألقوش"},
			"value": map[string]any{"unit": "household", "low": 2000.0, "best": nil, "high": 3000.0, "qualifier": "range"}, "valid_from": "2014-06-16T00:00:00Z",
			"evidence": []any{map[string]any{"exact": "=HYPERLINK(\"x\")", "publisher": "A & <B>", "url": "http://example.org/"}},
		}},
		{ID: "f2", Properties: map[string]any{"kind": "stock", "value": map[string]any{"unit": "person", "low": nil, "best": 200000.0, "high": nil}}},
	}
}

func write(t *testing.T, format string) string {
	t.Helper()
	var b bytes.Buffer
	w, err := New(format, "Test & <more>", &b)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range flows() {
		if err := w.Write(f); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTable(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(write(t, "hxl"), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	cell := func(row int, name string) string {
		for i, n := range rows[0] {
			if n == name {
				return rows[row][i]
			}
		}
		t.Fatalf("no column %s", name)
		return ""
	}
	for _, c := range []struct {
		row        int
		name, want string
	}{
		{1, "people", "#affected+idps+ind"},
		{2, "households_min", "2000"},
		{2, "households", ""},
		{2, "people_min", ""},
		{2, "destination", "ألقوش"},
		{2, "origin", "Mosul"},
		{2, "excerpt", "'=HYPERLINK(\"x\")"},
		{2, "lat", "36.535"},
		{3, "people", "200000"},
		{3, "lat", ""},
	} {
		if got := cell(c.row, c.name); got != c.want {
			t.Errorf("row %d %s: %q, want %q", c.row, c.name, got, c.want)
		}
	}
}

func TestKML(t *testing.T) {
	d := xml.NewDecoder(strings.NewReader(write(t, "kml")))
	placemarks := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if s, ok := token.(xml.StartElement); ok && s.Name.Local == "Placemark" {
			placemarks++
		}
	}
	if placemarks != 2 {
		t.Errorf("%d placemarks", placemarks)
	}
}

func TestGeoJSON(t *testing.T) {
	var fc struct{ Features []map[string]any }
	if err := json.Unmarshal([]byte(write(t, "geojson")), &fc); err != nil || len(fc.Features) != 2 {
		t.Fatalf("%d features, %v", len(fc.Features), err)
	}
	records := strings.Split(write(t, "geojsonseq"), "\x1e")
	if len(records) != 3 || !json.Valid([]byte(records[1])) || !json.Valid([]byte(records[2])) {
		t.Errorf("%d records: %q", len(records), records)
	}
	if _, err := New("shp", "", nil); err == nil {
		t.Error("an unknown format is taken")
	}
}

// FuzzString compares the JSON of texts with what encoding/json reads back.
func FuzzString(f *testing.F) {
	f.Add("a\"\\\n\x00é\xff<script>")
	f.Fuzz(func(t *testing.T, s string) {
		var back string
		if err := json.Unmarshal(AppendString(nil, s), &back); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		if want := strings.ToValidUTF8(s, "\ufffd"); strings.Count(back, "\ufffd") < strings.Count(want, "\ufffd") {
			t.Fatalf("%q became %q", s, back)
		}
	})
}
