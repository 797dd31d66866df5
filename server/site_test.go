package server_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/extract"
	"dateline/data/profile"
	"dateline/data/report/demo"
	"dateline/geo/gazetteer"
	"dateline/server"
)

// imported makes a folder with an imported gazetteer, which opens as a mapped file.
func imported(t *testing.T) (dir string) {
	t.Helper()
	base, err := gazetteer.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	table := filepath.Join(dir, "towns.csv")
	if err := os.WriteFile(table, []byte("id,name,lon,lat\n1,Qasr Najm,43.5,36.5\n2,Tell Warqa,43.6,36.6\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	im := gazetteer.Import{Dir: dir, Name: "towns", Files: []string{table}, Now: time.Now}
	if _, err := im.Run(base); err != nil {
		t.Fatal(err)
	}
	return dir
}

// siteOver makes a site with the demo report over a gazetteer.
func siteOver(t *testing.T, ground server.Ground) *server.Site {
	t.Helper()
	s, err := data.Open(filepath.Join(t.TempDir(), "x.db"), data.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	reading, err := ground.Read(context.Background(), demo.Report())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddReading(context.Background(), "demo", reading); err != nil {
		t.Fatal(err)
	}
	site, err := server.New(server.Config{
		Store: s, Gazetteer: ground.Gazetteer, Read: ground.Read, Profiles: profile.Default(), Addr: "127.0.0.1:8080", Now: time.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	return site
}

func openGround(t *testing.T, dir string) server.Ground {
	t.Helper()
	g, err := gazetteer.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := extract.New(g)
	if err != nil {
		t.Fatal(err)
	}
	return server.Ground{Gazetteer: g, Read: reader.Read}
}

// mappings counts how often files of the folder are mapped into this process, -1 where the system does not say.
func mappings(dir string) int {
	b, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return -1
	}
	return strings.Count(string(b), dir)
}

func TestGazetteerIsExchangedUnderLoad(t *testing.T) {
	dir := imported(t)
	first := openGround(t, dir)
	site := siteOver(t, first)
	h := httptest.NewServer(site)
	defer h.Close()

	targets := []string{
		"/geocode?q=Qasr%20Najm", "/nearest?lon=43.5&lat=36.5", "/autocomplete?q=qas", "/within?bbox=43,36,44,37", "/reverse?lon=43.5&lat=36.5",
		"/collections/zones/items", "/tiles/zones,control/8/158/99.mvt", "/distance?from=Qasr%20Najm&to=Mosul",
	}
	var served, failed atomic.Int64
	stop := make(chan struct{})
	var clients sync.WaitGroup
	for client := range 8 {
		clients.Go(func() {
			for i := client; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				target := targets[i%len(targets)]
				if err := ask(h.URL + target); err != nil {
					failed.Add(1)
					t.Errorf("%s: %v", target, err)
				}
				served.Add(1)
			}
		})
	}
	for range 2 {
		for n := served.Load(); served.Load() < n+20; {
			time.Sleep(time.Millisecond)
		}
		g, err := gazetteer.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := site.Exchange(server.Ground{Gazetteer: g, Read: first.Read}); err != nil { // nobody reads reports here
			t.Fatal(err)
		}
	}
	close(stop)
	clients.Wait()
	t.Logf("%d requests, %d failed", served.Load(), failed.Load())
	settles(t, dir, 1)
	if err := site.Exchange(server.Ground{}); err == nil {
		t.Error("nothing was taken for a gazetteer")
	}
}

// settles waits until the files of the folder are mapped as often as they should be.
func settles(t *testing.T, dir string, want int) {
	t.Helper()
	got := mappings(dir)
	for range 2400 { // a minute: the machine may be busy
		if got == want || got < 0 {
			return
		}
		time.Sleep(25 * time.Millisecond)
		got = mappings(dir)
	}
	t.Errorf("%d gazetteers are mapped, %d in use", got, want)
}

func ask(url string) error {
	r, err := http.Get(url)
	if err != nil {
		return err
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err == nil && r.StatusCode != http.StatusOK && r.StatusCode != http.StatusNoContent {
		err = fmt.Errorf("status %d: %.200s", r.StatusCode, b)
	}
	return err
}

// A request keeps the gazetteer that it began with, and an event stream does not.
func TestOldGazetteerStaysUntilItsLastReaderIsDone(t *testing.T) {
	dir := imported(t)
	first := openGround(t, dir)
	read, begun, finish := first.Read, make(chan struct{}), make(chan struct{})
	site := siteOver(t, server.Ground{Gazetteer: first.Gazetteer, Read: func(ctx context.Context, r data.Report) (data.Reading, error) {
		if r.Title != "slow" {
			return read(ctx, r)
		}
		close(begun)
		<-finish
		if hits, err := first.Gazetteer.Search(gazetteer.Query{Text: "Qasr Najm"}); err != nil || len(hits) == 0 {
			return data.Reading{}, fmt.Errorf("the gazetteer went away: %d hits, %w", len(hits), err)
		}
		return read(ctx, r)
	}})
	h := httptest.NewServer(site)
	defer h.Close()

	stream := make(chan error, 1)
	go func() { stream <- ask(h.URL + "/events") }()
	slow := make(chan error, 1)
	go func() {
		r, err := http.Post(h.URL+"/geoparse", "application/json", strings.NewReader(`{"title":"slow","text":"Fighters took Mosul."}`))
		if err == nil {
			defer r.Body.Close()
			if b, _ := io.ReadAll(r.Body); r.StatusCode != http.StatusOK {
				err = fmt.Errorf("status %d: %s", r.StatusCode, b)
			}
		}
		slow <- err
	}()
	<-begun
	if err := site.Exchange(openGround(t, dir)); err != nil {
		t.Fatal(err)
	}
	if err := <-stream; err != nil {
		t.Errorf("the event stream ended with %v", err)
	}
	if n := mappings(dir); n >= 0 && n != 2 {
		t.Errorf("%d gazetteers are mapped while the old one is in use", n)
	}
	if err := ask(h.URL + "/geocode?q=Mosul"); err != nil {
		t.Error(err)
	}
	close(finish)
	if err := <-slow; err != nil {
		t.Error(err)
	}
	settles(t, dir, 1)
}
