package topo

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

func square(x, y, side float64) orb.MultiPolygon {
	return orb.MultiPolygon{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}}}
}

func packed(t testing.TB, features ...Feature) *Outlines {
	t.Helper()
	data, _ := Pack(features)
	o, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// wavy is a grid of n × n areas with crooked shared borders, each point of them computed once for both neighbours.
func wavy(n int, tolerance float64) []Feature {
	r := rand.New(rand.NewPCG(1, 2))
	const steps = 20
	line := func(a, b orb.Point) orb.LineString {
		ls := orb.LineString{a}
		for i := 1; i < steps; i++ {
			f := float64(i) / steps
			ls = append(ls, orb.Point{a[0] + f*(b[0]-a[0]) + r.Float64()*0.02, a[1] + f*(b[1]-a[1]) + r.Float64()*0.02})
		}
		return append(ls, b)
	}
	lines := map[[4]int]orb.LineString{}
	get := func(x1, y1, x2, y2 int) orb.LineString {
		key := [4]int{x1, y1, x2, y2}
		if lines[key] == nil {
			lines[key] = line(orb.Point{float64(x1), float64(y1)}, orb.Point{float64(x2), float64(y2)})
		}
		return lines[key]
	}
	var out []Feature
	for y := range n {
		for x := range n {
			back := func(ls orb.LineString) orb.LineString { c := ls.Clone(); c.Reverse(); return c }
			ring := slices.Concat(get(x, y, x+1, y), get(x+1, y, x+1, y+1), back(get(x, y+1, x+1, y+1)), back(get(x, y, x, y+1)))
			out = append(out, Feature{ID: string(rune('a'+x)) + string(rune('a'+y)), Level: Admin1, Outline: orb.MultiPolygon{{orb.Ring(ring)}}, Tolerance: tolerance})
		}
	}
	return out
}

func TestRoundTrip(t *testing.T) {
	f := Feature{ID: "x", Level: Country, Outline: orb.MultiPolygon{
		{{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}, {{1, 1}, {1, 2}, {2, 2}, {2, 1}, {1, 1}}}, {{{10, 10}, {11, 10}, {11, 11}, {10, 10}}},
	}}
	o := packed(t, f)
	got := o.Outline(o.Shapes[0])
	if len(got) != 2 || len(got[0]) != 2 {
		t.Fatalf("got %v", got)
	}
	if a := planar.Area(got); math.Abs(a-(16-1+0.5)) > 1e-9 {
		t.Errorf("area %v, want 15.5", a)
	}
}

func TestNeighboursStillFitWhenSimplified(t *testing.T) {
	for _, tolerance := range []float64{0, 0.005, 0.1} {
		o := packed(t, wavy(6, tolerance)...)
		sum := 0.0
		for _, s := range o.Shapes {
			sum += planar.Area(o.Outline(s))
		}
		whole := packed(t, append(wavy(6, tolerance), Feature{ID: "all", Level: Country, Parts: seq(36), Tolerance: tolerance})...)
		all := whole.Outline(whole.Shapes[36])
		if len(all) != 1 || len(all[0]) != 1 {
			t.Fatalf("tolerance %v: dissolved into %d polygons", tolerance, len(all))
		}
		if a := planar.Area(all); math.Abs(a-sum) > 1e-9 {
			t.Errorf("tolerance %v: areas sum to %v, the whole has %v", tolerance, sum, a)
		}
	}
}

func seq(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func TestLocatorAgainstContains(t *testing.T) {
	features := append(wavy(8, 0.02), Feature{ID: "hole", Level: Country, Outline: orb.MultiPolygon{
		{{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}, {{1, 1}, {1, 2}, {2, 2}, {2, 1}, {1, 1}}},
	}}, Feature{ID: "fiji", Level: Country, Outline: orb.MultiPolygon{square(178, -18, 2)[0], square(-180, -18, 2)[0]}},
		Feature{ID: "south", Level: Country, Outline: orb.MultiPolygon{{{{-180, -90}, {180, -90}, {180, -70}, {-180, -70}, {-180, -90}}}}})
	o := packed(t, features...)
	l := NewLocator(o, Country, Admin1)
	outlines := make([]orb.MultiPolygon, len(o.Shapes))
	for i, s := range o.Shapes {
		outlines[i] = o.Outline(s)
	}
	r := rand.New(rand.NewPCG(5, 6))
	for range 20000 {
		// Half a grid step off, so that no point lies on an edge and the brute force has no opinion of its own.
		p := orb.Point{(math.Floor(r.Float64()*10*Grid) + 0.5) / Grid, (math.Floor(r.Float64()*10*Grid) + 0.5) / Grid}
		var want []int32
		for i, m := range outlines {
			if planar.MultiPolygonContains(m, p) {
				want = append(want, int32(i))
			}
		}
		got := l.Locate(nil, p)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("at %v: got %v, want %v", p, got, want)
		}
	}
	for _, c := range []struct {
		p    orb.Point
		want string
	}{{orb.Point{180, -17}, "fiji"}, {orb.Point{-180, -17}, "fiji"}, {orb.Point{181, -17}, "fiji"}, {orb.Point{0, -90}, "south"}, {orb.Point{180, -90}, "south"}} {
		got := l.Locate(nil, c.p)
		if len(got) != 1 || o.Shapes[got[0]].ID != c.want {
			t.Errorf("at %v: %v, want %s", c.p, got, c.want)
		}
	}
	if got := l.Locate(nil, orb.Point{math.NaN(), 0}); len(got) != 0 {
		t.Errorf("at NaN: %v", got)
	}
}

func TestEveryPointBelongsToOneNeighbour(t *testing.T) {
	o := packed(t, wavy(6, 0.005)...)
	l := NewLocator(o, Admin1)
	r := rand.New(rand.NewPCG(7, 8))
	for range 20000 {
		p := orb.Point{0.5 + r.Float64()*5, 0.5 + r.Float64()*5}
		if got := l.Locate(nil, p); len(got) != 1 {
			t.Fatalf("%v lies in %d areas", p, len(got))
		}
	}
}

func FuzzDamagedOutlines(f *testing.F) {
	data, _ := Pack(wavy(3, 0.05))
	f.Add(uint16(3), []byte{255, 255})
	f.Add(uint16(200), []byte{1, 2, 3, 4, 5, 6, 7, 8, 9})
	f.Fuzz(func(t *testing.T, at uint16, patch []byte) {
		damaged := slices.Clone(data)
		copy(damaged[int(at)%len(damaged):], patch)
		o, err := Open(damaged)
		if err != nil {
			return
		}
		for _, s := range o.Shapes {
			o.Outline(s)
		}
		NewLocator(o, Admin1, Country).Locate(nil, orb.Point{1.5, 1.5})
	})
}
