package web

import (
	"encoding/json"
	"errors"
	"fmt"
)

// StaticFiles gives the page of a static site (index.html) and the files that it runs, by name, unpacked.
func StaticFiles() (map[string][]byte, error) {
	if !file("static.json" + packed) {
		return nil, errors.New("the map was not built into this binary: install Node 20 or newer and run `make build`")
	}
	raw, err := unpacked("static.json")
	if err != nil {
		return nil, err
	}
	var names []string
	if err := json.Unmarshal(raw, &names); err != nil {
		return nil, fmt.Errorf("read the list of a static site's files: %w", err)
	}
	files := map[string][]byte{}
	for _, name := range names {
		if files[name], err = unpacked(name); err != nil {
			return nil, err
		}
	}
	files["index.html"], err = unpacked("static.html")
	return files, err
}
