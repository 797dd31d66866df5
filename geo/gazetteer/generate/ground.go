package main

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

func inside(m orb.MultiPolygon, p orb.Point) bool { return planar.MultiPolygonContains(m, p) }

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
