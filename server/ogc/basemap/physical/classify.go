package physical

import (
	"math"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
)

// classes are the values of featurecla in Natural Earth's physical vectors (and urban areas), in lower case, by layer.
var classes = map[string]Kind{
	"lake": Water, "alkaline lake": Water, "reservoir": Water, "lagoon": Water, "playa": 0, "glaciated areas": 0,
	"river": Rivers, "river (intermittent)": Rivers, "lake centerline": Rivers, "canal": Rivers, "lake centerline (intermittent)": Rivers,
	"ocean": Seas, "sea": Seas, "gulf": Seas, "bay": Seas, "strait": Seas, "sound": Seas, "channel": Seas, "fjord": Seas, "generic": Seas, "inlet": Seas, "reef": 0,
	"land": Land, "island": Land, "minor island": Land, "urban area": Urban, "null island": 0,
}

// hints are parts of file names by layer, the more telling first.
var hints = []struct {
	part string
	kind Kind
}{
	{"river", Rivers},
	{"waterway", Rivers},
	{"stream", Rivers},
	{"canal", Rivers},
	{"lake", Water},
	{"reservoir", Water},
	{"marine", Seas},
	{"ocean", Seas},
	{"sea", Seas},
	{"urban", Urban},
	{"builtup", Urban},
	{"water", Water},
	{"land", Land},
	{"island", Land},
}

func kindOfName(name string) Kind {
	name = strings.ToLower(name)
	for _, h := range hints {
		if strings.Contains(name, h.part) {
			return h.kind
		}
	}
	return 0
}

// classify makes a feature of a GeoJSON one, or says why not. Property names are looked up whatever their case.
func classify(f *geojson.Feature, as, hint Kind) (out Feature, skipped string) {
	props := make(map[string]any, len(f.Properties))
	for k, v := range f.Properties {
		props[strings.ToLower(k)] = v
	}
	out.Class = strings.ToLower(text(props, "featurecla", "class", "kind", "waterway", "natural"))
	if out.Kind = as; as == 0 {
		known := false
		if out.Kind, known = classes[out.Class]; known && out.Kind == 0 {
			return out, "a " + out.Class + " is not drawn"
		}
		// A lagoon or an estuary among the seas is part of them.
		if !known || hint == Seas && out.Kind != Land {
			out.Kind = hint
		}
	}
	if out.Kind == 0 {
		return out, "nothing says what it is"
	}
	if f.Geometry == nil {
		return out, "no geometry"
	}
	if out.Geometry = fitting(f.Geometry, out.Kind); out.Geometry == nil {
		return out, "a " + f.Geometry.GeoJSONType() + " among " + out.Kind.String()
	}
	if !inDegrees(out.Geometry) {
		return out, "coordinates that are no degrees"
	}
	out.Names, out.MinZoom = namesOf(props), firstZoom(props, out.Kind)
	return out, ""
}

// fitting gives the geometry where the layer draws its type, nil otherwise: lines for rivers, polygons for all else.
func fitting(g orb.Geometry, k Kind) orb.Geometry {
	switch g := g.(type) {
	case orb.LineString, orb.MultiLineString:
		if k == Rivers {
			return g
		}
	case orb.Polygon, orb.MultiPolygon:
		if k != Rivers {
			return g
		}
	}
	return nil
}

// namesOf gives name and name_xx by language; names that shout become ordinary ones.
func namesOf(props map[string]any) map[string]string {
	names := map[string]string{}
	if name := text(props, "name", "nome"); name != "" {
		names[""] = calm(name)
	}
	for key, v := range props {
		lang, ok := strings.CutPrefix(key, "name_")
		if s, is := v.(string); ok && is && (len(lang) == 2 || len(lang) == 3) && s != "" && lang != "alt" && lang != "abb" && lang != "len" {
			names[lang] = calm(s)
		}
	}
	if names[""] == "" && names["en"] != "" {
		names[""] = names["en"]
	}
	return names
}

// calm writes a name in capitals as a title: ARCTIC OCEAN, Arctic Ocean.
func calm(s string) string {
	s = strings.TrimSpace(s)
	if len(s) < 4 || s != strings.ToUpper(s) || s == strings.ToLower(s) {
		return s
	}
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		first := []rune(w)
		words[i] = strings.ToUpper(string(first[:1])) + string(first[1:])
	}
	return strings.Join(words, " ")
}

// firstZoom reads min_zoom, which counts in tiles of 256 pixels, or scalerank, which runs from 0 (the greatest) to 10.
func firstZoom(props map[string]any, k Kind) int {
	if k == Land || k == Seas {
		return 0
	}
	for _, key := range []string{"min_zoom", "scalerank"} {
		if v, ok := props[key].(float64); ok && v >= 0 && v <= 20 {
			return int(math.Max(0, math.Floor(v)-1))
		}
	}
	return 0
}

// text gives the first of the properties that is a text.
func text(props map[string]any, keys ...string) string {
	for _, key := range keys {
		if s, ok := props[key].(string); ok && s != "" {
			return s
		}
	}
	return ""
}
