package location

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"dateline/geo"
)

type measured struct {
	From, To struct {
		ID, Name, Source, Query string
		Point                   orb.Point
	}
	Method, Model, Statement string
	Straight                 bool    `json:"straight_line"`
	Metres                   float64 `json:"distance_m"`
	Kilometres               float64 `json:"distance_km"`
	Miles                    float64 `json:"distance_mi"`
	Bearing                  *struct {
		Degrees float64
		Compass string
	}
	Back *struct {
		Degrees float64
		Compass string
	} `json:"bearing_back"`
}

func TestDistance(t *testing.T) {
	h, _ := testServer(t)
	w := get(h, "/distance?from=Mosul&to=alqosh")
	var m measured
	if err := json.Unmarshal(w.Body.Bytes(), &m); err != nil || w.Code != http.StatusOK {
		t.Fatalf("%d %v %s", w.Code, err, w.Body)
	}
	g := geo.Inverse(orb.Point{43.11889, 36.335}, orb.Point{43.0967, 36.73423})
	if math.Abs(m.Metres-float64(g.Distance)) > 0.001 || math.Abs(m.Kilometres-44.347) > 0.001 || math.Abs(m.Miles-27.556) > 0.001 {
		t.Errorf("%+v", m)
	}
	if m.From.ID != "geonames:3" || m.To.Source != "GeoNames" || !m.Straight || m.Method != "geodesic" || !strings.Contains(m.Model, "WGS84") {
		t.Errorf("%+v", m)
	}
	if m.Bearing.Compass != "north" || m.Back.Compass != "south" || math.Abs(m.Bearing.Degrees-357.438) > 0.001 {
		t.Errorf("%+v %+v", m.Bearing, m.Back)
	}
	const want = "Alqosh is 44.3 km (27.6 miles) north of Mosul in a straight line, not by road; measured between the points of GeoNames."
	if m.Statement != want {
		t.Errorf("%q, want %q", m.Statement, want)
	}
}

func TestDistanceBetweenPoints(t *testing.T) {
	h, _ := testServer(t)
	for _, c := range []struct{ query, says string }{
		{"from=43,36&to=43,36", "The point 43,36 and the point 43,36 are the same point"},
		{"from=43,36&to=44,36&method=haversine", "measured on a sphere between the points of the question."},
		{"from=43,36&to=Mosul", "of the question and GeoNames."},
		{"from=0,0&to=180,0", "20003.9 km"},
	} {
		var m measured
		w := get(h, "/distance?"+c.query)
		if err := json.Unmarshal(w.Body.Bytes(), &m); err != nil || !strings.Contains(upperFirst(m.Statement), c.says) && !strings.Contains(m.Statement, strings.ToLower(c.says)) {
			t.Errorf("%s: %v %q", c.query, err, m.Statement)
		}
	}
}

func TestAmbiguousNamesAnswerWithTheCandidates(t *testing.T) {
	h, _ := testServer(t)
	w := get(h, "/distance?from=Mosul&to=Twin")
	refused(t, w, http.StatusUnprocessableEntity, "twins", "geonames:5) or Twin, Iraq (geonames:6)")
	var p struct {
		Parameter  string
		Candidates []struct {
			ID, Label string
			Point     orb.Point
		}
	}
	if err := json.Unmarshal(get(h, "/distance?from=Mosul&to=Twin").Body.Bytes(), &p); err != nil || p.Parameter != "to" || len(p.Candidates) != 2 || p.Candidates[1].Point != (orb.Point{47, 31}) {
		t.Errorf("%+v %v", p, err)
	}
	refused(t, get(h, "/distance?from=Mosul&to=Nowhere"), http.StatusNotFound, "nowhere", "no place is called")
}

func TestMatrix(t *testing.T) {
	h, _ := testServer(t)
	w := post(h, "/matrix", `{"from":["Mosul",[43,36],"43,36"],"to":["Alqosh",[180,0,100]]}`)
	var m struct {
		Method    string
		From, To  []struct{ ID, Source string }
		Distances [][]float64
	}
	if err := json.Unmarshal(w.Body.Bytes(), &m); err != nil || w.Code != http.StatusOK {
		t.Fatalf("%d %v %s", w.Code, err, w.Body)
	}
	points := []orb.Point{{43.11889, 36.335}, {43, 36}, {43, 36}}
	for i, a := range points {
		for j, b := range []orb.Point{{43.0967, 36.73423}, {180, 0}} {
			if want := float64(geo.Distance(a, b)); math.Abs(m.Distances[i][j]-want) > 0.001 {
				t.Errorf("[%d][%d] %v, want %v", i, j, m.Distances[i][j], want)
			}
		}
	}
	if m.From[0].ID != "geonames:3" || m.From[1].Source != "query" {
		t.Errorf("%+v", m.From)
	}
	square := post(h, "/matrix", `{"from":[[0,0],[1,0]],"method":"haversine"}`)
	if err := json.Unmarshal(square.Body.Bytes(), &m); err != nil || m.Distances[0][0] != 0 || m.Distances[1][0] != m.Distances[0][1] || m.Method != "haversine" {
		t.Errorf("%s", square.Body)
	}
}

func TestMatrixOfTheLargestSize(t *testing.T) {
	h, _ := testServer(t)
	var points []string
	for i := range 500 {
		points = append(points, fmt.Sprintf("[%d,%d]", i%360-180, i%180-90))
	}
	body := `{"from":[` + strings.Join(points, ",") + `]}`
	var m struct{ Distances [][]float64 }
	w := post(h, "/matrix", body)
	if err := json.Unmarshal(w.Body.Bytes(), &m); err != nil || len(m.Distances) != 500 || len(m.Distances[499]) != 500 {
		t.Fatalf("%d rows, %v", len(m.Distances), err)
	}
	if !w.Flushed {
		t.Error("250,000 cells were not streamed")
	}
}

func TestMatrixRefusals(t *testing.T) {
	h, _ := testServer(t)
	points := strings.TrimSuffix(strings.Repeat("[1,1],", 501), ",")
	for body, says := range map[string]string{
		``:                                 "it is empty",
		`{`:                                "not what /matrix takes",
		`[]`:                               "not what /matrix takes",
		`{"from":[]}`:                      "from is missing",
		`{"from":["Mosul"],"to":[]}`:       "to is empty",
		`{"from":["Mosul"],"x":1}`:         "unknown field",
		`{"from":["Mosul"]} {}`:            "there is more after",
		`{"from":[[36,143]]}`:              "look swapped",
		`{"from":[[1]]}`:                   "1 numbers",
		`{"from":[{}]}`:                    "want a place name",
		`{"from":[null]}`:                  "the name is empty",
		`{"from":["` + "\u200f" + `"]}`:    "the name is empty",
		`{"from":["NaN,1"]}`:               "not a decimal number",
		`{"from":["Mosul"],"method":"as"}`: "there is no method",
		`{"from":["Mosul"],"lang":"!!"}`:   "is no language",
		"{\"from\":[\"\xff\"]}":            "not valid UTF-8",
		`{"from":[` + points + `]}`:        "251001 cells",
	} {
		refused(t, post(h, "/matrix", body), http.StatusBadRequest, body, says)
	}
	refused(t, post(h, "/matrix", `{"from":["Mosul","Twin"]}`), http.StatusUnprocessableEntity, "twin", "may be")
	refused(t, post(h, "/matrix", `{"from":["`+strings.Repeat("a", maxMatrixBody)+`"]}`), http.StatusRequestEntityTooLarge, "large", "in parts")
	refused(t, post(h, "/matrix?x=1", `{"from":["Mosul"]}`), http.StatusBadRequest, "parameter", "unknown parameter")
}

func FuzzMatrix(f *testing.F) {
	for _, s := range []string{`{"from":["Mosul",[43,36]],"to":["1,2"]}`, `{"from":[[1,2,3]],"method":"haversine"}`, `{"from":[null]}`, "\xff"} {
		f.Add(s)
	}
	h, _ := testServer(&testing.T{})
	f.Fuzz(func(t *testing.T, body string) {
		if w := post(h, "/matrix", body); w.Code >= 500 || !json.Valid(w.Body.Bytes()) {
			t.Errorf("%q: %d %s", body, w.Code, w.Body)
		}
	})
}

// A client that leaves stops the work: the rows that are left are not computed.
func TestMatrixStopsWhenNobodyListens(t *testing.T) {
	h, _ := testServer(t)
	point := "[43,36],"
	body := `{"from":[` + strings.TrimSuffix(strings.Repeat(point, 500), ",") + `]}`
	full := httptest.NewRecorder()
	h.ServeHTTP(full, httptest.NewRequest(http.MethodPost, "/matrix", strings.NewReader(body)))
	ctx, leave := context.WithCancel(t.Context())
	leave()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodPost, "/matrix", strings.NewReader(body)))
	if w.Body.Len() > full.Body.Len()/10 {
		t.Errorf("%d of %d bytes were made for a client that had left", w.Body.Len(), full.Body.Len())
	}
}
