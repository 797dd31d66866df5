package zone

import (
	"cmp"
	"slices"
	"strings"

	"github.com/paulmach/orb"
)

// Key is what cells are merged by. The zero Key means no status: not drawn.
type Key struct {
	Holder string
	Class  string
}

// Contested is the class of a cell whose sites have different holders.
const Contested = "contested"

// HolderSeparator joins the holders of a contested cell.
const HolderSeparator = "|"

// Zone is the merged land of one key.
type Zone struct {
	Key      Key
	Geometry orb.MultiPolygon
	// AreaKM2 is the area on WGS84 of what Geometry shows: edges straight in longitude and latitude.
	AreaKM2 float64
	// Sites are the sites (indices into NewDiagram's) whose cells it is made of, ascending.
	Sites []int
}

// Zones merges the cells by the keys of their sites (keys[i] of site i) and gives the zones sorted by holder and class.
func (d *Diagram) Zones(keys []Key) []Zone {
	labels := d.labels(keys)
	numbers := numbered(labels)
	parts := make([][]directed, len(numbers.keys))
	area := make([]float64, len(numbers.keys))
	for i, e := range d.edges {
		l, r := numbers.of(e.left), numbers.of(e.right)
		if l == r {
			continue
		}
		if l >= 0 {
			parts[l] = append(parts[l], directed{u: e.u, v: e.v})
			area[l] += d.slice[i]
		}
		if r >= 0 {
			parts[r] = append(parts[r], directed{u: e.v, v: e.u})
			area[r] -= d.slice[i]
		}
	}
	sites := make([][]int, len(numbers.keys))
	for i, key := range keys {
		if n := numbers.of(d.cell[i]); n >= 0 && key != (Key{}) {
			sites[n] = append(sites[n], i)
		}
	}
	s := newDissolver(d)
	var out []Zone
	for n, key := range numbers.keys {
		z := Zone{Key: key, Geometry: d.polygons(s.rings(parts[n])), AreaKM2: area[n], Sites: sites[n]}
		if d.polar {
			z.Geometry = valid(z.Geometry)
			z.AreaKM2 = AreaKM2(z.Geometry)
		}
		if len(z.Geometry) > 0 {
			out = append(out, z)
		}
	}
	return out
}

// labels gives each cell the key of its sites, or a contested one where they differ.
func (d *Diagram) labels(keys []Key) []Key {
	out := make([]Key, len(d.sites))
	for i, key := range keys {
		c := d.cell[i]
		if c < 0 || key == (Key{}) {
			continue
		}
		switch have := out[c]; {
		case have == (Key{}):
			out[c] = key
		case have.Holder != key.Holder:
			out[c] = Key{Holder: joinHolders(have.Holder, key.Holder), Class: Contested}
		case have != key:
			out[c] = Key{Holder: key.Holder, Class: min(have.Class, key.Class)}
		}
	}
	return out
}

func joinHolders(a, b string) string {
	all := append(strings.Split(a, HolderSeparator), strings.Split(b, HolderSeparator)...)
	slices.Sort(all)
	return strings.Join(slices.Compact(all), HolderSeparator)
}

// numbering gives the distinct keys numbers in sorted order.
type numbering struct {
	keys []Key
	cell []int32
}

func numbered(labels []Key) numbering {
	index := map[Key]int32{}
	for _, k := range labels {
		if k != (Key{}) {
			index[k] = 0
		}
	}
	n := numbering{cell: make([]int32, len(labels))}
	for k := range index {
		n.keys = append(n.keys, k)
	}
	slices.SortFunc(n.keys, func(a, b Key) int {
		return cmp.Or(cmp.Compare(a.Holder, b.Holder), cmp.Compare(a.Class, b.Class))
	})
	for i, k := range n.keys {
		index[k] = int32(i)
	}
	for i, k := range labels {
		n.cell[i] = -1
		if k != (Key{}) {
			n.cell[i] = index[k]
		}
	}
	return n
}

func (n numbering) of(cell int32) int32 {
	if cell < 0 {
		return -1
	}
	return n.cell[cell]
}
