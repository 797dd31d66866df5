package data

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestDecisionsKeepSentences: a correction or a split may move to another sentence of a stored report, but not to none, nor to
// words that nobody wrote.
func TestDecisionsKeepSentences(t *testing.T) {
	s := openTest(t, filepath.Join(t.TempDir(), "x.db"), Options{NoSync: true})
	ctx := context.Background()
	r := benchReading(1)
	if _, err := s.AddReading(ctx, "desk", r); err != nil {
		t.Fatal(err)
	}
	id, report := r.Claims[0].ID, r.Report.ID
	for _, c := range []struct{ evidence, wrong string }{
		{`[]`, "it would rest on no sentence"},
		{`[{"report":"` + report + `","start":0,"end":5,"exact":"Never"}]`, `"Never" does not stand at 0 to 5`},
		{`[{"report":"` + report + `","start":1990,"end":1999999,"exact":"The"}]`, "does not stand"},
		{`[{"report":"nonesuch","start":0,"end":3,"exact":"The"}]`, `report "nonesuch", which is not stored`},
		{`[{"start":0,"end":3,"exact":"The"}]`, "names no report"},
		{`[{"report":"` + report + `","start":0,"end":3,"exact":"The"}]`, ""},
	} {
		_, err := s.Review(ctx, Review{Claim: id, Action: ActionCorrect, Version: 1, Author: "ann", Correction: []byte(`{"evidence":` + c.evidence + `}`)})
		if c.wrong == "" && err != nil || c.wrong != "" && (!errors.Is(err, ErrInvalid) || !strings.Contains(fmt.Sprint(err), c.wrong)) {
			t.Errorf("evidence %s: %v, want %q", c.evidence, err, c.wrong)
		}
	}
	part := func(actor string, ev ...Evidence) Claim {
		c := r.Claims[1]
		c.ID, c.Actor, c.Evidence = "", actor, ev
		return c
	}
	good := Evidence{Report: report, Start: 0, End: 3, Exact: "The"}
	_, err := s.Review(ctx, Review{Claim: r.Claims[1].ID, Action: ActionSplit, Version: 1, Author: "ann", Parts: []Claim{part("a", good), part("b")}})
	if !errors.Is(err, ErrInvalid) {
		t.Error("a part without a sentence was taken:", err)
	}
	_, err = s.Review(ctx, Review{Claim: r.Claims[1].ID, Action: ActionSplit, Version: 1, Author: "ann", Parts: []Claim{part("a", good), part("b", Evidence{Report: report, Start: 4, End: 13, Exact: "militants"})}})
	if err != nil {
		t.Error(err)
	}
}
