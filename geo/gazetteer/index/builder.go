package index

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"strconv"
	"strings"
)

// Builder makes an index out of records, in bounded memory whatever their number. Same records in any order, same bytes.
type Builder struct {
	dir string
	// joins brings the records and names of one id together, records then sorts the places along a Hilbert curve.
	joins   *sorter
	records *sorter
	// above fills in the codes of records that have none.
	above   hierarchy
	added   int
	count   int
	orphans int
	// Meta is stored as it is and given back by [Reader.Meta]; it should be JSON.
	Meta []byte
	// Compress stores sections compressed: for an index that is carried about and unpacked into memory when opened, not for
	// one that is mapped.
	Compress bool
	// Outlines is the section made by package topo; may be nil.
	Outlines []byte
	// Progress, if set, is told now and then how far Write is: done of total records.
	Progress func(stage string, done, total int)

	tables  tables
	keys    *sorter
	skels   *sorter
	ids     *sorter
	starts  *sorter
	rows    *sink
	text    *sink
	names   *sink
	offsets []byte
	sparse  []byte
	boxes   boxTree
	block   []byte
	inBlock int
	sinks   []*sink
}

// sorterMemory is how many bytes each of the builder's sorters holds before it goes to disk.
const sorterMemory = 64 << 20

// NewBuilder makes a builder that keeps its temporary files in a new folder inside dir (or the system's, if empty). Call
// Close when done.
func NewBuilder(dir string) (*Builder, error) {
	tmp, err := os.MkdirTemp(dir, fmt.Sprintf("%s%d-", buildPrefix, os.Getpid()))
	if err != nil {
		return nil, fmt.Errorf("make a folder for the build: %w", err)
	}
	ours.Store(tmp, true)
	b := &Builder{dir: tmp, joins: newSorter(tmp, sorterMemory), records: newSorter(tmp, sorterMemory)}
	return b, nil
}

// Dir is the folder of the temporary files.
func (b *Builder) Dir() string { return b.dir }

// Close removes the temporary files.
func (b *Builder) Close() error {
	defer ours.Delete(b.dir)
	for _, s := range []*sorter{b.joins, b.records, b.keys, b.skels, b.ids, b.starts} {
		if s != nil {
			s.close()
		}
	}
	for _, s := range b.sinks {
		s.close()
	}
	return os.RemoveAll(b.dir)
}

// The reasons for which Add refuses a record.
var (
	ErrCoordinates = errors.New("coordinates out of range")
	ErrName        = errors.New("no name")
	ErrID          = errors.New("no id of the form source:id")
)

// Check says whether a record may be added.
func (r *Record) Check() error {
	switch {
	case !(r.Lon >= -180 && r.Lon <= 180 && r.Lat >= -90 && r.Lat <= 90):
		return fmt.Errorf("%w: longitude %g, latitude %g", ErrCoordinates, r.Lon, r.Lat)
	case strings.TrimSpace(r.Name) == "":
		return ErrName
	case strings.IndexByte(r.ID, ':') <= 0 || strings.IndexByte(r.ID, 0) >= 0:
		return fmt.Errorf("%w: %q", ErrID, r.ID)
	}
	return nil
}

// Add puts a record into the index to be.
func (b *Builder) Add(r *Record) error {
	if err := r.Check(); err != nil {
		return err
	}
	b.added++
	b.above.note(r)
	return b.joins.add([]byte(r.ID), []byte{0, joinRecord}, appendRecord(nil, r))
}

// AddNames puts more names to the place of an id, whether it was added already or will be.
func (b *Builder) AddNames(id string, names ...Name) error {
	return b.joins.add([]byte(id), []byte{0, joinNames}, appendRecord(nil, &Record{ID: id, Names: names}))
}

// What an item of the joins is.
const (
	joinRecord = iota
	joinNames
)

// Len is the number of records added so far; after Write, that of the places.
func (b *Builder) Len() int {
	if b.count > 0 {
		return b.count
	}
	return b.added
}

// Orphans is, after Write, the number of names for places that were not added.
func (b *Builder) Orphans() int { return b.orphans }

// join makes one record of all that came for an id: the first one leads, the others give names and what it lacks.
func (b *Builder) join() error {
	var current *Record
	done := 0
	flush := func() error {
		if current == nil {
			return nil
		}
		b.count++
		b.above.fill(current)
		return b.records.add(binary.BigEndian.AppendUint64(nil, hilbert(current.Lon, current.Lat)), appendRecord(nil, current))
	}
	err := b.joins.each(func(item []byte) error {
		b.progress("names", done, b.added)
		done++
		kind := item[bytes.IndexByte(item, 0)+1]
		r := readRecord(item[bytes.IndexByte(item, 0)+2:])
		switch {
		case current != nil && current.ID == r.ID:
			current.merge(&r, kind == joinRecord)
			return nil
		case kind == joinNames:
			b.orphans += len(r.Names)
			return nil
		}
		err := flush()
		current = &r
		return err
	})
	if err != nil {
		return err
	}
	return flush()
}

// maxNames is how many names a place may have; the largest one in GeoNames has some 500.
const maxNames = 4000

func (r *Record) merge(o *Record, record bool) {
	if record {
		if o.Name != r.Name {
			r.Names = append(r.Names, Name{Text: o.Name})
		}
		r.Population = max(r.Population, o.Population)
		for _, pair := range [][2]*string{{&r.PCode, &o.PCode}, {&r.Country, &o.Country}, {&r.Admin1, &o.Admin1}, {&r.Admin2, &o.Admin2}, {&r.Note, &o.Note}} {
			if *pair[0] == "" {
				*pair[0] = *pair[1]
			}
		}
	}
	if len(r.Names) < maxNames {
		r.Names = append(r.Names, o.Names...)
	}
}

// Write builds the index and writes it to a new file at path.
func (b *Builder) Write(path string) error {
	if b.added > math.MaxInt32 {
		return fmt.Errorf("%d places are more than an index can hold", b.added)
	}
	b.keys, b.skels, b.ids = newSorter(b.dir, sorterMemory), newSorter(b.dir, sorterMemory), newSorter(b.dir, sorterMemory)
	b.starts = newSorter(b.dir, sorterMemory)
	b.rows, b.text, b.names = b.sink(), b.sink(), b.sink()
	if err := b.join(); err != nil {
		return err
	}
	done := 0
	err := b.records.each(func(item []byte) error {
		r := readRecord(item[8:])
		b.progress("places", done, b.count)
		done++
		return b.place(uint32(done-1), &r)
	})
	if err == nil {
		err = b.endNames()
	}
	if err != nil {
		return err
	}
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := b.assemble(out); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}

func (b *Builder) progress(stage string, done, total int) {
	if b.Progress != nil && done&1023 == 0 {
		b.Progress(stage, done, total)
	}
}

// place writes one row and sends its keys to the sorters.
func (b *Builder) place(idx uint32, r *Record) error {
	lon, lat := fixed(r.Lon), fixed(r.Lat)
	b.boxes.add(lon, lat)
	row, err := b.row(idx, r, lon, lat)
	if err != nil {
		return err
	}
	b.rows.Write(row[:])
	if err := b.addNames(r); err != nil {
		return err
	}
	keys := keysOf(r)
	for _, k := range keys {
		if err := b.keys.add(postingItem(k, idx)); err != nil {
			return err
		}
	}
	for _, k := range skeletonsOf(keys) {
		if err := b.skels.add(postingItem(k, idx)); err != nil {
			return err
		}
	}
	return nil
}

// postingItem sorts by key, then by falling rank, then by place.
func postingItem(k keyed, idx uint32) []byte {
	b := make([]byte, 0, len(k.key)+10)
	b = append(append(b, k.key...), 0)
	b = binary.BigEndian.AppendUint32(b, math.MaxInt32-uint32(int32(k.rank)))
	return append(binary.BigEndian.AppendUint32(b, idx), k.flags)
}

func (b *Builder) row(idx uint32, r *Record, lon, lat int32) (row [rowSize]byte, err error) {
	prefix, local, _ := strings.Cut(r.ID, ":")
	number, numeric := idNumber(local)
	flags := byte(0)
	if !numeric {
		flags |= rowTextID
		b.addSparse(idx, sparseID, local)
	}
	if r.PCode != "" {
		flags |= rowPCode
		b.addSparse(idx, sparsePCode, r.PCode)
	}
	if r.Note != "" {
		b.addSparse(idx, sparseNote, r.Note)
	}
	le.PutUint64(row[0:], number)
	le.PutUint32(row[8:], uint32(lon))
	le.PutUint32(row[12:], uint32(lat))
	le.PutUint32(row[16:], b.addText(r.Name))
	le.PutUint32(row[20:], uint32(min(max(r.Population, 0), math.MaxUint32)))
	le.PutUint16(row[24:], uint16(b.tables.add(tabKinds, string(r.Class)+r.Kind)))
	if len(r.Country) == 2 {
		copy(row[26:], r.Country)
	}
	le.PutUint16(row[28:], uint16(b.tables.add(tabAdmin1, r.Admin1)))
	row[30] = byte(b.tables.add(tabSources, r.Source))
	row[31] = byte(b.tables.add(tabPrefixes, prefix))<<2 | flags
	le.PutUint32(row[32:], uint32(b.tables.add(tabAdmin2, r.Admin2)))
	if b.tables.overflow() {
		return row, errors.New("too many different feature codes, admin codes, sources or id prefixes")
	}
	key := binary.BigEndian.AppendUint64([]byte{row[31] &^ rowPCode}, number)
	return row, b.ids.add(binary.BigEndian.AppendUint32(key, idx))
}

// idNumber is the number of a local id in decimal without leading zeros, or a hash of any other one.
func idNumber(local string) (n uint64, numeric bool) {
	n, err := strconv.ParseUint(local, 10, 64)
	if err == nil && strconv.FormatUint(n, 10) == local {
		return n, true
	}
	h := fnv.New64a()
	h.Write([]byte(local))
	return h.Sum64(), false
}

func (b *Builder) addText(s string) uint32 {
	at := b.text.n
	b.text.Write(appendString(nil, s))
	return uint32(at)
}

func (b *Builder) addSparse(idx uint32, what uint32, s string) {
	b.sparse = le.AppendUint32(b.sparse, idx)
	b.sparse = le.AppendUint32(b.sparse, what)
	b.sparse = le.AppendUint32(b.sparse, b.addText(s))
}

func (b *Builder) writeIDs(w *sectionWriter) error {
	s := b.sink()
	err := b.ids.each(func(item []byte) error {
		_, err := s.Write(le.AppendUint32(nil, binary.BigEndian.Uint32(item[len(item)-4:])))
		return err
	})
	w.sink(secIDs, s, uint64(b.count))
	return err
}

// itemKey gives the key part of a posting item.
func itemKey(item []byte) []byte { return item[:bytes.IndexByte(item, 0)] }
