package tiles

import (
	"encoding/binary"
	"errors"
	"fmt"
)

var errShort = errors.New("ends too early")

// reader walks the fields of a protocol buffer message. After the first error it stands still.
type reader struct {
	data  []byte
	field uint64
	wire  uint64
	err   error
}

// next reads a field's tag; false at the end or after an error.
func (r *reader) next() bool {
	if r.err != nil || len(r.data) == 0 {
		return false
	}
	tag := r.uvarint()
	r.field, r.wire = tag>>3, tag&7
	if r.err == nil && r.field == 0 {
		r.err = errors.New("has a field 0")
	}
	return r.err == nil
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.fail(errShort)
		return 0
	}
	r.data = r.data[n:]
	return v
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
	r.data = nil
}

func (r *reader) want(wire uint64) bool {
	if r.wire != wire {
		r.fail(fmt.Errorf("has field %d in wire type %d, want %d", r.field, r.wire, wire))
	}
	return r.err == nil
}

func (r *reader) varint() uint64 {
	if !r.want(0) {
		return 0
	}
	return r.uvarint()
}

func (r *reader) bytes() []byte {
	if !r.want(2) {
		return nil
	}
	n := r.uvarint()
	if n > uint64(len(r.data)) {
		r.fail(errShort)
		return nil
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

// fixed reads a little-endian number of so many bytes.
func (r *reader) fixed(size int, wire uint64) uint64 {
	if !r.want(wire) {
		return 0
	}
	if len(r.data) < size {
		r.fail(errShort)
		return 0
	}
	var v uint64
	for i := size - 1; i >= 0; i-- {
		v = v<<8 | uint64(r.data[i])
	}
	r.data = r.data[size:]
	return v
}

// packed reads repeated uint32, packed or one by one.
func (r *reader) packed(dst []uint32) []uint32 {
	if r.wire == 0 {
		return append(dst, uint32(r.uvarint()))
	}
	inner := reader{data: r.bytes()}
	for len(inner.data) > 0 {
		dst = append(dst, uint32(inner.uvarint()))
	}
	if inner.err != nil {
		r.fail(inner.err)
	}
	return dst
}

func (r *reader) skip() {
	switch r.wire {
	case 0:
		r.uvarint()
	case 1:
		r.fixed(8, 1)
	case 2:
		r.bytes()
	case 5:
		r.fixed(4, 5)
	default:
		r.fail(fmt.Errorf("has field %d in wire type %d", r.field, r.wire))
	}
}
