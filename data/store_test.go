package data

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"
)

// testClock is a clock that tests turn by hand.
type testClock struct{ t time.Time }

func (c *testClock) now() time.Time { return c.t }

func newClock() *testClock { return &testClock{time.Date(2014, 6, 17, 8, 0, 0, 0, time.UTC)} }

// openTest opens a store that is checked and closed after the test.
func openTest(t testing.TB, path string, o Options) *Store {
	t.Helper()
	s, err := Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeTest(t, s) })
	return s
}

// closeTest checks the whole file and closes it; a store that is closed already is left alone.
func closeTest(t testing.TB, s *Store) {
	t.Helper()
	r, err := s.Check(context.Background())
	if errors.Is(err, ErrClosed) {
		return
	}
	if err != nil {
		t.Errorf("check: %v", err)
	}
	for _, f := range r.Faults {
		t.Errorf("check: %s", f)
	}
	if err := s.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
}

func newTest(t testing.TB) (*Store, *testClock) {
	t.Helper()
	c := newClock()
	return openTest(t, filepath.Join(t.TempDir(), "test.db"), Options{Now: c.now, NoSync: true}), c
}

func ptr[T any](v T) *T { return &v }

// talAfar is a reading of one report with a control and a flow claim.
func talAfar() Reading {
	day := time.Date(2014, 6, 16, 0, 0, 0, 0, time.UTC)
	return Reading{
		Report: Report{ID: "r1", Title: "Town falls", Publisher: "Desk", Published: day, Language: "en", Text: "The militants took Tal Afar. Some 200,000 fled."},
		Mentions: []Mention{{
			Text: "Tal Afar", Start: 19, End: 27, Role: "literal", Confidence: .9,
			Place: &PlaceRef{ID: "geonames:448149", Name: "Tal Afar", Country: "IQ", Lon: 42.4478, Lat: 36.379},
		}},
		Claims: []Claim{
			{
				ID: "c1", Kind: KindControl, Actor: "The militants", ActorID: "isis", Status: StatusCaptured, Modality: Asserted, Confidence: .8,
				Places:   []ClaimPlace{{Role: RoleAt, Name: "Tal Afar", ID: "geonames:448149", Lon: ptr(42.4478), Lat: ptr(36.379), Relation: RelationIn}},
				Valid:    Interval{Start: &day, Precision: "day"},
				Evidence: []Evidence{{Start: 0, End: 28, Exact: "The militants took Tal Afar."}},
			},
			{
				ID: "c2", Kind: KindFlow, Modality: Asserted, Confidence: .7, Population: "idp", Group: "Turkmen",
				Places:   []ClaimPlace{{Role: RoleOrigin, Name: "Tal Afar", ID: "geonames:448149", Lon: ptr(42.4478), Lat: ptr(36.379), Relation: RelationIn}},
				Value:    &Value{Best: ptr(200000.0), Unit: "person", Qualifier: "approximately", Raw: "Some 200,000"},
				Valid:    Interval{Start: &day, End: ptr(day.AddDate(0, 0, 1)), Precision: "day"},
				Check:    &RelationCheck{StatedKM: 50, MeasuredKM: 44, Consistent: true, Why: "fits", StatedBearing: ptr(0.0)},
				Evidence: []Evidence{{Start: 29, End: 47, Exact: "Some 200,000 fled."}},
			},
		},
	}
}

func collect[T any](t testing.TB, seq func(func(T, error) bool)) []T {
	t.Helper()
	var out []T
	for v, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

func TestAddReadAndReview(t *testing.T) {
	s, clock := newTest(t)
	ctx := context.Background()
	added, err := s.AddReading(ctx, "desk", talAfar())
	if err != nil || !added {
		t.Fatalf("add: %v, %v", added, err)
	}
	if added, err = s.AddReading(ctx, "desk", talAfar()); err != nil || added {
		t.Fatalf("add again: %v, %v", added, err)
	}
	before := clock.t
	clock.t = clock.t.Add(time.Hour)
	st, err := s.Review(ctx, Review{Claim: "c1", Action: ActionAccept, Version: 1, Author: "ann", Reason: "seen"})
	if err != nil || st.State != Accepted || st.Version != 2 {
		t.Fatalf("accept: %+v, %v", st, err)
	}
	if _, err := s.Review(ctx, Review{Claim: "c1", Action: ActionReject, Version: 1, Author: "bob"}); !errors.Is(err, ErrConflict) {
		t.Fatalf("second reviewer: %v", err)
	}
	if st, err = s.Claim(ctx, "c1", before); err != nil || st.State != Pending || st.Version != 1 {
		t.Fatalf("as known before: %+v, %v", st, err)
	}
	if got := collect(t, s.Claims(ctx, Filter{States: []string{Accepted}})); len(got) != 1 || got[0].Claim.ID != "c1" {
		t.Fatalf("accepted: %+v", got)
	}
	if got := collect(t, s.Claims(ctx, Filter{Place: "geonames:448149", Kinds: []string{KindFlow}})); len(got) != 1 || got[0].Claim.ID != "c2" {
		t.Fatalf("by place: %+v", got)
	}
	h, err := s.History(ctx, "c1")
	if err != nil || len(h) != 1 || h[0].Author != "ann" || !h[0].At.Equal(clock.t) {
		t.Fatalf("history: %+v, %v", h, err)
	}
	m, err := s.Mentions(ctx, "r1")
	if err != nil || len(m) != 1 || m[0].Place.Name != "Tal Afar" {
		t.Fatalf("mentions: %+v, %v", m, err)
	}
}
