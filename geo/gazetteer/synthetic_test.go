package gazetteer

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"dateline/geo/gazetteer/fold"
	"dateline/geo/gazetteer/index"
)

// BenchmarkBuildSynthetic builds an index of places made from the embedded ones, moved and renamed: 50,000, or as many as
// GAZETTEER_SYNTHETIC says. It reports the size of the file a place, the bytes of the name transducer a name, the time to open
// it, and the greatest resident memory of the process so far.
func BenchmarkBuildSynthetic(b *testing.B) {
	g := open(b)
	n := 50_000
	if s := os.Getenv("GAZETTEER_SYNTHETIC"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	debug.SetMemoryLimit(700 << 20) // as the command does
	for b.Loop() {
		path := filepath.Join(b.TempDir(), "synthetic.gaz")
		start := time.Now()
		buildSynthetic(b, g, n, path)
		b.ReportMetric(time.Since(start).Seconds(), "s/build")
		start = time.Now()
		r, err := index.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(time.Since(start).Microseconds())/1000, "ms/open")
		info, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(info.Size())/float64(n), "B/place")
		b.ReportMetric(float64(r.SectionSizes()["KFST"])/float64(r.KeyCount()), "B/name")
		var usage syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err == nil {
			b.ReportMetric(float64(usage.Maxrss)/1024, "MB-peak")
		}
		askSynthetic(b, &Gazetteer{layers: []*layer{newLayer("synthetic", r)}})
		r.Close()
	}
}

// askSynthetic measures the index just built: names that are there, beginnings, and two slips in each name.
func askSynthetic(b *testing.B, g *Gazetteer) {
	l, r := g.layers[0], rand.New(rand.NewPCG(4, 4))
	const asked = 300
	names := make([]string, asked)
	for i := range names {
		names[i] = fold.Key(l.r.Name(r.IntN(l.r.Len())))
	}
	for _, m := range []struct {
		unit string
		ask  func(name string)
	}{
		{"µs/exact", func(name string) { l.r.Exact(name, func(index.Posting) bool { return true }) }},
		{"µs/prefix", func(name string) {
			if from := firstLetters(name, 3); !l.r.Beginning(from, func(index.Posting) bool { return true }) {
				l.r.Scan(from, nil, func([]byte, uint64, int) bool { return true })
			}
		}},
		{"µs/two-edits", func(name string) { l.edited("q"+name[:len(name)-1], func(scored) {}) }},
		{"µs/nearest", func(string) {
			lon, lat := l.r.Fixed(r.IntN(l.r.Len()))
			l.r.Nearest(float64(lon)/1e7, float64(lat)/1e7, 10, math.Inf(1), nil)
		}},
	} {
		start := time.Now()
		for _, name := range names {
			m.ask(name)
		}
		b.ReportMetric(float64(time.Since(start).Microseconds())/asked, m.unit)
	}
}

// firstLetters gives the first n letters of a text.
func firstLetters(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func buildSynthetic(b *testing.B, g *Gazetteer, n int, path string) {
	builder, err := index.NewBuilder(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer builder.Close()
	builder.Meta = []byte("{}")
	l, r := g.layers[0].r, rand.New(rand.NewPCG(9, 9))
	for i := range n {
		j := r.IntN(l.Len())
		p := l
		lon, lat := p.Fixed(j)
		at := orb.Point{min(180, max(-180, float64(lon)/1e7+r.Float64()-0.5)), min(90, max(-90, float64(lat)/1e7+r.Float64()-0.5))}
		rec := index.Record{
			ID: fmt.Sprintf("synthetic:%d", i), Name: fmt.Sprintf("%s %s", p.Name(j), syllables(r)), Class: 'P', Kind: "PPL", Country: p.Country(j), Lon: at[0], Lat: at[1],
			Population: int64(r.IntN(5000)), Source: "synthetic",
		}
		for range r.IntN(4) {
			rec.Names = append(rec.Names, index.Name{Text: p.Name(r.IntN(p.Len())) + " " + syllables(r)})
		}
		if err := builder.Add(&rec); err != nil {
			b.Fatal(err)
		}
	}
	if err := builder.Write(path); err != nil {
		b.Fatal(err)
	}
}

// syllables makes an ending that few names share, so that the size is not flattered.
func syllables(r *rand.Rand) string {
	parts := []string{"ba", "ri", "mo", "ten", "kha", "lu", "shir", "dan", "o", "vel", "qa", "ni", "zu", "far", "eth", "gor"}
	s := ""
	for range 2 + r.IntN(2) {
		s += parts[r.IntN(len(parts))]
	}
	return s
}
