package data

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// model is the ledger as simply as it can be said: it keeps the whole state after every entry.
type model struct {
	order   []string // claims
	reports []string
	claims  map[string]*modelClaim
	past    []modelPast
}

type modelClaim struct {
	st       ClaimState
	report   string
	undo     []modelUndo // decisions in force, oldest first
	supports []string
}

// modelUndo is what an undo of a decision brings back.
type modelUndo struct {
	action string
	before ClaimState
	into   string
	parts  []string
}

type modelPast struct {
	at     time.Time
	claims map[string]ClaimState
	order  []string
}

func clone[T any](v T) T {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	var out T
	if err := json.Unmarshal(b, &out); err != nil {
		panic(err)
	}
	return out
}

// seen is a claim with the evidence of those merged into it.
func (m *model) seen(id string) ClaimState {
	c := m.claims[id]
	st := clone(c.st)
	slices.SortFunc(c.supports, func(a, b string) int { return slices.Index(m.order, a) - slices.Index(m.order, b) })
	st.Supports = append([]string(nil), c.supports...)
	m.gather(c, &st, 0)
	return st
}

func (m *model) gather(c *modelClaim, st *ClaimState, depth int) {
	for _, s := range c.supports {
		for _, e := range m.claims[s].st.Claim.Evidence {
			if !slices.ContainsFunc(st.Claim.Evidence, func(o Evidence) bool { return sameSpan(o, e) }) {
				st.Claim.Evidence = append(st.Claim.Evidence, e)
			}
		}
		m.gather(m.claims[s], st, depth+1)
	}
}

func (m *model) remember(at time.Time) {
	p := modelPast{at: at, claims: map[string]ClaimState{}, order: slices.Clone(m.order)}
	for _, id := range m.order {
		p.claims[id] = m.seen(id)
	}
	m.past = append(m.past, p)
}

func (m *model) add(report string, claims []Claim, at time.Time) {
	m.reports = append(m.reports, report)
	for _, c := range claims {
		m.addClaim(report, c, Pending, at)
	}
	m.remember(at)
}

func (m *model) addClaim(report string, c Claim, state string, at time.Time) {
	m.order = append(m.order, c.ID)
	m.claims[c.ID] = &modelClaim{report: report, st: ClaimState{Claim: clone(c), Version: 1, State: state, KnownAt: at}}
}

// review applies a decision that the store must take too; false where it must refuse it.
func (m *model) review(r Review, at time.Time) error {
	c := m.claims[r.Claim]
	if c == nil {
		return ErrNotFound
	}
	if r.Version != c.st.Version {
		return ErrConflict
	}
	if r.Action == ActionUndo {
		return m.undo(c, at)
	}
	if c.st.State == Merged || c.st.State == Superseded {
		return ErrInvalid
	}
	u := modelUndo{action: r.Action, before: clone(c.st)}
	switch r.Action {
	case ActionAccept:
		c.st.State = Accepted
	case ActionReject:
		c.st.State = Rejected
	case ActionRetract:
		c.st.State = Retracted
	case ActionEmbargo:
		c.st.EmbargoUntil = r.Until
	case ActionCorrect:
		var p struct{ Actor string }
		if err := json.Unmarshal(r.Correction, &p); err != nil {
			return err
		}
		c.st.Claim.Actor = p.Actor
	case ActionMerge:
		into := m.claims[r.Into]
		if into == nil || into == c || into.st.State == Merged || into.st.State == Superseded {
			return ErrInvalid
		}
		c.st.State = Merged
		into.supports = append(into.supports, r.Claim)
		into.st.Version++
		into.st.ChangedAt = at
		u.into = r.Into
	case ActionSplit:
		for _, p := range r.Parts {
			m.addClaim(c.report, p, c.st.State, at)
			part := m.claims[p.ID]
			part.st.EmbargoUntil = c.st.EmbargoUntil
			part.st.ChangedAt = at
			u.parts = append(u.parts, p.ID)
		}
		c.st.State = Superseded
	}
	c.undo = append(c.undo, u)
	c.st.Version++
	c.st.ChangedAt = at
	m.remember(at)
	return nil
}

func (m *model) undo(c *modelClaim, at time.Time) error {
	if len(c.undo) == 0 {
		return ErrInvalid
	}
	u := c.undo[len(c.undo)-1]
	c.undo = c.undo[:len(c.undo)-1]
	version := c.st.Version
	c.st = clone(u.before)
	c.st.Version, c.st.ChangedAt = version+1, at
	if u.into != "" {
		into := m.claims[u.into]
		into.supports = slices.DeleteFunc(into.supports, func(s string) bool { return s == c.st.Claim.ID })
		into.st.Version++
		into.st.ChangedAt = at
	}
	for _, id := range u.parts {
		p := m.claims[id]
		p.st.State = Superseded
		p.st.Version++
		p.st.ChangedAt = at
		p.undo = nil
	}
	m.remember(at)
	return nil
}

// TestModel compares random operations with the model, at the present and at every known time, with the store closed and
// opened in between, and checks the whole file at the end of each run.
func TestModel(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "model")
		if err != nil {
			rt.Fatal(err)
		}
		defer os.RemoveAll(dir)
		clock := newClock()
		open := func() *Store {
			s, err := Open(filepath.Join(dir, "m.db"), Options{Now: clock.now, NoSync: true})
			if err != nil {
				rt.Fatal(err)
			}
			return s
		}
		s := open()
		m := &model{claims: map[string]*modelClaim{}}
		n := 0
		newClaims := func(report string, k int) []Claim {
			out := make([]Claim, k)
			for i := range out {
				n++
				c := clone(talAfar().Claims[n%2])
				c.ID, c.Evidence[0].Report, c.Evidence[0].Start = fmt.Sprintf("c%03d", n), report, n
				c.Evidence[0].End = n + 3
				out[i] = c
			}
			return out
		}
		actions := []string{ActionAccept, ActionReject, ActionRetract, ActionEmbargo, ActionCorrect, ActionMerge, ActionSplit, ActionUndo, ActionUndo}
		for range rapid.IntRange(1, 40).Draw(rt, "operations") {
			// The clock may stand still or be set back; recorded time never falls.
			clock.t = clock.t.Add(time.Duration(rapid.IntRange(-2, 5).Draw(rt, "minutes")) * time.Minute)
			at := clock.t
			if k := len(m.past); k > 0 && at.Before(m.past[k-1].at) {
				at = m.past[k-1].at
			}
			switch what := rapid.IntRange(0, 9).Draw(rt, "what"); {
			case what < 2 || len(m.order) == 0:
				r := talAfar()
				r.Report.ID = fmt.Sprintf("r%03d", len(m.reports))
				r.Claims = newClaims(r.Report.ID, rapid.IntRange(0, 3).Draw(rt, "claims"))
				if added, err := s.AddReading(ctx, "desk", r); err != nil || !added {
					rt.Fatalf("add: %v %v", added, err)
				}
				m.add(r.Report.ID, r.Claims, at)
			case what == 2:
				if err := s.Close(); err != nil {
					rt.Fatal(err)
				}
				s = open()
			case what == 3:
				n++
				w := byHand("took Tal Afar")
				w.Report, w.Claim.Actor = rapid.SampledFrom(m.reports).Draw(rt, "report"), fmt.Sprint("person ", n)
				st, err := s.WriteClaim(ctx, "ann", w)
				if err != nil {
					rt.Fatalf("write: %v", err)
				}
				m.addClaim(w.Report, st.Claim, Pending, at)
				m.claims[st.Claim.ID].st.ChangedAt = at
				m.remember(at)
			default:
				id := rapid.SampledFrom(m.order).Draw(rt, "claim")
				r := Review{Claim: id, Action: rapid.SampledFrom(actions).Draw(rt, "action"), Author: "ann", Version: m.claims[id].st.Version}
				if rapid.IntRange(0, 9).Draw(rt, "stale") == 0 {
					r.Version++
				}
				r.Until = time.Date(2015, 1, rapid.IntRange(1, 20).Draw(rt, "until"), 0, 0, 0, 0, time.UTC)
				r.Into = rapid.SampledFrom(m.order).Draw(rt, "into")
				r.Correction = json.RawMessage(fmt.Sprintf(`{"actor":"actor %d"}`, rapid.IntRange(0, 3).Draw(rt, "actor")))
				if r.Action == ActionSplit {
					r.Parts = newClaims(m.claims[id].report, 2)
					for i := range r.Parts {
						r.Parts[i].Evidence = m.claims[id].st.Claim.Evidence
					}
				}
				want := m.review(r, at)
				st, err := s.Review(ctx, r)
				if !errors.Is(err, want) || (err == nil) != (want == nil) {
					rt.Fatalf("%s of %s: %v, want %v", r.Action, id, err, want)
				}
				if err == nil {
					if d := cmp.Diff(m.seen(id), st); d != "" {
						rt.Fatalf("%s: %s", r.Action, d)
					}
				}
			}
		}
		compareModel(rt, s, m)
		if r, err := s.Check(ctx); err != nil || len(r.Faults) > 0 {
			rt.Fatalf("check: %v %v", r.Faults, err)
		}
		if err := s.Close(); err != nil {
			rt.Fatal(err)
		}
	})
}

// compareModel asks for every known time that the model remembers. Where several entries share a time, the last one counts.
func compareModel(t *rapid.T, s *Store, m *model) {
	for i, p := range m.past {
		if i+1 < len(m.past) && m.past[i+1].at.Equal(p.at) {
			continue
		}
		k := 0
		for st, err := range s.Claims(context.Background(), Filter{Known: p.at}) {
			if err != nil {
				t.Fatal(err)
			}
			if k >= len(p.order) || st.Claim.ID != p.order[k] {
				t.Fatalf("known %v: claim %d is %s", p.at, k, st.Claim.ID)
			}
			if d := cmp.Diff(p.claims[st.Claim.ID], st); d != "" {
				t.Fatalf("known %v: %s", p.at, d)
			}
			k++
		}
		if k != len(p.order) {
			t.Fatalf("known %v: %d claims of %d", p.at, k, len(p.order))
		}
	}
}
