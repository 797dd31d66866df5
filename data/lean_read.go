package data

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"time"

	"go.etcd.io/bbolt"
	"golang.org/x/sync/errgroup"
)

// Lean is a claim without its sentences and without how it was read: what shapes a map of many claims.
type Lean struct {
	// Claim is what it says; claims that say the same share it. It has no id, no valid time (but its precision), no evidence,
	// no check, no rule and no reader.
	Claim *Claim
	ID    string
	// Start and End are the valid time, nil where it is not said.
	Start, End *time.Time
	// Report is the one that it rests on first, empty where it has no evidence.
	Report       string
	Version      int
	State        string
	KnownAt      time.Time
	EmbargoUntil time.Time
}

// Leans calls f for every claim recorded up to known (zero: now), in runs of rising numbers: first is the number of the first
// one. Runs come from several goroutines at once and in no order; f must not keep the slice. It gives the entry that the
// claims stand at, for Whole, and how many there are; size is called with that number first.
func (s *Store) Leans(ctx context.Context, known time.Time, size func(n int), f func(first int, run []Lean)) (limit uint64, err error) {
	limit = s.x.limit(known, s.visible.Load())
	s.x.mu.RLock()
	n := s.x.claimsUpTo(limit)
	s.x.mu.RUnlock()
	size(int(n))
	var g errgroup.Group
	g.SetLimit(runtime.NumCPU())
	for first := uint32(0); first < n; first += leanBlock {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			run, err := s.leans(first, min(n, first+leanBlock), limit)
			if err != nil {
				return err
			}
			f(int(first), run)
			return nil
		})
	}
	return limit, g.Wait()
}

// leans reads the claims from first up to end, all of one block.
func (s *Store) leans(first, end uint32, limit uint64) (run []Lean, err error) {
	run = make([]Lean, end-first)
	err = s.view(func(tx *bbolt.Tx) error {
		v, err := leanRecord(tx, first/leanBlock)
		if err != nil {
			return s.cacheFault(bucketLean, err)
		}
		if v == nil {
			return s.leanClaims(tx, run, first, limit)
		}
		if err := s.leanRows(v, run, first); err != nil {
			return s.cacheFault(bucketLean, err)
		}
		return s.leanStates(tx, run, first, limit)
	})
	return run, err
}

func (s *Store) cacheFault(name []byte, err error) error {
	return fmt.Errorf("%s is %w: cache %s: %w (%w)", s.path, ErrDamaged, name, errCache, err)
}

// leanRows reads a run of claims, as extracted, out of the record of their block.
func (s *Store) leanRows(v []byte, run []Lean, first uint32) error {
	l, err := newLeanReader(v)
	if err != nil {
		return err
	}
	shared := make([]*Claim, len(l.sayings))
	times := make([]time.Time, 0, 2*len(run)) // one piece of memory instead of two a claim
	pointer := func(t instant) *time.Time {
		if !t.said {
			return nil
		}
		times = append(times, t.time())
		return &times[len(times)-1]
	}
	for i := 0; i < len(run) && l.next(); i++ {
		r := &l.row
		c := shared[r.saying]
		if c == nil {
			if c, err = s.said.get([]byte(l.sayings[r.saying])); err != nil {
				return err
			}
			shared[r.saying] = c
		}
		run[i].Claim, run[i].Start, run[i].End = c, pointer(r.start), pointer(r.end)
		if r.evidence >= otherReports {
			run[i].Report = strings.Clone(l.others[r.evidence-otherReports])
		} else if r.evidence == noEvidence {
			run[i].Report = "-"
		}
	}
	s.x.mu.RLock()
	defer s.x.mu.RUnlock()
	for i := range run {
		h := &s.x.heads[first+uint32(i)]
		run[i].ID = h.id
		switch run[i].Report {
		case "":
			run[i].Report = s.x.reports[h.report].id
		case "-":
			run[i].Report = ""
		}
	}
	return l.d.err
}

// leanStates puts reviews over claims as extracted; a claim that was corrected is read itself.
func (s *Store) leanStates(tx *bbolt.Tx, run []Lean, first uint32, limit uint64) error {
	var corrected []picked
	s.x.mu.RLock()
	for i := range run {
		ordinal := first + uint32(i)
		h := &s.x.heads[ordinal]
		run[i].KnownAt, run[i].Version, run[i].State = s.x.timeOf(h.seq), 1, Pending
		if !h.touched {
			continue
		}
		l := s.x.at(ordinal, limit)
		run[i].Version, run[i].State = l.version, stateNames[l.state]
		if l.until != 0 {
			run[i].EmbargoUntil = time.Unix(l.until, 0).UTC()
		}
		// Claims merged into it add sentences alone, which tells only where it has none of its own.
		if l.content != 0 || len(l.supports) > 0 && run[i].Report == "" {
			corrected = append(corrected, picked{ordinal, l, run[i].KnownAt, time.Time{}})
		}
	}
	s.x.mu.RUnlock()
	return s.leanPicked(tx, run, first, limit, corrected)
}

// leanClaims reads claims that are in no block yet.
func (s *Store) leanClaims(tx *bbolt.Tx, run []Lean, first uint32, limit uint64) error {
	all := make([]picked, len(run))
	s.x.mu.RLock()
	for i := range all {
		ordinal := first + uint32(i)
		all[i] = picked{ordinal, s.x.at(ordinal, limit), s.x.timeOf(s.x.heads[ordinal].seq), time.Time{}}
	}
	s.x.mu.RUnlock()
	return s.leanPicked(tx, run, first, limit, all)
}

func (s *Store) leanPicked(tx *bbolt.Tx, run []Lean, first uint32, limit uint64, list []picked) error {
	r := newClaimReader(s, tx, limit)
	r.memory = newSlab(slabClaims)
	var st ClaimState
	for _, p := range list {
		if err := r.state(p, &st); err != nil {
			return err
		}
		l, err := s.LeanOf(&st)
		if err != nil {
			return err
		}
		run[p.ordinal-first] = l
	}
	return nil
}

// LeanOf gives the lean form of a claim.
func (s *Store) LeanOf(st *ClaimState) (Lean, error) {
	c, err := s.said.get(encodeSaying(make([]byte, 0, 256), &st.Claim))
	if err != nil {
		return Lean{}, err
	}
	l := Lean{
		Claim: c, ID: s.ownID(st.Claim.ID), Start: copied(st.Claim.Valid.Start), End: copied(st.Claim.Valid.End), Report: strings.Clone(firstReport(&st.Claim)),
		Version: st.Version, State: st.State, KnownAt: st.KnownAt, EmbargoUntil: st.EmbargoUntil,
	}
	return l, nil
}

// ownID gives the index's copy of an id.
func (s *Store) ownID(id string) string {
	s.x.mu.RLock()
	defer s.x.mu.RUnlock()
	if ordinal, ok := s.x.ids[id]; ok {
		return s.x.heads[ordinal].id
	}
	return strings.Clone(id)
}

func copied(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	c := *t
	return &c
}

// Whole gives claims by their numbers as they stood after the entry limit, with their sentences.
func (s *Store) Whole(limit uint64, numbers []int) ([]ClaimState, error) {
	batch := make([]picked, len(numbers))
	s.x.mu.RLock()
	for i, n := range numbers {
		if n < 0 || n >= len(s.x.heads) {
			s.x.mu.RUnlock()
			return nil, fmt.Errorf("claim number %d: %w", n, ErrNotFound)
		}
		l := s.x.at(uint32(n), limit)
		batch[i] = picked{uint32(n), l, s.x.timeOf(s.x.heads[n].seq), s.x.timeOf(l.changed)}
	}
	s.x.mu.RUnlock()
	q := query{s: s, limit: limit}
	q.from, q.to = span(Interval{})
	return q.read(batch)
}
