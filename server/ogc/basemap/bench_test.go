package basemap

import (
	"runtime"
	"testing"

	"github.com/paulmach/orb"

	"dateline/geo/gazetteer"
	"dateline/tiles"
)

// BenchmarkFirstTile is what the first visitor waits for at each zoom: a new basemap, one tile over Mosul. The metric
// kept-MB is the memory that the packed layers hold after it.
func BenchmarkFirstTile(b *testing.B) {
	g, err := gazetteer.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	g.CountryOutlinesWithin(around(tiles.Tile{Z: 4, X: 9, Y: 6})) // the gazetteer reads its index of areas once
	for _, z := range []uint32{0, 2, 4, 6, 8, 10} {
		t := tiles.At(orb.Point{43.13, 36.34}, z)
		b.Run(t.String(), func(b *testing.B) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			var m *Basemap
			for b.Loop() {
				m = New(g, nil)
				m.Tile(t)
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(int64(after.HeapAlloc)-int64(before.HeapAlloc))/1e6, "kept-MB")
			runtime.KeepAlive(m)
		})
	}
}
