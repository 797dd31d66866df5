package ogc

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"

	"dateline/data"
	"dateline/data/situation"
	"dateline/geo"
)

func init() { gin.SetMode(gin.TestMode) }

// fake is a situation that tests set.
type fake struct {
	mu       sync.Mutex
	revision uint64
	sets     map[string][]geo.Feature
	asked    []situation.Query
}

func (f *fake) Features(_ context.Context, collection string, q situation.Query) (situation.Set, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = append(f.asked, q)
	if !known(collection) {
		return situation.Set{}, data.ErrNotFound
	}
	return situation.Set{Features: f.sets[collection], Hash: fmt.Sprint(collection, f.revision), Valid: time.Date(2014, 6, 16, 0, 0, 0, 0, time.UTC)}, nil
}

func (f *fake) Revision() uint64 { f.mu.Lock(); defer f.mu.Unlock(); return f.revision }

// town is a place of control.
func town(id string, p orb.Point, holder string, confidence float64) geo.Feature {
	return geo.Feature{ID: id, Geometry: p, Properties: map[string]any{
		"kind": "control", "name": id, "holder": holder, "confidence": confidence, "since": "2014-06-16T00:00:00Z", "claims": []any{"c1"},
	}}
}

func newFake() *fake {
	square := orb.MultiPolygon{{{{43, 36}, {44, 36}, {44, 37}, {43, 37}, {43, 36}}}}
	return &fake{revision: 1, sets: map[string][]geo.Feature{
		"control": {
			town("Baiji", orb.Point{43.49, 34.93}, "ISF", 0.5), town("Kirkuk", orb.Point{44.39, 35.47}, "Peshmerga", 0.9),
			town("Mosul", orb.Point{43.12, 36.34}, "ISIS", 0.95), town("Suva", orb.Point{178.44, -18.14}, "", 1), town("Tal Afar", orb.Point{42.45, 36.37}, "ISIS", 0.8),
		},
		"zones":   {{ID: "z1", Geometry: square, Properties: map[string]any{"holder": "ISIS", "class": "assessed", "area_km2": 10_000.5}}},
		"reports": {{ID: "r1", Properties: map[string]any{"title": "A <b>report</b>"}}},
	}}
}

var testNow = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

type site struct {
	*fake
	h http.Handler
}

func newSite(t testing.TB) *site { return newSiteWith(t, func(*Deps) {}) }

// newSiteWith makes a site of parts that the test changes first.
func newSiteWith(t testing.TB, change func(*Deps)) *site {
	t.Helper()
	f := newFake()
	r := gin.New()
	r.UseRawPath, r.UnescapePathValues = true, true
	d := Deps{Features: f, Revision: f.Revision, Now: func() time.Time { return testNow }}
	change(&d)
	landing := Register(r, d)
	r.GET("/", landing)
	return &site{f, r}
}

func (s *site) get(path string, header ...string) *httptest.ResponseRecorder {
	return s.do(http.MethodGet, path, header...)
}

func (s *site) do(method, path string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.h.ServeHTTP(w, r)
	return w
}

func (s *site) json(t *testing.T, path string) map[string]any {
	t.Helper()
	w := s.get(path)
	if w.Code != 200 {
		t.Fatalf("GET %s: %d %s", path, w.Code, w.Body)
	}
	var v map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatalf("GET %s: %v in %s", path, err, w.Body)
	}
	return v
}
