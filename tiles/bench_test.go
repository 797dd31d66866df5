package tiles

import (
	"math/rand/v2"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"dateline/geo"
)

// cpu is the processor time of this process: on a shared machine a fairer measure than the clock on the wall.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// towns are n points that crowd as towns do: around a few hundred centres.
func towns(n int) []geo.Feature {
	r := rand.New(rand.NewPCG(7, 7))
	centres := make([]orb.Point, 400)
	for i := range centres {
		centres[i] = orb.Point{r.Float64()*320 - 160, r.Float64()*110 - 50}
	}
	out := make([]geo.Feature, n)
	for i := range out {
		c := centres[r.IntN(len(centres))]
		p := orb.Point{c[0] + r.NormFloat64()*3, c[1] + r.NormFloat64()*3}
		out[i] = geo.Feature{ID: strconv.Itoa(i), Geometry: p, Properties: map[string]any{"name": "Town " + strconv.Itoa(i), "population": r.IntN(1_000_000), "kind": "PPL"}}
	}
	return out
}

func BenchmarkPack200kPoints(b *testing.B) {
	f := towns(200_000)
	for b.Loop() {
		Pack("towns", f, Options{})
	}
}

// benchmarkTiles encodes the tiles that hold the features, at zooms from low to high in turn.
func benchmarkTiles(b *testing.B, f []geo.Feature, low, high uint32) {
	l := Pack("layer", f, Options{})
	var at []Tile
	for i := 0; i < 2000; i++ {
		at = append(at, At(f[i*len(f)/2000].Geometry.Bound().Center(), low+uint32(i)%(high-low+1)))
	}
	for _, t := range at {
		l.Fingerprint(t) // levels are built once, not per tile
	}
	bytes, most, n := 0, 0, 0
	before := cpu()
	for b.Loop() {
		size := len(Encode(at[n%len(at)], l).Data)
		bytes, most = bytes+size, max(most, size)
		n++
	}
	b.ReportMetric(float64((cpu()-before).Microseconds())/float64(n), "cpu-µs/tile")
	b.ReportMetric(float64(bytes)/float64(n), "B/tile")
	b.ReportMetric(float64(most), "B/largest")
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "tiles/s")
}

func BenchmarkPointsZ4to12(b *testing.B) { benchmarkTiles(b, towns(200_000), 4, 12) }
func BenchmarkPointsZ8to12(b *testing.B) { benchmarkTiles(b, towns(200_000), 8, 12) }

// BenchmarkAllPointTilesZ0to8 makes every tile of zooms 0 to 8, index and levels included.
func BenchmarkAllPointTilesZ0to8(b *testing.B) {
	f := towns(200_000)
	before := cpu()
	defer func() { b.ReportMetric((cpu()-before).Seconds()/float64(b.N), "cpu-s/op") }()
	for b.Loop() {
		l := Pack("towns", f, Options{})
		n, most := 0, 0
		row := []Tile{{}}
		for z := 0; z <= 8; z++ {
			var next []Tile
			for _, t := range row {
				if !l.Touches(t) {
					continue
				}
				most = max(most, len(Encode(t, l).Data))
				n++
				c := t.Children()
				next = append(next, c[:]...)
			}
			row = next
		}
		b.ReportMetric(float64(n), "tiles")
		b.ReportMetric(float64(most), "B/largest")
	}
}
