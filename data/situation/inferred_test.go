package situation

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"dateline/data"
	"dateline/geo"
)

// halfSilent is n towns with reports, as many has them, and as many without.
func halfSilent(t testing.TB, n int) (*fakeStore, *fakeGround) {
	s, g := many(t, n)
	r := rand.New(rand.NewPCG(3, 4))
	for i := range n {
		g.towns = append(g.towns, Settlement{fmt.Sprintf("s%06d", i), fmt.Sprint("Silent ", i), "PPL", "IQ", 1000 + int64(r.IntN(40000)), orb.Point{39 + 9*r.Float64(), 29 + 8*r.Float64()}})
	}
	g.sort()
	return s, g
}

func only(fs []geo.Feature, class string) []geo.Feature {
	return slices.DeleteFunc(slices.Clone(fs), func(f geo.Feature) bool { return f.Properties["class"] != class })
}

func TestInferredStaysWithinTheCapOfReports(t *testing.T) {
	s, g := halfSilent(t, 400)
	q := Query{Valid: june(300)}
	zones := features(t, newEngine(s, g), "zones", q)
	inferred := only(zones, InferredBy)
	if len(inferred) == 0 {
		t.Fatal("nothing is inferred")
	}
	r := rand.New(rand.NewPCG(5, 6))
	for _, f := range inferred {
		if f.Properties["basis"] != "neighbours" || len(f.Properties["claims"].([]string)) == 0 || f.Properties["places"] == nil {
			t.Errorf("%s does not say what it rests on: %v", f.ID, f.Properties)
		}
		m := f.Geometry.(orb.MultiPolygon)
		for range 200 {
			poly := m[r.IntN(len(m))]
			b := poly.Bound()
			p := orb.Point{b.Min[0] + (b.Max[0]-b.Min[0])*r.Float64(), b.Min[1] + (b.Max[1]-b.Min[1])*r.Float64()}
			if !planar.PolygonContains(poly, p) {
				continue
			}
			nearest := 1e9
			for _, town := range g.towns[:400] {
				nearest = min(nearest, geo.Distance(town.Point, p).Kilometres())
			}
			if nearest > DefaultCapKM*1.005 {
				t.Fatalf("%v is coloured %.1f km from the nearest report", p, nearest)
			}
		}
	}
	q.OwnOnly = true
	own := features(t, newEngine(s, g), "zones", q)
	if n := len(only(own, InferredBy)); n > 0 {
		t.Errorf("%d inferred zones although none are asked for", n)
	}
	for _, f := range own {
		if f.Properties["inferred"] != false {
			t.Errorf("%s does not say that nothing was inferred", f.ID)
		}
	}
}

func TestNeighboursThatDisagreeInferNothing(t *testing.T) {
	zones := func(holders ...string) []geo.Feature {
		g, s := iraq(), newStore()
		for i, place := range []string{"hamdaniya", "alqosh"} { // both sides of Bashiqa
			s.put(control(g, t, place, holders[i], data.StatusCaptured, 10))
		}
		return only(features(t, newEngine(s, g), "zones", Query{Valid: june(12), CapKM: 45}), InferredBy)
	}
	if got := zones("a", "a"); len(got) != 1 {
		t.Errorf("two neighbours that agree: %d inferred zones, want 1", len(got))
	}
	if got := zones("a", "b"); len(got) != 0 {
		t.Errorf("two neighbours that disagree: %d inferred zones, want none", len(got))
	}
}

func TestVillageDoesNotSpeakForCity(t *testing.T) {
	g, s := iraq(), newStore()
	s.put(control(g, t, "bashiqa", "a", data.StatusCaptured, 10)) // 20,000 people; Mosul, 23 km away, has 1.7 million
	for _, f := range only(features(t, newEngine(s, g), "zones", Query{Valid: june(12), CapKM: 30}), InferredBy) {
		if slices.Contains(f.Properties["places"].([]any), any("mosul")) {
			t.Error("a village gives a city its holder")
		}
	}
}

// TestInferredChangesEqualFresh corrects claims among half silent towns and compares the kept engine with a new one.
func TestInferredChangesEqualFresh(t *testing.T) {
	s, g := halfSilent(t, 300)
	kept := newEngine(changing{s}, g)
	r := rand.New(rand.NewPCG(9, 10))
	q := Query{Valid: june(200)}
	for round := range 15 {
		for _, c := range []string{"zones", "frontlines", "frontbands", "control"} {
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
		s.review(s.claims[r.IntN(len(s.claims))].Claim.ID, func(c *data.ClaimState) {
			switch r.IntN(4) {
			case 0:
				c.State = data.Rejected
			case 1:
				c.Claim.Status = data.StatusContested
			default:
				c.Claim.ActorID = fmt.Sprint("holder", r.IntN(5))
			}
		})
	}
}

func TestChangesNameBothSides(t *testing.T) {
	s, g := halfSilent(t, 200)
	for i := range 60 {
		at := june(310)
		c := s.claims[i*3].Claim
		c.ID, c.Evidence, c.Valid.Start = "", nil, &at
		c.ActorID, c.Actor = "newcomer", "Newcomer"
		s.put(c)
	}
	set, err := newEngine(s, g).Diff(t.Context(), Query{Valid: june(300)}, Query{Valid: june(320)})
	if err != nil || len(set.Features) == 0 {
		t.Fatal(err, len(set.Features))
	}
	for _, f := range set.Features {
		p := f.Properties
		if (p["from_holder_id"] != "" && p["from_holder"] == "") || (p["to_holder_id"] != "" && p["to_holder"] == "") {
			t.Errorf("%s does not name both sides: %v → %v", f.ID, p["from_holder"], p["to_holder"])
		}
		if p["area_km2"].(float64) <= 0 || len(p["claims"].([]string)) == 0 {
			t.Errorf("%s: %v km², claims %v", f.ID, p["area_km2"], p["claims"])
		}
	}
}

// TestBasisNamesEveryClaim holds that a feature with many claims names the newest and that the others can be had.
func TestBasisNamesEveryClaim(t *testing.T) {
	s, g := many(t, 2000)
	e, q := newEngine(s, g), Query{Valid: june(300)}
	long := 0
	for _, f := range features(t, e, "zones", q) {
		named, count := f.Properties["claims"].([]string), f.Properties["claims_count"].(int)
		all, err := e.Basis(t.Context(), "zones", f.ID, q)
		if err != nil {
			t.Fatal(err)
		}
		if len(all) != count || len(named) > maxListed || f.Properties["claims_whole"] != (count == len(named)) {
			t.Errorf("%s names %d claims, counts %d, and rests on %d", f.ID, len(named), count, len(all))
		}
		if !slices.Equal(named, all[len(all)-len(named):]) {
			t.Errorf("%s does not name the newest", f.ID)
		}
		if count > maxListed {
			long++
		}
	}
	if long == 0 {
		t.Error("no feature with many claims")
	}
	if _, err := e.Basis(t.Context(), "zones", "nosuch", q); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("a feature that is not there: %v", err)
	}
}

// TestSuburbsAreTheCity: silent villages on the built-up land of Mosul do not cut it, those beside a village do.
func TestSuburbsAreTheCity(t *testing.T) {
	kind := "PPL"
	area := func(place string, suburb int64) float64 {
		g, s := iraq(), newStore()
		at := *endPoint(ptr(g.place(t, place, "")))
		g.towns = append(g.towns, Settlement{"suburb", "Suburb", kind, "IQ", suburb, orb.Point{at[0] + 0.05, at[1]}})
		s.put(control(g, t, place, "a", data.StatusCaptured, 10))
		as, err := newEngine(s, g).Areas(t.Context(), Query{Valid: june(12), OwnOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		return as[0].KM2
	}
	if whole, cut := area("mosul", 999), area("mosul", 5000); cut < whole-1 {
		t.Errorf("a suburb of 5,000 cuts Mosul from %.0f to %.0f km²", whole, cut)
	}
	if whole, cut := area("mosul", 999), area("mosul", 400_000); cut > whole*0.8 {
		t.Errorf("a neighbour of 400,000 leaves Mosul %.0f of %.0f km²", cut, whole)
	}
	kind = "PPLX" // a section of a town, whatever number stands beside it
	if whole, cut := area("mosul", 999), area("mosul", 2_000_000); cut < whole-1 {
		t.Errorf("a section of Mosul cuts it from %.0f to %.0f km²", whole, cut)
	}
	kind = "PPL"
	if whole, cut := area("alqosh", 999), area("alqosh", 5000); cut > whole*0.8 {
		t.Errorf("a neighbour of 5,000 leaves Alqosh %.0f of %.0f km²", cut, whole)
	}
}
