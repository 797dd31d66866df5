//go:build peers

package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"dateline/geo"
)

// city is a line of points.csv: id,lon,lat,population,name.
type city struct {
	id, name   string
	point      orb.Point
	population int64
}

func readPoints(dir string) ([]city, error) {
	var out []city
	err := eachLine(filepath.Join(dir, "points.csv"), func(line string) error {
		f := strings.SplitN(line, ",", 5)
		p, err := geo.ParseLongitudeLatitude(f[1], f[2])
		if err != nil {
			return err
		}
		n, err := strconv.ParseInt(f[3], 10, 64)
		out = append(out, city{f[0], f[4], p, n})
		return err
	})
	return out, err
}

// pointFeatures gives the points as features with a name and a population.
func pointFeatures(points []city) []geo.Feature {
	out := make([]geo.Feature, len(points))
	for i, p := range points {
		out[i] = geo.Feature{ID: p.id, Geometry: p.point, Properties: map[string]any{"name": p.name, "population": float64(p.population)}}
	}
	return out
}

func readQuestions(dir string) ([]orb.Point, error) {
	var out []orb.Point
	err := eachLine(filepath.Join(dir, "questions.txt"), func(line string) error {
		p, err := geo.ParsePoint(line)
		out = append(out, p)
		return err
	})
	return out, err
}

func eachLine(path string, do func(string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	for s.Scan() {
		if err := do(s.Text()); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return s.Err()
}

func readCountries(dir string) ([]geo.Feature, error) {
	b, err := os.ReadFile(filepath.Join(dir, "countries.geojson"))
	if err != nil {
		return nil, err
	}
	fc, err := geojson.UnmarshalFeatureCollection(b)
	if err != nil {
		return nil, err
	}
	out := make([]geo.Feature, len(fc.Features))
	for i, f := range fc.Features {
		out[i] = geo.Feature{ID: strconv.Itoa(i), Geometry: f.Geometry, Properties: map[string]any{"holder": fmt.Sprint(f.Properties["name"]), "class": "assessed"}}
	}
	return out, nil
}
