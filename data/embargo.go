package data

import (
	"context"

	"go.etcd.io/bbolt"
)

// Embargoed gives the claims that have an embargo set, over or not, as they stand now.
func (s *Store) Embargoed(ctx context.Context) ([]ClaimState, error) {
	limit := s.visible.Load()
	var batch []picked
	s.x.mu.RLock()
	for _, ordinal := range s.x.touched {
		if l := s.x.at(ordinal, limit); l.until != 0 {
			batch = append(batch, picked{ordinal, l, s.x.timeOf(s.x.heads[ordinal].seq), s.x.timeOf(l.changed)})
		}
	}
	s.x.mu.RUnlock()
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
			out = append(out, c)
		}
		return nil
	})
	return out, err
}
