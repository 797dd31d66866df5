package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

// Version is the format that this package writes; readers refuse any other.
const Version = 1

const (
	magic       = "DATELGAZ"
	headerSize  = 32
	entrySize   = 40
	maxSections = 64
	// maxRaw is the longest section that is accepted.
	maxRaw = 1 << 40
	// maxRatio is how much longer than stored a section may claim to be: ours shrink to a tenth at the utmost.
	maxRatio = 100
)

// The tags of the sections.
const (
	secMeta        = "META"
	secTables      = "TABL"
	secRows        = "ROWS"
	secText        = "TEXT"
	secSparse      = "SPRS"
	secIDs         = "IDIX"
	secNameOffsets = "NOFF"
	secNames       = "NAME"
	secKeyFST      = "KFST"
	secKeyOffsets  = "KOFF"
	secKeyPosts    = "KPST"
	secSkelFST     = "SFST"
	secSkelOffsets = "SOFF"
	secSkelPosts   = "SPST"
	secStartFST    = "PFST"
	secStartOffs   = "POFF"
	secStartPosts  = "PPST"
	secBoxes       = "RBOX"
	secOutlines    = "OUTL"
)

// The ways in which opening fails.
var (
	ErrNotIndex = errors.New("not a gazetteer index")
	ErrVersion  = errors.New("gazetteer index of another version")
	ErrDamaged  = errors.New("damaged gazetteer index")
)

var (
	le         = binary.LittleEndian
	castagnoli = crc32.MakeTable(crc32.Castagnoli)
)

// section is one entry of the directory.
type section struct {
	tag    string
	crc    uint32
	offset uint64
	length uint64
	count  uint64
	// raw is the length after decompression, equal to length where the section is stored plain.
	raw uint64
}

func (s section) encode(b []byte) {
	copy(b, s.tag)
	le.PutUint32(b[4:], s.crc)
	le.PutUint64(b[8:], s.offset)
	le.PutUint64(b[16:], s.length)
	le.PutUint64(b[24:], s.count)
	le.PutUint64(b[32:], s.raw)
}

func decodeSection(b []byte) section {
	return section{string(b[:4]), le.Uint32(b[4:]), le.Uint64(b[8:]), le.Uint64(b[16:]), le.Uint64(b[24:]), le.Uint64(b[32:])}
}

// directory reads the header and the directory, checking its sum and that every section lies inside the data.
func directory(data []byte) ([]section, error) {
	if len(data) < headerSize || string(data[:8]) != magic {
		return nil, ErrNotIndex
	}
	if v := le.Uint32(data[8:]); v != Version {
		return nil, fmt.Errorf("%w: it has %d, this program reads %d; import its sources again", ErrVersion, v, Version)
	}
	n := int(le.Uint32(data[12:]))
	if n > maxSections || headerSize+n*entrySize > len(data) {
		return nil, fmt.Errorf("%w: %d sections", ErrDamaged, n)
	}
	if size := le.Uint64(data[16:]); size != uint64(len(data)) {
		return nil, fmt.Errorf("%w: %d bytes long, %d were written", ErrDamaged, len(data), size)
	}
	dir := data[headerSize : headerSize+n*entrySize]
	if crc32.Checksum(dir, castagnoli) != le.Uint32(data[24:]) {
		return nil, fmt.Errorf("%w: wrong checksum of the directory", ErrDamaged)
	}
	sections := make([]section, n)
	for i := range sections {
		s := decodeSection(dir[i*entrySize:])
		if s.offset > uint64(len(data)) || s.length > uint64(len(data))-s.offset {
			return nil, fmt.Errorf("%w: section %s lies outside the file", ErrDamaged, s.tag)
		}
		if s.raw < s.length || s.raw > maxRaw || s.raw > s.length && s.raw > s.length*maxRatio {
			return nil, fmt.Errorf("%w: section %s says it unpacks to %d bytes", ErrDamaged, s.tag, s.raw)
		}
		sections[i] = s
	}
	return sections, nil
}
