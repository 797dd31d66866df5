package profile

import (
	"context"
	"sync"
	"time"

	"dateline/data"
)

// Ledger is what the profiles ask the store for, to keep the sentence of an embargoed claim out of other claims that rest on it.
type Ledger interface {
	Revision() uint64
	Embargoed(ctx context.Context) ([]data.ClaimState, error)
}

// secrets are the embargoed quotations by report, as of one revision of the ledger.
type secrets struct {
	ledger Ledger

	mu       sync.Mutex
	revision uint64
	known    bool
	byReport map[string][]secret
}

// secret is a piece of a report under embargo.
type secret struct {
	claim string
	data.Evidence
	until time.Time
}

// WithLedger gives the set with the embargoes of a store: what an embargoed claim quotes is blacked out in every other claim too.
func (s Set) WithLedger(l Ledger) Set {
	s.secrets = &secrets{ledger: l}
	return s
}

// of gives the pieces of a report that are under embargo at the time now. When the ledger cannot be read, ok is false and
// nothing may be shown.
func (s *secrets) of(ctx context.Context, report string) (list []secret, ok bool) {
	if s == nil {
		return nil, true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.ledger.Revision(); !s.known || r != s.revision {
		claims, err := s.ledger.Embargoed(context.WithoutCancel(ctx))
		if err != nil {
			return nil, false
		}
		s.byReport = map[string][]secret{}
		for _, c := range claims {
			for _, e := range c.Claim.Evidence {
				s.byReport[e.Report] = append(s.byReport[e.Report], secret{c.Claim.ID, e, c.EmbargoUntil})
			}
		}
		s.revision, s.known = r, true
	}
	return s.byReport[report], true
}

// hide blacks out what the evidence of a claim shares with an embargoed one.
func (s *secrets) hide(ctx context.Context, c *data.Claim, now time.Time) bool {
	for i := range c.Evidence {
		e := &c.Evidence[i]
		list, ok := s.of(ctx, e.Report)
		if !ok {
			return false
		}
		for _, x := range list {
			if now.Before(x.until) && x.claim != c.ID && x.Start < e.End && e.Start < x.End {
				e.Exact = blank(e.Exact, x.Start-e.Start, x.End-e.Start)
			}
		}
	}
	return true
}

// blank blacks out the code points from up to but not including to.
func blank(s string, from, to int) string {
	runes := []rune(s)
	for i := max(from, 0); i < min(to, len(runes)); i++ {
		if runes[i] != ' ' && runes[i] != '\n' {
			runes[i] = blackout
		}
	}
	return string(runes)
}
