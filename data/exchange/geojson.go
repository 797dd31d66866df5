package exchange

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"dateline/geo"
)

// Shown says how features are written. The zero value writes longitude and latitude and all properties.
type Shown struct {
	// Forward takes lon, lat in degrees to another reference system; Metres says that its unit is the metre.
	Forward func(orb.Point) orb.Point
	Metres  bool
	// Properties to write; nil writes all.
	Properties []string
	// NoGeometry writes null for the geometry.
	NoGeometry bool
}

// AppendFeature writes a feature as GeoJSON, its properties in order of their names.
func AppendFeature(dst []byte, f *geo.Feature, s Shown) []byte {
	dst = append(dst, `{"type":"Feature","id":`...)
	dst = AppendString(dst, f.ID)
	dst = append(dst, `,"geometry":`...)
	if f.Geometry == nil || s.NoGeometry {
		dst = append(dst, "null"...)
	} else {
		dst = appendGeometry(dst, f.Geometry, &s)
	}
	dst = append(dst, `,"properties":{`...)
	keys := make([]string, 0, len(f.Properties))
	for k := range f.Properties {
		if s.Properties == nil || slices.Contains(s.Properties, k) {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	for i, k := range keys {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(AppendString(dst, k), ':')
		dst = AppendValue(dst, f.Properties[k])
	}
	return append(dst, "}}"...)
}

// AppendValue writes any JSON value.
func AppendValue(dst []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(dst, "null"...)
	case string:
		return AppendString(dst, v)
	case bool:
		return strconv.AppendBool(dst, v)
	case int:
		return strconv.AppendInt(dst, int64(v), 10)
	case int64:
		return strconv.AppendInt(dst, v, 10)
	case float64:
		return appendFloat(dst, v)
	}
	text, err := json.Marshal(v)
	if err != nil {
		return append(dst, "null"...)
	}
	return append(dst, text...)
}

func appendFloat(dst []byte, v float64) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return append(dst, "null"...)
	}
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		return strconv.AppendFloat(dst, v, 'e', -1, 64)
	}
	return strconv.AppendFloat(dst, v, 'f', -1, 64)
}

const hexDigits = "0123456789abcdef"

// AppendString writes a JSON string; bytes that are no UTF-8 become U+FFFD, and < > & are escaped as encoding/json does.
func AppendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); {
		b := s[i]
		if b < utf8.RuneSelf {
			if b >= ' ' && b != '"' && b != '\\' && b != '<' && b != '>' && b != '&' {
				i++
				continue
			}
			dst = append(dst, s[start:i]...)
			switch b {
			case '"', '\\':
				dst = append(dst, '\\', b)
			case '\n':
				dst = append(dst, '\\', 'n')
			case '\t':
				dst = append(dst, '\\', 't')
			case '\r':
				dst = append(dst, '\\', 'r')
			default:
				dst = append(dst, '\\', 'u', '0', '0', hexDigits[b>>4], hexDigits[b&15])
			}
			i++
			start = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			dst = append(append(dst, s[start:i]...), "\ufffd"...)
			i++
			start = i
			continue
		}
		i += n
	}
	return append(append(dst, s[start:]...), '"')
}

// appendGeometry writes a geometry; degrees get at most seven decimals, a centimetre.
func appendGeometry(dst []byte, g orb.Geometry, s *Shown) []byte {
	w := writer{dst, s}
	switch g := g.(type) {
	case orb.Point:
		w.open("Point")
		w.point(g)
	case orb.MultiPoint:
		w.open("MultiPoint")
		w.points(g)
	case orb.LineString:
		w.open("LineString")
		w.points(g)
	case orb.MultiLineString:
		w.open("MultiLineString")
		each(&w, g, func(l orb.LineString) { w.points(l) })
	case orb.Ring:
		w.open("Polygon")
		w.polygon(orb.Polygon{g})
	case orb.Polygon:
		w.open("Polygon")
		w.polygon(g)
	case orb.MultiPolygon:
		w.open("MultiPolygon")
		each(&w, g, w.polygon)
	case orb.Bound:
		w.open("Polygon")
		w.polygon(g.ToPolygon())
	case orb.Collection:
		w.dst = append(w.dst, `{"type":"GeometryCollection","geometries":`...)
		each(&w, g, func(g orb.Geometry) { w.dst = appendGeometry(w.dst, g, s) })
	default:
		return append(dst, "null"...)
	}
	return append(w.dst, '}')
}

type writer struct {
	dst   []byte
	shown *Shown
}

func (w *writer) open(kind string) {
	w.dst = append(w.dst, `{"type":"`...)
	w.dst = append(w.dst, kind...)
	w.dst = append(w.dst, `","coordinates":`...)
}

func each[T any](w *writer, items []T, write func(T)) {
	w.dst = append(w.dst, '[')
	for i, it := range items {
		if i > 0 {
			w.dst = append(w.dst, ',')
		}
		write(it)
	}
	w.dst = append(w.dst, ']')
}

func (w *writer) points(ps []orb.Point) { each(w, ps, w.point) }

func (w *writer) polygon(p orb.Polygon) {
	each(w, p, func(r orb.Ring) { w.points(r) })
}

func (w *writer) point(p orb.Point) {
	decimals := 1e7
	if w.shown.Forward != nil {
		p = w.shown.Forward(p)
		if w.shown.Metres {
			decimals = 1e3
		}
	}
	w.dst = append(w.dst, '[')
	w.dst = strconv.AppendFloat(w.dst, math.Round(p[0]*decimals)/decimals, 'f', -1, 64)
	w.dst = append(w.dst, ',')
	w.dst = strconv.AppendFloat(w.dst, math.Round(p[1]*decimals)/decimals, 'f', -1, 64)
	w.dst = append(w.dst, ']')
}
