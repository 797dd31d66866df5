package tagger

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
)

// The table of weights: one row of [tags] quantised weights for each hashed feature. Rows that collide share weights;
// at this size that costs less than a tenth of a point of F1.
const (
	rowBits = 19
	rows    = 1 << rowBits
	rowMask = rows - 1
	rowLen  = 16
)

// Model is a trained tagger. It is safe for concurrent use.
type Model struct {
	weights    []int8 // rows × rowLen
	transition [tags][tags]int32
	// common are the hashes, cut to 32 bits and sorted, of words that training text writes in lower case: a capital on
	// them means less.
	common []uint32
}

//go:embed tagger.model
var embedded []byte

var loadEmbedded = sync.OnceValues(func() (*Model, error) {
	m, err := Decode(embedded)
	if err != nil {
		return nil, fmt.Errorf("load embedded tagger: %w", err)
	}
	return m, nil
})

// Embedded gives the model in the binary.
func Embedded() (*Model, error) { return loadEmbedded() }

var errModel = errors.New("not a tagger model of this version: run `dateline train tagger`")

const magic = "DLTAG\x02"

// Encode writes the model: the magic, the transitions as signed varints, the number of common words and the gaps between
// their sorted hashes (uvarints), then for each row that is not all zero the gap to the row before (uvarint), a bit mask
// of its weights (uvarint) and those weights, a byte each.
func (m *Model) Encode() []byte {
	out := []byte(magic)
	for _, row := range m.transition {
		for _, w := range row {
			out = binary.AppendVarint(out, int64(w))
		}
	}
	out = binary.AppendUvarint(out, uint64(len(m.common)))
	before := uint32(0)
	for _, h := range m.common {
		out = binary.AppendUvarint(out, uint64(h-before))
		before = h
	}
	last := 0
	for r := 0; r < rows; r++ {
		row := m.weights[r*rowLen : r*rowLen+tags]
		var mask uint64
		for k, w := range row {
			if w != 0 {
				mask |= 1 << k
			}
		}
		if mask == 0 {
			continue
		}
		out = binary.AppendUvarint(out, uint64(r-last))
		out = binary.AppendUvarint(out, mask)
		for _, w := range row {
			if w != 0 {
				out = append(out, byte(w))
			}
		}
		last = r
	}
	return out
}

// Decode reads what Encode wrote.
func Decode(data []byte) (*Model, error) {
	if !bytes.HasPrefix(data, []byte(magic)) {
		return nil, errModel
	}
	m := &Model{weights: make([]int8, rows*rowLen)}
	r := bytes.NewReader(data[len(magic):])
	for a := range m.transition {
		for b := range m.transition[a] {
			w, err := binary.ReadVarint(r)
			if err != nil {
				return nil, errModel
			}
			m.transition[a][b] = int32(w) //nolint:gosec // written from an int32
		}
	}
	if err := m.readCommon(r); err != nil {
		return nil, err
	}
	row := uint64(0)
	for r.Len() > 0 {
		gap, err := binary.ReadUvarint(r)
		if err != nil {
			return nil, errModel
		}
		if row += gap; gap >= rows || row >= rows {
			return nil, errModel
		}
		if err := m.readRow(r, row); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (m *Model) readCommon(r *bytes.Reader) error {
	n, err := binary.ReadUvarint(r)
	if err != nil || n > uint64(r.Len()) {
		return errModel
	}
	h := uint64(0)
	for range n {
		gap, err := binary.ReadUvarint(r)
		if h += gap; err != nil || h > math.MaxUint32 {
			return errModel
		}
		m.common = append(m.common, uint32(h))
	}
	return nil
}

// Common says whether training text writes the word in lower case; low is in lower case.
func (m *Model) Common(low string) bool { return m.seen(hashString(low)) }

func (m *Model) seen(hash uint64) bool {
	_, ok := slices.BinarySearch(m.common, uint32(hash>>32)) //nolint:gosec // cut on purpose
	return ok
}

func (m *Model) readRow(r *bytes.Reader, row uint64) error {
	mask, err := binary.ReadUvarint(r)
	if err != nil || mask >= 1<<tags {
		return errModel
	}
	for k := range tags {
		if mask&(1<<k) == 0 {
			continue
		}
		b, err := r.ReadByte()
		if err != nil {
			return errModel
		}
		m.weights[row*rowLen+uint64(k)] = int8(b) //nolint:gosec // two's complement, as written
	}
	return nil
}
