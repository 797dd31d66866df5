package extract

import (
	"strings"
	"sync"

	"dateline/data"
	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/geo/geoparse"

	"github.com/paulmach/orb"
)

// siteReach is how far from its town, in metres, a site of the gazetteer may lie.
const siteReach = geo.Metres(60_000)

// siteNear finds the gazetteer's own entry of a site that a text gives with its town: "the refinery in Baiji".
func (d *document) siteNear(town geoparse.Mention, site string) (gazetteer.Place, bool) {
	if d.gazetteer == nil || isCountry(town.Place) {
		return gazetteer.Place{}, false
	}
	for _, name := range []string{town.Text, town.Place.Name} {
		for _, m := range d.gazetteer.Lookup(name + " " + site) {
			if p := m.Place; p.Class != 'P' && p.Class != 'A' && p.Country == town.Place.Country && geo.Haversine(p.Point, town.Place.Point) < siteReach {
				return p, true
			}
		}
	}
	return gazetteer.Place{}, false
}

func isCountry(p gazetteer.Place) bool { return strings.HasPrefix(p.Kind, "PCL") }

// sameName gives a placed mention of the same words elsewhere in the report, -1 without one: what one sentence hides inside
// a longer name, another one says plainly.
func (d *document) sameName(text string) int {
	for i, m := range d.mentions {
		if m.Placed && m.Text == text && m.Role == geoparse.Literal {
			return i
		}
	}
	return -1
}

// unspoken gives the place of a name that the geoparser did not take for one, where the report's countries hold exactly such
// a name; the most populous one.
func (d *document) unspoken(text string) (gazetteer.Place, bool) {
	if d.gazetteer == nil || len([]rune(text)) < 4 {
		return gazetteer.Place{}, false
	}
	countries := map[string]bool{}
	for _, m := range d.mentions {
		if m.Placed && m.Role != geoparse.Part {
			countries[m.Place.Country] = true
		}
	}
	var best gazetteer.Place
	found := false
	for _, m := range d.gazetteer.Lookup(text) {
		p := m.Place
		if m.How != "exact" && m.How != "folded" || !countries[p.Country] || p.Class != 'P' && p.Class != 'A' && p.Class != 'S' {
			continue
		}
		if !found || p.Population > best.Population {
			best, found = p, true
		}
	}
	return best, found
}

// borderEnd places "the border with Iran" where the sentence or the line's other end says between which countries it runs:
// at the point of the shared border nearest to the other place, with half the border's length as uncertainty, for the text
// does not say where on it.
func (s *sentence) borderEnd(p place, cp *data.ClaimPlace, others []data.ClaimPlace) {
	d := s.doc
	if p.neighbour == 0 || d.gazetteer == nil || !d.mentions[p.neighbour-1].Placed {
		return
	}
	there := d.mentions[p.neighbour-1].Place
	here := ""
	if p.mention >= 0 && d.mentions[p.mention].Placed {
		here = d.mentions[p.mention].Place.Country
	}
	var near *orb.Point
	for _, o := range others {
		if o.Role == cp.Role || o.Lon == nil {
			continue
		}
		near = &orb.Point{*o.Lon, *o.Lat}
		if here == "" || here == there.Country {
			here = o.Country
		}
	}
	a, ok := d.gazetteer.Country(here)
	if !ok || here == there.Country {
		return
	}
	at, km, ok := sharedBorder(d.gazetteer, a.ID, there.ID, near)
	if !ok {
		return
	}
	lon, lat := at[0], at[1]
	cp.ID, cp.Kind, cp.Country, cp.Lon, cp.Lat, cp.UncertaintyKM = "border:"+a.Country+"-"+there.Country, "border", a.Country, &lon, &lat, km/2
}

// sharedBorder gives the corner of the border that two countries share which lies nearest to a point (its middle corner
// without one), and the border's length in km. The outlines come from one topology, so that shared corners are equal.
func sharedBorder(g *gazetteer.Gazetteer, a, b string, near *orb.Point) (orb.Point, float64, bool) {
	x := corners(g, a, b)
	if len(x.points) == 0 {
		return orb.Point{}, 0, false
	}
	best := x.points[len(x.points)/2]
	if near != nil {
		for _, q := range x.points {
			if geo.Haversine(*near, q) < geo.Haversine(*near, best) {
				best = q
			}
		}
	}
	return best, x.km, true
}

// shared is the border of two countries: its corners and its length in km.
type shared struct {
	points []orb.Point
	km     float64
}

// borders keeps what corners found, by gazetteer and countries: outlines do not change while a gazetteer is open.
var borders sync.Map

type borderKey struct {
	g    *gazetteer.Gazetteer
	a, b string
}

func corners(g *gazetteer.Gazetteer, a, b string) shared {
	key := borderKey{g, a, b}
	if x, ok := borders.Load(key); ok {
		return x.(shared)
	}
	x := findCorners(g, a, b)
	borders.Store(key, x)
	return x
}

func findCorners(g *gazetteer.Gazetteer, a, b string) shared {
	first, ok1 := g.Outline(a)
	second, ok2 := g.Outline(b)
	if !ok1 || !ok2 {
		return shared{}
	}
	known := map[orb.Point]bool{}
	for _, poly := range second {
		for _, r := range poly {
			for _, q := range r {
				known[q] = true
			}
		}
	}
	var x shared
	length := geo.Metres(0)
	for _, poly := range first {
		for _, r := range poly {
			for i, q := range r {
				if !known[q] {
					continue
				}
				x.points = append(x.points, q)
				if i > 0 && known[r[i-1]] {
					length += geo.Haversine(r[i-1], q)
				}
			}
		}
	}
	x.km = float64(length) / 1000
	return x
}
