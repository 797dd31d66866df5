package geo

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// ParsePoint reads "longitude,latitude" in degrees, longitude first. Spaces around the numbers are allowed. The error
// names the text, what is wrong with it and what to write; where the two numbers look swapped, it says so.
func ParsePoint(s string) (orb.Point, error) {
	v, err := parseNumbers(s)
	if err != nil {
		return orb.Point{}, fmt.Errorf("point %s: %w", quote(s), err)
	}
	if len(v) != 2 {
		return orb.Point{}, fmt.Errorf("point %s: want longitude,latitude in degrees, as in 43.13,36.34", quote(s))
	}
	p := orb.Point{v[0], v[1]}
	if err := CheckPoint(p); err != nil {
		return orb.Point{}, fmt.Errorf("point %s: %w", quote(s), err)
	}
	return p, nil
}

// CheckPoint says what is wrong with a longitude and latitude in degrees: not finite, out of range, or swapped.
func CheckPoint(p orb.Point) error {
	lon, lat := p[0], p[1]
	switch {
	case math.IsNaN(lon) || math.IsInf(lon, 0) || math.IsNaN(lat) || math.IsInf(lat, 0):
		return fmt.Errorf("longitude and latitude must be finite numbers")
	case math.Abs(lat) > 90 && math.Abs(lat) <= 180 && math.Abs(lon) <= 90:
		return fmt.Errorf("latitude %s is beyond 90: longitude and latitude look swapped, the order is longitude,latitude; try %s,%s",
			number(lat), number(lat), number(lon))
	case math.Abs(lat) > 90:
		return fmt.Errorf("latitude %s is out of -90 to 90", number(lat))
	case math.Abs(lon) > 180:
		return fmt.Errorf("longitude %s is out of -180 to 180", number(lon))
	}
	return nil
}

// ParseBound reads a bounding box "min lon,min lat,max lon,max lat" in degrees, or the six-number form with heights at
// the third and sixth place, which are left out. A min lon above max lon is a box across the antimeridian, and the bound
// keeps it so: ask [BoundContains] and [SplitBound], not orb's own methods.
func ParseBound(s string) (orb.Bound, error) {
	v, err := parseNumbers(s)
	if err != nil {
		return orb.Bound{}, fmt.Errorf("bbox %s: %w", quote(s), err)
	}
	if len(v) == 6 {
		if v[2] > v[5] {
			return orb.Bound{}, fmt.Errorf("bbox %s: minimum height %s is above the maximum %s", quote(s), number(v[2]), number(v[5]))
		}
		v = []float64{v[0], v[1], v[3], v[4]}
	}
	if len(v) != 4 {
		return orb.Bound{}, fmt.Errorf("bbox %s: want min lon,min lat,max lon,max lat in degrees, as in 41,34,46,38", quote(s))
	}
	b := orb.Bound{Min: orb.Point{v[0], v[1]}, Max: orb.Point{v[2], v[3]}}
	for _, p := range []orb.Point{b.Min, b.Max} {
		if err := CheckPoint(p); err != nil {
			return orb.Bound{}, fmt.Errorf("bbox %s: %w", quote(s), err)
		}
	}
	if b.Min[1] > b.Max[1] {
		return orb.Bound{}, fmt.Errorf("bbox %s: minimum latitude %s is above the maximum %s; the order is min lon,min lat,max lon,max lat",
			quote(s), number(b.Min[1]), number(b.Max[1]))
	}
	return b, nil
}

// ParseLongitudeLatitude reads two separate numbers, as the parameters lon= and lat= bring them.
func ParseLongitudeLatitude(lon, lat string) (orb.Point, error) {
	x, err := parseNumber(lon)
	if err != nil {
		return orb.Point{}, fmt.Errorf("longitude: %w", err)
	}
	y, err := parseNumber(lat)
	if err != nil {
		return orb.Point{}, fmt.Errorf("latitude: %w", err)
	}
	p := orb.Point{x, y}
	return p, CheckPoint(p)
}

func parseNumbers(s string) ([]float64, error) {
	if len(s) > 400 {
		return nil, fmt.Errorf("too long for coordinates")
	}
	fields := strings.Split(s, ",")
	out := make([]float64, len(fields))
	for i, f := range fields {
		v, err := parseNumber(f)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}

// parseNumber takes decimal notation only: no NaN, infinity, hexadecimal or underscores, which ParseFloat would take.
func parseNumber(s string) (float64, error) {
	t := strings.TrimSpace(s)
	if t == "" {
		return 0, fmt.Errorf("a number is missing")
	}
	for i := range len(t) {
		if c := t[i]; (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return 0, fmt.Errorf("%s is not a decimal number", quote(t))
		}
	}
	v, err := strconv.ParseFloat(t, 64)
	if err != nil {
		return 0, fmt.Errorf("%s is not a decimal number", quote(t))
	}
	return v, nil
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// quote shows input in an error: escaped, and cut where it is long.
func quote(s string) string {
	if r := []rune(s); len(r) > 60 {
		s = string(r[:60]) + "…"
	}
	return strconv.Quote(s)
}
