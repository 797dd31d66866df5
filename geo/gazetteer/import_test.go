package gazetteer

import (
	"archive/zip"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"dateline/geo/gazetteer/source"
)

// shared gives the path of a test file that is not part of the project, or skips the test.
func shared(t testing.TB, parts ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{"..", "..", "..", "shared"}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no %s: this test needs the shared test data beside the project", path)
	}
	return path
}

func clock() time.Time { return time.Date(2014, 6, 16, 12, 0, 0, 0, time.UTC) }

func importFiles(t testing.TB, name string, files ...string) (*Gazetteer, Imported, []source.Skip) {
	t.Helper()
	dir := t.TempDir()
	g, report, skips := importInto(t, dir, name, files...)
	return g, report, skips
}

func importInto(t testing.TB, dir, name string, files ...string) (*Gazetteer, Imported, []source.Skip) {
	t.Helper()
	var skips []source.Skip
	im := Import{Dir: dir, Name: name, Files: files, Now: clock, Skip: func(s source.Skip) { skips = append(skips, s) }}
	report, err := im.Run(open(t))
	if err != nil {
		t.Fatal(err)
	}
	g, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	return g, report, skips
}

func write(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestImportIraq(t *testing.T) {
	g, report, _ := importFiles(t, "iraq", shared(t, "gazetteer", "IQ.txt.gz"), shared(t, "gazetteer", "alternateNamesV2.IQ.txt.gz"))
	if report.Places != 22764 || report.Skipped != 0 {
		t.Errorf("report %+v, want 22764 places and nothing skipped", report)
	}
	for name, id := range map[string]string{
		"Mosul": "geonames:99072", "Fish Xabur": "geonames:96735", "القوش": "geonames:99000", "Elqush": "geonames:99000", "Zummār": "geonames:89356",
		"Baghdad": "geonames:98182", "Qaraqosh": "geonames:92430",
	} {
		m := g.Lookup(name)
		if len(m) == 0 || m[0].Place.ID != id {
			t.Errorf("Lookup(%q) = %v, want %s", name, m, id)
		}
		seen := map[string]bool{}
		for _, x := range m {
			if seen[x.Place.ID] {
				t.Errorf("Lookup(%q) gives %s twice", name, x.Place.ID)
			}
			seen[x.Place.ID] = true
		}
	}
	if m := g.Lookup("https"); len(m) > 0 {
		t.Errorf("a web address became a name: %v", m)
	}
	if p, _ := g.Place("geonames:90393"); p.Population != 144465 {
		t.Errorf("population of Tal Afar = %d, want that of the built-in gazetteer where the import has none", p.Population)
	}
	if got := g.DisplayName("geonames:99072", "ar"); got != "الموصل" {
		t.Errorf("Arabic name of Mosul = %q", got)
	}
}

func TestImportOutlines(t *testing.T) {
	g, report, skips := importFiles(t, "districts", shared(t, "boundaries", "cod-ab-irq_admbnda_adm2_cso_20190603.geojson.gz"))
	if report.Outlines != 101 || report.Places != 101 || len(skips) != 0 {
		t.Fatalf("report %+v, skips %v, want 101 outlines", report, skips)
	}
	areas := g.Admin(orb.Point{43.0967, 36.73423})
	if len(areas) != 3 || areas[0].Country != "IQ" || areas[1].ID != "geonames:92877" || areas[2].Name != "Tilkaef" {
		t.Errorf("Admin(Alqosh) = %v, want Iraq, Nineveh, Tilkaef", areas)
	}
	hits, err := g.Search(Query{Text: areas[2].PCode})
	if err != nil || len(hits) != 1 || hits[0].Place.Name != "Tilkaef" {
		t.Errorf("search by p-code %q = %v, %v", areas[2].PCode, hits, err)
	}
	if areas := g.Admin(orb.Point{42.37902, 37.07525}); len(areas) > 0 && areas[len(areas)-1].Kind == "ADM2" && areas[len(areas)-1].Country == "IQ" {
		t.Errorf("Fishkhabur's GeoNames point lies across the river, in no Iraqi district; got %v", areas)
	}
	if m, ok := g.Outline(areas[2].ID); !ok || len(m) == 0 {
		t.Error("no outline of Tilkaef")
	}
}

func TestImportOfBadRows(t *testing.T) {
	row := func(id, name, lat, lon string) string {
		return strings.Join([]string{id, name, name, "", lat, lon, "P", "PPL", "IQ", "", "15", "", "", "", "0", "", "", "", ""}, "\t")
	}
	path := write(t, "bad.txt", strings.Join([]string{
		row("1", "Good", "36", "43"), row("2", "North of the pole", "91", "43"), row("x", "No number", "36", "43"), "too\tfew",
		row("3", "Not a number", "NaN", "43"), row("4", "", "36", "43"), row("5", "B\xffd", "36", "43"), row("1822000000001", "Long id", "36", "43.5"),
	}, "\n"))
	g, report, skips := importFiles(t, "bad", path)
	if report.Places != 2 || len(skips) != 6 {
		t.Fatalf("report %+v, want 2 places and 6 rows skipped: %v", report, skips)
	}
	for i, line := range []int{2, 3, 4, 5, 6, 7} {
		if skips[i].Line != line || skips[i].Reason == "" {
			t.Errorf("skip %d = %v, want line %d", i, skips[i], line)
		}
	}
	if p, ok := g.Place("geonames:1822000000001"); !ok || p.Name != "Long id" {
		t.Errorf("place with a long id = %v, %v", p, ok)
	}
}

func TestImportFlags(t *testing.T) {
	places := write(t, "p.txt", "1\tOld Town\tOld Town\t\t36\t43\tP\tPPL\tIQ\t\t15\t\t\t\t0\t\t\t\t\n")
	names := write(t, "alternateNamesV2.txt", strings.Join([]string{
		"10\t1\tar\tالمدينة القديمة\t1\t\t\t\t\t", "11\t1\ten\tFormerville\t\t\t\t1\t1900\t1950", "12\t1\ten\tOT\t\t1\t\t\t\t",
		"13\t1\tlink\thttps://example.org/x\t\t\t\t\t\t", "14\t1\twkdt\tQ1\t\t\t\t\t\t", "15\t1\tar\tAlmadina\t\t\t\t\t\t", "16\t2\ten\tNobody\t\t\t\t\t\t",
		"17\t1\tfr\tVieille\t\t\t\t\t1920\t1946-04-17", "18\t1\tfr\tNouvelle\t\t\t\t\t1946\t",
	}, "\n"))
	g, report, _ := importFiles(t, "flags", places, names)
	if report.Orphans != 1 {
		t.Errorf("orphans = %d, want 1", report.Orphans)
	}
	got := map[string]Name{}
	for _, n := range g.Names("geonames:1") {
		got[n.Text] = n
	}
	for text, want := range map[string]Name{
		"المدينة القديمة": {Lang: "ar", Kind: "preferred"}, "Formerville": {Lang: "en", Kind: "historic", From: "1900", To: "1950"}, "OT": {Lang: "en", Kind: "short"},
		"Almadina": {}, "Old Town": {}, "Vieille": {Lang: "fr", Kind: "historic", From: "1920", To: "1946"}, "Nouvelle": {Lang: "fr", From: "1946"},
	} {
		want.Text = text
		if got[text] != want {
			t.Errorf("name %q = %+v, want %+v", text, got[text], want)
		}
	}
	if len(got) != 7 {
		t.Errorf("names %v, want 7", got)
	}
	hits, err := g.Search(Query{Text: "Formerville"})
	if err != nil || len(hits) == 0 || !slices.Contains(hits[0].Reasons, "historic name, en, used 1900–1950") {
		t.Errorf("Formerville: %+v, %v", hits, err)
	}
}

func TestImportCSV(t *testing.T) {
	for _, content := range []string{
		"Site Name,Latitude,Longitude,P-code\nCamp One,36.5,43.1,IQ-S001\nCamp One,36.5,43.1,IQ-S001\nSwapped,143.1,36.5,\nNowhere,,,\n",
		"a;b;c;d\n#loc+name;#geo+lat;#geo+lon;#loc+code\nCamp One;36,5;43,1;IQ-S001\nSwapped;143.1;36.5;\nNowhere;;;\n",
		"\ufeffx\ty\tname\tpcode\n43.1\t36.5\tCamp One\tIQ-S001\n36.5\t143.1\tSwapped\t\n\t\tNowhere\t\n",
	} {
		g, report, skips := importFiles(t, "sites", write(t, "sites.csv", content))
		if report.Places != 1 || len(skips) != 2 || !strings.Contains(skips[0].Reason, "swapped") {
			t.Errorf("%q: report %+v, skips %v", content, report, skips)
			continue
		}
		m := g.Lookup("camp one")
		if len(m) != 1 || m[0].Place.Country != "IQ" || m[0].Place.Admin1 != "15" || m[0].Place.PCode != "IQ-S001" {
			t.Errorf("Lookup(camp one) = %+v", m)
		}
	}
}

func TestImportOfOtherOutlines(t *testing.T) {
	square := `{"type":"Polygon","coordinates":[[[43,36],[44,36],[44,37],[43,37],[43,36]]]}`
	for _, c := range []struct{ content, id, kind string }{
		{`{"type":"Feature","properties":{"wof:id":85,"wof:name":"Ninawa","wof:placetype":"region","iso:country":"IQ","wof:concordances":{"gn:id":92877},` +
			`"name:ara_x_preferred":["نينوى"]},"geometry":` + square + `}`, "geonames:92877", "ADM1"},
		{
			`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"shapeName":"Ninawa","shapeID":"77B","shapeType":"ADM2"},"geometry":` + square + `}]}`,
			"geoboundaries:77B", "ADM2",
		},
		{
			`{"crs":{},"features":[{"properties":{"adm1_name":"Ninewa","adm1_pcode":"IQG15","adm0_pcode":"IQ"},"geometry":` + square + `},` +
				`{"properties":{"name":"x"},"geometry":{"type":"Polygon","coordinates":[[[500000,4000000],[500001,4000000],[500001,4000001],[500000,4000000]]]}}]}`,
			"cod:IQG15", "ADM1",
		},
	} {
		g, report, _ := importFiles(t, "areas", write(t, "a.geojson", c.content))
		if report.Places != 1 {
			t.Errorf("%s: %+v", c.id, report)
		}
		p, ok := g.Place(c.id)
		if !ok || p.Kind != c.kind || !g.Contains(c.id, orb.Point{43.5, 36.5}) || g.Contains(c.id, orb.Point{44.5, 36.5}) {
			t.Errorf("%s: %+v, %v", c.id, p, ok)
		}
	}
}

func TestImportOfArchives(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "IQ.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for name, content := range map[string]string{"readme.txt": "hello", "IQ.txt": "1\tTown\tTown\t\t36\t43\tP\tPPL\tIQ\t\t15\t\t\t\t0\t\t\t\t\n"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, content)
	}
	if err := errors.Join(z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	if _, report, _ := importFiles(t, "zip", path); report.Places != 1 {
		t.Errorf("report %+v", report)
	}
}

func TestFailedImportLeavesTheOldOne(t *testing.T) {
	dir := t.TempDir()
	good := write(t, "good.csv", "name,lat,lon\nTown,36,43\n")
	importInto(t, dir, "mine", good)
	before, err := os.ReadFile(filepath.Join(dir, "mine.gaz"))
	if err != nil {
		t.Fatal(err)
	}
	cut := filepath.Join(t.TempDir(), "cut.csv.gz")
	f, err := os.Create(cut)
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	io.WriteString(z, "name,lat,lon\n"+strings.Repeat("Town,36,43\n", 100000))
	if err := errors.Join(z.Close(), f.Truncate(200), f.Close()); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{
		cut, write(t, "empty.csv", ""), write(t, "binary.txt", "\x00\x01\x02"), write(t, "text.txt", "a poem\nof two lines"), filepath.Join(dir, "absent.txt"), dir,
		write(t, "none.csv", "name,lat,lon\nTown,x,y\n"), write(t, "half.geojson", `{"type":"FeatureCollection","features":[{"type":`),
	} {
		if _, err := (Import{Dir: dir, Name: "mine", Files: []string{bad}, Now: clock}).Run(open(t)); err == nil {
			t.Errorf("import of %s: no error", bad)
		}
	}
	after, err := os.ReadFile(filepath.Join(dir, "mine.gaz"))
	if err != nil || string(after) != string(before) {
		t.Errorf("the old gazetteer changed (%v)", err)
	}
	entries, _ := os.ReadDir(dir)
	if len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestListAndRemove(t *testing.T) {
	dir := t.TempDir()
	importInto(t, dir, "mine", write(t, "good.csv", "name,lat,lon\nTown,36,43\n"))
	infos, err := List(dir, true)
	if err != nil || len(infos) != 2 || infos[1].Name != "mine" || infos[1].Places != 1 || infos[0].Damage != "" || infos[1].Imported != "2014-06-16T12:00:00Z" {
		t.Errorf("List = %+v, %v", infos, err)
	}
	for _, name := range []string{"world", "../mine", "other"} {
		if err := Remove(dir, name); err == nil {
			t.Errorf("Remove(%q): no error", name)
		}
	}
	if err := Remove(dir, "mine"); err != nil {
		t.Error(err)
	}
}
