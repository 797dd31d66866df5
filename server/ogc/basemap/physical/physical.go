// Package physical keeps the rivers, lakes, seas, land and built-up areas that a user imports for the basemap: one compact
// file for each imported one, in a folder beside the store. Natural Earth's GeoJSON is understood as it comes.
package physical

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/paulmach/orb"
)

// Kind is the layer that a feature is drawn in.
type Kind uint8

// The layers: Water holds lakes and reservoirs, Seas oceans and their parts.
const (
	Water Kind = iota + 1
	Rivers
	Seas
	Land
	Urban
)

// Kinds are the names of the layers, as a user writes them.
var Kinds = []string{"water", "rivers", "seas", "land", "urban"}

// ParseKind reads a layer's name.
func ParseKind(s string) (Kind, error) {
	if i := slices.Index(Kinds, s); i >= 0 {
		return Kind(i + 1), nil
	}
	return 0, fmt.Errorf("%q is not a layer of the basemap; %s are", s, strings.Join(Kinds, ", "))
}

// String is the layer's name.
func (k Kind) String() string {
	if k < 1 || int(k) > len(Kinds) {
		return "unknown"
	}
	return Kinds[k-1]
}

// Feature is one river, lake, sea or area. Names are by language, the local name under "". MinZoom is the first zoom of
// 512-pixel tiles that shows it. Class is the source's word for it in lower case: river, lake, reservoir, ocean, gulf.
type Feature struct {
	Kind     Kind
	Class    string
	MinZoom  int
	Names    map[string]string
	Geometry orb.Geometry
}

// Set is everything that was imported. It never changes and is safe for concurrent use; nil is an empty one.
type Set struct {
	files []*File
	kinds [len(kindCount)]bool
}

var kindCount = [Urban + 1]struct{}{}

// ending is that of the files.
const ending = ".ground"

// Open reads every file of the folder; one that is missing holds none.
func Open(dir string) (*Set, error) {
	s := &Set{}
	paths, err := list(dir)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, path := range paths {
		f, err := openFile(path)
		if err != nil {
			return nil, err
		}
		f.drop(seen)
		for _, e := range f.entries {
			s.kinds[e.kind] = true
		}
		s.files = append(s.files, f)
	}
	return s, nil
}

func list(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list the basemap's files: %w", err)
	}
	var paths []string
	for _, e := range entries {
		if !e.IsDir() && strings.HasSuffix(e.Name(), ending) {
			paths = append(paths, filepath.Join(dir, e.Name()))
		}
	}
	return paths, nil
}

// Has says whether something of the layer was imported.
func (s *Set) Has(k Kind) bool { return s != nil && s.kinds[k] }

// Within gives the features of a layer whose box meets the bound (degrees), in the order of the files.
func (s *Set) Within(k Kind, b orb.Bound) []Feature {
	if !s.Has(k) {
		return nil
	}
	var out []Feature
	for _, f := range s.files {
		for i := range f.entries {
			if e := &f.entries[i]; e.kind == k && e.bound().Intersects(b) {
				out = append(out, f.feature(e))
			}
		}
	}
	return out
}

// Credits are the attributions that the files ask for, each once.
func (s *Set) Credits() []string {
	if s == nil {
		return nil
	}
	var out []string
	for _, f := range s.files {
		if f.Credit != "" && !slices.Contains(out, f.Credit) {
			out = append(out, f.Credit)
		}
	}
	return out
}

// Files describes what was imported, by name.
func (s *Set) Files() []*File {
	if s == nil {
		return nil
	}
	return s.files
}

// Remove removes the file of that name from the folder.
func Remove(dir, name string) error {
	err := os.Remove(filepath.Join(dir, name+ending))
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("remove %q from the basemap: nothing of that name was imported into %s", name, dir)
	}
	if err != nil {
		return fmt.Errorf("remove %q from the basemap: %w", name, err)
	}
	return nil
}

// Stamp tells a state of the folder from another one.
type Stamp struct {
	Name            string
	Bytes, Modified int64 // Modified is in nanoseconds since 1970
}

// Stamps gives the stamps of the files in the folder: they differ when one was imported, replaced or removed.
func Stamps(dir string) ([]Stamp, error) {
	paths, err := list(dir)
	if err != nil {
		return nil, err
	}
	var out []Stamp
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil {
			out = append(out, Stamp{filepath.Base(path), info.Size(), info.ModTime().UnixNano()})
		}
	}
	return out, nil
}
