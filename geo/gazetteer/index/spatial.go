package index

import "math"

// fanout is how many rows a leaf box holds, and how many boxes a box above it.
const fanout = 16

// boxSize is the size of an encoded box: four int32 of longitude and latitude in 1e-7 degrees (west, south, east, north),
// then six int32 of Earth-centred coordinates in metres (min x, y, z, max x, y, z).
const boxSize = 40

type box struct {
	west, south, east, north int32
	lo, hi                   [3]int32
}

func emptyBox() box {
	const top, bottom = math.MaxInt32, math.MinInt32
	return box{top, top, bottom, bottom, [3]int32{top, top, top}, [3]int32{bottom, bottom, bottom}}
}

func (b *box) addPoint(lon, lat int32, at [3]float64) {
	b.west, b.south = min(b.west, lon), min(b.south, lat)
	b.east, b.north = max(b.east, lon), max(b.north, lat)
	for i, v := range at {
		b.lo[i], b.hi[i] = min(b.lo[i], int32(math.Floor(v))), max(b.hi[i], int32(math.Ceil(v)))
	}
}

func (b *box) addBox(o box) {
	b.west, b.south = min(b.west, o.west), min(b.south, o.south)
	b.east, b.north = max(b.east, o.east), max(b.north, o.north)
	for i := range b.lo {
		b.lo[i], b.hi[i] = min(b.lo[i], o.lo[i]), max(b.hi[i], o.hi[i])
	}
}

func (b *box) append(dst []byte) []byte {
	for _, v := range [...]int32{b.west, b.south, b.east, b.north, b.lo[0], b.lo[1], b.lo[2], b.hi[0], b.hi[1], b.hi[2]} {
		dst = le.AppendUint32(dst, uint32(v))
	}
	return dst
}

// boxTree builds the levels above a stream of points: boxes are appended to their level as soon as they are full.
type boxTree struct {
	levels [][]byte
	open   []box
	filled []int
}

func (t *boxTree) add(lon, lat int32) { t.addAt(lon, lat, Geocentric(degrees(lon), degrees(lat))) }

// addAt is add for a point whose Earth-centred coordinates are known.
func (t *boxTree) addAt(lon, lat int32, at [3]float64) {
	t.ensure(0)
	t.open[0].addPoint(lon, lat, at)
	t.step(0)
}

func (t *boxTree) ensure(level int) {
	if level == len(t.open) {
		t.open, t.filled, t.levels = append(t.open, emptyBox()), append(t.filled, 0), append(t.levels, nil)
	}
}

func (t *boxTree) step(level int) {
	if t.filled[level]++; t.filled[level] == fanout {
		t.flush(level)
	}
}

func (t *boxTree) flush(level int) {
	b := t.open[level]
	t.levels[level] = b.append(t.levels[level])
	t.open[level], t.filled[level] = emptyBox(), 0
	t.ensure(level + 1)
	t.open[level+1].addBox(b)
	t.step(level + 1)
}

// bytes ends the tree and gives all levels, leaves first. The last level has one box.
func (t *boxTree) bytes() []byte {
	var out []byte
	for level := 0; level < len(t.levels); level++ {
		if t.filled[level] > 0 && (level == 0 || len(t.levels[level-1]) > boxSize) {
			t.flush(level)
		}
		out = append(out, t.levels[level]...)
		if len(t.levels[level]) == boxSize {
			break
		}
	}
	return out
}

// levelSizes gives the number of boxes of each level above n rows, leaves first, the last being 1.
func levelSizes(n int) []int {
	var sizes []int
	for n > 0 {
		n = (n + fanout - 1) / fanout
		sizes = append(sizes, n)
		if n == 1 {
			break
		}
	}
	return sizes
}

// The WGS84 ellipsoid: semi-major axis in metres and flattening.
const (
	semiMajor  = 6378137.0
	flattening = 1 / 298.257223563
	ecc2       = flattening * (2 - flattening)
)

// Geocentric gives the Earth-centred Cartesian coordinates in metres of a point on the WGS84 ellipsoid.
func Geocentric(lon, lat float64) [3]float64 {
	const rad = math.Pi / 180
	sinLat, cosLat := math.Sincos(lat * rad)
	sinLon, cosLon := math.Sincos(lon * rad)
	n := semiMajor / math.Sqrt(1-ecc2*sinLat*sinLat)
	return [3]float64{n * cosLat * cosLon, n * cosLat * sinLon, n * (1 - ecc2) * sinLat}
}

// fixed turns degrees into the 1e-7 degrees of rows.
func fixed(deg float64) int32 { return int32(math.Round(deg * 1e7)) }

func degrees(v int32) float64 { return float64(v) / 1e7 }

// hilbert gives the position of a point along a Hilbert curve of order 32 over the plane of longitude and latitude.
func hilbert(lon, lat float64) uint64 {
	x := uint32((lon + 180) / 360 * math.MaxUint32)
	y := uint32((lat + 90) / 180 * math.MaxUint32)
	var d uint64
	for s := uint32(1) << 31; s > 0; s >>= 1 {
		var rx, ry uint32
		if x&s != 0 {
			rx = 1
		}
		if y&s != 0 {
			ry = 1
		}
		d = d<<2 | uint64(3*rx^ry)
		if ry == 0 {
			if rx == 1 {
				x, y = ^x, ^y
			}
			x, y = y, x
		}
	}
	return d
}
