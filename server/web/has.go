package web

import (
	"path"
	"strings"
)

// kept are files of the build that are no part of the map as a server of ours shows it: the page of a static site, which
// `dateline export site` takes, the list of its files, and a note for readers of the repository.
var kept = map[string]bool{"static.html": true, "static.json": true, "README": true}

// Has says whether a file of the built map stands at the URL path, as it is or compressed.
func Has(urlPath string) bool {
	name := strings.TrimPrefix(path.Clean("/"+urlPath), "/")
	if kept[strings.TrimSuffix(name, packed)] {
		return false
	}
	return file(name) || file(name+packed)
}
