package topo

import "encoding/binary"

// Stats says what packing did. Crossed counts the rings that cross themselves even in full detail.
type Stats struct{ Features, Rings, Arcs, PointsIn, PointsOut, Crossed int }

// Pack encodes features, in the order given, as the outlines section of an index (see FORMAT.md).
func Pack(features []Feature) ([]byte, Stats) {
	t := build(features)
	t.part()
	lines, stats := t.simplified()
	stats.Crossed = t.straighten(lines)
	t.fill(features, lines)
	for _, points := range lines {
		stats.PointsOut += len(points)
	}
	stats.Features, stats.Rings = len(features), len(t.rings)

	b := binary.LittleEndian.AppendUint32(nil, uint32(len(features)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(lines)))
	var arcs []byte
	for _, points := range lines {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(arcs)))
		arcs = appendArc(arcs, points)
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(len(arcs)))
	b = append(b, arcs...)
	for i, f := range features {
		b = appendFeature(b, f, t.outlines[i], t.rings)
	}
	return b, stats
}

func appendArc(b []byte, points []Point) []byte {
	b = binary.AppendUvarint(b, uint64(len(points)))
	var last Point
	for _, p := range points {
		b = binary.AppendVarint(b, int64(p.X)-int64(last.X))
		b = binary.AppendVarint(b, int64(p.Y)-int64(last.Y))
		last = p
	}
	return b
}

func appendFeature(b []byte, f Feature, outline [][]int, rings [][]uint32) []byte {
	b = binary.AppendUvarint(b, uint64(len(f.ID)))
	b = append(append(b, f.ID...), byte(f.Level))
	b = binary.AppendUvarint(b, uint64(len(outline)))
	for _, poly := range outline {
		b = binary.AppendUvarint(b, uint64(len(poly)))
		for _, ring := range poly {
			b = binary.AppendUvarint(b, uint64(len(rings[ring])))
			for _, ref := range rings[ring] {
				b = binary.AppendUvarint(b, uint64(ref))
			}
		}
	}
	return b
}

func (t *topology) simplified() ([][]Point, Stats) {
	lines := make([][]Point, len(t.arcs))
	stats := Stats{Arcs: len(t.arcs)}
	for i := range t.arcs {
		lines[i] = t.arcs[i].simplify()
		stats.PointsIn += len(t.arcs[i].points)
	}
	return lines, stats
}
