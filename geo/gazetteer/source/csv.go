package source

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/geo/gazetteer/fold"
	"dateline/geo/gazetteer/index"
)

// columns says where a table has what; -1 for nowhere.
type columns struct{ id, name, lat, lon, country, admin1, pcode, population, kind, lang int }

// The headings of each column, folded. HXL tags count before them.
var headings = []struct {
	at    func(*columns) *int
	hxl   []string
	names []string
}{
	{func(c *columns) *int { return &c.lat }, []string{"#geo+lat", "#lat_deg"}, []string{"lat", "latitude", "y", "gps latitude", "lat dd", "point y", "breite"}},
	{
		func(c *columns) *int { return &c.lon },
		[]string{"#geo+lon", "#lon_deg"},
		[]string{"lon", "lng", "long", "longitude", "x", "gps longitude", "lon dd", "point x", "lange"},
	},
	{
		func(c *columns) *int { return &c.name },
		[]string{"#loc+name", "#loc", "#loc+site+name", "#adm3+name", "#adm2+name", "#adm1+name"},
		[]string{
			"name", "location", "location name", "place", "place name", "site", "site name", "settlement", "town", "city", "village", "where coordinates", "locations name",
			"admin2", "adm2 en", "adm 2", "admin1", "adm1 en", "adm 1",
		},
	},
	{func(c *columns) *int { return &c.id }, []string{"#loc+id", "#loc+code+id"}, []string{"id", "place id", "location id", "site id", "geonameid", "ssid"}},
	{
		func(c *columns) *int { return &c.pcode },
		[]string{"#loc+code", "#adm3+code", "#adm2+code", "#adm1+code"},
		[]string{"pcode", "p code", "adm3 pcode", "adm2 pcode", "adm1 pcode", "place code"},
	},
	{
		func(c *columns) *int { return &c.country },
		[]string{"#country+code+v_iso2", "#country+code", "#country"},
		[]string{"iso2", "country code", "countrycode", "iso", "iso a2", "country"},
	},
	{func(c *columns) *int { return &c.admin1 }, []string{"#adm1+code+v_geonames"}, []string{"admin1 code"}},
	{func(c *columns) *int { return &c.population }, []string{"#population", "#population+total"}, []string{"population", "pop"}},
	{func(c *columns) *int { return &c.kind }, []string{"#loc+type"}, []string{"feature code", "kind", "place type"}},
}

// CSV reads a table with coordinates: comma, semicolon or tab between columns, a line of headings, perhaps a line of HXL tags
// below it. Rows with one name at one point, such as the events of a conflict data set, are one place.
func CSV(r io.Reader, dataset string, visit func(index.Record) error, skip func(line int, reason string)) error {
	b := bufio.NewReaderSize(r, 1<<16)
	if bom, _ := b.Peek(3); string(bom) == "\ufeff" {
		b.Discard(3)
	}
	head, _ := b.Peek(1 << 12)
	c := csv.NewReader(b)
	c.Comma, c.LazyQuotes, c.FieldsPerRecord, c.ReuseRecord = separator(string(head)), true, -1, true
	at, err := readHead(c)
	if err != nil {
		return err
	}
	seen := map[uint64]bool{}
	for {
		row, err := c.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		line, _ := c.FieldPos(0)
		if err != nil {
			var parse *csv.ParseError
			if errors.As(err, &parse) {
				skip(parse.Line, parse.Err.Error())
				continue
			}
			return err
		}
		if isTags(row) {
			at.tags(row)
			continue
		}
		rec, err := at.record(row, dataset)
		if err != nil {
			skip(line, err.Error())
			continue
		}
		key := placeHash(&rec)
		if seen[key] && len(seen) < 20_000_000 {
			continue
		}
		seen[key] = true
		if err := visit(rec); err != nil {
			return err
		}
	}
}

// separator is the character that splits the first line into most columns.
func separator(head string) rune {
	line, _, _ := strings.Cut(head, "\n")
	best, most := ',', 0
	for _, c := range []rune{',', ';', '\t', '|'} {
		if n := strings.Count(line, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}

func readHead(c *csv.Reader) (*columns, error) {
	row, err := c.Read()
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrFormat, err)
	}
	at := &columns{-1, -1, -1, -1, -1, -1, -1, -1, -1, -1}
	if isTags(row) {
		at.tags(row)
	} else {
		at.headings(row)
	}
	if at.lat < 0 || at.lon < 0 || at.name < 0 {
		// Headings that say nothing may still have tags below them.
		if row, err = c.Read(); err == nil && isTags(row) {
			at.tags(row)
		}
	}
	if at.lat < 0 || at.lon < 0 {
		return nil, errors.New("no columns with coordinates: name them latitude and longitude, or tag them #geo+lat and #geo+lon")
	}
	if at.name < 0 {
		return nil, errors.New("no column with names: call it name or location, or tag it #loc+name")
	}
	return at, nil
}

func (c *columns) headings(row []string) {
	keys := make([]string, len(row))
	for i, h := range row {
		keys[i] = fold.Key(strings.ReplaceAll(h, "_", " "))
	}
	for _, h := range headings {
		for _, name := range h.names {
			if i := slices.Index(keys, name); i >= 0 && *h.at(c) < 0 {
				*h.at(c) = i
			}
		}
	}
}

// isTags says whether a row is one of HXL tags.
func isTags(row []string) bool {
	tags := 0
	for _, cell := range row {
		if cell = strings.TrimSpace(cell); strings.HasPrefix(cell, "#") {
			tags++
		} else if cell != "" {
			return false
		}
	}
	return tags > 0
}

// tags places the columns by their HXL tags; the order of attributes does not count.
func (c *columns) tags(row []string) {
	sorted := make([]string, len(row))
	for i, cell := range row {
		sorted[i] = sortTag(cell)
	}
	for _, h := range headings {
		for _, tag := range h.hxl {
			if i := slices.Index(sorted, sortTag(tag)); i >= 0 {
				*h.at(c) = i
				break
			}
		}
	}
}

func sortTag(tag string) string {
	parts := strings.Split(strings.ToLower(strings.ReplaceAll(tag, " ", "")), "+")
	slices.Sort(parts[1:])
	return strings.Join(parts, "+")
}

func cell(row []string, i int) string {
	if i < 0 || i >= len(row) {
		return ""
	}
	return Clean(row[i])
}

func (c *columns) record(row []string, dataset string) (index.Record, error) {
	var r index.Record
	for _, s := range row {
		if !utf8.ValidString(s) {
			return r, errors.New("not UTF-8")
		}
	}
	lat, err1 := number(cell(row, c.lat))
	lon, err2 := number(cell(row, c.lon))
	if err1 != nil || err2 != nil {
		return r, fmt.Errorf("coordinates %q, %q are no numbers", cell(row, c.lat), cell(row, c.lon))
	}
	if (lat < -90 || lat > 90) && lat >= -180 && lat <= 180 && lon >= -90 && lon <= 90 {
		return r, fmt.Errorf("latitude %g and longitude %g look swapped", lat, lon)
	}
	r = index.Record{
		Name: cell(row, c.name), Class: 'P', Kind: "PPL", Country: country(strings.ToUpper(cell(row, c.country))), PCode: cell(row, c.pcode), Lat: lat, Lon: lon,
		Source: dataset, Admin1: cell(row, c.admin1),
	}
	if k := strings.ToUpper(cell(row, c.kind)); k != "" && len(k) <= 5 {
		r.Kind, r.Class = k, classOf(k)
	}
	r.Population, _ = strconv.ParseInt(strings.ReplaceAll(cell(row, c.population), ",", ""), 10, 64)
	r.ID = dataset + ":" + cell(row, c.id)
	if cell(row, c.id) == "" {
		r.ID = fmt.Sprintf("%s:%016x", dataset, placeHash(&r))
	}
	return r, r.Check()
}

// number reads a coordinate; a decimal comma is taken too.
func number(s string) (float64, error) {
	if !strings.Contains(s, ".") {
		s = strings.Replace(s, ",", ".", 1)
	}
	return strconv.ParseFloat(s, 64)
}

func placeHash(r *index.Record) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s\x00%.5f\x00%.5f", fold.Key(r.Name), r.Lon, r.Lat)
	return h.Sum64()
}

// classOf guesses the class of a feature code.
func classOf(kind string) byte {
	switch {
	case strings.HasPrefix(kind, "ADM") || strings.HasPrefix(kind, "PCL"):
		return 'A'
	case strings.HasPrefix(kind, "PPL"):
		return 'P'
	}
	return 'S'
}

func sortNames(names []index.Name) {
	slices.SortFunc(names, func(a, b index.Name) int {
		if d := strings.Compare(a.Lang, b.Lang); d != 0 {
			return d
		}
		return strings.Compare(a.Text, b.Text)
	})
}
