package data

import (
	"context"
	"errors"
	"iter"
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// Errors of the store; wrapped with the thing they speak of.
var (
	ErrNotFound = errors.New("not found")
	ErrConflict = errors.New("changed by someone else")
	ErrNewer    = errors.New("made by a newer version of dateline")
	ErrDamaged  = errors.New("damaged")
	ErrInUse    = errors.New("in use by another process")
	// ErrInvalid is a record or decision that the ledger cannot take.
	ErrInvalid = errors.New("invalid")
	// ErrClosed is a store after Close.
	ErrClosed = errors.New("store is closed")
	// ErrReadOnly is a write to a store opened for reading.
	ErrReadOnly = errors.New("store is open for reading only")
)

// Options of Open. Now is the clock, time.Now by default.
type Options struct {
	Now      func() time.Time
	ReadOnly bool
	// NoSync leaves out fsync: for tests and benchmarks that say so.
	NoSync bool
}

// Store is the ledger and its caches in one bbolt file. It is safe for concurrent use.
//
// The ledger is the truth; the index in memory and every other bucket are made from it and can be made again (Rebuild).
// One goroutine writes: it takes all requests that wait, puts them into one transaction, syncs once, and then answers them.
// Readers see the entries up to the newest synced one and never wait for a write.
type Store struct {
	path string
	db   *bbolt.DB
	o    Options
	x    *index
	said sayings

	visible atomic.Uint64 // newest synced entry

	// Only the writing goroutine touches these.
	lastHash []byte
	lastAt   int64

	requests chan *request
	stop     chan struct{}
	stopped  chan struct{}
	once     sync.Once

	wake   sync.Mutex
	change chan struct{} // closed at the next change
}

// Entry is one line of the ledger.
type Entry struct {
	Seq    uint64    `json:"seq"`
	At     time.Time `json:"at"`
	Author string    `json:"author"`
	// Type is "reading", "review", "setting", "actor", "gazetteer", …; Body the record as JSON.
	Type string `json:"type"`
	Body []byte `json:"body"`
	Hash []byte `json:"hash"`
}

// Path is the file of the store.
func (s *Store) Path() string { return s.path }

// Revision is the sequence of the newest entry.
func (s *Store) Revision() uint64 { return s.visible.Load() }

// Close ends the store when the write that is running has been synced. Writes after it give ErrClosed.
func (s *Store) Close() error {
	s.once.Do(func() { close(s.stop) })
	<-s.stopped
	return s.db.Close()
}

// view runs f in a read transaction.
func (s *Store) view(f func(tx *bbolt.Tx) error) error {
	return shielded(s.path, func() error {
		err := s.db.View(f)
		if errors.Is(err, berrors.ErrDatabaseNotOpen) {
			return ErrClosed
		}
		return err
	})
}

// Append adds entries in one synced transaction and gives them back with Seq, At and Hash. Either all are added or none.
// Readings and reviews are checked as AddReading and Review check them.
func (s *Store) Append(ctx context.Context, entries ...Entry) ([]Entry, error) {
	drafts := make([]draft, len(entries))
	for i, e := range entries {
		d, err := newDraft(e.Author, e.Type, e.Body)
		if err != nil {
			return nil, err
		}
		drafts[i] = d
	}
	var out []Entry
	err := s.write(ctx, func(w *work) error {
		out = make([]Entry, 0, len(drafts))
		for _, d := range drafts {
			e, err := w.append(d)
			if err != nil {
				return err
			}
			out = append(out, e)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// sinceChunk bounds the entries, and sinceBytes roughly the memory, that Since holds at a time.
const (
	sinceChunk = 512
	sinceBytes = 8 << 20
)

// Since gives the entries after seq, in order, up to the newest at the time of the call.
func (s *Store) Since(ctx context.Context, seq uint64) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		limit := s.visible.Load()
		for seq < limit {
			chunk, err := s.chunk(seq, limit)
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(Entry{}, err)
				return
			}
			for _, e := range chunk {
				if !yield(e, nil) {
					return
				}
				seq = e.Seq
			}
		}
	}
}

// chunk reads the next entries after seq. No transaction stays open while a caller works on them.
func (s *Store) chunk(seq, limit uint64) ([]Entry, error) {
	var out []Entry
	bytes := 0
	err := s.view(func(tx *bbolt.Tx) error {
		c := tx.Bucket(bucketLedger).Cursor()
		for k, v := c.Seek(key8(seq + 1)); k != nil && len(out) < sinceChunk && bytes < sinceBytes; k, v = c.Next() {
			n := order8(k)
			if n > limit {
				break
			}
			e, _, err := decodeEntry(n, v)
			if err != nil {
				return damaged(s.path, err)
			}
			out = append(out, e)
			bytes += len(v)
		}
		return nil
	})
	if err == nil && len(out) == 0 {
		err = damaged(s.path, errors.New("the ledger ends too early"))
	}
	return out, err
}

// Subscribe calls for every entry after seq, those stored and those to come, until ctx ends.
func (s *Store) Subscribe(ctx context.Context, seq uint64) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for {
			changed := s.Changed()
			for e, err := range s.Since(ctx, seq) {
				if ctx.Err() != nil || !yield(e, err) || err != nil {
					return
				}
				seq = e.Seq
			}
			select {
			case <-changed:
			case <-s.stop:
				return
			case <-ctx.Done():
				return
			}
		}
	}
}

// Changed gives a channel that is closed when the next entry has been synced.
func (s *Store) Changed() <-chan struct{} {
	s.wake.Lock()
	defer s.wake.Unlock()
	return s.change
}

func (s *Store) publish(seq uint64) {
	s.visible.Store(seq)
	s.wake.Lock()
	defer s.wake.Unlock()
	close(s.change)
	s.change = make(chan struct{})
}
