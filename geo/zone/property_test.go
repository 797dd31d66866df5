package zone

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// degenerate draws sites that like to coincide, to stand in line and on circles, and to meet the land's corners.
func degenerate(t *rapid.T) ([]Site, []Key, map[string]orb.MultiPolygon) {
	lon := rapid.SampledFrom([]float64{0, 44, 179.5, -180, -70}).Draw(t, "lon")
	lat := rapid.SampledFrom([]float64{0, 36, -18, 70, -52, 88.6, -89.5}).Draw(t, "lat")
	step := rapid.SampledFrom([]float64{0.1, 0.25, 0.01, 1e-5, 1e-7}).Draw(t, "step")
	n := rapid.IntRange(1, 40).Draw(t, "n")
	sites, keys := make([]Site, n), make([]Key, n)
	for i := range sites {
		x := lon + step*float64(rapid.IntRange(-4, 4).Draw(t, "x"))
		y := lat + step*float64(rapid.IntRange(-4, 4).Draw(t, "y"))
		sites[i] = Site{
			Point:   orb.Point{wrapDegrees(x), math.Max(-90, math.Min(90, y))},
			Country: rapid.SampledFrom([]string{"A", "B", ""}).Draw(t, "country"),
			CapKM:   rapid.SampledFrom([]float64{20, 20, 20, 5, 0, 10}).Draw(t, "cap"),
		}
		if h := rapid.IntRange(0, 3).Draw(t, "holder"); h > 0 {
			keys[i] = Key{fmt.Sprint(h), "assessed"}
		}
	}
	if rapid.Bool().Draw(t, "no land") {
		return sites, keys, nil
	}
	land := map[string]orb.MultiPolygon{
		"A": box(lon-1, math.Max(-90, lat-1), lon+step, math.Min(90, lat+1)),
		"B": {box(lon+step, math.Max(-90, lat-1), lon+3*step, math.Min(90, lat+1))[0], box(lon+4*step, lat-step/2, lon+5*step, lat+step/2)[0]},
	}
	return sites, keys, land
}

func TestDegenerate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sites, keys, land := degenerate(t)
		d := NewDiagram(sites, land)
		zones := d.Zones(keys)
		for _, z := range zones {
			if err := toGeom(z.Geometry).Validate(); err != nil {
				t.Fatalf("zone %v: %v", z.Key, err)
			}
			reach := 0.0
			for _, i := range z.Sites {
				most := 0.0 // a cell reaches as far as the farthest of the sites at its place
				for j := range sites {
					if d.Cell(j) == d.Cell(i) {
						most = math.Max(most, sites[j].CapKM)
					}
				}
				reach += math.Pi * most * most
			}
			if z.AreaKM2 < 0 || z.AreaKM2 > reach*1.02+1e-6 {
				t.Fatalf("zone %v: %v km², its sites reach %v", z.Key, z.AreaKM2, reach)
			}
		}
		for i, z := range zones {
			for _, y := range zones[:i] {
				if o := AreaKM2(Intersection(z.Geometry, y.Geometry)); o > slack(z.Geometry) {
					t.Fatalf("%v and %v share %v km²", z.Key, y.Key, o)
				}
			}
		}
		if again := NewDiagram(sites, land).Zones(keys); !reflect.DeepEqual(zones, again) {
			t.Fatal("not the same twice")
		}
		for _, f := range d.Fronts(keys, 20, func(a, b Key) bool { return true }, nil) {
			if len(f.Line) == 0 || f.LengthKM <= 0 || len(f.LeftSites) == 0 || len(f.RightSites) == 0 {
				t.Fatalf("empty front %+v", f)
			}
		}
	})
}

// slack is the overlap in km² that rounding may make: more near the poles, where straight lines bend most.
func slack(m orb.MultiPolygon) float64 {
	if b := m.Bound(); b.Max[1] > 88 || b.Min[1] < -88 {
		return 0.1
	}
	return 1e-3
}

func FuzzZones(f *testing.F) {
	f.Add([]byte("0123456789abcdef0123456789abcdef"))
	f.Fuzz(func(t *testing.T, b []byte) {
		var sites []Site
		var keys []Key
		for len(b) >= 18 && len(sites) < 60 {
			p := orb.Point{math.Float64frombits(binary.LittleEndian.Uint64(b)), math.Float64frombits(binary.LittleEndian.Uint64(b[8:]))}
			if b[16]%2 == 0 { // mostly on the map
				p = orb.Point{float64(int16(binary.LittleEndian.Uint16(b))) / 182, float64(int16(binary.LittleEndian.Uint16(b[8:]))) / 364}
			}
			sites = append(sites, Site{Point: p, CapKM: float64(b[16])})
			if b[16]%3 == 0 { // silent
				sites[len(sites)-1].CapKM = 0
				keys = append(keys, Key{})
			} else {
				keys = append(keys, Key{fmt.Sprint(b[17] % 4), "assessed"})
			}
			b = b[18:]
		}
		infer := NewInference(sites, make([]int64, len(sites)))
		for i := range sites {
			if sites[i].CapKM = infer.Cap(i); math.IsNaN(sites[i].CapKM) {
				t.Fatalf("site %d at %v has no cap", i, sites[i].Point)
			}
		}
		infer.Fill(keys)
		d := NewDiagram(sites, nil)
		for _, z := range d.Zones(keys) {
			if err := toGeom(z.Geometry).Validate(); err != nil {
				t.Fatalf("zone %v: %v", z.Key, err)
			}
		}
		for _, f := range d.Fronts(keys, 20, func(a, b Key) bool { return true }, nil) {
			if err := toGeom(f.Band).Validate(); err != nil {
				t.Fatalf("band of %s and %s: %v", f.Left, f.Right, err)
			}
		}
	})
}
