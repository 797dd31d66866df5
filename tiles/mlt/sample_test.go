package mlt

import (
	"fmt"
	"math/rand/v2"

	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/tiles"
)

// sample encodes a tile of features of all kinds by chance, the same for the same seed.
func sample(seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 1))
	kinds := 1 + r.IntN(6)
	var layers []*tiles.Layer
	for l := range 1 + r.IntN(3) {
		var features []geo.Feature
		for i := range 1 + r.IntN(12) {
			features = append(features, geo.Feature{
				ID: fmt.Sprint(l, "-", i), Geometry: shape(r, (r.IntN(kinds)+int(seed))%6), Properties: properties(r),
			})
		}
		layers = append(layers, tiles.Pack(fmt.Sprint("layer", l), features, tiles.Options{}))
	}
	return tiles.Encode(tiles.Tile{Z: 0}, layers...).Data
}

func shape(r *rand.Rand, kind int) orb.Geometry {
	at := func() orb.Point { return orb.Point{r.Float64()*300 - 150, r.Float64()*120 - 60} }
	square := func(p orb.Point, half float64) orb.Ring {
		return orb.Ring{{p[0] - half, p[1] - half}, {p[0] + half, p[1] - half}, {p[0] + half, p[1] + half}, {p[0] - half, p[1] + half}, {p[0] - half, p[1] - half}}
	}
	area := func(p orb.Point) orb.Polygon {
		outer := orb.Polygon{square(p, 8)}
		if r.IntN(2) == 0 {
			hole := square(p, 3)
			hole.Reverse()
			outer = append(outer, hole)
		}
		return outer
	}
	switch kind {
	case 0:
		return at()
	case 1:
		return orb.LineString{at(), at(), at()}
	case 2:
		return area(at())
	case 3:
		return orb.MultiPoint{at(), at(), at()}
	case 4:
		return orb.MultiLineString{{at(), at()}, {at(), at(), at()}}
	}
	return orb.MultiPolygon{area(orb.Point{-40, 0}), area(orb.Point{40, 10}), area(orb.Point{0, -30})}
}

// properties gives values of each type and of mixed ones, each missing at times.
func properties(r *rand.Rand) map[string]any {
	p := map[string]any{}
	put := func(name string, v any) {
		if r.IntN(4) > 0 {
			p[name] = v
		}
	}
	put("text", []string{"", "Mosul", "الموصل", "Київ"}[r.IntN(4)])
	put("unique", fmt.Sprint("u", r.Uint64()))
	put("whole", r.IntN(1<<31)-1<<30)
	put("natural", int64(r.Uint32()))
	put("large", r.Int64N(1<<53))
	put("share", r.Float64())
	put("open", r.IntN(2) == 0)
	put("mixed", []any{"x", 1, 2.5, true}[r.IntN(4)])
	p["always"] = true
	return p
}
