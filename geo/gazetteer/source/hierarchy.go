package source

import (
	"fmt"
	"io"
	"strings"
)

// Hierarchy reads a table of the form of hierarchy.txt: GeoNames id of an area, of a place in it, and the kind of relation. Only
// relations of administration count (kind ADM or none); others are of clubs, markets and the like.
func Hierarchy(r io.Reader, visit func(parent, child string), skip func(line int, reason string)) error {
	return lines(r, func(n int, line string) error {
		if line == "" {
			return nil
		}
		f := strings.Split(line, "\t")
		if len(f) != 2 && len(f) != 3 || !isNumber(f[0]) || !isNumber(f[1]) {
			skip(n, fmt.Sprintf("%d columns, two GeoNames ids and a kind wanted", len(f)))
			return nil
		}
		if len(f) == 2 || f[2] == "" || f[2] == "ADM" {
			visit("geonames:"+f[0], "geonames:"+f[1])
		}
		return nil
	})
}
