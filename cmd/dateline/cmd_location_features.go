package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/paulmach/orb"
	"github.com/spf13/cobra"

	"dateline/data/profile"
	"dateline/data/situation"
	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/server/location"
)

// layerFlags name a layer of the map, at a time.
type layerFlags struct{ collection, valid, known, profile string }

func (f *layerFlags) add(c *cobra.Command) {
	fl := c.Flags()
	fl.StringVar(&f.collection, "collection", "", "features of the map instead of places: "+strings.Join(situation.Collections, ", "))
	fl.StringVar(&f.valid, "valid", "", "with --collection: the situation at this time or day (default: the newest day that claims speak of)")
	fl.StringVar(&f.known, "known", "", "with --collection: as it was known at this time or day (default: now)")
	fl.StringVar(&f.profile, "profile", profile.Internal, "with --collection: publishing profile")
}

// unused refuses the flags that mean nothing for places.
func (f *layerFlags) unused() error {
	for flag, value := range map[string]string{"valid": f.valid, "known": f.known} {
		if value != "" {
			return fmt.Errorf("--%s goes with --collection only; places of the gazetteer have no time", flag)
		}
	}
	return nil
}

// featuresNear lists the features of a layer that are nearest to one point, or the nearest for each row of a table.
func (a *app) featuresNear(ctx context.Context, args []string, f placeFlags, near nearFlags, layer layerFlags) error {
	o, err := near.options()
	if err != nil {
		return err
	}
	if len(o.Kinds) > 0 || o.Country != "" || o.MinPopulation > 0 {
		return errors.New("--kind, --country and --min-population narrow places of the gazetteer and do not go with --collection")
	}
	if !slices.Contains(situation.Collections, layer.collection) {
		return fmt.Errorf("--collection: there is no collection %q; there are %s", layer.collection, strings.Join(situation.Collections, ", "))
	}
	g, err := a.Gazetteer()
	if err != nil {
		return err
	}
	var at orb.Point
	if f.table.in == "" {
		if at, err = pointOrName(g, args, f.lang); err != nil {
			return err
		}
	}
	return a.export(exportFlags{valid: layer.valid, known: layer.known, profileName: layer.profile}, func(e exporter) error {
		features, err := e.features(ctx, layer.collection)
		if err != nil {
			return err
		}
		if f.table.in != "" {
			return a.featuresTable(ctx, f, features, o)
		}
		list, _, err := location.NearestFeatures(ctx, features, at, o)
		if err != nil {
			return err
		}
		return writeFeatures(a.Stdout, f.format, list)
	})
}

var featureColumns = []string{"feature_id", "feature_label", "feature_lon", "feature_lat", "distance_m", "azimuth", "direction"}

func (a *app) featuresTable(ctx context.Context, f placeFlags, features []geo.Feature, o gazetteer.NearOptions) error {
	o.Limit = 1
	return a.runTable(ctx, f.table, table{
		columns: featureColumns,
		wanted:  pointColumns,
		answer: func(cells []string) ([]string, error) {
			p, err := geo.ParseLongitudeLatitude(cells[0], cells[1])
			if err != nil {
				return nil, err
			}
			list, _, err := location.NearestFeatures(ctx, features, p, o)
			if err != nil {
				return nil, err
			}
			if len(list) == 0 {
				return nil, errors.New("no feature within reach")
			}
			return featureCells(list[0]), nil
		},
	})
}

func featureCells(f location.NearFeature) []string {
	n := func(v float64, decimals int) string { return strconv.FormatFloat(v, 'f', decimals, 64) }
	return []string{f.Feature.ID, featureLabel(f.Feature), n(f.Point[0], 7), n(f.Point[1], 7), n(float64(f.Metres), 3), n(f.Azimuth, 3), geo.Compass(f.Azimuth)}
}

func featureLabel(f geo.Feature) string {
	for _, k := range []string{"label", "name", "title"} {
		if t, ok := f.Properties[k].(string); ok && t != "" {
			return t
		}
	}
	return f.ID
}

// writeFeatures writes the features in one of the formats of the location commands.
func writeFeatures(w io.Writer, format string, list []location.NearFeature) error {
	switch format {
	case "text":
		return writeFeaturesText(w, list)
	case "csv":
		c := csv.NewWriter(w)
		rows := [][]string{featureColumns}
		for _, f := range list {
			rows = append(rows, featureCells(f))
		}
		return c.WriteAll(rows)
	case "json", "geojson":
		return writeFeaturesJSON(w, list)
	}
	return fmt.Errorf("unknown format %q: use text, json, geojson or csv", format)
}

func writeFeaturesText(w io.Writer, list []location.NearFeature) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, "no feature found")
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, f := range list {
		direction := geo.Compass(f.Azimuth)
		if f.Metres == 0 {
			direction = "inside"
		}
		fmt.Fprintf(t, "%s\t%.1f km (%.1f mi) %s\t%s\n", featureLabel(f.Feature), f.Metres.Kilometres(), f.Metres.Miles(), direction, f.Feature.ID)
	}
	return t.Flush()
}

func writeFeaturesJSON(w io.Writer, list []location.NearFeature) error {
	body := []byte(`{"type":"FeatureCollection","features":[`)
	for i, f := range list {
		b, err := f.GeoJSON()
		if err != nil {
			return err
		}
		if i > 0 {
			body = append(body, ',')
		}
		body = append(body, b...)
	}
	_, err := w.Write(append(body, "]}\n"...))
	return err
}
