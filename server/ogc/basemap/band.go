package basemap

import (
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"dateline/tiles"
)

// band is layers of some zooms, packed by region: those of a cell hold all that the tiles under it show.
type band struct {
	from, to uint32
	// cell is the zoom of the tiles that regions are: 0 packs the world at once.
	cell uint32
	pack func(b orb.Bound) []*tiles.Layer
	// most is the number of regions that are kept.
	most int

	mu     sync.Mutex
	recent []*region // the one used last first
}

type region struct {
	tile   tiles.Tile
	layers func() []*tiles.Layer
}

func newBand(from, to, cell uint32, most int, pack func(b orb.Bound) []*tiles.Layer) *band {
	return &band{from: from, to: to, cell: cell, pack: pack, most: most}
}

// layers gives the layers that hold the tile.
func (b *band) layers(t tiles.Tile) []*tiles.Layer { return b.region(t).layers() }

func (b *band) region(t tiles.Tile) *region {
	if t.Z > b.cell {
		t = tiles.Tile{Z: b.cell, X: t.X >> (t.Z - b.cell), Y: t.Y >> (t.Z - b.cell)}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	i := slices.IndexFunc(b.recent, func(r *region) bool { return r.tile == t })
	r := &region{tile: t, layers: sync.OnceValue(func() []*tiles.Layer { return b.pack(around(t)) })}
	if i >= 0 {
		r = b.recent[i]
		b.recent = slices.Delete(b.recent, i, i+1)
	}
	b.recent = slices.Insert(b.recent, 0, r)
	if len(b.recent) > b.most {
		b.recent[b.most] = nil
		b.recent = b.recent[:b.most]
	}
	return r
}

// around is the bound of a tile and of what shows over its edges. The outermost rows reach to the poles.
func around(t tiles.Tile) orb.Bound {
	b := t.Bound()
	margin := (b.Max[0] - b.Min[0]) / 32
	b.Min[0], b.Max[0] = max(-180, b.Min[0]-margin), min(180, b.Max[0]+margin)
	b.Min[1], b.Max[1] = b.Min[1]-margin, b.Max[1]+margin
	if t.Y == 0 {
		b.Max[1] = 90
	}
	if t.Y == 1<<t.Z-1 {
		b.Min[1] = -90
	}
	return b
}
