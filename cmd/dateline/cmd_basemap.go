package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"dateline/server/ogc/basemap/physical"
)

// basemapDir is the folder of what was imported for the basemap: beside the store.
func (a *app) basemapDir() string { return filepath.Join(filepath.Dir(a.dbPath), "basemap") }

// basemapCommand is the family of commands on the ground that the map stands on.
func basemapCommand(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "basemap",
		Short: "Import rivers, lakes and seas for the map's ground",
		Long: "The program draws land, borders and towns by itself. Rivers, lakes, seas, a finer coast and built-up areas can be imported\n" +
			"from GeoJSON; they lie in the folder basemap beside the store, and a running server takes them up by itself.\n" +
			"To put tiles of your own in place of all of it, see `dateline serve --basemap`.",
	}
	list := &cobra.Command{
		Use: "list", Short: "List what was imported", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return a.listBasemap() },
	}
	remove := &cobra.Command{
		Use: "remove NAME...", Short: "Remove what was imported", Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, names []string) error {
			for _, name := range names {
				if err := physical.Remove(a.basemapDir(), name); err != nil {
					return err
				}
			}
			return nil
		},
	}
	c.AddCommand(basemapImportCommand(a), list, remove)
	return c
}

func basemapImportCommand(a *app) *cobra.Command {
	var as, credit string
	c := &cobra.Command{
		Use:   "import FILE.geojson[.gz]...",
		Short: "Import GeoJSON of Natural Earth or of your own",
		Long: "Reads GeoJSON (WGS84, plain or gzip). Natural Earth's files are understood as they are: rivers_lake_centerlines, lakes,\n" +
			"geography_marine_polys, ocean, land, urban_areas. Features without featurecla go by the file's name, or by --as.\n" +
			"A file of the same name replaces the one before.",
		Example: "  dateline basemap import ne_10m_lakes.geojson ne_10m_rivers_lake_centerlines.geojson.gz\n  dateline basemap import --as rivers khabur.geojson --credit '© OpenStreetMap contributors'",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, files []string) error {
			var kind physical.Kind
			if as != "" {
				var err error
				if kind, err = physical.ParseKind(as); err != nil {
					return fmt.Errorf("--as: %w", err)
				}
			}
			return a.importBasemap(files, physical.Import{Dir: a.basemapDir(), As: kind, Credit: credit, Now: a.Now})
		},
	}
	c.Flags().StringVar(&as, "as", "", "layer of all features: "+strings.Join(physical.Kinds, ", "))
	c.Flags().StringVar(&credit, "credit", "", "attribution that the map must show")
	return c
}

func (a *app) importBasemap(files []string, im physical.Import) error {
	b := a.byteProgress(files)
	defer b.done()
	im.Read = b.read
	for _, im.Path = range files {
		res, err := im.Run()
		if err != nil {
			return err
		}
		fmt.Fprintf(a.Stdout, "%s: %s\n", res.Path, countsInWords(res.Counts))
		for _, reason := range sortedKeys(res.Skipped) {
			fmt.Fprintf(a.Stderr, "skipped %d: %s\n", res.Skipped[reason], reason)
		}
	}
	return nil
}

func countsInWords(counts map[string]int) string {
	var parts []string
	for _, kind := range physical.Kinds {
		if n := counts[kind]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, kind))
		}
	}
	return strings.Join(parts, ", ")
}

func (a *app) listBasemap() error {
	set, err := physical.Open(a.basemapDir())
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(a.Stdout, 0, 8, 2, ' ', 0)
	for _, f := range set.Files() {
		fmt.Fprintf(w, "%s\t%s\timported %s\t%s\n", f.Name, countsInWords(f.Counts), f.Imported, f.Credit)
	}
	return w.Flush()
}
