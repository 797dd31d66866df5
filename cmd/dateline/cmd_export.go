package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/data"
	"dateline/data/exchange"
	"dateline/data/profile"
	"dateline/data/situation"
	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/server/ground"
	"dateline/server/ogc"
	"dateline/server/ogc/cql2"
)

// exportFlags say what is exported: which situation, under which profile.
type exportFlags struct {
	collections                     []string
	valid, from, known, profileName string
	profiles, filter, out, work     string
	maxZoom, siteZoom, baseZoom     int
	update                          bool
}

func exportCommand(a *app) *cobra.Command {
	var f exportFlags
	c := &cobra.Command{
		Use:   "export",
		Short: "Write the situation to files that others read",
		Long: "Writes collections of the situation at a time, as a profile shows them. The public profile is the default:\n" +
			"what leaves the house should be what may leave it.",
		Example: "  dateline export geojson -c zones --valid 2014-06-16 > zones.geojson\n" +
			"  dateline export hxl -c displaced -o displaced.csv\n" +
			"  dateline export tiles -o situation.pmtiles\n  dateline export site public/",
	}
	fl := c.PersistentFlags()
	fl.StringSliceVarP(&f.collections, "collection", "c", nil, "collections to write: "+strings.Join(situation.Collections, ", "))
	fl.StringVar(&f.valid, "valid", "", "the situation at this time or day (default: now)")
	fl.StringVar(&f.from, "from", "", "beginning of a range that ends at --valid: for movements, events and changes")
	fl.StringVar(&f.known, "known", "", "as it was known at this time or day (default: now)")
	fl.StringVar(&f.profileName, "profile", "public", "publishing profile")
	fl.StringVar(&f.profiles, "profiles", "", "publishing profiles, an edited copy of the built-in ones")
	fl.StringVar(&f.filter, "filter", "", "keep what this CQL2 text is true of")
	fl.StringVarP(&f.out, "output", "o", "-", "file to write; - is standard output")
	for _, format := range exchange.Formats {
		c.AddCommand(&cobra.Command{
			Use: format, Short: exportWords[format], Args: cobra.NoArgs,
			RunE: func(c *cobra.Command, _ []string) error { return a.exportTable(c.Context(), format, f) },
		})
	}
	t := &cobra.Command{
		Use: "tiles", Short: "Vector tiles in one file: PMTiles, or MBTiles where the name ends so", Args: cobra.NoArgs,
		Long: "Cuts the collections into vector tiles: clustered, equal tiles stored once. Interrupted, the work done so far lies beside\n" +
			"the file (.cut), and the same command goes on with it. With --update, tiles whose features did not change are taken out of\n" +
			"the file that is there; fingerprints of its tiles lie beside it (.prints).",
		RunE: func(c *cobra.Command, _ []string) error { return a.exportTiles(c.Context(), f) },
	}
	t.Flags().IntVar(&f.maxZoom, "maxzoom", 10, "deepest zoom, 0 to 14")
	t.Flags().BoolVar(&f.update, "update", false, "make only those tiles anew that changed since the file was written")
	site := &cobra.Command{
		Use: "site DIR|ADDRESS", Short: "A folder for any web server or CDN: a map, layers, tiles and the evidence", Args: cobra.ExactArgs(1),
		Long: "Writes the site to a folder. A build with buckets (make build S3=1) also uploads it to an object store, only what changed:\n" +
			"s3://bucket/folder?region=…, with &endpoint=…&use_path_style=true for stores other than Amazon's; who may is said by the\n" +
			"usual AWS_ variables. Nothing is deleted there.",
		Example: "  dateline export site public/\n  dateline export site 's3://maps/iraq?region=eu-central-1'",
		RunE:    func(c *cobra.Command, args []string) error { return a.exportSiteTo(c.Context(), args[0], f) },
	}
	site.Flags().StringVar(&f.work, "work", "", "folder to keep between uploads, so that only changed tiles are cut")
	site.Flags().IntVar(&f.siteZoom, "maxzoom", 8, "deepest zoom of the tiles, 0 to 14")
	site.Flags().IntVar(&f.baseZoom, "basezoom", 6, "deepest zoom of the ground, 0 to 10: each one takes four times as long")
	c.AddCommand(t, site)
	return c
}

var exportWords = map[string]string{
	"geojson": "GeoJSON", "geojsonseq": "GeoJSON text sequence, a feature a record", "csv": "CSV", "hxl": "CSV with a row of HXL tags", "kml": "KML",
}

// exporter gives collections of one situation.
type exporter struct {
	engine ogc.Features
	q      situation.Query
	filter *cql2.Expression
}

// export opens the store, and closes it behind do.
func (a *app) export(f exportFlags, do func(exporter) error) error {
	e := exporter{q: situation.Query{Profile: f.profileName}}
	for _, t := range []struct {
		flag, value string
		first       bool
		to          *time.Time
	}{{"valid", f.valid, false, &e.q.Valid}, {"from", f.from, true, &e.q.From}, {"known", f.known, false, &e.q.Known}} {
		if err := exportTime(t.flag, t.value, t.first, t.to); err != nil {
			return err
		}
	}
	if f.filter != "" {
		var err error
		if e.filter, err = cql2.ParseText(f.filter); err != nil {
			return fmt.Errorf("--filter: %w", err)
		}
	}
	profiles, err := loadProfiles(f.profiles)
	if err != nil {
		return err
	}
	if names := profiles.Names(); !slices.Contains(names, f.profileName) {
		return fmt.Errorf("--profile: there is no profile %q; there are %s", f.profileName, strings.Join(names, ", "))
	}
	g, err := a.Gazetteer()
	if err != nil {
		return err
	}
	if _, err := os.Stat(a.dbPath); err != nil {
		return fmt.Errorf("export: there is no store %s; read a report first (dateline add), or name another with --db", a.dbPath)
	}
	store, err := data.Open(a.dbPath, data.Options{Now: a.Now})
	if err != nil {
		return err
	}
	profiles = profiles.WithAreas(smallestArea(g)).WithLedger(store)
	e.engine = ogc.Named(ogc.Coloured(situation.New(store, ground.New(g), profiles, a.Now)), g)
	return errors.Join(do(e), store.Close())
}

// smallestArea gives the admin area that a profile coarsens a point to; a country alone would say too little.
func smallestArea(g *gazetteer.Gazetteer) profile.Areas {
	return func(lon, lat float64) (profile.Area, bool) {
		path := g.Admin([2]float64{lon, lat})
		if len(path) < 2 {
			return profile.Area{}, false
		}
		p := path[len(path)-1]
		return profile.Area{ID: p.ID, Name: p.Name, Lon: p.Point[0], Lat: p.Point[1]}, true
	}
}

// exportTime reads a time of RFC 3339 or a day, of which the first or last moment counts.
func exportTime(flag, v string, first bool, to *time.Time) error {
	if v == "" {
		return nil
	}
	if t, err := time.Parse(time.RFC3339, v); err == nil {
		*to = t.UTC()
		return nil
	}
	t, err := time.Parse(time.DateOnly, v)
	if err != nil {
		return fmt.Errorf("--%s: %q is no time; write 2014-06-16 or 2014-06-16T12:00:00Z", flag, v)
	}
	if !first {
		t = t.Add(24*time.Hour - time.Second)
	}
	*to = t
	return nil
}

func (e exporter) features(ctx context.Context, collection string) ([]geo.Feature, error) {
	set, err := e.engine.Features(ctx, collection, e.q)
	if err != nil {
		return nil, fmt.Errorf("export %s: %w", collection, err)
	}
	if e.filter == nil {
		return set.Features, nil
	}
	var kept []geo.Feature
	for i := range set.Features {
		ok, err := e.filter.Match(&set.Features[i])
		if err != nil {
			return nil, fmt.Errorf("--filter: %w", err)
		}
		if ok {
			kept = append(kept, set.Features[i])
		}
	}
	return kept, nil
}

// wantedCollections checks the names, and gives those that a map draws where none is named.
func wantedCollections(names []string) ([]string, error) {
	if len(names) == 0 {
		return []string{"zones", "frontbands", "frontlines", "flows", "displaced", "control", "events", "places"}, nil
	}
	for _, n := range names {
		if !slices.Contains(situation.Collections, n) {
			return nil, fmt.Errorf("--collection: there is no %q; there are %s", n, strings.Join(situation.Collections, ", "))
		}
	}
	return names, nil
}

func (a *app) exportTable(ctx context.Context, format string, f exportFlags) error {
	names, err := wantedCollections(f.collections)
	if err != nil {
		return err
	}
	return a.export(f, func(e exporter) error {
		return a.writeTo(f.out, func(w io.Writer) error { return e.write(ctx, format, names, w) })
	})
}

func (e exporter) write(ctx context.Context, format string, names []string, w io.Writer) error {
	out, err := exchange.New(format, "Dateline: "+strings.Join(names, ", "), w)
	if err != nil {
		return err
	}
	for _, name := range names {
		features, err := e.features(ctx, name)
		if err != nil {
			return err
		}
		for _, feature := range features {
			if err := out.Write(feature); err != nil {
				return fmt.Errorf("write %s: %w", format, err)
			}
		}
	}
	return out.Close()
}

// writeTo writes to standard output, or to a file that appears only when all of it is written.
func (a *app) writeTo(path string, write func(io.Writer) error) error {
	if path == "-" {
		b := bufio.NewWriter(a.Stdout)
		return errors.Join(write(b), b.Flush())
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".export-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(f.Name())
	b := bufio.NewWriter(f)
	if err := errors.Join(write(b), b.Flush(), f.Chmod(0o644), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return os.Rename(f.Name(), path)
}

func (a *app) exportTiles(ctx context.Context, f exportFlags) error {
	if f.out == "-" {
		return errors.New("export tiles: needs a file, -o situation.pmtiles or .mbtiles")
	}
	names, err := wantedCollections(f.collections)
	if err != nil {
		return err
	}
	return a.export(f, func(e exporter) error { return a.cut(ctx, e, names, f.out, f.maxZoom, f.update) })
}
