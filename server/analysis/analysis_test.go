package analysis

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"

	"dateline/data"
	"dateline/data/situation"
	"dateline/geo"
)

// fake is an engine that writes down what it was asked.
type fake struct {
	from, to, q situation.Query
	caps        []float64
	step        time.Duration
	level       int
	err         error
}

func (f *fake) Diff(_ context.Context, from, to situation.Query) (situation.Set, error) {
	f.from, f.to = from, to
	square := orb.Polygon{{{43, 36}, {44, 36}, {44, 37}, {43, 36}}}
	return situation.Set{Features: []geo.Feature{{ID: "a", Geometry: square}, {ID: "b", Geometry: square}}}, f.err
}

func (f *fake) Sensitivity(_ context.Context, q situation.Query, caps ...float64) (situation.Sensitivity, error) {
	f.q, f.caps = q, caps
	return situation.Sensitivity{ByCap: []situation.CapAreas{{CapKM: 20}}}, f.err
}

func (f *fake) Series(_ context.Context, q situation.Query, step time.Duration) ([]situation.Moment, error) {
	f.q, f.step = q, step
	return []situation.Moment{{Valid: q.From}}, f.err
}

func (f *fake) Rollup(_ context.Context, q situation.Query, level int) ([]situation.Rollup, error) {
	f.q, f.level = q, level
	return []situation.Rollup{}, f.err
}

func (f *fake) Basis(_ context.Context, collection, id string, q situation.Query) ([]string, error) {
	f.q = q
	if id == "nosuch" {
		return nil, data.ErrNotFound
	}
	return []string{collection, id}, f.err
}

func TestBasis(t *testing.T) {
	f := &fake{}
	w := ask(t, f, "/basis?collection=zones&id=zone:isis:assessed&datetime=2014-06-16&inferred=false")
	if got := decode(t, w); w.Code != http.StatusOK || got["count"] != 2.0 || !f.q.OwnOnly || f.q.Profile != "public" {
		t.Errorf("%d %v, asked %+v", w.Code, got, f.q)
	}
	for target, want := range map[string]int{"/basis?collection=zones&id=nosuch": 404, "/basis?id=a": 400, "/basis?collection=zones": 400, "/basis?collection=a&id=b&inferred=maybe": 400} {
		if w := ask(t, f, target); w.Code != want {
			t.Errorf("%s: %d, want %d: %s", target, w.Code, want, w.Body)
		}
	}
}

func ask(t *testing.T, f *fake, target string) *httptest.ResponseRecorder {
	t.Helper()
	gin.SetMode(gin.TestMode)
	r := gin.New()
	Register(r, Deps{Engine: f, Profile: func(*gin.Context) string { return "public" }})
	w := httptest.NewRecorder()
	r.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
	return w
}

func decode(t *testing.T, w *httptest.ResponseRecorder) (out map[string]any) {
	t.Helper()
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		t.Fatalf("%s: %v", w.Body, err)
	}
	return out
}

func TestDiff(t *testing.T) {
	f := &fake{}
	w := ask(t, f, "/diff?from=2014-06-09&to=2014-06-16&known=2014-07-01&cap=15&without=c1,c2")
	body := decode(t, w)
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/geo+json" || len(body["features"].([]any)) != 2 {
		t.Fatalf("%d %s %s", w.Code, w.Header(), w.Body)
	}
	if !f.from.Valid.Before(f.to.Valid) || f.from.Known != f.to.Known || f.from.Known.IsZero() || f.from.CapKM != 15 ||
		!slices.Equal(f.to.Without, []string{"c1", "c2"}) || f.to.Profile != "public" {
		t.Errorf("asked from %+v to %+v", f.from, f.to)
	}
}

func TestAreas(t *testing.T) {
	f := &fake{}
	w := ask(t, f, "/areas?datetime=2014-06-16&caps=10,20.5,30")
	body := decode(t, w)
	if w.Code != http.StatusOK || body["method"] == nil || body["version"] == nil || body["sensitivity"] == nil {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if !slices.Equal(f.caps, []float64{10, 20.5, 30}) || f.q.Valid.IsZero() {
		t.Errorf("asked %+v with caps %v", f.q, f.caps)
	}
	body = decode(t, ask(t, f, "/areas?datetime=2014-06-16T00:00:00Z&inferred=false&without=a,b"))
	if body["inferred"] != false || len(body["without"].([]any)) != 2 || body["valid"] != "2014-06-16T00:00:00Z" || body["known"] != nil {
		t.Errorf("the answer does not say its parameters: %v", body)
	}
	if ask(t, f, "/areas"); len(f.caps) != 0 {
		t.Errorf("caps %v without any asked for", f.caps)
	}
}

func TestSeries(t *testing.T) {
	f := &fake{}
	w := ask(t, f, "/series?datetime=2014-06-01/2014-06-30&days=7")
	if w.Code != http.StatusOK || f.step != 7*24*time.Hour || f.q.From.IsZero() || f.q.Valid.IsZero() || len(decode(t, w)["series"].([]any)) != 1 {
		t.Errorf("%d %s, asked %+v by %v", w.Code, w.Body, f.q, f.step)
	}
	if ask(t, f, "/series?datetime=2014-06-01/2014-06-30"); f.step != 24*time.Hour {
		t.Errorf("a step of %v where none is given", f.step)
	}
}

func TestRollup(t *testing.T) {
	f := &fake{}
	w := ask(t, f, "/rollup?level=2")
	if body := decode(t, w); w.Code != http.StatusOK || f.level != 2 || body["level"] != 2.0 || body["areas"] == nil {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if ask(t, f, "/rollup"); f.level != 1 {
		t.Errorf("level %d where none is given", f.level)
	}
}

func TestBadParameters(t *testing.T) {
	for target, parameter := range map[string]string{
		"/diff": "from", "/diff?from=2014-06-09": "to", "/diff?from=yesterday&to=2014-06-16": "from", "/diff?from=2014-06-09&to=x": "to",
		"/diff?from=2014-06-16&to=2014-06-09": "from", "/diff?from=2014-06-16&to=2014-06-16": "from", "/diff?from=2014-06-09&to=2014-06-16&x=1": "x",
		"/areas?caps=0": "caps", "/areas?caps=-1": "caps", "/areas?caps=501": "caps", "/areas?caps=NaN": "caps", "/areas?caps=10,": "caps",
		"/areas?caps=1,2,3,4,5,6,7,8,9,10,11": "caps", "/areas?cap=NaN": "cap", "/areas?datetime=2014-13-01": "datetime", "/areas?known=x": "known", "/areas?days=1": "days",
		"/series": "datetime", "/series?datetime=2014-06-01": "datetime", "/series?datetime=2014-06-01/..": "datetime", "/series?datetime=2014-06-30/2014-06-01": "datetime",
		"/series?datetime=2000-01-01/2014-06-01": "datetime", "/series?datetime=2014-06-01/2014-06-30&days=0": "days",
		"/series?datetime=2014-06-01/2014-06-30&days=367": "days", "/series?datetime=2014-06-01/2014-06-30&days=x": "days",
		"/rollup?level=0": "level", "/rollup?level=5": "level", "/rollup?level=1.5": "level", "/rollup?lvl=1": "lvl",
	} {
		w := ask(t, &fake{}, target)
		body := decode(t, w)
		if w.Code != http.StatusBadRequest || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/problem+json") || body["parameter"] != parameter || body["detail"] == nil {
			t.Errorf("%s: %d %s %s", target, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
	}
}

func TestEngineFailures(t *testing.T) {
	for _, target := range []string{"/diff?from=2014-06-09&to=2014-06-16", "/areas", "/series?datetime=2014-06-01/2014-06-30", "/rollup"} {
		w := ask(t, &fake{err: errors.New("disk on fire at /secret/path")}, target)
		if w.Code != http.StatusInternalServerError || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/problem+json") {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
		if strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%s tells the outside what failed inside: %s", target, w.Body)
		}
	}
}

func FuzzParameters(f *testing.F) {
	f.Add("2014-06-09", "2014-06-16", "10,20", "1")
	f.Add("", "..", "NaN", "9223372036854775808")
	f.Fuzz(func(t *testing.T, from, to, caps, number string) {
		q := func(pairs ...string) string {
			v := make([]string, 0, len(pairs)/2)
			for i := 0; i < len(pairs); i += 2 {
				v = append(v, pairs[i]+"="+url.QueryEscape(pairs[i+1]))
			}
			return "?" + strings.Join(v, "&")
		}
		for _, target := range []string{
			"/diff" + q("from", from, "to", to), "/areas" + q("caps", caps), "/series" + q("datetime", from+"/"+to, "days", number), "/rollup" + q("level", number),
		} {
			if w := ask(t, &fake{}, target); w.Code != http.StatusOK && w.Code != http.StatusBadRequest {
				t.Errorf("%s: %d %s", target, w.Code, w.Body)
			}
		}
	})
}
