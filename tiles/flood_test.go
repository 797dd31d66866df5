package tiles

import (
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"dateline/geo"
)

// TestNoFlood: whatever a ring does, crossing itself upon the window's rim included, what is left of it in a tile lies
// within its own box.
func TestNoFlood(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tile := Tile{3, 4, 3}
		b := tile.Bound()
		edge := rapid.SampledFrom([]orb.Point{{b.Min[0], 10}, {b.Max[0], 10}, {20, b.Min[1]}, {20, b.Max[1]}, {b.Min[0], b.Min[1]}}).Draw(t, "edge")
		ring := make(orb.Ring, rapid.IntRange(3, 9).Draw(t, "n"))
		near := rapid.Float64Range(-3, 3)
		for i := range ring {
			ring[i] = orb.Point{edge[0] + near.Draw(t, "x"), edge[1] + near.Draw(t, "y")}
		}
		ring = append(ring, ring[0])
		l := Pack("a", []geo.Feature{{ID: "x", Geometry: orb.Polygon{ring}}}, Options{})
		if l.Len() == 0 {
			return
		}
		full := l.at(FullZoom)
		c := clipper{window: windowOf(tile, 0)}
		c.polygon(full, full.parts)
		low := c.put(nil, max(float64(full.parts[0].box.minX), c.minX), max(float64(full.parts[0].box.minY), c.minY))
		high := c.put(nil, min(float64(full.parts[0].box.maxX), c.maxX), min(float64(full.parts[0].box.maxY), c.maxY))
		for i := 0; i < len(c.out); i += 2 {
			if x, y := c.out[i], c.out[i+1]; x < low[0] || y < low[1] || x > high[0] || y > high[1] {
				t.Fatalf("%v has a part at %d,%d, beyond %v to %v", ring, x, y, low, high)
			}
		}
	})
}
