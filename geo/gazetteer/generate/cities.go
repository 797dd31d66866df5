package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strings"

	"dateline/geo/gazetteer/index"
	"dateline/geo/gazetteer/source"
)

func (w *world) readCities() error {
	f, err := os.Open(w.inputs["cities500"])
	if err != nil {
		return err
	}
	defer f.Close()
	return source.GeoNamesTable(f,
		func(r index.Record) error { w.add(r); return nil },
		func(line int, reason string) { log.Printf("cities500.txt:%d: %s", line, reason) })
}

// adminNames are GeoNames' names of admin areas by code, "IQ.15" and "US.CA.037".
type adminNames struct{ first, second map[string]string }

func (w *world) readAdminNames() (err error) {
	if w.names.first, err = readCodes(w.inputs["admin1"]); err != nil {
		return err
	}
	w.names.second, err = readCodes(w.inputs["admin2"])
	return err
}

func readCodes(path string) (map[string]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var rows []struct{ Code, Name string }
	if err := json.Unmarshal(data, &rows); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	m := make(map[string]string, len(rows))
	for _, r := range rows {
		m[r.Code] = source.Clean(strings.TrimSpace(r.Name))
	}
	return m, nil
}
