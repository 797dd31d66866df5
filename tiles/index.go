package tiles

import "slices"

// fanout is the number of children of an index node.
const fanout = 16

// index is a packed R-tree over boxes that never change: leaves in Morton order of their centres, then each level of
// parents, the root last.
type index struct {
	boxes []box
	items []uint32 // by leaf position
	ends  []int    // of each level in boxes
}

func newIndex(boxes []box) *index {
	n := len(boxes)
	type placed struct {
		key  uint64
		item uint32
	}
	order := make([]placed, n)
	for i, b := range boxes {
		order[i] = placed{morton(b), uint32(i)}
	}
	slices.SortFunc(order, func(a, b placed) int {
		if a.key != b.key {
			if a.key < b.key {
				return -1
			}
			return 1
		}
		return int(a.item) - int(b.item)
	})
	items := make([]uint32, n)
	for i, p := range order {
		items[i] = p.item
	}
	return indexOf(boxes, items)
}

// indexOf puts the parents over boxes whose Morton order is known.
func indexOf(boxes []box, order []uint32) *index {
	n := len(boxes)
	x := &index{boxes: make([]box, 0, n+n/8), items: order}
	for _, i := range order {
		x.boxes = append(x.boxes, boxes[i])
	}
	x.ends = append(x.ends, n)
	for start, end := 0, n; end-start > 1; {
		for i := start; i < end; i += fanout {
			parent := nothing
			for _, child := range x.boxes[i:min(i+fanout, end)] {
				parent.join(child)
			}
			x.boxes = append(x.boxes, parent)
		}
		start, end = end, len(x.boxes)
		x.ends = append(x.ends, end)
	}
	return x
}

// morton interleaves the bits of a box's centre.
func morton(b box) uint64 {
	return mortonOf((int64(b.minX)+int64(b.maxX))/2, (int64(b.minY)+int64(b.maxY))/2)
}

// mortonOf takes places up to a world beyond each edge.
func mortonOf(x, y int64) uint64 { return spread(uint32(x+world)) | spread(uint32(y+world))<<1 }

func spread(v uint32) uint64 {
	x := uint64(v)
	x = (x | x<<16) & 0x0000FFFF0000FFFF
	x = (x | x<<8) & 0x00FF00FF00FF00FF
	x = (x | x<<4) & 0x0F0F0F0F0F0F0F0F
	x = (x | x<<2) & 0x3333333333333333
	return (x | x<<1) & 0x5555555555555555
}

// search appends the items whose box meets q, in their order.
func (x *index) search(q box, found []uint32) []uint32 {
	if len(x.items) == 0 {
		return found
	}
	from := len(found)
	found = x.descend(len(x.ends)-1, len(x.boxes)-1, q, found)
	slices.Sort(found[from:])
	return found
}

func (x *index) descend(level, node int, q box, found []uint32) []uint32 {
	if !x.boxes[node].meets(q) {
		return found
	}
	if level == 0 {
		return append(found, x.items[node])
	}
	first, end := x.children(level, node)
	if level > 1 {
		for child := first; child < end; child++ {
			found = x.descend(level-1, child, q, found)
		}
		return found
	}
	for child, b := range x.boxes[first:end] { // the leaves, most of the work
		if b.meets(q) {
			found = append(found, x.items[first+child])
		}
	}
	return found
}

// children gives the nodes below one, the last excluded.
func (x *index) children(level, node int) (first, end int) {
	below := 0
	if level > 1 {
		below = x.ends[level-2]
	}
	first = below + (node-x.ends[level-1])*fanout
	return first, min(first+fanout, x.ends[level-1])
}

// any says whether some item's box meets q.
func (x *index) any(level, node int, q box) bool {
	if len(x.items) == 0 || !x.boxes[node].meets(q) {
		return false
	}
	if level == 0 {
		return true
	}
	first, end := x.children(level, node)
	for child := first; child < end; child++ {
		if x.any(level-1, child, q) {
			return true
		}
	}
	return false
}
