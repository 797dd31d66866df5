package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/data/situation"
)

// lockedBuffer lets the test read what a running command prints.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

var printedAddress = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// startDemo runs `dateline serve --demo` on a free port until the test ends and gives its address.
func startDemo(t *testing.T, args ...string) string {
	t.Helper()
	return startServer(t, filepath.Join(t.TempDir(), "x.db"), append([]string{"--demo"}, args...)...)
}

// startServer runs `dateline serve` over a store on a free port until the test ends and gives its address.
func startServer(t *testing.T, db string, args ...string) string {
	t.Helper()
	var out lockedBuffer
	a := &app{Stdin: strings.NewReader(""), Stdout: &out, Stderr: io.Discard, Now: time.Now}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, a, append([]string{"serve", "--db", db, "--addr", "127.0.0.1:0"}, args...))
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("serve ended with %v", err)
		}
	})
	for range 600 {
		if at := printedAddress.FindString(out.String()); at != "" {
			return at
		}
		select {
		case err := <-ended:
			ended <- nil
			t.Fatalf("serve: %v", err)
		case <-time.After(50 * time.Millisecond):
		}
	}
	t.Fatalf("no address printed: %s", out.String())
	return ""
}

func fetch(t *testing.T, url string, into any) *http.Response {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatalf("GET %s: %v", url, err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatalf("read %s: %v", url, err)
	}
	if into != nil {
		if err := json.Unmarshal(body, into); err != nil {
			t.Fatalf("%s answers %d with no JSON (%v): %.300s", url, r.StatusCode, err, body)
		}
	}
	return r
}

type collectionAnswer struct {
	Features []struct {
		ID         string
		Geometry   *struct{ Type string }
		Properties struct {
			Evidence []struct {
				Report, Exact string
				Start, End    int
			}
			Claims []string
		}
	}
}

// TestDemoShowsTheSentenceBehindEveryFeature starts what `make run` starts and follows every drawn feature back to the
// words of its report.
func TestDemoShowsTheSentenceBehindEveryFeature(t *testing.T) {
	at := startDemo(t)
	texts := map[string][]rune{}
	text := func(id string) []rune {
		if texts[id] == nil {
			var r struct{ Report struct{ Text string } }
			fetch(t, at+"/reports/"+id, &r)
			texts[id] = []rune(r.Report.Text)
		}
		return texts[id]
	}
	count := map[string]int{}
	for _, name := range situation.Collections {
		var c collectionAnswer
		fetch(t, at+"/collections/"+name+"/items?limit=1000", &c)
		for _, f := range c.Features {
			if f.Geometry != nil {
				count[name]++
			}
			if name == "reports" {
				continue
			}
			if len(f.Properties.Evidence) == 0 {
				t.Errorf("%s %s shows no sentence", name, f.ID)
			}
			for _, e := range f.Properties.Evidence {
				if body := text(e.Report); e.End > len(body) || string(body[e.Start:e.End]) != e.Exact {
					t.Errorf("%s %s: %q is not at %d-%d of its report", name, f.ID, e.Exact, e.Start, e.End)
				}
			}
		}
	}
	for _, drawn := range []string{"control", "zones", "frontlines", "flows", "forces", "places", "claims"} {
		if count[drawn] == 0 {
			t.Errorf("the demo draws no %s (drawn: %v)", drawn, count)
		}
	}
}

func TestDemoAnswersEveryFace(t *testing.T) {
	at := startDemo(t)
	for path, kind := range map[string]string{
		"/": "application/json", "/conformance": "application/json", "/api": "application/vnd.oai.openapi+json", "/collections": "application/json",
		"/tiles/zones,control.json": "application/json", "/basemap.json": "application/json", "/style.json": "application/json",
		"/geocode?q=Alqosh": "application/", "/reverse?lon=43.1&lat=36.3": "application/", "/nearest?lon=43.1&lat=36.3": "application/",
		"/distance?from=Mosul&to=Alqosh": "application/json", "/areas": "application/json", "/diff?from=2014-06-14&to=2014-06-16": "application/geo+json",
		"/series?datetime=2014-06-10/2014-06-16": "application/json", "/rollup": "application/json", "/healthz": "application/json",
		"/readyz": "application/json", "/metrics": "text/plain", "/basemap/3/4/3.mvt": "application/vnd.mapbox-vector-tile",
	} {
		r := fetch(t, at+path, nil)
		if r.StatusCode != http.StatusOK || !strings.HasPrefix(r.Header.Get("Content-Type"), kind) {
			t.Errorf("%s: %d %s, want 200 %s", path, r.StatusCode, r.Header.Get("Content-Type"), kind)
		}
	}
	var d struct {
		KM float64 `json:"distance_km"`
	}
	fetch(t, at+"/distance?from=Mosul&to=Alqosh", &d)
	if d.KM < 43.3 || d.KM > 45.3 {
		t.Errorf("Mosul to Alqosh is %.1f km, want 44.3 ± 1", d.KM)
	}
	for path, status := range map[string]int{"/nowhere": 404, "/geocode?q=": 400, "/reverse?lon=NaN&lat=1": 400, "/tiles/zones/99/0/0.mvt": 400, "/collections/none/items": 404, "/collections/zones/items?limit=-1": 400} {
		var p struct{ Status int }
		if r := fetch(t, at+path, &p); r.StatusCode != status || p.Status != status || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/problem+json") {
			t.Errorf("%s: %d (%s, status %d), want problem %d", path, r.StatusCode, r.Header.Get("Content-Type"), p.Status, status)
		}
	}
}

// TestReportIsReadBeforeServing covers make run REPORT=path.
func TestReportIsReadBeforeServing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "2024-02-01-note.txt")
	write(t, path, []byte("Rebels captured Goma on Tuesday. Some 5,000 people fled Goma to Bukavu.\n"))
	at := startDemo(t, "--report", path)
	var ready struct{ Reports int }
	fetch(t, fmt.Sprintf("%s/readyz", at), &ready)
	if ready.Reports != 2 {
		t.Errorf("%d reports, want the demo and the file", ready.Reports)
	}
}

// An import that ends while the server runs is taken up without a restart.
func TestServeTakesUpAnImport(t *testing.T) {
	dir := t.TempDir()
	at := startServer(t, filepath.Join(dir, "x.db"))
	table := filepath.Join(dir, "towns.csv")
	if err := os.WriteFile(table, []byte("id,name,lon,lat\n1,Qasr Najm,43.5,36.5\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	found := func() int {
		var answer struct{ Features []any }
		fetch(t, at+"/geocode?name=Qasr%20Najm&country=IQ&kind=P", &answer)
		return len(answer.Features)
	}
	if n := found(); n != 0 {
		t.Fatalf("%d places before the import", n)
	}
	if _, _, err := runWith(t, "", "gazetteer", "import", "towns", table, "--db", filepath.Join(dir, "x.db")); err != nil {
		t.Fatal(err)
	}
	for begin := time.Now(); found() == 0; time.Sleep(100 * time.Millisecond) {
		if time.Since(begin) > 30*time.Second {
			t.Fatal("the import was not taken up")
		}
	}
}
