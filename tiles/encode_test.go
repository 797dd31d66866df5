package tiles

import (
	"bytes"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"dateline/geo"
)

// star is a valid polygon with spikes around a centre.
func star(r *rand.Rand, centre orb.Point, n int, radius float64) orb.Ring {
	ring := make(orb.Ring, 0, n+1)
	for i := 0; i < n; i++ {
		a := 2 * math.Pi * float64(i) / float64(n)
		d := radius * (0.2 + 0.8*r.Float64())
		ring = append(ring, orb.Point{centre[0] + d*math.Cos(a), centre[1] + d*math.Sin(a)*0.5})
	}
	return append(ring, ring[0])
}

// decoded reads a tile back; every feature must be sound.
func decoded(t *testing.T, data []byte) []DecodedLayer {
	t.Helper()
	layers, err := Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range layers {
		for _, f := range l.Features {
			if f.Err != nil {
				t.Fatalf("layer %s feature %v: %v", l.Name, f.Properties, f.Err)
			}
		}
	}
	return layers
}

// TestClipArea compares the area of clipped polygons over all tiles of a zoom with the area of the whole.
func TestClipArea(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := 0; n < 60; n++ {
		ring := star(r, orb.Point{r.Float64()*40 - 20, r.Float64()*40 - 20}, 5+r.IntN(60), 15)
		l := Pack("a", []geo.Feature{{ID: "x", Geometry: orb.Polygon{ring}}}, Options{})
		// The level of the deepest zoom has every vertex: take it for all.
		full := l.at(FullZoom)
		want := 0.0
		for _, p := range full.parts {
			want += twiceArea(full.xy[2*p.start:2*p.end]) / 2
		}
		const z = 4
		got := 0.0
		for x := uint32(0); x < 1<<z; x++ {
			for y := uint32(0); y < 1<<z; y++ {
				c := clipper{window: windowOf(Tile{z, x, y}, 0)}
				side := float64(int64(world) >> z)
				c.minX, c.maxX, c.minY, c.maxY = c.originX-0.5, c.originX+side-0.5, c.originY-0.5, c.originY+side-0.5
				c.bounds = box{int32(c.originX), int32(c.originY), int32(c.originX + side - 1), int32(c.originY + side - 1)}
				c.scale = 1.0 / 64 // finer than a tile, so that rounding does not show
				c.polygon(full, full.parts)
				start := 0
				for i, end := range c.rings {
					a := twiceArea(c.out[start:end]) / 2
					if (a > 0) == c.holes[i] {
						t.Fatalf("tile %d/%d/%d ring %d winds the wrong way: area %g, hole %v", z, x, y, i, a, c.holes[i])
					}
					got += a * 64 * 64
					start = end
				}
			}
		}
		if math.Abs(got-want) > 1e-4*want {
			t.Fatalf("polygon %d: tiles cover %g, polygon %g", n, got, want)
		}
	}
}

// TestNoBridge clips the letter U: its arms must become two polygons.
func TestNoBridge(t *testing.T) {
	u := orb.Polygon{{{-1, -1}, {11, -1}, {11, 20}, {8, 20}, {8, 2}, {2, 2}, {2, 20}, {-1, 20}, {-1, -1}}}
	tile := At(orb.Point{5, 12}, 5)
	l := Pack("u", []geo.Feature{{ID: "u", Geometry: u}}, Options{})
	layers := decoded(t, Encode(tile, l).Data)
	rings := 0
	for _, c := range layers[0].Features[0].Geometry {
		if c == 1<<3|closePath {
			rings++
		}
	}
	if rings != 2 {
		t.Fatalf("got %v: %d rings, want two", layers[0].Features[0].Geometry, rings)
	}
}

func TestPropertiesAndDeterminism(t *testing.T) {
	features := []geo.Feature{
		{ID: "b", Geometry: orb.Point{43.1, 36.3}, Properties: map[string]any{"n": 3.0, "neg": -4, "f": 1.5, "s": "Mosul", "b": true, "nil": nil, "a": []any{"x", 1.0}}},
		{ID: "a", Geometry: orb.LineString{{43, 36}, {44, 37}}, Properties: map[string]any{"s": "line"}},
	}
	one := Encode(Tile{0, 0, 0}, Pack("l", features, Options{}))
	two := Encode(Tile{0, 0, 0}, Pack("l", features, Options{}))
	if !bytes.Equal(one.Data, two.Data) {
		t.Fatal("two encodings of the same features differ")
	}
	layers := decoded(t, one.Data)
	p := layers[0].Features[0].Properties
	want := map[string]any{"id": "b", "n": 3.0, "neg": -4.0, "f": 1.5, "s": "Mosul", "b": true, "a": `["x",1]`}
	if len(p) != len(want) {
		t.Errorf("properties %v, want %v", p, want)
	}
	for k, v := range want {
		if p[k] != v {
			t.Errorf("property %s = %v (%T), want %v", k, p[k], p[k], v)
		}
	}
	if layers[0].Version != 2 {
		t.Errorf("version %d", layers[0].Version)
	}
}

func TestBudget(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var features []geo.Feature
	for i := 0; i < 100_000; i++ {
		features = append(features, geo.Feature{
			ID:       string(rune('a'+i%26)) + "-" + string(rune('0'+i%10)) + "/" + bytesOf(i),
			Geometry: orb.Point{r.NormFloat64() * 20, r.NormFloat64() * 15}, Properties: map[string]any{"population": float64(i)},
		})
	}
	l := Pack("p", features, Options{Rank: func(f geo.Feature) float64 { return f.Properties["population"].(float64) }})
	for z := uint32(0); z < 6; z++ {
		tile := At(orb.Point{1, 1}, z)
		e := Encode(tile, l)
		if len(e.Data) > Budget || len(e.Data) < Budget/20 {
			t.Errorf("tile %v has %d bytes", tile, len(e.Data))
		}
		t.Logf("%v: %d bytes, %v kept, %v dropped", tile, len(e.Data), e.Features, e.Dropped)
		stands := 0
		for _, f := range decoded(t, e.Data)[0].Features {
			if n, ok := f.Properties["point_count"].(float64); ok {
				stands += int(n)
			} else {
				stands++
			}
		}
		if z == 0 && stands != len(features) {
			t.Errorf("zoom 0 stands for %d of %d features", stands, len(features))
		}
	}
}

func bytesOf(i int) string {
	var b []byte
	for ; i > 0; i /= 10 {
		b = append(b, byte('0'+i%10))
	}
	return string(b)
}

// TestSharedBorder cuts a sheet of squares with rough common borders: at every zoom the tiles of the whole sheet must be
// covered without gap or overlap, which only holds if both sides of a border are simplified alike.
func TestSharedBorder(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	features, total := roughSheet(r, 6)
	l := Pack("sheet", features, Options{})
	for z := uint32(0); z <= 8; z++ {
		lv := l.at(z)
		sum := 0.0
		for _, p := range lv.parts {
			sum += twiceArea(lv.xy[2*p.start : 2*p.end])
		}
		if z >= 3 && math.Abs(sum-total) > 1e-9*total {
			t.Errorf("zoom %d: cells cover %g, the sheet %g", z, sum, total)
		}
	}
}

// roughSheet gives n×n cells; inner borders are random walks, the outline is straight.
func roughSheet(r *rand.Rand, n int) ([]geo.Feature, float64) {
	edge := func(a, b orb.Point, rough bool) orb.LineString {
		l := orb.LineString{a}
		for i := 1; i < 40; i++ {
			f := float64(i) / 40
			p := orb.Point{a[0] + f*(b[0]-a[0]), a[1] + f*(b[1]-a[1])}
			if rough {
				p[0] += (r.Float64() - 0.5) * 0.4
				p[1] += (r.Float64() - 0.5) * 0.4
			}
			l = append(l, p)
		}
		return append(l, b)
	}
	at := func(i, j int) orb.Point { return orb.Point{float64(i) * 5, float64(j) * 5} }
	h, v := map[[2]int]orb.LineString{}, map[[2]int]orb.LineString{}
	for i := 0; i <= n; i++ {
		for j := 0; j <= n; j++ {
			h[[2]int{i, j}] = edge(at(i, j), at(i+1, j), j > 0 && j < n)
			v[[2]int{i, j}] = edge(at(i, j), at(i, j+1), i > 0 && i < n)
		}
	}
	var features []geo.Feature
	for i := 0; i < n; i++ {
		for j := 0; j < n; j++ {
			var ring orb.Ring
			ring = append(ring, h[[2]int{i, j}]...)
			ring = append(ring, v[[2]int{i + 1, j}][1:]...)
			back := func(l orb.LineString) {
				for k := len(l) - 2; k >= 0; k-- {
					ring = append(ring, l[k])
				}
			}
			back(h[[2]int{i, j + 1}])
			back(v[[2]int{i, j}])
			features = append(features, geo.Feature{ID: bytesOf(100 + i*n + j), Geometry: orb.Polygon{ring}})
		}
	}
	a, b := at(0, 0), at(n, n)
	x0, y0 := project(a)
	x1, y1 := project(b)
	return features, 2 * math.Abs(float64(x1-x0)*float64(y1-y0))
}
