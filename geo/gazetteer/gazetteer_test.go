package gazetteer

import (
	"testing"

	"github.com/paulmach/orb"
)

func open(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestLookupFirst(t *testing.T) {
	g := open(t)
	for name, id := range map[string]string{
		"Mosul": "geonames:99072", "Al-Mawsil": "geonames:99072", "الموصل": "geonames:99072", "Kirkuk": "geonames:94787", "Baiji": "geonames:97783",
		"Tal Afar": "geonames:90393", "Alqosh": "geonames:99000", "Vienna": "geonames:2761369", "Basra": "geonames:99532", "Baghdad": "geonames:98182",
		"Tehran": "geonames:112931", "Iraq": "geonames:99237", "Turkey": "geonames:298795", "Iran": "geonames:130758", "Syria": "geonames:163843",
		"Irbil": "geonames:95446", "London": "geonames:2643743", "New York": "geonames:5128581", "United States": "geonames:6252001",
		"U.S.": "geonames:6252001", "UK": "geonames:2635167", "Georgia": "geonames:614540", "Mexico": "geonames:3996063",
	} {
		m := g.Lookup(name)
		if len(m) == 0 {
			t.Errorf("Lookup(%q): nothing, want %s", name, id)
		} else if m[0].Place.ID != id {
			t.Errorf("Lookup(%q) = %s %s %s, want %s", name, m[0].Place.ID, m[0].Place.Name, m[0].Place.Country, id)
		}
	}
}

func TestAdminOfPoints(t *testing.T) {
	g := open(t)
	for _, c := range []struct {
		lon, lat      float64
		country, area string
	}{
		{43.11889, 36.335, "IQ", "geonames:92877"},
		{44.39222, 35.46806, "IQ", "geonames:98410"},
		{16.37208, 48.20849, "AT", ""},
		{2.3488, 48.85341, "FR", ""},
		{-74.006, 40.7143, "US", "geonames:5128638"},
		{179.98, -16.85, "FJ", ""},
		{0, -90, "AQ", ""},
	} {
		p := orb.Point{c.lon, c.lat}
		areas := g.Admin(p)
		if code, _ := g.CountryAt(p); code != c.country {
			t.Errorf("country at %v = %q, want %s (%v)", p, code, c.country, areas)
		}
		found := c.area == ""
		for _, a := range areas {
			found = found || a.ID == c.area
		}
		if !found {
			t.Errorf("Admin(%v) = %v, want %s among them", p, areas, c.area)
		}
	}
}
