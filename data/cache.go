package data

import (
	"encoding/binary"
	"errors"
	"hash/crc32"

	"go.etcd.io/bbolt"
)

// cache is a bucket that the ledger can make again. Each record ends in the CRC-32C of its key and value, so that a bit that
// turned over on the way to the disk or on it is noticed before anybody reads what it made.
type cache struct{ b *bbolt.Bucket }

// errSum says that a cached record was altered.
var errSum = errors.New("a record of it fails its checksum")

// sumSize is the length of the checksum in bytes.
const sumSize = 4

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func sumOf(k, v []byte) uint32 {
	return crc32.Update(crc32.Update(0, castagnoli, k), castagnoli, v)
}

// seal gives a copy of the value as it goes into the file.
func seal(k, v []byte) []byte {
	return binary.LittleEndian.AppendUint32(append(make([]byte, 0, len(v)+sumSize), v...), sumOf(k, v))
}

// unseal gives the value without its checksum; false where it does not fit.
func unseal(k, sealed []byte) ([]byte, bool) {
	n := len(sealed) - sumSize
	if n < 0 || binary.LittleEndian.Uint32(sealed[n:]) != sumOf(k, sealed[:n]) {
		return nil, false
	}
	return sealed[:n:n], true
}

func cacheIn(tx *bbolt.Tx, name []byte) cache { return cache{tx.Bucket(name)} }

// Put records a value under a key.
func (c cache) Put(k, v []byte) error { return c.b.Put(k, seal(k, v)) }

// Get gives the value of a key, nil where there is none or it was altered.
func (c cache) Get(k []byte) []byte {
	v, ok := unseal(k, c.b.Get(k))
	if !ok {
		return nil
	}
	return v
}

// ForEach calls f for every record, in order of the keys, until f fails or a record was altered.
func (c cache) ForEach(f func(k, v []byte) error) error {
	return c.b.ForEach(func(k, sealed []byte) error {
		v, ok := unseal(k, sealed)
		if !ok {
			return errSum
		}
		return f(k, v)
	})
}

// cursor walks over a cache; the value of an altered record is nil.
type cursor struct{ c *bbolt.Cursor }

func (c cache) cursor() cursor { return cursor{c.b.Cursor()} }

func opened(k, sealed []byte) ([]byte, []byte) {
	if k == nil {
		return nil, nil
	}
	v, _ := unseal(k, sealed)
	return k, v
}

func (c cursor) seek(k []byte) ([]byte, []byte) { return opened(c.c.Seek(k)) }
func (c cursor) next() ([]byte, []byte)         { return opened(c.c.Next()) }
