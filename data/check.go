package data

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
)

// verifyEntry compares an entry with the one before it: sequence, time, and both hashes.
func verifyEntry(e Entry, before []byte, seq uint64, lastHash []byte, lastAt int64) error {
	switch {
	case e.Seq != seq+1:
		return fmt.Errorf("entry %d follows entry %d: entries are missing", e.Seq, seq)
	case e.At.UnixNano() < lastAt:
		return fmt.Errorf("entry %d was recorded before the one before it", e.Seq)
	case !bytes.Equal(before, lastHash):
		return fmt.Errorf("entry %d does not follow the entry before it: the chain of hashes is broken", e.Seq)
	}
	if sum := hashEntry(before, &e); !bytes.Equal(sum[:], e.Hash) {
		return fmt.Errorf("entry %d was altered: its hash does not fit its content", e.Seq)
	}
	return nil
}

// CheckResult is what Check found.
type CheckResult struct {
	Entries, Reports, Claims, Reviews int
	// Head is the hash of the last entry: whoever keeps it elsewhere can prove later that nothing before it was altered.
	Head []byte
	// Faults are the findings, empty for a sound file.
	Faults []string
}

// maxFaults bounds the list of findings.
const maxFaults = 100

// Check reads the whole file: bbolt's own consistency, the hash chain, and every cache against a fresh fold of the ledger.
func (s *Store) Check(ctx context.Context) (CheckResult, error) {
	var r CheckResult
	fault := func(format string, args ...any) {
		if len(r.Faults) < maxFaults {
			r.Faults = append(r.Faults, fmt.Sprintf(format, args...))
		}
	}
	err := s.view(func(tx *bbolt.Tx) error {
		for err := range tx.Check() {
			fault("file: %v", err)
		}
		if err := s.checkChain(ctx, tx, &r, fault); err != nil || len(r.Faults) > 0 {
			return err
		}
		return s.checkCaches(ctx, tx, fault)
	})
	r.Reports, r.Claims = s.Count(time.Time{})
	return r, err
}

func (s *Store) checkChain(ctx context.Context, tx *bbolt.Tx, r *CheckResult, fault func(string, ...any)) error {
	last, at := make([]byte, 32), int64(0)
	c := tx.Bucket(bucketLedger).Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		e, before, err := decodeEntry(order8(k), v)
		if err == nil {
			err = verifyEntry(e, before, uint64(r.Entries), last, at)
		}
		if err != nil {
			fault("ledger: %v", err)
		}
		if errors.Is(err, errEntry) {
			return nil
		}
		if e.Type == TypeReview {
			r.Reviews++
		}
		r.Entries++
		last, at = e.Hash, e.At.UnixNano()
	}
	r.Head = bytes.Clone(last)
	return nil
}
