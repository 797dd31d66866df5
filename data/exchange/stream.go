package exchange

import (
	"io"

	"dateline/geo"
)

// geoJSONWriter writes a FeatureCollection, a feature a line.
type geoJSONWriter struct {
	w     io.Writer
	buf   []byte
	begun bool
}

func (g *geoJSONWriter) Write(f geo.Feature) error {
	g.buf = g.buf[:0]
	if g.begun {
		g.buf = append(g.buf, ",\n"...)
	} else {
		g.buf = append(g.buf, "{\"type\":\"FeatureCollection\",\"features\":[\n"...)
	}
	g.begun = true
	g.buf = AppendFeature(g.buf, &f, Shown{})
	_, err := g.w.Write(g.buf)
	return err
}

func (g *geoJSONWriter) Close() error {
	end := "\n]}\n"
	if !g.begun {
		end = "{\"type\":\"FeatureCollection\",\"features\":[]}\n"
	}
	_, err := io.WriteString(g.w, end)
	return err
}

// sequenceWriter writes a GeoJSON text sequence: a record separator, a feature, a line feed.
type sequenceWriter struct {
	w   io.Writer
	buf []byte
}

func (s *sequenceWriter) Write(f geo.Feature) error {
	s.buf = AppendFeature(append(s.buf[:0], 0x1E), &f, Shown{})
	_, err := s.w.Write(append(s.buf, '\n'))
	return err
}

func (s *sequenceWriter) Close() error { return nil }
