package data

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// benchReports is the size of the large store: 100,000 reports of ten claims. DATELINE_BENCH_REPORTS sets another.
func benchReports() int {
	if n, err := strconv.Atoi(os.Getenv("DATELINE_BENCH_REPORTS")); err == nil {
		return n
	}
	return 100_000
}

// benchReading is a report of some 2,000 characters with four mentions and ten claims about 5,000 places.
func benchReading(i int) Reading {
	base := talAfar()
	r := Reading{Report: base.Report}
	r.Report.ID = fmt.Sprintf("%032x", i)
	r.Report.Text = strings.Repeat("The militants took the town, officials said on Monday. ", 36)
	for k := range 4 {
		m := base.Mentions[0]
		m.Start, m.End = k*100, k*100+8
		m.Candidates = []Candidate{{PlaceRef: *m.Place, Score: .9, Reasons: []string{"nearest to the others"}}}
		r.Mentions = append(r.Mentions, m)
	}
	for k := range 10 {
		c := base.Claims[k%2]
		c.ID = fmt.Sprintf("%020x%04x", uint64(i)*0x9E3779B97F4A7C15, k)
		c.ActorID = fmt.Sprintf("actor-%d", (i+k)%200)
		p := c.Places[0]
		p.ID = fmt.Sprintf("geonames:%d", (i*7+k)%5000)
		p.Lon, p.Lat = ptr(float64((i*7+k)%3600)/10-180), ptr(float64((i*13+k)%1600)/10-80)
		c.Places = []ClaimPlace{p}
		day := time.Date(2014, 1, 1+i%365, 0, 0, 0, 0, time.UTC)
		c.Valid.Start, c.Valid.End = &day, nil
		c.Evidence = []Evidence{{Start: k * 50, End: k*50 + 54, Exact: "The militants took the town, officials said on Monday."}}
		r.Claims = append(r.Claims, c)
	}
	return r
}

var large struct {
	once sync.Once
	path string
}

// largeStore makes the large store once, without syncing, in the temporary folder of the machine.
func largeStore(b *testing.B) string {
	b.Helper()
	large.once.Do(func() {
		dir, err := os.MkdirTemp("", "dateline-bench")
		if err != nil {
			b.Fatal(err)
		}
		large.path = filepath.Join(dir, "large.db")
		s, err := Open(large.path, Options{NoSync: true})
		if err != nil {
			b.Fatal(err)
		}
		ctx := context.Background()
		batch := make([]Reading, 0, 2000)
		for i := range benchReports() {
			if batch = append(batch, benchReading(i)); len(batch) == cap(batch) || i+1 == benchReports() {
				if _, err := s.AddReadings(ctx, "bench", batch); err != nil {
					b.Fatal(err)
				}
				batch = batch[:0]
			}
		}
		if err := s.db.Sync(); err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	})
	return large.path
}

// BenchmarkAppend adds readings in batches, each synced: claims a second.
func BenchmarkAppend(b *testing.B) {
	s, err := Open(filepath.Join(b.TempDir(), "append.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	const batch = 2000
	n := 0
	for b.Loop() {
		b.StopTimer()
		rs := make([]Reading, batch)
		for i := range rs {
			rs[i] = benchReading(n)
			n++
		}
		b.StartTimer()
		if _, err := s.AddReadings(context.Background(), "bench", rs); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n*10)/b.Elapsed().Seconds(), "claims/s")
}

// BenchmarkReview is one synced decision after the other, by eight reviewers at once.
func BenchmarkReview(b *testing.B) {
	s, err := Open(filepath.Join(b.TempDir(), "review.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if _, err := s.AddReading(context.Background(), "bench", benchReading(0)); err != nil {
		b.Fatal(err)
	}
	id := benchReading(0).Claims
	var mu sync.Mutex
	next := 0
	b.SetParallelism(4)
	b.RunParallel(func(p *testing.PB) {
		mu.Lock()
		claim := id[next%len(id)].ID
		next++
		mu.Unlock()
		for p.Next() {
			st, err := s.Claim(context.Background(), claim, time.Time{})
			if err == nil {
				_, err = s.Review(context.Background(), Review{Claim: claim, Action: ActionAccept, Version: st.Version, Author: "ann"})
			}
			if err != nil {
				b.Error(err)
				return
			}
		}
	})
}

// BenchmarkOpen is the start on the large store.
func BenchmarkOpen(b *testing.B) {
	path := largeStore(b)
	for b.Loop() {
		s, err := Open(path, Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		s.Close()
		b.StartTimer()
	}
}

func benchOpen(b *testing.B) *Store {
	b.Helper()
	s, err := Open(largeStore(b), Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

// BenchmarkScan reads every claim of the large store, as the situation does the first time.
func BenchmarkScan(b *testing.B) {
	s := benchOpen(b)
	for b.Loop() {
		n := 0
		for _, err := range s.Claims(context.Background(), Filter{}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != benchReports()*10 {
			b.Fatal(n)
		}
	}
}

func BenchmarkQuery(b *testing.B) {
	s := benchOpen(b)
	day := time.Date(2014, 6, 16, 0, 0, 0, 0, time.UTC)
	for name, f := range map[string]Filter{
		"place":  {Place: "geonames:77"},
		"actor":  {Actor: "actor-7", Limit: 100},
		"report": {Report: fmt.Sprintf("%032x", benchReports()/2)},
		"box":    {Bound: &[4]float64{40, 30, 41, 31}},
		"valid":  {ValidTo: day.AddDate(0, -5, -14)},
		"state":  {States: []string{Accepted}},
		"page":   {Limit: 100, After: benchReading(benchReports() / 2).Claims[0].ID},
	} {
		b.Run(name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				n = 0
				for _, err := range s.Claims(context.Background(), f) {
					if err != nil {
						b.Fatal(err)
					}
					n++
				}
			}
			b.ReportMetric(float64(n), "claims")
		})
	}
}
