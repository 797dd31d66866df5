package basemap

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/server/ogc/basemap/physical"
	"dateline/tiles"
)

// First zooms of the layers: below them there would be no room.
const (
	areasFrom   = 4 // regions are packed one by one, and provinces have borders
	regionsFrom = 5
	urbanFrom   = 6
	placesFrom  = 2
)

// Zooms of the tiles that layers are packed by.
const (
	areaCell  = 4
	urbanCell = 6
	townCell  = 4
	placeCell = 6
)

// world is the countries as the lowest zooms show them.
func (p packer) world(b orb.Bound) []*tiles.Layer {
	countries := p.source.CountryOutlinesWithin(b)
	o := tiles.Options{MaxZoom: areasFrom - 1}
	return []*tiles.Layer{p.land(b, countries, o), boundaries(countries, nil, o), p.labels(Countries, countries, 1)}
}

func (p packer) areas(b orb.Bound) []*tiles.Layer {
	countries := p.source.CountryOutlinesWithin(b)
	o := tiles.Options{MaxZoom: regionsFrom - 1}
	return []*tiles.Layer{p.land(b, countries, o), boundaries(countries, p.source.AdminOutlinesWithin(b), o), p.labels(Countries, countries, 1)}
}

func (p packer) areasAndRegions(b orb.Bound) []*tiles.Layer {
	countries, regions := p.source.CountryOutlinesWithin(b), p.source.AdminOutlinesWithin(b)
	return []*tiles.Layer{
		p.land(b, countries, tiles.Options{}), boundaries(countries, regions, tiles.Options{}),
		p.labels(Countries, countries, 1), p.labels(Regions, regions, regionsFrom),
	}
}

// land is the countries, or the land that was imported in their place.
func (p packer) land(b orb.Bound, outlines []gazetteer.Outlined, options tiles.Options) *tiles.Layer {
	features := drawn(p.physical.Within(physical.Land, b))
	if p.physical.Has(physical.Land) {
		outlines = nil
	}
	for _, o := range outlines {
		features = append(features, geo.Feature{ID: o.Place.ID, Geometry: o.Outline, Properties: map[string]any{
			"name": o.Place.Name, "iso": o.Place.Country, "disputed": disputed(o.Place),
		}})
	}
	options.NoID = true
	return pack(Land, features, options)
}

func (p packer) urban(b orb.Bound) []*tiles.Layer {
	var features []geo.Feature
	for i, o := range p.source.UrbanOutlinesWithin(b) {
		id := o.Place.ID
		if id == "" {
			id = "urban:" + strconv.Itoa(i)
		}
		features = append(features, geo.Feature{ID: id, Geometry: o.Outline, Properties: map[string]any{"name": o.Place.Name}})
	}
	features = append(features, drawn(p.physical.Within(physical.Urban, b))...)
	return []*tiles.Layer{pack(Urban, features, tiles.Options{NoID: true})}
}

// contested are the words (lower case) by which a note of the gazetteer says that states do not agree on who an area belongs to.
// A lease, a crown dependency or an associated state is noted too, and not disputed.
var contested = []string{"claimed", "claims", "disputed", "recognised", "annexed", "self admin", "self-admin"}

// disputed says that an area is no state's without contradiction: its borders are drawn dashed.
func disputed(p gazetteer.Place) bool {
	note := strings.ToLower(p.Note)
	return p.Kind == "ZN" || slices.ContainsFunc(contested, func(word string) bool { return strings.Contains(note, word) })
}

// boundaries are the lines that two areas share. An admin-1 line that divides two countries is left to the country level,
// which may be drawn from another source.
func boundaries(countries, regions []gazetteer.Outlined, o tiles.Options) *tiles.Layer {
	var features []geo.Feature
	features = appendBorders(features, countries, 2, func(a, b gazetteer.Place) bool { return true })
	features = appendBorders(features, regions, 4, func(a, b gazetteer.Place) bool { return a.Country == b.Country })
	o.NoID = true
	o.Rank = func(f geo.Feature) float64 { return -float64(f.Properties["admin_level"].(int)) }
	return pack(Boundaries, features, o)
}

func appendBorders(features []geo.Feature, outlines []gazetteer.Outlined, level int, wanted func(a, b gazetteer.Place) bool) []geo.Feature {
	areas := make([]orb.MultiPolygon, len(outlines))
	for i, o := range outlines {
		areas[i] = o.Outline
	}
	lines := map[[2]int]orb.MultiLineString{}
	var pairs [][2]int
	for _, border := range tiles.Borders(areas) {
		if !wanted(outlines[border.A].Place, outlines[border.B].Place) {
			continue
		}
		pair := [2]int{border.A, border.B}
		if lines[pair] == nil {
			pairs = append(pairs, pair)
		}
		lines[pair] = append(lines[pair], border.Line)
	}
	for _, pair := range pairs {
		left, right := outlines[pair[0]].Place, outlines[pair[1]].Place
		features = append(features, geo.Feature{
			ID: strconv.Itoa(level) + ":" + left.ID + "|" + right.ID, Geometry: lines[pair],
			Properties: map[string]any{"admin_level": level, "disputed": disputed(left) || disputed(right), "left": left.Name, "right": right.Name},
		})
	}
	return features
}

// labels gives a point to each area: its own, or the middle of its largest part. The rank is the zoom at which the area
// is wide enough for a name, first at the earliest.
func (p packer) labels(name string, outlines []gazetteer.Outlined, first int) *tiles.Layer {
	var features []geo.Feature
	for _, o := range outlines {
		largest, area := largestPart(o.Outline)
		if largest == nil {
			continue
		}
		at := o.Place.Point
		if at == (orb.Point{}) {
			at, _ = planar.CentroidArea(largest)
		}
		props := p.named(o.Place)
		props["iso"], props["disputed"] = o.Place.Country, disputed(o.Place)
		props["rank"] = max(first, zoomForName(area))
		features = append(features, geo.Feature{ID: o.Place.ID, Geometry: at, Properties: props})
	}
	return pack(name, features, byRank)
}

// zoomForName is the zoom from which an area of so many square degrees has room for its name: one of side s degrees is
// 512·s·2^z/360 pixels wide, and a name wants 60.
func zoomForName(area float64) int {
	wide := math.Log2(60 * 360 / 512 / math.Sqrt(math.Max(area, 1e-6)))
	return int(math.Max(0, math.Min(10, math.Ceil(wide))))
}

// largestPart gives the polygon with the greatest area in square degrees.
func largestPart(m orb.MultiPolygon) (largest orb.Polygon, area float64) {
	for _, poly := range m {
		if a := math.Abs(planar.Area(poly)); a > area || largest == nil {
			largest, area = poly, a
		}
	}
	return largest, area
}
