package physical

import (
	"encoding/binary"
	"slices"

	"github.com/paulmach/orb"
)

// Shapes of geometries in a file.
const (
	asLines    = 1
	asPolygons = 2
)

// appendFeature packs a feature: kind, box, first zoom, class, names, then the vertices as differences.
func appendFeature(dst []byte, f Feature) []byte {
	dst = binary.AppendUvarint(dst, uint64(f.Kind))
	b := f.Geometry.Bound()
	for _, v := range [4]float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]} {
		dst = binary.AppendVarint(dst, fixed(v))
	}
	dst = binary.AppendUvarint(dst, uint64(f.MinZoom))
	dst = appendText(dst, f.Class)
	langs := make([]string, 0, len(f.Names))
	for lang := range f.Names {
		langs = append(langs, lang)
	}
	slices.Sort(langs)
	dst = binary.AppendUvarint(dst, uint64(len(langs)))
	for _, lang := range langs {
		dst = appendText(appendText(dst, lang), f.Names[lang])
	}
	return appendGeometry(dst, f.Geometry)
}

func appendText(dst []byte, s string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
}

func appendGeometry(dst []byte, g orb.Geometry) []byte {
	switch g := g.(type) {
	case orb.LineString:
		return appendGeometry(dst, orb.MultiLineString{g})
	case orb.Polygon:
		return appendGeometry(dst, orb.MultiPolygon{g})
	case orb.MultiLineString:
		dst = binary.AppendUvarint(append(dst, asLines), uint64(len(g)))
		for _, l := range g {
			dst = appendVertices(dst, l)
		}
	case orb.MultiPolygon:
		dst = binary.AppendUvarint(append(dst, asPolygons), uint64(len(g)))
		for _, p := range g {
			dst = binary.AppendUvarint(dst, uint64(len(p)))
			for _, r := range p {
				dst = appendVertices(dst, r)
			}
		}
	}
	return dst
}

func appendVertices(dst []byte, points []orb.Point) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(points)))
	var x, y int64
	for _, p := range points {
		nx, ny := fixed(p[0]), fixed(p[1])
		dst = binary.AppendVarint(binary.AppendVarint(dst, nx-x), ny-y)
		x, y = nx, ny
	}
	return dst
}

// cursor walks packed data; after the first fault it stands still and says so.
type cursor struct {
	data []byte
	at   int
	bad  bool
}

func (c *cursor) uvarint() uint64 {
	v, n := binary.Uvarint(c.data[c.at:])
	if n <= 0 {
		c.bad, c.at = true, len(c.data)
		return 0
	}
	c.at += n
	return v
}

func (c *cursor) varint() int64 {
	v, n := binary.Varint(c.data[c.at:])
	if n <= 0 {
		c.bad, c.at = true, len(c.data)
		return 0
	}
	c.at += n
	return v
}

func (c *cursor) bytes() []byte {
	n := c.uvarint()
	if n > uint64(len(c.data)-c.at) {
		c.bad, c.at = true, len(c.data)
		return nil
	}
	c.at += int(n)
	return c.data[c.at-int(n) : c.at]
}

// count reads a number of things of which each takes at least one byte.
func (c *cursor) count() int {
	n := c.uvarint()
	if n > uint64(len(c.data)-c.at) {
		c.bad = true
		return 0
	}
	return int(n)
}

// head reads all but the geometry.
func (c *cursor) head() Feature {
	f := Feature{Kind: Kind(c.uvarint())}
	for range 4 {
		c.varint()
	}
	f.MinZoom, f.Class = int(c.uvarint()), string(c.bytes())
	n := c.count()
	f.Names = make(map[string]string, n)
	for range n {
		lang := string(c.bytes())
		f.Names[lang] = string(c.bytes())
	}
	return f
}

func (c *cursor) geometry() orb.Geometry {
	shape := c.uvarint()
	n := c.count()
	switch shape {
	case asLines:
		out := make(orb.MultiLineString, n)
		for i := range out {
			out[i] = c.vertices()
		}
		return out
	case asPolygons:
		out := make(orb.MultiPolygon, n)
		for i := range out {
			out[i] = make(orb.Polygon, c.count())
			for k := range out[i] {
				out[i][k] = c.vertices()
			}
		}
		return out
	}
	c.bad = true
	return nil
}

func (c *cursor) vertices() []orb.Point {
	out := make([]orb.Point, c.count())
	var x, y int64
	for i := range out {
		x += c.varint()
		y += c.varint()
		out[i] = orb.Point{float64(x) / perDegree, float64(y) / perDegree}
	}
	return out
}

// skipFeature reads on behind the box to the end, to see that all is sound.
func (c *cursor) skipFeature() {
	c.uvarint()
	c.bytes()
	for range c.count() {
		c.bytes()
		c.bytes()
	}
	shape := c.uvarint()
	n := c.count()
	switch shape {
	case asLines:
		for range n {
			c.skipVertices()
		}
	case asPolygons:
		for range n {
			for range c.count() {
				c.skipVertices()
			}
		}
	default:
		c.bad = true
	}
}

func (c *cursor) skipVertices() {
	for range 2 * c.count() {
		c.varint()
		if c.bad {
			return
		}
	}
}
