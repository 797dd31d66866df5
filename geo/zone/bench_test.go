package zone

import (
	"fmt"
	"math"
	"syscall"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"
)

// onCPU runs a loop and reports the processor time of the whole process for each turn: on a busy machine the clock says little.
func onCPU(b *testing.B, run func()) {
	start := cpuTime()
	n := 0
	for b.Loop() {
		run()
		n++
	}
	b.ReportMetric(float64((cpuTime()-start).Microseconds())/1000/float64(n), "cpu-ms/op")
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkZones is settlements with five holders into zones clipped to land: ours, with a half of them silent, and, in the same run,
// what others start from: the Voronoi cells alone, and their union by a general overlay.
func BenchmarkZones(b *testing.B) {
	for _, n := range []int{10000, 100000} {
		sites, keys := random(n, 39, 29, 48, 37)
		land := map[string]orb.MultiPolygon{"XX": box(40, 30, 47, 36)}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			onCPU(b, func() { NewDiagram(sites, land).Zones(keys) })
		})
		b.Run(fmt.Sprint(n, " half silent"), func(b *testing.B) {
			onCPU(b, func() { halfInferred(sites, keys, land) })
		})
		b.Run(fmt.Sprint(n, " cells alone"), func(b *testing.B) {
			onCPU(b, func() { plainCells(sites) })
		})
	}
	sites, keys := random(10000, 39, 29, 48, 37)
	cells := plainCells(sites)
	b.Run("10000 general union of the cells", func(b *testing.B) {
		onCPU(b, func() {
			by := map[string][]geom.Geometry{}
			for i, c := range cells {
				if len(c) > 3 {
					by[keys[i].Holder] = append(by[keys[i].Holder], toGeom(orb.MultiPolygon{{c}}))
				}
			}
			for _, parts := range by {
				if _, err := geom.UnionMany(parts); err != nil {
					b.Fatal(err)
				}
			}
		})
	})
}

func halfInferred(sites []Site, keys []Key, land map[string]orb.MultiPolygon) []Zone {
	half, known := append([]Site{}, sites...), append([]Key{}, keys...)
	for i := 0; i < len(half); i += 2 {
		half[i].CapKM, known[i] = 0, Key{}
	}
	f := NewInference(half, make([]int64, len(half)))
	for i := range half {
		half[i].CapKM = f.Cap(i)
	}
	f.Fill(known)
	return NewDiagram(half, land).Zones(known)
}

// plainCells is the Voronoi cells of sites in a plane, without caps and land, nil for those on the hull.
func plainCells(sites []Site) []orb.Ring {
	x, y := make([]float64, len(sites)), make([]float64, len(sites))
	for i, s := range sites {
		x[i], y[i] = s.Point[0], s.Point[1]
	}
	t := triangulate(x, y)
	cells := make([]orb.Ring, len(sites))
	for e := range t.tri {
		i := t.tri[e]
		if cells[i] != nil {
			continue
		}
		var ring orb.Ring
		for at := int32(e); ; {
			k := at - at%3
			a, b, c := t.tri[k], t.tri[k+1], t.tri[k+2]
			cx, cy := circumcentre(x[a], y[a], x[b], y[b], x[c], y[c])
			ring = append(ring, orb.Point{cx, cy})
			if at = t.half[k+(at+2)%3]; at < 0 || at == int32(e) {
				if at < 0 || math.IsNaN(cx) {
					ring = orb.Ring{}
				}
				break
			}
		}
		if len(ring) > 2 {
			ring = append(ring, ring[0])
		}
		cells[i] = ring
	}
	return cells
}

func BenchmarkRelabel(b *testing.B) {
	sites, keys := random(10000, 39, 29, 48, 37)
	d := NewDiagram(sites, map[string]orb.MultiPolygon{"XX": box(40, 30, 47, 36)})
	onCPU(b, func() { d.Zones(keys) })
}

// BenchmarkFronts is the lines between five holders of 10,000 settlements, with their bands.
func BenchmarkFronts(b *testing.B) {
	sites, keys := random(10000, 39, 29, 48, 37)
	d := NewDiagram(sites, map[string]orb.MultiPolygon{"XX": box(40, 30, 47, 36)})
	onCPU(b, func() { d.Fronts(keys, 20, func(a, b Key) bool { return true }, nil) })
}
