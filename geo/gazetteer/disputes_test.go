package gazetteer

import (
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

func TestDisputedLandIsNamed(t *testing.T) {
	g := open(t)
	for name, p := range map[string]orb.Point{
		"Golan": {35.75, 33}, "Western Sahara": {-13, 25}, "Western Sahara, east": {-11, 26.5}, "Abkhazia": {41, 43}, "Aksai Chin": {79.5, 35.2}, "Ladakh": {77.58, 34.15},
		"Karabakh": {46.75, 39.82}, "Crimea": {34.1, 45}, "Sevastopol": {33.55, 44.58}, "Northern Cyprus": {33.5, 35.3}, "Kosovo": {21, 42.6},
		"Somaliland": {44.06, 9.56}, "South Ossetia": {43.97, 42.23}, "Transnistria": {29.6, 46.84}, "Rîbnița": {29.01, 47.765}, "Gilgit": {74.3, 35.9}, "Azad Kashmir": {73.47, 34.37},
		"Kashmir": {74.8, 34.08}, "Donetsk": {37.8, 48}, "Arunachal Pradesh": {93.6, 27.1}, "Siachen": {77.1, 35.3},
	} {
		if areas := g.Admin(p); !slices.ContainsFunc(areas, func(a Place) bool { return a.Note != "" }) {
			t.Errorf("%s at %v is not said to be disputed: %v", name, p, areas)
		}
	}
}

func TestUndisputedNeighbours(t *testing.T) {
	g := open(t)
	for name, p := range map[string]orb.Point{
		"Tiberias": {35.53, 32.79}, "Kiryat Shmona": {35.57, 33.21}, "Damascus": {36.29, 33.51}, "Agadir": {-9.6, 30.42}, "Tan-Tan": {-11.1, 28.43}, "Gori": {44.11, 41.98},
		"Chisinau": {28.85, 47.02}, "Zugdidi": {41.87, 42.51}, "Krasnodar": {38.98, 45.04}, "Temryuk": {37.38, 45.28}, "Kashgar": {75.99, 39.47}, "Baku": {49.87, 40.4}, "Ganja": {46.36, 40.68},
		"Limassol": {33.04, 34.68}, "Kyiv": {30.52, 50.45}, "Islamabad": {73.05, 33.69}, "Mogadishu": {45.34, 2.04}, "Nemuro": {145.58, 43.33},
	} {
		for _, a := range g.Admin(p) {
			if a.Note != "" {
				t.Errorf("%s at %v: %s is said to be disputed: %s", name, p, a.Name, a.Note)
			}
		}
	}
}

func TestDisputesAreWellFormed(t *testing.T) {
	for _, d := range disputes {
		if d.note == "" || d.name == "" || len(d.within) > 0 && (len(d.ring) < 4 || !d.ring.Closed()) {
			t.Errorf("%s is not whole: %+v", d.id, d)
		}
	}
}
