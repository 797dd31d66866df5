package server_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"dateline/data"
	"dateline/data/profile"
	"dateline/geo/gazetteer"
	"dateline/server"
)

// scaleReports is the size of the large store: reports of ten claims each. DATELINE_BENCH_REPORTS sets another.
func scaleReports() int {
	if n, err := strconv.Atoi(os.Getenv("DATELINE_BENCH_REPORTS")); err == nil {
		return n
	}
	return 100_000
}

// scaleStore makes the large store: claims about the towns between the Mediterranean and the Gulf, spread over a year.
// DATELINE_BENCH_STORE keeps it for the next run.
func scaleStore(b *testing.B, g *gazetteer.Gazetteer) string {
	b.Helper()
	path := os.Getenv("DATELINE_BENCH_STORE")
	if path == "" {
		path = filepath.Join(b.TempDir(), "scale.db")
	} else if _, err := os.Stat(path); err == nil {
		return path
	}
	towns := g.Within(orb.Bound{Min: orb.Point{35, 29}, Max: orb.Point{49, 38}}, gazetteer.NearOptions{Kinds: []string{"P"}})
	s, err := data.Open(path, data.Options{NoSync: true})
	if err != nil {
		b.Fatal(err)
	}
	batch := []data.Reading{}
	for i := range scaleReports() {
		batch = append(batch, scaleReading(i, towns))
		if len(batch) == 2000 || i+1 == scaleReports() {
			if _, err := s.AddReadings(context.Background(), "bench", batch); err != nil {
				b.Fatal(err)
			}
			batch = batch[:0]
		}
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

// scaleReading is one report of some 700 characters with ten claims, nine of control and one of a flow.
func scaleReading(i int, towns []gazetteer.Place) data.Reading {
	const sentence = "The militants took the town, officials said on Monday. "
	day := time.Date(2014, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i*365/scaleReports())
	r := data.Reading{Report: data.Report{
		ID: fmt.Sprintf("%032x", i), Title: fmt.Sprint("Report ", i), Publisher: fmt.Sprint("Desk ", i%50), Published: day, Language: "en",
		Text: strings.Repeat(sentence, 12),
	}}
	for k := range 10 {
		t := towns[(i*7919+k*104729)%len(towns)]
		lon, lat := t.Point[0], t.Point[1]
		holder := fmt.Sprint("holder-", (int(lon*1.3)+int(lat)+i/30000)%5)
		c := data.Claim{
			ID: fmt.Sprintf("%020x%04x", uint64(i)*0x9E3779B97F4A7C15, k), Kind: data.KindControl, Actor: "The militants", ActorID: holder, ActorName: holder,
			Status: data.StatusCaptured, Modality: data.Asserted, Confidence: .8, Reader: "bench", Rule: "took",
			Places:   []data.ClaimPlace{{Role: data.RoleAt, Text: t.Name, Name: t.Name, ID: t.ID, Kind: t.Kind, Country: t.Country, Lon: &lon, Lat: &lat, Relation: data.RelationIn}},
			Valid:    data.Interval{Start: &day, Precision: "day"},
			Evidence: []data.Evidence{{Start: k * len(sentence), End: (k+1)*len(sentence) - 1, Exact: sentence[:len(sentence)-1]}},
		}
		if k == 9 {
			best := float64(100 + i%5000)
			c.Kind, c.Status, c.Population, c.Places[0].Role, c.Value = data.KindFlow, "", "idp", data.RoleOrigin, &data.Value{Best: &best, Unit: "person"}
		}
		r.Claims = append(r.Claims, c)
	}
	return r
}

// BenchmarkScale is a server over a million claims: from opening the file to the first tile, then a layer at another day and
// known time (cold) and again (warm). It tells the resident memory.
func BenchmarkScale(b *testing.B) {
	g, err := gazetteer.Embedded()
	if err != nil {
		b.Skip(err)
	}
	path := scaleStore(b, g)
	for b.Loop() {
		begin, start := time.Now(), processor()
		s, err := data.Open(path, data.Options{})
		if err != nil {
			b.Fatal(err)
		}
		step := func(name string, paths ...string) {
			ask, used := time.Now(), processor()
			for _, p := range paths {
				w := httptest.NewRecorder()
				r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8080"+p, nil)
				r.RemoteAddr = "127.0.0.1:4"
				handler(b, s, g).ServeHTTP(w, r)
				if w.Code != http.StatusOK {
					b.Fatal(p, w.Code, w.Body)
				}
			}
			b.ReportMetric(float64(time.Since(ask).Microseconds())/1000, name)
			b.ReportMetric(float64((processor()-used).Microseconds())/1000, strings.TrimSuffix(name, "ms")+"cpu-ms")
		}
		b.ReportMetric(float64(time.Since(begin).Microseconds())/1000, "open-ms")
		handlers = map[*data.Store]http.Handler{}
		step("tile-ms", "/tiles/zones/5/19/12.mvt")
		b.ReportMetric(float64(time.Since(begin).Microseconds())/1000, "start-to-tile-ms")
		b.ReportMetric(float64((processor()-start).Microseconds())/1000, "start-to-tile-cpu-ms")
		step("zones-ms", "/collections/zones/items?limit=1")
		step("day-ms", "/collections/zones/items?limit=1&datetime=2014-06-16")
		step("day-warm-ms", "/collections/zones/items?limit=1&datetime=2014-06-16")
		step("known-ms", "/collections/zones/items?limit=1&datetime=2014-03-16&known="+halfway(b, s))
		step("control-ms", "/collections/control/items?limit=10")
		b.ReportMetric(rss(), "rss-MB")
		b.StopTimer()
		s.Close()
		b.StartTimer()
	}
}

// halfway is when half of the entries had been recorded.
func halfway(b *testing.B, s *data.Store) string {
	for e, err := range s.Since(context.Background(), s.Revision()/2) {
		if err != nil {
			b.Fatal(err)
		}
		return e.At.UTC().Format(time.RFC3339Nano)
	}
	b.Fatal("the store is empty")
	return ""
}

var handlers = map[*data.Store]http.Handler{}

func handler(b *testing.B, s *data.Store, g *gazetteer.Gazetteer) http.Handler {
	h := handlers[s]
	if h == nil {
		var err error
		h, err = server.New(server.Config{Store: s, Gazetteer: g, Profiles: profile.Default(), Addr: "127.0.0.1:8080", Now: time.Now})
		if err != nil {
			b.Fatal(err)
		}
		handlers[s] = h
	}
	return h
}

// processor is the processor time that this process has used: on a busy machine it tells more than the clock.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// rss is the resident memory in MB, the mapped pages of the store with it.
func rss() float64 {
	b, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	var size, resident int
	if _, err := fmt.Sscan(string(b), &size, &resident); err != nil {
		return 0
	}
	return float64(resident*os.Getpagesize()) / 1e6
}
