package situation

import (
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"dateline/geo/zone"
)

// layers are the areas of a frame before they become features; zones, front lines and changes share them.
type layers struct {
	tess  *tessellation
	areas []area
	keys  []zone.Key
	zones []zone.Zone
	rings []ringZone
	// redone are the zones that differ from the frame before, and touched the sites; nil where all may differ.
	redone  map[zone.Key]bool
	touched []int
	fronts  map[uint64]zone.Front // by mark
	lines   []zone.Front
	// frontIDs are the ids of lines.
	frontIDs []string
	drawn    bool // lines are there
}

// ringZone is the surroundings of a place, held as such.
type ringZone struct {
	dossier  *dossier
	status   Status
	geometry orb.MultiPolygon
}

// Zones keep what they rest on in their class: "assessed", or "claimed/area" where only word of an area gives the holder.
const areaBasis = "/area"

// jointMark begins the holder of a zone held together, which no single holder's id can begin with.
const jointMark = "+"

// layered gives the frame's areas. f.mu is held.
func (f *frame) layered() *layers {
	if f.layers != nil {
		return f.layers
	}
	l := &layers{areas: f.areas()}
	l.tess = f.view.sites.tessellate(f.e.ground, tessKey{f.q.CapKM, f.q.OwnOnly}, l.areas)
	if !f.updated(l) {
		l.keys = f.zoneKeys(l.tess, l.areas)
		l.zones = l.tess.diagram.Zones(l.keys)
	}
	l.clipAreas()
	l.rings = f.ringZones(l)
	f.layers = l
	return l
}

// updated makes the zones out of those of the frame before where only some places differ.
func (f *frame) updated(l *layers) bool {
	old := f.before()
	if old == nil || len(l.areas) > 0 || len(old.areas) > 0 || old.tess != l.tess {
		return false
	}
	var touched []int
	l.keys = slices.Clone(old.keys)
	for _, key := range f.changed {
		if i, ok := l.tess.byKey[key]; ok {
			touched = append(touched, i)
			l.keys[i] = zone.Key{}
			if own := f.status[key]; own != nil {
				l.keys[i] = keyFor(own, "")
			}
		}
	}
	touched = l.tess.follow(l.keys, touched)
	l.zones, l.redone = l.tess.diagram.Update(old.zones, old.keys, l.keys, touched)
	l.touched = touched
	return true
}

// before gives the layers of the frame before, where this one differs from it in known places only.
func (f *frame) before() *layers {
	old := f.old.Load()
	if !f.partial || old == nil {
		return nil
	}
	old.mu.Lock()
	defer old.mu.Unlock()
	return old.layers
}

// zoneKeys gives every site the holder and class of its place, or of the smallest area around it.
func (f *frame) zoneKeys(t *tessellation, areas []area) []zone.Key {
	keys := make([]zone.Key, len(t.sites))
	for i, s := range t.sites {
		if own := f.status[s.key]; s.key != "" && own != nil && hasStatus(own) {
			keys[i] = keyFor(own, "")
			continue
		}
		for _, a := range slices.Backward(areas) {
			if a.holds(s.point) {
				keys[i] = keyFor(&a.status, areaBasis)
				break
			}
		}
	}
	if t.infer != nil {
		t.infer.Fill(keys)
	}
	return keys
}

// hasStatus says whether a place has been spoken of in a way that word of its area cannot override.
func hasStatus(s *Status) bool { return s.Class != "" || s.Status == Vacated || s.Status == Contested }

func keyFor(s *Status, basis string) zone.Key {
	if s.Class == "" {
		return zone.Key{}
	}
	holder := joined(ids(s.Holders))
	if s.Status == Joint {
		holder = jointMark + holder
	}
	class := s.Class
	if basis != "" && class == Assessed {
		class = ClaimedBy // word of an area is a lower class than word of a town
	}
	return zone.Key{Holder: holder, Class: class + basis}
}

// clipAreas keeps zones that rest on areas inside the outlines of those areas.
func (l *layers) clipAreas() {
	if len(l.areas) == 0 {
		return
	}
	out := l.zones[:0]
	for _, z := range l.zones {
		if strings.HasSuffix(z.Key.Class, areaBasis) {
			var kept orb.MultiPolygon
			for _, a := range l.areas {
				if keyFor(&a.status, areaBasis) == z.Key {
					kept = zone.Union(kept, zone.Intersection(z.Geometry, a.outline))
				}
			}
			z.Geometry, z.AreaKM2 = kept, zone.AreaKM2(kept)
		}
		if len(z.Geometry) > 0 {
			out = append(out, z)
		}
	}
	l.zones = out
}

// townKM is how far from its point a town itself reaches; the surroundings begin there.
const townKM = 5

// ringZones gives the surroundings that are held as such: a ring around the place, on land, without the zones that
// rest on places.
func (f *frame) ringZones(l *layers) []ringZone {
	var out []ringZone
	for _, key := range f.view.rings {
		d, s := f.view.dossiers[key], f.statusAt(key)
		p, ok := pointOf(d.place)
		if s.Class == "" || !ok || !isPoint(d.place.Kind) {
			continue
		}
		outer := f.q.CapKM
		if u := d.place.UncertaintyKM; u > townKM {
			outer = min(outer, u)
		}
		ring := zone.Ring(p, min(townKM, outer/2), outer)
		country := d.place.Country
		if country == "" {
			country = f.e.ground.countryAt(p)
		}
		if land, ok := f.e.ground.outlines(ring.Bound())[country]; ok {
			ring = zone.Intersection(ring, near(land, ring.Bound()))
		}
		for _, z := range l.zones {
			if z.Geometry.Bound().Intersects(ring.Bound()) {
				ring = zone.Difference(ring, near(z.Geometry, ring.Bound()))
			}
		}
		if len(ring) > 0 {
			out = append(out, ringZone{d, s, ring})
		}
	}
	return out
}

// near gives the polygons whose boxes meet a bound: overlay costs by the vertex.
func near(m orb.MultiPolygon, b orb.Bound) orb.MultiPolygon {
	var out orb.MultiPolygon
	for _, p := range m {
		if p.Bound().Intersects(b) {
			out = append(out, p)
		}
	}
	return out
}
