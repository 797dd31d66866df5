// Package basemap cuts the ground that the map stands on out of the gazetteer: land, borders, towns and names, as packed
// layers for vector tiles. Nothing is fetched; what it draws is what the gazetteer knows.
package basemap

import (
	"cmp"
	"context"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/server/ogc/basemap/physical"
	"dateline/tiles"
)

// Names of the layers, in the order in which a style draws them.
const (
	Land       = "land"       // polygons of countries: iso, name, disputed
	Urban      = "urban"      // polygons of built-up areas: name
	Water      = "water"      // polygons of lakes, reservoirs and seas, where imported: name and name_xx, kind, rank
	Rivers     = "rivers"     // lines, where imported: name and name_xx, kind, rank
	Boundaries = "boundaries" // lines: admin_level (2, 4), disputed, left, right
	Countries  = "countries"  // points to label: name and name_xx, rank
	Regions    = "regions"    // points to label of admin-1 areas
	Seas       = "seas"       // points to label: name and name_xx, rank, kind
	Places     = "places"     // points: name and name_xx, kind, capital, population, rank
)

// Source is the part of the gazetteer that the basemap is cut from.
type Source interface {
	CountryOutlinesWithin(b orb.Bound) []gazetteer.Outlined
	AdminOutlinesWithin(b orb.Bound) []gazetteer.Outlined
	UrbanOutlinesWithin(b orb.Bound) []gazetteer.Outlined
	Within(b orb.Bound, o gazetteer.NearOptions) []gazetteer.Place
	Names(id string) []gazetteer.Name
}

// Basemap packs what a tile needs when it first needs it: the whole world at low zooms, one region at deeper ones, and
// keeps the regions used of late. It is safe for concurrent use.
type Basemap struct {
	bands []*band
}

// New makes the basemap of a gazetteer, and of what was imported; imported may be nil.
func New(s Source, imported *physical.Set) *Basemap {
	p := packer{s, imported}
	bands := []*band{
		newBand(0, areasFrom-1, 0, 1, p.world),
		newBand(areasFrom, regionsFrom-1, areaCell, 6, p.areas),
		newBand(regionsFrom, tiles.MaxZoom, areaCell, 6, p.areasAndRegions),
		newBand(urbanFrom, tiles.MaxZoom, urbanCell, 16, p.urban),
		newBand(0, tiles.MaxZoom, 0, 1, p.seas),
		newBand(placesFrom, capitalsTo, 0, 1, p.capitals),
		newBand(capitalsTo+1, townsTo, townCell, 12, p.towns),
		newBand(townsTo+1, tiles.MaxZoom, placeCell, 32, p.places),
	}
	if imported.Has(physical.Water) || imported.Has(physical.Seas) || imported.Has(physical.Rivers) {
		bands = append(bands, newBand(0, waterTo, 0, 1, p.waterOfWorld), newBand(waterTo+1, tiles.MaxZoom, areaCell, 6, p.water))
	}
	return &Basemap{bands: bands}
}

// Tile encodes a tile of all layers.
func (b *Basemap) Tile(t tiles.Tile) tiles.Encoded { return tiles.Encode(t, b.layers(t)...) }

// layers gives the layers that a tile shows.
func (b *Basemap) layers(t tiles.Tile) []*tiles.Layer {
	var shown []*band
	for _, band := range b.bands {
		if t.Z >= band.from && t.Z <= band.to {
			shown = append(shown, band)
		}
	}
	packed := make([][]*tiles.Layer, len(shown))
	var wait sync.WaitGroup
	for i, band := range shown { // side by side: the first tile waits for the slowest, not for their sum
		wait.Go(func() { packed[i] = band.layers(t) })
	}
	wait.Wait()
	return slices.Concat(packed...)
}

// Warm packs the zooms that show the whole world, one layer after the other, so that the first visitor does not wait.
func (b *Basemap) Warm(ctx context.Context) {
	for _, band := range b.bands {
		if band.cell == 0 && ctx.Err() == nil {
			band.layers(tiles.Tile{})
		}
	}
	debug.FreeOSMemory() // the unpacked outlines of the world are a quarter of the memory that a server takes
}

// packer makes layers out of the gazetteer.
type packer struct {
	source   Source
	physical *physical.Set
}

func pack(name string, features []geo.Feature, o tiles.Options) *tiles.Layer {
	slices.SortStableFunc(features, func(a, b geo.Feature) int { return cmp.Compare(a.ID, b.ID) })
	o.Drop = true
	return tiles.Pack(name, features, o)
}

// byRank shows a feature from its min_zoom on, and lets low ranks go first where room is short.
var byRank = tiles.Options{
	Rank:    func(f geo.Feature) float64 { return -float64(f.Properties["rank"].(int)) },
	MinZoom: func(f geo.Feature) int { return f.Properties["rank"].(int) },
	NoID:    true,
}
