package data

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func byHand(quote string) Written {
	return Written{Report: "r1", Claim: Claim{
		Kind: KindSiege, Actor: "militants", Status: StatusBesieged, Modality: Asserted, Confidence: 1,
		Places: []ClaimPlace{{Role: RoleAt, Name: "Tal Afar", Relation: RelationIn}}, Evidence: []Evidence{{Exact: quote}},
	}}
}

func TestWriteClaim(t *testing.T) {
	s, _ := newTest(t)
	ctx := context.Background()
	if _, err := s.AddReading(ctx, "desk", talAfar()); err != nil {
		t.Fatal(err)
	}
	st, err := s.WriteClaim(ctx, "ann", byHand("took Tal Afar"))
	if err != nil {
		t.Fatal(err)
	}
	e := st.Claim.Evidence[0]
	if st.State != Pending || st.Version != 1 || st.Claim.Reader != ByPerson || e.Start != 14 || e.End != 27 || e.Report != "r1" || e.Suffix != ". Some 200,000 fled." {
		t.Fatalf("%+v", st)
	}
	for quote, want := range map[string]error{"took Tal Afar": ErrConflict, "took Tal afar": ErrInvalid, "": ErrInvalid, "a": ErrInvalid} {
		if _, err := s.WriteClaim(ctx, "ann", byHand(quote)); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", quote, err, want)
		}
	}
	w := byHand("a")
	w.Claim.Evidence[0].Start, w.Claim.Evidence[0].End = 5, 6
	if _, err := s.WriteClaim(ctx, "ann", w); err == nil {
		t.Error("a quotation at the wrong place was taken")
	}
	if w.Report = "none"; true {
		if _, err := s.WriteClaim(ctx, "ann", w); !errors.Is(err, ErrNotFound) {
			t.Errorf("unknown report: %v", err)
		}
	}
	h, err := s.History(ctx, st.Claim.ID)
	if err != nil || len(h) != 1 || h[0].Action != ActionWrite || h[0].Author != "ann" {
		t.Errorf("history %+v, %v", h, err)
	}
	if _, err := s.Review(ctx, Review{Claim: st.Claim.ID, Action: ActionUndo, Version: 1, Author: "ann"}); !errors.Is(err, ErrInvalid) {
		t.Errorf("undo of a claim: %v", err)
	}
}

// TestRereadingKeepsWrittenClaims: a better reader does not make the claim, and it stays.
func TestRereadingKeepsWrittenClaims(t *testing.T) {
	s, _ := newTest(t)
	ctx := context.Background()
	if _, err := s.AddReading(ctx, "desk", talAfar()); err != nil {
		t.Fatal(err)
	}
	st, err := s.WriteClaim(ctx, "ann", byHand("took Tal Afar"))
	if err != nil {
		t.Fatal(err)
	}
	r := talAfar()
	r.Claims = r.Claims[1:]
	d, err := s.Reread(ctx, "reader 2", r)
	if err != nil || !cmp.Equal(d.Withdrawn, []string{"c1"}) || len(d.Kept) > 0 {
		t.Fatalf("%+v, %v", d, err)
	}
	if now, err := s.Claim(ctx, st.Claim.ID, s.o.Now()); err != nil || now.State != Pending || now.Version != 1 {
		t.Errorf("%+v, %v", now, err)
	}
}

func TestDiffPatch(t *testing.T) {
	value := rapid.Custom(func(t *rapid.T) map[string]any {
		m := map[string]any{}
		for _, k := range rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c"}), 0, 3).Draw(t, "keys") {
			switch rapid.IntRange(0, 2).Draw(t, "kind") {
			case 0:
				m[k] = rapid.SampledFrom([]any{1.0, "x", true, []any{1.0, "y"}}).Draw(t, "leaf")
			default:
				m[k] = map[string]any{"d": rapid.SampledFrom([]any{1.0, 2.0}).Draw(t, "leaf"), rapid.SampledFrom([]string{"e", "f"}).Draw(t, "key"): 1.0}
			}
		}
		return m
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := value.Draw(t, "from"), value.Draw(t, "to")
		patch := DiffPatch(a, b)
		copied, _ := json.Marshal(a)
		var target any
		if err := json.Unmarshal(copied, &target); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(b, MergePatch(target, patch)); d != "" {
			t.Fatal(d)
		}
		if cmp.Equal(a, b) != (len(patch) == 0) {
			t.Fatalf("patch %v", patch)
		}
	})
}
