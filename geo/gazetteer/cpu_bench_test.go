package gazetteer

import (
	"math"
	"syscall"
	"testing"

	"dateline/geo/gazetteer/index"
)

// cpuTime runs what a benchmark repeats and reports the processor time of this process per operation, which other programs on
// the machine disturb less than the clock.
func cpuTime(b *testing.B, do func(i int)) {
	b.Helper()
	b.ReportAllocs()
	before := used(b)
	for i := 0; b.Loop(); i++ {
		do(i)
	}
	b.ReportMetric(float64(used(b)-before)/float64(b.N), "cpu-ns/op")
}

func used(b *testing.B) int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Skip(err)
	}
	return u.Utime.Nano() + u.Stime.Nano()
}

// BenchmarkIndex measures the parts of the service that design figures speak of, without places being unpacked.
func BenchmarkIndex(b *testing.B) {
	g := open(b)
	l := g.layers[0]
	points := landPoints(g, 1000)
	box := func(i int) index.Bound {
		p := points[i%len(points)]
		return index.Bound{West: p[0], South: p[1], East: p[0] + 1, North: p[1] + 1}
	}
	b.Run("box-1-degree", func(b *testing.B) {
		cpuTime(b, func(i int) { l.r.Within(box(i), func(int) bool { return true }) })
	})
	b.Run("nearest-10", func(b *testing.B) {
		cpuTime(b, func(i int) {
			p := points[i%len(points)]
			l.r.Nearest(p[0], p[1], 10, math.Inf(1), nil)
		})
	})
	for _, text := range []string{"mo", "mos", "mosu"} {
		b.Run("autocomplete-"+text, func(b *testing.B) {
			cpuTime(b, func(int) {
				n := 0
				top := topPlaces{limit: 22}
				if !l.r.Beginning(text, func(p index.Posting) bool {
					top.offer(l, p, nil)
					n++
					return n < 22
				}) {
					l.r.Scan(text, nil, func(key []byte, number uint64, _ int) bool {
						l.r.Postings(number, func(p index.Posting) bool {
							top.offer(l, p, key)
							return false
						})
						return true
					})
				}
			})
		})
	}
	b.Run("two-edits", func(b *testing.B) {
		cpuTime(b, func(int) { l.edited("kramatorks", func(scored) {}) })
	})
	for _, name := range []string{"Mosul", "Kramatorsk", "Nowhereville"} {
		b.Run("lookup-"+name, func(b *testing.B) { cpuTime(b, func(int) { g.Lookup(name) }) })
	}
}

// BenchmarkNearestRefs10 is the exact order of the ten nearest, without places and distances.
func BenchmarkNearestRefs10(b *testing.B) {
	g := open(b)
	points := landPoints(g, 1000)
	cpuTime(b, func(i int) { g.NearestRefs(points[i%len(points)], NearOptions{Limit: 10}) })
}

// BenchmarkCall measures whole calls in processor time: places, labels and reasons included.
func BenchmarkCall(b *testing.B) {
	g := open(b)
	for _, text := range []string{"mo", "mos", "mosu"} {
		b.Run("autocomplete-"+text, func(b *testing.B) {
			cpuTime(b, func(int) { _, _ = g.Autocomplete(Query{Text: text}) })
		})
	}
	for _, text := range []string{"Mosul", "Springfield, Illinois", "Mosull", "Kramatorks"} {
		b.Run("search-"+text, func(b *testing.B) {
			cpuTime(b, func(int) { _, _ = g.Search(Query{Text: text}) })
		})
	}
}
