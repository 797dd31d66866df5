package data

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
)

// request is a piece of work for the writing goroutine. do must check everything before it appends: after an append, an
// error undoes the whole transaction.
type request struct {
	do   func(w *work) error
	done chan error
}

// maxGroup bounds the requests of one transaction.
const maxGroup = 1024

// write hands do to the writing goroutine and waits until what it appended is synced.
func (s *Store) write(ctx context.Context, do func(w *work) error) error {
	if s.o.ReadOnly {
		return ErrReadOnly
	}
	r := &request{do, make(chan error, 1)}
	select {
	case s.requests <- r:
	case <-s.stop:
		return ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	// From here on the write may happen, so the answer is waited for even if ctx ends: nobody is told "failed" of an
	// entry that stands in the ledger.
	select {
	case err := <-r.done:
		return err
	case <-s.stopped:
		select {
		case err := <-r.done:
			return err
		default:
			return ErrClosed
		}
	}
}

// run is the writing goroutine.
func (s *Store) run() {
	defer close(s.stopped)
	for {
		select {
		case r := <-s.requests:
			s.commit(s.collect(r))
		case <-s.stop:
			return
		}
	}
}

// collect takes every request that waits already: they share one sync.
func (s *Store) collect(r *request) []*request {
	group := []*request{r}
	for len(group) < maxGroup {
		select {
		case r := <-s.requests:
			group = append(group, r)
		default:
			return group
		}
	}
	return group
}

// commit writes a group of requests and answers each. When the transaction fails, each request is tried alone, so that one
// cannot spoil the others.
func (s *Store) commit(group []*request) {
	answers := make([]error, len(group))
	err := s.transaction(group, answers)
	if err != nil && len(group) > 1 {
		for _, r := range group {
			s.commit([]*request{r})
		}
		return
	}
	for i, r := range group {
		if err != nil {
			answers[i] = err
		}
		r.done <- answers[i]
	}
}

// transaction runs the requests in one transaction. An error means that nothing of it stands.
func (s *Store) transaction(group []*request, answers []error) error {
	start := s.visible.Load()
	w := &work{s: s, x: s.x, seq: start, lastHash: s.lastHash, lastAt: s.lastAt}
	err := shielded(s.path, func() error {
		err := s.db.Update(func(tx *bbolt.Tx) error {
			w.open(tx)
			for i, r := range group {
				before := w.seq
				answers[i] = r.do(w)
				if answers[i] != nil && w.seq != before {
					return answers[i]
				}
			}
			if w.seq == start {
				return errNothing
			}
			return nil
		})
		return err
	})
	switch {
	case errors.Is(err, errNothing):
		return nil
	case err != nil:
		s.x.cut(start)
		return explain(s.path, err)
	}
	s.lastHash, s.lastAt = w.lastHash, w.lastAt
	s.publish(w.seq)
	return nil
}

// errNothing ends a transaction that appended nothing, without a sync.
var errNothing = errors.New("nothing to write")

// explain says what a failed write means for the data.
func explain(path string, err error) error {
	if errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("write %s: %w: nothing recorded before is lost; free some space and try again", path, err)
	}
	return err
}

// draft is an entry to append: record is its body, decoded.
type draft struct {
	author, typ string
	body        []byte
	record      any
}

// newDraft decodes the body of the types that the store folds.
func newDraft(author, typ string, body []byte) (draft, error) {
	// Salvage finds the end of a body by its JSON, so there is nothing around it.
	body = bytes.TrimSpace(body)
	d := draft{author: author, typ: typ, body: body}
	switch {
	case typ == "":
		return d, fmt.Errorf("%w entry: it has no type", ErrInvalid)
	case !json.Valid(body):
		return d, fmt.Errorf("%w %s entry: its body is not JSON", ErrInvalid, typ)
	case len(body) > maxBody || len(author) > maxName || len(typ) > maxName:
		return d, fmt.Errorf("%w %s entry: it is too large", ErrInvalid, typ)
	}
	var err error
	switch typ {
	case TypeReading, TypeRereading:
		var r Reading
		if err = json.Unmarshal(body, &r); err == nil {
			d.record, err = encodeReading(r)
		}
	case TypeClaim:
		d.record, err = encodeWritten(body)
	case TypeReview:
		var r Review
		err = json.Unmarshal(body, &r)
		d.record = r
	case TypeSetting, TypeKey:
		var n Named
		err = json.Unmarshal(body, &n)
		d.record = n
	}
	if err != nil {
		return d, fmt.Errorf("%w %s entry: %w", ErrInvalid, typ, err)
	}
	return d, nil
}

// work is one write transaction: the ledger grows in it, and index and caches follow.
type work struct {
	s  *Store
	x  *index
	tx *bbolt.Tx

	ledger *bbolt.Bucket

	claims, revisions, reports, readings, events, named, standing, sketches, alike, lean cache

	seq      uint64
	lastHash []byte
	lastAt   int64
	at       time.Time
	n        uint32 // events of the entry so far
}

// The buckets. All but meta and ledger are caches.
var (
	bucketMeta      = []byte("meta")
	bucketLedger    = []byte("ledger")
	bucketClaims    = []byte("claims")    // ordinal → entry, report, claim as extracted
	bucketRevisions = []byte("revisions") // ordinal, entry → claim as corrected or read again
	bucketReports   = []byte("reports")   // ordinal → entry, report without text
	bucketReadings  = []byte("readings")  // entry → report, counts
	bucketEvents    = []byte("events")    // entry, n → event or support
	bucketNamed     = []byte("named")     // entry → type/name, value
	bucketStanding  = []byte("standing")  // ordinal → publisher, grade, group given by hand
	bucketSketches  = []byte("sketches")  // ordinal → sketch of the text
	bucketAlike     = []byte("alike")     // entry, n → two reports of one text, and the one that came
	bucketLean      = []byte("lean")      // block → what its claims say, without their sentences

	caches = [][]byte{
		bucketClaims, bucketRevisions, bucketReports, bucketReadings, bucketEvents, bucketNamed,
		bucketStanding, bucketSketches, bucketAlike, bucketLean,
	}
)

func (w *work) open(tx *bbolt.Tx) {
	w.tx = tx
	get := func(name []byte) cache {
		c := cacheIn(tx, name)
		c.b.FillPercent = 1 // keys only grow, so pages can be full
		return c
	}
	if w.ledger = tx.Bucket(bucketLedger); w.ledger != nil { // a file that is folded into has none
		w.ledger.FillPercent = 1
	}
	w.claims, w.reports, w.readings = get(bucketClaims), get(bucketReports), get(bucketReadings)
	w.events, w.named = get(bucketEvents), get(bucketNamed)
	w.standing, w.sketches, w.alike = get(bucketStanding), get(bucketSketches), get(bucketAlike)
	w.revisions, w.lean = get(bucketRevisions), get(bucketLean)
	w.revisions.b.FillPercent = bbolt.DefaultFillPercent
}

// append checks a draft, puts it into the ledger and folds it into index and caches.
func (w *work) append(d draft) (Entry, error) {
	return w.appendAt(d, w.s.o.Now().UTC().Truncate(time.Millisecond).UnixNano())
}

// appendAt appends with the time at (Unix nanoseconds), or that of the entry before where the clock was set back since.
func (w *work) appendAt(d draft, at int64) (Entry, error) {
	if err := w.check(d); err != nil {
		return Entry{}, err
	}
	at = max(at, w.lastAt)
	e := Entry{Seq: w.seq + 1, At: time.Unix(0, at).UTC(), Author: d.author, Type: d.typ, Body: d.body}
	hash := hashEntry(w.lastHash, &e)
	e.Hash = hash[:]
	if err := w.ledger.Put(key8(e.Seq), encodeEntry(w.lastHash, &e)); err != nil {
		return Entry{}, fmt.Errorf("append %s entry: %w", d.typ, err)
	}
	w.lastHash = e.Hash
	return e, w.fold(e, d.record)
}

// check refuses what cannot be folded.
func (w *work) check(d draft) error {
	switch r := d.record.(type) {
	case *encoded:
		_, there := w.x.reportIDs[r.report.ID]
		if d.typ == TypeReading && there {
			return fmt.Errorf("report %s is stored already: %w", r.report.ID, ErrConflict)
		}
		if d.typ == TypeRereading && !there {
			return fmt.Errorf("report %s: %w", r.report.ID, ErrNotFound)
		}
	case *written:
		return w.checkWritten(r)
	case Review:
		d, err := w.plan(r)
		if err != nil {
			return err
		}
		return w.checkSentences(&d)
	case Named:
		if r.Name == "" {
			return fmt.Errorf("%w setting: it has no name", ErrInvalid)
		}
	}
	return nil
}

// fold brings index and caches up to an entry. It depends on nothing but the entries before: a rebuild gives the same bytes.
func (w *work) fold(e Entry, record any) error {
	w.seq, w.lastAt, w.at, w.n = e.Seq, e.At.UnixNano(), e.At, 0
	w.x.mu.Lock()
	w.x.times = append(w.x.times, w.lastAt)
	w.x.mu.Unlock()
	switch r := record.(type) {
	case *encoded:
		if e.Type == TypeRereading {
			return w.foldRereading(r)
		}
		return w.foldReading(r)
	case *written:
		return w.foldWritten(r)
	case Review:
		return w.foldReview(r)
	case Named:
		return w.foldNamed(e.Type, r)
	}
	return nil
}

func (w *work) foldNamed(typ string, n Named) error {
	name := typ + "/" + n.Name
	v := binary.AppendUvarint(nil, uint64(len(name)))
	v = append(append(v, name...), n.Value...)
	w.x.mu.Lock()
	w.x.addNamed(w.seq, name, string(n.Value))
	w.x.mu.Unlock()
	return w.named.Put(key8(w.seq), v)
}

func (x *index) addNamed(seq uint64, name, body string) {
	x.named[name] = append(x.named[name], namedValue{seq, name, body})
	x.standings.addGrade(seq, name, body)
}

func order8(k []byte) uint64 {
	if len(k) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(k)
}
