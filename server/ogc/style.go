package ogc

import (
	"slices"

	"github.com/gin-gonic/gin"

	"dateline/server/ogc/basemap"
	"dateline/server/problem"
	"dateline/tiles"
)

// theme is the colours of a style.
type theme struct {
	land, water, river, urban, admin, country, text, halo string
}

var themes = map[string]theme{
	"day":   {"#F7F5F0", "#DCE6EA", "#BCD0D9", "#ECE7DC", "#C9C3B6", "#8F897C", "#3A3E44", "#F7F5F0"},
	"night": {"#1D2125", "#14171A", "#10161A", "#262B30", "#3A3F45", "#6B6F76", "#E8E6E1", "#14171A"},
	"print": {"#FFFFFF", "#E8EEF1", "#C9D6DC", "#F2F2F2", "#B8B8B8", "#5A5A5A", "#000000", "#FFFFFF"},
}

// style answers /style.json?theme=&lang=: the whole map by one address, text drawn with the reader's own fonts.
func (s *service) style(c *gin.Context) {
	if err := problem.OnlyParams(c, "theme", "lang", "datetime", "known", "profile"); err != nil {
		problem.Write(c, err)
		return
	}
	t, ok := themes[c.DefaultQuery("theme", "day")]
	if !ok {
		problem.Write(c, problem.Bad("theme", "%q is not a theme; day, night and print are", short(c.Query("theme"))))
		return
	}
	lang := c.DefaultQuery("lang", "en")
	if !slices.Contains(basemap.Languages, lang) {
		problem.Write(c, problem.Bad("lang", "the basemap has no names in %q, only in %v", short(lang), basemap.Languages))
		return
	}
	q := c.Request.URL.Query()
	q.Del("theme")
	q.Del("lang")
	ask := ""
	if len(q) > 0 {
		ask = "?" + q.Encode()
	}
	b := base(c)
	below, labels := s.ground(t, lang)
	layers := append(below, situationLayers(t)...)
	layers = append(append(layers, labels...), evidenceNames(t, lang))
	s.sendJSON(c, "application/json", gin.H{
		"version": 8, "name": "Dateline", "center": []float64{43.5, 35.5}, "zoom": 5,
		"metadata": gin.H{"dateline:disclaimer": disclaimer},
		"sprite":   b + "/sprite",
		"sources":  gin.H{"base": s.baseSource(b), "situation": situationSource(b, ask)},
		"layers":   layers,
	}, true)
}

// disclaimer stands on every map.
const disclaimer = "Boundaries and names do not imply endorsement or acceptance of them."

// ground gives the layers below the situation and the labels above it.
func (s *service) ground(t theme, lang string) (below, labels []gin.H) {
	if s.Archive != nil {
		return ownGround(t, s.Archive.About(), lang)
	}
	return groundLayers(t), names(t, lang)
}

func (s *service) baseSource(b string) gin.H {
	src := gin.H{"type": "vector", "tiles": []string{s.baseURL(b, s.baseEnding())}, "maxzoom": tiles.FullZoom, "attribution": s.credit()}
	if s.Archive == nil {
		return src
	}
	about := s.Archive.About()
	src["minzoom"], src["maxzoom"], src["attribution"], src["bounds"] = about.MinZoom, about.MaxZoom, about.Attribution, about.Bounds
	switch {
	case !about.Vector():
		src["type"], src["tileSize"] = "raster", 256
	case about.Format == "mlt":
		src["encoding"] = "mlt"
	}
	return src
}

func situationSource(b, ask string) gin.H {
	return gin.H{
		"type": "vector", "tiles": []string{b + "/tiles/zones,frontbands,frontlines,flows,displaced,control/{z}/{x}/{y}.mvt" + ask},
		"maxzoom": tiles.FullZoom, "promoteId": "id", "attribution": "Dateline",
	}
}

func layer(id, kind, source, sourceLayer string, more gin.H) gin.H {
	l := gin.H{"id": id, "type": kind, "source": source, "source-layer": sourceLayer}
	for k, v := range more {
		l[k] = v
	}
	return l
}

type seq = []any

func zoomed(stops ...any) seq {
	return append(seq{"interpolate", seq{"linear"}, seq{"zoom"}}, stops...)
}

func groundLayers(t theme) []gin.H {
	level := func(n int) seq { return seq{"==", seq{"get", "admin_level"}, n} }
	disputed := seq{"==", seq{"get", "disputed"}, true}
	return []gin.H{
		{"id": "background", "type": "background", "paint": gin.H{"background-color": t.water}},
		layer("land", "fill", "base", basemap.Land, gin.H{"paint": gin.H{"fill-color": t.land}}),
		layer("urban", "fill", "base", basemap.Urban, gin.H{"paint": gin.H{"fill-color": t.urban}}),
		layer("water", "fill", "base", basemap.Water, gin.H{"paint": gin.H{"fill-color": t.water}}),
		layer("rivers", "line", "base", basemap.Rivers, gin.H{"minzoom": 3, "layout": gin.H{"line-cap": "round", "line-join": "round"}, "paint": gin.H{"line-color": t.river, "line-width": zoomed(3, 0.6, 9, 2.4)}}),
		layer("regions-line", "line", "base", basemap.Boundaries, gin.H{"minzoom": 5, "filter": level(4), "paint": gin.H{"line-color": t.admin, "line-width": 0.8}}),
		layer("borders", "line", "base", basemap.Boundaries, gin.H{"filter": seq{"all", level(2), seq{"!", disputed}}, "paint": gin.H{"line-color": t.country, "line-width": zoomed(2, 0.6, 8, 1.6)}}),
		layer("borders-disputed", "line", "base", basemap.Boundaries, gin.H{"filter": seq{"all", level(2), disputed}, "paint": gin.H{"line-color": t.country, "line-width": 1.2, "line-dasharray": seq{2, 2}}}),
	}
}

// noActor colours ground that several hold, or someone whom the table of actors does not know.
const noActor = "#8A8A8A"

// byHolder colours what has a colour of its own, and everything else grey.
func byHolder() seq { return seq{"coalesce", seq{"get", "color"}, noActor} }

func situationLayers(t theme) []gin.H {
	class := seq{"get", "class"}
	basis := seq{"get", "basis"}
	return []gin.H{
		layer("zones", "fill", "situation", "zones", gin.H{"paint": gin.H{
			"fill-color":   byHolder(),
			"fill-opacity": seq{"match", class, "assessed", 0.45, "inferred", 0.18, "stale", 0.15, 0.3},
		}}),
		layer("zones-contested", "fill", "situation", "zones", gin.H{"filter": seq{"==", class, "contested"}, "paint": gin.H{"fill-pattern": hatchOf()}}),
		layer("zones-disputed", "fill", "situation", "zones", gin.H{"filter": seq{"==", class, "disputed"}, "paint": gin.H{"fill-pattern": dots}}),
		layer("zones-line", "line", "situation", "zones", gin.H{"paint": gin.H{"line-color": byHolder(), "line-width": 0.8, "line-opacity": 0.7}}),
		layer("frontbands", "fill", "situation", "frontbands", gin.H{"paint": gin.H{"fill-color": t.text, "fill-opacity": 0.07}}),
		layer("frontlines", "line", "situation", "frontlines", gin.H{"filter": seq{"==", basis, "observed"}, "layout": gin.H{"line-join": "round"}, "paint": gin.H{"line-color": t.text, "line-width": 2}}),
		layer("frontlines-inferred", "line", "situation", "frontlines", gin.H{"filter": seq{"!=", basis, "observed"}, "paint": gin.H{"line-color": t.text, "line-width": 1.6, "line-dasharray": seq{3, 2}}}),
		layer("flows", "line", "situation", "flows", gin.H{
			"filter": seq{"==", seq{"geometry-type"}, "LineString"}, "layout": gin.H{"line-cap": "round"},
			"paint": gin.H{"line-color": "#0B57D0", "line-width": seq{"interpolate", seq{"linear"}, seq{"coalesce", seq{"get", "width_class"}, 1}, 1, 1.5, 5, 8}, "line-opacity": 0.8},
		}),
		layer("displaced", "circle", "situation", "displaced", gin.H{"paint": gin.H{"circle-color": "#0B57D0", "circle-radius": 6, "circle-opacity": 0.5, "circle-stroke-color": t.halo, "circle-stroke-width": 1}}),
		layer("control", "circle", "situation", "control", gin.H{"paint": gin.H{"circle-color": byHolder(), "circle-radius": 5, "circle-stroke-color": t.halo, "circle-stroke-width": 1.5}}),
	}
}

var textFonts = []string{"Noto Sans", "Noto Sans Arabic", "sans-serif"}

func names(t theme, lang string) []gin.H {
	name := seq{"coalesce", seq{"get", "name_" + lang}, seq{"get", "name"}, ""}
	spaced := 0.1
	if slices.Contains([]string{"ar", "ckb", "fa"}, lang) {
		spaced = 0 // spaced letters would tear joined script apart
	}
	paint := gin.H{"text-color": t.text, "text-halo-color": t.halo, "text-halo-width": 1.2}
	label := func(id, source string, size seq, more gin.H) gin.H {
		layout := gin.H{"text-field": name, "text-font": textFonts, "text-size": size, "text-max-width": 8}
		for k, v := range more {
			layout[k] = v
		}
		return layer(id, "symbol", "base", source, gin.H{"layout": layout, "paint": paint})
	}
	return []gin.H{
		label("rivers-names", basemap.Rivers, zoomed(6, 9, 12, 12), gin.H{"symbol-placement": "line", "text-letter-spacing": spaced}),
		label("seas", basemap.Seas, zoomed(2, 10, 8, 14), nil),
		label("places", basemap.Places, zoomed(4, 10, 10, 13), gin.H{"symbol-sort-key": seq{"get", "rank"}}),
		label("regions", basemap.Regions, zoomed(5, 9, 8, 12), gin.H{"symbol-sort-key": seq{"get", "rank"}}),
		label("countries", basemap.Countries, zoomed(2, 10, 6, 15), gin.H{"symbol-sort-key": seq{"get", "rank"}}),
	}
}

// evidenceNames are the names of the places that reports speak of, above all others.
func evidenceNames(t theme, lang string) gin.H {
	return layer("control-names", "symbol", "situation", "control", gin.H{
		"layout": gin.H{"text-field": seq{"coalesce", seq{"get", "name_" + lang}, seq{"get", "name"}, seq{"get", "place"}, ""}, "text-font": textFonts, "text-size": 13, "text-offset": []float64{0, 1.1}, "text-anchor": "top"},
		"paint":  gin.H{"text-color": t.text, "text-halo-color": t.halo, "text-halo-width": 1.2},
	})
}
