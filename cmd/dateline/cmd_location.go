package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/paulmach/orb"
	"github.com/spf13/cobra"

	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/server/location"
	"dateline/server/problem"
)

// placeFlags are the flags that geocode, reverse, nearest and distance share.
type placeFlags struct {
	format, lang string
	table        tableFlags
}

func (f *placeFlags) add(c *cobra.Command, formats string) {
	c.Flags().StringVar(&f.format, "format", "text", formats)
	c.Flags().StringVar(&f.lang, "lang", "", "language of the names in the answer (en, ar, ku …)")
	f.table.add(c)
}

// nearFlags narrow what nearest and reverse find.
type nearFlags struct {
	kinds         []string
	country       string
	radius        float64
	limit         int
	minPopulation int64
}

func (f *nearFlags) add(c *cobra.Command, limit int, kinds ...string) {
	fl := c.Flags()
	fl.StringSliceVar(&f.kinds, "kind", kinds, "feature codes or classes, such as PPLC,ADM1 or P")
	fl.StringVar(&f.country, "country", "", "two-letter country code")
	fl.Float64Var(&f.radius, "radius", 0, "no farther than this, in metres")
	fl.IntVar(&f.limit, "limit", limit, "at most so many places")
	fl.Int64Var(&f.minPopulation, "min-population", 0, "no place with fewer inhabitants")
}

func (f *nearFlags) options() (gazetteer.NearOptions, error) {
	if f.limit < 1 || f.limit > 1000 {
		return gazetteer.NearOptions{}, fmt.Errorf("--limit %d: use 1 to 1000", f.limit)
	}
	if !(f.radius >= 0) {
		return gazetteer.NearOptions{}, fmt.Errorf("--radius %v: use metres above 0", f.radius)
	}
	return gazetteer.NearOptions{
		Limit: f.limit, Kinds: upper(f.kinds), Country: strings.ToUpper(f.country), MaxMetres: f.radius, MinPopulation: f.minPopulation,
	}, nil
}

func upper(words []string) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		out = append(out, strings.ToUpper(strings.TrimSpace(w)))
	}
	return out
}

// coordinateArgs lets a command take arguments such as -73.9,40.7, which look like flags: whatever begins with a minus
// and a digit is an argument.
func coordinateArgs(c *cobra.Command, run func(args []string) error) {
	c.DisableFlagParsing = true
	c.Args = cobra.ArbitraryArgs
	c.RunE = func(c *cobra.Command, raw []string) error {
		var flags, args []string
		for i, a := range raw {
			if a == "--" {
				args = append(args, raw[i+1:]...)
				break
			}
			if len(a) > 1 && a[0] == '-' && strings.ContainsRune("0123456789.", rune(a[1])) {
				args = append(args, a)
			} else {
				flags = append(flags, a)
			}
		}
		c.DisableFlagParsing = false
		if err := c.ParseFlags(flags); err != nil {
			return err
		}
		if help, err := c.Flags().GetBool("help"); err == nil && help {
			return c.Help()
		}
		// What the flags leave over and the coordinates, in the order they were given.
		rest := append(slices.Clone(c.Flags().Args()), args...)
		slices.SortStableFunc(rest, func(a, b string) int { return slices.Index(raw, a) - slices.Index(raw, b) })
		return plain(run(rest))
	}
}

// plain takes the title off a problem, which is meant for HTTP: its detail says all.
func plain(err error) error {
	var p *problem.Error
	if errors.As(err, &p) && p.Detail != "" {
		return errors.New(p.Detail)
	}
	return err
}

// pointArg reads "lon,lat" from one argument, or from two.
func pointArg(args []string) (orb.Point, error) {
	if len(args) != 1 && len(args) != 2 {
		return orb.Point{}, fmt.Errorf("%d arguments: give one point as LON,LAT in degrees, as in 43.13,36.34", len(args))
	}
	return geo.ParsePoint(strings.Join(args, ","))
}

// writeAnswer writes an answer about places in one of the formats.
func writeAnswer(w io.Writer, format string, a location.Answer) error {
	switch format {
	case "text":
		return writeAnswerText(w, a)
	case "json":
		return writeIndented(w, a.Rows())
	case "geojson":
		_, err := w.Write(append(a.GeocodeJSON(), '\n'))
		return err
	case "csv":
		return writeAnswerCSV(w, a.Rows())
	}
	return fmt.Errorf("unknown format %q: use text, json, geojson or csv", format)
}

func writeIndented(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

func writeAnswerText(w io.Writer, a location.Answer) error {
	if areas := a.Areas(); len(areas) > 0 {
		var names []string
		for _, r := range slices.Backward(areas) {
			name := r.Name
			if r.Note != "" {
				name += " (" + r.Note + ")"
			}
			names = append(names, name)
		}
		fmt.Fprintf(w, "in %s\n", strings.Join(names, ", "))
	}
	rows := a.Rows()
	if len(rows) == 0 {
		_, err := fmt.Fprintln(w, "no place found")
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\n", r.Label, r.Kind, pointText(r.Point), whyText(r), r.ID, r.Source)
	}
	return t.Flush()
}

// whyText says how sure a hit is, or how far away a neighbour.
func whyText(r location.Row) string {
	if r.Metres != nil {
		m := geo.Metres(*r.Metres)
		return fmt.Sprintf("%.1f km (%.1f mi) %s", m.Kilometres(), m.Miles(), r.Direction)
	}
	return fmt.Sprintf("%.2f %s", r.Confidence, strings.Join(r.Reasons, ", "))
}

func pointText(p orb.Point) string {
	return strconv.FormatFloat(p[0], 'f', -1, 64) + "," + strconv.FormatFloat(p[1], 'f', -1, 64)
}

func writeAnswerCSV(w io.Writer, rows []location.Row) error {
	c := csv.NewWriter(w)
	if err := c.Write(rowColumns); err != nil {
		return err
	}
	for _, r := range rows {
		if err := c.Write(rowCells(r)); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// rowColumns are the columns of a place in CSV.
var rowColumns = []string{"place_id", "place_label", "place_kind", "place_country", "place_lon", "place_lat", "place_source", "confidence", "reasons", "distance_m", "azimuth", "direction"}

func rowCells(r location.Row) []string {
	cells := []string{
		r.ID, r.Label, r.Kind, r.Country, strconv.FormatFloat(r.Point[0], 'f', -1, 64), strconv.FormatFloat(r.Point[1], 'f', -1, 64), r.Source, "", strings.Join(r.Reasons, "; "), "", "", r.Direction,
	}
	if r.Metres == nil {
		cells[7] = strconv.FormatFloat(r.Confidence, 'f', 3, 64)
		return cells
	}
	cells[9], cells[10] = strconv.FormatFloat(*r.Metres, 'f', 3, 64), strconv.FormatFloat(*r.Azimuth, 'f', 3, 64)
	return cells
}
