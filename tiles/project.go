package tiles

import (
	"math"

	"github.com/paulmach/orb"
)

// world is the side of the square of Web Mercator on the integer grid: 2^30 units, 3.7 cm at the equator. An int32 then
// has room for one more world on either side (shapes across the antimeridian) and beyond the poles.
const world = 1 << 30

// Extent is the number of grid units across a tile.
const Extent = 4096

// box is a rectangle on the grid, bounds inclusive.
type box struct{ minX, minY, maxX, maxY int32 }

// nothing is the box that holds no point and grows by add.
var nothing = box{math.MaxInt32, math.MaxInt32, math.MinInt32, math.MinInt32}

func (b *box) add(x, y int32) {
	b.minX, b.maxX = min(b.minX, x), max(b.maxX, x)
	b.minY, b.maxY = min(b.minY, y), max(b.maxY, y)
}

func (b *box) join(o box) {
	b.minX, b.maxX = min(b.minX, o.minX), max(b.maxX, o.maxX)
	b.minY, b.maxY = min(b.minY, o.minY), max(b.maxY, o.maxY)
}

func (b box) meets(o box) bool {
	return b.minX <= o.maxX && b.maxX >= o.minX && b.minY <= o.maxY && b.maxY >= o.minY
}

// project puts lon, lat in degrees on the grid. Longitudes may run to ±530; what lies beyond the square in y is kept up
// to a quarter world, so that clipping and not rounding removes it.
func project(p orb.Point) (x, y int32) {
	lon := max(-530, min(530, p[0]))
	lat := max(-89.99, min(89.99, p[1]))
	s := math.Sin(lat * math.Pi / 180)
	fy := (0.5 - math.Log((1+s)/(1-s))/(4*math.Pi)) * world
	fy = max(-world/4, min(world+world/4, fy))
	return int32(math.Floor((lon/360+0.5)*world + 0.5)), int32(math.Floor(fy + 0.5))
}

// unproject gives lon, lat in degrees of a grid point.
func unproject(x, y float64) orb.Point {
	return orb.Point{(x/world - 0.5) * 360, latitude(y / world)}
}

func finite(p orb.Point) bool {
	return !math.IsNaN(p[0]) && !math.IsInf(p[0], 0) && !math.IsNaN(p[1]) && !math.IsInf(p[1], 0)
}
