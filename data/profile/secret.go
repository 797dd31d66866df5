package profile

import (
	"context"
	"sync"
	"time"

	"dateline/data"
)

// Ledger is what the profiles ask the store for, to keep the sentence of a claim that is held back out of other claims that
// rest on it.
type Ledger interface {
	Revision() uint64
	// Guarded gives the claims with an embargo, a mark of sensitivity, or word of forces after since.
	Guarded(ctx context.Context, since time.Time) ([]data.ClaimState, error)
}

// secrets are the quotations that may have to be held back, by report, as of one revision of the ledger.
type secrets struct {
	ledger Ledger
	delay  time.Duration // the longest of any profile

	mu       sync.Mutex
	revision uint64
	known    bool
	byReport map[string][]secret
	byClaim  map[string]*data.ClaimState
}

// secret is a piece of a report that a guarded claim rests on.
type secret struct {
	data.Evidence
	state *data.ClaimState
}

// WithLedger gives the set with the claims of a store that are held back: what a claim quotes that is under embargo, too
// sensitive, or about forces seen a short time ago is blacked out in every other claim too.
func (s Set) WithLedger(l Ledger) Set {
	s.secrets = &secrets{ledger: l}
	for _, p := range s.profiles {
		s.secrets.delay = max(s.secrets.delay, p.delay())
	}
	return s
}

// refresh follows the ledger; false when it cannot be read, and then nothing may be shown. The caller holds the lock.
func (s *secrets) refresh(ctx context.Context, now time.Time) bool {
	r := s.ledger.Revision()
	if s.known && r == s.revision {
		return true
	}
	claims, err := s.ledger.Guarded(context.WithoutCancel(ctx), now.Add(-s.delay))
	if err != nil {
		return false
	}
	s.byReport, s.byClaim = map[string][]secret{}, map[string]*data.ClaimState{}
	for i := range claims {
		c := &claims[i]
		s.byClaim[c.Claim.ID] = c
		for _, e := range c.Claim.Evidence {
			s.byReport[e.Report] = append(s.byReport[e.Report], secret{e, c})
		}
	}
	s.revision, s.known = r, true
	return true
}

// open says whether a claim may be shown as far as it is held back now: a state of the past, from before an embargo or a mark,
// must not show what they hide.
func (s *secrets) open(ctx context.Context, p *Profile, claim string, now time.Time) bool {
	if s == nil {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.refresh(ctx, now) {
		return false
	}
	c := s.byClaim[claim]
	return c == nil || !p.secret(c, now)
}

// of gives the pieces of a report that a profile holds back now.
func (s *secrets) of(ctx context.Context, p *Profile, report string, now time.Time) (list []secret, ok bool) {
	if s == nil {
		return nil, true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.refresh(ctx, now) {
		return nil, false
	}
	for _, x := range s.byReport[report] {
		if p.secret(x.state, now) {
			list = append(list, x)
		}
	}
	return list, true
}

// hide blacks out what the evidence of a claim shares with one that is held back.
func (s *secrets) hide(ctx context.Context, p *Profile, c *data.Claim, now time.Time) bool {
	for i := range c.Evidence {
		e := &c.Evidence[i]
		list, ok := s.of(ctx, p, e.Report, now)
		if !ok {
			return false
		}
		for _, x := range list {
			if x.state.Claim.ID != c.ID && x.Start < e.End && e.Start < x.End {
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
