package tiles

import (
	"fmt"
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

// MaxZoom is the deepest zoom that can be asked for. Beyond [FullZoom] tiles only magnify.
const MaxZoom = 22

// Tile is the address of a tile in the XYZ scheme of WebMercatorQuad: X from the west, Y from the north, both below 2^Z.
type Tile struct{ Z, X, Y uint32 }

// Parse reads a tile address and checks its range. The error says which number is at fault.
func Parse(z, x, y string) (Tile, error) {
	zoom, err := strconv.ParseUint(z, 10, 32)
	if err != nil || zoom > MaxZoom {
		return Tile{}, fmt.Errorf("zoom %q is not a whole number from 0 to %d", clip(z), MaxZoom)
	}
	n := uint64(1) << zoom
	col, err := strconv.ParseUint(x, 10, 32)
	if err != nil || col >= n {
		return Tile{}, fmt.Errorf("column %q is not a whole number from 0 to %d at zoom %d", clip(x), n-1, zoom)
	}
	row, err := strconv.ParseUint(y, 10, 32)
	if err != nil || row >= n {
		return Tile{}, fmt.Errorf("row %q is not a whole number from 0 to %d at zoom %d", clip(y), n-1, zoom)
	}
	return Tile{Z: uint32(zoom), X: uint32(col), Y: uint32(row)}, nil
}

// clip keeps an input short enough to be shown in an error.
func clip(s string) string {
	if len(s) > 20 {
		return s[:20] + "…"
	}
	return s
}

// At gives the tile that holds p (lon, lat in degrees) at a zoom. Latitudes beyond the square of Web Mercator fall into
// the outermost row.
func At(p orb.Point, zoom uint32) Tile {
	x, y := project(p)
	n := int64(1) << zoom
	side := int64(world) >> zoom
	return Tile{zoom, uint32(clamp(int64(x)/side, 0, n-1)), uint32(clamp(int64(y)/side, 0, n-1))}
}

func clamp(v, low, high int64) int64 { return max(low, min(high, v)) }

// Valid says whether the address lies within its zoom.
func (t Tile) Valid() bool { return t.Z <= MaxZoom && t.X < 1<<t.Z && t.Y < 1<<t.Z }

// Parent gives the tile one zoom up; the tile of zoom 0 is its own parent.
func (t Tile) Parent() Tile {
	if t.Z == 0 {
		return t
	}
	return Tile{t.Z - 1, t.X >> 1, t.Y >> 1}
}

// Children gives the four tiles one zoom down.
func (t Tile) Children() [4]Tile {
	z, x, y := t.Z+1, t.X<<1, t.Y<<1
	return [4]Tile{{z, x, y}, {z, x + 1, y}, {z, x + 1, y + 1}, {z, x, y + 1}}
}

// String gives z/x/y.
func (t Tile) String() string { return fmt.Sprintf("%d/%d/%d", t.Z, t.X, t.Y) }

// Bound gives the tile's box in degrees.
func (t Tile) Bound() orb.Bound {
	n := float64(uint64(1) << t.Z)
	return orb.Bound{
		Min: orb.Point{float64(t.X)/n*360 - 180, latitude(float64(t.Y+1) / n)},
		Max: orb.Point{float64(t.X+1)/n*360 - 180, latitude(float64(t.Y) / n)},
	}
}

// latitude inverts the Mercator y of a unit square, 0 in the north.
func latitude(y float64) float64 { return math.Atan(math.Sinh(math.Pi*(1-2*y))) * 180 / math.Pi }

// ID gives the tile's number in PMTiles version 3: all lower zooms first, then along the Hilbert curve.
func (t Tile) ID() uint64 {
	id := (uint64(1)<<(2*t.Z) - 1) / 3
	x, y := t.X, t.Y
	for s := uint32(1) << t.Z >> 1; s > 0; s >>= 1 {
		rx, ry := x&s, y&s
		id += uint64((3*b(rx))^b(ry)) * uint64(s) * uint64(s)
		x, y = turn(s, x, y, rx, ry)
	}
	return id
}

func b(v uint32) uint32 {
	if v > 0 {
		return 1
	}
	return 0
}

// turn rotates a quadrant of the Hilbert curve of side s.
func turn(s, x, y, rx, ry uint32) (uint32, uint32) {
	if ry != 0 {
		return x, y
	}
	if rx != 0 {
		x, y = s-1-x, s-1-y
	}
	return y, x
}

// FromID is the inverse of [Tile.ID]; ok is false beyond [MaxZoom].
func FromID(id uint64) (t Tile, ok bool) {
	var first uint64
	for z := uint32(0); z <= MaxZoom; z++ {
		n := uint64(1) << (2 * z)
		if id-first < n {
			return onCurve(z, id-first), true
		}
		first += n
	}
	return Tile{}, false
}

func onCurve(z uint32, at uint64) Tile {
	var x, y uint32
	for s := uint32(1); s < 1<<z; s <<= 1 {
		rx := uint32(1 & (at / 2))
		ry := uint32(1 & (at ^ uint64(rx)))
		x, y = turn(s, x, y, rx, ry)
		x += s * rx
		y += s * ry
		at /= 4
	}
	return Tile{z, x, y}
}
