package zone

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Site is a place that land can belong to.
type Site struct {
	Point orb.Point
	// Country is the key into the land; sites of a country without land keep no cell where other land is known.
	Country string
	// CapKM is how far the cell reaches; 0 or less: the site only bounds the cells of others.
	CapKM float64
}

// edge is a piece of boundary from vertex u to v with the cell left and right of it, -1 where there is none.
type edge struct {
	u, v        int32
	left, right int32
	// shared says that it lies on the bisector of two settlements, the only kind that a front line may follow.
	shared bool
}

// Diagram is the capped Voronoi cells of sites. It knows nothing of statuses and can be kept while they change. It is
// immutable and safe for concurrent use.
type Diagram struct {
	sites []Site
	// cell gives a site's cell: that of the first site within 1 m, which stands for all of them; -1 for none.
	cell  []int32
	verts vertices
	edges []edge
	// slice is the signed area in km² between each edge and the equator: positive where it runs west.
	slice []float64
	polar bool
}

// NewDiagram computes the cells. With no land at all cells are not clipped.
func NewDiagram(sites []Site, land map[string]orb.MultiPolygon) *Diagram {
	d := &Diagram{sites: sites, cell: make([]int32, len(sites)), verts: vertices{index: map[vertex]int32{}}}
	coast := coastline{}
	for _, g := range d.groups(land) {
		b := newBuilder(d, g.members)
		edges := b.edges()
		if outline, ok := land[g.country]; ok && len(land) > 0 {
			edges = coast.clip(d, g.members, edges, outline)
		}
		d.edges = append(d.edges, edges...)
	}
	d.edges = append(d.edges, coast.edges(d)...)
	d.measure()
	return d
}

type group struct {
	country string
	members []int32
}

// groups splits the sites by country, leaves out unusable points and all but one of those at the same place.
func (d *Diagram) groups(land map[string]orb.MultiPolygon) []group {
	type spot struct {
		country string
		x, y    int64
	}
	seen, by := map[spot]int32{}, map[string]*group{}
	for i, s := range d.sites {
		d.cell[i] = -1
		country := s.Country
		if len(land) == 0 {
			country = ""
		} else if _, ok := land[country]; !ok {
			continue
		}
		if !finite(s.Point) || math.Abs(s.Point[1]) > 90 {
			continue
		}
		at := spot{country, int64(math.Round(wrapDegrees(s.Point[0]) * 1e5)), int64(math.Round(s.Point[1] * 1e5))}
		if first, ok := seen[at]; ok {
			d.cell[i] = first
			if d.sites[first].CapKM < s.CapKM { // the drawn one must win over one that only bounds
				d.raise(first, s.CapKM)
			}
			continue
		}
		seen[at], d.cell[i] = int32(i), int32(i)
		if by[country] == nil {
			by[country] = &group{country: country}
		}
		by[country].members = append(by[country].members, int32(i))
	}
	out := make([]group, 0, len(by))
	for _, g := range by {
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b group) int { return cmp.Compare(a.country, b.country) })
	return out
}

// raise gives a site a larger cap, on a copy of the caller's sites.
func (d *Diagram) raise(i int32, capKM float64) {
	d.sites = slices.Clone(d.sites)
	d.sites[i].CapKM = capKM
}

func wrapDegrees(lon float64) float64 {
	lon = math.Mod(lon, 360)
	switch {
	case lon > 180:
		return lon - 360
	case lon <= -180:
		return lon + 360
	}
	return lon
}

// Cell gives the number of a site's cell, shared by all sites at the same place, -1 where it has none.
func (d *Diagram) Cell(site int) int { return int(d.cell[site]) }

func (d *Diagram) point(v int32) orb.Point {
	p := d.verts.at[v]
	return orb.Point{float64(p.x) / unitsPerDegree, float64(p.y) / unitsPerDegree}
}
