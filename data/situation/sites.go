package situation

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/paulmach/orb"

	"dateline/data"
	"dateline/geo"
	"dateline/geo/zone"
)

// site is a place on the ground that land can belong to: one that claims speak of, or a silent neighbour.
type site struct {
	id         string // of the place
	key        string // of the dossier; empty for silent neighbours
	name       string
	country    string
	population int64
	point      orb.Point
	reach      float64 // share of the cap
}

// siteSet is the places that zones can stand on, whatever the instant, and the diagrams of their cells.
type siteSet struct {
	active []site
	mu     sync.Mutex
	kept   map[tessKey]*tessellation
}

// tessKey is what decides the cells of a set of sites.
type tessKey struct {
	capKM   float64
	ownOnly bool
}

// tessellation is the sites with their cells for one cap.
type tessellation struct {
	sites   []site
	diagram *zone.Diagram
	index   map[string]int // by place id
	byKey   map[string]int // by dossier
	// infer says which silent sites follow their neighbours; nil where none may.
	infer *zone.Inference
}

// reachOf is the share of the cap that a place of a kind keeps: the town's whole, a village's less, a site's a little.
func reachOf(kind string, population int64) float64 {
	switch {
	case !isSettlement(kind):
		return 0.25
	case population > 0 && population < 1000:
		return 0.75
	}
	return 1
}

func isSettlement(kind string) bool {
	return kind == "" || strings.HasPrefix(kind, "PPL") || kind == "STLMT" || strings.EqualFold(kind, "city") ||
		strings.EqualFold(kind, "town") || strings.EqualFold(kind, "village") || kind == "P"
}

// isArea says whether a kind is an administrative area with settlements in it; countries do not count: word that somebody
// "controls the country" tells nothing of its towns.
func isArea(kind string) bool { return strings.HasPrefix(kind, "ADM") }

func isCountry(kind string) bool { return strings.HasPrefix(kind, "PCL") || kind == "TERR" }

// isPoint says whether a place is small enough to have a cell of its own.
func isPoint(kind string) bool {
	return isSettlement(kind) || !isArea(kind) && !isCountry(kind) && !slices.Contains([]string{"SEA", "OCN", "GULF", "CONT", "RGN", "LK", "STM", "DSRT", "MTS", "ISLS", "VAL", "PLN"}, kind)
}

// pointOf gives a place's point; false where it has none that lies on the Earth.
func pointOf(p data.ClaimPlace) (orb.Point, bool) {
	if p.Lon == nil || p.Lat == nil || !(math.Abs(*p.Lon) <= 180) || !(math.Abs(*p.Lat) <= 90) {
		return orb.Point{}, false
	}
	return orb.Point{*p.Lon, *p.Lat}, true
}

// plain says whether a dossier is about the place itself.
func plain(key string) bool { return !strings.ContainsAny(key, "~#") }

// siteSet gives the old set where the places with claims of control are the same.
func (e *Engine) siteSet(old, v *view, touched map[string][]*claim) *siteSet {
	if old.sites != nil {
		changed := false
		for key := range touched {
			a, b := old.dossiers[key], v.dossiers[key]
			changed = changed || plain(key) && (a.standing() != b.standing() || a != nil && b != nil && !samePlace(a.place, b.place))
		}
		if !changed {
			return old.sites
		}
	}
	s := &siteSet{kept: map[tessKey]*tessellation{}}
	for key, d := range v.dossiers {
		p, ok := pointOf(d.place)
		if !ok || !plain(key) || !d.standing() {
			continue
		}
		country := d.place.Country
		if country == "" {
			country = e.ground.countryAt(p)
		}
		s.active = append(s.active, site{id: d.place.ID, key: key, name: d.place.Name, country: country, point: p, reach: reachOf(d.place.Kind, 0)})
	}
	slices.SortFunc(s.active, func(a, b site) int { return strings.Compare(a.key, b.key) })
	return s
}

// standing says whether zones can stand on the dossier's place.
func (d *dossier) standing() bool {
	if d == nil || !isPoint(d.place.Kind) {
		return false
	}
	return slices.ContainsFunc(d.claims, func(c *claim) bool { return c.Claim.Kind != data.KindEvent && c.draws() })
}

func samePlace(a, b data.ClaimPlace) bool {
	p, _ := pointOf(a)
	q, _ := pointOf(b)
	return a.ID == b.ID && a.Kind == b.Kind && a.Country == b.Country && p == q
}

// tessellate gives the cells for a cap, with the silent neighbours near enough to bound them. Settlements inside the
// areas get cells too.
func (s *siteSet) tessellate(l *land, key tessKey, areas []area) *tessellation {
	s.mu.Lock()
	defer s.mu.Unlock()
	capKM := key.capKM
	if t := s.kept[key]; t != nil && len(areas) == 0 {
		return t
	}
	t := &tessellation{sites: slices.Clone(s.active), index: map[string]int{}, byKey: map[string]int{}}
	wanted := map[[2]int]bool{}
	bound := orb.Bound{Min: orb.Point{180, 90}, Max: orb.Point{-180, -90}}
	for i, a := range t.sites {
		t.index[a.id], t.byKey[a.key] = i, i
		bound = bound.Extend(a.point)
		for _, c := range around(a.point, 2*capKM) {
			wanted[c] = true
		}
	}
	for _, a := range areas {
		bound = bound.Union(a.outline.Bound())
		for _, c := range a.cells(2 * capKM) {
			wanted[c] = true
		}
	}
	cells := make([][2]int, 0, len(wanted))
	for c := range wanted {
		cells = append(cells, c)
	}
	slices.SortFunc(cells, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	for _, c := range cells {
		for _, n := range l.settlements(c) {
			t.know(n)
		}
	}
	parts := t.suburbs(l)
	for _, c := range cells {
		for _, n := range l.settlements(c) {
			if !parts[n.ID] {
				t.addSilent(n, inAny(areas, n.Point))
			}
		}
	}
	t.draw(l, key, areas, bound)
	if len(areas) == 0 {
		s.kept[key] = t
	}
	return t
}

// silentMin is the population from which a settlement without any report bounds the cells of others. A smaller one goes
// with the reported place nearest to it: gazetteers list hamlets by the ten thousand, and no report will ever name them.
const silentMin = 1000

func bounds(n Settlement) bool {
	if slices.Contains(noTown, n.Kind) {
		return false
	}
	return n.Population >= silentMin || strings.HasPrefix(n.Kind, "PPLA") || n.Kind == "PPLC"
}

// noTown are GeoNames codes of what is no town of its own: sections of a town, and abandoned, historical and destroyed ones.
var noTown = []string{"PPLX", "PPLQ", "PPLH", "PPLCH", "PPLW"}

// know tells a claimed place what the gazetteer knows of it.
func (t *tessellation) know(n Settlement) {
	if i, ok := t.index[n.ID]; ok && n.ID != "" {
		t.sites[i].population, t.sites[i].reach = n.Population, reachOf(n.Kind, n.Population)
		if n.Country != "" {
			t.sites[i].country = n.Country
		}
	}
}

const (
	// builtUpDensity is how many people live on a km² of a city, an order of magnitude: with it the built-up land of Mosul, of
	// 1.7 million, has a radius of 10 km.
	builtUpDensity = 5000
	// suburbShare is how many times larger than a suburb its city is.
	suburbShare = 10
	// leastSuburbKM is the radius from which a town has suburbs: 63,000 people.
	leastSuburbKM = 2
)

// suburbs gives the silent settlements, by id, that lie on the built-up land of a reported town ten times their size: they are
// part of it, and what is said of it is said of them.
func (t *tessellation) suburbs(l *land) map[string]bool {
	out := map[string]bool{}
	for _, s := range t.sites {
		radius := math.Sqrt(float64(s.population) / (math.Pi * builtUpDensity))
		if radius < leastSuburbKM {
			continue
		}
		for _, c := range around(s.point, radius) {
			for _, n := range l.settlements(c) {
				if n.Population*suburbShare > s.population || math.Abs(n.Point[1]-s.point[1]) > radius/110 {
					continue
				}
				if geo.Haversine(s.point, n.Point).Kilometres() >= radius {
					continue
				}
				if _, claimed := t.index[n.ID]; !claimed {
					out[n.ID] = true
				}
			}
		}
	}
	return out
}

// addSilent adds a settlement that no claim speaks of.
func (t *tessellation) addSilent(n Settlement, inArea bool) {
	if _, ok := t.index[n.ID]; ok && n.ID != "" {
		return
	}
	if !inArea && !bounds(n) {
		return
	}
	t.index[n.ID] = len(t.sites)
	t.sites = append(t.sites, site{id: n.ID, name: n.Name, country: n.Country, population: n.Population, point: n.Point, reach: reachOf(n.Kind, n.Population)})
}

func (t *tessellation) draw(l *land, key tessKey, areas []area, bound orb.Bound) {
	in, people := make([]zone.Site, len(t.sites)), make([]int64, len(t.sites))
	for i, s := range t.sites {
		in[i], people[i] = zone.Site{Point: s.point, Country: s.country}, s.population
		if s.key != "" {
			in[i].CapKM = l.reach(s, key.capKM)
		}
	}
	if !key.ownOnly {
		t.infer = zone.NewInference(in, people)
		for i := range in {
			in[i].CapKM = t.infer.Cap(i)
		}
	}
	for i, s := range t.sites {
		if s.key == "" && inAny(areas, s.point) {
			in[i].CapKM = l.reach(s, key.capKM)
		}
	}
	outlines := map[string]orb.MultiPolygon{}
	if len(in) > 0 {
		outlines = l.outlines(bound)
	}
	t.diagram = zone.NewDiagram(in, outlines)
}
