package data

import "time"

// Past tells how the claims stood at known from how they stand after the entry base: the last entry recorded by then, how many
// claims there were, and the numbers of those whose state was another one. most bounds that list; not ok where it is longer.
func (s *Store) Past(known time.Time, base uint64, most int) (limit uint64, n int, differ []int, ok bool) {
	limit = s.x.limit(known, s.visible.Load())
	s.x.mu.RLock()
	defer s.x.mu.RUnlock()
	n = int(s.x.claimsUpTo(limit))
	for _, ordinal := range s.x.touched {
		if int(ordinal) >= n {
			continue
		}
		then, now := s.x.at(ordinal, limit), s.x.at(ordinal, base)
		if then.changed == now.changed && then.version == now.version {
			continue
		}
		if len(differ) == most {
			return limit, n, nil, false
		}
		differ = append(differ, int(ordinal))
	}
	return limit, n, differ, true
}
