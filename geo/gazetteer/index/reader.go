package index

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"sync"

	mmap "github.com/blevesearch/mmap-go"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/sync/errgroup"
)

// Reader answers from an index. It is safe for concurrent use.
type Reader struct {
	data     []byte
	sections []section
	unpacked map[string][]byte
	places   int
	rows     []byte
	text     []byte
	sparse   []byte
	ids      []byte
	lists    [tabCount][]string
	prefixes map[string]int
	boxes    []byte
	levels   []level
	// points has the places' coordinates side by side, where the index lies in memory anyway.
	points []point
	// makeBoxes makes the boxes at the first question that needs them, where the file has none.
	makeBoxes func()
	keys      postings
	skels     postings
	starts    postings
	names     nameBlocks
	outlines  []byte
	mapped    mmap.MMap
	file      *os.File
	// copies says that texts must be copied because the file may be unmapped while they are in use.
	copies bool
}

// Open maps the file at path.
func Open(path string) (*Reader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && info.Size() < headerSize {
		err = fmt.Errorf("open %s: %w", path, ErrNotIndex)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	m, err := mmap.Map(f, mmap.RDONLY, 0)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("map %s: %w", path, err)
	}
	r, err := New(m)
	if err != nil {
		_ = m.Unmap() // the error that matters is the one before
		f.Close()
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	r.mapped, r.file, r.copies = m, f, true
	return r, nil
}

// New reads an index from memory, which must not change while the reader is in use.
func New(data []byte) (*Reader, error) {
	sections, err := directory(data)
	if err != nil {
		return nil, err
	}
	r := &Reader{data: data, sections: sections}
	if r.unpacked, err = unpack(data, sections); err != nil {
		return nil, err
	}
	r.places = int(min(r.find(secRows).count, 1<<31-1))
	r.rows, r.text, r.sparse, r.ids = r.section(secRows), r.section(secText), r.section(secSparse), r.section(secIDs)
	r.boxes, r.outlines = r.section(secBoxes), r.section(secOutlines)
	if len(r.rows) != r.places*rowSize || len(r.ids) != r.places*4 {
		return nil, fmt.Errorf("%w: %d bytes of rows for %d places", ErrDamaged, len(r.rows), r.places)
	}
	var ok bool
	if r.lists, ok = decodeTables(r.section(secTables)); !ok {
		return nil, fmt.Errorf("%w: string tables", ErrDamaged)
	}
	r.prefixes = make(map[string]int, len(r.lists[tabPrefixes]))
	for i, p := range r.lists[tabPrefixes] {
		r.prefixes[p] = i
	}
	if r.find(secBoxes).tag == "" {
		r.makeBoxes = sync.OnceFunc(r.boxesOfRows)
	} else if r.levels, ok = levels(r.places, len(r.boxes)); !ok {
		return nil, fmt.Errorf("%w: spatial index", ErrDamaged)
	}
	r.keys = postings{openFST(r.section(secKeyFST)), r.section(secKeyOffsets), r.section(secKeyPosts)}
	r.skels = postings{openFST(r.section(secSkelFST)), r.section(secSkelOffsets), r.section(secSkelPosts)}
	r.starts = postings{openFST(r.section(secStartFST)), r.section(secStartOffs), r.section(secStartPosts)}
	return r, r.names.open(r.section(secNameOffsets), r.section(secNames))
}

func (r *Reader) find(tag string) section {
	for _, s := range r.sections {
		if s.tag == tag {
			return s
		}
	}
	return section{}
}

func (r *Reader) section(tag string) []byte {
	if data, ok := r.unpacked[tag]; ok {
		return data
	}
	s := r.find(tag)
	return r.data[s.offset : s.offset+s.length]
}

// unpack decompresses the sections that are stored compressed, side by side.
func unpack(data []byte, sections []section) (map[string][]byte, error) {
	var (
		out   = map[string][]byte{}
		mu    sync.Mutex
		group errgroup.Group
	)
	for _, s := range sections {
		if s.raw == s.length {
			continue
		}
		group.Go(func() error {
			raw, err := unpackSection(data[s.offset:s.offset+s.length], s)
			mu.Lock()
			defer mu.Unlock()
			out[s.tag] = raw
			return err
		})
	}
	return out, group.Wait()
}

func unpackSection(packed []byte, s section) ([]byte, error) {
	var head zstd.Header
	if err := head.Decode(packed); err != nil || !head.HasFCS || head.FrameContentSize != s.raw {
		return nil, fmt.Errorf("%w: section %s cannot be unpacked", ErrDamaged, s.tag)
	}
	raw, err := sectionDecoder.DecodeAll(packed, make([]byte, 0, s.raw))
	if err != nil || uint64(len(raw)) != s.raw {
		return nil, fmt.Errorf("%w: section %s cannot be unpacked", ErrDamaged, s.tag)
	}
	return raw, nil
}

// Verify reads the whole file and compares the checksums. A mapped file is read, not touched: its pages would count as memory in use.
func (r *Reader) Verify() error {
	for _, s := range r.sections {
		got, err := r.checksum(s)
		if err != nil {
			return err
		}
		if got != s.crc {
			return fmt.Errorf("%w: section %s has checksum %08x, %08x was written", ErrDamaged, s.tag, got, s.crc)
		}
	}
	return nil
}

func (r *Reader) checksum(s section) (uint32, error) {
	if r.file == nil {
		return crc32.Checksum(r.data[s.offset:s.offset+s.length], castagnoli), nil
	}
	sum := crc32.New(castagnoli)
	_, err := io.Copy(sum, io.NewSectionReader(r.file, int64(s.offset), int64(s.length)))
	return sum.Sum32(), err
}

// Meta decodes what the builder stored as description.
func (r *Reader) Meta(v any) error { return json.Unmarshal(r.section(secMeta), v) }

// Outlines gives the section of outlines, nil where there is none.
func (r *Reader) Outlines() []byte { return r.outlines }

// SectionSizes gives the size in bytes of each section, for reports.
func (r *Reader) SectionSizes() map[string]int {
	m := make(map[string]int, len(r.sections))
	for _, s := range r.sections {
		m[s.tag] = int(s.raw)
	}
	return m
}

// KeyCount is the number of different folded names.
func (r *Reader) KeyCount() int { return r.keys.fst.keys }

// Close unmaps the file. The reader must not be in use any more.
func (r *Reader) Close() error {
	if r.file == nil {
		return nil
	}
	err := r.mapped.Unmap()
	if err2 := r.file.Close(); err == nil {
		err = err2
	}
	r.file = nil
	return err
}

// The decoders of blocks of names and of whole sections differ in how much memory damaged data may make them take.
var (
	nameDecoder    = newDecoder(maxBlock)
	sectionDecoder = newDecoder(4 << 30)
)

func newDecoder(memory uint64) *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(memory))
	if err != nil {
		panic(err) // constant options
	}
	return d
}
