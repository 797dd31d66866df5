package source

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/geo/gazetteer/index"
)

// Skip is a row that was not used.
type Skip struct {
	File   string
	Line   int
	Reason string
}

func (s Skip) String() string { return fmt.Sprintf("%s:%d: %s", s.File, s.Line, s.Reason) }

// GeoNames is the name of the source of GeoNames' points.
const GeoNames = "GeoNames"

// maxLine is the longest line accepted; the longest of allCountries has some 15,000 bytes.
const maxLine = 1 << 20

// lines calls visit with each line of r without its end, and its number from 1. A line longer than maxLine ends the reading.
func lines(r io.Reader, visit func(n int, line string) error) error {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 1<<16), maxLine)
	n := 0
	for s.Scan() {
		n++
		line := s.Text()
		if n == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		if err := visit(n, line); err != nil {
			return err
		}
	}
	if errors.Is(s.Err(), bufio.ErrTooLong) {
		return fmt.Errorf("line %d is longer than %d bytes: not a table of places", n+1, maxLine)
	}
	return s.Err()
}

// GeoNamesTable reads a dump of the form of allCountries.txt: 19 columns, tab separated, no header, no quoting.
func GeoNamesTable(r io.Reader, visit func(index.Record) error, skip func(line int, reason string)) error {
	return lines(r, func(n int, line string) error {
		if line == "" {
			return nil
		}
		rec, err := parseGeoNames(line)
		if err != nil {
			skip(n, err.Error())
			return nil
		}
		return visit(rec)
	})
}

func parseGeoNames(line string) (index.Record, error) {
	var r index.Record
	if !utf8.ValidString(line) {
		return r, errors.New("not UTF-8")
	}
	f := strings.Split(line, "\t")
	if len(f) != 19 {
		return r, fmt.Errorf("%d columns, 19 wanted", len(f))
	}
	id, err := strconv.ParseUint(f[0], 10, 64)
	if err != nil {
		return r, fmt.Errorf("id %q is no number", f[0])
	}
	lat, err1 := strconv.ParseFloat(f[4], 64)
	lon, err2 := strconv.ParseFloat(f[5], 64)
	if err1 != nil || err2 != nil {
		return r, fmt.Errorf("coordinates %q, %q are no numbers", f[4], f[5])
	}
	population, err := strconv.ParseInt(f[14], 10, 64)
	if err != nil && f[14] != "" {
		return r, fmt.Errorf("population %q is no number", f[14])
	}
	r = index.Record{
		ID: "geonames:" + strconv.FormatUint(id, 10), Name: Clean(f[1]), Kind: f[7], Country: country(f[8]), Admin1: f[10], Admin2: f[11],
		Population: population, Lon: lon, Lat: lat, Source: GeoNames,
	}
	if f[6] != "" {
		r.Class = f[6][0]
	}
	r.Names = alternates(f[2], f[3], r.Name)
	return r, r.Check()
}

// alternates gives the names of the columns asciiname and alternatenames. Web addresses and codes of other databases,
// which some dumps mix in, are left out.
func alternates(ascii, list, own string) []index.Name {
	var out []index.Name
	if a := Clean(ascii); a != "" && a != own {
		out = append(out, index.Name{Text: a})
	}
	for name := range strings.SplitSeq(list, ",") {
		if name = Clean(name); name != "" && name != own && !strings.Contains(name, "://") {
			out = append(out, index.Name{Text: name, Lang: LangOfScript(name)})
		}
	}
	return out
}

func country(code string) string {
	if len(code) == 2 && code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z' {
		return code
	}
	return ""
}

// Clean trims a name, drops control characters and direction marks, and makes every run of white space one space.
func Clean(s string) string {
	clean := true
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= 0x7f || s[i] == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, r >= 0x200b && r <= 0x200f && r != 0x200c && r != 0x200d, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069,
			r == 0xfeff, r < ' ' && r != '\t' && r != '\n', r >= 0x7f && r < 0xa0:
			return -1
		}
		return r
	}, s)), " ")
}
