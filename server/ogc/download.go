package ogc

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"dateline/data/exchange"
	"dateline/server/problem"
)

// files are the formats of items beside GeoJSON and HTML: what exchange writes, with the media type and the end of the name.
var files = map[string][2]string{
	"geojsonseq": {"application/geo+json-seq", "geojsons"},
	"csv":        {"text/csv; charset=utf-8", "csv"},
	"hxl":        {"text/csv; charset=utf-8", "hxl.csv"},
	"kml":        {"application/vnd.google-earth.kml+xml", "kml"},
}

// format is the format that f names, json where it names none; an unknown one is refused.
func format(c *gin.Context) (string, error) {
	f := c.Query("f")
	switch f {
	case "", "json", "geojson", "html":
		return "json", nil
	}
	if _, ok := files[f]; !ok {
		return "", &problem.Error{
			Status: http.StatusBadRequest, Title: "Bad request", Parameter: "f",
			Detail: short(f) + " is not a format; json, html, geojsonseq, csv, hxl and kml are",
		}
	}
	return f, nil
}

// itemsFile is a page of features in a format of exchange, as a file to keep: its name says collection and time.
func (v *view) itemsFile(format string, f found) (*answer, error) {
	var b bytes.Buffer
	w, err := exchange.New(format, "Dateline: "+v.name, &b)
	if err != nil {
		return nil, err
	}
	for _, i := range f.rows {
		if err := w.Write(v.features[i]); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	a := newAnswer(files[format][0], b.Bytes())
	a.header = [][2]string{{"Content-Disposition", v.disposition(format)}}
	return a, nil
}

// disposition names the file that a page of features becomes.
func (v *view) disposition(format string) string {
	name := []string{"dateline", v.name}
	if !v.valid.IsZero() {
		name = append(name, v.valid.UTC().Format("20060102"))
	}
	return `attachment; filename="` + strings.Join(name, "-") + "." + files[format][1] + `"`
}
