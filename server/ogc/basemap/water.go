package basemap

import (
	"strconv"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"dateline/geo"
	"dateline/server/ogc/basemap/physical"
	"dateline/tiles"
)

// waterTo is the last zoom whose water is packed for the whole world at once.
const waterTo = areaCell - 1

// waterOfWorld and water are what was imported of lakes, seas and rivers.
func (p packer) waterOfWorld(b orb.Bound) []*tiles.Layer {
	return p.waters(b, tiles.Options{MaxZoom: waterTo})
}

func (p packer) water(b orb.Bound) []*tiles.Layer { return p.waters(b, tiles.Options{}) }

func (p packer) waters(b orb.Bound, o tiles.Options) []*tiles.Layer {
	o.NoID = true
	o.MinZoom = func(f geo.Feature) int { return f.Properties["rank"].(int) }
	areas := append(p.physical.Within(physical.Seas, b), p.physical.Within(physical.Water, b)...)
	rivers := o
	rivers.Rank = byRank.Rank // the small ones go first; of lakes, the smaller shapes
	return []*tiles.Layer{pack(Water, drawn(areas), o), pack(Rivers, drawn(p.physical.Within(physical.Rivers, b)), rivers)}
}

// drawn gives imported features the properties name, name_xx, kind and rank, which is the first zoom.
func drawn(found []physical.Feature) []geo.Feature {
	out := make([]geo.Feature, len(found))
	for i, f := range found {
		props := namesOf(f)
		props["rank"] = f.MinZoom
		if f.Class != "" {
			props["kind"] = f.Class
		}
		out[i] = geo.Feature{ID: ordinal(i), Geometry: f.Geometry, Properties: props}
	}
	return out
}

// ordinal orders like the number, so that sorting by id keeps the order of the file.
func ordinal(i int) string {
	s := strconv.Itoa(i)
	return "0000000000"[len(s):] + s
}

func namesOf(f physical.Feature) map[string]any {
	props := map[string]any{}
	if name := f.Names[""]; name != "" {
		props["name"] = name
	}
	for _, lang := range Languages {
		if name := f.Names[lang]; name != "" && name != f.Names[""] {
			props["name_"+lang] = name
		}
	}
	return props
}

// waterLabels are points for the imported seas and lakes that the gazetteer has no label in.
func (p packer) waterLabels(b orb.Bound, known []geo.Feature) []geo.Feature {
	var out []geo.Feature
	for _, kind := range []physical.Kind{physical.Seas, physical.Water} {
		for i, f := range p.physical.Within(kind, b) {
			shape := polygons(f.Geometry)
			if f.Names[""] == "" || labelled(shape, known) {
				continue
			}
			at, width := middle(shape)
			props := namesOf(f)
			props["kind"], props["rank"] = f.Class, max(f.MinZoom+1, zoomForName(width*width))
			out = append(out, geo.Feature{ID: kind.String() + ":" + ordinal(i), Geometry: at, Properties: props})
		}
	}
	return out
}

func polygons(g orb.Geometry) orb.MultiPolygon {
	if p, ok := g.(orb.Polygon); ok {
		return orb.MultiPolygon{p}
	}
	m, _ := g.(orb.MultiPolygon)
	return m
}

func labelled(shape orb.MultiPolygon, known []geo.Feature) bool {
	b := shape.Bound()
	for _, k := range known {
		if at, ok := k.Geometry.(orb.Point); ok && b.Contains(at) && planar.MultiPolygonContains(shape, at) {
			return true
		}
	}
	return false
}

// middle gives a point well inside the largest part, on the parallel halfway up (or a quarter), and the width there in degrees.
func middle(shape orb.MultiPolygon) (at orb.Point, width float64) {
	largest, _ := largestPart(shape)
	b := largest.Bound()
	for _, share := range []float64{0.5, 0.4, 0.6, 0.3, 0.7} {
		y := b.Min[1] + (b.Max[1]-b.Min[1])*share
		for _, span := range spans(largest, y) {
			if w := span[1] - span[0]; w > width {
				at, width = orb.Point{(span[0] + span[1]) / 2, y}, w
			}
		}
	}
	return at, min(width, b.Max[1]-b.Min[1])
}
