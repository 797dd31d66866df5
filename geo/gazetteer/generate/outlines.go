package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"dateline/geo/gazetteer/index"
	"dateline/geo/gazetteer/source"
	"dateline/geo/gazetteer/topo"
)

const naturalEarth = "Natural Earth"

// shapes are the outlines read, before packing.
type shapes struct {
	borders []area // countries, then admin areas
	urban   []area
}

// area is an outline with Natural Earth's attributes.
type area struct {
	id      string
	level   topo.Level
	props   properties
	outline orb.MultiPolygon
	// code is the admin code, parent that of the admin-1 area of an admin-2 one.
	code, parent string
}

type properties map[string]any

func (p properties) text(key string) string {
	s, _ := p[key].(string)
	return source.Clean(strings.TrimSpace(s))
}

func (p properties) number(key string) float64 {
	v, _ := p[key].(float64)
	return v
}

func (w *world) readOutlines() error {
	countries, err := readFeatures(w.inputs["countries"])
	if err != nil {
		return err
	}
	provinces, err := readFeatures(w.inputs["provinces"])
	if err != nil {
		return err
	}
	urban, err := readFeatures(w.inputs["urban"])
	if err != nil {
		return err
	}
	for _, a := range countries {
		a.level = topo.Country
		w.shapes.borders = append(w.shapes.borders, a)
	}
	for _, a := range provinces {
		if a.props.text("adm1_code") != "" { // the file holds the countries too
			a.level = topo.Admin1
			w.shapes.borders = append(w.shapes.borders, a)
		}
	}
	for i, a := range urban {
		a.level, a.id = topo.Urban, fmt.Sprintf("ne:urban-%d", i+1)
		a.outline = withoutSpecks(a.outline)
		w.shapes.urban = append(w.shapes.urban, a)
	}
	return nil
}

func readFeatures(path string) ([]area, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var file struct {
		Features []struct {
			Geometry   geojson.Geometry
			Properties properties
		}
	}
	if err := json.NewDecoder(z).Decode(&file); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	out := make([]area, 0, len(file.Features))
	for _, feature := range file.Features {
		a := area{props: feature.Properties}
		switch g := feature.Geometry.Geometry().(type) {
		case orb.Polygon:
			a.outline = orb.MultiPolygon{g}
		case orb.MultiPolygon:
			a.outline = g
		default:
			return nil, fmt.Errorf("%s: a feature is a %T", path, g)
		}
		out = append(out, a)
	}
	return out, nil
}

// languages are the languages in which Natural Earth gives names, by the ending of its attributes.
var languages = [][2]string{
	{"ar", "ar"},
	{"bn", "bn"},
	{"de", "de"},
	{"el", "el"},
	{"en", "en"},
	{"es", "es"},
	{"fa", "fa"},
	{"fr", "fr"},
	{"he", "he"},
	{"hi", "hi"},
	{"hu", "hu"},
	{"id", "id"},
	{"it", "it"},
	{"ja", "ja"},
	{"ko", "ko"},
	{"nl", "nl"},
	{"pl", "pl"},
	{"pt", "pt"},
	{"ru", "ru"},
	{"sv", "sv"},
	{"tr", "tr"},
	{"uk", "uk"},
	{"ur", "ur"},
	{"vi", "vi"},
	{"zh", "zh-Hans"},
	{"zht", "zh-Hant"},
}

// translations gives the names of an area by language; upper is for the country file, which shouts.
func (p properties) translations(upper bool) []index.Name {
	var out []index.Name
	for _, l := range languages {
		key := "name_" + l[0]
		if upper {
			key = strings.ToUpper(key)
		}
		if s := p.text(key); s != "" {
			out = append(out, index.Name{Text: s, Lang: l[1]})
		}
	}
	return out
}
