// Command generate builds the gazetteer that the binary embeds, from the packages named in inputs.go and the tables in
// the folder supplement. Run it with "go generate ./geo/gazetteer"; the same inputs give the same bytes.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"dateline/geo/gazetteer/index"
	"dateline/geo/gazetteer/topo"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("generate: ")
	out := flag.String("out", "embedded.gaz", "file to write")
	tables := flag.String("supplement", "supplement", "folder of the typed tables")
	work := flag.String("work", filepath.Join(os.TempDir(), "dateline-gazetteer-inputs"), "folder in which downloaded packages are kept")
	flag.Parse()
	if err := run(*out, *tables, *work); err != nil {
		log.Fatal(err)
	}
}

// world is what the stages below fill, one after the other.
type world struct {
	inputs inputs
	// places are the records in the making, in order of their arrival, and where each id stands among them.
	places []index.Record
	byID   map[string]int
	names  adminNames
	shapes shapes
	// located finds the admin areas at a point.
	located *topo.Locator
	// countries is the typed table of countries, by ISO alpha-2 code.
	countries map[string]*country
}

func run(out, tables, work string) error {
	start := time.Now()
	w := &world{byID: map[string]int{}}
	stages := []struct {
		name string
		do   func() error
	}{
		{"fetch packages", func() (err error) { w.inputs, err = fetch(work); return err }},
		{"read cities", w.readCities},
		{"read newer places", w.readNewer},
		{"read admin names", w.readAdminNames},
		{"read outlines", w.readOutlines},
		{"read countries", func() error { return w.readCountries(tables) }},
		{"match areas with codes", w.matchAreas},
		{"read supplement", func() error { return w.readSupplement(tables) }},
	}
	for _, s := range stages {
		log.Printf("%6.1f s  %s", time.Since(start).Seconds(), s.name)
		if err := s.do(); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	log.Printf("%6.1f s  pack %d places", time.Since(start).Seconds(), len(w.places))
	if err := w.pack(out); err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	return report(out, time.Since(start))
}

// add keeps a record; a second one of the same id adds its names to the first and fills what that left empty.
func (w *world) add(r index.Record) *index.Record {
	if i, ok := w.byID[r.ID]; ok {
		old := &w.places[i]
		old.Names = append(old.Names, r.Names...)
		if r.Name != old.Name {
			old.Names = append(old.Names, index.Name{Text: r.Name})
		}
		if old.Population == 0 {
			old.Population = r.Population
		}
		return old
	}
	w.byID[r.ID] = len(w.places)
	w.places = append(w.places, r)
	return &w.places[len(w.places)-1]
}

func (w *world) get(id string) *index.Record {
	if i, ok := w.byID[id]; ok {
		return &w.places[i]
	}
	return nil
}
