package data

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// smallBlocks makes blocks of n claims for the length of a test.
func smallBlocks(t testing.TB, n uint32) {
	old := leanBlock
	leanBlock = n
	t.Cleanup(func() { leanBlock = old })
}

// bare takes out of a claim what its lean form does not have.
func bare(st ClaimState) Lean {
	c := st.Claim
	l := Lean{
		ID: c.ID, Start: c.Valid.Start, End: c.Valid.End, Report: firstReport(&c),
		Version: st.Version, State: st.State, KnownAt: st.KnownAt, EmbargoUntil: st.EmbargoUntil,
	}
	c.ID, c.Valid.Start, c.Valid.End, c.Evidence, c.Check, c.Rule, c.Reader = "", nil, nil, nil, nil, "", ""
	l.Claim = &c
	return l
}

// leansOf reads every claim in its lean form.
func leansOf(t testing.TB, s *Store, known time.Time) (out []Lean, limit uint64) {
	limit, err := s.Leans(context.Background(), known, func(n int) { out = make([]Lean, n) }, func(first int, run []Lean) { copy(out[first:], run) })
	if err != nil {
		t.Fatal(err)
	}
	return out, limit
}

// compareLeans compares the lean claims with the whole ones, at a known time.
func compareLeans(t testing.TB, s *Store, known time.Time) {
	leans, limit := leansOf(t, s, known)
	var states []ClaimState
	for st, err := range s.Claims(context.Background(), Filter{Known: known}) {
		if err != nil {
			t.Fatal(err)
		}
		states = append(states, st)
	}
	if len(leans) != len(states) {
		t.Fatalf("%d lean claims, %d whole ones", len(leans), len(states))
	}
	numbers := make([]int, len(states))
	for i := range states {
		numbers[i] = i
		if d := cmp.Diff(bare(states[i]), leans[i], cmpopts.EquateEmpty()); d != "" {
			t.Errorf("claim %d at %v: %s", i, known, d)
		}
	}
	slices.Reverse(numbers)
	whole, err := s.Whole(limit, numbers)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(states)
	if d := cmp.Diff(states, whole, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("whole claims at %v: %s", known, d)
	}
}

// TestLeanClaims writes and reviews at random, and compares what the lean claims say with the claims themselves, now, in the
// past, after opening the file again and after a rebuild; the blocks must be the same bytes each time.
func TestLeanClaims(t *testing.T) {
	smallBlocks(t, 8)
	rapid.Check(t, func(r *rapid.T) {
		now := time.Date(2014, 6, 10, 0, 0, 0, 0, time.UTC)
		path := filepath.Join(t.TempDir(), fmt.Sprintf("%d.db", time.Now().UnixNano()))
		s, err := Open(path, Options{NoSync: true, Now: func() time.Time { now = now.Add(time.Minute); return now }})
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		var times []time.Time
		for i := range rapid.IntRange(1, 12).Draw(r, "reports") {
			reading := benchReading(i)
			reading.Claims = reading.Claims[:rapid.IntRange(0, 10).Draw(r, "claims")]
			for k := range reading.Claims {
				c := &reading.Claims[k]
				switch rapid.IntRange(0, 5).Draw(r, "change") {
				case 0:
					c.Valid.Start = nil
				case 1:
					end := c.Valid.Start.Add(36*time.Hour + time.Nanosecond)
					c.Valid.End = &end
				case 2:
					c.Evidence = nil
				case 3:
					c.Evidence = []Evidence{{Report: "another", End: 3, Exact: "The"}}
				case 4:
					c.Sensitivity, c.Population, c.Places = "high", PopulationForces, nil
				}
				ids = append(ids, c.ID)
			}
			if _, err := s.AddReading(context.Background(), "ann", reading); err != nil {
				t.Fatal(err)
			}
			for range rapid.IntRange(0, 3).Draw(r, "reviews") {
				if len(ids) == 0 {
					break
				}
				decide(t, r, s, ids)
			}
			times = append(times, now)
		}
		known := rapid.SampledFrom(times).Draw(r, "known")
		compareLeans(t, s, time.Time{})
		compareLeans(t, s, known)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if s, err = Open(path, Options{}); err != nil {
			t.Fatal(err)
		}
		compareLeans(t, s, time.Time{})
		compareLeans(t, s, known)
		result, err := s.Check(context.Background())
		if err != nil || len(result.Faults) > 0 {
			t.Fatal(err, result.Faults)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

func decide(t testing.TB, r *rapid.T, s *Store, ids []string) {
	id := rapid.SampledFrom(ids).Draw(r, "claim")
	st, err := s.Claim(context.Background(), id, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	rv := Review{Claim: id, Version: st.Version, Author: "ann", Reason: "why"}
	switch rv.Action = rapid.SampledFrom([]string{ActionAccept, ActionCorrect, ActionMerge, ActionReject, ActionEmbargo, ActionUndo}).Draw(r, "action"); rv.Action {
	case ActionCorrect:
		rv.Correction = []byte(`{"actor":"the army","actor_id":"army","valid":{"start":"2014-06-12T00:00:00Z","precision":"day"}}`)
	case ActionMerge:
		rv.Into = rapid.SampledFrom(ids).Draw(r, "into")
	case ActionEmbargo:
		rv.Until = time.Date(2014, 7, 1, 0, 0, 0, 0, time.UTC)
	}
	_, _ = s.Review(context.Background(), rv) // what is refused changes nothing
}

// TestAFlippedBitInABlock: a damaged block is found when the file is opened, and made again; a damaged claim of a block when it is
// read, and then the message names the remedy.
func TestAFlippedBitInABlock(t *testing.T) {
	smallBlocks(t, 16)
	whole := sample(t, 30)
	path := copyFile(t, whole, func(b []byte) []byte { return b })
	if !flip(t, path, bucketLean) {
		t.Fatal("the sample has no block")
	}
	if _, err := Open(path, Options{ReadOnly: true}); !errors.Is(err, ErrDamaged) {
		t.Error("opened for reading as if it were whole:", err)
	}
	s := openTest(t, path, Options{NoSync: true}) // checked whole when the test ends
	compareLeans(t, s, time.Time{})

	path = copyFile(t, whole, func(b []byte) []byte { return b })
	if !flip(t, path, bucketClaims) {
		t.Fatal("the sample has no claim")
	}
	s, err := Open(path, Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	var found error
	for _, err := range s.Claims(context.Background(), Filter{}) {
		found = err
	}
	if !errors.Is(found, ErrDamaged) || !strings.Contains(fmt.Sprint(found), "check --rebuild") {
		t.Error("a damaged claim was read:", found)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := Rebuild(context.Background(), path, Options{NoSync: true}); err != nil {
		t.Fatal(err)
	}
	openTest(t, path, Options{NoSync: true})
}
