package situation

import (
	"fmt"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"dateline/data"
	"dateline/geo/zone"
)

// edgeGround is a few towns where maps end: on both sides of ±180 degrees, at the poles, on islands, on the border, in a row.
func edgeGround() *fakeGround {
	g := &fakeGround{outlines: map[string]orb.MultiPolygon{}, land: map[string]orb.MultiPolygon{
		"FJ": append(rect(177, -19, 180, -16), rect(-180, -19, -178, -16)...),
		"AQ": rect(-180, -90, 180, -70), "XN": rect(-180, 80, 180, 90),
		"IS": append(rect(10, 0, 10.1, 0.1), append(rect(10.2, 0, 10.21, 0.01), rect(10.3, 0.3, 10.6, 0.6)...)...),
	}}
	for i, p := range []struct {
		country string
		at      orb.Point
	}{
		{"FJ", orb.Point{179.95, -17}},
		{"FJ", orb.Point{-179.95, -17}},
		{"FJ", orb.Point{180, -17.2}},
		{"FJ", orb.Point{-180, -17.2}},
		{"AQ", orb.Point{0, -90}},
		{"AQ", orb.Point{120, -89.95}},
		{"AQ", orb.Point{30, -84.99}},
		{"XN", orb.Point{0, 90}},
		{"XN", orb.Point{-60, 88.9}},
		{"IS", orb.Point{10.05, 0.05}},
		{"IS", orb.Point{10.205, 0.005}},
		{"IS", orb.Point{10.3, 0.3}}, // on the corner of its island
		{"IS", orb.Point{10.45, 0.45}},
		{"IS", orb.Point{10.5, 0.45}},
		{"IS", orb.Point{10.55, 0.45}},
		{"", orb.Point{0, 0}}, // at sea
	} {
		g.towns = append(g.towns, Settlement{fmt.Sprint("t", i), fmt.Sprint("Town ", i), "PPL", p.country, int64(i * 900), p.at})
	}
	return g
}

// TestEdgesOfTheMap draws every layer of random claims on towns at the edges of the map.
func TestEdgesOfTheMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, s := edgeGround(), newStore()
		for i := range rapid.IntRange(1, 14).Draw(t, "claims") {
			c := anyClaim(t, g, i)
			s.put(c)
		}
		if rapid.Bool().Draw(t, "line") {
			town := func(name string) data.ClaimPlace {
				x := g.towns[rapid.IntRange(0, len(g.towns)-1).Draw(t, name)]
				lon, lat := x.Point[0], x.Point[1]
				return data.ClaimPlace{ID: x.ID, Name: x.Name, Kind: x.Kind, Country: x.Country, Lon: &lon, Lat: &lat}
			}
			s.put(asserts("isis", town("from"), town("to")))
		}
		q := Query{Valid: june(rapid.IntRange(1, 330).Draw(t, "valid")), Profile: internal, CapKM: rapid.SampledFrom([]float64{1, 20, 200, 500}).Draw(t, "cap")}
		e := newEngine(s, g)
		for _, c := range Collections {
			set, err := e.Features(t.Context(), c, q)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range set.Features {
				sane(t, c, x, s)
				if m, ok := x.Geometry.(orb.MultiPolygon); ok {
					if err := zone.Check(m); err != nil {
						t.Fatalf("%s %s: %v", c, x.ID, err)
					}
				}
			}
		}
	})
}

// TestManyClaimsOnOnePoint is 100,000 places at one point, half of them of another holder.
func TestManyClaimsOnOnePoint(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	g, s := iraq(), newStore()
	lon, lat := 43.13, 36.34
	report := data.Report{ID: "r", Publisher: "Paper", Published: june(10), Text: "text"}
	s.report(report)
	for i := range 100_000 {
		holder := fmt.Sprint("holder", i%2)
		s.put(data.Claim{
			Kind: data.KindControl, Actor: holder, ActorID: holder, Status: data.StatusControls, Valid: on(10),
			Places:   []data.ClaimPlace{{Role: data.RoleAt, ID: fmt.Sprint("p", i), Name: "Place", Kind: "PPL", Country: "IQ", Lon: &lon, Lat: &lat}},
			Evidence: []data.Evidence{{Report: "r", Start: 0, End: 4, Exact: "text"}},
		})
	}
	zones := features(t, newEngine(s, g), "zones", Query{Valid: june(12), OwnOnly: true})
	if len(zones) != 1 || zones[0].Properties["class"] != Contested || zones[0].Properties["claims_count"] != 100_000 {
		t.Fatalf("%d zones: %v of %v", len(zones), zones[0].Properties["class"], zones[0].Properties["claims_count"])
	}
	if n := len(zones[0].Properties["claims"].([]string)); n != maxListed {
		t.Errorf("it names %d claims", n)
	}
}
