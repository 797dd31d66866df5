package exchange

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"dateline/geo"
)

// appendCell writes one cell of a row: quoted where RFC 4180 asks for it, a text harmless, nothing where a feature does not
// say it.
func appendCell(dst []byte, f *geo.Feature, c *column) []byte {
	switch c.name {
	case "id":
		return appendText(dst, f.ID)
	case "lat", "lon":
		p, ok := anchor(f.Geometry)
		if !ok {
			return dst
		}
		if c.name == "lat" {
			return appendFloat(dst, p[1])
		}
		return appendFloat(dst, p[0])
	}
	for _, path := range c.paths {
		v, ok := dig(f.Properties[path[0]], path[1:])
		if !ok {
			continue
		}
		switch v := v.(type) {
		case string:
			return appendText(dst, v)
		case map[string]any, []any:
			return dst
		}
		from := len(dst)
		if dst = AppendValue(dst, v); !bytes.ContainsAny(dst[from:], ",\"") {
			return dst // numbers and truth values
		}
		return appendText(dst[:from:from], string(dst[from:]))
	}
	return dst
}

// dig follows a path into nested values. person and household stand for a value that is counted in that unit.
func dig(v any, path []string) (any, bool) {
	if len(path) == 0 {
		return v, v != nil
	}
	switch v := v.(type) {
	case map[string]any:
		if path[0] == "person" || path[0] == "household" {
			if unit, _ := v["unit"].(string); unit != path[0] {
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

// appendText writes a text. One that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers.
func appendText(dst []byte, s string) []byte {
	formula := runs(s)
	if !formula && !needsQuotes(s) {
		return append(dst, s...)
	}
	dst = append(dst, '"')
	from := len(dst)
	if formula {
		dst = append(dst, '\'')
	}
	for i := 0; i < len(s); i++ {
		if s[i] == '"' {
			dst = append(dst, '"')
		}
		dst = append(dst, s[i])
	}
	if formula && !needsQuotes(string(dst[from:])) { // the apostrophe alone asks for none
		copy(dst[from-1:], dst[from:])
		return dst[:len(dst)-1]
	}
	return append(dst, '"')
}

// runs says whether a spreadsheet takes a text for a formula.
func runs(s string) bool {
	if s == "" {
		return false
	}
	switch s[0] {
	case '=', '+', '@', '\t', '\r':
		return true
	case '-':
		return len(s) == 1 || s[1] < '0' || s[1] > '9'
	}
	return false
}

// needsQuotes is the rule of encoding/csv.
func needsQuotes(s string) bool {
	if s == "" {
		return false
	}
	if s == `\.` || strings.ContainsAny(s, ",\"\r\n") {
		return true
	}
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(first)
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
