package exchange

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"dateline/geo"
)

// kmlWriter writes KML 2.2: a placemark a feature, its properties as extended data, its time as a TimeSpan.
type kmlWriter struct {
	w     io.Writer
	title string
	buf   bytes.Buffer
	begun bool
}

func (k *kmlWriter) begin() {
	if k.begun {
		return
	}
	k.begun = true
	k.buf.WriteString(xml.Header + `<kml xmlns="http://www.opengis.net/kml/2.2"><Document>`)
	k.element("name", k.title)
}

func (k *kmlWriter) flush() error {
	_, err := k.w.Write(k.buf.Bytes())
	k.buf.Reset()
	return err
}

func (k *kmlWriter) element(name, text string) {
	k.buf.WriteString("<" + name + ">")
	_ = xml.EscapeText(&k.buf, []byte(text))
	k.buf.WriteString("</" + name + ">")
}

func (k *kmlWriter) Write(f geo.Feature) error {
	k.begin()
	k.buf.WriteString("\n<Placemark>")
	name := nameOf(&f)
	if name == "" {
		name = f.ID
	}
	k.element("name", name)
	k.span(&f)
	k.buf.WriteString("<ExtendedData>")
	k.data("id", f.ID)
	keys := make([]string, 0, len(f.Properties))
	for key := range f.Properties {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		if v := f.Properties[key]; v != nil && key != "id" {
			if s, ok := v.(string); ok {
				k.data(key, s)
			} else {
				k.data(key, string(AppendValue(nil, v)))
			}
		}
	}
	k.buf.WriteString("</ExtendedData>")
	k.geometry(f.Geometry)
	k.buf.WriteString("</Placemark>")
	return k.flush()
}

func (k *kmlWriter) span(f *geo.Feature) {
	from, _ := f.Properties["valid_from"].(string)
	to, _ := f.Properties["valid_to"].(string)
	if from == "" && to == "" {
		return
	}
	k.buf.WriteString("<TimeSpan>")
	if from != "" {
		k.element("begin", from)
	}
	if to != "" {
		k.element("end", to)
	}
	k.buf.WriteString("</TimeSpan>")
}

func (k *kmlWriter) data(name, value string) {
	k.buf.WriteString(`<Data name="`)
	_ = xml.EscapeText(&k.buf, []byte(name))
	k.buf.WriteString(`">`)
	k.element("value", value)
	k.buf.WriteString("</Data>")
}

func (k *kmlWriter) Close() error {
	k.begin()
	k.buf.WriteString("\n</Document></kml>\n")
	return k.flush()
}

func (k *kmlWriter) geometry(g orb.Geometry) {
	switch g := g.(type) {
	case orb.Point:
		k.wrap("Point", func() { k.coordinates(g) })
	case orb.LineString:
		k.wrap("LineString", func() { k.coordinates(g...) })
	case orb.Polygon:
		k.wrap("Polygon", func() {
			for i, ring := range g {
				name := "innerBoundaryIs"
				if i == 0 {
					name = "outerBoundaryIs"
				}
				k.wrap(name, func() { k.wrap("LinearRing", func() { k.coordinates(ring...) }) })
			}
		})
	case orb.MultiPoint:
		many(k, g, func(p orb.Point) { k.geometry(p) })
	case orb.MultiLineString:
		many(k, g, func(l orb.LineString) { k.geometry(l) })
	case orb.MultiPolygon:
		many(k, g, func(p orb.Polygon) { k.geometry(p) })
	case orb.Collection:
		many(k, g, func(g orb.Geometry) { k.geometry(g) })
	}
}

func many[T any](k *kmlWriter, parts []T, write func(T)) {
	k.wrap("MultiGeometry", func() {
		for _, p := range parts {
			write(p)
		}
	})
}

func (k *kmlWriter) wrap(name string, inner func()) {
	k.buf.WriteString("<" + name + ">")
	inner()
	k.buf.WriteString("</" + name + ">")
}

func (k *kmlWriter) coordinates(points ...orb.Point) {
	k.buf.WriteString("<coordinates>")
	for i, p := range points {
		if i > 0 {
			k.buf.WriteByte(' ')
		}
		k.buf.WriteString(strconv.FormatFloat(p[0], 'f', -1, 64) + "," + strconv.FormatFloat(p[1], 'f', -1, 64))
	}
	k.buf.WriteString("</coordinates>")
}

// nameOf is the name of a feature, empty where it has none.
func nameOf(f *geo.Feature) string {
	v, _ := f.Properties["name"].(string)
	return v
}
