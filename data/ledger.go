package data

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"time"
)

// Entry types of the ledger. A type that this version does not know is kept and skipped.
const (
	TypeReading   = "reading"   // Reading: a report with its mentions and claims
	TypeRereading = "rereading" // Reading: a stored report, read again
	TypeReview    = "review"    // Review
	TypeSetting   = "setting"   // Named
	TypeKey       = "key"       // Named: an access key, hashed
	TypeAudit     = "audit"     // anything worth keeping that changes no claim
)

// Named is the body of a setting: the newest value of a name counts.
type Named struct {
	Name  string `json:"name"`
	Value []byte `json:"value"`
}

// An entry in the file: magic, recorded time, hash of the entry before, own hash, author, type, body. The key is the
// sequence, big-endian. With the hash before it in the entry, each entry can be verified alone, which salvage rests on.
var entryMagic = []byte("DLE1")

const entryFixed = 4 + 8 + sha256.Size + sha256.Size

// hashEntry chains an entry to the one before it.
func hashEntry(before []byte, e *Entry) [sha256.Size]byte {
	h := sha256.New()
	var b [8]byte
	h.Write(before)
	binary.BigEndian.PutUint64(b[:], e.Seq)
	h.Write(b[:])
	binary.BigEndian.PutUint64(b[:], uint64(e.At.UnixNano()))
	h.Write(b[:])
	for _, s := range []string{e.Author, e.Type} {
		binary.BigEndian.PutUint64(b[:], uint64(len(s)))
		h.Write(b[:])
		h.Write([]byte(s))
	}
	h.Write(e.Body)
	return [sha256.Size]byte(h.Sum(nil))
}

func encodeEntry(before []byte, e *Entry) []byte {
	b := make([]byte, 0, entryFixed+len(e.Author)+len(e.Type)+len(e.Body)+6)
	b = append(b, entryMagic...)
	b = binary.BigEndian.AppendUint64(b, uint64(e.At.UnixNano()))
	b = append(b, before...)
	b = append(b, e.Hash...)
	b = binary.AppendUvarint(b, uint64(len(e.Author)))
	b = append(b, e.Author...)
	b = binary.AppendUvarint(b, uint64(len(e.Type)))
	b = append(b, e.Type...)
	return append(b, e.Body...)
}

var errEntry = errors.New("broken ledger entry")

// decodeEntry reads an entry and the hash of the one before it; nothing of it points into value.
func decodeEntry(seq uint64, value []byte) (e Entry, before []byte, err error) {
	if len(value) < entryFixed || !bytes.HasPrefix(value, entryMagic) {
		return Entry{}, nil, fmt.Errorf("%w %d", errEntry, seq)
	}
	v := bytes.Clone(value)
	e.Seq = seq
	e.At = time.Unix(0, int64(binary.BigEndian.Uint64(v[4:]))).UTC()
	before, e.Hash = v[12:12+sha256.Size], v[12+sha256.Size:entryFixed]
	author, rest, ok := cutString(v[entryFixed:])
	typ, body, ok2 := cutString(rest)
	if !ok || !ok2 {
		return Entry{}, nil, fmt.Errorf("%w %d", errEntry, seq)
	}
	e.Author, e.Type, e.Body = author, typ, body
	return e, before, nil
}

func cutString(b []byte) (string, []byte, bool) {
	n, k := binary.Uvarint(b)
	if k <= 0 || n > uint64(len(b)-k) {
		return "", nil, false
	}
	return string(b[k : k+int(n)]), b[k+int(n):], true
}

// entryTime reads the recorded time alone.
func entryTime(value []byte) (int64, bool) {
	if len(value) < entryFixed || !bytes.HasPrefix(value, entryMagic) {
		return 0, false
	}
	return int64(binary.BigEndian.Uint64(value[4:])), true
}

func key4(v uint32) []byte { return binary.BigEndian.AppendUint32(nil, v) }
func key8(v uint64) []byte { return binary.BigEndian.AppendUint64(nil, v) }

// key12 is two numbers in one key: claim and revision, or entry and event.
func key12(a uint32, b uint64) []byte {
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint32(make([]byte, 0, 12), a), b)
}
