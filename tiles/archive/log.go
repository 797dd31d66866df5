package archive

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"

	"dateline/tiles"
)

// A log takes tiles while they are cut and becomes an archive at the end. What a killed run wrote stands: the next run for
// the same content goes on behind it. It begins with logMagic and the key of the content; each record is the tile's id, the
// length of its compressed bytes, their checksum (CRC-32, little endian), and the bytes.
const logMagic = "dateline tiles 1\n"

// maxTile bounds a tile in a log, in compressed bytes.
const maxTile = 64 << 20

// logEnding follows the name of the archive that a log becomes.
const logEnding = ".cut"

// Log is a file of tiles in the order of their ids.
type Log struct {
	path    string
	file    *os.File
	w       *bufio.Writer
	at      uint64
	entries []entry // run 1 each; offsets into the log
	resumed int
}

// NewLog begins the log of an archive at path, or goes on with the one that an interrupted run for the same key left there.
func NewLog(path string, key []byte) (*Log, error) {
	l := &Log{path: path + logEnding}
	head := append([]byte(logMagic), key...)
	if f, err := os.OpenFile(l.path, os.O_RDWR, 0o644); err == nil {
		l.file = f
		if l.recover(head) {
			return l, nil
		}
		_ = f.Close()
	}
	f, err := os.Create(l.path)
	if err != nil {
		return nil, fmt.Errorf("begin archive: %w", err)
	}
	l.file, l.entries, l.at = f, nil, uint64(len(head))
	l.w = bufio.NewWriterSize(f, 1<<20)
	_, err = l.w.Write(head)
	return l, err
}

// recover reads the records that are whole and cuts off what follows them; false where the log is of something else.
func (l *Log) recover(head []byte) bool {
	r := bufio.NewReaderSize(l.file, 1<<20)
	start := make([]byte, len(head))
	if _, err := io.ReadFull(r, start); err != nil || string(start) != string(head) {
		return false
	}
	l.at = uint64(len(head))
	var last uint64
	for {
		id, length, size, ok := readRecord(r)
		if !ok || len(l.entries) > 0 && id <= last {
			break
		}
		last = id
		l.entries = append(l.entries, entry{id: id, offset: l.at + size - uint64(length), length: length, run: 1})
		l.at += size
	}
	if l.file.Truncate(int64(l.at)) != nil {
		return false
	}
	if _, err := l.file.Seek(int64(l.at), io.SeekStart); err != nil {
		return false
	}
	l.w, l.resumed = bufio.NewWriterSize(l.file, 1<<20), len(l.entries)
	return true
}

// readRecord gives a record's tile, the length of its data, and its own size.
func readRecord(r *bufio.Reader) (id uint64, length uint32, size uint64, ok bool) {
	id, err := binary.ReadUvarint(r)
	if err != nil {
		return 0, 0, 0, false
	}
	n, err := binary.ReadUvarint(r)
	if err != nil || n > maxTile {
		return 0, 0, 0, false
	}
	body := make([]byte, 4+n)
	if _, err := io.ReadFull(r, body); err != nil || crc32.ChecksumIEEE(body[4:]) != binary.LittleEndian.Uint32(body) {
		return 0, 0, 0, false
	}
	var b [2 * binary.MaxVarintLen64]byte
	head := binary.PutUvarint(b[:], id)
	head += binary.PutUvarint(b[head:], n)
	return id, uint32(n), uint64(head) + 4 + n, true
}

// Resumed is the number of tiles that an interrupted run had left.
func (l *Log) Resumed() int { return l.resumed }

// has says whether the tile, or a later one, stands in the log.
func (l *Log) has(id uint64) bool { return len(l.entries) > 0 && id <= l.entries[len(l.entries)-1].id }

// put adds a compressed tile, whose id must be behind all others.
func (l *Log) put(t tiles.Tile, packed []byte) error {
	id := t.ID()
	if l.has(id) {
		return fmt.Errorf("put tile %v: comes behind a later one", t)
	}
	b := binary.AppendUvarint(nil, id)
	b = binary.AppendUvarint(b, uint64(len(packed)))
	b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(packed))
	if _, err := l.w.Write(append(b, packed...)); err != nil {
		return fmt.Errorf("put tile %v: %w", t, err)
	}
	l.entries = append(l.entries, entry{id: id, offset: l.at + uint64(len(b)), length: uint32(len(packed)), run: 1})
	l.at += uint64(len(b) + len(packed))
	return nil
}

// Put compresses a tile and adds it; an empty one is left out.
func (l *Log) Put(t tiles.Tile, data []byte) error {
	if len(data) == 0 {
		return nil
	}
	return l.put(t, squeeze(data))
}

// flush hands all records to the system, so that they outlive the process.
func (l *Log) flush() error { return l.w.Flush() }

// Stop closes the log and leaves it for a later run.
func (l *Log) Stop() error { return errors.Join(l.w.Flush(), l.file.Close()) }

// each gives the tiles in order, with their compressed bytes.
func (l *Log) each(give func(id uint64, packed []byte) error) error {
	if err := l.w.Flush(); err != nil {
		return fmt.Errorf("close archive: %w", err)
	}
	for _, e := range l.entries {
		packed := make([]byte, e.length)
		if _, err := l.file.ReadAt(packed, int64(e.offset)); err != nil {
			return fmt.Errorf("close archive: %w", err)
		}
		if err := give(e.id, packed); err != nil {
			return err
		}
	}
	return nil
}

// Finish writes the archive of the log's tiles to path, MBTiles where the name ends so, and removes the log.
func (l *Log) Finish(path string, m Meta) (err error) {
	var w interface {
		putPacked(t tiles.Tile, packed []byte) error
		Close(m Meta) error
		Abort()
	}
	if isMB(path) {
		w, err = NewMBWriter(path)
	} else {
		w, err = NewWriter(path)
	}
	if err != nil {
		return err
	}
	err = l.each(func(id uint64, packed []byte) error {
		t, ok := tiles.FromID(id)
		if !ok {
			return fmt.Errorf("close archive: tile id %d", id)
		}
		return w.putPacked(t, packed)
	})
	if err != nil {
		w.Abort()
		return err
	}
	if err := w.Close(m); err != nil {
		return err
	}
	_ = l.file.Close()
	return os.Remove(l.path)
}

// sumOf names a compressed tile: compression gives the same bytes for the same tile, so equal tiles have equal sums.
func sumOf(packed []byte) [16]byte {
	sum := sha256.Sum256(packed)
	return [16]byte(sum[:16])
}
