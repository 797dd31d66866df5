package tiles

import (
	"cmp"
	"math"
	"slices"
)

// Encoded is a tile as it goes over the wire, not yet compressed. Data is empty where no feature meets the tile.
type Encoded struct {
	Data []byte
	// Features counts what is in the tile by layer; Dropped what the byte budget left out of it, features that another one
	// stands for included.
	Features, Dropped map[string]int
	// Prints are what [Layer.Fingerprint] gives of each layer, in their order.
	Prints []uint64
}

// Encode cuts a tile out of layers, in the order given. Layers without a feature in the tile are left out. The budget of
// the first layer holds for the whole tile: shares that one layer does not need are left to the next ones.
func Encode(t Tile, layers ...*Layer) Encoded {
	out := Encoded{Features: map[string]int{}, Dropped: map[string]int{}}
	if !t.Valid() || len(layers) == 0 {
		return out
	}
	left := layers[0].options.Budget
	for i, l := range layers {
		e := l.borrow()
		kept, dropped := e.layer(t, left/(len(layers)-i))
		if kept > 0 {
			out.Features[l.name] += kept
			before := len(out.Data)
			out.Data = e.appendTo(out.Data)
			left -= len(out.Data) - before
		}
		if dropped > 0 {
			out.Dropped[l.name] += dropped
		}
		out.Prints = append(out.Prints, e.print)
		l.scratch.Put(e)
	}
	return out
}

// Fingerprint changes when the tile of the layer may: it looks at the features as the tile's zoom sees them, not at their
// bytes, and costs a look into the index.
func (l *Layer) Fingerprint(t Tile) uint64 {
	e := l.borrow()
	defer l.scratch.Put(e)
	e.look(t, l.at(t.Z), func(*item) {})
	return e.print
}

// look gives the items whose boxes meet the tile, in their order, and leaves their fingerprint in e.
func (e *encoder) look(t Tile, lv *level, give func(*item)) {
	e.print = hashText(offset64, e.source.name)
	for worlds := -1; worlds <= 1; worlds++ {
		e.window = windowOf(t, worlds)
		if !e.bounds.meets(e.source.box) {
			continue
		}
		e.found = lv.index.search(e.bounds, e.found[:0])
		for _, i := range e.found {
			it := &lv.items[i]
			e.print = mix(e.print, it.hash)
			give(it)
		}
		e.print = mix(e.print, uint64(len(e.found)))
	}
}

// Hash names all that the layer holds.
func (l *Layer) Hash() uint64 {
	h := hashText(offset64, l.name)
	for _, it := range l.at(FullZoom).items {
		h = mix(h, it.hash)
	}
	return h
}

// encoder builds one layer of a tile. Its buffers outlive the tile.
type encoder struct {
	clipper
	source   *Layer
	found    []uint32
	messages []byte // feature messages, one behind the other
	spans    []span
	geometry []byte
	tags     []byte
	keys     renumber
	values   renumber
	level    *level
	print    uint64 // of the tile looked at last
}

// span is a feature's message and its claim to stay.
type span struct {
	from, to int
	item     *item
	size     float64
	extra    int
}

// renumber gives the layer's keys or values their numbers in the tile, in order of first use.
type renumber struct {
	slots []uint64 // stamp in the upper half, the number in this tile below; valid where the stamp is now's
	now   uint64
	order []uint32
}

func (r *renumber) reset(n int) {
	if len(r.slots) < n || r.now == math.MaxUint32 {
		r.slots, r.now = make([]uint64, n), 0
	}
	r.now++
	r.order = r.order[:0]
}

func (r *renumber) of(i uint32) uint32 {
	slot := &r.slots[i]
	if *slot>>32 != r.now {
		*slot = r.now<<32 | uint64(len(r.order))
		r.order = append(r.order, i)
	}
	return uint32(*slot)
}

func (l *Layer) borrow() *encoder {
	if e, ok := l.scratch.Get().(*encoder); ok {
		return e
	}
	return &encoder{source: l}
}

// layer encodes the features of the tile into e and gives how many there are, and how many there is no room for.
func (e *encoder) layer(t Tile, budget int) (kept, dropped int) {
	lv := e.source.at(t.Z)
	e.level, e.spans, e.messages = lv, e.spans[:0], e.messages[:0]
	e.geometries(t, lv)
	dropped = e.fit(budget)
	for _, s := range e.spans {
		dropped += int(s.item.count) - 1
	}
	return len(e.spans), dropped
}

// geometries writes the geometry commands of every feature in the tile to e.messages.
func (e *encoder) geometries(t Tile, lv *level) {
	e.look(t, lv, func(it *item) {
		from := len(e.messages)
		if size, ok := e.shape(lv, it); ok {
			e.spans = append(e.spans, span{from: from, to: len(e.messages), item: it, size: size})
		}
	})
}

// fit leaves features out, the lowest ranks and the smallest shapes first, until the layer is within the budget.
func (e *encoder) fit(budget int) (dropped int) {
	l := e.source
	if e.atMost()+64 <= budget {
		return 0
	}
	total := e.weighSpans() + 64
	if total <= budget {
		return 0
	}
	order := make([]int, len(e.spans))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		sa, sb := &e.spans[a], &e.spans[b]
		if c := cmp.Compare(l.features[sa.item.feature].rank, l.features[sb.item.feature].rank); c != 0 {
			return c
		}
		return cmp.Compare(sa.size, sb.size)
	})
	gone := make([]bool, len(e.spans))
	for _, i := range order {
		if total <= budget {
			break
		}
		gone[i] = true
		dropped += int(e.spans[i].item.count)
		total -= e.spans[i].to - e.spans[i].from + e.spans[i].extra
	}
	left := e.spans[:0]
	for i, s := range e.spans {
		if !gone[i] {
			left = append(left, s)
		}
	}
	e.spans = left
	return dropped
}

// atMost is what the features would cost if they shared no value: most tiles are far within the budget, and need no closer look.
func (e *encoder) atMost() int {
	total := len(e.messages)
	for i := range e.spans {
		f := &e.source.features[e.spans[i].item.feature]
		total += 24 + int(f.tagBytes) + int(f.valueBytes)
	}
	return total
}

// weighSpans sets what each feature costs beside its geometry: a bound from above, since shared values count where they
// are first used.
func (e *encoder) weighSpans() int {
	l := e.source
	e.keys.reset(len(l.keys))
	e.values.reset(len(l.values))
	total := 0
	for i := range e.spans {
		s := &e.spans[i]
		f := &l.features[s.item.feature]
		s.extra = 24 + int(f.tagBytes)
		for t := f.tags[0]; t < f.tags[1]; t += 2 {
			v := l.tags[t+1]
			if before := len(e.values.order); int(e.values.of(v)) == before {
				s.extra += len(l.values[v]) + 3
			}
		}
		total += s.to - s.from + s.extra
	}
	return total
}

// appendTo writes the layer message.
func (e *encoder) appendTo(dst []byte) []byte {
	l := e.source
	e.keys.reset(len(l.keys))
	e.values.reset(len(l.values) + len(e.level.counts))
	body := append(e.geometry[:0], 15<<3, 2) // version
	body = appendText(body, 1, l.name)
	for i := range e.spans {
		body = e.appendFeature(body, &e.spans[i])
	}
	for _, k := range e.keys.order {
		body = appendText(body, 3, l.keys[k])
	}
	for _, v := range e.values.order {
		m := e.value(v)
		body = append(appendUvarint(append(body, 4<<3|2), uint64(len(m))), m...)
	}
	body = appendUvarint(append(body, 5<<3), Extent)
	e.geometry = body
	dst = slices.Grow(dst, len(body)+8)
	dst = appendUvarint(append(dst, 3<<3|2), uint64(len(body)))
	return append(dst, body...)
}

// value gives the Value message of a number in the layer's table, or behind it in the level's table of counts.
func (e *encoder) value(v uint32) []byte {
	if n := uint32(len(e.source.values)); v >= n {
		return e.level.counts[v-n]
	}
	return e.source.values[v]
}

func appendText(dst []byte, field byte, s string) []byte {
	dst = appendUvarint(append(dst, field<<3|2), uint64(len(s)))
	return append(dst, s...)
}

func (e *encoder) appendFeature(dst []byte, s *span) []byte {
	l := e.source
	f := &l.features[s.item.feature]
	e.tags = e.tags[:0]
	for t := f.tags[0]; t < f.tags[1]; t += 2 {
		e.tags = appendUvarint(e.tags, uint64(e.keys.of(l.tags[t])))
		e.tags = appendUvarint(e.tags, uint64(e.values.of(l.tags[t+1])))
	}
	if s.item.countValue > 0 {
		e.tags = appendUvarint(e.tags, uint64(e.keys.of(uint32(len(l.keys)-1))))
		e.tags = appendUvarint(e.tags, uint64(e.values.of(uint32(len(l.values))+s.item.countValue-1)))
	}
	geometry := e.messages[s.from:s.to]
	size := 1 + uvarintLen(f.id) + 2 + 1 + uvarintLen(uint64(len(geometry))) + len(geometry)
	if len(e.tags) > 0 {
		size += 1 + uvarintLen(uint64(len(e.tags))) + len(e.tags)
	}
	dst = appendUvarint(append(dst, 2<<3|2), uint64(size))
	dst = appendUvarint(append(dst, 1<<3), f.id)
	if len(e.tags) > 0 {
		dst = append(appendUvarint(append(dst, 2<<3|2), uint64(len(e.tags))), e.tags...)
	}
	dst = append(dst, 3<<3, f.kind)
	dst = appendUvarint(append(dst, 4<<3|2), uint64(len(geometry)))
	return append(dst, geometry...)
}

// Touches says whether some feature's box meets the tile at its zoom or, simplified away there, at a deeper one.
func (l *Layer) Touches(t Tile) bool {
	full := l.at(FullZoom)
	for worlds := -1; worlds <= 1; worlds++ {
		w := windowOf(t, worlds)
		if w.bounds.meets(l.box) && full.index.any(len(full.index.ends)-1, len(full.index.boxes)-1, w.bounds) {
			return true
		}
	}
	return false
}
