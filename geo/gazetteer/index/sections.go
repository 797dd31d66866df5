package index

import (
	"fmt"
	"hash/crc32"
	"os"
)

// assemble writes header, directory and sections.
func (b *Builder) assemble(out *os.File) error {
	const sections = 19
	pos := uint64(headerSize + sections*entrySize)
	if _, err := out.Seek(int64(pos), 0); err != nil {
		return err
	}
	w := &sectionWriter{out: out, pos: pos, compress: b.Compress}
	w.bytes(secMeta, b.Meta, 0)
	w.sink(secRows, b.rows, uint64(b.count))
	w.sink(secText, b.text, 0)
	w.bytes(secSparse, b.sparse, uint64(len(b.sparse)/sparseSize))
	w.bytes(secNameOffsets, b.offsets, uint64(len(b.offsets)/8))
	w.sink(secNames, b.names, 0)
	if !b.Compress { // what is carried about and unpacked into memory makes its boxes itself: they take more to unpack
		w.bytes(secBoxes, b.boxes.bytes(), 0)
	}
	w.bytes(secOutlines, b.Outlines, 0)
	w.fail(b.writeIDs(w))
	starts := prefixTracker{out: b.starts}
	w.fail(b.writePostings(w, b.keys, starts.add, secKeyFST, secKeyOffsets, secKeyPosts))
	w.fail(starts.finish())
	w.fail(b.writePostings(w, b.starts, nil, secStartFST, secStartOffs, secStartPosts))
	w.fail(b.writePostings(w, b.skels, nil, secSkelFST, secSkelOffsets, secSkelPosts))
	w.bytes(secTables, b.tables.encode(), 0)
	if w.err != nil {
		return w.err
	}
	if len(w.dir) > sections {
		return fmt.Errorf("%d sections, room for %d", len(w.dir), sections)
	}
	return w.header()
}

// sectionWriter lays sections one after the other at multiples of 8 bytes.
type sectionWriter struct {
	out      *os.File
	pos      uint64
	dir      []section
	compress bool
	err      error
}

func (w *sectionWriter) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// worthPacking is the share of its length that a section must lose to be stored compressed.
const worthPacking = 0.1

func (w *sectionWriter) bytes(tag string, data []byte, count uint64) {
	if w.err != nil {
		return
	}
	raw := uint64(len(data))
	if w.compress {
		if packed := sectionEncoder().EncodeAll(data, nil); float64(len(packed)) < (1-worthPacking)*float64(len(data)) {
			data = packed
		}
	}
	w.dir = append(w.dir, section{tag, crc32.Checksum(data, castagnoli), w.pos, uint64(len(data)), count, raw})
	_, err := w.out.Write(data)
	w.fail(err)
	w.pad(uint64(len(data)))
}

func (w *sectionWriter) sink(tag string, s *sink, count uint64) {
	defer s.close()
	if w.compress {
		data, err := s.all()
		w.fail(err)
		w.bytes(tag, data, count)
		return
	}
	crc, err := s.copyTo(w.out)
	w.fail(err)
	w.dir = append(w.dir, section{tag, crc, w.pos, uint64(s.n), count, uint64(s.n)})
	w.pad(uint64(s.n))
}

func (w *sectionWriter) pad(written uint64) {
	w.pos += written
	if n := (8 - w.pos%8) % 8; n > 0 {
		_, err := w.out.Write(make([]byte, n))
		w.fail(err)
		w.pos += n
	}
}

func (w *sectionWriter) header() error {
	dir := make([]byte, len(w.dir)*entrySize)
	for i, s := range w.dir {
		s.encode(dir[i*entrySize:])
	}
	head := make([]byte, headerSize)
	copy(head, magic)
	le.PutUint32(head[8:], Version)
	le.PutUint32(head[12:], uint32(len(w.dir)))
	le.PutUint64(head[16:], w.pos)
	le.PutUint32(head[24:], crc32.Checksum(dir, castagnoli))
	_, err := w.out.WriteAt(append(head, dir...), 0)
	return err
}
