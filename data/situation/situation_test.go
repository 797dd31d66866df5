package situation

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"dateline/data"
)

func f64(x float64) *float64 { return &x }

// june2014 is the situation of the first article, in hand-made claims.
func june2014(t testing.TB) (*fakeStore, *fakeGround) {
	g, s := iraq(), newStore()
	s.put(control(g, t, "mosul", "isis", data.StatusCaptured, 10))
	s.put(control(g, t, "talafar", "isis", data.StatusCaptured, 16))
	s.put(control(g, t, "kirkuk", "iraqi-army", data.StatusWithdrew, 12))
	s.put(control(g, t, "erbil", "peshmerga", data.StatusControls, 14))
	s.put(control(g, t, "hamdaniya", "peshmerga", data.StatusControls, 15))
	around := control(g, t, "kirkuk", "peshmerga", data.StatusControls, 16)
	around.Places[0].Relation = data.RelationVicinity
	s.put(around)
	siege := control(g, t, "baiji", "isis", data.StatusBesieged, 16)
	siege.Kind, siege.Places[0].Relation, siege.Places[0].Site = data.KindSiege, data.RelationSite, "refinery"
	s.put(siege)
	s.put(data.Claim{
		Kind: data.KindFlow, Places: []data.ClaimPlace{g.place(t, "talafar", data.RoleOrigin)}, Valid: on(16),
		Value: &data.Value{Best: f64(200000), Unit: "person", Qualifier: "approximately", Raw: "some 200,000"},
	})
	s.put(data.Claim{
		Kind: data.KindFlow, Places: []data.ClaimPlace{g.place(t, "talafar", data.RoleOrigin)}, Valid: on(17),
		Value: &data.Value{Low: f64(2000), High: f64(3000), Unit: "household", Qualifier: "range", Raw: "2 000 - 3 000 families", Factor: 6, FactorSource: "IOM DTM Iraq"},
	})
	s.put(data.Claim{
		Kind: data.KindFlow, Group: "Christians", Valid: on(16),
		Places: []data.ClaimPlace{g.place(t, "mosul", data.RoleOrigin), g.place(t, "alqosh", data.RoleDestination)},
	})
	s.put(data.Claim{
		Kind: data.KindLine, Actor: "peshmerga", ActorID: "peshmerga", Valid: on(16),
		Places: []data.ClaimPlace{g.place(t, "kirkuk", data.RoleFrom), g.place(t, "sinjar", data.RoleTo)},
	})
	return s, g
}

func TestJune2014(t *testing.T) {
	s, g := june2014(t)
	e := newEngine(s, g)
	for _, c := range Collections {
		for _, f := range features(t, e, c, Query{Valid: june(18), Profile: internal}) {
			b, err := json.Marshal(f.Properties)
			if err != nil {
				t.Fatal(err)
			}
			if len(b) > 900 {
				b = b[:900]
			}
			if testing.Verbose() {
				t.Logf("%s %s %T %s", c, f.ID, f.Geometry, b)
			}
		}
	}
	_ = time.Now
	_ = context.Background
}
