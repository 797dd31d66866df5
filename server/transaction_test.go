package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/profile"
	"dateline/geo/gazetteer"
	"dateline/server"
	"dateline/server/access"
)

const besieged = "The refinery of Baiji is surrounded. Militants captured Tal Afar on Monday. Some 200,000 fled Tal Afar."

// desk is a server over a store with one report and two claims.
type desk struct {
	t     *testing.T
	store *data.Store
	http.Handler
	report string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Skip(err)
	}
	clock := func() time.Time { return time.Date(2014, 6, 20, 12, 0, 0, 0, time.UTC) }
	s, err := data.Open(filepath.Join(t.TempDir(), "t.db"), data.Options{Now: clock, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if r, err := s.Check(context.Background()); err != nil || len(r.Faults) > 0 {
			t.Errorf("check: %v %v", r.Faults, err)
		}
		s.Close()
	})
	day := time.Date(2014, 6, 16, 0, 0, 0, 0, time.UTC)
	lon, lat, best := 42.4478, 36.379, 200000.0
	place := data.ClaimPlace{Role: data.RoleAt, Text: "Tal Afar", Name: "Tal Afar", ID: "geonames:448149", Kind: "PPLA2", Country: "IQ", Lon: &lon, Lat: &lat, Relation: data.RelationIn}
	from := place
	from.Role = data.RoleOrigin
	r := data.Reading{
		Report: data.Report{ID: data.ReportID(besieged), Title: "Tal Afar falls", Publisher: "Desk", Published: day.AddDate(0, 0, 1), Text: besieged},
		Claims: []data.Claim{
			{
				ID: "control", Kind: data.KindControl, Actor: "Militants", ActorID: "isis", ActorName: "ISIS", Status: data.StatusCaptured, Modality: data.Asserted, Confidence: 1. / 3,
				Places: []data.ClaimPlace{place}, Valid: data.Interval{Start: &day, Precision: "day"}, Evidence: []data.Evidence{{Start: 37, End: 75, Exact: "Militants captured Tal Afar on Monday."}},
			},
			{
				ID: "flow", Kind: data.KindFlow, Population: "idp", Modality: data.Asserted, Confidence: .7, Places: []data.ClaimPlace{from},
				Value:    &data.Value{Best: &best, Unit: "household", Raw: "Some 200,000", Qualifier: "approximately", Factor: 6, FactorSource: "DTM"},
				Check:    &data.RelationCheck{StatedKM: 1, Why: "so"},
				Evidence: []data.Evidence{{Start: 76, End: 103, Exact: "Some 200,000 fled Tal Afar."}},
			},
		},
	}
	if _, err := s.AddReading(context.Background(), "reader", r); err != nil {
		t.Fatal(err)
	}
	read := func(_ context.Context, r data.Report) (data.Reading, error) { // finds nothing in any report
		r.ID = data.ReportID(r.Text)
		return data.Reading{Report: r}, nil
	}
	h, err := server.New(server.Config{Store: s, Gazetteer: g, Profiles: profile.Default(), Read: read, Addr: "127.0.0.1:8080", Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	return &desk{t, s, h, r.Report.ID}
}

// send sends a request from the machine itself; headers come in pairs.
func (d *desk) send(method, path, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://127.0.0.1:8080"+path, strings.NewReader(body))
	r.RemoteAddr = "127.0.0.1:5"
	if body != "" {
		r.Header.Set("Content-Type", "application/geo+json")
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	return w
}

func (d *desk) want(status int, w *httptest.ResponseRecorder) *httptest.ResponseRecorder {
	d.t.Helper()
	if w.Code != status {
		d.t.Fatalf("%d, want %d: %s", w.Code, status, w.Body)
	}
	if status >= 400 && w.Header().Get("Content-Type") != "application/problem+json" {
		d.t.Errorf("an error of type %s", w.Header().Get("Content-Type"))
	}
	return w
}

const items = "/collections/claims/items"

func (d *desk) siege(report, quote string) string {
	b, err := json.Marshal(map[string]any{"type": "Feature", "geometry": nil, "properties": map[string]any{
		"claim_kind": "siege", "status": "besieged", "actor": "militants", "actor_id": "isis", "valid_from": "2014-06-16",
		"places":   []any{map[string]any{"id": "geonames:448149", "relation": "in"}},
		"evidence": []any{map[string]any{"report": report, "exact": quote}},
	}})
	if err != nil {
		d.t.Fatal(err)
	}
	return string(b)
}

func TestCreateReplaceUpdateDelete(t *testing.T) {
	d := newDesk(t)
	w := d.want(201, d.send("POST", items, d.siege(d.report, "The refinery of Baiji is surrounded.")))
	location, tag := strings.TrimPrefix(w.Header().Get("Location"), "http://127.0.0.1:8080"), w.Header().Get("ETag")
	if tag != `"v1"` || !strings.HasPrefix(location, items+"/") {
		t.Fatalf("location %q, tag %q", location, tag)
	}
	seen := d.want(200, d.send("GET", location, ""))
	if !strings.HasPrefix(seen.Header().Get("ETag"), `"v1-`) {
		t.Errorf("tag %s", seen.Header().Get("ETag"))
	}
	st, err := d.store.Claim(context.Background(), strings.TrimPrefix(location, items+"/"), time.Time{})
	if e := st.Claim.Evidence[0]; err != nil || st.State != data.Pending || e.Start != 0 || e.End != 36 || st.Claim.Places[0].Kind == "" || st.Claim.Places[0].Lon == nil {
		t.Fatalf("%+v, %v", st, err)
	}
	d.want(409, d.send("POST", items, d.siege(d.report, "The refinery of Baiji is surrounded.")))

	patch := `{"properties":{"attribution":"officials"}}`
	w = d.want(200, d.send("PATCH", location+"?reason=heard", patch, "Content-Type", "application/merge-patch+json", "If-Match", seen.Header().Get("ETag")))
	if !strings.Contains(w.Body.String(), `"attribution":"officials"`) || w.Header().Get("ETag") != `"v2"` {
		t.Errorf("%s %s", w.Header(), w.Body)
	}
	d.want(412, d.send("PATCH", location, patch, "Content-Type", "application/merge-patch+json", "If-Match", tag))
	d.want(428, d.send("PATCH", location, patch, "Content-Type", "application/merge-patch+json"))
	h, _ := d.store.History(context.Background(), st.Claim.ID)
	if len(h) != 2 || h[0].Action != data.ActionWrite || h[1].Action != data.ActionCorrect || h[1].Reason != "heard" {
		t.Errorf("history %+v", h)
	}

	put := strings.Replace(seen.Body.String(), `"besieged"`, `"lifted"`, 1)
	w = d.want(204, d.send("PUT", location, put, "If-Match", `"v2"`, "Prefer", "return=minimal"))
	if w.Header().Get("Preference-Applied") != "return=minimal" || w.Header().Get("ETag") != `"v3"` || w.Body.Len() > 0 {
		t.Errorf("%s %s", w.Header(), w.Body)
	}
	if st, _ = d.store.Claim(context.Background(), st.Claim.ID, time.Time{}); st.Claim.Status != "lifted" || st.Claim.Attribution != "" {
		t.Errorf("%+v", st)
	}
	d.want(204, d.send("DELETE", location, "", "If-Match", `"v3"`))
	d.want(409, d.send("DELETE", location, "", "If-Match", "*"))
	d.want(404, d.send("GET", location+"?profile=public", ""))
}

// TestAFeatureSentBackAsShownChangesNothing: what a reader cannot see, as the start that follows from the report, stays as it was.
func TestAFeatureSentBackAsShownChangesNothing(t *testing.T) {
	d := newDesk(t)
	before := d.store.Revision()
	for _, id := range []string{"control", "flow"} {
		w := d.want(200, d.send("GET", items+"/"+id, ""))
		d.want(200, d.send("PUT", items+"/"+id, w.Body.String(), "If-Match", w.Header().Get("ETag")))
		d.want(200, d.send("PATCH", items+"/"+id, "{}", "If-Match", "*"))
	}
	if now := d.store.Revision(); now != before {
		t.Errorf("%d entries were written", now-before)
	}
	// A point that was moved on a map takes its place along.
	w := d.send("PATCH", items+"/control", `{"geometry":{"type":"Point","coordinates":[42.5,36.4]}}`, "If-Match", "*")
	d.want(200, w)
	if st, _ := d.store.Claim(context.Background(), "control", time.Time{}); *st.Claim.Places[0].Lon != 42.5 || st.Claim.Places[0].ID != "" || st.Claim.Confidence != 1./3 {
		t.Errorf("%+v", st.Claim)
	}
}

func TestWritingRefuses(t *testing.T) {
	d := newDesk(t)
	good := d.siege(d.report, "The refinery of Baiji is surrounded.")
	feature := d.send("GET", items+"/control", "").Body.String()
	for _, c := range []struct {
		name, method, path, body string
		status                   int
		header                   []string
	}{
		{"not in the report", "POST", items, d.siege(d.report, "The refinery has fallen."), 422, nil},
		{"unknown report", "POST", items, d.siege("none", "x"), 404, nil},
		{"no evidence", "POST", items, `{"type":"Feature","properties":{"claim_kind":"siege"}}`, 422, nil},
		{"no kind", "POST", items, strings.Replace(good, "claim_kind", "status", 1), 422, nil},
		{"unknown property", "POST", items, strings.Replace(good, "actor_id", "aktor", 1), 422, nil},
		{"bad time", "POST", items, strings.Replace(good, "2014-06-16", "Monday", 1), 422, nil},
		{"no feature", "POST", items, `{"type":"FeatureCollection","features":[]}`, 400, nil},
		{"no JSON", "POST", items, `{`, 400, nil},
		{"a list", "POST", items, `[]`, 400, nil},
		{"bad geometry", "POST", items, strings.Replace(good, `"geometry":null`, `"geometry":{"type":"Point","coordinates":[1000,"x"]}`, 1), 400, nil},
		{"parameter", "POST", items + "?limit=1", good, 400, nil},
		{"a form", "POST", items, good, 415, []string{"Content-Type", "application/x-www-form-urlencoded"}},
		{"XML", "POST", items, good, 415, []string{"Content-Type", "application/gml+xml"}},
		{"other reference system", "POST", items, good, 400, []string{"Content-Crs", "<http://www.opengis.net/def/crs/EPSG/0/3857>"}},
		{"foreign page", "POST", items, good, 403, []string{"Origin", "https://evil.example"}},
		{"derived", "POST", "/collections/zones/items", good, 405, nil},
		{"no collection", "POST", "/collections/nosuch/items", good, 404, nil},
		{"no claim", "PUT", items + "/none", feature, 404, []string{"If-Match", "*"}},
		{"no version", "PUT", items + "/control", feature, 428, nil},
		{"stale", "PUT", items + "/control", feature, 412, []string{"If-Match", `"v7"`}},
		{"strange tag", "DELETE", items + "/control", "", 412, []string{"If-Match", `"abc"`}},
		{"moved line", "PATCH", items + "/flow", `{"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}}`, 422, []string{"If-Match", "*"}},
		{"evidence away", "PATCH", items + "/flow", `{"properties":{"evidence":[]}}`, 422, []string{"If-Match", "*"}},
		{"invented quotation", "PATCH", items + "/flow", `{"properties":{"evidence":[{"exact":"Nobody fled."}]}}`, 422, []string{"If-Match", "*"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := d.send(c.method, c.path, c.body, c.header...)
			if w.Code != c.status || w.Header().Get("Content-Type") != "application/problem+json" {
				t.Errorf("%d, want %d: %s", w.Code, c.status, w.Body)
			}
		})
	}
	if w := d.send("OPTIONS", items+"/control", ""); w.Code != 204 || !strings.Contains(w.Header().Get("Allow"), "PATCH") {
		t.Errorf("options: %d %v", w.Code, w.Header())
	}
	if w := d.send("OPTIONS", "/collections/zones/items", ""); strings.Contains(w.Header().Get("Allow"), "POST") {
		t.Errorf("options of zones: %v", w.Header())
	}
}

// TestWritingNeedsARight asks from another machine, without a key and with keys that may too little.
func TestWritingNeedsARight(t *testing.T) {
	d := newDesk(t)
	ctx := context.Background()
	ask := func(token string) int {
		r := httptest.NewRequest("DELETE", "http://127.0.0.1:8080"+items+"/control", nil)
		r.RemoteAddr = "10.0.0.1:5"
		r.Header.Set("If-Match", `"v1"`)
		if token != "" {
			r.Header.Set("Authorization", "Bearer "+token)
		}
		w := httptest.NewRecorder()
		d.ServeHTTP(w, r)
		return w.Code
	}
	key := func(scopes ...access.Scope) string {
		token, _, err := access.MakeKey(ctx, d.store, "admin", "ann", scopes, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	for _, c := range []struct {
		token string
		want  int
	}{
		{"", 401},
		{key(access.Add), 403},
		{key(access.ReadInternal), 403},
		{key(access.Review), 403}, // what he may not see he may not replace
		{key(access.Review, access.ReadInternal), 204},
	} {
		if got := ask(c.token); got != c.want {
			t.Errorf("%d, want %d", got, c.want)
		}
	}
	if h, err := d.store.History(ctx, "control"); err != nil || len(h) != 1 || h[0].Author != "ann" || h[0].Action != data.ActionRetract {
		t.Errorf("history %+v, %v", h, err)
	}
}

func TestWritingIsDeclared(t *testing.T) {
	d := newDesk(t)
	if b := d.send("GET", "/conformance", "").Body.Bytes(); !bytes.Contains(b, []byte("ogcapi-features-4/1.0/conf/create-replace-delete")) {
		t.Errorf("%s", b)
	}
	var doc struct {
		Paths map[string]map[string]any
	}
	if err := json.Unmarshal(d.send("GET", "/api", "").Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	item := doc.Paths["/collections/{collectionId}/items/{featureId}"]
	if doc.Paths["/collections/{collectionId}/items"]["post"] == nil || item["put"] == nil || item["patch"] == nil || item["delete"] == nil {
		t.Errorf("%v", item)
	}
}
