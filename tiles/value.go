package tiles

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"slices"
)

// MaxNested is the longest JSON text, in bytes, that a nested property may become; a longer one is left out of the tile
// (the feature itself still has it, one request away).
const MaxNested = 1024

// appendValue writes the Value message of a property behind dst. Numbers without a fraction become integers, nested values
// JSON text of at most [MaxNested] bytes; nil, NaN, infinities and longer nested values are left out (ok is false).
func appendValue(dst []byte, v any) (message []byte, kind string, ok bool) {
	switch v := v.(type) {
	case nil:
		return dst, "", false
	case string:
		return appendTextValue(dst, v), "String", true
	case bool:
		bit := byte(0)
		if v {
			bit = 1
		}
		return append(dst, 7<<3, bit), "Boolean", true
	case int:
		return appendInt(dst, int64(v)), "Number", true
	case int64:
		return appendInt(dst, v), "Number", true
	case float64:
		return appendFloat(dst, v)
	}
	text, err := json.Marshal(v)
	if err != nil || len(text) > MaxNested {
		return dst, "", false
	}
	return appendTextValue(dst, string(text)), "String", true
}

func appendTextValue(dst []byte, s string) []byte {
	return append(appendUvarint(append(dst, 1<<3|2), uint64(len(s))), s...)
}

// appendInt writes uint_value where it can and sint_value below zero: the shortest of the three integer forms.
func appendInt(dst []byte, v int64) []byte {
	if v >= 0 {
		return appendUvarint(append(dst, 5<<3), uint64(v))
	}
	return appendUvarint(append(dst, 6<<3), uint64(v)<<1^uint64(v>>63))
}

func appendFloat(dst []byte, v float64) ([]byte, string, bool) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return dst, "", false
	}
	if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
		return appendInt(dst, int64(v)), "Number", true
	}
	return binary.LittleEndian.AppendUint64(append(dst, 3<<3|1), math.Float64bits(v)), "Number", true
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

// table gives every distinct value a number. It is a hash table of open addressing, at most half full, over messages that
// lie one behind the other: a layer may have millions, and a Go map of strings would cost more than all the rest of packing.
type table struct {
	messages [][]byte
	slots    []uint32 // 1 + the number, 0 where free
	hashes   []uint64 // by number
	room     []byte   // what is left for further messages
}

// roomSize is how many bytes of messages are asked for at once.
const roomSize = 64 << 10

// of gives the number of a message, whose hash the caller knows, and keeps a copy of a new one.
func (t *table) of(message []byte, hash uint64) uint32 {
	if 2*len(t.messages) >= len(t.slots) {
		t.grow()
	}
	at := t.slot(hash, message)
	if n := t.slots[at]; n > 0 {
		return n - 1
	}
	if len(message) > len(t.room) {
		t.room = make([]byte, max(roomSize, len(message)))
	}
	copy(t.room, message)
	n := uint32(len(t.messages))
	t.messages = append(t.messages, t.room[:len(message):len(message)])
	t.hashes = append(t.hashes, hash)
	t.room = t.room[len(message):]
	t.slots[at] = n + 1
	return n
}

// slot is where the message stands, or would.
func (t *table) slot(hash uint64, message []byte) uint64 {
	mask := uint64(len(t.slots) - 1)
	for i := (hash ^ hash>>32) & mask; ; i = (i + 1) & mask {
		n := t.slots[i]
		if n == 0 || t.hashes[n-1] == hash && string(t.messages[n-1]) == string(message) {
			return i
		}
	}
}

func (t *table) grow() {
	t.slots = make([]uint32, max(1024, 2*len(t.slots)))
	mask := uint64(len(t.slots) - 1)
	for n, hash := range t.hashes {
		i := (hash ^ hash>>32) & mask
		for t.slots[i] > 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = uint32(n) + 1
	}
}

// sortedKeys gives the keys of a property object in order, in the room of keys.
func sortedKeys(keys []string, m map[string]any) []string {
	keys = keys[:0]
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
