package gazetteer

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/paulmach/orb"

	"dateline/geo/gazetteer/index"
	"dateline/geo/gazetteer/source"
	"dateline/geo/gazetteer/topo"
)

// Import says what to import.
type Import struct {
	// Dir is the folder of imported gazetteers, Name the name of the one to make; one of that name is replaced.
	Dir, Name string
	Files     []string
	// Licence and URL credit the source.
	Licence, URL string
	Now          func() time.Time
	// Read is told how many more bytes were read, Stage how far the building is; both may be nil.
	Read  func(n int64)
	Stage func(stage string, done, total int)
	// Skip is told each row that was not used; may be nil.
	Skip func(source.Skip)
}

// Imported says what an import did.
type Imported struct {
	Path                    string
	Places, Names, Outlines int
	// Skipped counts rows that were not used, Orphans names for places that the files do not hold.
	Skipped, Orphans int
	// Reasons counts the skipped rows by reason, digits left out.
	Reasons map[string]int
}

var validName = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,62}$`)

// importTolerance is the distance in degrees (33 m) within which imported outlines are simplified.
const importTolerance = 0.0003

// suffix is the ending of index files.
const suffix = ".gaz"

// Run reads the files and puts the gazetteer in its place when it is complete: an import that fails or is interrupted leaves
// the old one as it was. It keeps its temporary files in a folder of its own in Dir, where the next import removes them if this one
// is killed.
func (im Import) Run(base *Gazetteer) (Imported, error) {
	if !validName.MatchString(im.Name) || im.Name == worldName {
		return Imported{}, fmt.Errorf("%q is no name for a gazetteer: use small letters, digits, points and hyphens", im.Name)
	}
	if len(im.Files) == 0 {
		return Imported{}, errors.New("no files to import")
	}
	if err := os.MkdirAll(im.Dir, 0o755); err != nil {
		return Imported{}, fmt.Errorf("make the folder of gazetteers: %w", err)
	}
	index.ClearStale(im.Dir)
	b, err := index.NewBuilder(im.Dir)
	if err != nil {
		return Imported{}, err
	}
	defer func() { _ = b.Close() }() // its files are temporary
	r := importing{Import: im, b: b, base: base, report: Imported{Reasons: map[string]int{}}}
	for _, path := range im.Files {
		if err := source.Open(path, im.Read, r.file); err != nil {
			return Imported{}, fmt.Errorf("import %w", err)
		}
	}
	return r.finish()
}

// importing is an import under way.
type importing struct {
	Import
	b        *index.Builder
	base     *Gazetteer
	outlines []topo.Feature
	report   Imported
}

// file reads one table, whatever its form.
func (r *importing) file(name string, in io.Reader) error {
	format, in, err := source.Detect(in)
	if err != nil {
		return err
	}
	skip := func(line int, reason string) { r.skip(source.Skip{File: name, Line: line, Reason: reason}) }
	names := func(id string, n index.Name) error {
		r.report.Names++
		return r.b.AddNames(id, n)
	}
	switch format {
	case source.FormatGeoNames:
		return source.GeoNamesTable(in, r.add, skip)
	case source.FormatAlternates:
		return source.AlternateNames(in, names, skip)
	case source.FormatCodes:
		return source.AdminCodes(in, names, skip)
	case source.FormatHierarchy:
		return source.Hierarchy(in, func(parent, child string) { r.b.AddParent(child, parent) }, skip)
	case source.FormatGeoJSON:
		return source.GeoJSON(in, r.Name, r.outline, skip)
	case source.FormatCSV:
		return source.CSV(in, r.Name, r.located, skip)
	}
	return fmt.Errorf("%s: %w", format, source.ErrFormat)
}

func (r *importing) skip(s source.Skip) {
	r.report.Skipped++
	reason := digits.ReplaceAllString(s.Reason, "…")
	if _, ok := r.report.Reasons[reason]; ok || len(r.report.Reasons) < 100 {
		r.report.Reasons[reason]++
	}
	if r.Skip != nil {
		r.Skip(s)
	}
}

var digits = regexp.MustCompile(`"[^"]*"|[-+]?[0-9][0-9.e+]*`)

func (r *importing) add(rec index.Record) error {
	r.report.Names += 1 + len(rec.Names)
	return r.b.Add(&rec)
}

// located adds a record whose source gives no codes: they come from the outlines that hold it.
func (r *importing) located(rec index.Record) error {
	if r.base != nil && (rec.Country == "" || rec.Admin1 == "") {
		for _, a := range r.base.Admin(orb.Point{rec.Lon, rec.Lat}) {
			if rec.Country == "" {
				rec.Country = a.Country
			}
			if rec.Admin1 == "" && a.Country == rec.Country && rec.Kind != "PCLI" {
				rec.Admin1 = a.Admin1
			}
		}
	}
	return r.add(rec)
}

func (r *importing) outline(o source.Outlined) error {
	if o.Outline != nil {
		r.outlines = append(r.outlines, topo.Feature{ID: o.Record.ID, Level: o.Level, Outline: o.Outline, Tolerance: importTolerance})
		r.report.Outlines++
	}
	return r.located(o.Record)
}

// finish builds the index beside the old one, checks it and renames it.
func (r *importing) finish() (Imported, error) {
	if r.b.Len() == 0 {
		return r.report, fmt.Errorf("nothing to import: no usable place, %d rows skipped; names, codes and hierarchies go with the dump that they belong to", r.report.Skipped)
	}
	if len(r.outlines) > 0 {
		r.b.Outlines, _ = topo.Pack(r.outlines)
	}
	r.b.Progress = r.Stage
	meta := index.Meta{Name: r.Name, Imported: r.Now().UTC().Format(time.RFC3339), Skipped: r.report.Skipped}
	for _, f := range r.Files {
		meta.Sources = append(meta.Sources, index.SourceInfo{Name: filepath.Base(f), Licence: r.Licence, URL: r.URL})
	}
	var err error
	if r.b.Meta, err = json.Marshal(meta); err != nil {
		return r.report, err
	}
	temp := filepath.Join(r.b.Dir(), r.Name+".new")
	if err := r.b.Write(temp); err != nil {
		return r.report, fmt.Errorf("build the index: %w", err)
	}
	r.report.Places, r.report.Orphans = r.b.Len(), r.b.Orphans()
	if err := syncAndCheck(temp); err != nil {
		return r.report, err
	}
	r.report.Path = filepath.Join(r.Dir, r.Name+suffix)
	if err := os.Rename(temp, r.report.Path); err != nil {
		return r.report, err
	}
	return r.report, syncFolder(r.Dir)
}

// syncFolder writes a renaming to disk; systems that cannot sync folders need not.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}

func syncAndCheck(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	err = f.Sync()
	if err2 := f.Close(); err == nil {
		err = err2
	}
	if err != nil {
		return err
	}
	r, err := index.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }() // only read
	return r.Verify()
}
