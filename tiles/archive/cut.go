package archive

import (
	"context"
	"fmt"
	"slices"

	"dateline/tiles"
)

// Sink takes tiles in the order of their ids: a PMTiles or MBTiles writer.
type Sink interface {
	Put(t tiles.Tile, data []byte) error
}

// Cut encodes every tile from zoom 0 to maxZoom that holds anything of the layers and puts it into the sink. Branches of
// the pyramid without a feature are not walked. Progress, where not nil, is told of every tile put.
func Cut(ctx context.Context, sink Sink, layers []*tiles.Layer, maxZoom uint32, progress func(tiles.Tile)) (n int, err error) {
	row := []tiles.Tile{{}}
	for z := uint32(0); z <= maxZoom && len(row) > 0; z++ {
		slices.SortFunc(row, func(a, b tiles.Tile) int {
			if a.ID() < b.ID() {
				return -1
			}
			return 1
		})
		var deeper []tiles.Tile
		for _, t := range row {
			if ctx.Err() != nil {
				return n, fmt.Errorf("cut tiles: %w", ctx.Err())
			}
			if !touched(t, layers) {
				continue
			}
			if z < maxZoom {
				children := t.Children()
				deeper = append(deeper, children[:]...)
			}
			e := tiles.Encode(t, layers...)
			if len(e.Data) == 0 {
				continue
			}
			if err := sink.Put(t, e.Data); err != nil {
				return n, err
			}
			n++
			if progress != nil {
				progress(t)
			}
		}
		row = deeper
	}
	return n, nil
}

func touched(t tiles.Tile, layers []*tiles.Layer) bool {
	for _, l := range layers {
		if l.Touches(t) {
			return true
		}
	}
	return false
}
