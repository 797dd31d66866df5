package exchange

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"dateline/geo"
)

// TestRowsAreReadBack: whatever stands in a feature, the table has one row a feature and as many cells as columns, and a text
// is read back as it was, behind an apostrophe where a spreadsheet would run it.
func TestRowsAreReadBack(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.StringMatching("[-=+@,\"\r\n\t' a1]{0,6}"), rapid.Just(`\.`))
	rapid.Check(t, func(t *rapid.T) {
		name, holder := text.Draw(t, "name"), text.Draw(t, "holder")
		n := rapid.Float64Range(-1e6, 1e6).Draw(t, "n")
		f := geo.Feature{ID: "x", Geometry: orb.Point{n / 1e5, -1.5}, Properties: map[string]any{
			"name": name, "holder": holder, "confidence": n, "status": []string{"a,b", `c"`},
		}}
		var b bytes.Buffer
		w := newTable(&b, true)
		for range 2 {
			if err := w.Write(f); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
		if err != nil || len(rows) != 4 || len(rows[3]) != len(columns) {
			t.Fatalf("%d rows, %v in %q", len(rows), err, b.String())
		}
		for i, c := range columns {
			want := ""
			switch c.name {
			case "name":
				want = harmless(name)
			case "holder":
				want = harmless(holder)
			case "status":
				want = `["a,b","c\""]`
			case "confidence":
				want = string(appendFloat(nil, n))
			case "id":
				want = "x"
			case "lat":
				want = "-1.5"
			case "lon":
				want = string(appendFloat(nil, n/1e5))
			}
			// encoding/csv reads \r\n as \n, and no writer can help that.
			if got := rows[3][i]; strings.ReplaceAll(got, "\r\n", "\n") != strings.ReplaceAll(want, "\r\n", "\n") {
				t.Errorf("%s: %q, want %q", c.name, got, want)
			}
		}
	})
}

func harmless(s string) string {
	if runs(s) {
		return "'" + s
	}
	return s
}

// wide is a feature as the map has them.
func wide(i int) geo.Feature {
	return geo.Feature{ID: fmt.Sprint("flow:", i), Geometry: orb.Point{43.1, 36.3}, Properties: map[string]any{
		"name": "Mosul", "kind": "flow", "population": "idp", "valid_from": "2014-06-10", "confidence": 0.8, "origin": "Mosul",
		"value":    map[string]any{"unit": "person", "best": 500000.0, "raw": "some 500,000, it is said"},
		"evidence": []any{map[string]any{"publisher": "Desk", "exact": "Some 500,000 fled Mosul.", "url": "https://desk.example/1"}},
	}}
}

func benchmarkWrite(b *testing.B, format string) {
	f := wide(1)
	w, err := New(format, "x", io.Discard)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := w.Write(f); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWriteCSV(b *testing.B)        { benchmarkWrite(b, "csv") }
func BenchmarkWriteGeoJSONSeq(b *testing.B) { benchmarkWrite(b, "geojsonseq") }

// TestARowAllocatesNothing holds the memory of an export down to one row, however many there are.
func TestARowAllocatesNothing(t *testing.T) {
	f := wide(1)
	w := newTable(io.Discard, false)
	if n := testing.AllocsPerRun(100, func() { _ = w.Write(f) }); n > 1 {
		t.Errorf("%v allocations a row", n)
	}
}
