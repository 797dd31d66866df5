package situation

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"dateline/data"
)

// TestThePastIsTheSameFromBothSides asks for known times before and after the present was asked for: the second way makes the
// past out of the present.
func TestThePastIsTheSameFromBothSides(t *testing.T) {
	g, now := iraq(), june(1)
	s, err := data.Open(filepath.Join(t.TempDir(), "x.db"), data.Options{NoSync: true, Now: func() time.Time { now = now.Add(time.Minute); return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r := rand.New(rand.NewPCG(3, 4))
	places, actors := []string{"mosul", "kirkuk", "talafar"}, []string{"isis", "army", "peshmerga"}
	statuses := []string{data.StatusCaptured, data.StatusControls, data.StatusLost, data.StatusBesieged}
	ctx := context.Background()
	var ids []string
	var knowns []time.Time
	for i := range 60 {
		id := fmt.Sprintf("report-%02d", i)
		reading := data.Reading{Report: data.Report{ID: id, Publisher: fmt.Sprint("Paper ", i%7), Text: "text"}}
		for k := range 3 {
			c := control(g, t, places[r.IntN(3)], actors[r.IntN(3)], statuses[r.IntN(4)], 1+i/3)
			c.ID, c.Modality, c.Confidence = fmt.Sprint(id, "-", k), data.Asserted, .9
			c.Evidence = []data.Evidence{{Report: id, End: 4, Exact: "text"}}
			if r.IntN(5) == 0 {
				c.Kind, c.Status, c.Population, c.Places[0].Role = data.KindFlow, "", "idp", data.RoleOrigin
			}
			reading.Claims, ids = append(reading.Claims, c), append(ids, c.ID)
		}
		if _, err := s.AddReading(ctx, "desk", reading); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			st, err := s.Claim(ctx, ids[r.IntN(len(ids))], time.Time{})
			if err != nil {
				t.Fatal(err)
			}
			v := data.Review{Claim: st.Claim.ID, Version: st.Version, Author: "ann", Reason: "why"}
			switch v.Action = []string{data.ActionAccept, data.ActionReject, data.ActionCorrect, data.ActionMerge}[r.IntN(4)]; v.Action {
			case data.ActionCorrect:
				v.Correction = []byte(`{"actor":"someone","actor_id":"someone"}`)
			case data.ActionMerge:
				v.Into = ids[r.IntN(len(ids))]
			}
			_, _ = s.Review(ctx, v) // what is refused changes nothing
		}
		if i%12 == 11 {
			knowns = append(knowns, now)
		}
	}
	both := newEngine(s, g)
	both.now = func() time.Time { return now }
	for _, c := range Collections {
		features(t, both, c, Query{Profile: internal})
	}
	for _, known := range knowns {
		alone := newEngine(s, g)
		alone.now = both.now
		for _, valid := range []int{6, 25} {
			for _, c := range Collections {
				q := Query{Profile: internal, Known: known, Valid: june(valid)}
				want, err := alone.Features(ctx, c, q)
				if err != nil {
					t.Fatal(err)
				}
				got, err := both.Features(ctx, c, q)
				if err != nil || got.Hash != want.Hash {
					t.Errorf("%s on day %d as known at %v differs: %d features, %d", c, valid, known, len(got.Features), len(want.Features))
				}
			}
		}
	}
	if l := both.ledgers[knowns[0].UTC()]; l == nil || l.base == nil {
		t.Error("the past was not made out of the present")
	}
}
