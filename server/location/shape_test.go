package location

import (
	"encoding/json"
	"math"
	"net/http"
	"strings"
	"testing"

	"dateline/geo"
)

func TestMeasure(t *testing.T) {
	h, _ := testServer(t)
	var m struct {
		Type      string
		Area      float64 `json:"area_km2"`
		Perimeter float64 `json:"perimeter_m"`
		Length    float64 `json:"length_m"`
	}
	octant := `{"type":"Polygon","coordinates":[[[0,0],[90,0],[0,90],[0,0]]]}`
	for _, c := range []struct{ get, post string }{
		{get: "/measure?geometry=" + esc("POLYGON((0 0,90 0,0 90,0 0))")},
		{get: "/measure?geometry=" + esc(octant)},
		{post: octant},
		{post: `{"type":"Feature","properties":{},"geometry":` + octant + `}`},
		{post: `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":` + octant + `}]}`},
		{post: "POLYGON((0 0,90 0,0 90,0 0))"},
	} {
		w := post(h, "/measure", c.post)
		if c.get != "" {
			w = get(h, c.get)
		}
		if err := json.Unmarshal(w.Body.Bytes(), &m); err != nil || math.Abs(m.Area-geo.EarthArea/8e6) > 0.001 || math.Abs(m.Perimeter-2*10001965.729-math.Pi/2*6378137) > 0.01 {
			t.Errorf("%v: %v %s", c, err, w.Body)
		}
	}
	if err := json.Unmarshal(get(h, "/measure?geometry="+esc("LINESTRING(0 0,1 0)")).Body.Bytes(), &m); err != nil || math.Abs(m.Length-111319.491) > 0.001 {
		t.Errorf("a line: %+v %v", m, err)
	}
	for target, says := range map[string]string{
		"/measure":                                      "geometry is missing",
		"/measure?geometry=x":                           "read WKT",
		"/measure?geometry=" + esc("{}"):                "no GeoJSON",
		"/measure?geometry=" + esc("POINT(36 143)"):     "look swapped",
		"/measure?geometry=" + strings.Repeat("1", 2e4): "bytes long",
		"/measure?x=1":                                  "unknown parameter",
	} {
		refused(t, get(h, target), http.StatusBadRequest, target, says)
	}
	for body, says := range map[string]string{
		"": "read WKT", "{": "no GeoJSON", `{"type":"FeatureCollection","features":[]}`: "there is no geometry", `{"type":"Feature","geometry":null,"properties":null}`: "there is no geometry",
	} {
		refused(t, post(h, "/measure", body), http.StatusBadRequest, body, says)
	}
}

func FuzzMeasure(f *testing.F) {
	for _, s := range []string{"POLYGON((0 0,90 0,0 90,0 0))", `{"type":"Polygon","coordinates":[[[0,0],[90,0],[0,90],[0,0]]]}`, `{"type":"GeometryCollection","geometries":[]}`, `{"type":"Feature","geometry":null}`} {
		f.Add(s)
	}
	h, _ := testServer(&testing.T{})
	f.Fuzz(func(t *testing.T, body string) {
		if w := post(h, "/measure", body); w.Code >= 500 || !json.Valid(w.Body.Bytes()) {
			t.Errorf("%q: %d %s", body, w.Code, w.Body)
		}
	})
}
