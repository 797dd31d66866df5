package exchange

import (
	"io"
	"strings"

	"dateline/geo"
)

// column is a column of the table: where its value stands in a feature, and its HXL tag.
type column struct {
	name string
	tag  string
	path []string // into the properties, with points between; the first one of several that is there
	// paths are the same, cut at the points.
	paths [][]string
}

// columns are those of displacement data as the humanitarian exchange expects them; what a feature does not say stays
// empty. People and households stand apart, and a figure that is only a bound is never given as the figure.
var columns = cut([]column{
	{name: "id", tag: "#meta+id"},
	{name: "kind", tag: "#event+type", path: []string{"kind"}},
	{name: "name", tag: "#loc+name", path: []string{"name"}},
	{name: "country", tag: "#country+code", path: []string{"country"}},
	{name: "holder", tag: "#org+name", path: []string{"holder_name", "holder", "actor"}},
	{name: "status", tag: "#status", path: []string{"status", "class"}},
	{name: "date_start", tag: "#date+start", path: []string{"valid_from", "start", "since"}},
	{name: "date_end", tag: "#date+end", path: []string{"valid_to", "end"}},
	{name: "date_reported", tag: "#date+reported", path: []string{"known_at", "published"}},
	{name: "origin", tag: "#loc+name+origin", path: []string{"origin.name", "origin"}},
	{name: "origin_pcode", tag: "#adm1+code+origin", path: []string{"origin.pcode"}},
	{name: "origin_lat", tag: "#geo+lat+origin", path: []string{"origin.lat"}},
	{name: "origin_lon", tag: "#geo+lon+origin", path: []string{"origin.lon"}},
	{name: "destination", tag: "#loc+name+dest", path: []string{"destination.name", "destination"}},
	{name: "destination_pcode", tag: "#adm1+code+dest", path: []string{"destination.pcode"}},
	{name: "destination_lat", tag: "#geo+lat+dest", path: []string{"destination.lat"}},
	{name: "destination_lon", tag: "#geo+lon+dest", path: []string{"destination.lon"}},
	{name: "population", tag: "#affected+type", path: []string{"population"}},
	{name: "people", tag: "#affected+idps+ind", path: []string{"value.person.best"}},
	{name: "people_min", tag: "#affected+idps+ind+min", path: []string{"value.person.low"}},
	{name: "people_max", tag: "#affected+idps+ind+max", path: []string{"value.person.high"}},
	{name: "households", tag: "#affected+idps+hh", path: []string{"value.household.best"}},
	{name: "households_min", tag: "#affected+idps+hh+min", path: []string{"value.household.low"}},
	{name: "households_max", tag: "#affected+idps+hh+max", path: []string{"value.household.high"}},
	{name: "qualifier", tag: "#meta+qualifier", path: []string{"value.qualifier"}},
	{name: "as_written", tag: "#meta+raw", path: []string{"value.raw"}},
	{name: "cause", tag: "#cause", path: []string{"cause"}},
	{name: "confidence", tag: "#indicator+confidence", path: []string{"confidence"}},
	{name: "lat", tag: "#geo+lat"},
	{name: "lon", tag: "#geo+lon"},
	{name: "source", tag: "#meta+source", path: []string{"evidence.0.publisher", "publisher"}},
	{name: "url", tag: "#meta+url", path: []string{"evidence.0.url", "url"}},
	{name: "excerpt", tag: "#description+excerpt", path: []string{"evidence.0.exact", "title"}},
})

func cut(all []column) []column {
	for i := range all {
		for _, p := range all[i].path {
			all[i].paths = append(all[i].paths, strings.Split(p, "."))
		}
	}
	return all
}

// tableWriter writes CSV (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets show Arabic).
type tableWriter struct {
	w     io.Writer
	tags  bool
	begun bool
	row   []byte
}

func newTable(w io.Writer, tags bool) *tableWriter { return &tableWriter{w: w, tags: tags} }

// begin writes byte order mark, names and tags, before the first row.
func (t *tableWriter) begin() {
	if t.begun {
		return
	}
	t.begun = true
	t.row = append(t.row, "\ufeff"...)
	for i := range columns {
		t.row = append(append(t.row, columns[i].name...), ","...)
	}
	t.row[len(t.row)-1] = '\n'
	if !t.tags {
		return
	}
	for i := range columns {
		t.row = append(append(t.row, columns[i].tag...), ","...)
	}
	t.row[len(t.row)-1] = '\n'
}

func (t *tableWriter) Write(f geo.Feature) error {
	t.row = t.row[:0]
	t.begin()
	for i := range columns {
		t.row = append(appendCell(t.row, &f, &columns[i]), ',')
	}
	t.row[len(t.row)-1] = '\n'
	_, err := t.w.Write(t.row)
	return err
}

func (t *tableWriter) Close() error {
	t.row = t.row[:0]
	t.begin()
	_, err := t.w.Write(t.row)
	return err
}
