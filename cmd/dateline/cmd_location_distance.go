package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/spf13/cobra"

	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/server/location"
)

func distanceCommand(a *app) *cobra.Command {
	var f placeFlags
	var method string
	c := &cobra.Command{
		Use:   "distance FROM TO",
		Short: "Measure the straight line between two places or points",
		Long: "Measures the geodesic on the WGS84 ellipsoid between two places or points LON,LAT, which is a straight line over\n" +
			"the ground and no road, with the direction both ways and the points used. A name that fits several places is\n" +
			"refused with the candidates. With --csv it works through a table with columns from and to.",
		Example: "  dateline distance Mosul Alqosh\n  dateline distance 43.13,36.34 'Erbil, Iraq' --format json\n  dateline distance --csv pairs.csv --method haversine",
	}
	f.add(c, "text, json, geojson or csv")
	c.Flags().StringVar(&method, "method", location.Geodesic, "geodesic (exact) or haversine (sphere, for bulk)")
	coordinateArgs(c, func(args []string) error {
		m, err := location.CheckMethod(method)
		if err != nil {
			return err
		}
		g, err := a.Gazetteer()
		if err != nil {
			return err
		}
		if f.table.in != "" {
			return a.distanceTable(c.Context(), g, f, m)
		}
		if len(args) != 2 {
			return fmt.Errorf("%d arguments: give FROM and TO, each a place name or LON,LAT; quote names of several words", len(args))
		}
		measured, err := measureBetween(g, args[0], args[1], f.lang, m)
		if err != nil {
			return err
		}
		return writeMeasurement(a.Stdout, f.format, measured)
	})
	return c
}

func measureBetween(g *gazetteer.Gazetteer, from, to, lang, method string) (location.Measurement, error) {
	a, err := location.Resolve(g, "FROM", from, lang)
	if err != nil {
		return location.Measurement{}, err
	}
	b, err := location.Resolve(g, "TO", to, lang)
	if err != nil {
		return location.Measurement{}, err
	}
	return location.Measure(a, b, method), nil
}

func writeMeasurement(w io.Writer, format string, m location.Measurement) error {
	switch format {
	case "text":
		fmt.Fprintln(w, m.Statement())
		for _, e := range []location.End{m.From, m.To} {
			label := e.Label
			if label == "" {
				label = "point"
			}
			fmt.Fprintf(w, "  %s  %s  %s\n", label, pointText(e.Point), strings.TrimSpace(e.Place.ID+" "+e.Source))
		}
		_, err := fmt.Fprintf(w, "  %.3f m; bearing %.3f° there, %.3f° back; %s\n", float64(m.Distance), m.Bearing, m.Back, m.Model())
		return err
	case "json":
		_, err := fmt.Fprintf(w, "%s\n", m.JSON())
		return err
	case "geojson":
		return writeLine(w, m)
	case "csv":
		c := csv.NewWriter(w)
		_ = c.WriteAll([][]string{append([]string{"from", "to"}, distanceColumns...), append([]string{m.From.Query, m.To.Query}, distanceCells(m)...)})
		return c.Error()
	}
	return fmt.Errorf("unknown format %q: use text, json, geojson or csv", format)
}

// writeLine draws the geodesic: points every 100 km, cut in two where it crosses the antimeridian (RFC 7946, 3.1.9).
func writeLine(w io.Writer, m location.Measurement) error {
	f := geojson.NewFeature(geo.Line(m.From.Point, m.To.Point, 100_000))
	f.Properties["from"], f.Properties["to"] = m.From.Label, m.To.Label
	f.Properties["distance_m"], f.Properties["method"], f.Properties["statement"] = float64(m.Distance), m.Method, m.Statement()
	fc := geojson.NewFeatureCollection()
	for _, e := range []location.End{m.From, m.To} {
		p := geojson.NewFeature(orb.Point(e.Point))
		p.Properties["label"], p.Properties["source"] = e.Label, e.Source
		fc.Append(p)
	}
	fc.Append(f)
	return writeIndented(w, fc)
}

var distanceColumns = []string{"from_label", "from_lon", "from_lat", "from_source", "to_label", "to_lon", "to_lat", "to_source", "distance_m", "distance_km", "distance_mi", "bearing", "compass", "bearing_back", "method"}

func distanceCells(m location.Measurement) []string {
	n := func(v float64, decimals int) string { return strconv.FormatFloat(v, 'f', decimals, 64) }
	return []string{
		m.From.Label, n(m.From.Point[0], -1), n(m.From.Point[1], -1), m.From.Source,
		m.To.Label, n(m.To.Point[0], -1), n(m.To.Point[1], -1), m.To.Source,
		n(float64(m.Distance), 3), n(m.Distance.Kilometres(), 3), n(m.Distance.Miles(), 3),
		n(m.Bearing, 3), geo.Compass(m.Bearing), n(m.Back, 3), m.Method,
	}
}

func (a *app) distanceTable(ctx context.Context, g *gazetteer.Gazetteer, f placeFlags, method string) error {
	return a.runTable(ctx, f.table, table{
		columns: distanceColumns,
		wanted:  [][]string{{"from", "origin", "from_name"}, {"to", "destination", "to_name"}},
		answer: func(cells []string) ([]string, error) {
			for i, c := range cells {
				if c == "" {
					return nil, fmt.Errorf("%s is empty", []string{"from", "to"}[i])
				}
			}
			m, err := measureBetween(g, cells[0], cells[1], f.lang, method)
			if err != nil {
				return nil, err
			}
			return distanceCells(m), nil
		},
	})
}
