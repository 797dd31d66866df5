package situation

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"dateline/data"
	"dateline/geo"
)

// anyClaim draws a claim that may say anything, sense or not.
func anyClaim(t *rapid.T, g *fakeGround, i int) data.Claim {
	word := func(label string, of ...string) string { return rapid.SampledFrom(of).Draw(t, label) }
	c := data.Claim{
		ID:   fmt.Sprintf("c%03d", i),
		Kind: word("kind", data.KindControl, data.KindControl, data.KindSiege, data.KindLine, data.KindFlow, data.KindStock, data.KindReturn, data.KindMovement, data.KindEvent, data.KindRelation, "odd"),
		Status: word("status", data.StatusCaptured, data.StatusControls, data.StatusLost, data.StatusContested, data.StatusWithdrew, data.StatusAdvancing,
			data.StatusPresent, data.StatusJoint, data.StatusBesieged, data.StatusLifted, ""),
		Actor: word("actor", "isis", "army", "kurds", ""), Object: word("object", "", "army", "isis"),
		Modality:   word("modality", data.Asserted, data.Asserted, data.Claimed, data.Denied, data.Planned, data.Past, ""),
		Population: word("population", "", "unknown", IDP, Forces), EventType: word("event", "clash", "protest", ""),
		Confidence: rapid.SampledFrom([]float64{0, 0.5, 1, 7, -1}).Draw(t, "confidence"),
		Value:      anyValue(t), Valid: anyInterval(t),
	}
	c.ActorID, c.ObjectID = c.Actor, c.Object
	c.Reliability, c.Credibility = word("reliability", "", "A", "C", "E", "F", "x"), rapid.IntRange(-1, 7).Draw(t, "credibility")
	for range rapid.IntRange(0, 3).Draw(t, "places") {
		p := g.towns[rapid.IntRange(0, len(g.towns)-1).Draw(t, "town")]
		lon, lat := p.Point[0], p.Point[1]
		place := data.ClaimPlace{
			Role: word("role", data.RoleAt, data.RoleOrigin, data.RoleDestination, data.RoleFrom, data.RoleTo, data.RoleAlong, data.RoleAnchor, ""),
			Name: p.Name, ID: p.ID, Kind: word("place kind", p.Kind, "ADM1", "PCLI", "DAM", ""), Lon: &lon, Lat: &lat,
			Relation: word("relation", data.RelationIn, data.RelationIn, data.RelationVicinity, data.RelationSite, data.RelationDirection, ""),
			Country:  word("country", "IQ", "SY", "", "ZZ"),
		}
		switch rapid.IntRange(0, 9).Draw(t, "fault") {
		case 0:
			place.Lon, place.Lat, place.ID = nil, nil, ""
		case 1:
			*place.Lon = math.NaN()
		case 2:
			*place.Lat, place.ID = 91, ""
		case 3:
			place.Bearing, place.UncertaintyKM = ptr(math.Inf(1)), 1e9
		case 4:
			place.ID = ""
		}
		c.Places = append(c.Places, place)
	}
	return c
}

func anyValue(t *rapid.T) *data.Value {
	if rapid.Bool().Draw(t, "no value") {
		return nil
	}
	n := func(label string) *float64 {
		return rapid.SampledFrom([]*float64{nil, ptr(0.0), ptr(200000.0), ptr(-5.0), ptr(math.Inf(1))}).Draw(t, label)
	}
	return &data.Value{
		Low: n("low"), Best: n("best"), High: n("high"), Unit: rapid.SampledFrom([]string{"person", "household", "mile", ""}).Draw(t, "unit"),
		Factor: rapid.SampledFrom([]float64{0, 6}).Draw(t, "factor"), Qualifier: rapid.SampledFrom([]string{"", "vague", "up_to"}).Draw(t, "qualifier"),
	}
}

func anyInterval(t *rapid.T) data.Interval {
	start := june(rapid.IntRange(1, 300).Draw(t, "day"))
	v := data.Interval{Start: &start, Precision: rapid.SampledFrom([]string{"day", "week", "month", "unknown"}).Draw(t, "precision")}
	if rapid.Bool().Draw(t, "ends") {
		v.End = ptr(start.AddDate(0, 0, rapid.IntRange(-5, 60).Draw(t, "length")))
	}
	return v
}

func TestAnyClaims(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, s := iraq(), newStore()
		g.outlines["mosul"] = rect(42.5, 36, 43.6, 36.9)
		for i := range rapid.IntRange(0, 25).Draw(t, "claims") {
			s.put(anyClaim(t, g, i))
		}
		q := Query{Valid: june(rapid.IntRange(1, 330).Draw(t, "valid")), Profile: internal}
		if rapid.Bool().Draw(t, "range") {
			q.From = q.Valid.AddDate(0, 0, -40)
		}
		e, f := newEngine(s, g), newEngine(s, g)
		for _, c := range Collections {
			set, err := e.Features(t.Context(), c, q)
			if err != nil {
				t.Fatal(err)
			}
			again, err := f.Features(t.Context(), c, q)
			if err != nil || again.Hash != set.Hash {
				t.Fatalf("%s: not the same twice", c)
			}
			last := ""
			for _, x := range set.Features {
				if x.ID <= last {
					t.Fatalf("%s: %q after %q", c, x.ID, last)
				}
				last = x.ID
				sane(t, c, x, s)
			}
		}
	})
}

// sane fails on a feature that says what it must not.
func sane(t *rapid.T, collection string, f geo.Feature, s *fakeStore) {
	if _, err := json.Marshal(f.Properties); err != nil {
		t.Fatalf("%s %s: %v", collection, f.ID, err)
	}
	for _, need := range []string{"id", "kind", "label", "confidence", "valid_from", "valid_to", "known_at", "claims", "evidence"} {
		if _, ok := f.Properties[need]; !ok {
			t.Fatalf("%s %s says no %s", collection, f.ID, need)
		}
	}
	claims := f.Properties["claims"].([]string)
	if len(claims) == 0 && collection != "reports" {
		t.Fatalf("%s %s rests on nothing", collection, f.ID)
	}
	if f.Geometry != nil {
		b := f.Geometry.Bound()
		if !(b.Min[0] >= -180 && b.Max[0] <= 180 && b.Min[1] >= -90 && b.Max[1] <= 90) {
			t.Fatalf("%s %s leaves the map: %v", collection, f.ID, b)
		}
	}
	switch collection {
	case "zones":
		for _, p := range f.Geometry.(orb.MultiPolygon) {
			if p[0].Orientation() != orb.CCW {
				t.Fatalf("%s winds the wrong way", f.ID)
			}
		}
		if f.Properties["holder"] == "" && f.Properties["basis"] == "place" {
			t.Fatalf("%s is nobody's: %v", f.ID, f.Properties)
		}
		planned := true
		for _, id := range claims {
			for _, c := range s.claims {
				if c.Claim.ID == id && c.Claim.Modality != data.Planned && c.Claim.Modality != data.Past {
					planned = false
				}
			}
		}
		if planned {
			t.Fatalf("%s rests on plans", f.ID)
		}
	case "frontlines", "flows", "forces":
		if f.Properties["side_a_id"] != nil && reflect.DeepEqual(f.Properties["side_a_id"], f.Properties["side_b_id"]) && f.Properties["basis"] != Schematic {
			t.Fatalf("%s has one side twice", f.ID)
		}
	}
}

// TestTimeOnlyForgets holds the rule that the passing of time alone never gives a place to somebody else.
func TestTimeOnlyForgets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, s := iraq(), newStore()
		for i := range rapid.IntRange(1, 12).Draw(t, "claims") {
			c := anyClaim(t, g, i)
			c.Valid = on(rapid.IntRange(1, 20).Draw(t, "start"))
			s.put(c)
		}
		e := newEngine(s, g)
		f, err := e.frame(t.Context(), Query{Valid: june(21)})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.view.dossiers {
			before := e.statusOf(d, june(21), true)
			for _, later := range []int{25, 40, 60, 200} {
				now := e.statusOf(d, june(later), false)
				for _, h := range now.Holders {
					if now.Class != "" && !containsParty(before.Holders, h) {
						t.Fatalf("%s: on day %d %v holds it, on day 21 %v did", d.key, later, now.Holders, before.Holders)
					}
				}
				if before.until.After(june(later)) && (now.Class != before.Class || !reflect.DeepEqual(now.Holders, before.Holders)) {
					t.Fatalf("%s: steady until %v, but %q became %q on day %d", d.key, before.until.Format(time.DateOnly), before.Class, now.Class, later)
				}
			}
		}
	})
}

func containsParty(ps []Party, p Party) bool {
	for _, q := range ps {
		if q.ID == p.ID {
			return true
		}
	}
	return false
}
