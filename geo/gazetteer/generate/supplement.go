package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"dateline/geo/gazetteer/index"
)

// table reads a tab-separated table: comment lines start with #, the first other line names the columns. Every row must
// name its source in the column of that name.
func table(path string, visit func(row map[string]string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var head []string
	s := bufio.NewScanner(f)
	for n := 1; s.Scan(); n++ {
		line := s.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if head == nil {
			head = cells
			continue
		}
		if len(cells) != len(head) {
			return fmt.Errorf("%s:%d: %d columns, %d wanted", path, n, len(cells), len(head))
		}
		row := make(map[string]string, len(head))
		for i, h := range head {
			row[h] = strings.TrimSpace(cells[i])
		}
		if row["source"] == "" {
			return fmt.Errorf("%s:%d: no source", path, n)
		}
		if err := visit(row); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	return s.Err()
}

// nameList splits a cell of names: commas between them, a kind after a colon.
func nameList(cell string, kind index.NameKind) []index.Name {
	var out []index.Name
	for s := range strings.SplitSeq(cell, ",") {
		n := index.Name{Text: strings.TrimSpace(s), Kind: kind}
		if rest, ok := strings.CutSuffix(n.Text, ":h"); ok {
			n.Text, n.Kind = rest, index.Historic
		} else if rest, ok := strings.CutSuffix(n.Text, ":c"); ok {
			n.Text, n.Kind = rest, index.Colloquial
		}
		if n.Text != "" {
			out = append(out, n)
		}
	}
	return out
}

func position(row map[string]string) (lon, lat float64, err error) {
	lat, err1 := strconv.ParseFloat(row["lat"], 64)
	lon, err2 := strconv.ParseFloat(row["lon"], 64)
	if err1 != nil || err2 != nil {
		return 0, 0, fmt.Errorf("coordinates %q, %q", row["lat"], row["lon"])
	}
	return lon, lat, nil
}

// country is a row of countries.tsv.
type country struct {
	id       string
	lon, lat float64
	names    []index.Name
	used     bool
}

func (w *world) readCountries(dir string) error {
	w.countries = map[string]*country{}
	return table(filepath.Join(dir, "countries.tsv"), func(row map[string]string) (err error) {
		c := &country{id: "geonames:" + row["geonames"]}
		if c.lon, c.lat, err = position(row); err != nil {
			return err
		}
		c.names = append(nameList(row["names"], index.Alias), nameList(row["demonyms"], index.Demonym)...)
		w.countries[row["code"]] = c
		return nil
	})
}

// fill gives the record of an outline GeoNames' id and point.
func (c *country) fill(r *index.Record) {
	r.ID, r.Lon, r.Lat, r.Source = c.id, c.lon, c.lat, "GeoNames"
	r.Names = append(r.Names, c.names...)
	c.used = true
}

// readSupplement adds what the packages lack.
func (w *world) readSupplement(dir string) error {
	for _, t := range []struct {
		file  string
		visit func(map[string]string) error
	}{
		{"admin1.tsv", w.addAdminRow},
		{"places.tsv", w.addPlaceRow},
		{"names.tsv", w.addNamesRow},
	} {
		if err := table(filepath.Join(dir, t.file), t.visit); err != nil {
			return err
		}
	}
	return nil
}

// addAdminRow corrects an admin-1 area: GeoNames' id and point, abbreviations, demonyms.
func (w *world) addAdminRow(row map[string]string) error {
	r := w.admin1(row["code"])
	if r == nil {
		return fmt.Errorf("no admin-1 area %s", row["code"])
	}
	if row["lat"] != "" {
		lon, lat, err := position(row)
		if err != nil {
			return err
		}
		r.Lon, r.Lat, r.Source = lon, lat, "GeoNames"
	}
	if id := row["geonames"]; id != "" {
		w.rename(r.ID, "geonames:"+id)
	}
	if p := row["population"]; p != "" {
		n, err := strconv.ParseInt(p, 10, 64)
		if err != nil {
			return err
		}
		r.Population, r.Rank = n, 0
	}
	r.Names = append(r.Names, nameList(row["abbreviations"], index.Abbreviation)...)
	r.Names = append(r.Names, nameList(row["names"], index.Alias)...)
	r.Names = append(r.Names, nameList(row["demonyms"], index.Demonym)...)
	return nil
}

func (w *world) admin1(code string) *index.Record {
	country, admin1, _ := strings.Cut(code, ".")
	for i := range w.places {
		if r := &w.places[i]; r.Class == 'A' && r.Kind == "ADM1" && r.Country == country && r.Admin1 == admin1 {
			return r
		}
	}
	return nil
}

// rename changes the id of a place and of its outline.
func (w *world) rename(from, to string) {
	if from == to {
		return
	}
	if _, taken := w.byID[to]; taken {
		return
	}
	i := w.byID[from]
	delete(w.byID, from)
	w.byID[to], w.places[i].ID = i, to
	for j := range w.shapes.borders {
		if w.shapes.borders[j].id == from {
			w.shapes.borders[j].id = to
		}
	}
}

// addPlaceRow adds a place of its own.
func (w *world) addPlaceRow(row map[string]string) error {
	lon, lat, err := position(row)
	if err != nil {
		return err
	}
	if len(row["class"]) != 1 {
		return fmt.Errorf("class %q", row["class"])
	}
	r := index.Record{
		ID: row["id"], Name: row["name"], Class: row["class"][0], Kind: row["kind"], Country: row["country"], Admin1: row["admin1"], Lon: lon, Lat: lat,
		Source: "Dateline", Note: row["note"],
	}
	if strings.HasPrefix(r.ID, "geonames:") {
		r.Source = "GeoNames"
	}
	if row["population"] != "" {
		if r.Population, err = strconv.ParseInt(row["population"], 10, 64); err != nil {
			return err
		}
	}
	r.Names = append(nameList(row["names"], index.Alias), nameList(row["demonyms"], index.Demonym)...)
	if w.get(r.ID) != nil {
		return fmt.Errorf("there is a place %s already: use names.tsv", r.ID)
	}
	if r.Class == 'P' || r.Class == 'S' || r.Kind == "MILB" || r.Kind == "PRT" || r.Kind == "OILF" {
		if err := w.locate(&r); err != nil {
			return err
		}
	}
	w.add(r)
	return nil
}

// addNamesRow adds names, a population, another feature code or a note to a place that is there.
func (w *world) addNamesRow(row map[string]string) error {
	r := w.get(row["id"])
	if r == nil {
		return fmt.Errorf("no place %s", row["id"])
	}
	r.Names = append(r.Names, nameList(row["names"], index.Alias)...)
	r.Names = append(r.Names, nameList(row["demonyms"], index.Demonym)...)
	if row["note"] != "" {
		r.Note = row["note"]
	}
	if row["kind"] != "" {
		r.Kind = row["kind"]
	}
	if row["population"] != "" {
		n, err := strconv.ParseInt(row["population"], 10, 64)
		if err != nil {
			return err
		}
		r.Population = n
	}
	return nil
}
