package zone

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

func box(w, s, e, n float64) orb.MultiPolygon {
	return orb.MultiPolygon{{{{w, s}, {e, s}, {e, n}, {w, n}, {w, s}}}}
}

func check(t testing.TB, zones []Zone) {
	t.Helper()
	for _, z := range zones {
		if err := toGeom(z.Geometry).Validate(); err != nil {
			t.Errorf("zone %v: %v", z.Key, err)
		}
		for _, p := range z.Geometry {
			for i, r := range p {
				if want := orb.CCW; i == 0 && r.Orientation() != want || i > 0 && r.Orientation() == want {
					t.Errorf("zone %v: ring %d winds the wrong way", z.Key, i)
				}
			}
		}
	}
}

func random(n int, w, s, e, nn float64) ([]Site, []Key) {
	r := rand.New(rand.NewPCG(1, 2))
	sites, keys := make([]Site, n), make([]Key, n)
	for i := range sites {
		sites[i] = Site{Point: orb.Point{w + r.Float64()*(e-w), s + r.Float64()*(nn-s)}, Country: "XX", CapKM: 20}
		keys[i] = Key{fmt.Sprint("h", r.IntN(5)), "assessed"}
	}
	return sites, keys
}

func TestRandom(t *testing.T) {
	sites, keys := random(2000, 39, 29, 48, 37)
	for name, land := range map[string]map[string]orb.MultiPolygon{"none": nil, "box": {"XX": box(40, 30, 47, 36)}} {
		t.Run(name, func(t *testing.T) {
			zones := NewDiagram(sites, land).Zones(keys)
			check(t, zones)
			sum := 0.0
			for _, z := range zones {
				t.Log(z.Key, len(z.Geometry), z.AreaKM2)
				sum += z.AreaKM2
			}
			t.Log(sum)
		})
	}
}

func BenchmarkZones(b *testing.B) {
	for _, n := range []int{10000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			sites, keys := random(n, 39, 29, 48, 37)
			land := map[string]orb.MultiPolygon{"XX": box(40, 30, 47, 36)}
			for b.Loop() {
				NewDiagram(sites, land).Zones(keys)
			}
		})
	}
}
