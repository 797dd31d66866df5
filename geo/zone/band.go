package zone

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"

	"dateline/geo"
)

// band is where a line between cells may in truth run: between the settlements of both sides. It is made of the wedges from
// each settlement to its pieces of the line, which lie in the settlement's own cell and so never overlap.
func (d *Diagram) band(edges []edge) orb.MultiPolygon {
	t := &Diagram{verts: vertices{index: map[vertex]int32{}}}
	local := func(v int32) int32 { return t.verts.add(d.verts.at[v]) }
	var sides []directed
	wedge := func(u, v, site int32) {
		s := t.verts.addPoint(jitter(d.sites[site].Point))
		if s != u && s != v {
			sides = append(sides, directed{u: u, v: v}, directed{u: v, v: s}, directed{u: s, v: u})
		}
	}
	for _, e := range edges {
		u, v := local(e.u), local(e.v)
		wedge(u, v, e.left)
		wedge(v, u, e.right)
	}
	return valid(t.polygons(newDissolver(t).rings(sides)))
}

// maxCorridorLat is the latitude, in degrees, beyond which corridors and hulls are not drawn: lines that are straight in
// longitude and latitude no longer follow the ground there.
const maxCorridorLat = 85

// Corridor is the land within a varying distance of a line: halfKM[i] at pts[i], in proportion between. The same number of
// both is needed. Nothing comes back where it would reach beyond 85 degrees of latitude.
func Corridor(pts []orb.Point, halfKM []float64) orb.MultiPolygon {
	if len(pts) == 0 || len(pts) != len(halfKM) {
		return nil
	}
	var discs [][]orb.Point
	at := pts[0][0]
	for i, p := range pts {
		disc, ok := unrolledDisc(p, halfKM[i], at)
		if !ok {
			return nil
		}
		at = disc[0][0]
		discs = append(discs, disc)
	}
	parts := []geom.Geometry{hullOf(discs[0])}
	if len(discs) > 1 {
		parts = parts[:0]
	}
	for i := 1; i < len(discs); i++ {
		parts = append(parts, hullOf(append(append([]orb.Point{}, discs[i-1]...), discs[i]...)))
	}
	g, err := geom.UnionMany(parts)
	if err != nil {
		return nil
	}
	return ontoMap(fromGeom(g))
}

// Hull is the smallest convex area, in longitude and latitude, that holds the points; the shorter way around the globe.
func Hull(pts []orb.Point) orb.MultiPolygon {
	if len(pts) == 0 {
		return nil
	}
	run := make([]orb.Point, len(pts))
	for i, p := range pts {
		if !finite(p) || math.Abs(p[1]) > maxCorridorLat {
			return nil
		}
		run[i] = orb.Point{pts[0][0] + wrapDegrees(p[0]-pts[0][0]), p[1]}
	}
	return ontoMap(fromGeom(hullOf(run)))
}

// discCorners is the number of corners of a disc: its sides stay within 0.5 % of the circle.
const discCorners = 32

// unrolledDisc is a geodesic circle with longitudes that run on from lon.
func unrolledDisc(p orb.Point, km, lon float64) ([]orb.Point, bool) {
	if !finite(p) || math.Abs(p[1])+km/110 > maxCorridorLat {
		return nil, false
	}
	x := lon + wrapDegrees(p[0]-lon)
	if !(km > 0) {
		return []orb.Point{{x, p[1]}}, true
	}
	out := make([]orb.Point, discCorners)
	for i := range out {
		q, _ := geo.Direct(p, float64(i)*360/discCorners, geo.Metres(km*1000))
		out[i] = orb.Point{x + wrapDegrees(q[0]-p[0]), q[1]}
	}
	return out, true
}

func hullOf(pts []orb.Point) geom.Geometry {
	flat := make([]float64, 0, 2*len(pts))
	for _, p := range roundLine(append([]orb.Point{}, pts...)) {
		flat = append(flat, p[0], p[1])
	}
	return geom.NewLineString(geom.NewSequence(flat, geom.DimXY)).ConvexHull()
}

// ontoMap moves polygons whose longitudes run on over ±180 degrees onto the map, cut there.
func ontoMap(m orb.MultiPolygon) orb.MultiPolygon {
	var out orb.MultiPolygon
	for _, p := range m {
		if b := p.Bound(); b.Min[0] >= -180 && b.Max[0] <= 180 {
			out = append(out, p)
			continue
		}
		out = append(out, wrapPolygon(p)...)
	}
	sortPolygons(out)
	return out
}
