package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/server/location"
)

func geocodeCommand(a *app) *cobra.Command {
	var f geocodeFlags
	c := &cobra.Command{
		Use:   "geocode NAME…",
		Short: "Find a place by name, in any spelling",
		Long: "Finds places by name, offline, and says why each was found. With --csv it works through a table: the column name,\n" +
			"place, location or city (or the one that --column names) is looked up, and columns country and admin1 narrow it.",
		Example: "  dateline geocode Mosul\n  dateline geocode 'الموصل' --lang ar --format json\n  dateline geocode --csv places.csv --column town --out found.csv",
		RunE: func(c *cobra.Command, args []string) error {
			if f.table.in != "" {
				return a.geocodeTable(c.Context(), f)
			}
			return a.geocode(strings.Join(args, " "), f)
		},
	}
	f.add(c, "text, json, geojson or csv")
	fl := c.Flags()
	fl.StringVar(&f.country, "country", "", "two-letter country code")
	fl.StringVar(&f.admin1, "admin1", "", "first-level area (province, governorate, state)")
	fl.StringVar(&f.near, "near", "", "prefer places near LON,LAT")
	fl.StringVar(&f.bbox, "bbox", "", "only in MINLON,MINLAT,MAXLON,MAXLAT")
	fl.StringSliceVar(&f.kinds, "kind", nil, "feature codes or classes, such as PPLC,ADM1 or P")
	fl.IntVar(&f.limit, "limit", 5, "at most so many places")
	fl.StringVar(&f.column, "column", "", "with --csv: the column that holds the name")
	return c
}

type geocodeFlags struct {
	placeFlags
	country, admin1, near, bbox, column string
	kinds                               []string
	limit                               int
}

// query makes the question, without its name.
func (f geocodeFlags) query() (gazetteer.Query, error) {
	q := gazetteer.Query{Lang: f.lang, Country: strings.ToUpper(f.country), Kinds: upper(f.kinds), Limit: f.limit}
	if f.limit < 1 || f.limit > 50 {
		return q, fmt.Errorf("--limit %d: use 1 to 50", f.limit)
	}
	if f.near != "" {
		p, err := geo.ParsePoint(f.near)
		if err != nil {
			return q, fmt.Errorf("--near: %w", err)
		}
		q.Near = &p
	}
	if f.bbox != "" {
		b, err := geo.ParseBound(f.bbox)
		if err != nil {
			return q, fmt.Errorf("--bbox: %w", err)
		}
		q.Bound = &b
	}
	return q, nil
}

// named puts the name into a question: with its area it is a structured one.
func named(q gazetteer.Query, name, admin1 string) (gazetteer.Query, error) {
	name, err := location.CleanName(name)
	if err != nil {
		return q, err
	}
	if admin1 = strings.TrimSpace(admin1); admin1 != "" {
		q.Name, q.Admin1 = name, admin1
	} else {
		q.Text = name
	}
	return q, nil
}

func (a *app) geocode(name string, f geocodeFlags) error {
	q, err := f.query()
	if err == nil {
		q, err = named(q, name, f.admin1)
	}
	if err != nil {
		return err
	}
	g, err := a.Gazetteer()
	if err != nil {
		return err
	}
	answer, err := location.Geocode(g, q)
	if err != nil {
		return err
	}
	if len(answer.Rows()) == 0 && f.format == "text" {
		return fmt.Errorf("no place is called %q", name)
	}
	return writeAnswer(a.Stdout, f.format, answer)
}

func (a *app) geocodeTable(ctx context.Context, f geocodeFlags) error {
	base, err := f.query()
	if err != nil {
		return err
	}
	g, err := a.Gazetteer()
	if err != nil {
		return err
	}
	base.Limit = 2 // the second tells how clear the first is
	names := []string{"name", "place", "location", "city", "q"}
	if f.column != "" {
		names = []string{strings.ToLower(f.column)}
	}
	return a.runTable(ctx, f.table, table{
		columns: rowColumns[:9],
		wanted:  [][]string{names, {"country", "country_code", "iso2", ""}, {"admin1", "province", "governorate", "state", ""}},
		answer: func(cells []string) ([]string, error) {
			q := base
			if code := strings.ToUpper(cells[1]); len(code) == 2 && q.Country == "" {
				q.Country, cells[1] = code, ""
			}
			if cells[1] != "" && cells[2] == "" {
				cells[0] += ", " + cells[1] // the country by its name
			}
			q, err := named(q, cells[0], cells[2])
			if err != nil {
				return nil, err
			}
			answer, err := location.Geocode(g, q)
			if err != nil {
				return nil, err
			}
			rows := answer.Rows()
			if len(rows) == 0 {
				return nil, fmt.Errorf("no place is called %q", cells[0])
			}
			return rowCells(rows[0])[:9], nil
		},
	})
}
