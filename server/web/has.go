package web

import (
	"path"
	"strings"
)

// Has says whether a file of the built map stands at the URL path, as it is or compressed.
func Has(urlPath string) bool {
	name := strings.TrimPrefix(path.Clean("/"+urlPath), "/")
	return file(name) || file(name+".gz")
}
