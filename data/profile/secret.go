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
	until    map[string]time.Time // by claim
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

// refresh follows the ledger; false when it cannot be read, and then nothing may be shown. The caller holds the lock.
func (s *secrets) refresh(ctx context.Context) bool {
	r := s.ledger.Revision()
	if s.known && r == s.revision {
		return true
	}
	claims, err := s.ledger.Embargoed(context.WithoutCancel(ctx))
	if err != nil {
		return false
	}
	s.byReport, s.until = map[string][]secret{}, map[string]time.Time{}
	for _, c := range claims {
		s.until[c.Claim.ID] = c.EmbargoUntil
		for _, e := range c.Claim.Evidence {
			s.byReport[e.Report] = append(s.byReport[e.Report], secret{c.Claim.ID, e, c.EmbargoUntil})
		}
	}
	s.revision, s.known = r, true
	return true
}

// open says whether a claim may be shown as far as embargoes go that are in force now: a state of the past, from before the
// embargo, must not show what the embargo hides.
func (s *secrets) open(ctx context.Context, claim string, now time.Time) bool {
	if s == nil {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.refresh(ctx) && !now.Before(s.until[claim])
}

// of gives the pieces of a report that have an embargo.
func (s *secrets) of(ctx context.Context, report string) (list []secret, ok bool) {
	if s == nil {
		return nil, true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ok = s.refresh(ctx)
	return s.byReport[report], ok
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
