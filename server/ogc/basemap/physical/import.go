package physical

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
)

// Import is one run of [Import.Run].
type Import struct {
	Dir    string // folder of the imported files, made where missing
	Path   string // GeoJSON to read, plain or gzip
	As     Kind   // layer of all features; 0 finds it by what the features or the file's name say
	Credit string
	Now    func() time.Time
	// Read is told of the bytes that were read, where not nil.
	Read func(n int64)
}

// Result says what was imported.
type Result struct {
	Path    string
	Counts  map[string]int
	Skipped map[string]int // features left out, by reason
}

// Run reads the file and writes its packed form into the folder; one of the same name is replaced.
func (im Import) Run() (Result, error) {
	res := Result{Counts: map[string]int{}, Skipped: map[string]int{}}
	file, err := os.Open(im.Path)
	if err != nil {
		return res, fmt.Errorf("import %s: %w", im.Path, err)
	}
	defer file.Close()
	r, err := unzipped(&counted{file, im.Read})
	if err != nil {
		return res, fmt.Errorf("import %s: %w", im.Path, err)
	}
	name := nameOf(im.Path)
	hint := im.As
	if hint == 0 {
		hint = kindOfName(name)
	}
	var features []Feature
	err = eachFeature(r, func(f *geojson.Feature) {
		out, reason := classify(f, im.As, hint)
		if reason != "" {
			res.Skipped[reason]++
			return
		}
		res.Counts[out.Kind.String()]++
		features = append(features, out)
	})
	if err != nil {
		return res, fmt.Errorf("import %s: %w", im.Path, err)
	}
	if len(features) == 0 {
		return res, fmt.Errorf("import %s: no river, lake, sea, land or built-up area in it; say with --as which one its features are (%s)", im.Path, strings.Join(Kinds, ", "))
	}
	if err := os.MkdirAll(im.Dir, 0o755); err != nil {
		return res, fmt.Errorf("import %s: %w", im.Path, err)
	}
	about := File{From: filepath.Base(im.Path), Credit: im.Credit, Imported: im.Now().UTC().Format(time.RFC3339), Counts: res.Counts}
	res.Path = filepath.Join(im.Dir, name+ending)
	return res, save(res.Path, about, features)
}

// nameOf is the file's name without folder and endings.
func nameOf(path string) string {
	name := filepath.Base(path)
	for _, end := range []string{".gz", ".geojson", ".json"} {
		name = strings.TrimSuffix(name, end)
	}
	return name
}

type counted struct {
	r    io.Reader
	tell func(int64)
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if c.tell != nil {
		c.tell(int64(n))
	}
	return n, err
}

func unzipped(r io.Reader) (io.Reader, error) {
	b := bufio.NewReaderSize(r, 1<<16)
	if start, _ := b.Peek(2); len(start) == 2 && start[0] == 0x1F && start[1] == 0x8B {
		return gzip.NewReader(b)
	}
	return b, nil
}

// errNoFeatures says that the input is something else than a FeatureCollection.
var errNoFeatures = errors.New("not a GeoJSON FeatureCollection (WGS84)")

// eachFeature streams the features of a FeatureCollection.
func eachFeature(r io.Reader, give func(*geojson.Feature)) error {
	d := json.NewDecoder(r)
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return errNoFeatures
	}
	found := false
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return fmt.Errorf("%w: %w", errNoFeatures, err)
		}
		if key != "features" {
			var rest json.RawMessage
			if err := d.Decode(&rest); err != nil {
				return fmt.Errorf("%w: %w", errNoFeatures, err)
			}
			continue
		}
		found = true
		if t, err := d.Token(); err != nil || t != json.Delim('[') {
			return errNoFeatures
		}
		for n := 1; d.More(); n++ {
			var raw json.RawMessage
			if err := d.Decode(&raw); err != nil {
				return fmt.Errorf("feature %d: %w", n, err)
			}
			f, err := geojson.UnmarshalFeature(raw)
			if err != nil {
				return fmt.Errorf("feature %d: %w", n, err)
			}
			give(f)
		}
		if _, err := d.Token(); err != nil {
			return fmt.Errorf("it ends inside the features: %w", err)
		}
	}
	if _, err := d.Token(); err != nil || !found {
		return errNoFeatures
	}
	return nil
}

// inDegrees says whether every vertex can be one of longitude and latitude.
func inDegrees(g orb.Geometry) bool {
	b := g.Bound()
	return b.Min[0] >= -181 && b.Max[0] <= 181 && b.Min[1] >= -90.01 && b.Max[1] <= 90.01
}
