package zone

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"dateline/geo"
)

func box(w, s, e, n float64) orb.MultiPolygon {
	return orb.MultiPolygon{{{{w, s}, {e, s}, {e, n}, {w, n}, {w, s}}}}
}

// check fails on zones that are not valid, wind the wrong way, leave the map or say the wrong area.
func check(t testing.TB, zones []Zone) {
	t.Helper()
	for _, z := range zones {
		if err := toGeom(z.Geometry).Validate(); err != nil {
			t.Fatalf("zone %v: %v", z.Key, err)
		}
		for _, p := range z.Geometry {
			for i, r := range p {
				if want := orb.CCW; i == 0 && r.Orientation() != want || i > 0 && r.Orientation() == want {
					t.Errorf("zone %v: ring %d winds the wrong way", z.Key, i)
				}
			}
		}
		if b := z.Geometry.Bound(); b.Min[0] < -180 || b.Max[0] > 180 || b.Min[1] < -90 || b.Max[1] > 90 {
			t.Errorf("zone %v leaves the map: %v", z.Key, b)
		}
		if a := AreaKM2(z.Geometry); math.Abs(a-z.AreaKM2) > 1e-6*a+1e-6 {
			t.Errorf("zone %v: area %v, its geometry has %v", z.Key, z.AreaKM2, a)
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

// owner gives the holder of the nearest site within its cap, and whether the point is too near to a border to tell.
func owner(sites []Site, keys []Key, p orb.Point) (holder string, unsure bool) {
	best, second, at := math.Inf(1), math.Inf(1), -1
	for i, s := range sites {
		if d := geo.Distance(p, s.Point).Kilometres(); d < best {
			best, second, at = d, best, i
		} else if d < second {
			second = d
		}
	}
	if second-best < 0.05 || math.Abs(best-sites[at].CapKM) < sites[at].CapKM*0.004+0.05 {
		return "", true
	}
	if best > sites[at].CapKM {
		return "", false
	}
	return keys[at].Holder, false
}

func TestCellsAreNearest(t *testing.T) {
	for _, at := range []struct {
		name       string
		w, s, e, n float64
	}{{"Iraq", 42, 33, 45, 36}, {"equator", -1, -1, 2, 2}, {"north", 20, 68, 30, 70}, {"Fiji", 178.5, -18, 181.5, -16}, {"south", -70, -54, -66, -52}} {
		t.Run(at.name, func(t *testing.T) {
			sites, keys := random(150, at.w, at.s, at.e, at.n)
			for i := range sites {
				sites[i].Point[0] = wrapDegrees(sites[i].Point[0])
				if i%5 == 0 {
					sites[i].CapKM, keys[i] = 8, Key{}
				}
				if i%7 == 0 {
					sites[i].CapKM = 12
				}
			}
			zones := NewDiagram(sites, nil).Zones(keys)
			check(t, zones)
			r := rand.New(rand.NewPCG(3, 4))
			told := 0
			for range 3000 {
				p := orb.Point{wrapDegrees(at.w - 0.3 + r.Float64()*(at.e-at.w+0.6)), at.s - 0.3 + r.Float64()*(at.n-at.s+0.6)}
				want, unsure := owner(sites, keys, p)
				if unsure {
					continue
				}
				told++
				var got []string
				for _, z := range zones {
					if planar.MultiPolygonContains(z.Geometry, p) {
						got = append(got, z.Key.Holder)
					}
				}
				if len(got) > 1 || len(got) == 1 && got[0] != want || len(got) == 0 && want != "" {
					t.Fatalf("%v: in zones %v, nearest is %q", p, got, want)
				}
			}
			if told < 2000 {
				t.Fatalf("only %d points could be told", told)
			}
		})
	}
}

func TestZonesFillTheLand(t *testing.T) {
	sites, keys := random(6000, 39.9, 29.9, 47.1, 36.1)
	land := map[string]orb.MultiPolygon{"XX": {
		{{{40, 30}, {47, 30.5}, {46, 36}, {43, 34}, {40.5, 35.5}, {40, 30}}, {{43, 31}, {44, 33}, {45, 31}, {43, 31}}},
		{{{46.5, 35}, {46.9, 35.1}, {46.7, 35.6}, {46.5, 35}}},
	}}
	zones := NewDiagram(sites, land).Zones(keys)
	check(t, zones)
	sum := 0.0
	for _, z := range zones {
		sum += z.AreaKM2
	}
	if want := landArea(land["XX"]); math.Abs(sum-want) > 1e-6*want {
		t.Errorf("zones cover %v km², the land has %v", sum, want)
	}
	for i, z := range zones {
		for _, y := range zones[:i] {
			if o := AreaKM2(Intersection(z.Geometry, y.Geometry)); o > 1e-6 {
				t.Errorf("%v and %v share %v km²", z.Key, y.Key, o)
			}
		}
	}
}

// landArea does not rest on winding: the test's land winds anyhow.
func landArea(m orb.MultiPolygon) float64 {
	sum := 0.0
	for _, p := range m {
		for i, r := range p {
			a := math.Abs(AreaKM2(orb.MultiPolygon{{r}}))
			if i > 0 {
				a = -a
			}
			sum += a
		}
	}
	return sum
}

func TestBordersAreShared(t *testing.T) {
	// Two countries with a common crooked border; the same holder on both sides is one area without a seam.
	border := orb.Ring{{43, 30}, {43.3, 31.2}, {42.8, 32.4}, {43, 34}}
	west := append(orb.Ring{{40, 34}, {40, 30}}, border...)
	east := orb.Ring{{46, 30}, {46, 34}}
	for i := len(border) - 1; i >= 0; i-- {
		east = append(east, border[i])
	}
	land := map[string]orb.MultiPolygon{"W": {{append(west, west[0])}}, "E": {{append(east, east[0])}}}
	sites, keys := random(4000, 40, 30, 46, 34)
	for i := range sites {
		keys[i].Holder = "one"
		sites[i].Country = "E"
		if planar.MultiPolygonContains(land["W"], sites[i].Point) {
			sites[i].Country = "W"
		}
	}
	zones := NewDiagram(sites, land).Zones(keys)
	check(t, zones)
	if len(zones) != 1 || len(zones[0].Geometry) != 1 || len(zones[0].Geometry[0]) != 1 {
		t.Fatalf("got %d zones, first with %d parts, want one whole", len(zones), len(zones[0].Geometry))
	}
	if want := landArea(land["W"]) + landArea(land["E"]); math.Abs(zones[0].AreaKM2-want) > 1e-6*want {
		t.Errorf("area %v, want %v", zones[0].AreaKM2, want)
	}
}

func TestSitesAtOnePlace(t *testing.T) {
	p := orb.Point{44, 36}
	sites := []Site{{Point: p, CapKM: 20}, {Point: p, CapKM: 20}, {Point: orb.Point{44.2, 36}, CapKM: 20}}
	zones := NewDiagram(sites, nil).Zones([]Key{{"b", "assessed"}, {"a", "claimed"}, {"a", "assessed"}})
	check(t, zones)
	if len(zones) != 2 || zones[1].Key != (Key{"a|b", Contested}) || !reflect.DeepEqual(zones[1].Sites, []int{0, 1}) {
		t.Errorf("got %v", zones)
	}
	many := make([]Site, 100000)
	keys := make([]Key, len(many))
	for i := range many {
		many[i], keys[i] = Site{Point: p, CapKM: 20}, Key{"a", "assessed"}
	}
	zones = NewDiagram(many, nil).Zones(keys)
	check(t, zones)
	if len(zones) != 1 || math.Abs(zones[0].AreaKM2-math.Pi*400) > 10 {
		t.Errorf("100,000 times one place: %v", zones[0].AreaKM2)
	}
}

func TestOrderDoesNotMatter(t *testing.T) {
	sites, keys := random(3000, 40, 30, 46, 36)
	land := map[string]orb.MultiPolygon{"XX": box(41, 31, 45, 35)}
	want := NewDiagram(sites, land).Zones(keys)
	rand.New(rand.NewPCG(5, 6)).Shuffle(len(sites), func(i, j int) {
		sites[i], sites[j] = sites[j], sites[i]
		keys[i], keys[j] = keys[j], keys[i]
	})
	got := NewDiagram(sites, land).Zones(keys)
	for i := range want {
		if !reflect.DeepEqual(want[i].Geometry, got[i].Geometry) {
			t.Errorf("zone %v depends on the order of sites", want[i].Key)
		}
	}
}

func TestPole(t *testing.T) {
	for _, lat := range []float64{89.99, -89.99, 89.5, -89.7, 90, -90} {
		sites := []Site{{Point: orb.Point{30, lat}, CapKM: 60}, {Point: orb.Point{-100, math.Copysign(89.6, lat)}, CapKM: 60}}
		for _, keys := range [][]Key{{{"a", "x"}, {"a", "x"}}, {{"a", "x"}, {"b", "x"}}, {{}, {"b", "x"}}} {
			check(t, NewDiagram(sites, nil).Zones(keys))
		}
	}
	// A ring around the pole, with nothing known at the pole itself.
	var sites []Site
	var keys []Key
	for lon := -180.0; lon < 180; lon += 15 {
		sites, keys = append(sites, Site{Point: orb.Point{lon, 89.4}, CapKM: 40}), append(keys, Key{"a", "x"})
	}
	sites, keys = append(sites, Site{Point: orb.Point{0, 90}, CapKM: 40}), append(keys, Key{})
	zones := NewDiagram(sites, nil).Zones(keys)
	check(t, zones)
	if len(zones) != 1 || planar.MultiPolygonContains(zones[0].Geometry, orb.Point{10, 89.95}) || !planar.MultiPolygonContains(zones[0].Geometry, orb.Point{170, 89.4}) {
		t.Error("the ring around the pole is not one")
	}
}
