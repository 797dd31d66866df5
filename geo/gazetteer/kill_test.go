package gazetteer

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// childDir tells a copy of the test program to be the import that is killed.
const childDir = "GAZETTEER_IMPORT_INTO"

// TestMain imports for TestKilledImport where that asks for it.
func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		fmt.Println("importing")
		_, err := (Import{Dir: dir, Name: "mine", Files: []string{filepath.Join(dir, "..", "new.txt")}, Now: clock}).Run(nil)
		fmt.Println("done", err)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// geonamesRows writes a table of n places named after a word.
func geonamesRows(t testing.TB, path, word string, n int) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	for i := range n {
		fmt.Fprintf(w, "%d\t%s %d\t%s %d\tOther %s%d\t%.4f\t%.4f\tP\tPPL\tIQ\t\t15\t\t\t\t0\t\t\t\t\n", i+1, word, i, word, i, word, i, 30+float64(i%70000)/10000, 40+float64(i%90000)/10000)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestKilledImport kills imports at random moments: afterwards there is the old gazetteer or the new one, whole, and the next import
// removes what was left behind.
func TestKilledImport(t *testing.T) {
	rounds, rows := 4, 5_000
	if os.Getenv("DATELINE_SOAK") != "" {
		rounds, rows = 100, 60_000
	}
	root := t.TempDir()
	dir := filepath.Join(root, "gazetteers")
	old := filepath.Join(root, "old.txt")
	geonamesRows(t, old, "Oldtown", 1000)
	geonamesRows(t, filepath.Join(root, "new.txt"), "Newtown", rows)
	importInto(t, dir, "mine", old)
	start := time.Now()
	child(t, dir, 0)
	whole := time.Since(start)
	r := rand.New(rand.NewPCG(7, 7))
	killed := 0
	for range rounds {
		importInto(t, dir, "mine", old)
		if !child(t, dir, time.Duration(r.Float64()*float64(whole))) {
			killed++
		}
		infos, err := List(dir, true)
		if err != nil || len(infos) != 2 || infos[1].Damage != "" || infos[1].Places != 1000 && infos[1].Places != rows {
			t.Fatalf("after a kill: %+v, %v", infos, err)
		}
	}
	importInto(t, dir, "mine", old)
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
	t.Logf("%d of %d imports killed before they were done", killed, rounds)
}

// child runs an import and kills it after a time, 0 for not at all; done says that it came first.
func child(t *testing.T, dir string, after time.Duration) (done bool) {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run", "^$")
	c.Env = append(os.Environ(), childDir+"="+dir)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	s := bufio.NewScanner(out)
	s.Scan()
	if after > 0 {
		time.AfterFunc(after, func() { _ = c.Process.Kill() })
	}
	for s.Scan() {
		done = done || strings.HasPrefix(s.Text(), "done <nil>")
	}
	_ = c.Wait() // killed as it should be
	return done
}

func TestImportOfHierarchy(t *testing.T) {
	row := func(id, name, class, kind, country, admin1, admin2 string) string {
		return strings.Join([]string{id, name, name, "", "36", "43", class, kind, country, "", admin1, admin2, "", "", "0", "", "", "", ""}, "\t")
	}
	places := write(t, "XX.txt", strings.Join([]string{
		row("1", "Land", "A", "PCLI", "IQ", "00", ""), row("2", "Province", "A", "ADM1", "IQ", "77", ""), row("3", "District", "A", "ADM2", "IQ", "77", "7701"),
		row("4", "Town", "P", "PPL", "IQ", "", ""), row("5", "Quarter", "P", "PPLX", "IQ", "00", ""), row("6", "Elsewhere", "P", "PPL", "SY", "", ""),
		row("7", "Clubhouse", "P", "PPL", "IQ", "", ""),
	}, "\n"))
	above := write(t, "hierarchy.txt", "1\t2\tADM\n2\t3\tADM\n3\t4\t\n4\t5\n3\t6\tADM\n3\t7\tclub\nx\t1\tADM\n")
	g, report, skips := importFiles(t, "tree", above, places)
	if report.Places != 7 || len(skips) != 1 || skips[0].Line != 7 || skips[0].File != "hierarchy.txt" {
		t.Errorf("report %+v, skips %v", report, skips)
	}
	for id, want := range map[string][2]string{
		"geonames:4": {"77", "7701"}, "geonames:5": {"77", "7701"}, "geonames:6": {"", ""}, "geonames:7": {"", ""}, "geonames:2": {"77", ""},
	} {
		if p, _ := g.Place(id); [2]string{p.Admin1, p.Admin2} != want {
			t.Errorf("%s is in %q %q, want %q", id, p.Admin1, p.Admin2, want)
		}
	}
	dir := t.TempDir()
	if _, err := (Import{Dir: dir, Name: "alone", Files: []string{above}, Now: clock}).Run(open(t)); err == nil || !strings.Contains(err.Error(), "dump") {
		t.Errorf("a hierarchy alone: %v", err)
	}
}

// TestSeveralGazetteers lays three gazetteers over the built-in one: they are joined by id, and by name and distance, and each hit says
// where it comes from.
func TestSeveralGazetteers(t *testing.T) {
	dir := t.TempDir()
	importInto(t, dir, "a-dump", write(t, "IQ.txt", "99072\tMosul\tMosul\tMosul of the dump\t36.335\t43.11889\tP\tPPLA\tIQ\t\t15\t\t\t\t0\t\t\t\t\n"))
	importInto(t, dir, "b-sites", write(t, "b.csv", "name,lat,lon,pcode\nMosul,36.34,43.13,IQ-X1\nCamp Nowhere,36.5,43.5,\n"))
	g, _, _ := importInto(t, dir, "c-sites", write(t, "c.csv", "name,lat,lon\nCamp Nowhere,36.501,43.501\nMosul,35.0,43.13\n"))
	hits, err := g.Search(Query{Text: "Mosul", Country: "IQ", Kinds: []string{"P"}})
	if err != nil {
		t.Fatal(err)
	}
	mosul := 0
	for _, h := range hits {
		if h.Match.Text == "Mosul" {
			mosul++
		}
	}
	if p := hits[0].Place; mosul != 2 || p.ID != "geonames:99072" || p.Population != 1683000 || p.PCode != "IQ-X1" || p.Source == "" ||
		!strings.Contains(strings.Join(hits[0].Reasons, ", "), "also in a-dump, also in b-sites") {
		t.Errorf("Mosul: %d hits, first %+v %q; want the city joined of three gazetteers and the namesake 150 km away", mosul, p, hits[0].Reasons)
	}
	if m := g.Lookup("Camp Nowhere"); len(m) != 1 || m[0].Place.Source == "" {
		t.Errorf("Lookup(Camp Nowhere) = %+v, want one place with a source", m)
	}
	if m := g.Lookup("Mosul of the dump"); len(m) != 1 || m[0].Place.Population != 1683000 {
		t.Errorf("Lookup(Mosul of the dump) = %+v, want Mosul with the built-in population", m)
	}
}
