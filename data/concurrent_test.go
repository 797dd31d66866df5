package data

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestConcurrentUse has writers, reviewers, readers and subscribers at one store; the race detector looks on.
func TestConcurrentUse(t *testing.T) {
	s, _ := newTest(t)
	ctx, cancel := context.WithCancel(context.Background())
	var writers, readers sync.WaitGroup
	seen := make(chan uint64, 1)
	go func() {
		var last uint64
		for e, err := range s.Subscribe(ctx, 0) {
			if err != nil || e.Seq != last+1 {
				t.Errorf("entry %d follows %d: %v", e.Seq, last, err)
				break
			}
			if last = e.Seq; last == 160 {
				break
			}
		}
		seen <- last
	}()
	for w := range 4 {
		writers.Go(func() {
			for i := range 20 {
				r := many(1)[0]
				id := fmt.Sprintf("%d-%d", w, i)
				r.Report.ID, r.Claims[0].ID, r.Claims[1].ID = id, "a"+id, "b"+id
				if _, err := s.AddReading(ctx, "desk", r); err != nil {
					t.Error(err)
				}
				if _, err := s.Review(ctx, Review{Claim: "a" + id, Action: ActionAccept, Version: 1, Author: "ann"}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 2 {
		readers.Go(func() {
			for ctx.Err() == nil {
				n := 0
				for st, err := range s.Claims(ctx, Filter{Place: "geonames:448149"}) {
					if err != nil {
						if !errors.Is(err, context.Canceled) {
							t.Error(err)
						}
						return
					}
					_ = st
					n++
				}
				if n%2 != 0 {
					t.Errorf("%d claims: half a reading was seen", n)
				}
			}
		})
	}
	writers.Wait()
	if last := <-seen; last != 160 {
		t.Errorf("the subscriber saw %d entries of 160", last)
	}
	cancel()
	readers.Wait()
}

// TestOneOfTwoReviewersWins lets many decide on one version of a claim at once.
func TestOneOfTwoReviewersWins(t *testing.T) {
	s, _ := newTest(t)
	ctx := context.Background()
	if _, err := s.AddReading(ctx, "desk", talAfar()); err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var won, told int
	var g sync.WaitGroup
	for i := range 10 {
		g.Go(func() {
			_, err := s.Review(ctx, Review{Claim: "c1", Action: ActionAccept, Version: 1, Author: fmt.Sprint(i)})
			mu.Lock()
			defer mu.Unlock()
			var c *ConflictError
			switch {
			case err == nil:
				won++
			case errors.As(err, &c) && c.Current == 2:
				told++
			default:
				t.Error(err)
			}
		})
	}
	g.Wait()
	if won != 1 || told != 9 {
		t.Errorf("%d won, %d were told", won, told)
	}
}

func TestWritingWhileIterating(t *testing.T) {
	s, _ := newTest(t)
	ctx := context.Background()
	if _, err := s.AddReadings(ctx, "desk", many(50)); err != nil {
		t.Fatal(err)
	}
	n := 0
	for st, err := range s.Claims(ctx, Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if st.State != Pending {
			t.Errorf("%s: a write during the iteration shows", st.Claim.ID)
		}
		if _, err := s.Review(ctx, Review{Claim: fmt.Sprintf("claim-%04d-%d", (99-n)/2, (99-n)%2), Action: ActionAccept, Version: 1, Author: "ann"}); err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != 100 {
		t.Errorf("%d claims", n)
	}
}

func TestClockSetBack(t *testing.T) {
	s, clock := newTest(t)
	ctx := context.Background()
	rs := many(2)
	first := clock.t
	if _, err := s.AddReading(ctx, "desk", rs[0]); err != nil {
		t.Fatal(err)
	}
	clock.t = first.Add(-24 * time.Hour)
	if _, err := s.AddReading(ctx, "desk", rs[1]); err != nil {
		t.Fatal(err)
	}
	for _, e := range collect(t, s.Since(ctx, 0)) {
		if e.At.Before(first) {
			t.Errorf("entry %d is dated %v", e.Seq, e.At)
		}
	}
}

func TestKnownInWholeSeconds(t *testing.T) {
	s, clock := newTest(t)
	ctx := context.Background()
	clock.t = clock.t.Add(700 * time.Millisecond)
	if _, err := s.AddReading(ctx, "desk", talAfar()); err != nil {
		t.Fatal(err)
	}
	second := clock.t.Truncate(time.Second)
	for known, want := range map[time.Time]int{second: 2, second.Add(-time.Second): 0, second.Add(699 * time.Millisecond): 0, second.Add(700 * time.Millisecond): 2} {
		if got := len(collect(t, s.Claims(ctx, Filter{Known: known}))); got != want {
			t.Errorf("known %v: %d claims, want %d", known, got, want)
		}
	}
}

func TestCursorsAndFilters(t *testing.T) {
	s, clock := newTest(t)
	ctx := context.Background()
	rs := many(30)
	for i := range rs {
		for k := range rs[i].Claims {
			p := &rs[i].Claims[k].Places[0]
			p.Lon, p.Lat = ptr(float64(i*12-180)), ptr(float64(i))
			rs[i].Claims[k].Valid.Start = ptr(time.Date(2014, 6, 1+i%28, 0, 0, 0, 0, time.UTC))
			rs[i].Claims[k].Valid.End = rs[i].Claims[k].Valid.Start
		}
	}
	if _, err := s.AddReadings(ctx, "desk", rs); err != nil {
		t.Fatal(err)
	}
	all := collect(t, s.Claims(ctx, Filter{}))
	var paged []ClaimState
	for after := ""; ; {
		page := collect(t, s.Claims(ctx, Filter{After: after, Limit: 7}))
		if len(page) == 0 {
			break
		}
		paged = append(paged, page...)
		after = page[len(page)-1].Claim.ID
	}
	if len(paged) != len(all) || paged[59].Claim.ID != all[59].Claim.ID {
		t.Errorf("%d paged, %d at once", len(paged), len(all))
	}
	// Correcting moves a claim to other answers.
	clock.t = clock.t.Add(time.Hour)
	patch := json.RawMessage(`{"actor_id":"krg","kind":"line","places":[{"role":"at","name":"Elsewhere","id":"g:9","lon":0.5,"lat":50,"relation":"in"}]}`)
	if _, err := s.Review(ctx, Review{Claim: "claim-0003-0", Action: ActionCorrect, Version: 1, Author: "ann", Correction: patch}); err != nil {
		t.Fatal(err)
	}
	for _, f := range []Filter{
		{Place: "g:9"},
		{Actor: "krg"},
		{Place: "geonames:448149", Report: "report-0003"},
		{Kinds: []string{KindLine}},
		{Bound: &[4]float64{0, 49, 1, 51}},
		{Bound: &[4]float64{170, -90, -170, 90}},
		{Bound: &[4]float64{-10, -90, 10, 90}, Kinds: []string{KindFlow}},
		{Report: "none"},
		{Place: "none"},
		{ValidFrom: time.Date(2014, 6, 10, 0, 0, 0, 0, time.UTC), ValidTo: time.Date(2014, 6, 12, 0, 0, 0, 0, time.UTC)},
		{States: []string{Accepted}},
		{Known: clock.t.Add(-time.Minute), Place: "g:9"},
		{Known: clock.t.Add(-time.Minute), Actor: "isis", Report: "report-0003"},
	} {
		got := collect(t, s.Claims(ctx, f))
		var want []string
		for _, st := range collect(t, s.Claims(ctx, Filter{Known: f.Known})) {
			report, _ := s.ReportOf(st.Claim.ID)
			q := query{f: f}
			q.from, q.to = span(Interval{Start: orNil(f.ValidFrom), End: orNil(f.ValidTo)})
			if q.meets(&st.Claim) && (f.Report == "" || f.Report == report) && (len(f.States) == 0 || f.States[0] == st.State) {
				want = append(want, st.Claim.ID)
			}
		}
		var ids []string
		for _, st := range got {
			ids = append(ids, st.Claim.ID)
		}
		if strings.Join(ids, " ") != strings.Join(want, " ") {
			t.Errorf("%+v: %v, want %v", f, ids, want)
		}
	}
	for _, err := range s.Claims(ctx, Filter{After: "none"}) {
		if !errors.Is(err, ErrNotFound) {
			t.Errorf("unknown cursor: %v", err)
		}
	}
}

func TestReread(t *testing.T) {
	s, clock := newTest(t)
	ctx := context.Background()
	r := talAfar()
	third := r.Claims[0]
	third.ID = "c3"
	r.Claims = append(r.Claims, third)
	if _, err := s.AddReading(ctx, "desk", r); err != nil {
		t.Fatal(err)
	}
	if d, err := s.Reread(ctx, "reread", r); err != nil || !d.Empty() || s.Revision() != 1 {
		t.Errorf("the same reading: %+v, %v", d, err)
	}
	if _, err := s.Review(ctx, Review{Claim: "c1", Action: ActionAccept, Version: 1, Author: "ann"}); err != nil {
		t.Fatal(err)
	}
	before := clock.t
	clock.t = clock.t.Add(time.Hour)
	better := talAfar()
	better.Claims[0].Confidence, better.Claims[1].Confidence = .95, .95
	fresh := better.Claims[0]
	fresh.ID = "c4"
	better.Claims = append(better.Claims, fresh)
	d, err := s.Reread(ctx, "reread", better)
	if err != nil || fmt.Sprint(d.Added, d.Changed, d.Withdrawn, d.Kept) != "[c4] [c2] [c3] [c1]" {
		t.Fatalf("difference: %+v, %v", d, err)
	}
	for id, want := range map[string]struct {
		state      string
		confidence float64
	}{"c1": {Accepted, .8}, "c2": {Pending, .95}, "c3": {Superseded, .8}, "c4": {Pending, .95}} {
		if st, err := s.Claim(ctx, id, time.Time{}); err != nil || st.State != want.state || st.Claim.Confidence != want.confidence {
			t.Errorf("%s: %s %v, %v", id, st.State, st.Claim.Confidence, err)
		}
	}
	if st, err := s.Claim(ctx, "c3", before); err != nil || st.State != Pending {
		t.Errorf("before the new reading: %+v, %v", st, err)
	}
	if _, err := s.Review(ctx, Review{Claim: "c2", Action: ActionUndo, Version: 2, Author: "ann"}); !errors.Is(err, ErrInvalid) {
		t.Errorf("a new reading was undone: %v", err)
	}
	clock.t = clock.t.Add(time.Hour)
	if d, err = s.Reread(ctx, "reread", r); err != nil || fmt.Sprint(d.Withdrawn, d.Changed) != "[c4] [c2 c3]" {
		t.Errorf("back again: %+v, %v", d, err)
	}
}

func TestAutoAccept(t *testing.T) {
	ctx := context.Background()
	reading := func(id, grade, group string) Reading {
		r := talAfar()
		r.Report.ID, r.Report.Reliability, r.Report.IndependenceGroup, r.Report.Publisher = id, grade, group, "Paper "+id
		r.Claims[0].ID, r.Claims[1].ID = id+"-control", id+"-flow"
		return r
	}
	state := func(s *Store, id string) string {
		st, err := s.Claim(ctx, id+"-control", time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		return st.State
	}
	add := func(s *Store, rs ...Reading) {
		t.Helper()
		if _, err := s.AddReadings(ctx, "desk", rs); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("off by default", func(t *testing.T) {
		s, _ := newTest(t)
		add(s, reading("a", "A", "x"), reading("b", "A", "y"))
		if state(s, "a") != Pending {
			t.Error("accepted without the setting")
		}
	})
	t.Run("on", func(t *testing.T) {
		s, _ := newTest(t)
		if err := s.PutNamed(ctx, "ann", TypeSetting, SettingAutoAccept, []byte(`{"enabled":true}`)); err != nil {
			t.Fatal(err)
		}
		add(s, reading("a", "A", "x"), reading("reprint", "A", "x"), reading("poor", "C", "y"), reading("ungraded", "F", "z"))
		if state(s, "a") != Pending {
			t.Error("one source corroborated itself")
		}
		add(s, reading("b", "B", "w"))
		for id, want := range map[string]string{"a": Accepted, "reprint": Accepted, "b": Accepted, "poor": Pending, "ungraded": Pending} {
			if got := state(s, id); got != want {
				t.Errorf("%s is %s", id, got)
			}
		}
		h, err := s.History(ctx, "a-control")
		if err != nil || len(h) != 1 || h[0].Author != ruleAuthor || !strings.Contains(h[0].Reason, "2 independent sources") {
			t.Errorf("history: %+v, %v", h, err)
		}
	})
}

func TestBackups(t *testing.T) {
	s, clock := newTest(t)
	ctx := context.Background()
	dir := t.TempDir()
	var writing sync.WaitGroup
	writing.Go(func() {
		for _, r := range many(40) {
			if _, err := s.AddReading(ctx, "desk", r); err != nil {
				t.Error(err)
			}
		}
	})
	for i := range 5 { // hot: while the store is written to
		if _, err := s.Backup(ctx, filepath.Join(dir, fmt.Sprintf("%d.db", i)), false); err != nil {
			t.Fatal(err)
		}
	}
	writing.Wait()
	if _, err := s.Backup(ctx, filepath.Join(dir, "0.db"), false); err == nil {
		t.Error("a backup was overwritten")
	}
	snaps := filepath.Join(dir, "snaps")
	for i := range 5 {
		clock.t = clock.t.Add(time.Hour)
		if err := s.PutNamed(ctx, "ann", TypeSetting, SettingAutoAccept, []byte(`{"enabled":false}`)); err != nil {
			t.Fatal(err)
		}
		path, err := s.Snapshot(ctx, snaps, 3)
		if err != nil || path == "" {
			t.Fatalf("snapshot %d: %v", i, err)
		}
	}
	if path, err := s.Snapshot(ctx, snaps, 3); err != nil || path != "" {
		t.Errorf("a snapshot of nothing new: %s, %v", path, err)
	}
	list, err := Snapshots(snaps)
	if err != nil || len(list) != 3 {
		t.Fatalf("snapshots: %v, %v", list, err)
	}
	to := filepath.Join(dir, "restored.db")
	if _, err := Restore(ctx, list[2], to, false); err != nil {
		t.Fatal(err)
	}
	if before, after, err := Compact(ctx, to); err != nil || after > before+growth {
		t.Errorf("compact: %d, %d, %v", before, after, err)
	}
	restored := openTest(t, to, Options{Now: clock.now})
	if restored.Revision() != s.Revision() {
		t.Errorf("restored %d entries of %d", restored.Revision(), s.Revision())
	}
}
