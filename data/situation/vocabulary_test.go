package situation

import (
	"testing"

	"github.com/paulmach/orb"

	"dateline/data"
)

func TestVocabularies(t *testing.T) {
	g := iraq()
	for _, c := range []struct {
		name             string
		claims           []data.Claim
		isw2022, isw2014 any
	}{
		{"captured", []data.Claim{control(g, t, "mosul", "isis", data.StatusCaptured, 10)}, AssessedControl, ControlZone},
		{"claimed", []data.Claim{with(control(g, t, "mosul", "isis", data.StatusCaptured, 10), func(c *data.Claim) { c.Modality = data.Claimed })}, ClaimedControl, ControlZone},
		{"contested", []data.Claim{control(g, t, "mosul", "isis", data.StatusContested, 10)}, AssessedAdvance, AttackZone},
		{"besieged", []data.Claim{with(control(g, t, "mosul", "isis", data.StatusBesieged, 10), func(c *data.Claim) { c.Kind = data.KindSiege })}, AssessedAdvance, AttackZone},
		{"advancing", []data.Claim{control(g, t, "mosul", "isis", data.StatusAdvancing, 10)}, AssessedAdvance, AttackZone},
		{"present", []data.Claim{control(g, t, "mosul", "isis", data.StatusPresent, 10)}, "", SupportZone},
		{"left", []data.Claim{control(g, t, "mosul", "isis", data.StatusWithdrew, 10)}, "", ""},
		{"disputed", []data.Claim{control(g, t, "mosul", "isis", data.StatusControls, 10), control(g, t, "mosul", "army", data.StatusControls, 10)}, ClaimedControl, ControlZone},
	} {
		s := newStore()
		for _, x := range c.claims {
			s.put(x)
		}
		p := features(t, newEngine(s, g), "control", Query{Valid: june(11)})[0].Properties
		if p["isw2022"] != c.isw2022 || p["isw2014"] != c.isw2014 {
			t.Errorf("%s: %v and %v, want %v and %v", c.name, p["isw2022"], p["isw2014"], c.isw2022, c.isw2014)
		}
		for _, z := range features(t, newEngine(s, g), "zones", Query{Valid: june(11), OwnOnly: true}) {
			if z.Properties["isw2022"] != c.isw2022 || z.Properties["isw2014"] != c.isw2014 {
				t.Errorf("zone of %s: %v and %v, want %v and %v", c.name, z.Properties["isw2022"], z.Properties["isw2014"], c.isw2022, c.isw2014)
			}
		}
	}
}

func with(c data.Claim, change func(*data.Claim)) data.Claim {
	change(&c)
	return c
}

// roads is a ground on which one gets half as far in the west.
type roads struct{ *fakeGround }

func (roads) ReachKM(p orb.Point, capKM float64) float64 {
	if p[0] < 43 {
		return capKM / 2
	}
	return capKM * 3
}

func TestTravelTimeShortensCaps(t *testing.T) {
	g, s := iraq(), newStore()
	s.put(control(g, t, "sinjar", "a", data.StatusCaptured, 10))
	s.put(control(g, t, "kirkuk", "b", data.StatusCaptured, 10))
	areas := func(g Ground) map[string]float64 {
		as, err := newEngine(s, g).Areas(t.Context(), Query{Valid: june(12), OwnOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]float64{}
		for _, a := range as {
			out[a.Holder] = a.KM2
		}
		return out
	}
	plain, slow := areas(g), areas(roads{g})
	if r := slow["a"] / plain["a"]; r < 0.24 || r > 0.27 {
		t.Errorf("half the reach gives %.3f of the area", r)
	}
	if slow["b"] != plain["b"] {
		t.Error("a cap grew beyond itself")
	}
	for _, f := range features(t, newEngine(s, roads{g}), "zones", Query{Valid: june(12)}) {
		if f.Properties["method"] != TravelMethod {
			t.Errorf("%s does not say its method: %v", f.ID, f.Properties["method"])
		}
	}
}
