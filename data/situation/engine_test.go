package situation

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"dateline/data"
)

func TestSameInputSameBytes(t *testing.T) {
	s, g := many(t, 150)
	a, b := newEngine(s, g), newEngine(s, g)
	for _, c := range Collections {
		q := Query{Valid: june(200), From: june(1), Profile: internal}
		x, err := a.Features(t.Context(), c, q)
		if err != nil {
			t.Fatal(err)
		}
		y, err := b.Features(t.Context(), c, q)
		if err != nil {
			t.Fatal(err)
		}
		if x.Hash != y.Hash || !reflect.DeepEqual(x.Features, y.Features) {
			t.Errorf("%s differs between two engines", c)
		}
	}
}

// TestChangesEqualFresh corrects random claims and compares the kept engine with a new one each time.
func TestChangesEqualFresh(t *testing.T) {
	s, g := many(t, 120)
	g.outlines["province"] = rect(41, 31, 43, 33)
	lon, lat := 42.0, 32.0
	s.put(data.Claim{
		Kind: data.KindControl, Actor: "holder9", ActorID: "holder9", Status: data.StatusControls, Valid: on(150),
		Places: []data.ClaimPlace{{Role: data.RoleAt, ID: "province", Name: "Province", Kind: "ADM1", Country: "IQ", Lon: &lon, Lat: &lat}},
	})
	kept := newEngine(changing{s}, g)
	r := rand.New(rand.NewPCG(7, 8))
	q := Query{Valid: june(160), Profile: internal}
	for round := range 12 {
		for _, c := range Collections {
			x, err := kept.Features(t.Context(), c, q)
			if err != nil {
				t.Fatal(err)
			}
			y, err := newEngine(s, g).Features(t.Context(), c, q)
			if err != nil {
				t.Fatal(err)
			}
			if x.Hash != y.Hash {
				t.Fatalf("round %d: kept and fresh %s differ: %d and %d features", round, c, len(x.Features), len(y.Features))
			}
		}
		id := s.claims[r.IntN(len(s.claims))].Claim.ID
		s.review(id, func(c *data.ClaimState) {
			switch r.IntN(5) {
			case 0:
				c.State = data.Rejected
			case 1:
				c.Claim.Status = data.StatusLost
			case 2:
				c.Claim.Places = append([]data.ClaimPlace{}, c.Claim.Places...)
				c.Claim.Places[0].Relation = data.RelationVicinity
			default:
				c.Claim.ActorID = fmt.Sprint("holder", r.IntN(5))
			}
		})
	}
}

// TestProfilesMissNothing asks for two profiles in turns, so that each misses changes that the other one saw.
func TestProfilesMissNothing(t *testing.T) {
	s, g := many(t, 60)
	kept := newEngine(changing{s}, g)
	r := rand.New(rand.NewPCG(9, 9))
	for round := range 30 {
		q := Query{Valid: june(200), Profile: []string{"public", internal}[r.IntN(2)]}
		x, err := kept.Features(t.Context(), "control", q)
		if err != nil {
			t.Fatal(err)
		}
		y, err := newEngine(s, g).Features(t.Context(), "control", q)
		if err != nil {
			t.Fatal(err)
		}
		if x.Hash != y.Hash {
			t.Fatalf("round %d: the kept engine missed a change", round)
		}
		for range r.IntN(3) {
			s.review(s.claims[r.IntN(len(s.claims))].Claim.ID, func(c *data.ClaimState) { c.Claim.ActorID = fmt.Sprint("holder", r.IntN(5)) })
		}
	}
}

func TestKnownTime(t *testing.T) {
	g, s := iraq(), newStore()
	s.put(control(g, t, "mosul", "isis", data.StatusCaptured, 10))
	late := control(g, t, "mosul", "army", data.StatusCaptured, 16)
	s.put(late)
	s.claims[1].KnownAt = june(25)
	e := newEngine(s, g)
	holder := func(q Query) any { return features(t, e, "control", q)[0].Properties["holder_id"] }
	if got := holder(Query{Valid: june(18), Known: june(20)}); got != "isis" {
		t.Errorf("on the 20th we thought %v", got)
	}
	if got := holder(Query{Valid: june(18)}); got != "army" {
		t.Errorf("now we think %v", got)
	}
}

func TestUnknownCollection(t *testing.T) {
	_, err := newEngine(newStore(), iraq()).Features(context.Background(), "unicorns", Query{})
	if !errors.Is(err, data.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestEmptyStore(t *testing.T) {
	e := newEngine(newStore(), iraq())
	for _, c := range Collections {
		if fs := features(t, e, c, Query{}); len(fs) != 0 {
			t.Errorf("%s has %d features of nothing", c, len(fs))
		}
	}
}

// hiding hides what a profile called public must not see.
type hiding struct{ id string }

func (h hiding) Apply(_ context.Context, name string, c data.ClaimState, _ time.Time) (data.ClaimState, bool) {
	return c, name == internal || c.Claim.ID != h.id
}

func TestHiddenClaimsShapeNothing(t *testing.T) {
	s, g := june2014(t)
	e := New(s, g, hiding{"claim-00002"}, func() time.Time { return june(30) })
	without := New(s, g, everything{}, func() time.Time { return june(30) })
	for _, c := range Collections {
		x, _ := e.Features(t.Context(), c, Query{Valid: june(18), From: june(1), Profile: "public"})
		y, _ := without.Features(t.Context(), c, Query{Valid: june(18), From: june(1), Profile: "public", Without: []string{"claim-00002"}})
		if x.Hash != y.Hash {
			t.Errorf("%s: a hidden claim shows", c)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	s, g := many(t, 60)
	e := newEngine(s, g)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for j := range 5 {
				q := Query{Valid: june(100 + (i+j)%4*30), From: june(50), Profile: internal}
				for _, c := range Collections {
					if _, err := e.Features(context.Background(), c, q); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
}

func TestSeriesEqualsDays(t *testing.T) {
	s, g := many(t, 100)
	clash := control(g.asIraq(), t, "t000003", "", "", 40)
	clash.Kind, clash.EventType = data.KindEvent, "clash"
	s.put(clash)
	e := newEngine(s, g)
	ms, err := e.Series(t.Context(), Query{From: june(1), Valid: june(300)}, day)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(ms); i += 29 {
		want, err := e.Areas(t.Context(), Query{Valid: ms[i].Valid})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(ms[i].Areas, want) {
			t.Fatalf("day %d: series %v, by itself %v", i, ms[i].Areas, want)
		}
	}
	if _, err := e.Series(t.Context(), Query{From: june(3), Valid: june(1)}, day); err == nil {
		t.Error("a series that ends before it starts")
	}
}

func (g *fakeGround) asIraq() *fakeGround { return g }

func TestDiff(t *testing.T) {
	s, g := june2014(t)
	s.put(control(g, t, "hamdaniya", "isis", data.StatusCaptured, 20))
	e := newEngine(s, g)
	d, err := e.Diff(t.Context(), Query{Valid: june(18)}, Query{Valid: june(21)})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Features) != 1 {
		t.Fatalf("%d changes, want one", len(d.Features))
	}
	p := d.Features[0].Properties
	if p["from_holder_id"] != "peshmerga" || p["to_holder_id"] != "isis" || p["change"] != "taken" || p["area_km2"].(float64) < 100 {
		t.Errorf("got %v", p)
	}
	fs := features(t, e, "changes", Query{Valid: june(21), From: june(18)})
	if len(fs) != 1 || fs[0].ID != d.Features[0].ID || !orb.Equal(fs[0].Geometry, d.Features[0].Geometry) {
		t.Errorf("the collection says %d changes", len(fs))
	}
	if fs := features(t, e, "changes", Query{Valid: june(21)}); len(fs) != 0 {
		t.Error("changes of an instant")
	}
}

func TestSensitivity(t *testing.T) {
	s, g := june2014(t)
	e := newEngine(s, g)
	r, err := e.Sensitivity(t.Context(), Query{Valid: june(18), Without: []string{"claim-00002"}})
	if err != nil {
		t.Fatal(err)
	}
	isis := func(as []Area) float64 {
		for _, a := range as {
			if a.Holder == "isis" {
				return a.KM2
			}
		}
		return 0
	}
	if len(r.ByCap) != 3 || !(isis(r.ByCap[0].Areas) < isis(r.ByCap[1].Areas) && isis(r.ByCap[1].Areas) < isis(r.ByCap[2].Areas)) {
		t.Errorf("areas do not grow with the cap: %+v", r.ByCap)
	}
	if isis(r.With) <= isis(r.Without) {
		t.Errorf("without the capture of Tal Afar ISIS has %v of %v", isis(r.Without), isis(r.With))
	}
}
