package archive

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/tiles"
)

// cpu is the processor time of this process: on a shared machine a fairer measure than the clock on the wall.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkExportZ0to8 makes an archive of 200,000 points that crowd as towns do, packing included.
func BenchmarkExportZ0to8(b *testing.B) {
	r := rand.New(rand.NewPCG(7, 7))
	centres := make([]orb.Point, 400)
	for i := range centres {
		centres[i] = orb.Point{r.Float64()*320 - 160, r.Float64()*110 - 50}
	}
	f := make([]geo.Feature, 200_000)
	for i := range f {
		c := centres[r.IntN(len(centres))]
		f[i] = geo.Feature{
			ID: strconv.Itoa(i), Geometry: orb.Point{c[0] + r.NormFloat64()*3, c[1] + r.NormFloat64()*3},
			Properties: map[string]any{"name": "Town " + strconv.Itoa(i), "population": r.IntN(1_000_000), "kind": "PPL"},
		}
	}
	before := cpu()
	defer func() { b.ReportMetric((cpu()-before).Seconds()/float64(b.N), "cpu-s/op") }()
	for b.Loop() {
		path := filepath.Join(b.TempDir(), "a.pmtiles")
		job := Job{Layers: []*tiles.Layer{tiles.Pack("towns", f, tiles.Options{})}, MaxZoom: 8}
		log, err := NewLog(path, job.Key())
		if err != nil {
			b.Fatal(err)
		}
		done, err := job.Cut(context.Background(), log)
		if err != nil {
			b.Fatal(err)
		}
		if err := log.Finish(path, Meta{TileJSON: tiles.Describe(job.Layers...), MaxZoom: 8}); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(done.Tiles), "tiles")
	}
}
