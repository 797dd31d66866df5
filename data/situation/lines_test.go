package situation

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"dateline/data"
	"dateline/geo"
)

// asserts is a line that somebody is said to hold between places.
func asserts(holder string, places ...data.ClaimPlace) data.Claim {
	places[0].Role, places[len(places)-1].Role = data.RoleFrom, data.RoleTo
	return data.Claim{Kind: data.KindLine, Actor: holder, ActorID: holder, Valid: on(16), Places: places}
}

func byID(fs []geo.Feature, id string) geo.Feature {
	for _, f := range fs {
		if f.ID == id {
			return f
		}
	}
	return geo.Feature{}
}

func TestAssertedLineShapesNoZone(t *testing.T) {
	g, s := iraq(), newStore()
	s.put(control(g, t, "mosul", "isis", data.StatusCaptured, 10))
	s.put(control(g, t, "erbil", "peshmerga", data.StatusControls, 14))
	q := Query{Valid: june(18)}
	before, err := newEngine(s, g).Features(t.Context(), "zones", q)
	if err != nil {
		t.Fatal(err)
	}
	s.put(asserts("peshmerga", g.place(t, "sinjar", ""), g.place(t, "baiji", "")))
	after, err := newEngine(s, g).Features(t.Context(), "zones", q)
	if err != nil || after.Hash != before.Hash {
		t.Errorf("a line from Sinjar to Baiji changes the zones: %v", err)
	}
}

// TestAssertedLineKeepsTownsOnTheirSides: the straight way from Sinjar to Kirkuk runs between the two towns, on the wrong sides of both.
func TestAssertedLineKeepsTownsOnTheirSides(t *testing.T) {
	g, s := iraq(), newStore()
	s.put(control(g, t, "mosul", "isis", data.StatusCaptured, 10))
	s.put(control(g, t, "hamdaniya", "peshmerga", data.StatusControls, 15))
	id := "line:" + s.put(asserts("peshmerga", g.place(t, "sinjar", ""), g.place(t, "erbil", "")))
	e, q := newEngine(s, g), Query{Valid: june(18)}
	l := byID(features(t, e, "frontlines", q), id)
	line := l.Geometry.(orb.LineString)
	side := func(p orb.Point) bool { return north(line, p) }
	if side(orb.Point{43.13, 36.34}) == side(orb.Point{43.38, 36.27}) {
		t.Errorf("Mosul and Hamdaniya lie on one side of %v", line)
	}
	for _, town := range []orb.Point{{43.13, 36.34}, {43.38, 36.27}} {
		if _, d, _ := geo.Closest(town, line); d.Kilometres() < townKM*0.9 {
			t.Errorf("the line passes a town at %v", d)
		}
	}
	if got := l.Properties["between_claims"].([]string); len(got) != 2 {
		t.Errorf("the course rests on %v", got)
	}
	b := byID(features(t, e, "frontbands", q), bandPrefix+id)
	for _, p := range line {
		if !planar.MultiPolygonContains(b.Geometry.(orb.MultiPolygon), p) {
			t.Errorf("%v of the line is outside of its band", p)
		}
	}
	if b.Properties["line"] != id || b.Properties["holder_id"] != nil || b.Properties["area_km2"].(float64) <= 0 {
		t.Errorf("the band says %v", b.Properties)
	}
}

// north says whether p lies north of a line that runs east.
func north(line orb.LineString, p orb.Point) bool {
	for i := 1; i < len(line); i++ {
		if a, b := line[i-1], line[i]; a[0] <= p[0] && p[0] < b[0] {
			return p[1] > a[1]+(b[1]-a[1])*(p[0]-a[0])/(b[0]-a[0])
		}
	}
	return false
}

// TestBandOfABorderReachesAllOfIt: a line that begins "at the border" may begin anywhere on it.
func TestBandOfABorderReachesAllOfIt(t *testing.T) {
	g, s := iraq(), newStore()
	lon, lat := 41.4, 35.0
	border := data.ClaimPlace{ID: borderPrefix + "IQ-SY", Name: "border with Syria", Kind: "border", Country: "IQ", Relation: data.RelationSite, Lon: &lon, Lat: &lat, UncertaintyKM: 240}
	near := g.place(t, "mosul", data.RoleAt)
	id := "line:" + s.put(asserts("isis", border, near, g.place(t, "kirkuk", "")))
	g.land["IQ"] = orb.MultiPolygon{{{{41.4, 30}, {48, 30}, {48, 37.3}, {41.4, 37.3}, {41.4, 33}, {41.4, 30}}}}
	e, q := newEngine(s, g), Query{Valid: june(18)}
	l := byID(features(t, e, "frontlines", q), id)
	if line := l.Geometry.(orb.LineString); slices.Contains(line, orb.Point{43.13, 36.34}) {
		t.Error("a line from the border to Kirkuk, near Mosul, runs over Mosul")
	}
	band := byID(features(t, e, "frontbands", q), bandPrefix+id).Geometry.(orb.MultiPolygon)
	for _, p := range []orb.Point{{41.5, 37.15}, {41.5, 33.2}, {44.3, 35.5}} {
		if !planar.MultiPolygonContains(band, p) {
			t.Errorf("%v, where the line may begin or end, is outside of the band", p)
		}
	}
	if planar.MultiPolygonContains(band, orb.Point{46, 36.5}) {
		t.Error("the band reaches beyond Kirkuk")
	}
}

// TestFrontKeepsItsID: a front that moves around the same towns is the same front, and what it lost is a change.
func TestFrontKeepsItsID(t *testing.T) {
	g, s := iraq(), newStore()
	for _, c := range []data.Claim{
		control(g, t, "mosul", "isis", data.StatusCaptured, 10), control(g, t, "erbil", "peshmerga", data.StatusControls, 10),
		control(g, t, "hamdaniya", "peshmerga", data.StatusControls, 10), control(g, t, "bashiqa", "peshmerga", data.StatusControls, 10),
		control(g, t, "hamdaniya", "isis", data.StatusCaptured, 15),
	} {
		s.put(c)
	}
	e := newEngine(s, g)
	ids := func(day int) (out []string) {
		for _, f := range features(t, e, "frontlines", Query{Valid: june(day), CapKM: 40}) {
			out = append(out, f.ID)
		}
		return out
	}
	before, after := ids(12), ids(16)
	if len(before) == 0 || !slices.ContainsFunc(before, func(id string) bool { return slices.Contains(after, id) }) {
		t.Errorf("no front of %v is left in %v", before, after)
	}
	for _, id := range append(before, after...) {
		if !strings.HasPrefix(id, "front:isis:peshmerga:mosul") {
			t.Errorf("%s is not named after its sides and the largest town beside it", id)
		}
	}
	d, err := e.Diff(t.Context(), Query{Valid: june(12), CapKM: 40}, Query{Valid: june(16), CapKM: 40})
	if err != nil {
		t.Fatal(err)
	}
	// Who loses the land that another gains: the areas of the holders differ by just what the layer of changes says.
	area := map[string]float64{}
	for _, at := range []struct {
		day  int
		sign float64
	}{{12, -1}, {16, 1}} {
		as, err := e.Areas(t.Context(), Query{Valid: june(at.day), CapKM: 40})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range as {
			if a.Class != InferredBy {
				area[a.Holder] += at.sign * a.KM2
			}
		}
	}
	taken := 0.0
	for _, f := range d.Features {
		if f.Properties["from_holder_id"] == "peshmerga" && f.Properties["to_holder_id"] == "isis" {
			taken += f.Properties["area_km2"].(float64)
		}
	}
	if taken <= 0 || math.Abs(taken-area["isis"]) > 1 || math.Abs(taken+area["peshmerga"]) > 1 {
		t.Errorf("%.1f km² taken, while ISIS has %.1f more and the Peshmerga %.1f", taken, area["isis"], area["peshmerga"])
	}
}

func TestNoMarkInTheMiddleOfACountry(t *testing.T) {
	g, s := iraq(), newStore()
	lon, lat := 44.0, 33.0
	for kind, place := range map[string]data.ClaimPlace{
		data.KindControl:  {ID: "iraq", Name: "Iraq", Kind: "PCLI"},
		data.KindEvent:    {ID: "nineveh", Name: "Nineveh", Kind: "ADM1"},
		data.KindStock:    {ID: "iraq", Name: "Iraq", Kind: "PCLI"},
		data.KindMovement: {ID: "iraq", Name: "Iraq", Kind: "PCLI"},
	} {
		place.Role, place.Country, place.Lon, place.Lat = data.RoleAt, "IQ", &lon, &lat
		s.put(data.Claim{Kind: kind, Actor: "isis", ActorID: "isis", Status: data.StatusPresent, EventType: "attack", Places: []data.ClaimPlace{place}, Valid: on(16)})
	}
	e, n := newEngine(s, g), 0
	for _, c := range []string{"control", "events", "displaced", "forces", "claims"} {
		for _, f := range features(t, e, c, Query{Valid: june(17)}) {
			if n++; f.Geometry != nil {
				t.Errorf("%s %s stands at %v", c, f.ID, f.Geometry)
			}
		}
	}
	if n != 8 {
		t.Errorf("%d features, want 8: in the lists they all stand", n)
	}
}

// TestNorthwardsIsAStub: a direction that the text gives is drawn as far as a stub goes, one that it does not give is a halo.
func TestNorthwardsIsAStub(t *testing.T) {
	g, s := iraq(), newStore()
	from, to := g.place(t, "talafar", data.RoleOrigin), g.place(t, "talafar", data.RoleDestination)
	to.Relation, to.Bearing = data.RelationDirection, f64(0)
	s.put(data.Claim{Kind: data.KindFlow, Places: []data.ClaimPlace{from, to}, Valid: on(16)})
	s.put(data.Claim{Kind: data.KindFlow, Places: []data.ClaimPlace{from}, Valid: on(16)})
	fs := features(t, newEngine(s, g), "flows", Query{Valid: june(17)})
	if len(fs) != 2 || fs[0].Properties["shape"] != "stub" || fs[1].Properties["shape"] != "halo" {
		t.Fatalf("got %v and %v", fs[0].Properties["shape"], fs[1].Properties["shape"])
	}
	line := fs[0].Geometry.(orb.LineString)
	if end := line[len(line)-1]; math.Abs(end[0]-line[0][0]) > 1e-6 || end[1] <= line[0][1] {
		t.Errorf("northwards from %v ends in %v", line[0], end)
	}
	if fs[0].Properties["destination_known"] != false {
		t.Error("a direction is taken for a destination")
	}
}
