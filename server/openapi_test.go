package server_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/data/report/demo"
	"dateline/server/openapi/openapitest"
)

// definitionOf reads the definition that a server gives of itself.
func definitionOf(t *testing.T, h http.Handler) *openapitest.Definition {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8080/api", nil)
	r.RemoteAddr = "127.0.0.1:5"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	d, err := openapitest.Read(w.Body.Bytes())
	if err != nil {
		t.Fatalf("%d: %v", w.Code, err)
	}
	return d
}

// shapeOf is an address without the names of its parts and without the suffix behind the last one.
func shapeOf(path string) string {
	path = regexp.MustCompile(`:[^/]+`).ReplaceAllString(path, "{}")
	return regexp.MustCompile(`\{[^}]*\}(\.(json|mvt|mlt))?`).ReplaceAllString(path, "{}")
}

// TestEveryAddressIsDefined: the router and the definition know the same addresses and methods. HEAD goes with GET.
func TestEveryAddressIsDefined(t *testing.T) {
	d := newDesk(t)
	defined, routed := map[string]bool{}, map[string]bool{}
	for template, methods := range definitionOf(t, d).Templates() {
		for _, m := range methods {
			defined[strings.ToUpper(m)+" "+shapeOf(template)] = true
		}
	}
	for _, a := range d.Handler.(interface{ Addresses() []string }).Addresses() {
		method, route, _ := strings.Cut(a, " ")
		switch method {
		case http.MethodHead:
			method = http.MethodGet
		case http.MethodOptions: // which says what the others are
			continue
		}
		at := method + " " + shapeOf(route)
		routed[at] = true
		if !defined[at] {
			t.Errorf("%s is not in the definition", a)
		}
	}
	for _, at := range slices.Sorted(maps.Keys(defined)) {
		if !routed[at] {
			t.Errorf("%s is defined, but there is no such address", at)
		}
	}
}

// witness asks a server and holds every answer against its definition.
type witness struct {
	t *testing.T
	http.Handler
	*openapitest.Definition
	// away is true for requests from elsewhere, without a key.
	away bool
	// succeeded are the operations that were seen to do what they promise.
	succeeded map[string]bool
}

func (w *witness) ask(method, path, body string, header ...string) (int, []byte) {
	w.t.Helper()
	wait := 20 * time.Second
	if strings.HasPrefix(path, "/events") {
		wait = 200 * time.Millisecond
	}
	ctx, cancel := context.WithTimeout(context.Background(), wait)
	defer cancel()
	r := httptest.NewRequestWithContext(ctx, method, "http://127.0.0.1:8080"+path, strings.NewReader(body))
	r.RemoteAddr = "127.0.0.1:5"
	if w.away {
		r.RemoteAddr = visitors()
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	out := httptest.NewRecorder()
	w.ServeHTTP(out, r)
	plain := out.Body.Bytes()
	if out.Header().Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(bytes.NewReader(plain))
		if err != nil {
			w.t.Fatal(err)
		}
		if plain, err = io.ReadAll(z); err != nil {
			w.t.Fatal(err)
		}
	}
	if err := w.Check(r, out.Code, out.Header(), plain); err != nil {
		w.t.Errorf("%s %s: %v", method, path, err)
	} else if out.Code < 300 {
		w.succeeded[method+" "+path] = true
	}
	return out.Code, plain
}

// write sends a body that must succeed.
func (w *witness) write(method, path, body string, header ...string) []byte {
	w.t.Helper()
	code, answer := w.ask(method, path, body, header...)
	if code >= 300 {
		w.t.Errorf("%s %s: %d %s", method, path, code, answer)
	}
	return answer
}

// TestAnswersAreAsDefined asks every address in every way that the tests know, refused ones included, and holds the
// parameters taken, status, media type and body of each answer against the definition. Each operation must have succeeded
// at least once.
func TestAnswersAreAsDefined(t *testing.T) {
	d := newDesk(t)
	w := &witness{t: t, Handler: d.Handler, Definition: definitionOf(t, d), succeeded: map[string]bool{}}
	with := samples(d.report)
	for _, a := range d.Handler.(interface{ Addresses() []string }).Addresses() {
		method, route, _ := strings.Cut(a, " ")
		if method != http.MethodGet && method != http.MethodHead {
			continue
		}
		for _, p := range addressesOf(t, strings.NewReplacer(":z/:x/:y", "4/9/6.mvt", ":z/:row/:col", "4/6/9").Replace(route), with) {
			queries := variants
			if method == http.MethodHead || route == "/backup" || route == "/events" || strings.Contains(route, "tiles") {
				queries = variants[:2]
			}
			for _, q := range append(slices.Clone(queries), "no-such=1") {
				if q != "" {
					q = "?" + q
				}
				w.ask(method, p+q, "", "Accept", "application/json")
			}
			if method == http.MethodGet && !strings.HasPrefix(route, "/events") {
				w.ask(method, p, "", "Accept", "text/html")
			}
			w.away = true // much is refused then
			w.ask(method, p, "", "Accept", "application/json")
			w.away = false
		}
	}
	w.particular()
	w.writing(d)
	for template, methods := range w.Templates() {
		pattern := openapitest.Pattern(template)
		for _, m := range methods {
			seen := false
			for asked := range w.succeeded {
				method, path, _ := strings.Cut(asked, " ")
				path, _, _ = strings.Cut(path, "?")
				seen = seen || method == strings.ToUpper(m) && pattern.MatchString(path)
			}
			if !seen {
				t.Errorf("%s %s never succeeded here: add a request for it", m, template)
			}
		}
	}
}

// particular are questions that need parameters of their own.
func (w *witness) particular() {
	for _, path := range []string{
		"/geocode?q=Kirkuk", "/geocode?name=Paris&country=US&admin1=Texas&limit=3", "/autocomplete?q=Mos&near=43,36", "/reverse?lon=43.13&lat=36.34&limit=2", "/nearest?lon=43.13&lat=36.34&limit=2&kind=PPL",
		"/nearest?lon=42.4&lat=36.3&collection=control", "/within?bbox=42,36,44,37&limit=5", "/within?bbox=179,-20,-179,20", "/distance?from=Mosul&to=Alqosh", "/distance?from=43,36&to=43,36",
		"/distance?from=Mosul&to=Erbil&method=haversine", "/measure?geometry=LINESTRING(43+36,44+36)", "/measure?geometry=POLYGON((43+36,44+36,44+37,43+36))", "/measure?geometry=POINT(43+36)",
		"/compat/photon/api?q=mosul", "/compat/photon/api/?q=mosul&limit=2", "/compat/photon/reverse?lon=43&lat=36", "/compat/photon/reverse/?lon=43&lat=36",
		"/compat/nominatim/search?q=mosul&format=jsonv2", "/compat/nominatim/search?q=mosul&format=geojson", "/compat/nominatim/reverse?lon=43.1&lat=36.3&format=jsonv2",
		"/compat/pelias/v1/search?text=mosul", "/compat/pelias/v1/autocomplete?text=mos", "/compat/pelias/v1/reverse?point.lon=43&point.lat=36",
		"/diff?from=2014-06-10&to=2014-06-20", "/areas?caps=10,20", "/series?datetime=2014-06-10/2014-06-20&days=2", "/rollup?level=1",
		"/collections/control/items?bbox=41,35,44,38&limit=1&properties=holder&skipGeometry=true", "/collections/control/items?crs=http://www.opengis.net/def/crs/EPSG/0/3857", "/collections/control/items?f=kml",
		"/collections/control/items?f=geojsonseq", "/collections/control/items?f=hxl", "/collections/control/items?bbox=NaN,1,2,3", "/collections/control/items?limit=-1", "/collections/control/items?sortby=-since",
		"/collections/control/items?limit=20000", "/collections/control/tiles/WebMercatorQuad/4/6/9?f=mlt", "/tiles/control,zones/4/9/6.mvt", "/tiles/control,zones/4/9/6.mlt", "/basemap/4/9/6.mvt", "/basemap.json?f=mlt", "/tiles/control/99/0/0.mvt", "/tiles/control/4/99/0.mvt", "/tiles/control.json?f=mlt",
		"/basemap/0/0/0.mvt", "/basemap/0/0/0.mlt", "/basemap.json", "/style.json?theme=night&lang=ar", "/style.json?theme=none", "/", "/?f=html", "/nothing-here", "/metrics", "/reports?limit=0", "/claims/control?known=never", "/ledger?limit=2&since=0",
	} {
		w.ask(http.MethodGet, path, "", "Accept", "application/json")
	}
	w.ask(http.MethodGet, "/collections/control/tiles/WebMercatorQuad/4/6/9", "", "Accept", "application/vnd.maplibre-vector-tile")
	var page struct{ Features []struct{ ID string } }
	if err := json.Unmarshal(w.write(http.MethodGet, "/collections/control/items?profile=internal&limit=1", ""), &page); err != nil || len(page.Features) == 0 {
		w.t.Fatalf("no feature to ask about: %v", err)
	}
	w.write(http.MethodGet, "/basis?collection=control&id="+page.Features[0].ID, "")
	w.ask(http.MethodDelete, "/collections", "")
	w.ask(http.MethodPost, "/geocode", "{}")
}

// writing sends what is written, well and badly.
func (w *witness) writing(d *desk) {
	const asJSON, asFeature = "application/json", "application/geo+json"
	w.write(http.MethodPost, "/matrix", `{"from": ["Mosul", [43, 36]], "to": ["Erbil"]}`, "Content-Type", asJSON)
	w.ask(http.MethodPost, "/matrix", `{"from": 1}`, "Content-Type", asJSON)
	w.write(http.MethodPost, "/measure", `{"type": "LineString", "coordinates": [[43, 36], [44, 36]]}`, "Content-Type", asJSON)
	w.ask(http.MethodPost, "/measure", `{`, "Content-Type", asJSON)
	w.write(http.MethodPost, "/geoparse?title=A&publisher=B&published=2014-06-17&language=en&reliability=B", demo.Report().Text, "Content-Type", "text/plain")
	w.ask(http.MethodPost, "/geoparse", "", "Content-Type", "text/plain")
	w.write(http.MethodPost, "/reports?title=A&publisher=B&published=2014-06-17", demo.Report().Text, "Content-Type", "text/plain")
	w.write(http.MethodPost, "/reports?title=A&publisher=B&published=2014-06-17", demo.Report().Text, "Content-Type", "text/plain")
	w.ask(http.MethodPost, "/reports?reliability=Q", "a", "Content-Type", "text/plain")
	w.write(http.MethodPost, "/claims/flow/reviews", `{"action": "accept", "version": 1, "author": "ann"}`, "Content-Type", asJSON)
	w.ask(http.MethodPost, "/claims/flow/reviews", `{"action": "accept", "version": 1, "author": "ann"}`, "Content-Type", asJSON)
	w.ask(http.MethodPost, "/claims/flow/reviews", `{"action": "accept"}`, "Content-Type", asJSON)
	w.write(http.MethodGet, "/claims/flow/history", "")
	w.write(http.MethodPut, "/sources/Desk?by=ann", `{"grade": "B", "why": "corrections are published"}`, "Content-Type", asJSON)
	w.ask(http.MethodPut, "/sources/Desk", `{"grade": "Z"}`, "Content-Type", asJSON)
	w.write(http.MethodGet, "/sources", "")
	var settings struct {
		Settings map[string]json.RawMessage `json:"settings"`
	}
	if err := json.Unmarshal(w.write(http.MethodGet, "/settings", ""), &settings); err != nil {
		w.t.Fatal(err)
	}
	for name, value := range settings.Settings {
		if strings.Contains(name, "/") { // a grade, set at /sources
			continue
		}
		w.write(http.MethodPut, "/settings/"+name, string(value), "Content-Type", asJSON)
	}
	w.ask(http.MethodPut, "/settings/none", `1`, "Content-Type", asJSON)
	var made struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal(w.write(http.MethodPost, items, d.siege(d.report, "The refinery of Baiji is surrounded."), "Content-Type", asFeature, "Prefer", "return=representation"), &made); err != nil {
		w.t.Fatal(err)
	}
	w.write(http.MethodGet, items+"/"+made.ID, "")
	w.write(http.MethodPatch, items+"/"+made.ID, `{"properties": {"status": "controls"}}`, "Content-Type", "application/merge-patch+json", "If-Match", `"1"`)
	w.write(http.MethodPut, items+"/"+made.ID, d.siege(d.report, "The refinery of Baiji is surrounded."), "Content-Type", asFeature, "If-Match", `"2"`, "Prefer", "return=representation")
	w.ask(http.MethodPut, items+"/"+made.ID, d.siege(d.report, "The refinery of Baiji is surrounded."), "Content-Type", asFeature)
	w.write(http.MethodDelete, items+"/"+made.ID, "", "If-Match", `"3"`)
	w.ask(http.MethodDelete, items+"/"+made.ID, "", "If-Match", `"1"`)
	w.ask(http.MethodPost, "/collections/zones/items", `{}`, "Content-Type", asFeature)
}
