package data

import (
	"bytes"
	"context"
	"fmt"
	"os"

	"go.etcd.io/bbolt"
)

// checkCaches folds the ledger again into a file beside this one and compares every cache with it, byte for byte.
func (s *Store) checkCaches(ctx context.Context, tx *bbolt.Tx, fault func(string, ...any)) error {
	f, err := os.CreateTemp("", "dateline-check-*.db")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	f.Close()
	db, err := bbolt.Open(f.Name(), 0o600, &bbolt.Options{NoSync: true, NoFreelistSync: true})
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.Update(createCaches); err != nil {
		return err
	}
	_, err = s.refold(ctx, db, func(seq uint64) ([]link, error) { return linksIn(tx, seq) })
	if err != nil {
		fault("fold: %v", err)
		return nil
	}
	return db.View(func(fresh *bbolt.Tx) error {
		for _, name := range caches {
			if err := sameBucket(tx.Bucket(name), fresh.Bucket(name)); err != nil {
				fault("cache %s: %v; `dateline check --rebuild` makes it again", name, err)
			}
		}
		return ctx.Err()
	})
}

func sameBucket(a, b *bbolt.Bucket) error {
	ca, cb := a.Cursor(), b.Cursor()
	ka, va := ca.First()
	kb, vb := cb.First()
	for ka != nil || kb != nil {
		if !bytes.Equal(ka, kb) {
			return fmt.Errorf("it holds %x where the ledger gives %x", ka, kb)
		}
		if !bytes.Equal(va, vb) {
			return fmt.Errorf("record %x differs from the ledger", ka)
		}
		ka, va = ca.Next()
		kb, vb = cb.Next()
	}
	return nil
}
