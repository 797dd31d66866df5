package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"dateline/geo/gazetteer/index"
	"dateline/geo/gazetteer/topo"
)

// The distances in degrees within which outlines are simplified: 0.002° is 220 m on the ground, a fifth of the accuracy of
// borders at 1:10 million.
const (
	borderTolerance = 0.002
	urbanTolerance  = 0.006
)

func (w *world) pack(out string) error {
	outlines, stats := topo.Pack(w.features())
	log.Printf("outlines: %d features, %d arcs, %d of %d points, %.1f MB, %d rings cross themselves", stats.Features, stats.Arcs, stats.PointsOut,
		stats.PointsIn, float64(len(outlines))/1e6, stats.Crossed)
	b, err := index.NewBuilder("")
	if err != nil {
		return err
	}
	defer func() { _ = b.Close() }() // its files are temporary
	b.Outlines, b.Compress = outlines, true
	b.Meta, err = json.Marshal(index.Meta{
		Name: "world", Sources: []index.SourceInfo{
			{Name: "GeoNames", Licence: "CC BY 4.0", URL: "https://www.geonames.org/", From: citiesPackage + ", " + adminPackage},
			{Name: naturalEarth, Licence: "public domain", URL: "https://www.naturalearthdata.com/", From: earthModule},
			{Name: "Dateline", Licence: "Apache-2.0", From: "geo/gazetteer/supplement"},
		}, Inputs: checksums(),
	})
	if err != nil {
		return err
	}
	for i := range w.places {
		if err := b.Add(&w.places[i]); err != nil {
			return fmt.Errorf("%s: %w", w.places[i].ID, err)
		}
	}
	return b.Write(out)
}

func checksums() map[string]string {
	m := map[string]string{}
	for _, w := range wanted {
		m[w.pack+" "+w.file] = w.sha256
	}
	return m
}

// tolerance is less for an area so small that the usual one would bend it out of shape.
func tolerance(m orb.MultiPolygon) float64 {
	b := m.Bound()
	return min(borderTolerance, max(b.Max[0]-b.Min[0], b.Max[1]-b.Min[1])/100)
}

// features gives all outlines: borders first, by level and id, then towns.
func (w *world) features() []topo.Feature {
	var out []topo.Feature
	for _, a := range w.shapes.borders {
		if a.id != "" {
			out = append(out, topo.Feature{ID: a.id, Level: a.level, Outline: a.outline, Tolerance: tolerance(a.outline)})
		}
	}
	slices.SortStableFunc(out, func(a, b topo.Feature) int {
		if a.Level != b.Level {
			return int(a.Level) - int(b.Level)
		}
		return strings.Compare(a.ID, b.ID)
	})
	out = append(out, w.regions(out)...)
	for _, a := range w.shapes.urban {
		out = append(out, topo.Feature{ID: a.id, Level: a.level, Outline: a.outline, Tolerance: urbanTolerance})
	}
	return out
}

// regions makes the outlines of admin-1 areas whose parts Natural Earth has instead: the regions of France, the countries of
// the United Kingdom.
func (w *world) regions(features []topo.Feature) []topo.Feature {
	index := map[string]int{}
	for i, f := range features {
		index[f.ID] = i
	}
	parts := map[string][]int{}
	for _, a := range w.shapes.borders {
		if i, ok := index[a.id]; ok && a.level == topo.Admin2 && a.parent != "" {
			parts[a.parent] = append(parts[a.parent], i)
		}
	}
	var out []topo.Feature
	for code, list := range parts {
		r := w.admin1(code)
		if r == nil {
			continue
		}
		if _, has := index[r.ID]; has {
			continue
		}
		slices.Sort(list)
		out = append(out, topo.Feature{ID: r.ID, Level: topo.Admin1, Tolerance: borderTolerance, Parts: list})
	}
	slices.SortFunc(out, func(a, b topo.Feature) int { return strings.Compare(a.ID, b.ID) })
	return out
}

func report(path string, took time.Duration) error {
	r, err := index.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }() // only read
	if err := r.Verify(); err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	sizes := r.SectionSizes()
	tags := make([]string, 0, len(sizes))
	for tag := range sizes {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	for _, tag := range tags {
		log.Printf("  %s %9d", tag, sizes[tag])
	}
	log.Printf("%s: %d places, %d different names, %.1f MB, in %.1f s", path, r.Len(), r.KeyCount(), float64(info.Size())/1e6, took.Seconds())
	return nil
}
