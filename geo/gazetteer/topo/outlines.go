package topo

import (
	"encoding/binary"
	"errors"
	"math"

	"github.com/paulmach/orb"
)

// ErrDamaged says that a section of outlines cannot be read.
var ErrDamaged = errors.New("damaged outlines")

// Outlines reads a packed section. Arcs stay packed until an outline is asked for.
type Outlines struct {
	Shapes  []Shape
	offsets []byte
	arcs    []byte
	count   int
}

// Shape is what an outline is made of: rings of references to arcs, by polygon.
type Shape struct {
	ID    string
	Level Level
	polys [][][]uint32
}

// Open reads the table of features.
func Open(data []byte) (*Outlines, error) {
	if len(data) == 0 {
		return &Outlines{}, nil
	}
	if len(data) < 12 {
		return nil, ErrDamaged
	}
	features, count := binary.LittleEndian.Uint32(data), uint64(binary.LittleEndian.Uint32(data[4:]))
	data = data[8:]
	if (count+1)*4 > uint64(len(data)) || uint64(features) > uint64(len(data)) {
		return nil, ErrDamaged
	}
	o := &Outlines{offsets: data[:(count+1)*4], count: int(count)}
	size := uint64(binary.LittleEndian.Uint32(o.offsets[count*4:]))
	data = data[(count+1)*4:]
	if size > uint64(len(data)) {
		return nil, ErrDamaged
	}
	o.arcs = data[:size]
	d := decoder{b: data[size:]}
	for range features {
		o.Shapes = append(o.Shapes, d.shape(count))
		if d.bad {
			return nil, ErrDamaged
		}
	}
	return o, nil
}

// Arc appends the points of an arc to dst, nothing after damage.
func (o *Outlines) Arc(dst []Point, i int) []Point {
	if i < 0 || i >= o.count {
		return dst
	}
	start, end := binary.LittleEndian.Uint32(o.offsets[4*i:]), binary.LittleEndian.Uint32(o.offsets[4*i+4:])
	if start > end || uint64(end) > uint64(len(o.arcs)) {
		return dst
	}
	d := decoder{b: o.arcs[start:end]}
	var x, y int64
	for n := d.uvarint(); n > 0; n-- {
		x, y = x+d.varint(), y+d.varint()
		if d.bad || x < -180*Grid || x > 180*Grid || y < -90*Grid || y > 90*Grid {
			return dst
		}
		dst = append(dst, Point{int32(x), int32(y)})
	}
	return dst
}

// Arcs is the number of arcs.
func (o *Outlines) Arcs() int { return o.count }

// Outline unpacks the outline of a shape: outer rings and holes as they came, closed.
func (o *Outlines) Outline(s Shape) orb.MultiPolygon {
	out := make(orb.MultiPolygon, 0, len(s.polys))
	var buf []Point
	for _, poly := range s.polys {
		p := make(orb.Polygon, 0, len(poly))
		for _, refs := range poly {
			var ring orb.Ring
			ring, buf = o.ring(refs, buf)
			if len(ring) >= 4 {
				p = append(p, ring)
			}
		}
		if len(p) > 0 {
			out = append(out, p)
		}
	}
	return out
}

func (o *Outlines) ring(refs []uint32, buf []Point) (orb.Ring, []Point) {
	var ring orb.Ring
	for _, ref := range refs {
		buf = o.Arc(buf[:0], int(ref>>1))
		for i := range buf {
			p := buf[i]
			if ref&1 != 0 {
				p = buf[len(buf)-1-i]
			}
			if i == 0 && len(ring) > 0 {
				continue
			}
			ring = append(ring, orb.Point{float64(p.X) / Grid, float64(p.Y) / Grid})
		}
	}
	return ring, buf
}

// Bounds gives the box of every shape, in degrees; it looks at each arc once.
func (o *Outlines) Bounds() []orb.Bound {
	arcs := make([]orb.Bound, o.count)
	var buf []Point
	for i := range arcs {
		buf = o.Arc(buf[:0], i)
		arcs[i] = boundOf(buf)
	}
	out := make([]orb.Bound, len(o.Shapes))
	for i, s := range o.Shapes {
		out[i] = emptyBound
		s.EachArc(func(arc int) {
			if !arcs[arc].IsEmpty() {
				out[i] = out[i].Union(arcs[arc])
			}
		})
	}
	return out
}

// boundOf gives the box of points of the grid.
func boundOf(points []Point) orb.Bound {
	if len(points) == 0 {
		return emptyBound
	}
	low, high := points[0], points[0]
	for _, p := range points[1:] {
		low.X, low.Y = min(low.X, p.X), min(low.Y, p.Y)
		high.X, high.Y = max(high.X, p.X), max(high.Y, p.Y)
	}
	return orb.Bound{Min: orb.Point{float64(low.X) / Grid, float64(low.Y) / Grid}, Max: orb.Point{float64(high.X) / Grid, float64(high.Y) / Grid}}
}

// emptyBound holds nothing; extending it by a point gives the box of the point.
var emptyBound = orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}

// EachArc calls visit with the arcs of a shape.
func (s Shape) EachArc(visit func(arc int)) {
	for _, poly := range s.polys {
		for _, ring := range poly {
			for _, ref := range ring {
				visit(int(ref >> 1))
			}
		}
	}
}

type decoder struct {
	b   []byte
	bad bool
}

func (d *decoder) uvarint() uint64 {
	if len(d.b) > 1 { // nearly all are of one or two bytes
		first, second := d.b[0], d.b[1]
		if first < 0x80 {
			d.b = d.b[1:]
			return uint64(first)
		}
		if second < 0x80 {
			d.b = d.b[2:]
			return uint64(first&0x7f) | uint64(second)<<7
		}
	}
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		d.b, d.bad = nil, true
		return 0
	}
	d.b = d.b[n:]
	return v
}

func (d *decoder) varint() int64 {
	u := d.uvarint()
	return int64(u>>1) ^ -int64(u&1)
}

// length reads a count of things that take at least a byte each.
func (d *decoder) length() uint64 {
	n := d.uvarint()
	if n > uint64(len(d.b)) {
		d.b, d.bad = nil, true
		return 0
	}
	return n
}

func (d *decoder) shape(arcs uint64) (s Shape) {
	n := d.length()
	s.ID = string(d.b[:n])
	d.b = d.b[n:]
	if len(d.b) == 0 {
		d.bad = true
		return s
	}
	s.Level = Level(d.b[0])
	d.b = d.b[1:]
	s.polys = make([][][]uint32, d.length())
	for i := range s.polys {
		s.polys[i] = make([][]uint32, d.length())
		for j := range s.polys[i] {
			ring := make([]uint32, d.length())
			for k := range ring {
				ref := d.uvarint()
				if ref>>1 >= arcs {
					d.bad = true
					return s
				}
				ring[k] = uint32(ref)
			}
			s.polys[i][j] = ring
		}
	}
	return s
}
