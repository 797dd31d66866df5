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
	return d.merged(keys, labels, numbered(labels), nil)
}

// Update gives the zones for after out of the old ones for before. Those with a key in redone were made anew; the others
// are the old ones. Keys of the sites in touched are made anew in any case.
func (d *Diagram) Update(old []Zone, before, after []Key, touched []int) (zones []Zone, redone map[Key]bool) {
	was, now := d.labels(before), d.labels(after)
	redone = map[Key]bool{}
	for i := range now {
		if was[i] != now[i] {
			redone[was[i]], redone[now[i]] = true, true
		}
	}
	for _, i := range touched {
		if c := d.cell[i]; c >= 0 {
			redone[was[c]], redone[now[c]] = true, true
		}
	}
	delete(redone, Key{})
	fresh := d.merged(after, now, numbered(now), redone)
	for _, z := range old {
		if !redone[z.Key] {
			fresh = append(fresh, z)
		}
	}
	slices.SortFunc(fresh, func(a, b Zone) int { return compareKeys(a.Key, b.Key) })
	return fresh, redone
}

// merged makes the zones of some keys, of all where only is nil.
func (d *Diagram) merged(keys, labels []Key, numbers numbering, only map[Key]bool) []Zone {
	wanted := make([]bool, len(numbers.keys))
	for n, k := range numbers.keys {
		wanted[n] = only == nil || only[k]
	}
	parts := make([][]directed, len(numbers.keys))
	area := make([]float64, len(numbers.keys))
	for i, e := range d.edges {
		l, r := numbers.of(e.left), numbers.of(e.right)
		if l == r {
			continue
		}
		if l >= 0 && wanted[l] {
			parts[l] = append(parts[l], directed{u: e.u, v: e.v})
			area[l] += d.slice[i]
		}
		if r >= 0 && wanted[r] {
			parts[r] = append(parts[r], directed{u: e.v, v: e.u})
			area[r] -= d.slice[i]
		}
	}
	sites := make([][]int, len(numbers.keys))
	for i, key := range keys {
		if n := numbers.of(d.cell[i]); n >= 0 && wanted[n] && key != (Key{}) {
			sites[n] = append(sites[n], i)
		}
	}
	s := newDissolver(d)
	var out []Zone
	for n, key := range numbers.keys {
		if !wanted[n] {
			continue
		}
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

func compareKeys(a, b Key) int {
	return cmp.Or(cmp.Compare(a.Holder, b.Holder), cmp.Compare(a.Class, b.Class))
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
	var c counter
	n := numbering{cell: make([]int32, len(labels))}
	for i, k := range labels {
		n.cell[i] = -1
		if k != (Key{}) {
			n.cell[i] = c.number(k)
		}
	}
	n.keys = slices.Clone(c.keys)
	slices.SortFunc(n.keys, compareKeys)
	sorted := make([]int32, len(c.keys))
	for i, k := range n.keys {
		sorted[c.number(k)] = int32(i)
	}
	for i, m := range n.cell {
		if m >= 0 {
			n.cell[i] = sorted[m]
		}
	}
	return n
}

// counter numbers keys in the order in which they come. A map would hash both strings of every cell; there are few keys, and
// equal ones mostly share their strings, which are compared by address first.
type counter struct {
	keys []Key
	at   map[Key]int32
}

// fewKeys is how many keys are looked for one by one.
const fewKeys = 16

func (c *counter) number(k Key) int32 {
	for i := range c.keys[:min(len(c.keys), fewKeys)] {
		if c.keys[i] == k {
			return int32(i)
		}
	}
	if i, ok := c.at[k]; ok {
		return i
	}
	i := int32(len(c.keys))
	if c.keys = append(c.keys, k); i >= fewKeys {
		if c.at == nil {
			c.at = map[Key]int32{}
		}
		c.at[k] = i
	}
	return i
}

func (n numbering) of(cell int32) int32 {
	if cell < 0 {
		return -1
	}
	return n.cell[cell]
}
