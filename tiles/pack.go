package tiles

import (
	"iter"
	"math"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"dateline/geo"
)

// FullZoom is the zoom from which nothing is simplified any more, and the maxzoom that TileJSON states: maps magnify its
// tiles beyond.
const FullZoom = 14

// Options of [Pack]. The zero value serves.
type Options struct {
	// Rank orders features where room is short: the higher stays. Nil ranks by size, then by order.
	Rank func(geo.Feature) float64
	// MinZoom is the first zoom that shows a feature. Nil shows everything everywhere.
	MinZoom func(geo.Feature) int
	// MaxZoom is the last zoom that the layer is for; what only deeper ones would show of its shapes is not kept. 0 keeps all.
	MaxZoom uint32
	// Budget is the greatest size of a tile in bytes before compression, [Budget] where 0.
	Budget int
	// NoID leaves out the id property, where ids mean nothing to the reader (a basemap).
	NoID bool
	// Drop says that features beyond the budget vanish without a point_count on the one that stands for them.
	Drop bool
}

// Budget is the default greatest size of a tile, in bytes before compression.
const Budget = 500_000

// pointCount is the property of a point that stands for others: how many, itself included. No feature's own property may
// bear the name.
const pointCount = "point_count"

// Geometry types of the format.
const (
	point   = 1
	line    = 2
	polygon = 3
)

// Layer is features laid out for cutting. It is safe for concurrent use and never changes.
type Layer struct {
	name     string
	options  Options
	keys     []string
	kinds    []string // of the values of each key: String, Number, Boolean; "" where they differ
	values   [][]byte
	tags     []uint32 // key, value, key, value …
	features []feature
	parts    []part
	xy       []int32   // x, y, x, y …
	weight   []float32 // by vertex: the distance in grid units at which it begins to matter
	box      box
	points   bool // no lines, no polygons
	late     bool // some feature has a MinZoom above 0
	room     int  // what roomFor gives
	// spots are what onMorton gives.
	spots func() []spot

	levels  [FullZoom + 1]levelSlot
	scratch sync.Pool
}

type feature struct {
	id       uint64
	tags     [2]uint32
	parts    [2]uint32
	rank     float64
	hash     uint64
	kind     uint8
	minZoom  uint8
	tagBytes uint32
	// valueBytes is what the values take in a tile's table that holds none of them yet.
	valueBytes uint32
}

// part is a run of vertices: some points, a line, or a ring with its first vertex repeated at the end. Start and end count
// vertices. A polygon is an outer ring followed by its holes.
type part struct {
	start, end uint32
	hole       bool
}

// Pack lays features out under a layer name. Features without a (finite) geometry are left out.
func Pack(name string, features []geo.Feature, o Options) *Layer {
	return PackSeq(name, slices.Values(features), o)
}

// PackSeq is [Pack] for features that are made one by one, so that not all of them need to stand in memory at once.
func PackSeq(name string, features iter.Seq[geo.Feature], o Options) *Layer {
	if o.Budget == 0 {
		o.Budget = Budget
	}
	l := &Layer{name: name, options: o, box: nothing, points: true}
	p := packer{Layer: l, ids: map[uint64]string{}, keyNumber: map[string]uint32{}}
	for f := range features {
		p.add(&f)
	}
	l.values = p.table.messages
	p.key(pointCount, "Number") // always the last key
	l.room, l.spots = l.roomFor(), sync.OnceValue(l.onMorton)
	if !l.points {
		l.weight = weigh(l.xy, l.lineParts())
		if o.MaxZoom > 0 && o.MaxZoom < FullZoom {
			l.prune(toleranceAt(o.MaxZoom))
		}
	}
	return l
}

// prune leaves out the vertices that matter at no distance above the tolerance, and gives back the room of all lists.
func (l *Layer) prune(tolerance float32) {
	isPoint := make([]bool, len(l.parts))
	for i := range l.features {
		for n := l.features[i].parts[0]; n < l.features[i].parts[1]; n++ {
			isPoint[n] = l.features[i].kind == point
		}
	}
	to := uint32(0)
	for n := range l.parts {
		p := &l.parts[n]
		start := to
		for i := p.start; i < p.end; i++ {
			if isPoint[n] || l.weight[i] > tolerance {
				l.xy[2*to], l.xy[2*to+1], l.weight[to] = l.xy[2*i], l.xy[2*i+1], l.weight[i]
				to++
			}
		}
		p.start, p.end = start, to
	}
	l.xy, l.weight = slices.Clone(l.xy[:2*to]), slices.Clone(l.weight[:to])
}

// Name is the layer's name in a tile.
func (l *Layer) Name() string { return l.name }

// Len is the number of features that have a place on the map.
func (l *Layer) Len() int { return len(l.features) }

// Fields gives the properties that occur, with the type of their values as TileJSON names it: Number, String, Boolean.
func (l *Layer) Fields() map[string]string {
	fields := make(map[string]string, len(l.keys))
	for i, k := range l.keys {
		if k == pointCount && (l.options.Drop || len(l.features) <= l.room) {
			continue
		}
		fields[k] = l.kinds[i]
		if l.kinds[i] == "" {
			fields[k] = "Mixed"
		}
	}
	return fields
}

// Bound is the layer's box in degrees, within the world; ok is false for an empty layer.
func (l *Layer) Bound() (b orb.Bound, ok bool) {
	if len(l.features) == 0 {
		return orb.Bound{}, false
	}
	low := unproject(math.Max(0, float64(l.box.minX)), math.Min(world, float64(l.box.maxY)))
	high := unproject(math.Min(world, float64(l.box.maxX)), math.Max(0, float64(l.box.minY)))
	return orb.Bound{Min: low, Max: high}, true
}

// packer holds what Pack needs and the layer does not.
type packer struct {
	*Layer
	ids       map[uint64]string
	keyNumber map[string]uint32
	table     table
	message   []byte // the value at hand
	keysOf    []string
}

func (p *packer) add(f *geo.Feature) {
	if f.Geometry == nil {
		return
	}
	packed := feature{id: numericID(f.ID, p.ids)}
	if p.options.Rank != nil {
		packed.rank = p.options.Rank(*f)
	}
	if p.options.MinZoom != nil {
		packed.minZoom = uint8(clamp(int64(p.options.MinZoom(*f)), 0, MaxZoom))
		p.late = p.late || packed.minZoom > 0
	}
	begun := false
	p.shapes(f.Geometry, func(kind uint8, shape func()) {
		if !begun { // the tags once, however many shapes share them
			begun = true
			p.addTags(f, &packed)
		}
		packed.kind = kind
		packed.parts[0] = uint32(len(p.parts))
		shape()
		packed.parts[1] = uint32(len(p.parts))
		if packed.parts[0] == packed.parts[1] {
			return
		}
		p.features = append(p.features, packed)
		p.points = p.points && kind == point
	})
}

func (p *packer) addTags(f *geo.Feature, packed *feature) {
	packed.tags[0] = uint32(len(p.tags))
	packed.hash = mix(offset64, packed.id)
	put := func(key string, v any) {
		message, kind, ok := appendValue(p.message[:0], v)
		p.message = message
		if !ok {
			return
		}
		hash := hashText(offset64, message)
		k, value := p.key(key, kind), p.table.of(message, hash)
		p.tags = append(p.tags, k, value)
		packed.hash = mix(hashText(packed.hash, key), hash)
		packed.valueBytes += uint32(len(message)) + 3
		packed.tagBytes += uint32(uvarintLen(uint64(k)) + uvarintLen(uint64(value)))
	}
	if _, has := f.Properties["id"]; !has && !p.options.NoID && f.ID != "" {
		put("id", f.ID)
	}
	p.keysOf = sortedKeys(p.keysOf, f.Properties)
	for _, key := range p.keysOf {
		if key != pointCount {
			put(key, f.Properties[key])
		}
	}
	packed.tags[1] = uint32(len(p.tags))
}

func (p *packer) key(name, kind string) uint32 {
	n, ok := p.keyNumber[name]
	if !ok {
		n = uint32(len(p.keys))
		p.keyNumber[name] = n
		p.keys, p.kinds = append(p.keys, name), append(p.kinds, kind)
	} else if p.kinds[n] != kind {
		p.kinds[n] = ""
	}
	return n
}

// lineParts gives the parts that simplification looks at, with the kind of each.
func (l *Layer) lineParts() []weighed {
	var parts []weighed
	for i := range l.features {
		f := &l.features[i]
		if f.kind == point {
			continue
		}
		for _, part := range l.parts[f.parts[0]:f.parts[1]] {
			parts = append(parts, weighed{part.start, part.end, f.kind == polygon})
		}
	}
	return parts
}
