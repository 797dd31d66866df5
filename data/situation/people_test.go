package situation

import (
	"testing"

	"github.com/paulmach/orb"

	"dateline/data"
)

func TestFiguresStandSideBySide(t *testing.T) {
	s, g := june2014(t)
	fs := features(t, newEngine(s, g), "flows", Query{Valid: june(18)})
	if len(fs) != 3 {
		t.Fatalf("%d flows, want 3", len(fs))
	}
	big, families := fs[0].Properties, fs[1].Properties
	if big["conflict"] != true || families["conflict"] != true {
		t.Error("200,000 people and 2,000 to 3,000 families do not conflict")
	}
	persons := families["persons"].(map[string]any)
	if persons["low"] != 12000.0 || persons["high"] != 18000.0 || families["factor"] != 6.0 {
		t.Errorf("families come to %v", persons)
	}
	if raw := families["value"].(map[string]any); raw["low"] != 2000.0 || raw["unit"] != "household" {
		t.Errorf("the raw figure became %v", raw)
	}
	if others := big["other_figures"].([]any); len(others) != 1 || others[0].(map[string]any)["high"] != 18000.0 {
		t.Errorf("other figures: %v", others)
	}
	if fs[2].Properties["unquantified"] != true || fs[2].Properties["width_class"] != 0 {
		t.Error("a flow without a number has a width")
	}
	recommended := 0
	for _, f := range fs[:2] {
		if f.Properties["role"] == Recommended {
			recommended++
		}
	}
	if recommended != 1 {
		t.Errorf("%d of two figures on the same people are recommended", recommended)
	}
}

func TestPopulationByBorder(t *testing.T) {
	g, s := iraq(), newStore()
	move := func(from, to, population, kind string) {
		c := data.Claim{Kind: kind, Population: population, Valid: on(16)}
		c.Places = append(c.Places, g.place(t, from, data.RoleOrigin))
		if to != "" {
			c.Places = append(c.Places, g.place(t, to, data.RoleDestination))
		}
		s.put(c)
	}
	move("mosul", "alqosh", "unknown", data.KindFlow)
	move("sinjar", "shaddadi", "", data.KindFlow)
	move("mosul", "", "", data.KindFlow)
	move("erbil", "mosul", "", data.KindReturn)
	move("erbil", "mosul", "trapped", data.KindFlow)
	want := []string{IDP, Refugee, "unknown", Returnee, "trapped"}
	for i, f := range features(t, newEngine(s, g), "flows", Query{Valid: june(17)}) {
		if f.Properties["population"] != want[i] {
			t.Errorf("%s: %v, want %s", f.Properties["label"], f.Properties["population"], want[i])
		}
	}
}

// provinces is a ground with two areas.
type provinces struct{ *fakeGround }

func (provinces) AdminAt(p orb.Point, level int) (Admin, bool) {
	if level != 1 || p[0] > 43.9 {
		return Admin{}, false
	}
	return Admin{ID: "ninewa", Name: "Nineveh", PCode: "IQG15"}, true
}

func TestRollup(t *testing.T) {
	s, g := june2014(t)
	e := newEngine(s, provinces{g})
	rs, err := e.Rollup(t.Context(), Query{Valid: june(18)}, 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(rs) != 2 || rs[0].PCode != "IQG15" || rs[1].ID != "" {
		t.Fatalf("got %+v", rs)
	}
	if len(rs[0].Figures) != 4 || rs[0].Held[0] != (Count{"isis", Assessed, 2}) {
		t.Errorf("Nineveh: %+v", rs[0])
	}
	if _, err := newEngine(s, g).Rollup(t.Context(), Query{}, 1); err == nil {
		t.Error("a roll-up without outlines")
	}
}

func TestSiegeAndVicinityStayApart(t *testing.T) {
	s, g := june2014(t)
	e := newEngine(s, g)
	for _, f := range features(t, e, "zones", Query{Valid: june(18)}) {
		if f.Properties["holder_id"] == "isis" {
			m := f.Geometry.(orb.MultiPolygon)
			if m.Bound().Contains(orb.Point{43.48, 34.93}) {
				t.Error("the siege of Baiji coloured it")
			}
		}
		if f.ID == "zone:kirkuk~" && len(f.Geometry.(orb.MultiPolygon)[0]) != 2 {
			t.Error("the surroundings of Kirkuk have no hole")
		}
	}
	for _, f := range features(t, e, "frontlines", Query{Valid: june(18)}) {
		if f.Properties["basis"] == Schematic && f.Properties["uncertainty_km"].(float64) < 10 {
			t.Error("a line of unknown course that is sure of itself")
		}
	}
}

func TestAreaIsOverriddenByTowns(t *testing.T) {
	g, s := iraq(), newStore()
	g.outlines["nineveh"] = rect(41.6, 35.9, 43.6, 37)
	lon, lat := 42.6, 36.4
	s.put(data.Claim{
		Kind: data.KindControl, Actor: "isis", ActorID: "isis", Status: data.StatusControls, Valid: on(12),
		Places: []data.ClaimPlace{{Role: data.RoleAt, ID: "nineveh", Name: "Nineveh", Kind: "ADM1", Country: "IQ", Lon: &lon, Lat: &lat}},
	})
	s.put(control(g, t, "alqosh", "peshmerga", data.StatusControls, 14))
	got := map[string]string{}
	for _, f := range features(t, newEngine(s, g), "zones", Query{Valid: june(15)}) {
		got[f.Properties["holder_id"].(string)] = f.Properties["class"].(string) + "/" + f.Properties["basis"].(string)
	}
	if len(got) != 2 || got["isis"] != "claimed/area" || got["peshmerga"] != "assessed/place" {
		t.Errorf("got %v", got)
	}
}
