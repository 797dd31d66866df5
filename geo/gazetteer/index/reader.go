package index

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"os"

	mmap "github.com/blevesearch/mmap-go"
	"github.com/klauspost/compress/zstd"
)

// Reader answers from an index. It is safe for concurrent use.
type Reader struct {
	data     []byte
	sections []section
	places   int
	rows     []byte
	text     []byte
	sparse   []byte
	ids      []byte
	lists    [tabCount][]string
	prefixes map[string]int
	boxes    []byte
	levels   []level
	keys     postings
	skels    postings
	names    nameBlocks
	outlines []byte
	mapped   mmap.MMap
	file     *os.File
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
		m.Unmap()
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
	if r.levels, ok = levels(r.places, len(r.boxes)); !ok {
		return nil, fmt.Errorf("%w: spatial index", ErrDamaged)
	}
	r.keys = postings{openFST(r.section(secKeyFST)), r.section(secKeyOffsets), r.section(secKeyPosts)}
	r.skels = postings{openFST(r.section(secSkelFST)), r.section(secSkelOffsets), r.section(secSkelPosts)}
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
	s := r.find(tag)
	return r.data[s.offset : s.offset+s.length]
}

// Verify reads the whole file and compares the checksums.
func (r *Reader) Verify() error {
	for _, s := range r.sections {
		if got := crc32.Checksum(r.data[s.offset:s.offset+s.length], castagnoli); got != s.crc {
			return fmt.Errorf("%w: section %s has checksum %08x, %08x was written", ErrDamaged, s.tag, got, s.crc)
		}
	}
	return nil
}

// Meta decodes what the builder stored as description.
func (r *Reader) Meta(v any) error { return json.Unmarshal(r.section(secMeta), v) }

// Outlines gives the section of outlines, nil where there is none.
func (r *Reader) Outlines() []byte { return r.outlines }

// SectionSizes gives the size in bytes of each section, for reports.
func (r *Reader) SectionSizes() map[string]int {
	m := make(map[string]int, len(r.sections))
	for _, s := range r.sections {
		m[s.tag] = int(s.length)
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

var nameDecoder = func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(maxBlock))
	if err != nil {
		panic(err) // constant options
	}
	return d
}()
