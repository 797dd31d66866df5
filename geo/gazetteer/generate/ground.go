package main

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

func inside(m orb.MultiPolygon, p orb.Point) bool { return planar.MultiPolygonContains(m, p) }

// pointInside gives a point well inside the largest polygon: the middle of the widest stretch of the parallel through the
// middle of its box.
func pointInside(m orb.MultiPolygon) (lon, lat float64) {
	var largest orb.Polygon
	area := -1.0
	for _, p := range m {
		if a := math.Abs(planar.Area(p)); a > area {
			largest, area = p, a
		}
	}
	b := largest.Bound()
	lat = (b.Min[1] + b.Max[1]) / 2
	var cuts []float64
	for _, ring := range largest {
		for i := 1; i < len(ring); i++ {
			p, q := ring[i-1], ring[i]
			if (p[1] > lat) != (q[1] > lat) {
				cuts = append(cuts, p[0]+(lat-p[1])/(q[1]-p[1])*(q[0]-p[0]))
			}
		}
	}
	slices.Sort(cuts)
	widest := 0.0
	for i := 0; i+1 < len(cuts); i += 2 {
		if d := cuts[i+1] - cuts[i]; d > widest {
			widest, lon = d, (cuts[i]+cuts[i+1])/2
		}
	}
	return lon, lat
}

// geographic turns a direction from the Earth's centre into longitude and latitude, good for the middle of places.
func geographic(x, y, z float64) (lon, lat float64) {
	const flattening = 1 / 298.257223563
	lon = math.Atan2(y, x) * 180 / math.Pi
	lat = math.Atan2(z, math.Hypot(x, y)*(1-flattening)*(1-flattening)) * 180 / math.Pi
	return math.Round(lon*1e5) / 1e5, math.Round(lat*1e5) / 1e5
}

// speck is the area in square degrees (about 5 km²) below which parts and holes of a built-up area are left out: they are
// single cells of the night-light raster that Natural Earth traced.
const speck = 0.0005

// withoutSpecks leaves the parts of a built-up area that show on a map, the largest one always.
func withoutSpecks(m orb.MultiPolygon) orb.MultiPolygon {
	var out orb.MultiPolygon
	var largest orb.Polygon
	most := -1.0
	for _, p := range m {
		area := math.Abs(planar.Area(p[0]))
		if area > most {
			most, largest = area, orb.Polygon{p[0]}
		}
		if area < speck {
			continue
		}
		q := orb.Polygon{p[0]}
		for _, hole := range p[1:] {
			if math.Abs(planar.Area(hole)) >= speck {
				q = append(q, hole)
			}
		}
		out = append(out, q)
	}
	if len(out) == 0 && largest != nil {
		out = orb.MultiPolygon{largest}
	}
	return out
}
