package geoparse_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"dateline/geo/geoparse"
	"dateline/geo/geoparse/measure"
)

// words400 are texts of about 400 words: the news of TR-News cut at word 400.
func words400(b *testing.B) []string {
	b.Helper()
	docs, err := measure.Read(filepath.Join("..", "..", "..", "shared", "corpora", "TR-News.xml"))
	if err != nil {
		b.Skipf("the corpora are not there: %v", err)
	}
	var out []string
	for _, d := range docs {
		if w := strings.Fields(d.Text); len(w) >= 400 {
			out = append(out, strings.Join(w[:400], " "))
		}
	}
	return out
}

// BenchmarkParse reads one document of 400 words an operation: 1e9 / (ns/op) is documents a second on one core.
func BenchmarkParse(b *testing.B) {
	p, _ := embedded(b)
	texts := words400(b)
	size := 0
	for _, t := range texts {
		size += len(t)
	}
	b.SetBytes(int64(size / len(texts)))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		if _, err := p.Parse(context.Background(), geoparse.Input{Text: texts[i%len(texts)]}); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

// BenchmarkParseLong reads a text of 400,000 words: its time over BenchmarkParse's is the growth with length.
func BenchmarkParseLong(b *testing.B) {
	p, _ := embedded(b)
	texts := words400(b)
	var long strings.Builder
	for i := range 1000 {
		long.WriteString(texts[i%len(texts)])
		long.WriteString("\n\n")
	}
	b.SetBytes(int64(long.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Parse(context.Background(), geoparse.Input{Text: long.String()}); err != nil {
			b.Fatal(err)
		}
	}
}
