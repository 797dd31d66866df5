package tiles

// orderly says whether the crossings of the rim, in p.events, alternate between leaving and entering and agree with whether
// the window's first corner lies inside. Rings that cross themselves (simplification can bring a narrow neck to that) may do
// neither: joined along the rim they would flood the window.
func (p *polygonCut) orderly(lv *level, parts []levelPart) bool {
	for i, e := range p.events {
		if e.enter == p.events[(i+1)%len(p.events)].enter {
			return false
		}
	}
	return p.events[0].enter == inside(lv, parts, p.minX, p.minY)
}

// plain clips each ring by itself against one side of the window after the other (Sutherland and Hodgman). Parts of a ring
// stay joined along the rim, but nothing is covered that the ring does not wind around.
func (p *polygonCut) plain(lv *level, parts []levelPart) {
	p.full, p.xy = p.full[:0], p.xy[:0]
	var ring, next [][2]float64
	for i := range parts {
		if !parts[i].box.meets(p.bounds) {
			continue
		}
		ring = ring[:0]
		for v := 2 * parts[i].start; v < 2*(parts[i].end-1); v += 2 {
			ring = append(ring, [2]float64{float64(lv.xy[v]), float64(lv.xy[v+1])})
		}
		for axis := range 2 {
			low, high := p.minX, p.maxX
			if axis == 1 {
				low, high = p.minY, p.maxY
			}
			next = halfPlane(next[:0], ring, axis, low, 1)
			ring = halfPlane(ring[:0], next, axis, high, -1)
		}
		if len(ring) < 3 {
			continue
		}
		from := len(p.xy)
		for _, v := range ring {
			p.xy = p.put(p.xy, v[0], v[1])
		}
		p.xy = append(p.xy, p.xy[from], p.xy[from+1])
		p.full = append(p.full, wholeRing{from, len(p.xy), parts[i].hole})
	}
}

// halfPlane keeps what of an open ring lies beyond the limit on an axis, in the direction of sign, and appends it to dst.
func halfPlane(dst, ring [][2]float64, axis int, limit, sign float64) [][2]float64 {
	for i, b := range ring {
		a := ring[(i+len(ring)-1)%len(ring)]
		inA, inB := (a[axis]-limit)*sign >= 0, (b[axis]-limit)*sign >= 0
		if inA != inB {
			var at [2]float64
			at[axis] = limit
			at[1-axis] = a[1-axis] + (b[1-axis]-a[1-axis])*(limit-a[axis])/(b[axis]-a[axis])
			dst = append(dst, at)
		}
		if inB {
			dst = append(dst, b)
		}
	}
	return dst
}
