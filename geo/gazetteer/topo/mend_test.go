package topo

import (
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"pgregory.net/rapid"
)

// TestPartsRingsThatTouchThemselves packs two squares that meet at a corner as one ring, and a ring with a hole that touches it.
func TestPartsRingsThatTouchThemselves(t *testing.T) {
	eight := orb.Ring{{0, 0}, {1, 0}, {1, 1}, {2, 1}, {2, 2}, {1, 2}, {1, 1}, {0, 1}, {0, 0}}
	pinched := orb.Ring{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 2}, {1, 3}, {2, 2}, {1, 1}, {0, 2}, {0, 0}}
	for _, c := range []struct {
		ring         orb.Ring
		polys, rings int
		area         float64
	}{{eight, 2, 2, 2}, {pinched, 1, 2, 14}} {
		o := packed(t, Feature{ID: "x", Level: Country, Outline: orb.MultiPolygon{{c.ring}}})
		m := o.Outline(o.Shapes[0])
		rings := 0
		for _, p := range m {
			rings += len(p)
			for _, r := range p {
				if crosses(r) {
					t.Errorf("%v meets itself", r)
				}
			}
		}
		if len(m) != c.polys || rings != c.rings || planar.Area(m) != c.area {
			t.Errorf("%v: %d polygons, %d rings, area %v: %v", c.ring, len(m), rings, planar.Area(m), m)
		}
	}
}

// crosses says whether a ring meets itself.
func crosses(r orb.Ring) bool {
	var edges []edge
	for i := range len(r) - 1 {
		edges = append(edges, edge{a: snap(r[i]), b: snap(r[i+1]), position: i})
	}
	return len(crossings(edges)) > 0
}

// TestThinnedBordersDoNotCross thins combs with a coarse tolerance: without care their teeth would run into each other.
func TestThinnedBordersDoNotCross(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 40).Draw(t, "teeth")
		ring := orb.Ring{{0, 0}}
		for i := range n {
			x := float64(i) / 10
			depth := rapid.IntRange(1, 90).Draw(t, "depth")
			ring = append(ring, orb.Point{x, 1 - float64(depth)/100}, orb.Point{x + 0.05, 1.2})
		}
		ring = append(ring, orb.Point{float64(n) / 10, 0}, orb.Point{0, 0})
		slices.Reverse(ring)
		data, stats := Pack([]Feature{{ID: "x", Level: Country, Outline: orb.MultiPolygon{{ring}}, Tolerance: 0.3}})
		o, err := Open(data)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range o.Outline(o.Shapes[0]) {
			for _, r := range p {
				if crosses(r) {
					t.Fatalf("%v meets itself", r)
				}
			}
		}
		if stats.Crossed != 0 {
			t.Fatalf("%d rings cross", stats.Crossed)
		}
	})
}

// TestCrossingsAgainstPairs compares the sweep with a test of every pair of edges.
func TestCrossingsAgainstPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(4, 30).Draw(t, "points")
		edges := make([]edge, n)
		at := func(i int) Point { return edges[i%n].a }
		for i := range edges {
			edges[i] = edge{a: Point{int32(rapid.IntRange(0, 9).Draw(t, "x")), int32(rapid.IntRange(0, 9).Draw(t, "y"))}, arc: uint32(i), position: i}
		}
		for i := range edges {
			edges[i].b = at(i + 1)
		}
		want := false
		for i := range edges {
			for j := i + 1; j < n; j++ {
				want = want || clash(&edges[i], &edges[j], n)
			}
		}
		if got := len(crossings(edges)) > 0; got != want {
			t.Fatalf("crossings %v, want %v: %v", got, want, edges)
		}
	})
}
