package data

import (
	"context"
	"errors"
	"fmt"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// migrate brings an older file to this schema: a copy beside it first, then the caches are made again from the ledger.
func (s *Store) migrate(from uint64) error {
	if err := s.copyTo(fmt.Sprintf("%s.schema-%d.bak", s.path, from)); err != nil {
		return fmt.Errorf("back up %s before migrating it: %w", s.path, err)
	}
	return s.rebuild(context.Background())
}

// Rebuild makes every cache of the file again from the ledger, whose chain it checks on the way. The file must not be open.
func Rebuild(ctx context.Context, path string, o Options) error {
	if err := probeLock(path, false, lockTimeout); err != nil {
		return fmt.Errorf("rebuild: %w", err)
	}
	if err := guard(path); err != nil {
		return fmt.Errorf("rebuild: %w", err)
	}
	db, err := openBolt(path, o)
	if err != nil {
		return fmt.Errorf("rebuild: %w", err)
	}
	defer db.Close()
	s := &Store{path: path, db: db, o: o}
	if version, err := s.readSchema(); err != nil && version == 0 || version > schema {
		return fmt.Errorf("rebuild: %w", first2(err, ErrNewer))
	}
	if err := s.rebuild(ctx); err != nil {
		return fmt.Errorf("rebuild: %w", err)
	}
	return nil
}

func first2(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// rebuild drops the caches and folds the ledger again. Until it is done the schema is 0, so that a rebuild that was cut short is
// done again when the file is opened next.
func (s *Store) rebuild(ctx context.Context) error {
	err := shielded(s.path, func() error {
		return s.db.Update(func(tx *bbolt.Tx) error {
			for _, name := range caches {
				if err := tx.DeleteBucket(name); err != nil && !errors.Is(err, berrors.ErrBucketNotFound) {
					return err
				}
			}
			if err := createCaches(tx); err != nil {
				return err
			}
			return tx.Bucket(bucketMeta).Put(keySchema, key8(0))
		})
	})
	if err != nil {
		return explain(s.path, err)
	}
	w, err := s.refold(ctx, s.db, s.links)
	if err != nil {
		return explain(s.path, err)
	}
	err = s.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(bucketMeta).Put(keySchema, key8(schema)) })
	if err != nil {
		return explain(s.path, err)
	}
	s.x, s.lastHash, s.lastAt = w.x, w.lastHash, w.lastAt
	s.visible.Store(w.seq)
	return nil
}

// link is an entry with the hash of the one before it.
type link struct {
	Entry
	before []byte
}

// links reads the entries after seq, a chunk at a time, in a transaction of its own.
func (s *Store) links(seq uint64) (out []link, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		out, err = linksIn(tx, seq)
		return err
	})
	return out, err
}

func linksIn(tx *bbolt.Tx, seq uint64) ([]link, error) {
	var out []link
	bytes := 0
	c := tx.Bucket(bucketLedger).Cursor()
	for k, v := c.Seek(key8(seq + 1)); k != nil && len(out) < sinceChunk && bytes < sinceBytes; k, v = c.Next() {
		e, before, err := decodeEntry(order8(k), v)
		if err != nil {
			return nil, err
		}
		out = append(out, link{e, before})
		bytes += len(v)
	}
	return out, nil
}

// refold folds the ledger that source reads into the caches of target, a transaction a chunk, checking the chain.
func (s *Store) refold(ctx context.Context, target *bbolt.DB, source func(seq uint64) ([]link, error)) (*work, error) {
	w := &work{s: s, x: newIndex(), lastHash: make([]byte, 32)}
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		chunk, err := source(w.seq)
		if errors.Is(err, errEntry) {
			err = damaged(s.path, err)
		}
		if err != nil {
			return nil, err
		}
		if len(chunk) == 0 {
			return w, nil
		}
		err = shielded(s.path, func() error {
			return target.Update(func(tx *bbolt.Tx) error {
				w.open(tx)
				return w.replay(chunk)
			})
		})
		if err != nil {
			return nil, err
		}
	}
}

func (w *work) replay(chunk []link) error {
	for _, l := range chunk {
		if err := verifyEntry(l.Entry, l.before, w.seq, w.lastHash, w.lastAt); err != nil {
			return damaged(w.s.path, err)
		}
		d, err := newDraft(l.Author, l.Type, l.Body)
		if err != nil {
			return damaged(w.s.path, fmt.Errorf("entry %d: %w", l.Seq, err))
		}
		if err := w.fold(l.Entry, d.record); err != nil {
			return err
		}
		w.lastHash = l.Hash
	}
	return nil
}
