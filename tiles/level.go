package tiles

import (
	"math"
	"sync"
)

// tolerance is how far, in units of the tile's 4096 grid, a simplified line may run from the true one: under half a pixel
// of a tile shown at 512 pixels. geojson-vt uses the same.
const tolerance = 3

// toleranceAt gives the tolerance of a zoom in grid units.
func toleranceAt(z uint32) float32 { return float32(tolerance * float64(int64(world)>>z) / Extent) }

type levelSlot struct {
	once  sync.Once
	level *level
}

// level is a layer as one zoom sees it.
type level struct {
	items  []item
	parts  []levelPart
	xy     []int32
	chunks []box
	index  *index
	counts [][]byte // Value messages of the point_counts that occur
}

// item is a feature at a zoom. Count is the number of features it stands for.
type item struct {
	feature uint32
	parts   [2]uint32
	count   uint32
	// countValue is 1 + the number of count in the level's table, 0 where it is not written.
	countValue uint32
	box        box
	hash       uint64
}

// levelPart is a part at a zoom with the boxes of its runs of [run] edges.
type levelPart struct {
	part
	chunk uint32
	box   box
}

// run is the number of edges that share a box, so that clipping can pass over them at one look.
const run = 32

// at gives the level of a zoom, building it when it is first asked for.
func (l *Layer) at(z uint32) *level {
	z = min(z, FullZoom)
	slot := &l.levels[z]
	slot.once.Do(func() {
		if z < FullZoom && l.points && !l.late && !l.crowded(z) {
			slot.level = l.at(FullZoom)
			return
		}
		slot.level = l.build(z)
	})
	return slot.level
}

// Prepare lays a zoom out ahead of its first tile.
func (l *Layer) Prepare(z uint32) { l.at(z) }

func (l *Layer) build(z uint32) *level {
	b := levelBuilder{Layer: l, level: &level{}, zoom: z, counted: map[uint32]uint32{}}
	if z < FullZoom {
		b.tolerance = toleranceAt(z)
		b.keep = l.thin(z)
	} else {
		b.level.xy = l.xy
	}
	for i := range l.features {
		b.add(uint32(i))
	}
	b.level.index = b.index()
	return b.level
}

// index lays the items out for searching; where all are single points, their order is that of the layer's curve.
func (b *levelBuilder) index() *index {
	items := b.level.items
	boxes := make([]box, len(items))
	for i := range boxes {
		boxes[i] = items[i].box
	}
	if !b.points || len(b.spots()) < len(b.features) {
		return newIndex(boxes)
	}
	itemOf := make([]uint32, len(b.features)) // 1 + the item's number
	for i := range items {
		itemOf[items[i].feature] = uint32(i) + 1
	}
	order := make([]uint32, 0, len(items))
	for _, s := range b.spots() {
		if n := itemOf[s.feature]; n > 0 {
			order = append(order, n-1)
		}
	}
	return indexOf(boxes, order)
}

type levelBuilder struct {
	*Layer
	level     *level
	zoom      uint32
	tolerance float32
	keep      []uint32 // by feature: how many it stands for, 0 drops it; nil keeps all
	counted   map[uint32]uint32
}

func (b *levelBuilder) countValue(count uint32) uint32 {
	if count < 2 || b.options.Drop {
		return 0
	}
	n, ok := b.counted[count]
	if !ok {
		b.level.counts = append(b.level.counts, appendInt(nil, int64(count)))
		n = uint32(len(b.level.counts))
		b.counted[count] = n
	}
	return n
}

func (b *levelBuilder) add(n uint32) {
	f := &b.features[n]
	it := item{feature: n, count: 1, box: nothing, hash: f.hash}
	if uint32(f.minZoom) > b.zoom {
		return
	}
	if b.keep != nil {
		if it.count = b.keep[n]; it.count == 0 {
			return
		}
		it.hash = mix(it.hash, uint64(it.count))
		it.countValue = b.countValue(it.count)
	}
	it.parts[0] = uint32(len(b.level.parts))
	outer := false
	for _, p := range b.Layer.parts[f.parts[0]:f.parts[1]] {
		if f.kind == polygon && p.hole && !outer {
			continue
		}
		kept := b.part(f.kind, p, &it)
		if !p.hole {
			outer = kept
		}
	}
	it.parts[1] = uint32(len(b.level.parts))
	if it.parts[0] < it.parts[1] {
		b.level.items = append(b.level.items, it)
	}
}

// part adds what is left of a part at this zoom; false where nothing is.
func (b *levelBuilder) part(kind uint8, p part, it *item) bool {
	lv := b.level
	out := levelPart{part: p, chunk: uint32(len(lv.chunks)), box: nothing}
	if b.zoom < FullZoom {
		out.start = uint32(len(lv.xy) / 2)
		for i := p.start; i < p.end; i++ {
			if kind == point || b.weight[i] > b.tolerance {
				lv.xy = append(lv.xy, b.xy[2*i], b.xy[2*i+1])
			}
		}
		out.end = uint32(len(lv.xy) / 2)
	}
	xy := lv.xy[2*out.start : 2*out.end]
	if kind == polygon && b.zoom < FullZoom && !b.visible(xy, p.hole) {
		lv.xy = lv.xy[:2*out.start]
		return false
	}
	for i := 0; i < len(xy); i += 2 {
		out.box.add(xy[i], xy[i+1])
		it.hash = mix(it.hash, uint64(uint32(xy[i]))<<32|uint64(uint32(xy[i+1])))
	}
	it.hash = mix(it.hash, uint64(len(xy)))
	it.box.join(out.box)
	if kind != point {
		lv.addChunks(xy)
	}
	lv.parts = append(lv.parts, out)
	return true
}

// visible says whether a ring still has an area worth a grid unit and still winds the right way.
func (b *levelBuilder) visible(xy []int32, hole bool) bool {
	area := twiceArea(xy)
	return len(xy) >= 8 && (area > 0) != hole && math.Abs(area) > 2*float64(b.tolerance)*float64(b.tolerance)
}

func (lv *level) addChunks(xy []int32) {
	n := len(xy) / 2
	for from := 0; from < n-1; from += run {
		c := nothing
		for i := from; i <= min(from+run, n-1); i++ {
			c.add(xy[2*i], xy[2*i+1])
		}
		lv.chunks = append(lv.chunks, c)
	}
}

// Size is about how many bytes the layer holds when a zoom or two are laid out: for caches, which must know what they keep.
func (l *Layer) Size() int64 {
	size := int64(len(l.xy)*4+len(l.weight)*4+len(l.tags)*4+len(l.parts)*12) * 2
	size += int64(len(l.features)) * (80 + 2*(64+24))
	for _, v := range l.values {
		size += int64(len(v)) + 24
	}
	return size
}
