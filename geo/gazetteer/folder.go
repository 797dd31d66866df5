package gazetteer

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline/geo/gazetteer/index"
)

// worldName is the name of the embedded gazetteer.
const worldName = "world"

// Open gives the embedded gazetteer with those imported into the folder on top, in the order of their names. A folder that
// does not exist counts as empty. Close it when done.
func Open(dir string) (*Gazetteer, error) {
	base, err := Embedded()
	if err != nil {
		return nil, err
	}
	g := &Gazetteer{layers: slices.Clone(base.layers)}
	paths, err := indexes(dir)
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		r, err := index.Open(path)
		if err != nil {
			_ = g.Close() // the error that matters is the one before
			return nil, fmt.Errorf("gazetteer %s: %w; import it again or remove it", layerName(path), err)
		}
		g.layers = append(g.layers, newLayer(layerName(path), r))
	}
	return g, nil
}

func layerName(path string) string { return strings.TrimSuffix(filepath.Base(path), suffix) }

func indexes(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || dir == "" {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list gazetteers: %w", err)
	}
	var paths []string
	for _, e := range entries {
		if name := e.Name(); strings.HasSuffix(name, suffix) && !strings.HasPrefix(name, ".") {
			paths = append(paths, filepath.Join(dir, name))
		}
	}
	return paths, nil
}

// Stamp tells a state of an index file from another one.
type Stamp struct {
	Name  string
	Bytes int64
	// Modified is in nanoseconds since 1970.
	Modified int64
}

// Stamps gives the stamps of the gazetteers in the folder, in the order of their names: they differ when one was imported,
// replaced or removed. Because imports rename whole files, what a stamp belongs to is complete.
func Stamps(dir string) ([]Stamp, error) {
	paths, err := indexes(dir)
	if err != nil {
		return nil, err
	}
	stamps := make([]Stamp, 0, len(paths))
	for _, path := range paths {
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed since it was listed
		}
		if err != nil {
			return nil, fmt.Errorf("list gazetteers: %w", err)
		}
		stamps = append(stamps, Stamp{layerName(path), info.Size(), info.ModTime().UnixNano()})
	}
	return stamps, nil
}

// Info describes a gazetteer.
type Info struct {
	Name     string             `json:"name"`
	Path     string             `json:"path,omitempty"`
	Bytes    int64              `json:"bytes"`
	Places   int                `json:"places"`
	Keys     int                `json:"keys"`
	Outlines int                `json:"outlines"`
	Imported string             `json:"imported,omitempty"`
	Sources  []index.SourceInfo `json:"sources,omitempty"`
	Inputs   map[string]string  `json:"inputs,omitempty"`
	Sections map[string]int     `json:"sections,omitempty"`
	// Damage is what Verify found, empty for a whole file or where it was not asked.
	Damage string `json:"damage,omitempty"`
}

// List describes the embedded gazetteer and those in the folder. With verify, every checksum is compared.
func List(dir string, verify bool) ([]Info, error) {
	g, err := Embedded()
	if err != nil {
		return nil, err
	}
	infos := []Info{describe(worldName, g.layers[0].r, verify)}
	infos[0].Bytes = int64(len(world))
	paths, err := indexes(dir)
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		infos = append(infos, describeFile(path, verify))
	}
	return infos, nil
}

func describeFile(path string, verify bool) Info {
	r, err := index.Open(path)
	if err != nil {
		return Info{Name: layerName(path), Path: path, Damage: err.Error()}
	}
	defer func() { _ = r.Close() }() // only read
	info := describe(layerName(path), r, verify)
	info.Path = path
	if st, err := os.Stat(path); err == nil {
		info.Bytes = st.Size()
	}
	return info
}

func describe(name string, r *index.Reader, verify bool) Info {
	info := Info{Name: name, Places: r.Len(), Keys: r.KeyCount(), Sections: r.SectionSizes()}
	var meta index.Meta
	if err := r.Meta(&meta); err == nil {
		info.Imported, info.Sources, info.Inputs = meta.Imported, meta.Sources, meta.Inputs
	}
	info.Outlines = len(newLayer(name, r).shapes())
	if verify {
		if err := r.Verify(); err != nil {
			info.Damage = err.Error()
		}
	}
	return info
}

// Remove deletes an imported gazetteer.
func Remove(dir, name string) error {
	if name == worldName {
		return errors.New("the gazetteer world is part of the program and cannot be removed")
	}
	if !validName.MatchString(name) {
		return fmt.Errorf("no gazetteer %q", name)
	}
	err := os.Remove(filepath.Join(dir, name+suffix))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("no gazetteer %q in %s", name, dir)
	}
	return err
}
