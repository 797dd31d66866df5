package source

import (
	"strings"
	"testing"

	"dateline/geo/gazetteer/index"
)

func TestDetect(t *testing.T) {
	for text, want := range map[string]Format{
		"1\tA\tA\t\t1\t2\tP\tPPL\tIQ\t\t\t\t\t\t0\t\t\t\t\n": FormatGeoNames, "1\t2\ten\tA\t\t\t\t\t\t\n": FormatAlternates,
		"IQ.15\tNineveh\tNineveh\t92877\n": FormatCodes, "1\t2\tADM\n": FormatHierarchy, " {\"type\":\"FeatureCollection\"}": FormatGeoJSON, "name,lat,lon\n": FormatCSV,
	} {
		got, _, err := Detect(strings.NewReader(text))
		if err != nil || got != want {
			t.Errorf("Detect(%q) = %s, %v, want %s", text, got, err, want)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{"  a  b ": "a b", "\u200fالموصل\u202c": "الموصل", "x\x00y": "xy", "plain": "plain", "نی\u200cنوا": "نی\u200cنوا"} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzTables(f *testing.F) {
	f.Add("1\tA\tA\t\t1\t2\tP\tPPL\tIQ\t\t\t\t\t\t0\t\t\t\t\n")
	f.Add("1\t2\ten\tA\t\t\t\t\t\t\n")
	f.Add(`{"type":"FeatureCollection","features":[{"properties":{"name":"x"},"geometry":{"type":"Polygon","coordinates":[[]]}}]}`)
	f.Add("name,lat,lon\nA,1,2\n\"B,3,4\n")
	f.Add("#loc+name;#geo+lat;#geo+lon\nA;1,5;2\n")
	f.Fuzz(func(t *testing.T, s string) {
		skip := func(int, string) {}
		check := func(r index.Record) error {
			if err := r.Check(); err != nil {
				t.Errorf("unusable record: %v", err)
			}
			return nil
		}
		name := func(string, index.Name) error { return nil }
		_ = GeoNamesTable(strings.NewReader(s), check, skip)
		_ = AlternateNames(strings.NewReader(s), name, skip)
		_ = AdminCodes(strings.NewReader(s), name, skip)
		_ = CSV(strings.NewReader(s), "x", check, skip)
		_ = GeoJSON(strings.NewReader(s), "x", func(o Outlined) error { return check(o.Record) }, skip)
		_, _, _ = Detect(strings.NewReader(s))
	})
}
