package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// runWith runs a command line as a user does.
func runWith(t *testing.T, stdin string, args ...string) (stdout, stderr string, err error) {
	t.Helper()
	var out, errs bytes.Buffer
	a := &app{Stdin: strings.NewReader(stdin), Stdout: &out, Stderr: &errs, Now: time.Now}
	err = run(context.Background(), a, args)
	return out.String(), errs.String(), err
}

func TestLocationCommands(t *testing.T) {
	for _, c := range []struct {
		args string
		says string
	}{
		{"geocode Mosul", "geonames:99072"},
		{"geocode Mosul --format geojson", `"version":"0.1.0"`},
		{"reverse 43.13,36.34", "in Nineveh, Iraq"},
		{"reverse -73.98 40.75", "United States"},
		{"reverse -73.98,40.75 --format csv", "place_id,"},
		{"nearest Mosul --kind P --limit 1", "0.0 km"},
		{"nearest -- -73.9,40.7", "New York"},
		{"distance Mosul Alqosh", "Alqosh is 44.3 km (27.6 miles) north of Mosul in a straight line"},
		{"distance 0,0 180,0", "20003931.459 m"},
		{"distance --method haversine -1,0 1,0", "sphere"},
		{"distance 170,-40 -170,-40 --format geojson", "MultiLineString"},
		{"distance 43,36 44,36 --format csv", "from_label"},
		{"distance --help", "straight line over"},
	} {
		out, _, err := runWith(t, "", strings.Fields(c.args)...)
		if err != nil || !strings.Contains(out, c.says) {
			t.Errorf("dateline %s: %v\n%s\nwant it to say %q", c.args, err, out, c.says)
		}
	}
}

func TestLocationCommandsRefuse(t *testing.T) {
	for args, says := range map[string]string{
		"geocode":                      "the name is empty",
		"geocode Mosul --format xml":   "unknown format",
		"geocode Mosul --limit 0":      "--limit 0",
		"geocode Mosul --near 36,143":  "look swapped",
		"geocode Mosul --bbox 1,2":     "want min lon",
		"reverse":                      "0 arguments",
		"reverse 36,143":               "look swapped",
		"reverse NaN,1":                "not a decimal number",
		"nearest 1,1 --radius -5":      "flag needs an argument",
		"nearest 1,1 --limit 100000":   "use 1 to 1000",
		"distance Mosul":               "1 arguments: give FROM and TO",
		"distance Mosul Newcastle":     "may be",
		"distance Mosul 1,91":          "look swapped",
		"distance 1,1 2,2 --method x":  "there is no method",
		"distance --csv absent.csv":    "absent.csv",
		"geocode --csv - --column nix": "the file is empty",
	} {
		out, _, err := runWith(t, "", strings.Fields(args)...)
		if err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("dateline %s: %v, want it to say %q\n%s", args, err, says, out)
		}
	}
}

func TestTablesKeepEveryRow(t *testing.T) {
	in := "\ufefflongitude;latitude;direction\n#geo+lon;#geo+lat;\n43.1;36.3;a\n36;143;b\n44;36\n"
	out, errs, err := runWith(t, in, "reverse", "--csv", "-")
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(out))
	r.Comma = ';'
	rows, err := r.ReadAll() // all rows have as many fields as the first
	if err != nil || len(rows) != 5 {
		t.Fatalf("%d rows, %v\n%s", len(rows), err, out)
	}
	head := strings.Join(rows[0], ";")
	if !strings.HasPrefix(head, "longitude;latitude;direction;within;place_id;") || !strings.Contains(head, ";dateline_direction;error") {
		t.Errorf("header %s", head)
	}
	if rows[2][3] != "Nineveh, Iraq" || !strings.Contains(rows[3][len(rows[3])-1], "look swapped") || rows[4][2] != "" {
		t.Errorf("%v", rows)
	}
	if !strings.Contains(errs, "1 of 4 rows have no answer") {
		t.Errorf("%q", errs)
	}
}

func TestTableOfNamesAndDistances(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.csv"), filepath.Join(dir, "out.csv")
	if err := os.WriteFile(in, []byte("id,Town,country\n1,Mosul,Iraq\n2,Paris,US\n3,,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := runWith(t, "", "geocode", "--csv", in, "--out", out, "--column", "town"); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(out)
	if err != nil || !strings.Contains(string(b), "1,Mosul,Iraq,geonames:99072,") || !strings.Contains(string(b), "PPLA2,US,") || !strings.Contains(string(b), "the name is empty") {
		t.Errorf("%v\n%s", err, b)
	}
	text, _, err := runWith(t, "from,to\nMosul,Kirkuk\n\"43,36\",\"43,37\"\n", "distance", "--csv", "-")
	if err != nil || !strings.Contains(text, "149.886") || !strings.Contains(text, "north") {
		t.Errorf("%v\n%s", err, text)
	}
	if _, _, err := runWith(t, "a,\"b\nc", "distance", "--csv", "-", "--out", out); err == nil {
		t.Error("a broken table passed")
	}
	if after, _ := os.ReadFile(out); !bytes.Equal(after, b) {
		t.Error("a failed run has overwritten the file")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".dateline-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAnswersAsJSON(t *testing.T) {
	out, _, err := runWith(t, "", "nearest", "43.13,36.34", "--format", "json", "--limit", "2", "--kind", "P")
	var rows []struct {
		ID       string
		Point    [2]float64
		Distance float64 `json:"distance_m"`
	}
	if err != nil || json.Unmarshal([]byte(out), &rows) != nil || len(rows) != 2 || rows[0].Distance > rows[1].Distance {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestNearestFeatures(t *testing.T) {
	db := filepath.Join(t.TempDir(), "x.db")
	article := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(article, []byte("Islamic State fighters captured Mosul on 10 June 2014.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := runWith(t, "", "add", article, "--published", "2014-06-11", "--db", db); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ args, in, says string }{
		{"nearest Mosul --collection control", "", "0.0 km (0.0 mi) inside"},
		{"nearest 43.1,36.7 --collection control --format csv", "", "control:geonames:99072"},
		{"nearest 43.1,36.7 --collection control --format geojson", "", `"distance_m":`},
		{"nearest 43.1,36.7 --collection control --radius 1", "", "no feature found"},
		{"nearest 43.1,36.7 --collection control --valid 2014-06-01", "", "no feature found"},
		{"nearest 43.1,36.7 --collection control --profile public", "", "no feature found"},
		{"nearest --collection control --csv -", "lon,lat\n43.1,36.7\n", "control:geonames:99072"},
	} {
		out, _, err := runWith(t, c.in, append(strings.Fields(c.args), "--db", db)...)
		if err != nil || !strings.Contains(out, c.says) {
			t.Errorf("dateline %s: %v\n%s\nwant it to say %q", c.args, err, out, c.says)
		}
	}
	for args, says := range map[string]string{
		"nearest 1,1 --collection nix":                 "there is no collection",
		"nearest 1,1 --valid 2014":                     "goes with --collection only",
		"nearest 1,1 --collection control --kind P":    "do not go with --collection",
		"nearest 1,1 --collection control --known x":   "is no time",
		"nearest 1,1 --collection control --profile x": "there is no profile",
	} {
		if _, _, err := runWith(t, "", append(strings.Fields(args), "--db", db)...); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("dateline %s: %v, want it to say %q", args, err, says)
		}
	}
}
