package archive

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"dateline/tiles"
)

// batch is the number of tiles that are encoded side by side before they are written in order.
const batch = 256

// Job is one cutting of layers into an archive.
type Job struct {
	Layers  []*tiles.Layer
	MaxZoom uint32
	// Old and OldPrints are the archive that is brought up to date and what its tiles were made of; both may be nil.
	Old interface {
		Raw(t tiles.Tile) ([]byte, bool, error)
	}
	OldPrints Prints
	// Progress is told of the tiles done, where not nil.
	Progress func(n int)
}

// Done says what a job did. Made counts the tiles that were encoded, which leaves out those found unchanged in the old
// archive and those that an interrupted run had made.
type Done struct {
	Tiles, Made int
	Prints      Prints
}

// Prints are the fingerprints of tiles by id: a tile whose fingerprint is the same needs no encoding.
type Prints map[uint64]uint64

// Key names the content that the job cuts: a log of another key is of no use to it.
func (j Job) Key() []byte {
	key := binary.LittleEndian.AppendUint32(nil, j.MaxZoom)
	for _, l := range j.Layers {
		key = binary.LittleEndian.AppendUint64(key, l.Hash())
	}
	return key
}

func (j Job) print(t tiles.Tile) uint64 {
	prints := make([]uint64, len(j.Layers))
	for i, l := range j.Layers {
		prints[i] = l.Fingerprint(t)
	}
	return joined(prints)
}

// joined is the fingerprint of a tile out of those of its layers.
func joined(prints []uint64) (h uint64) {
	for _, p := range prints {
		h = h*1099511628211 + p
	}
	return h
}

// Cut puts every tile from zoom 0 to MaxZoom that holds anything of the layers into the log, in the order of ids. Branches of
// the pyramid without a feature are not walked. Stopped by ctx, the log keeps what was done.
func (j Job) Cut(ctx context.Context, log *Log) (Done, error) {
	done := Done{Prints: Prints{}}
	defer j.prepare(ctx)()
	row := []tiles.Tile{{}}
	for z := uint32(0); z <= j.MaxZoom && len(row) > 0; z++ {
		slices.SortFunc(row, func(a, b tiles.Tile) int { return compare(a.ID(), b.ID()) })
		var deeper []tiles.Tile
		for some := range slices.Chunk(row, batch) {
			if ctx.Err() != nil {
				return done, fmt.Errorf("cut tiles: %w", ctx.Err())
			}
			cuts := j.encode(some, log)
			for i, c := range cuts {
				if c.err != nil {
					return done, c.err
				}
				if c.touched && z < j.MaxZoom {
					children := some[i].Children()
					deeper = append(deeper, children[:]...)
				}
				if err := done.take(log, some[i], c); err != nil {
					return done, err
				}
			}
			if err := log.flush(); err != nil {
				return done, fmt.Errorf("cut tiles: %w", err)
			}
			if j.Progress != nil {
				j.Progress(len(some))
			}
		}
		row = deeper
	}
	done.Tiles = len(log.entries)
	return done, nil
}

// prepare lays out one zoom after the other while those before are cut, which a single tile would make all workers wait for.
// What it gives waits for the end.
func (j Job) prepare(ctx context.Context) (wait func()) {
	var w sync.WaitGroup
	w.Go(func() {
		for z := uint32(0); z <= j.MaxZoom; z++ {
			for _, l := range j.Layers {
				if ctx.Err() == nil {
					l.Prepare(z)
				}
			}
		}
	})
	return w.Wait
}

func compare(a, b uint64) int {
	if a < b {
		return -1
	}
	return 1
}

// take writes what was cut, unless it stands in the log already.
func (d *Done) take(log *Log, t tiles.Tile, c cut) error {
	if !c.touched {
		return nil
	}
	id := t.ID()
	d.Prints[id] = c.print
	if c.made && len(c.packed) > 0 {
		d.Made++
	}
	if len(c.packed) == 0 || log.has(id) {
		return nil
	}
	return log.put(t, c.packed)
}

// cut is what becomes of one tile: its compressed bytes, none where the tile is empty or stands in the log.
type cut struct {
	touched, made bool
	print         uint64
	packed        []byte
	err           error
}

// encode makes the tiles of a batch on all processors.
func (j Job) encode(some []tiles.Tile, log *Log) []cut {
	out := make([]cut, len(some))
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(workers(), len(some)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(some); i = int(next.Add(1)) - 1 {
				out[i] = j.one(some[i], log)
			}
		})
	}
	wait.Wait()
	return out
}

func (j Job) one(t tiles.Tile, log *Log) (c cut) {
	if c.touched = touched(t, j.Layers); !c.touched {
		return c
	}
	id := t.ID()
	was, stood := j.OldPrints[id]
	if stood = stood && j.Old != nil; stood || log.has(id) {
		c.print = j.print(t)
		if log.has(id) {
			return c
		}
		if was == c.print {
			c.packed, _, c.err = j.Old.Raw(t)
			return c
		}
	}
	c.made = true
	e := tiles.Encode(t, j.Layers...)
	c.print = joined(e.Prints)
	if len(e.Data) > 0 {
		c.packed = squeeze(e.Data)
	}
	return c
}

func touched(t tiles.Tile, layers []*tiles.Layer) bool {
	for _, l := range layers {
		if l.Touches(t) {
			return true
		}
	}
	return false
}

func isMB(path string) bool { return strings.HasSuffix(path, ".mbtiles") }

// Count is the number of tiles that Cut looks at: a total for progress.
func (j Job) Count() int {
	n := 0
	row := []tiles.Tile{{}}
	for z := uint32(0); z <= j.MaxZoom && len(row) > 0; z++ {
		n += len(row)
		var deeper []tiles.Tile
		for _, t := range row {
			if z < j.MaxZoom && touched(t, j.Layers) {
				children := t.Children()
				deeper = append(deeper, children[:]...)
			}
		}
		row = deeper
	}
	return n
}
