package index

import (
	"encoding/binary"
	"math"
)

// appendRecord spools a record between the builder's passes.
func appendRecord(b []byte, r *Record) []byte {
	for _, s := range []string{r.ID, r.Name, r.Kind, r.Country, r.Admin1, r.Admin2, r.PCode, r.Source, r.Note} {
		b = appendString(b, s)
	}
	b = append(b, r.Class)
	b = binary.AppendVarint(b, r.Population)
	b = binary.AppendVarint(b, int64(r.Rank))
	b = le.AppendUint64(b, math.Float64bits(r.Lon))
	b = le.AppendUint64(b, math.Float64bits(r.Lat))
	b = binary.AppendUvarint(b, uint64(len(r.Names)))
	for _, n := range r.Names {
		b = append(appendString(appendString(b, n.Text), n.Lang), byte(n.Kind))
	}
	return b
}

func readRecord(b []byte) Record {
	d := decoder{b: b}
	var r Record
	for _, s := range []*string{&r.ID, &r.Name, &r.Kind, &r.Country, &r.Admin1, &r.Admin2, &r.PCode, &r.Source, &r.Note} {
		*s = d.string()
	}
	r.Class = d.byte()
	r.Population = d.varint()
	r.Rank = int(d.varint())
	r.Lon, r.Lat = math.Float64frombits(d.uint64()), math.Float64frombits(d.uint64())
	r.Names = make([]Name, 0, min(d.uvarint(), 1<<16))
	for len(r.Names) < cap(r.Names) && !d.bad {
		r.Names = append(r.Names, Name{d.string(), d.string(), NameKind(d.byte())})
	}
	return r
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// decoder reads a byte slice front to back; past the end, or after damage, it gives zeros and is bad.
type decoder struct {
	b   []byte
	bad bool
}

func (d *decoder) fail() { d.b, d.bad = nil, true }

func (d *decoder) uvarint() uint64 {
	if len(d.b) > 0 && d.b[0] < 0x80 {
		v := d.b[0]
		d.b = d.b[1:]
		return uint64(v)
	}
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		d.fail()
		return 0
	}
	d.b = d.b[n:]
	return v
}

func (d *decoder) varint() int64 {
	u := d.uvarint()
	return int64(u>>1) ^ -int64(u&1)
}

func (d *decoder) bytes(n uint64) []byte {
	if n > uint64(len(d.b)) {
		d.fail()
		return nil
	}
	v := d.b[:n]
	d.b = d.b[n:]
	return v
}

func (d *decoder) string() string { return string(d.bytes(d.uvarint())) }

func (d *decoder) byte() byte {
	if v := d.bytes(1); v != nil {
		return v[0]
	}
	return 0
}

func (d *decoder) uint64() uint64 {
	if v := d.bytes(8); v != nil {
		return le.Uint64(v)
	}
	return 0
}
