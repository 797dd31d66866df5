package tiles

import (
	"encoding/json"
	"math"
	"slices"
)

// MaxNested is the longest JSON text, in bytes, that a nested property may become; a longer one is left out of the tile
// (the feature itself still has it, one request away).
const MaxNested = 1024

// encodeValue gives the Value message of a property. Numbers without a fraction become integers, nested values JSON
// text of at most [MaxNested] bytes; nil, NaN, infinities and longer nested values are left out (ok is false).
func encodeValue(v any) (message []byte, kind string, ok bool) {
	switch v := v.(type) {
	case nil:
		return nil, "", false
	case string:
		return textValue(v), "String", true
	case bool:
		bit := byte(0)
		if v {
			bit = 1
		}
		return []byte{7 << 3, bit}, "Boolean", true
	case int:
		return intValue(int64(v)), "Number", true
	case int64:
		return intValue(v), "Number", true
	case float64:
		return floatValue(v)
	}
	text, err := json.Marshal(v)
	if err != nil || len(text) > MaxNested {
		return nil, "", false
	}
	return textValue(string(text)), "String", true
}

func textValue(s string) []byte {
	m := appendUvarint([]byte{1<<3 | 2}, uint64(len(s)))
	return append(m, s...)
}

// intValue writes uint_value where it can and sint_value below zero: the shortest of the three integer forms.
func intValue(v int64) []byte {
	if v >= 0 {
		return appendUvarint([]byte{5 << 3}, uint64(v))
	}
	return appendUvarint([]byte{6 << 3}, uint64(v)<<1^uint64(v>>63))
}

func floatValue(v float64) ([]byte, string, bool) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil, "", false
	}
	if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
		return intValue(int64(v)), "Number", true
	}
	bits := math.Float64bits(v)
	m := []byte{3<<3 | 1}
	for i := 0; i < 64; i += 8 {
		m = append(m, byte(bits>>i))
	}
	return m, "Number", true
}

func appendUvarint(dst []byte, v uint64) []byte {
	for v >= 0x80 {
		dst = append(dst, byte(v)|0x80)
		v >>= 7
	}
	return append(dst, byte(v))
}

func uvarintLen(v uint64) int {
	n := 1
	for ; v >= 0x80; v >>= 7 {
		n++
	}
	return n
}

func zigzag(v int32) uint64 { return uint64(uint32(v<<1) ^ uint32(v>>31)) }

// table gives every distinct value a number.
type table struct {
	messages [][]byte
	number   map[string]uint32
}

func (t *table) of(message []byte) uint32 {
	if n, ok := t.number[string(message)]; ok {
		return n
	}
	n := uint32(len(t.messages))
	t.messages = append(t.messages, message)
	t.number[string(message)] = n
	return n
}

// sortedKeys gives the keys of a property object in order.
func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// numericID gives a feature's number: 53 bits, which JavaScript holds exactly, of a hash of its text id.
func numericID(id string, taken map[uint64]string) uint64 {
	for salt := 0; ; salt++ {
		h := mix(hashText(offset64, id), uint64(salt)) & (1<<53 - 1)
		if other, used := taken[h]; !used || other == id {
			taken[h] = id
			return h
		}
	}
}
