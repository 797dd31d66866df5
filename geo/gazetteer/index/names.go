package index

import (
	"fmt"
	"sync/atomic"
)

// maxBlock is the largest decompressed block of names that is accepted.
const maxBlock = 64 << 20

// cacheSlots is how many decompressed blocks are kept, each about 5 KB.
const cacheSlots = 1024

// nameBlocks keeps the spellings of places, compressed by the block.
type nameBlocks struct {
	offsets, data []byte
	cache         *[cacheSlots]atomic.Pointer[nameBlock]
}

type nameBlock struct {
	number int
	data   []byte
	// starts says where in data the names of each place begin, so that none are skipped one by one.
	starts [blockPlaces]uint32
}

func (n *nameBlocks) open(offsets, data []byte) error {
	if len(offsets)%8 != 0 || len(offsets) == 0 {
		return fmt.Errorf("%w: offsets of names", ErrDamaged)
	}
	n.offsets, n.data = offsets, data
	n.cache = new([cacheSlots]atomic.Pointer[nameBlock])
	return nil
}

// block gives a decompressed block, nil after damage.
func (n *nameBlocks) block(number int) *nameBlock {
	slot := &n.cache[number%cacheSlots]
	if b := slot.Load(); b != nil && b.number == number {
		return b
	}
	if number < 0 || (number+2)*8 > len(n.offsets) {
		return nil
	}
	start, end := le.Uint64(n.offsets[number*8:]), le.Uint64(n.offsets[number*8+8:])
	if start > end || end > uint64(len(n.data)) {
		return nil
	}
	data, err := nameDecoder.DecodeAll(n.data[start:end], nil)
	if err != nil {
		return nil
	}
	b := &nameBlock{number: number, data: data}
	d := decoder{b: data}
	for i := range b.starts {
		b.starts[i] = uint32(len(data) - len(d.b))
		skipNames(&d)
	}
	slot.Store(b)
	return b
}

// EachName calls visit with every spelling of a place but its own name, until visit says false. The text is only good
// during the call.
func (r *Reader) EachName(i int, visit func(text []byte, lang string, kind NameKind) bool) {
	if i < 0 || i >= r.places {
		return
	}
	block := r.names.block(i / blockPlaces)
	if block == nil {
		return
	}
	d := decoder{b: block.data[block.starts[i%blockPlaces]:]}
	for n := d.uvarint(); n > 0 && !d.bad; n-- {
		tag := d.uvarint()
		text := d.bytes(d.uvarint())
		if !d.bad && !visit(text, r.table(tabLangs, int(tag>>4&0xffff)), NameKind(tag&15)) {
			return
		}
	}
}

func skipNames(d *decoder) {
	for n := d.uvarint(); n > 0 && !d.bad; n-- {
		d.uvarint()
		d.bytes(d.uvarint())
	}
}

// Names gives every spelling of a place but its own name.
func (r *Reader) Names(i int) []Name {
	var out []Name
	r.EachName(i, func(text []byte, lang string, kind NameKind) bool {
		out = append(out, Name{string(text), lang, kind})
		return true
	})
	return out
}
