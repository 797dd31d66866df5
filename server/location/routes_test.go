package location

import (
	"encoding/json"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"dateline/geo/gazetteer"
)

// decoded is what tests look at in GeocodeJSON.
type decoded struct {
	Type      string
	Geocoding struct {
		Version, Query, Licence, Attribution string
		Within                               []struct{ Name, Type, Source string }
		More                                 bool
	}
	Features []struct {
		ID         string
		Properties struct {
			Geocoding struct {
				Type, Label, Name, State, Country, Direction, Note string
				Distance                                           *float64 `json:"distance_m"`
				Confidence                                         float64
				Reasons                                            []string
			}
			Collection string
		}
	}
}

func ids(d decoded) string {
	var out []string
	for _, f := range d.Features {
		out = append(out, f.ID)
	}
	return strings.Join(out, " ")
}

func geocoded(t *testing.T, h http.Handler, target string) decoded {
	t.Helper()
	w := get(h, target)
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/geo+json" {
		t.Fatalf("%s: %d %s %s", target, w.Code, w.Header().Get("Content-Type"), w.Body)
	}
	var d decoded
	if err := json.Unmarshal(w.Body.Bytes(), &d); err != nil {
		t.Fatalf("%s: %v in %s", target, err, w.Body)
	}
	return d
}

func TestAnswers(t *testing.T) {
	h, _ := testServer(t)
	for target, want := range map[string]string{
		"/geocode?q=Mosul": "geonames:3",
		"/geocode?name=Mosul&admin1=Nineveh&country=iq":                    "geonames:3",
		"/geocode?q=%E2%80%8FMosul%E2%80%8E":                               "geonames:3", // right-to-left and left-to-right mark
		"/geocode?q=%20mosul%0A":                                           "geonames:3",
		"/geocode?q=Twin&limit=1":                                          "geonames:5",
		"/geocode?q=Twin&bbox=46,30,48,32":                                 "geonames:6",
		"/geocode?q=nowhere":                                               "",
		"/autocomplete?q=mos&lang=ar-IQ":                                   "geonames:3",
		"/reverse?lon=43.1&lat=36.34":                                      "geonames:3",
		"/reverse?lon=43.1&lat=36.34&kind=country":                         "geonames:1",
		"/nearest?lon=180&lat=0&limit=1":                                   "geonames:7",
		"/nearest?lon=43&lat=36.7&limit=2&kind=city":                       "geonames:4 geonames:3",
		"/nearest?lon=43&lat=36.7&radius=20000":                            "geonames:4",
		"/nearest?lon=-180&lat=90&limit=1&kind=PPLA":                       "geonames:3",
		"/within?bbox=43,36.5,44,37":                                       "geonames:4 ne:8",
		"/within?bbox=170,-5,-170,5":                                       "geonames:7",
		"/within?polygon=43,36,43.2,36,43.2,36.5,43,36.5":                  "geonames:3",
		"/within?polygon=" + esc("POLYGON((43 36,43.2 36,43.1 37,43 36))"): "geonames:3 geonames:4",
		"/within?polygon=" + esc(`{"type":"Polygon","coordinates":[[[43,36],[43.2,36],[43.1,36.5],[43,36]]]}`): "geonames:3",
		"/within?radius=60000&lon=43.1&lat=36.74":                                                              "geonames:4 geonames:3",
		"/within?bbox=38,29,49,38&limit=2":                                                                     "geonames:1 geonames:2",
		"/nearest?lon=43.9&lat=36&collection=control&limit=3":                                                  "f-line f-point f-area",
		"/nearest?lon=43.9&lat=36&collection=control&radius=20000":                                             "f-line",
		"/within?bbox=43.5,35.5,46.5,36&collection=zones":                                                      "f-line",
		"/within?bbox=46.4,33.4,46.6,33.6&collection=zones":                                                    "f-area",
		"/within?polygon=42,35,45,35,45,37,42,37&collection=zones":                                             "f-point f-line",
		"/within?radius=50000&lon=46.5&lat=32.9&collection=zones":                                              "f-area",
	} {
		if got := ids(geocoded(t, h, target)); got != want {
			t.Errorf("%s: %q, want %q", target, got, want)
		}
	}
}

func TestAnswersSayWhatTheyRestOn(t *testing.T) {
	h, _ := testServer(t)
	d := geocoded(t, h, "/geocode?q=mosul&lang=ar")
	g := d.Features[0].Properties.Geocoding
	if g.Name != "الموصل" || g.Type != "city" || g.State != "Nineveh" || g.Country != "Iraq" || g.Confidence != 0.9 || len(g.Reasons) != 1 {
		t.Errorf("%+v", g)
	}
	if d.Geocoding.Attribution != "GeoNames" || d.Geocoding.Licence != "GeoNames CC BY 4.0" || d.Geocoding.Query != "mosul" {
		t.Errorf("%+v", d.Geocoding)
	}
	d = geocoded(t, h, "/reverse?lon=43.11889&lat=36.4")
	if w := d.Geocoding.Within; len(w) != 3 || w[0].Type != "country" || w[1].Type != "disputed" || w[2].Type != "state" {
		t.Errorf("areas %+v", w)
	}
	if g := d.Features[0].Properties.Geocoding; g.Distance == nil || math.Abs(*g.Distance-7213) > 5 || g.Direction != "south" {
		t.Errorf("away %+v", g)
	}
	if d := geocoded(t, h, "/within?bbox=38,29,49,38&limit=2"); !d.Geocoding.More {
		t.Error("more is not said")
	}
	if d := geocoded(t, h, "/within?bbox=38,29,49,38"); d.Geocoding.More {
		t.Error("more is said where there is none")
	}
}

func TestAreasUnderAnotherCountryAreDisputed(t *testing.T) {
	iraq := answer{Place: gazetteer.Place{Kind: "PCLI", Class: 'A', Country: "IQ"}, name: "Iraq"}
	areas := []answer{iraq, {Place: gazetteer.Place{Kind: "ADM1", Class: 'A', Country: "SY"}, country: "Syria"}, {Place: gazetteer.Place{Kind: "ADM2", Class: 'A', Country: "IQ"}}}
	markDisputes(areas)
	if areas[0].disputed || !areas[1].disputed || areas[2].disputed || areas[1].Note != "held by Iraq in the outlines, listed under Syria" {
		t.Errorf("%+v", areas)
	}
}

func TestOwnFeaturesAreAskedForAsOfATime(t *testing.T) {
	h, asked := testServer(t)
	d := geocoded(t, h, "/nearest?lon=43&lat=36&collection=control&datetime=2014-06-16&known=2014-06-17T00:00:00Z")
	if !asked.Valid.Equal(time.Date(2014, 6, 16, 23, 59, 59, 0, time.UTC)) || !asked.Known.Equal(time.Date(2014, 6, 17, 0, 0, 0, 0, time.UTC)) || asked.Profile != "public" {
		t.Errorf("asked %+v", asked)
	}
	if g := d.Features[0].Properties; g.Geocoding.Label != "A point" || *g.Geocoding.Distance != 0 || g.Collection != "control" {
		t.Errorf("%+v", g)
	}
}

func TestGeocodeJSONSchema(t *testing.T) {
	path := filepath.Join("..", "..", "..", "shared", "standards", "geocodejson", "geocodejson.schema.json")
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the schema of GeocodeJSON is not beside this repository: %v", err)
	}
	schema, err := jsonschema.NewCompiler().Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	h, _ := testServer(t)
	for _, target := range []string{
		"/geocode?q=Mosul", "/geocode?q=Iraq", "/geocode?q=nowhere", "/geocode?q=" + esc(`quote " <b> & \ `+"\u2028"), "/autocomplete?q=d", "/reverse?lon=43&lat=36", "/reverse?lon=-150&lat=0",
		"/nearest?lon=0&lat=90", "/within?bbox=-180,-90,180,90", "/nearest?lon=43&lat=36&collection=control", "/within?bbox=-180,-90,180,90&collection=zones",
		"/compat/nominatim/search?q=Mosul&format=geocodejson",
	} {
		w := get(h, target)
		v, err := jsonschema.UnmarshalJSON(w.Body)
		if err != nil {
			t.Fatalf("%s: %v", target, err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v", target, err)
		}
	}
}

func TestRefusals(t *testing.T) {
	h, _ := testServer(t)
	for target, says := range map[string]string{
		"/geocode":             "q is missing or empty",
		"/geocode?q=":          "q is missing or empty",
		"/geocode?q=%E2%80%8F": "q is missing or empty",
		"/geocode?q=" + strings.Repeat("a", 10240):                "10240 bytes long",
		"/geocode?q=%ff%fe":                                       "not valid UTF-8",
		"/geocode?q=%zz":                                          "not well-formed",
		"/geocode?q=a;b":                                          "not well-formed",
		"/geocode?q=a&q=b":                                        "given 2 times",
		"/geocode?q=a&qq=b":                                       "unknown parameter",
		"/geocode?q=a&%ff=b":                                      "not valid UTF-8",
		"/geocode?q=a&name=b":                                     "not with name=",
		"/geocode?q=a&limit=0":                                    "whole number from 1 to 50",
		"/geocode?q=a&limit=1e3":                                  "whole number",
		"/geocode?q=a&lang=not_a_language!":                       "is no language",
		"/geocode?q=a&country=XX":                                 "is no country",
		"/geocode?q=a&near=36,143":                                "look swapped",
		"/geocode?q=a&near=NaN,1":                                 "not a decimal number",
		"/geocode?q=a&bbox=1,2,3":                                 "want min lon",
		"/geocode?q=a&kind=a-b":                                   "feature codes",
		"/geocode?q=43.1,36.3":                                    "is a point and no name",
		"/autocomplete":                                           "q is missing",
		"/reverse?lon=43":                                         "lat is missing",
		"/reverse?lon=36&lat=143":                                 "look swapped",
		"/reverse?lon=NaN&lat=1":                                  "not a decimal number",
		"/reverse?lon=Inf&lat=1":                                  "not a decimal number",
		"/reverse?lon=200&lat=1":                                  "out of -180 to 180",
		"/reverse?lon=1&lat=1&radius=-1":                          "metres above 0",
		"/reverse?lon=1&lat=1&radius=NaN":                         "metres above 0",
		"/nearest?lon=1&lat=1&limit=100000":                       "whole number from 1 to 1000",
		"/nearest?lon=1&lat=1&collection=x":                       "there is no collection",
		"/nearest?lon=1&lat=1&known=2014":                         "goes with collection=",
		"/nearest?lon=1&lat=1&collection=control&known=yesterday": "is no time",
		"/nearest?lon=1&lat=1&collection=control&kind=P":          "does not go with collection=",
		"/within": "give one of",
		"/within?bbox=1,2,3,4&radius=5&lon=1&lat=1":                      "give one of",
		"/within?lon=1&lat=1":                                            "radius is missing",
		"/within?bbox=3,4,1,2":                                           "above the maximum",
		"/within?polygon=1,2,3":                                          "at least three pairs",
		"/within?polygon=1,2,3,4,5,96":                                   "look swapped",
		"/within?polygon=" + esc("POLYGON((1 2"):                         "read WKT",
		"/within?polygon=" + esc("POINT(1 2)"):                           "a Point is no polygon",
		"/within?polygon=" + esc("{}"):                                   "write POLYGON",
		"/within?polygon=" + esc("SRID=3857;POLYGON((1 2,3 4,5 6,1 2))"): "SRID 3857",
		"/within?polygon=" + strings.Repeat("1,", 10000):                 "bytes long",
		"/distance?from=Mosul":                                           "to is missing",
		"/distance?from=Mosul&to=36,143":                                 "look swapped",
		"/distance?from=Mosul&to=NaN,NaN":                                "not a decimal number",
		"/distance?from=Mosul&to=Alqosh&method=road":                     "there is no method",
		"/compat/photon/api":                                             "missing search term",
		"/compat/photon/api?q=%ff":                                       "not valid UTF-8",
		"/compat/nominatim/search":                                       "nothing to search for",
		"/compat/nominatim/search?q=a&format=xml":                        "is not served",
		"/compat/nominatim/search?q=a&viewbox=1,2":                       "want x1,y1,x2,y2",
		"/compat/pelias/v1/search":                                       "text is missing",
		"/compat/pelias/v1/reverse?point.lon=1&point.lat=91":             "beyond 90",
	} {
		refused(t, get(h, target), http.StatusBadRequest, target, says)
	}
}

func refused(t *testing.T, w *httptest.ResponseRecorder, status int, what, says string) {
	t.Helper()
	var p struct {
		Status        int
		Title, Detail string
	}
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatalf("%.80s: %v in %s", what, err, w.Body)
	}
	if w.Code != status || w.Header().Get("Content-Type") != "application/problem+json" || !strings.Contains(p.Detail, says) || strings.Contains(p.Detail, "\n") {
		t.Errorf("%.80s: %d %s %q, want it to say %q", what, w.Code, w.Header().Get("Content-Type"), p.Detail, says)
	}
}

func FuzzQueries(f *testing.F) {
	for _, s := range []string{"q=Mosul", "lon=1&lat=2", "bbox=1,2,3,4", "polygon=POLYGON((1 2,3 4,5 6,1 2))", "from=Mosul&to=1,2", "text=a&size=x", "q=%ff", "q=a&viewbox=1,2,3,4", "layer=city&q=m"} {
		f.Add(s)
	}
	gin := &testing.T{}
	h, _ := testServer(gin)
	f.Fuzz(func(t *testing.T, query string) {
		for _, path := range []string{"/geocode", "/autocomplete", "/reverse", "/nearest", "/within", "/distance", "/compat/photon/api", "/compat/photon/reverse", "/compat/nominatim/search", "/compat/nominatim/reverse", "/compat/pelias/v1/search", "/compat/pelias/v1/reverse"} {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.URL.RawQuery = query
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code >= 500 || !json.Valid(w.Body.Bytes()) {
				t.Errorf("%s?%s: %d %s", path, query, w.Code, w.Body)
			}
		}
	})
}
