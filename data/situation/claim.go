package situation

import (
	"slices"
	"time"

	"dateline/data"
)

// claim is a claim as a profile shows it, as far as it shapes the map. What it says may be shared with others that say the
// same; its sentences are read when somebody looks at them.
type claim struct {
	// Claim is what it says. Its id, its valid time, its evidence and how it was read may be missing there.
	Claim *data.Claim
	ID    string
	// at is the time from which it holds, end the valid end, nil where it is not said.
	at     time.Time
	end    *time.Time
	source *reportMeta
	// whole is the claim with its sentences; nil where the source gives it again when asked.
	whole *data.ClaimState
	// recorded is when it was, in Unix nanoseconds; embargo the end of one in Unix seconds, 0 for none.
	recorded, embargo int64
	number            int32 // in the ledger
	Version           int32
	state             uint8
	started           bool // at is the start that the claim itself says
}

// KnownAt is when the claim was recorded.
func (c *claim) KnownAt() time.Time { return time.Unix(0, c.recorded).UTC() }

// State is its review state.
func (c *claim) State() string { return states[c.state] }

var states = []string{data.Pending, data.Accepted, data.Rejected, data.Retracted, data.Merged, data.Superseded}

const (
	statePending, stateAccepted, stateRejected, stateRetracted, stateMerged = 0, 1, 2, 3, 4
)

func stateOf(name string) uint8 { return uint8(max(0, slices.Index(states, name))) }

func embargoOf(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

// draws says whether a claim may shape the map.
func (c *claim) draws() bool {
	return c.state != stateRejected && c.state != stateRetracted && c.state != stateMerged
}

// claimOf makes a claim that keeps its sentences.
func claimOf(reports *reportCache, s *data.ClaimState) *claim {
	m := reports.of(firstReport(&s.Claim), s.Claim.ID)
	c := &claim{
		Claim: &s.Claim, ID: s.Claim.ID, Version: int32(s.Version), state: stateOf(s.State), recorded: s.KnownAt.UnixNano(), embargo: embargoOf(s.EmbargoUntil),
		end: s.Claim.Valid.End, started: s.Claim.Valid.Start != nil, source: m, whole: s,
	}
	c.at = reports.timeOf(s.Claim.Valid.Start, m, s.KnownAt)
	return c
}

// fromLean makes a claim that the source gives again.
func (c *claim) fromLean(reports *reportCache, number int, l *data.Lean) {
	m := reports.of(l.Report, l.ID)
	*c = claim{
		Claim: l.Claim, ID: l.ID, number: int32(number), Version: int32(l.Version), state: stateOf(l.State), recorded: l.KnownAt.UnixNano(), embargo: embargoOf(l.EmbargoUntil),
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

// timed gives as much of a claim as tells when it comes to be shown or hidden, in scratch where it has to be put together.
func (c *claim) timed(scratch *data.ClaimState) *data.ClaimState {
	if c.whole != nil {
		return c.whole
	}
	s := scratch
	*s = data.ClaimState{Claim: *c.Claim, Version: int(c.Version), State: c.State(), KnownAt: c.KnownAt()}
	if c.embargo != 0 {
		s.EmbargoUntil = time.Unix(c.embargo, 0).UTC()
	}
	if c.started {
		s.Claim.Valid.Start = &c.at
	}
	return s
}
