package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"dateline/geo/gazetteer/index"
	"dateline/geo/gazetteer/topo"
)

// Outlined is an area with its outline; the outline is nil for a feature that is a point.
type Outlined struct {
	Record  index.Record
	Level   topo.Level
	Outline orb.MultiPolygon
}

// GeoJSON reads a feature collection one feature after the other: administrative boundaries of COD-AB, records of Who's On
// First (a collection or a single feature), geoBoundaries, or anything with a name. Dataset stands in the ids and as source of
// what says neither itself. Skip is told the number of the feature.
func GeoJSON(r io.Reader, dataset string, visit func(Outlined) error, skip func(feature int, reason string)) error {
	d := json.NewDecoder(r)
	single, err := toFeatures(d)
	if err != nil {
		return err
	}
	if single != nil {
		o, err := outlined(single, dataset, 1)
		if err != nil {
			skip(1, err.Error())
			return nil
		}
		return visit(o)
	}
	for n := 1; d.More(); n++ {
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return fmt.Errorf("feature %d: %w", n, err)
		}
		o, err := outlined(raw, dataset, n)
		if err != nil {
			skip(n, err.Error())
			continue
		}
		if err := visit(o); err != nil {
			return err
		}
	}
	return nil
}

// toFeatures reads up to the first feature of a collection. A file that is one feature is given back whole.
func toFeatures(d *json.Decoder) (single json.RawMessage, err error) {
	if t, err := d.Token(); err != nil {
		return nil, fmt.Errorf("not GeoJSON: %w", err)
	} else if t != json.Delim('{') {
		return nil, errors.New("not a GeoJSON feature collection")
	}
	parts := map[string]json.RawMessage{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, fmt.Errorf("not GeoJSON: %w", err)
		}
		if key == "features" {
			if t, err := d.Token(); err != nil || t != json.Delim('[') {
				return nil, errors.New("not GeoJSON: features is no array")
			}
			return nil, nil
		}
		var part json.RawMessage
		if err := d.Decode(&part); err != nil {
			return nil, fmt.Errorf("not GeoJSON: %w", err)
		}
		if name, ok := key.(string); ok {
			parts[name] = part
		}
	}
	if string(parts["type"]) != `"Feature"` {
		return nil, errors.New("not a GeoJSON feature collection: no features")
	}
	return json.Marshal(parts)
}

func outlined(raw []byte, dataset string, n int) (Outlined, error) {
	var f struct {
		Geometry   *geojson.Geometry
		Properties map[string]any
	}
	if err := json.Unmarshal(raw, &f); err != nil {
		return Outlined{}, err
	}
	if f.Geometry == nil || f.Geometry.Geometry() == nil {
		return Outlined{}, errors.New("no geometry")
	}
	p := props(f.Properties)
	o := p.area(dataset, n)
	switch g := f.Geometry.Geometry().(type) {
	case orb.Polygon:
		o.Outline = orb.MultiPolygon{g}
	case orb.MultiPolygon:
		o.Outline = g
	case orb.Point:
		o.Record.Lon, o.Record.Lat = g[0], g[1]
	default:
		return o, fmt.Errorf("geometry %s: polygons and points are wanted", f.Geometry.Type)
	}
	if o.Outline != nil {
		if err := checkOutline(o.Outline); err != nil {
			return o, err
		}
		p.place(&o)
	}
	return o, o.Record.Check()
}

// checkOutline refuses outlines that are not in degrees, which is the usual fault.
func checkOutline(m orb.MultiPolygon) error {
	points := 0
	for _, poly := range m {
		for _, ring := range poly {
			points += len(ring)
			for _, q := range ring {
				if !(q[0] >= -180.001 && q[0] <= 180.001 && q[1] >= -90.001 && q[1] <= 90.001) {
					return fmt.Errorf("coordinates %g, %g are not longitude and latitude in degrees: reproject the file to EPSG:4326", q[0], q[1])
				}
			}
		}
	}
	if points < 4 {
		return errors.New("empty outline")
	}
	return nil
}

// props are a feature's properties.
type props map[string]any

func (p props) text(keys ...string) string {
	for _, k := range keys {
		switch v := p[k].(type) {
		case string:
			if s := Clean(v); s != "" {
				return s
			}
		case float64:
			if v != 0 && v != -1 {
				return strconv.FormatFloat(v, 'f', -1, 64)
			}
		}
	}
	return ""
}

// area reads the attributes by the conventions of the known publishers.
func (p props) area(dataset string, n int) Outlined {
	switch {
	case p.text("wof:id") != "":
		return p.whosOnFirst()
	case p.text("shapeName") != "":
		return p.geoBoundaries()
	}
	for level := 4; level >= 0; level-- {
		if p.codKey(level, "PCODE") != "" {
			return p.cod(level)
		}
	}
	o := Outlined{Level: topo.Admin1}
	o.Record = index.Record{
		ID: fmt.Sprintf("%s:%d", dataset, n), Name: p.text("name", "NAME", "Name", "name_en", "NAME_EN", "title"), Class: 'A', Kind: "ADM1",
		Country: country(strings.ToUpper(p.text("iso_a2", "ISO_A2", "country", "iso2"))), PCode: p.text("pcode", "PCODE"), Source: dataset,
	}
	if id := p.text("id", "ID"); id != "" {
		o.Record.ID = dataset + ":" + id
	}
	return o
}

// codKey gives ADM2_EN and the like, in the spellings of the older and the newer files.
func (p props) codKey(level int, what string) string {
	upper := fmt.Sprintf("ADM%d_%s", level, what)
	lower := fmt.Sprintf("adm%d_%s", level, strings.ToLower(what))
	newer := map[string]string{"EN": "name", "AR": "name1"}[what]
	return p.text(upper, lower, fmt.Sprintf("adm%d_%s", level, newer))
}

// cod reads a feature of the Common Operational Datasets.
func (p props) cod(level int) Outlined {
	code := p.codKey(level, "PCODE")
	o := Outlined{Level: topo.Level(level)}
	kind := "ADM" + strconv.Itoa(level)
	if level == 0 {
		kind = "PCLI"
	}
	o.Record = index.Record{
		ID: "cod:" + code, Name: p.codKey(level, "EN"), Class: 'A', Kind: kind, Country: country(p.codKey(0, "PCODE")), PCode: code,
		Source: "OCHA COD-AB",
	}
	for _, lang := range []string{"EN", "AR", "FR", "ES", "PT", "RU", "UA", "KU", "FA", "TR"} {
		if s := p.codKey(level, lang); s != "" {
			if o.Record.Name == "" {
				o.Record.Name = s
			}
			o.Record.Names = append(o.Record.Names, index.Name{Text: s, Lang: codLanguage(lang)})
		}
	}
	for _, alt := range []string{"ALT1EN", "ALT2EN", "ALT1AR", "ALT2AR"} {
		if s := p.text(fmt.Sprintf("ADM%d%s", level, alt)); s != "" {
			o.Record.Names = append(o.Record.Names, index.Name{Text: s, Lang: codLanguage(alt[4:])})
		}
	}
	return o
}

func codLanguage(s string) string {
	if s == "UA" {
		return "uk"
	}
	return strings.ToLower(s)
}

// whosOnFirst reads a record of Who's On First.
func (p props) whosOnFirst() Outlined {
	level, kind := topo.Admin1, "ADM1"
	switch p.text("wof:placetype") {
	case "country", "dependency":
		level, kind = topo.Country, "PCLI"
	case "county":
		level, kind = topo.Admin2, "ADM2"
	case "localadmin":
		level, kind = topo.Admin3, "ADM3"
	case "disputed":
		level, kind = topo.Disputed, "ZN"
	case "locality":
		level, kind = topo.Urban, "PPL"
	}
	o := Outlined{Level: level}
	o.Record = index.Record{
		ID: "wof:" + p.text("wof:id"), Name: p.text("wof:name"), Class: 'A', Kind: kind, Country: country(p.text("iso:country", "wof:country")),
		Source: "Who's On First",
	}
	if kind == "PPL" {
		o.Record.Class = 'P'
	}
	if c, ok := p["wof:concordances"].(map[string]any); ok {
		if id := props(c).text("gn:id"); isNumber(id) {
			o.Record.ID = "geonames:" + id
		}
	}
	o.Record.Population, _ = strconv.ParseInt(p.text("wof:population", "gn:population"), 10, 64)
	for k, v := range p {
		lang, ok := strings.CutPrefix(k, "name:")
		list, isList := v.([]any)
		if !ok || !isList {
			continue
		}
		lang, _, _ = strings.Cut(lang, "_x_")
		for _, s := range list {
			if s, ok := s.(string); ok && Clean(s) != "" {
				o.Record.Names = append(o.Record.Names, index.Name{Text: Clean(s), Lang: iso639[lang]})
			}
		}
	}
	sortNames(o.Record.Names)
	return o
}

// geoBoundaries reads a feature of geoBoundaries.
func (p props) geoBoundaries() Outlined {
	level := topo.Admin1
	kind := "ADM1"
	if t := p.text("shapeType"); strings.HasPrefix(t, "ADM") && len(t) == 4 && t[3] >= '0' && t[3] <= '4' {
		level, kind = topo.Level(t[3]-'0'), t
	}
	if level == topo.Country {
		kind = "PCLI"
	}
	o := Outlined{Level: level}
	o.Record = index.Record{
		ID: "geoboundaries:" + p.text("shapeID", "shapeISO", "shapeName"), Name: p.text("shapeName"), Class: 'A', Kind: kind, Source: "geoBoundaries",
	}
	return o
}

// place gives an area its point: that of the record, or one inside the outline.
func (p props) place(o *Outlined) {
	lon, err1 := strconv.ParseFloat(p.text("lbl:longitude", "geom:longitude"), 64)
	lat, err2 := strconv.ParseFloat(p.text("lbl:latitude", "geom:latitude"), 64)
	if err1 == nil && err2 == nil {
		o.Record.Lon, o.Record.Lat = lon, lat
		return
	}
	at := topo.Inside(o.Outline)
	o.Record.Lon, o.Record.Lat = at[0], at[1]
}

// iso639 gives the two-letter codes of the three-letter ones that Who's On First uses most.
var iso639 = map[string]string{
	"eng": "en", "ara": "ar", "kur": "ku", "ckb": "ckb", "fas": "fa", "tur": "tr", "fra": "fr", "deu": "de", "rus": "ru", "ukr": "uk", "spa": "es",
	"heb": "he", "ell": "el", "zho": "zh", "jpn": "ja", "kor": "ko", "hye": "hy", "kat": "ka", "ita": "it", "por": "pt", "arc": "arc", "aze": "az",
}
