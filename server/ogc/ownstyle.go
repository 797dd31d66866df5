package ogc

import (
	"slices"

	"github.com/gin-gonic/gin"

	"dateline/tiles"
	"dateline/tiles/archive"
)

// schema says how a family of vector basemaps names its layers and properties. An empty name leaves a layer of ours out.
type schema struct {
	// sign are layers that tell the family from others; all must be there.
	sign []string
	// earth is polygons of land; "" where water is drawn upon land.
	earth, water, waterLines, urban, roads, borders, places string
	// borderLevel, disputed, kind are properties: of borders the admin level, whether contested; of places what they are.
	borderLevel, disputed, kind string
	// names before the language: name: or name_.
	lang string
}

// families are the families that we draw: Protomaps, OpenMapTiles and Shortbread.
var families = []schema{
	{
		sign: []string{"earth", "water", "places"}, earth: "earth", water: "water", roads: "roads", borders: "boundaries", places: "places",
		borderLevel: "kind_detail", disputed: "disputed", kind: "kind", lang: "name:",
	},
	{
		sign: []string{"water", "place", "boundary"}, water: "water", waterLines: "waterway", urban: "landuse", roads: "transportation", borders: "boundary", places: "place",
		borderLevel: "admin_level", disputed: "disputed", kind: "class", lang: "name:",
	},
	{
		sign: []string{"water_polygons", "place_labels", "boundaries"}, water: "water_polygons", waterLines: "water_lines", roads: "streets", borders: "boundaries", places: "place_labels",
		borderLevel: "admin_level", disputed: "disputed", kind: "kind", lang: "name_",
	},
}

// schemaOf finds the family of an archive; ok is false where it is another one, or our own.
func schemaOf(about archive.About) (schema, bool) {
	has := func(name string) bool {
		return slices.ContainsFunc(about.VectorLayers, func(l tiles.VectorLayer) bool { return l.ID == name })
	}
	for _, s := range families {
		if !slices.ContainsFunc(s.sign, func(name string) bool { return !has(name) }) {
			return s, true
		}
	}
	return schema{}, false
}

// ownGround are the layers of a user's own basemap: an image, a known family in our colours, or plain shapes of what is there.
func ownGround(t theme, about archive.About, lang string) (ground, labels []gin.H) {
	background := gin.H{"id": "background", "type": "background", "paint": gin.H{"background-color": t.water}}
	if !about.Vector() {
		return []gin.H{background, {"id": "image", "type": "raster", "source": "base"}}, nil
	}
	if s, ok := schemaOf(about); ok {
		return s.ground(t, background), s.labels(t, lang)
	}
	if slices.ContainsFunc(about.VectorLayers, func(l tiles.VectorLayer) bool { return l.ID == "land" }) {
		return groundLayers(t), names(t, lang)
	}
	ground = []gin.H{{"id": "background", "type": "background", "paint": gin.H{"background-color": t.land}}}
	for _, l := range about.VectorLayers {
		kind := func(name string) seq { return seq{"==", seq{"geometry-type"}, name} }
		ground = append(ground,
			layer(l.ID+"-areas", "fill", "base", l.ID, gin.H{"filter": kind("Polygon"), "paint": gin.H{"fill-color": t.urban, "fill-opacity": 0.5}}),
			layer(l.ID+"-lines", "line", "base", l.ID, gin.H{"filter": kind("LineString"), "paint": gin.H{"line-color": t.admin, "line-width": 0.8}}))
	}
	return ground, nil
}

func (s schema) ground(t theme, background gin.H) []gin.H {
	out := []gin.H{background}
	add := func(id, kind, sourceLayer string, more gin.H) {
		if sourceLayer != "" {
			out = append(out, layer(id, kind, "base", sourceLayer, more))
		}
	}
	if s.earth == "" {
		out[0]["paint"] = gin.H{"background-color": t.land}
	}
	add("land", "fill", s.earth, gin.H{"paint": gin.H{"fill-color": t.land}})
	add("urban", "fill", s.urban, gin.H{"filter": seq{"==", seq{"get", "class"}, "residential"}, "paint": gin.H{"fill-color": t.urban}})
	add("water", "fill", s.water, gin.H{"filter": seq{"==", seq{"geometry-type"}, "Polygon"}, "paint": gin.H{"fill-color": t.water}})
	add("water-lines", "line", s.waterLines, gin.H{"paint": gin.H{"line-color": t.river, "line-width": zoomed(4, 0.8, 9, 2.4)}})
	add("roads", "line", s.roads, gin.H{"minzoom": 6, "paint": gin.H{"line-color": t.admin, "line-width": zoomed(6, 0.4, 12, 1.2), "line-opacity": 0.6}})
	level := seq{"to-number", seq{"get", s.borderLevel}, 2}
	disputed := seq{"in", seq{"to-string", seq{"coalesce", seq{"get", s.disputed}, false}}, seq{"literal", seq{"1", "true"}}}
	add("regions-line", "line", s.borders, gin.H{"minzoom": 5, "filter": seq{"all", seq{">", level, 2}, seq{"<=", level, 4}}, "paint": gin.H{"line-color": t.admin, "line-width": 0.8}})
	add("borders", "line", s.borders, gin.H{"filter": seq{"all", seq{"<=", level, 2}, seq{"!", disputed}}, "paint": gin.H{"line-color": t.country, "line-width": zoomed(2, 0.6, 8, 1.6)}})
	add("borders-disputed", "line", s.borders, gin.H{"filter": seq{"all", seq{"<=", level, 2}, disputed}, "paint": gin.H{"line-color": t.country, "line-width": 1.2, "line-dasharray": seq{2, 2}}})
	return out
}

func (s schema) labels(t theme, lang string) []gin.H {
	name := seq{"coalesce", seq{"get", s.lang + lang}, seq{"get", s.lang + "en"}, seq{"get", "name_en"}, seq{"get", "name"}, ""}
	return []gin.H{layer("places", "symbol", "base", s.places, gin.H{
		"layout": gin.H{"text-field": name, "text-font": textFonts, "text-size": zoomed(4, 11, 10, 13), "text-max-width": 8},
		"paint":  gin.H{"text-color": t.text, "text-halo-color": t.halo, "text-halo-width": 1.2},
	})}
}
