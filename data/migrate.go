package data

import (
	"encoding/binary"
	"errors"
	"fmt"

	"go.etcd.io/bbolt"
)

// migrate brings an older file to this schema: a copy beside it first, then the caches are made again from the ledger.
func (s *Store) migrate(from uint64) error {
	if err := s.copyTo(fmt.Sprintf("%s.schema-%d.bak", s.path, from)); err != nil {
		return fmt.Errorf("back up %s before migrating it: %w", s.path, err)
	}
	return s.rebuild()
}

// rebuild drops every cache and folds the ledger again, in one transaction.
func (s *Store) rebuild() error {
	x := newIndex()
	w := &work{s: s, x: x, lastHash: make([]byte, 32)}
	err := shielded(s.path, func() error {
		return s.db.Update(func(tx *bbolt.Tx) error {
			for _, name := range caches {
				if err := tx.DeleteBucket(name); err != nil && !errors.Is(err, bbolt.ErrBucketNotFound) {
					return err
				}
			}
			if err := createCaches(tx); err != nil {
				return err
			}
			w.open(tx)
			if err := w.replay(); err != nil {
				return err
			}
			return tx.Bucket(bucketMeta).Put(keySchema, binary.BigEndian.AppendUint64(nil, schema))
		})
	})
	if err != nil {
		return explain(s.path, err)
	}
	s.x, s.lastHash, s.lastAt = x, w.lastHash, w.lastAt
	s.visible.Store(w.seq)
	return nil
}

// replay folds every entry of the ledger, checking the chain on the way.
func (w *work) replay() error {
	c := w.ledger.Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		e, err := w.verify(k, v)
		if err != nil {
			return err
		}
		d, err := newDraft(e.Author, e.Type, e.Body)
		if err != nil {
			return damaged(w.s.path, fmt.Errorf("entry %d: %w", e.Seq, err))
		}
		if err := w.fold(e, d.record); err != nil {
			return err
		}
		w.lastHash = e.Hash
	}
	return nil
}

// verify decodes the next entry and compares it with the chain so far.
func (w *work) verify(k, v []byte) (Entry, error) {
	e, before, err := decodeEntry(order8(k), v)
	if err == nil {
		err = verifyEntry(e, before, w.seq, w.lastHash, w.lastAt)
	}
	if err != nil {
		return Entry{}, damaged(w.s.path, err)
	}
	return e, nil
}
