package basemap

import (
	"math"
	"strconv"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/tiles"
)

// First zooms of the layers: below them there would be no room.
const (
	urbanFrom   = 6
	regionsFrom = 5
	placesFrom  = 2
	adminFrom   = 4
)

func (b *Basemap) land() *tiles.Layer {
	var features []geo.Feature
	for _, o := range b.source.CountryOutlines() {
		features = append(features, geo.Feature{ID: o.Place.ID, Geometry: o.Outline, Properties: map[string]any{
			"name": o.Place.Name, "iso": o.Place.Country, "disputed": disputed(o.Place),
		}})
	}
	return b.pack(Land, features, tiles.Options{})
}

func (b *Basemap) urban() *tiles.Layer {
	var features []geo.Feature
	for i, o := range b.source.UrbanOutlines() {
		id := o.Place.ID
		if id == "" {
			id = "urban:" + strconv.Itoa(i)
		}
		features = append(features, geo.Feature{ID: id, Geometry: o.Outline, Properties: map[string]any{"name": o.Place.Name}})
	}
	return b.pack(Urban, features, tiles.Options{NoID: true, MinZoom: func(geo.Feature) int { return urbanFrom }})
}

// disputed says that an outline belongs to no state that its source names: its borders are drawn dashed.
func disputed(p gazetteer.Place) bool { return p.Country == "" || p.Country == "-99" }

// boundaries are the lines that two areas share. An admin-1 line that divides two countries is left to the country level,
// which may be drawn from another source.
func (b *Basemap) boundaries() *tiles.Layer {
	var features []geo.Feature
	features = appendBorders(features, b.source.CountryOutlines(), 2, func(a, b gazetteer.Place) bool { return true })
	features = appendBorders(features, b.source.AdminOutlines(), 4, func(a, b gazetteer.Place) bool { return a.Country == b.Country })
	return b.pack(Boundaries, features, tiles.Options{
		NoID: true,
		Rank: func(f geo.Feature) float64 { return -float64(f.Properties["admin_level"].(int)) },
		MinZoom: func(f geo.Feature) int {
			if f.Properties["admin_level"] == 4 {
				return adminFrom
			}
			return 0
		},
	})
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

func (b *Basemap) countries() *tiles.Layer {
	return b.pack(Countries, b.labels(b.source.CountryOutlines(), 1), byRank)
}

func (b *Basemap) regions() *tiles.Layer {
	return b.pack(Regions, b.labels(b.source.AdminOutlines(), regionsFrom), byRank)
}

// labels gives a point to each area: its own, or the middle of its largest part. The rank is the zoom at which the area
// is wide enough for a name, first at the earliest.
func (b *Basemap) labels(outlines []gazetteer.Outlined, first int) []geo.Feature {
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
		p := b.named(o.Place)
		p["iso"], p["disputed"] = o.Place.Country, disputed(o.Place)
		// An area of side s degrees is 512·s·2^z/360 pixels wide; a name wants 60.
		wide := math.Log2(60 * 360 / 512 / math.Sqrt(math.Max(area, 1e-6)))
		p["rank"] = int(math.Max(float64(first), math.Min(10, math.Ceil(wide))))
		features = append(features, geo.Feature{ID: o.Place.ID, Geometry: at, Properties: p})
	}
	return features
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
