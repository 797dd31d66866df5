package web

import (
	"path"
	"strings"
)

// Has says whether a file of the built map stands at the URL path.
func Has(urlPath string) bool {
	return file(strings.TrimPrefix(path.Clean("/"+urlPath), "/"))
}
