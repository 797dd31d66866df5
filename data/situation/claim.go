package situation

import (
	"time"

	"dateline/data"
)

// claim is a claim as a profile shows it, as far as it shapes the map. What it says may be shared with others that say the
// same; its sentences are read when somebody looks at them.
type claim struct {
	// Claim is what it says. Its id, its valid time, its evidence and how it was read may be missing there.
	Claim   *data.Claim
	ID      string
	number  int // in the ledger
	Version int
	State   string
	KnownAt time.Time
	// at is the time from which it holds, end the valid end, nil where it is not said.
	at      time.Time
	started bool // at is the start that the claim itself says
	end     *time.Time
	embargo time.Time
	source  *reportMeta
	// whole is the claim with its sentences; nil where the source gives it again when asked.
	whole *data.ClaimState
}

// draws says whether a claim may shape the map.
func (c *claim) draws() bool {
	return c.State != data.Rejected && c.State != data.Retracted && c.State != data.Merged
}

// claimOf makes a claim that keeps its sentences.
func claimOf(reports *reportCache, s *data.ClaimState) *claim {
	m := reports.of(firstReport(&s.Claim), s.Claim.ID)
	c := &claim{
		Claim: &s.Claim, ID: s.Claim.ID, Version: s.Version, State: s.State, KnownAt: s.KnownAt, embargo: s.EmbargoUntil,
		end: s.Claim.Valid.End, started: s.Claim.Valid.Start != nil, source: m, whole: s,
	}
	c.at = reports.timeOf(s.Claim.Valid.Start, m, s.KnownAt)
	return c
}

// fromLean makes a claim that the source gives again.
func (c *claim) fromLean(reports *reportCache, number int, l *data.Lean) {
	m := reports.of(l.Report, l.ID)
	*c = claim{
		Claim: l.Claim, ID: l.ID, number: number, Version: l.Version, State: l.State, KnownAt: l.KnownAt, embargo: l.EmbargoUntil,
		source: m, at: reports.timeOf(l.Start, m, l.KnownAt), started: l.Start != nil,
	}
	if l.End != nil {
		end := *l.End
		c.end = &end
	}
}

func firstReport(c *data.Claim) string {
	for _, ev := range c.Evidence {
		if ev.Report != "" {
			return ev.Report
		}
	}
	return ""
}

// timed gives as much of a claim as tells when it comes to be shown or hidden.
func (c *claim) timed() *data.ClaimState {
	if c.whole != nil {
		return c.whole
	}
	s := &data.ClaimState{Claim: *c.Claim, Version: c.Version, State: c.State, KnownAt: c.KnownAt, EmbargoUntil: c.embargo}
	if c.started {
		s.Claim.Valid.Start = &c.at
	}
	return s
}
