package data

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
)

// The layout of a bbolt file, as far as it must be known before bbolt may touch it: go.etcd.io/bbolt, internal/common
// (page.go, meta.go, inode.go), file format version 2. bbolt writes the machine's own byte order.
const (
	boltMagic      = 0xED0CDAED
	boltVersion    = 2
	pageHeaderSize = 16
	metaSize       = 64
	branchPage     = 0x01
	leafPage       = 0x02
	freelistPage   = 0x10
	bucketElement  = 0x01
	bucketHeader   = 16
	noFreelist     = 0xffffffffffffffff
)

var order = binary.NativeEndian

// meta is one of the two meta pages.
type meta struct {
	pageSize              int64
	root, freelist, high  uint64
	txid                  uint64
	magic, version        uint32
	checksum, sumComputed uint64
}

func parseMeta(b []byte) meta {
	m := meta{
		magic: order.Uint32(b), version: order.Uint32(b[4:]), pageSize: int64(order.Uint32(b[8:])),
		root: order.Uint64(b[16:]), freelist: order.Uint64(b[32:]), high: order.Uint64(b[40:]), txid: order.Uint64(b[48:]),
		checksum: order.Uint64(b[56:]),
	}
	h := fnv.New64a()
	h.Write(b[:56])
	m.sumComputed = h.Sum64()
	return m
}

// validate says why a meta page cannot be used.
func (m meta) validate() error {
	switch {
	case m.magic != boltMagic:
		return errors.New("not a dateline database")
	case m.version != boltVersion:
		return fmt.Errorf("file format version %d is not known", m.version)
	case m.checksum != m.sumComputed:
		return errors.New("a meta page fails its checksum")
	case m.pageSize < 512 || m.pageSize > 1<<16 || m.pageSize&(m.pageSize-1) != 0:
		return fmt.Errorf("page size %d is impossible", m.pageSize)
	}
	return nil
}

// readMeta gives the newest meta page that is whole. The second one lies one page further, and the page size is only known
// from the first: when that is broken, every size that bbolt can have is tried.
func readMeta(f io.ReaderAt) (meta, error) {
	b := make([]byte, metaSize)
	var best meta
	found := false
	reason := errors.New("not a dateline database")
	try := func(offset int64) {
		if _, err := f.ReadAt(b, offset+pageHeaderSize); err != nil {
			return
		}
		m := parseMeta(b)
		if err := m.validate(); err != nil {
			if m.magic == boltMagic {
				reason = err
			}
			return
		}
		if offset != 0 && m.pageSize != offset {
			return
		}
		if !found || m.txid > best.txid {
			best, found = m, true
		}
	}
	try(0)
	if found {
		try(best.pageSize)
		return best, nil
	}
	for size := int64(512); size <= 1<<16; size <<= 1 {
		try(size)
	}
	if !found {
		return meta{}, reason
	}
	return best, nil
}

// page is one page of the file, header parsed, with its overflow not yet read.
type page struct {
	id       uint64
	flags    uint16
	count    int
	overflow uint32
	b        []byte
}

func parsePage(b []byte) page {
	return page{
		id: order.Uint64(b), flags: order.Uint16(b[8:]), count: int(order.Uint16(b[10:])), overflow: order.Uint32(b[12:]), b: b,
	}
}

// leafElement is a key and value of a leaf page, as offsets into the page.
type leafElement struct {
	flags              uint32
	key, value, finish int
}

// leaf gives element i and whether it lies within size bytes. The header of the element must be in p.b.
func (p page) leaf(i, size int) (leafElement, bool) {
	at := pageHeaderSize + 16*i
	e := p.b[at:]
	pos, k, v := int64(order.Uint32(e[4:])), int64(order.Uint32(e[8:])), int64(order.Uint32(e[12:]))
	start := int64(at) + pos
	end := start + k + v
	ok := pos >= 16 && end <= int64(size) && k <= 32768
	return leafElement{order.Uint32(e), int(start), int(start + k), int(end)}, ok
}

// branch gives the child page of element i and whether its key lies within size bytes.
func (p page) branch(i, size int) (uint64, bool) {
	at := pageHeaderSize + 16*i
	e := p.b[at:]
	pos, k := int64(order.Uint32(e)), int64(order.Uint32(e[4:]))
	return order.Uint64(e[8:]), pos >= 16 && int64(at)+pos+k <= int64(size) && k <= 32768
}
