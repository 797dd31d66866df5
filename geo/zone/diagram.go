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
	// cell gives a site's cell: that of the first site within 10 m, which stands for all of them; -1 for none.
	cell  []int32
	verts vertices
	edges []edge
	// slice is the signed area in km² between each edge and the equator: positive where it runs west.
	slice []float64
	polar bool
	own   bool // sites is a copy
}

// NewDiagram computes the cells. With no land at all cells are not clipped.
func NewDiagram(sites []Site, land map[string]orb.MultiPolygon) *Diagram {
	d := &Diagram{sites: sites, cell: make([]int32, len(sites)), verts: vertices{index: map[vertex]int32{}}}
	if !d.clippable() {
		land = nil
	}
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

// clippable says whether all cells stay away from the poles and from the longitude at which their country's plane is cut.
func (d *Diagram) clippable() bool {
	by := map[string][]int32{}
	for i, s := range d.sites {
		if !finite(s.Point) || math.Abs(s.Point[1]) > 90 {
			continue
		}
		if math.Abs(s.Point[1])+s.CapKM/111 > 89 {
			return false
		}
		by[s.Country] = append(by[s.Country], int32(i))
	}
	for _, members := range by {
		if _, ok := unwrapAt(d, members); !ok {
			return false
		}
	}
	return true
}

type group struct {
	country string
	members []int32
}

// groups splits the sites by country, leaves out unusable points and all but one of those at the same place.
func (d *Diagram) groups(land map[string]orb.MultiPolygon) []group {
	by := map[string][]int32{}
	for i, s := range d.sites {
		d.cell[i] = -1
		if len(land) == 0 {
			s.Country = ""
		} else if _, ok := land[s.Country]; !ok {
			continue
		}
		if finite(s.Point) && math.Abs(s.Point[1]) <= 90 {
			by[s.Country] = append(by[s.Country], int32(i))
		}
	}
	var out []group
	for country, members := range by {
		// Rounding must not depend on the order in which the caller has the sites.
		slices.SortFunc(members, func(a, b int32) int {
			p, q := d.sites[a].Point, d.sites[b].Point
			return cmp.Or(cmp.Compare(p[0], q[0]), cmp.Compare(p[1], q[1]), cmp.Compare(a, b))
		})
		out = append(out, group{country, d.merge(members)})
	}
	slices.SortFunc(out, func(a, b group) int { return cmp.Compare(a.country, b.country) })
	return out
}

// samePlaceKM is the distance below which two sites share a cell: well above the grid and the jitter.
const samePlaceKM = 0.01

// merge gives the first site of every place. Its cell reaches as far as the farthest of the sites there.
func (d *Diagram) merge(members []int32) []int32 {
	const side = 4 * samePlaceKM
	bins := map[[3]int32][]int32{}
	at := func(i int32) vec { return toSphere(d.sites[i].Point).scale(semiMajorKM) }
	bin := func(x float64) int32 { return int32(math.Floor(x / side)) }
	var out []int32
	for _, i := range members {
		p := at(i)
		first := d.nearby(bins, p, at, bin)
		if first < 0 {
			b := [3]int32{bin(p.x), bin(p.y), bin(p.z)}
			bins[b] = append(bins[b], i)
			d.cell[i] = i
			out = append(out, i)
			continue
		}
		d.cell[i] = first
		if d.sites[first].CapKM < d.sites[i].CapKM {
			d.raise(first, d.sites[i].CapKM)
		}
	}
	return out
}

func (d *Diagram) nearby(bins map[[3]int32][]int32, p vec, at func(int32) vec, bin func(float64) int32) int32 {
	const r = samePlaceKM
	for x := bin(p.x - r); x <= bin(p.x+r); x++ {
		for y := bin(p.y - r); y <= bin(p.y+r); y++ {
			for z := bin(p.z - r); z <= bin(p.z+r); z++ {
				for _, j := range bins[[3]int32{x, y, z}] {
					if p.sub(at(j)).norm() < r {
						return j
					}
				}
			}
		}
	}
	return -1
}

// raise gives a site a larger cap, on a copy of the caller's sites.
func (d *Diagram) raise(i int32, capKM float64) {
	if !d.own {
		d.sites, d.own = slices.Clone(d.sites), true
	}
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
