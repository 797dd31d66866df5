package location

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// body gives an answer as plain JSON values.
func body(t *testing.T, h http.Handler, target string) any {
	t.Helper()
	w := get(h, target)
	var v any
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil || w.Code != http.StatusOK {
		t.Fatalf("%s: %d %v %s", target, w.Code, err, w.Body)
	}
	return v
}

// at walks into JSON values by keys and indices.
func at(v any, path ...any) any {
	for _, p := range path {
		switch p := p.(type) {
		case string:
			m, _ := v.(map[string]any)
			v = m[p]
		case int:
			l, _ := v.([]any)
			if p >= len(l) {
				return nil
			}
			v = l[p]
		}
	}
	return v
}

func TestPhoton(t *testing.T) {
	h, _ := testServer(t)
	v := body(t, h, "/compat/photon/api?q=mos&limit=5&lang=default&lat=36&lon=43&zoom=12&location_bias_scale=0.2&osm_tag=place:city&layer=city")
	want := map[string]any{"osm_key": "place", "osm_value": "city", "type": "city", "name": "Mosul", "state": "Nineveh", "country": "Iraq", "countrycode": "IQ", "id": "geonames:3", "source": "GeoNames"}
	got := at(v, "features", 0, "properties").(map[string]any)
	if len(got["extent"].([]any)) != 4 {
		t.Errorf("extent %v", got["extent"])
	}
	delete(got, "extent")
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if got := at(body(t, h, "/compat/photon/api/?q=Iraq"), "features", 0, "properties", "extent"); cmp.Diff(got, []any{38.0, 38.0, 49.0, 29.0}) != "" {
		t.Errorf("extent of an outline %v", got)
	}
	if got := at(body(t, h, "/compat/photon/reverse?lon=43.1&lat=36.7&radius=10&limit=1"), "features", 0, "properties", "name"); got != "Alqosh" {
		t.Errorf("reverse %v", got)
	}
}

func TestNominatim(t *testing.T) {
	h, _ := testServer(t)
	for _, format := range []string{"json", "jsonv2", ""} {
		v := body(t, h, "/compat/nominatim/search?q=Mosul&addressdetails=1&polygon_geojson=1&limit=1&format="+format)
		class := map[string]string{"json": "class", "jsonv2": "category", "": "category"}[format]
		if at(v, 0, "lat") != "36.3350000" || at(v, 0, "lon") != "43.1188900" || at(v, 0, class) != "place" || at(v, 0, "place_id") != 3.0 || at(v, 0, "display_name") != "Mosul, Nineveh, Iraq" || at(v, 0, "address", "country_code") != "iq" || at(v, 0, "address", "city") != "Mosul" {
			t.Errorf("%q: %v", format, v)
		}
		if _, ok := at(v, 0, "boundingbox", 3).(string); !ok {
			t.Errorf("boundingbox %v", at(v, 0, "boundingbox"))
		}
	}
	if v := body(t, h, "/compat/nominatim/search?city=Mosul&country=Iraq&countrycodes=iq&viewbox=40,30,50,40&bounded=1&format=geojson"); at(v, "features", 0, "properties", "name") != "Mosul" || len(at(v, "features", 0, "bbox").([]any)) != 4 {
		t.Errorf("geojson %v", v)
	}
	if v := body(t, h, "/compat/nominatim/search?q=36.34,43.13&limit=1"); at(v, 0, "name") != "Mosul" {
		t.Errorf("a point: %v", v)
	}
	r := httptest.NewRequest(http.MethodGet, "/compat/nominatim/search?q=Mosul", nil)
	r.Header.Set("Accept-Language", "ar-IQ,ar;q=0.9,en;q=0.8")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	var v any
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil || at(v, 0, "name") != "الموصل" {
		t.Errorf("Accept-Language: %v", v)
	}
	for target, want := range map[string]string{"": "Mosul", "&zoom=18": "Mosul", "&zoom=3": "Iraq", "&zoom=5": "Nineveh"} {
		if v := body(t, h, "/compat/nominatim/reverse?lat=36.34&lon=43.13&format=jsonv2"+target); at(v, "name") != want {
			t.Errorf("reverse%s: %v, want %s", target, v, want)
		}
	}
	if v := body(t, h, "/compat/nominatim/reverse?lat=0&lon=-150&format=json"); at(v, "error") != "Unable to geocode" {
		t.Errorf("in the sea: %v", v)
	}
	if v := body(t, h, "/compat/nominatim/reverse?lat=36.34&lon=43.13&format=geojson"); at(v, "features", 0, "properties", "name") != "Mosul" {
		t.Errorf("reverse as geojson: %v", v)
	}
}

func TestPelias(t *testing.T) {
	h, _ := testServer(t)
	for _, target := range []string{
		"/compat/pelias/v1/search?text=Mosul&size=3&focus.point.lat=36&focus.point.lon=43&boundary.country=IQ&layers=locality&api_key=x",
		"/compat/pelias/v1/autocomplete?text=mos&boundary.rect.min_lon=40&boundary.rect.min_lat=30&boundary.rect.max_lon=50&boundary.rect.max_lat=40",
		"/compat/pelias/v1/reverse?point.lat=36.34&point.lon=43.13&size=1",
	} {
		p := at(body(t, h, target), "features", 0, "properties")
		if at(p, "label") != "Mosul, Nineveh, Iraq" || at(p, "gid") != "geonames:locality:3" || at(p, "layer") != "locality" || at(p, "region") != "Nineveh" {
			t.Errorf("%s: %v", target, p)
		}
	}
}

func TestNumericID(t *testing.T) {
	if numericID("geonames:99072") != 99072 || numericID("ne:IRQ-3251") == numericID("ne:IRQ-3252") || numericID("ne:IRQ-3251") <= 0 || numericID("x") > 1<<53 {
		t.Error("numbers of ids")
	}
}
