package extract

import (
	"os"
	"testing"

	"dateline/data"
	"dateline/geo/gazetteer"
)

// BenchmarkRead reads a 7.6 kB article end to end: geoparser and rules.
func BenchmarkRead(b *testing.B) {
	text, err := os.ReadFile("../../../shared/articles/2014-06-16-kerry-drone-strikes-iraq.txt")
	if err != nil {
		b.Skipf("the articles are not here: %v", err)
	}
	g, err := gazetteer.Embedded()
	if err != nil {
		b.Skipf("no embedded gazetteer: %v", err)
	}
	r, err := New(g)
	if err != nil {
		b.Fatal(err)
	}
	report := data.Report{ID: "bench", Text: string(text), Published: firstArticle, Language: "en"}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := r.Read(b.Context(), report); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
}
