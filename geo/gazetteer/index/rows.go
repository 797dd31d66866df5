package index

import (
	"sort"
	"strconv"
	"strings"
	"unsafe"
)

// rowSize is the size of a place's row: id number (8), longitude and latitude in 1e-7 degrees (4, 4), offset of the own
// name (4), population (4), kind (2), country (2), admin-1 (2), source (1), id prefix and flags (1), admin-2 (4).
const rowSize = 36

// The flags of a row, in the two low bits of its byte 31.
const (
	rowTextID = 1 << iota // the id is a text, its number only a hash
	rowPCode              // the place has a p-code
)

// An entry of the sparse section: place (4), what it is (4), offset of the text (4).
const (
	sparseSize  = 12
	sparseID    = 0
	sparsePCode = 1
	sparseNote  = 2
)

// Len is the number of places.
func (r *Reader) Len() int { return r.places }

func (r *Reader) row(i int) []byte {
	if i < 0 || i >= r.places {
		return nil
	}
	return r.rows[i*rowSize : (i+1)*rowSize]
}

// ID gives the id of a place.
func (r *Reader) ID(i int) string {
	row := r.row(i)
	if row == nil {
		return ""
	}
	prefix := r.table(tabPrefixes, int(row[31]>>2))
	if row[31]&rowTextID != 0 {
		return prefix + ":" + r.sparseText(i, sparseID)
	}
	var buf [48]byte
	b := append(append(buf[:0], prefix...), ':')
	return string(strconv.AppendUint(b, le.Uint64(row), 10))
}

// PCode gives the p-code of a place, if it has one.
func (r *Reader) PCode(i int) string {
	if row := r.row(i); row != nil && row[31]&rowPCode != 0 {
		return r.sparseText(i, sparsePCode)
	}
	return ""
}

// Note gives what is to be known about a place, mostly nothing.
func (r *Reader) Note(i int) string { return r.sparseText(i, sparseNote) }

func (r *Reader) sparseText(i int, what uint32) string {
	n := len(r.sparse) / sparseSize
	at := func(j int) []byte { return r.sparse[j*sparseSize:] }
	j := sort.Search(n, func(j int) bool {
		idx := le.Uint32(at(j))
		return idx > uint32(i) || idx == uint32(i) && le.Uint32(at(j)[4:]) >= what
	})
	if j == n || le.Uint32(at(j)) != uint32(i) || le.Uint32(at(j)[4:]) != what {
		return ""
	}
	return r.textAt(le.Uint32(at(j)[8:]))
}

// textAt gives the text at an offset without copying it: it lives as long as the file is mapped.
func (r *Reader) textAt(offset uint32) string {
	if uint64(offset) >= uint64(len(r.text)) {
		return ""
	}
	d := decoder{b: r.text[offset:]}
	b := d.bytes(d.uvarint())
	if r.copies {
		return string(b)
	}
	return unsafe.String(unsafe.SliceData(b), len(b))
}

func (r *Reader) table(table, i int) string {
	if l := r.lists[table]; i < len(l) {
		return l[i]
	}
	return ""
}

// Name gives the own name of a place.
func (r *Reader) Name(i int) string {
	if row := r.row(i); row != nil {
		return r.textAt(le.Uint32(row[16:]))
	}
	return ""
}

// Fixed gives longitude and latitude of a place in 1e-7 degrees.
func (r *Reader) Fixed(i int) (lon, lat int32) {
	if row := r.row(i); row != nil {
		return int32(le.Uint32(row[8:])), int32(le.Uint32(row[12:]))
	}
	return 0, 0
}

// Population gives the number of inhabitants, 0 for unknown.
func (r *Reader) Population(i int) int64 {
	if row := r.row(i); row != nil {
		return int64(le.Uint32(row[20:]))
	}
	return 0
}

// Kind gives feature class and code of a place.
func (r *Reader) Kind(i int) (class byte, kind string) {
	if row := r.row(i); row != nil {
		if s := r.table(tabKinds, int(le.Uint16(row[24:]))); s != "" {
			return s[0], s[1:]
		}
	}
	return 0, ""
}

// Country gives the ISO alpha-2 code of a place, or nothing.
func (r *Reader) Country(i int) string {
	row := r.row(i)
	if row == nil || row[26] == 0 {
		return ""
	}
	return countryCode(row[26], row[27])
}

var countryCodes = func() (t [26 * 26]string) {
	for i := range t {
		t[i] = string([]byte{'A' + byte(i/26), 'A' + byte(i%26)})
	}
	return t
}()

func countryCode(a, b byte) string {
	if a < 'A' || a > 'Z' || b < 'A' || b > 'Z' {
		return ""
	}
	return countryCodes[int(a-'A')*26+int(b-'A')]
}

// Admin gives the admin-1 and admin-2 codes of a place.
func (r *Reader) Admin(i int) (admin1, admin2 string) {
	if row := r.row(i); row != nil {
		return r.table(tabAdmin1, int(le.Uint16(row[28:]))), r.table(tabAdmin2, int(le.Uint32(row[32:])))
	}
	return "", ""
}

// Source gives where the point of a place comes from.
func (r *Reader) Source(i int) string {
	if row := r.row(i); row != nil {
		return r.table(tabSources, int(row[30]))
	}
	return ""
}

// Prominence gives the prominence of a place, without the extra rank of its record.
func (r *Reader) Prominence(i int) int {
	class, kind := r.Kind(i)
	return Prominence(class, kind, r.Population(i))
}

// ByID finds the place of an id.
func (r *Reader) ByID(id string) (int, bool) {
	prefix, local, ok := strings.Cut(id, ":")
	if !ok || local == "" {
		return 0, false
	}
	p, ok := r.prefixes[prefix]
	if !ok {
		return 0, false
	}
	number, numeric := idNumber(local)
	tag := byte(p) << 2
	if !numeric {
		tag |= rowTextID
	}
	n := len(r.ids) / 4
	at := func(j int) int { return int(le.Uint32(r.ids[4*j:])) }
	j := sort.Search(n, func(j int) bool {
		row := r.row(at(j))
		if row == nil {
			return true
		}
		if t := row[31] &^ rowPCode; t != tag {
			return t > tag
		}
		return le.Uint64(row) >= number
	})
	for ; j < n; j++ {
		row := r.row(at(j))
		if row == nil || row[31]&^rowPCode != tag || le.Uint64(row) != number {
			break
		}
		if numeric || r.sparseText(at(j), sparseID) == local {
			return at(j), true
		}
	}
	return 0, false
}
