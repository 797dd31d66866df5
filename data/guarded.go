package data

import (
	"context"
	"math"
	"slices"
	"time"

	"go.etcd.io/bbolt"
)

// PopulationForces is the population of claims about forces, not people.
const PopulationForces = "forces"

// Guarded gives the claims, as they stand now, that may have to be held back for what they say: those with an embargo set, over
// or not, those marked as sensitive, and those about forces that speak of a time after since.
func (s *Store) Guarded(ctx context.Context, since time.Time) ([]ClaimState, error) {
	limit := s.visible.Load()
	batch := s.guardedCandidates(limit, since.Unix())
	out := make([]ClaimState, 0, len(batch))
	err := s.view(func(tx *bbolt.Tx) error {
		r := newClaimReader(s, tx, limit)
		for _, p := range batch {
			if err := ctx.Err(); err != nil {
				return err
			}
			var c ClaimState
			if err := r.state(p, &c); err != nil {
				return err
			}
			if flagsOf(&c.Claim) != 0 || !c.EmbargoUntil.IsZero() {
				out = append(out, c)
			}
		}
		return nil
	})
	return out, err
}

// guardedCandidates gives every claim that may be guarded. One that was corrected may have become so.
func (s *Store) guardedCandidates(limit uint64, since int64) []picked {
	x := s.x
	x.mu.RLock()
	defer x.mu.RUnlock()
	list := slices.Clone(x.sensitive)
	for _, ordinal := range x.forces {
		if h := &x.heads[ordinal]; h.from >= since || h.from == math.MinInt64 && x.timeOf(h.seq).Unix() >= since {
			list = append(list, ordinal)
		}
	}
	for _, ordinal := range x.touched {
		if l := x.at(ordinal, limit); l.until != 0 || l.content != 0 {
			list = append(list, ordinal)
		}
	}
	slices.Sort(list)
	list = slices.Compact(list)
	batch := make([]picked, 0, len(list))
	for _, ordinal := range list {
		if h := &x.heads[ordinal]; h.seq <= limit {
			l := x.at(ordinal, limit)
			batch = append(batch, picked{ordinal, l, x.timeOf(h.seq), x.timeOf(l.changed)})
		}
	}
	return batch
}

// guard files a claim by its flags.
func (x *index) guard(ordinal uint32, flags byte) {
	if flags&flagForces != 0 {
		x.forces = append(x.forces, ordinal)
	}
	if flags&flagSensitive != 0 {
		x.sensitive = append(x.sensitive, ordinal)
	}
}

// below cuts a rising list of ordinals off at a number of claims.
func below(list []uint32, claims uint32) []uint32 {
	n, _ := slices.BinarySearch(list, claims)
	return list[:n]
}
