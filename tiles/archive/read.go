package archive

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"dateline/tiles"
)

// ErrFormat begins the errors about files that are no PMTiles archive of version 3.
var ErrFormat = errors.New("not a PMTiles archive of version 3")

// Limits that keep a damaged archive from taking the memory.
const (
	maxDirectory = 64 << 20
	maxDepth     = 4
)

// Reader reads an archive out of anything that can be read at an offset.
type Reader struct {
	r        io.ReaderAt
	header   [headerSize]byte
	MinZoom  uint8
	MaxZoom  uint8
	TileType uint8 // 1 MVT, 2 PNG, 3 JPEG, 4 WebP, 5 AVIF, 6 MLT
	// TileCompression is 1 for none, 2 gzip, 3 brotli, 4 zstd.
	TileCompression uint8

	directories dirCache
}

// Open opens an archive file.
func Open(path string) (*Reader, io.Closer, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("open archive: %w", err)
	}
	r, err := NewReader(f)
	if err != nil {
		_ = f.Close()
		return nil, nil, fmt.Errorf("open archive %s: %w", path, err)
	}
	return r, f, nil
}

// NewReader reads the header.
func NewReader(r io.ReaderAt) (*Reader, error) {
	a := &Reader{r: r}
	if n, err := r.ReadAt(a.header[:], 0); n < headerSize {
		return nil, fmt.Errorf("%w: %d bytes, the header alone has %d: %w", ErrFormat, n, headerSize, err)
	}
	if string(a.header[:7]) != magic {
		return nil, fmt.Errorf("%w: it begins with %q", ErrFormat, a.header[:7])
	}
	if a.header[7] != 3 {
		return nil, fmt.Errorf("%w: it has version %d", ErrFormat, a.header[7])
	}
	a.TileCompression, a.TileType, a.MinZoom, a.MaxZoom = a.header[98], a.header[99], a.header[100], a.header[101]
	return a, nil
}

func (a *Reader) half(at int) uint32 { return binary.LittleEndian.Uint32(a.header[at:]) }

func (a *Reader) word(at int) uint64 { return binary.LittleEndian.Uint64(a.header[at:]) }

// section reads so many bytes, bounded, and undoes the archive's internal compression.
func (a *Reader) section(offset, length uint64) ([]byte, error) {
	if length > maxDirectory {
		return nil, fmt.Errorf("%w: a part of %d bytes", ErrFormat, length)
	}
	raw := make([]byte, length)
	if _, err := a.r.ReadAt(raw, int64(offset)); err != nil {
		return nil, fmt.Errorf("%w: it ends too early: %w", ErrFormat, err)
	}
	return inflate(raw, a.header[97])
}

func inflate(raw []byte, compression byte) ([]byte, error) {
	switch compression {
	case 0, compressedNone:
		return raw, nil
	case compressedGzip:
		z, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrFormat, err)
		}
		return drain(z)
	case compressedBrotli:
		return drain(brotli.NewReader(bytes.NewReader(raw)))
	case compressedZstd:
		z, err := zstd.NewReader(bytes.NewReader(raw), zstd.WithDecoderMaxMemory(maxDirectory), zstd.WithDecoderConcurrency(1))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrFormat, err)
		}
		defer z.Close()
		return drain(z)
	}
	return nil, fmt.Errorf("%w: compression %d is not read", ErrFormat, compression)
}

func drain(r io.Reader) ([]byte, error) {
	out, err := io.ReadAll(io.LimitReader(r, maxDirectory))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return out, nil
}

// Metadata gives the JSON metadata.
func (a *Reader) Metadata() (map[string]any, error) {
	raw, err := a.section(a.word(24), a.word(32))
	if err != nil {
		return nil, err
	}
	var m map[string]any
	if err := json.Unmarshal(raw, &m); err != nil {
		return nil, fmt.Errorf("%w: metadata: %w", ErrFormat, err)
	}
	return m, nil
}

// Raw gives the bytes of a tile as they are stored; ok is false where there is none.
func (a *Reader) Raw(t tiles.Tile) (data []byte, ok bool, err error) {
	id := t.ID()
	offset, length := a.word(8), a.word(16)
	for range maxDepth {
		dir, err := a.directory(offset, length)
		if err != nil {
			return nil, false, err
		}
		i := sort.Search(len(dir), func(i int) bool { return dir[i].id > id }) - 1
		if i < 0 {
			return nil, false, nil
		}
		e := dir[i]
		if e.run == 0 {
			offset, length = a.word(40)+e.offset, uint64(e.length)
			continue
		}
		if id >= e.id+uint64(e.run) {
			return nil, false, nil
		}
		data = make([]byte, min(uint64(e.length), maxDirectory))
		if _, err := a.r.ReadAt(data, int64(a.word(56)+e.offset)); err != nil {
			return nil, false, fmt.Errorf("read tile %v: %w", t, err)
		}
		return data, true, nil
	}
	return nil, false, fmt.Errorf("%w: directories nested deeper than %d", ErrFormat, maxDepth)
}

// Tile gives a tile without its compression.
func (a *Reader) Tile(t tiles.Tile) ([]byte, bool, error) {
	raw, ok, err := a.Raw(t)
	if err != nil || !ok {
		return nil, ok, err
	}
	data, err := inflate(raw, a.TileCompression)
	return data, err == nil, err
}

// Each visits every tile in order of ids.
func (a *Reader) Each(visit func(t tiles.Tile, raw []byte) error) error {
	return a.each(a.word(8), a.word(16), 0, visit)
}

func (a *Reader) each(offset, length uint64, depth int, visit func(tiles.Tile, []byte) error) error {
	if depth >= maxDepth {
		return fmt.Errorf("%w: directories nested deeper than %d", ErrFormat, maxDepth)
	}
	dir, err := a.directory(offset, length)
	if err != nil {
		return err
	}
	for _, e := range dir {
		if e.run == 0 {
			if err := a.each(a.word(40)+e.offset, uint64(e.length), depth+1, visit); err != nil {
				return err
			}
			continue
		}
		raw := make([]byte, min(uint64(e.length), maxDirectory))
		if _, err := a.r.ReadAt(raw, int64(a.word(56)+e.offset)); err != nil {
			return fmt.Errorf("read tile %d: %w", e.id, err)
		}
		for i := range uint64(e.run) {
			t, ok := tiles.FromID(e.id + i)
			if !ok {
				return fmt.Errorf("%w: tile id %d", ErrFormat, e.id+i)
			}
			if err := visit(t, raw); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *Reader) directory(offset, length uint64) ([]entry, error) {
	if dir, ok := a.directories.get(offset); ok {
		return dir, nil
	}
	dir, err := a.readDirectory(offset, length)
	if err == nil {
		a.directories.put(offset, dir)
	}
	return dir, err
}

func (a *Reader) readDirectory(offset, length uint64) ([]entry, error) {
	raw, err := a.section(offset, length)
	if err != nil {
		return nil, err
	}
	return parseDirectory(raw)
}

func parseDirectory(raw []byte) ([]entry, error) {
	at := 0
	bad := false
	next := func() uint64 {
		v, n := binary.Uvarint(raw[min(at, len(raw)):])
		if n <= 0 {
			bad = true
			return 0
		}
		at += n
		return v
	}
	n := next()
	if bad || n > uint64(len(raw)) {
		return nil, fmt.Errorf("%w: a directory of %d entries in %d bytes", ErrFormat, n, len(raw))
	}
	dir := make([]entry, n)
	var id uint64
	for i := range dir {
		id += next()
		dir[i].id = id
	}
	for i := range dir {
		dir[i].run = uint32(next())
	}
	for i := range dir {
		dir[i].length = uint32(next())
	}
	for i := range dir {
		switch v := next(); {
		case v > 0:
			dir[i].offset = v - 1
		case i > 0:
			dir[i].offset = dir[i-1].offset + uint64(dir[i-1].length)
		default:
			bad = true
		}
	}
	if bad {
		return nil, fmt.Errorf("%w: a directory is damaged", ErrFormat)
	}
	return dir, nil
}
