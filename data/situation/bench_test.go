package situation

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"dateline/data"
)

// many makes n towns, each with a claim by one of five holders of its region, spread over a year.
func many(t testing.TB, n int) (*fakeStore, *fakeGround) {
	g, s := &fakeGround{land: map[string]orb.MultiPolygon{"IQ": rect(39, 29, 48, 37)}, outlines: map[string]orb.MultiPolygon{}}, newStore()
	r := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		p := orb.Point{39 + 9*r.Float64(), 29 + 8*r.Float64()}
		g.towns = append(g.towns, Settlement{fmt.Sprintf("t%06d", i), fmt.Sprint("Town ", i), "PPL", "IQ", int64(r.IntN(50000)), p})
		at := june(1).AddDate(0, 0, r.IntN(365))
		lon, lat := p[0], p[1]
		holder := fmt.Sprint("holder", (int(p[0]*1.3)+int(p[1]))%5)
		s.put(data.Claim{
			Kind: data.KindControl, Actor: holder, ActorID: holder, Status: data.StatusCaptured, Modality: data.Asserted,
			Places: []data.ClaimPlace{{Role: data.RoleAt, Name: g.towns[i].Name, ID: g.towns[i].ID, Kind: "PPL", Country: "IQ", Lon: &lon, Lat: &lat}},
			Valid:  data.Interval{Start: &at, Precision: "day"},
		})
	}
	g.sort()
	return s, g
}

// BenchmarkSituation is all layers of one instant, from nothing.
func BenchmarkSituation(b *testing.B) {
	for _, n := range []int{10000, 100000} {
		s, g := many(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			onCPU(b, func() {
				e := newEngine(s, g)
				for _, c := range []string{"control", "zones", "frontlines"} {
					features(b, e, c, Query{Valid: june(1).AddDate(1, 0, 0)})
				}
			})
		})
	}
}

// allOf shows everything, and says so, as the profile internal does.
type allOf struct{ everything }

func (allOf) Until(string, *data.ClaimState, time.Time) time.Time { return time.Time{} }
func (allOf) Whole(string) bool                                   { return true }

// timed shows everything, as a profile does that looks at every claim and hides none for a time.
type timed struct{ allOf }

func (timed) Whole(string) bool { return false }

// BenchmarkChange is one claim of 10,000 corrected, until the control, zones and front lines are there again: under a profile that
// shows all claims as they are, under one that looks at each, and under one that cannot say what time changes.
func BenchmarkChange(b *testing.B) {
	for _, p := range []struct {
		name string
		pub  Publisher
	}{{"whole", allOf{}}, {"timed", timed{}}, {"untimed", everything{}}} {
		b.Run(p.name, func(b *testing.B) {
			s, g := many(b, 10000)
			e := New(changing{s}, g, p.pub, func() time.Time { return june(30).AddDate(2, 0, 0) })
			q := Query{Valid: june(1).AddDate(1, 0, 0)}
			layers := []string{"control", "zones", "frontlines"}
			for _, c := range layers {
				features(b, e, c, q)
			}
			i := 0
			onCPU(b, func() {
				i++
				s.review(s.claims[i%len(s.claims)].Claim.ID, func(c *data.ClaimState) { c.Claim.ActorID = fmt.Sprint("holder", i%5) })
				for _, c := range layers {
					features(b, e, c, q)
				}
			})
		})
	}
}

// BenchmarkYear is the zones of every day of a year with 10,000 claims.
func BenchmarkYear(b *testing.B) {
	s, g := many(b, 10000)
	onCPU(b, func() {
		e := newEngine(s, g)
		if _, err := e.Series(context.Background(), Query{From: june(1), Valid: june(1).AddDate(1, 0, 0)}, 24*time.Hour); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkYearOfLines is the statuses, zones and front lines with their bands of every day of that year, on all cores.
func BenchmarkYearOfLines(b *testing.B) {
	s, g := many(b, 10000)
	onCPU(b, func() {
		e := newEngine(s, g)
		e.mu.Lock()
		q := e.normal(Query{Valid: june(1)})
		v, err := e.view(b.Context(), q)
		e.mu.Unlock()
		if err != nil {
			b.Fatal(err)
		}
		workers := runtime.GOMAXPROCS(0)
		var all sync.WaitGroup
		for w := range workers {
			all.Go(func() {
				r := run{e: e, v: v, q: q}
				for d := 366 * w / workers; d < 366*(w+1)/workers; d++ {
					f := r.next(june(1).AddDate(0, 0, d))
					f.areaTable()
					f.mu.Lock()
					f.frontsOf(f.layered())
					f.mu.Unlock()
				}
			})
		}
		all.Wait()
	})
}

// onCPU runs a loop and reports the processor time of the whole process for each turn: on a busy machine the clock says little.
func onCPU(b *testing.B, run func()) {
	start := cpuTime()
	n := 0
	for b.Loop() {
		run()
		n++
	}
	b.ReportMetric(float64((cpuTime()-start).Microseconds())/1000/float64(n), "cpu-ms/op")
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
