package exchange

import (
	"encoding/csv"
	"io"
	"strings"

	"github.com/paulmach/orb"

	"dateline/geo"
)

// column is a column of the table: where its value stands in a feature, and its HXL tag.
type column struct {
	name string
	tag  string
	path []string // into the properties; the first one of several that is there
}

// columns are those of displacement data as the humanitarian exchange expects them; what a feature does not say stays
// empty. People and households stand apart, and a figure that is only a bound is never given as the figure.
var columns = []column{
	{"id", "#meta+id", []string{"id"}},
	{"kind", "#event+type", []string{"kind"}},
	{"name", "#loc+name", []string{"name"}},
	{"country", "#country+code", []string{"country"}},
	{"holder", "#org+name", []string{"holder_name", "holder", "actor"}},
	{"status", "#status", []string{"status", "class"}},
	{"date_start", "#date+start", []string{"valid_from", "start", "since"}},
	{"date_end", "#date+end", []string{"valid_to", "end"}},
	{"date_reported", "#date+reported", []string{"known_at", "published"}},
	{"origin", "#loc+name+origin", []string{"origin.name", "origin"}},
	{"origin_pcode", "#adm1+code+origin", []string{"origin.pcode"}},
	{"origin_lat", "#geo+lat+origin", []string{"origin.lat"}},
	{"origin_lon", "#geo+lon+origin", []string{"origin.lon"}},
	{"destination", "#loc+name+dest", []string{"destination.name", "destination"}},
	{"destination_pcode", "#adm1+code+dest", []string{"destination.pcode"}},
	{"destination_lat", "#geo+lat+dest", []string{"destination.lat"}},
	{"destination_lon", "#geo+lon+dest", []string{"destination.lon"}},
	{"population", "#affected+type", []string{"population"}},
	{"people", "#affected+idps+ind", []string{"value.person.best"}},
	{"people_min", "#affected+idps+ind+min", []string{"value.person.low"}},
	{"people_max", "#affected+idps+ind+max", []string{"value.person.high"}},
	{"households", "#affected+idps+hh", []string{"value.household.best"}},
	{"households_min", "#affected+idps+hh+min", []string{"value.household.low"}},
	{"households_max", "#affected+idps+hh+max", []string{"value.household.high"}},
	{"qualifier", "#meta+qualifier", []string{"value.qualifier"}},
	{"as_written", "#meta+raw", []string{"value.raw"}},
	{"cause", "#cause", []string{"cause"}},
	{"confidence", "#indicator+confidence", []string{"confidence"}},
	{"lat", "#geo+lat", nil},
	{"lon", "#geo+lon", nil},
	{"source", "#meta+source", []string{"evidence.0.publisher", "publisher"}},
	{"url", "#meta+url", []string{"evidence.0.url", "url"}},
	{"excerpt", "#description+excerpt", []string{"evidence.0.exact", "title"}},
}

// tableWriter writes CSV (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets show Arabic).
type tableWriter struct {
	w     *csv.Writer
	out   io.Writer
	tags  bool
	begun bool
}

func newTable(w io.Writer, tags bool) *tableWriter {
	return &tableWriter{w: csv.NewWriter(w), out: w, tags: tags}
}

func (t *tableWriter) begin() error {
	if t.begun {
		return nil
	}
	t.begun = true
	if _, err := io.WriteString(t.out, "\ufeff"); err != nil {
		return err
	}
	names, tags := make([]string, len(columns)), make([]string, len(columns))
	for i, c := range columns {
		names[i], tags[i] = c.name, c.tag
	}
	if err := t.w.Write(names); err != nil || !t.tags {
		return err
	}
	return t.w.Write(tags)
}

func (t *tableWriter) Write(f geo.Feature) error {
	if err := t.begin(); err != nil {
		return err
	}
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = harmless(cellOf(&f, c))
	}
	if err := t.w.Write(row); err != nil {
		return err
	}
	t.w.Flush()
	return t.w.Error()
}

func (t *tableWriter) Close() error {
	if err := t.begin(); err != nil {
		return err
	}
	t.w.Flush()
	return t.w.Error()
}

// harmless keeps a spreadsheet from running a text as a formula: a text that begins like one gets an apostrophe. Numbers
// stay numbers.
func harmless(s string) string {
	if s == "" || !strings.ContainsRune("=+@\t\r", rune(s[0])) && (s[0] != '-' || len(s) > 1 && s[1] >= '0' && s[1] <= '9') {
		return s
	}
	return "'" + s
}

func cellOf(f *geo.Feature, c column) string {
	switch c.name {
	case "id":
		return f.ID
	case "lat", "lon":
		p, ok := anchor(f.Geometry)
		if !ok {
			return ""
		}
		if c.name == "lat" {
			return plain(p[1])
		}
		return plain(p[0])
	}
	for _, path := range c.path {
		if v, ok := dig(f.Properties, strings.Split(path, ".")); ok {
			return plain(v)
		}
	}
	return ""
}

// dig follows a path into nested values. person and household stand for a value that is counted in that unit.
func dig(v any, path []string) (any, bool) {
	if len(path) == 0 {
		return v, v != nil
	}
	switch v := v.(type) {
	case map[string]any:
		if path[0] == "person" || path[0] == "household" {
			if v["unit"] != path[0] {
				return nil, false
			}
			return dig(v, path[1:])
		}
		return dig(v[path[0]], path[1:])
	case []any:
		if path[0] == "0" && len(v) > 0 {
			return dig(v[0], path[1:])
		}
	}
	return nil, false
}

// plain is a value as a cell shows it.
func plain(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any, []any:
		return ""
	}
	return string(AppendValue(nil, v))
}

// anchor is the point that a row gives: the point itself, or the middle of the shape's box.
func anchor(g orb.Geometry) (orb.Point, bool) {
	switch g := g.(type) {
	case nil:
		return orb.Point{}, false
	case orb.Point:
		return g, true
	}
	return g.Bound().Center(), true
}
