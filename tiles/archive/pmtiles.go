// Package archive keeps vector tiles in files: PMTiles version 3, which any web server with range requests serves, and
// MBTiles, which is a SQLite file.
package archive

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"sync"

	"github.com/klauspost/compress/gzip"

	"dateline/tiles"
)

// Layout of PMTiles version 3: a header of 127 bytes, the root directory within the first 16 KiB, metadata, leaf
// directories, tile data.
const (
	headerSize = 127
	leafSize   = 4096
	magic      = "PMTiles"

	compressedNone   = 1
	compressedGzip   = 2
	compressedBrotli = 3
	compressedZstd   = 4
	typeMVT          = 1
)

// rootLimit is the room for the root directory; tests make it small.
var rootLimit = 16384 - headerSize

// entry is a run of equal tiles with ids that follow each other, or a leaf directory where run is 0.
type entry struct {
	id     uint64
	offset uint64
	length uint32
	run    uint32
}

// Meta describes the archive to those who open it.
type Meta struct {
	tiles.TileJSON
	// MinZoom and MaxZoom are the zooms that the archive holds.
	MinZoom, MaxZoom uint8
}

// Writer writes an archive. Tiles must come in the order of their ids, which makes it clustered; equal ones are stored
// once.
type Writer struct {
	data    *os.File // tile data, put behind the directories at the end
	path    string
	entries []entry
	seen    map[[16]byte]entry
	at      uint64
	tiles   uint64
	last    uint64
	any     bool
}

// NewWriter begins an archive at path; the file appears when Close succeeds.
func NewWriter(path string) (*Writer, error) {
	f, err := os.CreateTemp(dirOf(path), ".pmtiles-*")
	if err != nil {
		return nil, fmt.Errorf("begin archive: %w", err)
	}
	return &Writer{data: f, path: path, seen: map[[16]byte]entry{}}, nil
}

func dirOf(path string) string {
	for i := len(path) - 1; i >= 0; i-- {
		if os.IsPathSeparator(path[i]) {
			return path[:i+1]
		}
	}
	return "."
}

// Put adds a tile, not yet compressed. An empty tile is left out.
func (w *Writer) Put(t tiles.Tile, data []byte) error {
	if len(data) == 0 {
		return nil
	}
	return w.putPacked(t, squeeze(data))
}

// putPacked adds a tile that is compressed with gzip.
func (w *Writer) putPacked(t tiles.Tile, packed []byte) error {
	id := t.ID()
	if w.any && id <= w.last {
		return fmt.Errorf("put tile %v: comes behind a later one", t)
	}
	w.any, w.last = true, id
	w.tiles++
	key := sumOf(packed)
	e, ok := w.seen[key]
	if !ok {
		if _, err := w.data.Write(packed); err != nil {
			return fmt.Errorf("put tile %v: %w", t, err)
		}
		e = entry{offset: w.at, length: uint32(len(packed))}
		w.at += uint64(len(packed))
		w.seen[key] = e
	}
	if n := len(w.entries); n > 0 {
		if last := &w.entries[n-1]; last.offset == e.offset && last.id+uint64(last.run) == id {
			last.run++
			return nil
		}
	}
	w.entries = append(w.entries, entry{id, e.offset, e.length, 1})
	return nil
}

// squeezers are compressors to be used again: one takes a megabyte.
var squeezers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(io.Discard, 6) // the level is a sound one
	return z
}}

// squeeze compresses with gzip, the same bytes for the same input.
func squeeze(data []byte) []byte {
	z := squeezers.Get().(*gzip.Writer)
	defer squeezers.Put(z)
	var b bytes.Buffer
	z.Reset(&b)
	_, _ = z.Write(data)
	_ = z.Close()
	return b.Bytes()
}

// Abort throws the archive away.
func (w *Writer) Abort() {
	_ = w.data.Close()
	_ = os.Remove(w.data.Name())
}

// Close writes header, directories and metadata and puts the file in its place.
func (w *Writer) Close(m Meta) error {
	defer w.Abort()
	meta, err := json.Marshal(map[string]any{
		"name": m.Name, "description": m.Description, "attribution": m.Attribution, "type": "overlay", "version": m.Version,
		"vector_layers": m.VectorLayers, "format": "pbf",
	})
	if err != nil {
		return fmt.Errorf("close archive: %w", err)
	}
	meta = squeeze(meta)
	root, leaves := directories(w.entries)
	header := w.header(m, len(root), len(meta), len(leaves))
	out, err := os.CreateTemp(dirOf(w.path), ".pmtiles-*")
	if err != nil {
		return fmt.Errorf("close archive: %w", err)
	}
	defer func() { _ = out.Close(); _ = os.Remove(out.Name()) }()
	for _, part := range [][]byte{header, root, meta, leaves} {
		if _, err := out.Write(part); err != nil {
			return fmt.Errorf("close archive: %w", err)
		}
	}
	if _, err := w.data.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("close archive: %w", err)
	}
	if _, err := io.Copy(out, w.data); err != nil {
		return fmt.Errorf("close archive: %w", err)
	}
	if err := errors.Join(out.Chmod(0o644), out.Sync(), out.Close()); err != nil {
		return fmt.Errorf("close archive: %w", err)
	}
	if err := os.Rename(out.Name(), w.path); err != nil {
		return fmt.Errorf("close archive: %w", err)
	}
	return nil
}

func (w *Writer) header(m Meta, root, meta, leaves int) []byte {
	h := make([]byte, headerSize)
	copy(h, magic)
	h[7] = 3
	at := uint64(headerSize)
	for i, length := range []uint64{uint64(root), uint64(meta), uint64(leaves), w.at} {
		binary.LittleEndian.PutUint64(h[8+16*i:], at)
		binary.LittleEndian.PutUint64(h[16+16*i:], length)
		at += length
	}
	for i, n := range []uint64{w.tiles, uint64(len(w.entries)), uint64(len(w.seen))} {
		binary.LittleEndian.PutUint64(h[72+8*i:], n)
	}
	h[96], h[97], h[98], h[99], h[100], h[101] = 1, compressedGzip, compressedGzip, typeMVT, m.MinZoom, m.MaxZoom
	for i, v := range m.Bounds {
		binary.LittleEndian.PutUint32(h[102+4*i:], uint32(int32(math.Round(v*1e7))))
	}
	h[118] = m.MinZoom
	binary.LittleEndian.PutUint32(h[119:], uint32(int32(math.Round((m.Bounds[0]+m.Bounds[2])/2*1e7))))
	binary.LittleEndian.PutUint32(h[123:], uint32(int32(math.Round((m.Bounds[1]+m.Bounds[3])/2*1e7))))
	return h
}

// directories gives the root directory, and leaf directories where the root alone would not fit its place.
func directories(entries []entry) (root, leaves []byte) {
	root = squeeze(serialize(entries))
	for size := leafSize; len(root) > rootLimit; size += size / 5 {
		var heads []entry
		leaves = nil
		for chunk := range slices.Chunk(entries, size) {
			leaf := squeeze(serialize(chunk))
			heads = append(heads, entry{id: chunk[0].id, offset: uint64(len(leaves)), length: uint32(len(leaf))})
			leaves = append(leaves, leaf...)
		}
		root = squeeze(serialize(heads))
	}
	return root, leaves
}

// serialize writes a directory: counts, then ids as differences, runs, lengths, and offsets (0: behind the one before).
func serialize(entries []entry) []byte {
	b := binary.AppendUvarint(nil, uint64(len(entries)))
	var last uint64
	for _, e := range entries {
		b = binary.AppendUvarint(b, e.id-last)
		last = e.id
	}
	for _, e := range entries {
		b = binary.AppendUvarint(b, uint64(e.run))
	}
	for _, e := range entries {
		b = binary.AppendUvarint(b, uint64(e.length))
	}
	for i, e := range entries {
		if i > 0 && e.offset == entries[i-1].offset+uint64(entries[i-1].length) {
			b = append(b, 0)
			continue
		}
		b = binary.AppendUvarint(b, e.offset+1)
	}
	return b
}
