package situation

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"dateline/geo"
)

// hashFeature is over the id, the bits of every coordinate, and the properties by sorted name.
func hashFeature(f geo.Feature) [32]byte {
	b := append(make([]byte, 0, 4096), f.ID...)
	b = appendGeometry(append(b, 0), f.Geometry)
	return sha256.Sum256(appendValue(b, f.Properties))
}

// appendValue writes a value with its type and length, so that no two values look alike.
func appendValue(b []byte, v any) []byte {
	text := func(tag byte, s string) []byte {
		return append(binary.LittleEndian.AppendUint32(append(b, tag), uint32(len(s))), s...)
	}
	number := func(tag byte, n uint64) []byte { return binary.LittleEndian.AppendUint64(append(b, tag), n) }
	switch v := v.(type) {
	case nil:
		return append(b, '0')
	case bool:
		if v {
			return append(b, 't')
		}
		return append(b, 'f')
	case string:
		return text('s', v)
	case float64:
		return number('d', math.Float64bits(v))
	case int:
		return number('i', uint64(v))
	case int64:
		return number('i', uint64(v))
	case []string:
		b = number('l', uint64(len(v)))
		for _, s := range v {
			b = text('s', s)
		}
		return b
	case []any:
		b = number('l', uint64(len(v)))
		for _, x := range v {
			b = appendValue(b, x)
		}
		return b
	case map[string]any:
		b = number('m', uint64(len(v)))
		for _, k := range slices.Sorted(maps.Keys(v)) {
			b = text('s', k)
			b = appendValue(b, v[k])
		}
		return b
	}
	return text('?', fmt.Sprintf("%T %v", v, v))
}

func appendGeometry(b []byte, g orb.Geometry) []byte {
	point := func(p orb.Point) {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[0]))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[1]))
	}
	line := func(ps []orb.Point) {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(ps)))
		for _, p := range ps {
			point(p)
		}
	}
	switch g := g.(type) {
	case orb.Point:
		point(g)
	case orb.LineString:
		line(g)
	case orb.MultiLineString:
		for _, l := range g {
			line(l)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			b = append(b, 'P')
			for _, r := range p {
				line(r)
			}
		}
	}
	return b
}
