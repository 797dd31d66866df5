package situation

import (
	"slices"
	"testing"

	"dateline/data"
)

// TestChangeOfAnAreaNamesItsClaim: land that changes hands on the word of its province alone rests on that word.
func TestChangeOfAnAreaNamesItsClaim(t *testing.T) {
	s, g := newStore(), iraq()
	g.outlines["province"] = rect(42.5, 35.5, 44, 36.9)
	lon, lat := 43.2, 36.2
	id := s.put(data.Claim{
		Kind: data.KindControl, Actor: "army", ActorID: "army", Status: data.StatusControls, Valid: on(12),
		Places: []data.ClaimPlace{{Role: data.RoleAt, ID: "province", Name: "Province", Kind: "ADM1", Country: "IQ", Lon: &lon, Lat: &lat}},
	})
	fs := features(t, newEngine(s, g), "changes", Query{Valid: june(16), From: june(10), Profile: internal})
	if len(fs) != 1 {
		t.Fatalf("%d changes, want one", len(fs))
	}
	p := fs[0].Properties
	if claims := p["claims"].([]string); !slices.Contains(claims, id) || p["to_holder_id"] != "army" || p["to_holder"] == "" {
		t.Errorf("change %v rests on %v, want %s", p["label"], claims, id)
	}
}
