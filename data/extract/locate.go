package extract

import (
	"math"
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
// in the middle of the shared border, with an uncertainty that reaches its ends, for the text does not say where on it. The
// point nearest to the line's other end would draw the shortest line there is, which is the least likely front.
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
	for _, o := range others {
		if o.Role == cp.Role || o.Lon == nil {
			continue
		}
		if here == "" || here == there.Country {
			here = o.Country
		}
	}
	a, ok := d.gazetteer.Country(here)
	if !ok || here == there.Country {
		return
	}
	x := sharedBorder(d.gazetteer, a.ID, there.ID)
	if !x.ok {
		return
	}
	lon, lat := x.middle[0], x.middle[1]
	cp.ID, cp.Kind, cp.Country, cp.Lon, cp.Lat, cp.UncertaintyKM = "border:"+a.Country+"-"+there.Country, "border", a.Country, &lon, &lat, x.km
}

// shared is the border of two countries: the corner in its middle and how far the others lie from it at most.
type shared struct {
	middle orb.Point
	km     float64
	ok     bool
}

// borders keeps what corners found, by gazetteer and countries: outlines do not change while a gazetteer is open.
var borders sync.Map

type borderKey struct {
	g    *gazetteer.Gazetteer
	a, b string
}

func sharedBorder(g *gazetteer.Gazetteer, a, b string) shared {
	key := borderKey{g, a, b}
	if x, ok := borders.Load(key); ok {
		return x.(shared)
	}
	x := middleOf(sharedCorners(g, a, b))
	borders.Store(key, x)
	return x
}

// sharedCorners gives the corners that the outlines of two countries share: they come from one topology, so that shared
// corners are equal.
func sharedCorners(g *gazetteer.Gazetteer, a, b string) []orb.Point {
	first, ok1 := g.Outline(a)
	second, ok2 := g.Outline(b)
	if !ok1 || !ok2 {
		return nil
	}
	known := map[orb.Point]bool{}
	for _, poly := range second {
		for _, r := range poly {
			for _, q := range r {
				known[q] = true
			}
		}
	}
	var out []orb.Point
	for _, poly := range first {
		for _, r := range poly {
			for _, q := range r {
				if known[q] {
					out = append(out, q)
				}
			}
		}
	}
	return out
}

// maxCorners bounds the corners that are compared: the longest borders have thousands.
const maxCorners = 500

// middleOf gives the corner whose farthest other corner is nearest.
func middleOf(points []orb.Point) shared {
	if step := (len(points) + maxCorners - 1) / maxCorners; step > 1 {
		kept := points[:0]
		for i := 0; i < len(points); i += step {
			kept = append(kept, points[i])
		}
		points = kept
	}
	best := shared{km: math.Inf(1)}
	for _, p := range points {
		var far geo.Metres
		for _, q := range points {
			far = max(far, geo.Haversine(p, q))
		}
		if km := far.Kilometres(); km < best.km {
			best = shared{p, km, true}
		}
	}
	return best
}
