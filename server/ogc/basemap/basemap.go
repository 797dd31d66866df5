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
	"dateline/tiles"
)

// Names of the layers, in the order in which a style draws them.
const (
	Land       = "land"       // polygons of countries: id, iso, name, disputed
	Urban      = "urban"      // polygons of built-up areas: name
	Water      = "water"      // polygons of lakes and reservoirs, where imported: name
	Rivers     = "rivers"     // lines, where imported: name, rank
	Boundaries = "boundaries" // lines: admin_level (2, 4), disputed, left, right
	Countries  = "countries"  // points to label: name and name_xx, rank
	Regions    = "regions"    // points to label of admin-1 areas
	Seas       = "seas"       // points to label: name and name_xx, rank, kind
	Places     = "places"     // points: name and name_xx, kind, capital, population, rank
)

// Source is the part of the gazetteer that the basemap is cut from.
type Source interface {
	CountryOutlines() []gazetteer.Outlined
	AdminOutlines() []gazetteer.Outlined
	UrbanOutlines() []gazetteer.Outlined
	Within(b orb.Bound, o gazetteer.NearOptions) []gazetteer.Place
	Names(id string) []gazetteer.Name
}

// Basemap is the packed layers. Each is packed when a tile first needs it. It is safe for concurrent use.
type Basemap struct {
	source Source
	layers []lazyLayer
	warm   sync.Once
}

type lazyLayer struct {
	name string
	// from is the first zoom that shows anything of it, to the last one that it is for.
	from, to uint32
	get      func() *tiles.Layer
}

// New makes the basemap of a gazetteer.
func New(s Source) *Basemap {
	b := &Basemap{source: s}
	add := func(name string, from uint32, build func() *tiles.Layer) {
		b.layers = append(b.layers, lazyLayer{name, from, tiles.MaxZoom, sync.OnceValue(build)})
	}
	add(Land, 0, b.land)
	add(Urban, urbanFrom, b.urban)
	add(Boundaries, 0, b.boundaries)
	add(Countries, 0, b.countries)
	add(Regions, regionsFrom, b.regions)
	add(Seas, 0, b.seas)
	b.layers = append(b.layers,
		lazyLayer{Places, placesFrom, townsTo, sync.OnceValue(b.towns)},
		lazyLayer{Places, townsTo + 1, tiles.MaxZoom, sync.OnceValue(b.places)},
	)
	return b
}

// Layers gives the layers that a zoom shows.
func (b *Basemap) Layers(z uint32) []*tiles.Layer {
	var shown []lazyLayer
	for _, l := range b.layers {
		if z >= l.from && z <= l.to {
			shown = append(shown, l)
		}
	}
	out := make([]*tiles.Layer, len(shown))
	var wait sync.WaitGroup
	for i, l := range shown { // side by side: the first tile waits for the slowest layer, not for their sum
		wait.Go(func() { out[i] = l.get() })
	}
	wait.Wait()
	return out
}

// Tile encodes a tile of all layers. The first one starts packing the layers of deeper zooms beside it, so that nobody who
// zooms in waits for them.
func (b *Basemap) Tile(t tiles.Tile) tiles.Encoded {
	e := tiles.Encode(t, b.Layers(t.Z)...)
	b.warm.Do(func() { go b.Warm(context.Background()) })
	return e
}

// Warm packs all layers, so that no first visitor waits for it.
func (b *Basemap) Warm(ctx context.Context) {
	for _, l := range b.layers {
		if ctx.Err() != nil {
			return
		}
		l.get()
	}
	debug.FreeOSMemory() // packing leaves much behind that is never wanted again
}

func (b *Basemap) pack(name string, features []geo.Feature, o tiles.Options) *tiles.Layer {
	slices.SortStableFunc(features, func(a, b geo.Feature) int { return cmp.Compare(a.ID, b.ID) })
	o.Drop = true
	return tiles.Pack(name, features, o)
}

// byRank shows a feature from its min_zoom on, and lets low ranks go first where room is short.
var byRank = tiles.Options{
	Rank:    func(f geo.Feature) float64 { return -float64(f.Properties["rank"].(int)) },
	MinZoom: func(f geo.Feature) int { return f.Properties["rank"].(int) },
	NoID:    false,
}
