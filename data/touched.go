package data

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"sort"

	"go.etcd.io/bbolt"
)

// ClaimAt gives one claim as it stood after the entry seq.
func (s *Store) ClaimAt(_ context.Context, id string, seq uint64) (ClaimState, error) {
	seq = min(seq, s.visible.Load())
	s.x.mu.RLock()
	ordinal, ok := s.x.ids[id]
	if !ok || s.x.heads[ordinal].seq > seq {
		s.x.mu.RUnlock()
		return ClaimState{}, fmt.Errorf("claim %q: %w", id, ErrNotFound)
	}
	l := s.x.at(ordinal, seq)
	p := picked{ordinal, l, s.x.timeOf(s.x.heads[ordinal].seq), s.x.timeOf(l.changed)}
	s.x.mu.RUnlock()
	var out ClaimState
	err := s.view(func(tx *bbolt.Tx) error { return newClaimReader(s, tx, seq).state(p, &out) })
	return out, err
}

// Touched gives the ids of the claims that an entry added or changed, in the order of recording.
func (s *Store) Touched(_ context.Context, seq uint64) ([]string, error) {
	if seq == 0 || seq > s.visible.Load() {
		return nil, nil
	}
	var ordinals []uint32
	err := s.view(func(tx *bbolt.Tx) error {
		prefix := key8(seq)
		c := cacheIn(tx, bucketEvents).cursor()
		for k, v := c.seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, v = c.next() {
			if len(v) < 8 {
				return damaged(s.path, errSum)
			}
			ordinals = append(ordinals, binary.BigEndian.Uint32(v[4:]))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	s.x.mu.RLock()
	defer s.x.mu.RUnlock()
	first := sort.Search(len(s.x.heads), func(i int) bool { return s.x.heads[i].seq >= seq })
	for i := first; i < len(s.x.heads) && s.x.heads[i].seq == seq; i++ {
		ordinals = append(ordinals, uint32(i))
	}
	slices.Sort(ordinals)
	ordinals = slices.Compact(ordinals)
	ids := make([]string, len(ordinals))
	for i, o := range ordinals {
		ids[i] = s.x.heads[o].id
	}
	return ids, nil
}

// ReportOf gives the report that a claim was read from.
func (s *Store) ReportOf(claim string) (string, bool) {
	s.x.mu.RLock()
	defer s.x.mu.RUnlock()
	ordinal, ok := s.x.ids[claim]
	if !ok {
		return "", false
	}
	return s.x.reports[s.x.heads[ordinal].report].id, true
}

// Ordinal gives the place of a claim in the order of recording, from 0: its number in what Claims gives without a filter.
func (s *Store) Ordinal(id string) (int, bool) {
	s.x.mu.RLock()
	defer s.x.mu.RUnlock()
	ordinal, ok := s.x.ids[id]
	return int(ordinal), ok && s.x.heads[ordinal].seq <= s.visible.Load()
}
