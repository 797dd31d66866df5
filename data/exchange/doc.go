// Package exchange writes features in the formats of others: GeoJSON and its text sequences, CSV with a row of HXL tags,
// KML. Every writer takes one feature after the other and keeps none, so that a million cost no more memory than one.
package exchange

import (
	"fmt"
	"io"
	"strings"

	"dateline/geo"
)

// Writer writes features one by one. Close ends the document, not the stream below it.
type Writer interface {
	Write(f geo.Feature) error
	Close() error
}

// Formats are the names that New takes.
var Formats = []string{"geojson", "geojsonseq", "csv", "hxl", "kml"}

// New gives the writer of a format: geojson, geojsonseq (RFC 8142), csv, hxl (csv with a row of HXL tags), kml.
func New(format, title string, w io.Writer) (Writer, error) {
	switch format {
	case "geojson":
		return &geoJSONWriter{w: w}, nil
	case "geojsonseq":
		return &sequenceWriter{w: w}, nil
	case "csv":
		return newTable(w, false), nil
	case "hxl":
		return newTable(w, true), nil
	case "kml":
		return &kmlWriter{w: w, title: title}, nil
	}
	return nil, fmt.Errorf("format %q is not written; there are %s", format, strings.Join(Formats, ", "))
}
