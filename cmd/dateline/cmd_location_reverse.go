package main

import (
	"context"
	"fmt"

	"github.com/paulmach/orb"
	"github.com/spf13/cobra"

	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/server/location"
)

// pointColumns are the names that columns of longitude and latitude go by, HXL tags included.
var pointColumns = [][]string{{"lon", "longitude", "lng", "long", "x", "#geo+lon"}, {"lat", "latitude", "y", "#geo+lat"}}

func reverseCommand(a *app) *cobra.Command {
	var f placeFlags
	var near nearFlags
	c := &cobra.Command{
		Use:   "reverse LON,LAT",
		Short: "Name the areas that hold a point and the nearest place",
		Long: "Names the country and areas that hold a point, by their outlines, and the nearest place with its distance and\n" +
			"direction from the point. With --csv it works through a table with columns lon and lat.",
		Example: "  dateline reverse 43.13,36.34\n  dateline reverse -73.98 40.75 --format geojson\n  dateline reverse --csv points.csv --out named.csv",
	}
	f.add(c, "text, json, geojson or csv")
	near.add(c, 1, "P")
	coordinateArgs(c, func(args []string) error {
		return a.placesNear(c.Context(), args, f, near, func(g *gazetteer.Gazetteer, p orb.Point, o gazetteer.NearOptions) location.Answer {
			return location.Reverse(g, p, o, f.lang)
		})
	})
	return c
}

func nearestCommand(a *app) *cobra.Command {
	var f placeFlags
	var near nearFlags
	var layer layerFlags
	c := &cobra.Command{
		Use:   "nearest LON,LAT|NAME",
		Short: "List the places, or features of the map, nearest to a point or place",
		Long: "Lists the places nearest to a point, by distance on the WGS84 ellipsoid, with the direction from the point. With\n" +
			"--collection it lists the nearest features of the map instead: zones, front lines, claims. With --csv it works\n" +
			"through a table with columns lon and lat and gives the nearest place or feature of each row.",
		Example: "  dateline nearest 43.13,36.34 --kind P --min-population 10000\n  dateline nearest Mosul --kind AIRP --limit 3\n" +
			"  dateline nearest Alqosh --collection zones --valid 2014-06-16",
	}
	f.add(c, "text, json, geojson or csv")
	near.add(c, 10)
	layer.add(c)
	coordinateArgs(c, func(args []string) error {
		if layer.collection != "" {
			return a.featuresNear(c.Context(), args, f, near, layer)
		}
		if err := layer.unused(); err != nil {
			return err
		}
		return a.placesNear(c.Context(), args, f, near, func(g *gazetteer.Gazetteer, p orb.Point, o gazetteer.NearOptions) location.Answer {
			return location.Nearest(g, p, o, f.lang)
		})
	})
	return c
}

// placesNear answers for one point, or for each row of a table.
func (a *app) placesNear(ctx context.Context, args []string, f placeFlags, near nearFlags, ask func(*gazetteer.Gazetteer, orb.Point, gazetteer.NearOptions) location.Answer) error {
	o, err := near.options()
	if err != nil {
		return err
	}
	g, err := a.Gazetteer()
	if err != nil {
		return err
	}
	if f.table.in == "" {
		p, err := pointOrName(g, args, f.lang)
		if err != nil {
			return err
		}
		return writeAnswer(a.Stdout, f.format, ask(g, p, o))
	}
	o.Limit = 1
	return a.runTable(ctx, f.table, table{
		columns: append([]string{"within"}, nearColumns()...),
		wanted:  pointColumns,
		answer: func(cells []string) ([]string, error) {
			p, err := geo.ParseLongitudeLatitude(cells[0], cells[1])
			if err != nil {
				return nil, err
			}
			answer := ask(g, p, o)
			within := ""
			for _, r := range answer.Areas() {
				within = joinComma(r.Name, within)
			}
			rows := answer.Rows()
			if len(rows) == 0 {
				return nil, fmt.Errorf("no place within reach")
			}
			c := rowCells(rows[0])
			return append([]string{within}, append(c[:7:7], c[9:]...)...), nil
		},
	})
}

// nearColumns are the columns of a place without those of a search by name.
func nearColumns() []string { return append(rowColumns[:7:7], rowColumns[9:]...) }

func joinComma(a, b string) string {
	if b == "" {
		return a
	}
	return a + ", " + b
}

// pointOrName reads a point, or finds the place that is named.
func pointOrName(g *gazetteer.Gazetteer, args []string, lang string) (orb.Point, error) {
	if len(args) == 1 {
		e, err := location.Resolve(g, "NAME", args[0], lang)
		if err == nil && e.Name == "" && e.Source == "" {
			err = fmt.Errorf("no place is called %q", args[0])
		}
		return e.Point, err
	}
	return pointArg(args)
}
