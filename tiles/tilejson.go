package tiles

// TileJSON describes a tile set as TileJSON 3.0.0 does.
type TileJSON struct {
	TileJSON     string        `json:"tilejson"`
	Name         string        `json:"name,omitempty"`
	Description  string        `json:"description,omitempty"`
	Version      string        `json:"version,omitempty"`
	Attribution  string        `json:"attribution,omitempty"`
	Scheme       string        `json:"scheme"`
	Tiles        []string      `json:"tiles"`
	Encoding     string        `json:"encoding,omitempty"` // mlt where tiles are MapLibre Tiles, as sources of styles say it
	MinZoom      int           `json:"minzoom"`
	MaxZoom      int           `json:"maxzoom"`
	Bounds       [4]float64    `json:"bounds"`
	Center       [3]float64    `json:"center"`
	VectorLayers []VectorLayer `json:"vector_layers"`
}

// VectorLayer describes a layer of vector tiles. Fields give the type of each property: Number, String, Boolean.
type VectorLayer struct {
	ID          string            `json:"id"`
	Description string            `json:"description"`
	MinZoom     int               `json:"minzoom"`
	MaxZoom     int               `json:"maxzoom"`
	Fields      map[string]string `json:"fields"`
}

// Describe gives the TileJSON of layers; the caller sets Tiles, names and attribution.
func Describe(layers ...*Layer) TileJSON {
	t := TileJSON{TileJSON: "3.0.0", Scheme: "xyz", MaxZoom: FullZoom, Bounds: [4]float64{-180, -85.0511287798066, 180, 85.0511287798066}}
	first := true
	for _, l := range layers {
		t.VectorLayers = append(t.VectorLayers, VectorLayer{ID: l.name, Description: l.thrift(), MaxZoom: FullZoom, Fields: l.Fields()})
		b, ok := l.Bound()
		if !ok {
			continue
		}
		if first {
			t.Bounds, first = [4]float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}, false
			continue
		}
		t.Bounds = [4]float64{min(t.Bounds[0], b.Min[0]), min(t.Bounds[1], b.Min[1]), max(t.Bounds[2], b.Max[0]), max(t.Bounds[3], b.Max[1])}
	}
	t.Center = [3]float64{(t.Bounds[0] + t.Bounds[2]) / 2, (t.Bounds[1] + t.Bounds[3]) / 2, 4}
	return t
}

// thrift says what becomes of features that a tile has no room for.
func (l *Layer) thrift() string {
	const budget = "Tiles stay under 500 kB before compression. "
	switch {
	case l.options.Drop:
		return budget + "Where there is more, features of low rank wait for a deeper zoom."
	case l.points:
		return budget + "Where points crowd, the one of highest rank in a cell stands for the others and says how many in point_count."
	}
	return budget + "Where there is more, the smallest shapes wait for a deeper zoom; where points crowd, the one of highest rank in a cell stands for the others and says how many in point_count."
}
