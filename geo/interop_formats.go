package geo

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/twpayne/go-geom"
	"github.com/twpayne/go-geom/encoding/ewkb"
	"github.com/twpayne/go-geom/encoding/wkb"
	"github.com/twpayne/go-geom/encoding/wkt"
)

// MarshalWKT gives s as well-known text, with Z and M where it has them. The SRID is not written: that is EWKT's.
func MarshalWKT(s Shape) (string, error) {
	t, err := ToGeom(s)
	if err != nil {
		return "", err
	}
	text, err := wkt.Marshal(t)
	if err != nil {
		return "", fmt.Errorf("write WKT: %w", err)
	}
	return text, nil
}

// ParseWKT reads well-known text, or EWKT with "SRID=4326;" before it.
func ParseWKT(text string) (s Shape, err error) {
	body, srid := strings.TrimSpace(text), 0
	if head, rest, found := strings.Cut(body, ";"); found && len(head) > 5 && strings.EqualFold(head[:5], "SRID=") {
		srid, err = strconv.Atoi(strings.TrimSpace(head[5:]))
		if err != nil || srid < 0 {
			return Shape{}, fmt.Errorf("read WKT %s: the SRID is not a number", quote(text))
		}
		body = rest
	}
	if strings.Count(body, "(") > 1<<20 || nesting(body) > maxNesting {
		return Shape{}, fmt.Errorf("read WKT %s: nested too deep", quote(text))
	}
	defer func() { // go-geom's parser is generated; what it does not expect must not end the program
		if r := recover(); r != nil {
			err = fmt.Errorf("read WKT %s: not well-known text", quote(text))
		}
	}()
	t, err := wkt.Unmarshal(body)
	if err != nil {
		reason, _, _ := strings.Cut(err.Error(), "\n") // the other lines draw a caret
		return Shape{}, fmt.Errorf("read WKT %s: %s", quote(text), reason)
	}
	s, err = FromGeom(t)
	if srid != 0 {
		s.SRID = srid
	}
	return s, err
}

func nesting(s string) int {
	depth, deepest := 0, 0
	for _, c := range s {
		switch c {
		case '(':
			depth++
			deepest = max(deepest, depth)
		case ')':
			depth--
		}
	}
	return deepest
}

// MarshalWKB gives s as ISO well-known binary, little-endian, with Z and M where it has them and without its SRID.
func MarshalWKB(s Shape) ([]byte, error) {
	t, err := ToGeom(s)
	if err != nil {
		return nil, err
	}
	b, err := wkb.Marshal(t, wkb.NDR)
	if err != nil {
		return nil, fmt.Errorf("write WKB: %w", err)
	}
	return b, nil
}

// MarshalEWKB gives s as PostGIS's extended well-known binary, little-endian, with SRID, Z and M where it has them.
func MarshalEWKB(s Shape) ([]byte, error) {
	t, err := ToGeom(s)
	if err != nil {
		return nil, err
	}
	b, err := ewkb.Marshal(t, ewkb.NDR)
	if err != nil {
		return nil, fmt.Errorf("write EWKB: %w", err)
	}
	return b, nil
}

// MarshalEWKBHex gives EWKB as PostGIS prints and takes it: hexadecimal, upper case.
func MarshalEWKBHex(s Shape) (string, error) {
	b, err := MarshalEWKB(s)
	return strings.ToUpper(hex.EncodeToString(b)), err
}

// ParseWKB reads ISO WKB and EWKB of either byte order, whole. Damaged input is an error before anything is allocated
// for it.
func ParseWKB(data []byte) (s Shape, err error) {
	extended, err := scanWKB(data)
	if err != nil {
		return Shape{}, fmt.Errorf("read WKB: %w", err)
	}
	read := func(b []byte) (geom.T, error) { return wkb.Unmarshal(b) }
	if extended {
		read = ewkb.Unmarshal
	}
	t, err := read(data)
	if err != nil {
		return Shape{}, fmt.Errorf("read WKB: %w", err)
	}
	return FromGeom(t)
}

// ParseWKBHex reads hexadecimal WKB or EWKB.
func ParseWKBHex(text string) (Shape, error) {
	b, err := hex.DecodeString(strings.TrimSpace(text))
	if err != nil {
		return Shape{}, fmt.Errorf("read WKB %s: not hexadecimal", quote(text))
	}
	return ParseWKB(b)
}
