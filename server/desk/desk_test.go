package desk

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"dateline/data"
	"dateline/data/profile"
	"dateline/server/access"
)

func init() { gin.SetMode(gin.TestMode) }

const text = "Christians fled Mosul to Alqosh. The militants hold Tal Afar. A convoy left the depot."

func ptr[T any](v T) *T { return &v }

// fakeRead finds one claim in each of the three sentences.
func fakeRead(_ context.Context, r data.Report) (data.Reading, error) {
	reading := data.Reading{Report: r, Claims: []data.Claim{}}
	if strings.Contains(r.Text, "Alqosh") {
		reading.Mentions = append(reading.Mentions, data.Mention{Text: "Alqosh", Start: 25, End: 31, Role: "literal", Place: &data.PlaceRef{ID: "g:1", Name: "Alqosh", Lon: 43.0961, Lat: 36.7353}})
	}
	at := 0
	for i, sentence := range strings.SplitAfter(r.Text, ". ") {
		n := len([]rune(sentence))
		trimmed := len([]rune(strings.TrimSpace(sentence)))
		c := data.Claim{
			ID: fmt.Sprintf("%s-%d", r.ID[:6], i), Kind: data.KindControl, Actor: "The militants", Confidence: .5,
			Evidence: []data.Evidence{{Start: at, End: at + trimmed, Exact: strings.TrimSpace(sentence)}},
			Places:   []data.ClaimPlace{{Role: data.RoleAt, Name: "Tal Afar", ID: "g:2", Lon: ptr(42.4478), Lat: ptr(36.379), Relation: data.RelationIn}},
		}
		if i == 0 {
			c.Kind, c.Group, c.Actor, c.Population = data.KindFlow, "Christians", "Christians", "idp"
			c.Places = []data.ClaimPlace{{Role: data.RoleDestination, Text: "Alqosh", Name: "Alqosh", ID: "g:1", Kind: "PPL", Lon: ptr(43.0961), Lat: ptr(36.7353), Relation: data.RelationIn}}
		}
		reading.Claims = append(reading.Claims, c)
		at += n
	}
	return reading, nil
}

type bench struct {
	t     *testing.T
	store *data.Store
	now   time.Time
	http.Handler
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{t: t, now: time.Date(2014, 6, 17, 8, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return b.now }
	s, err := data.Open(filepath.Join(t.TempDir(), "desk.db"), data.Options{Now: clock, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if r, err := s.Check(context.Background()); err != nil || len(r.Faults) > 0 {
			t.Errorf("check: %v %v", r.Faults, err)
		}
		s.Close()
	})
	b.store = s
	profiles := profile.Default().WithLedger(s)
	g, err := access.New(access.Options{Ledger: s, Profiles: profiles, Addr: "127.0.0.1:8080", Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	r := gin.New()
	r.Use(g.Middleware)
	Register(r, Deps{Store: s, Profiles: profiles, Guard: g, Read: fakeRead, Now: clock, Heartbeat: 20 * time.Millisecond})
	b.Handler = r
	return b
}

func (b *bench) do(method, path, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://127.0.0.1:8080"+path, strings.NewReader(body))
	r.RemoteAddr = "127.0.0.1:9"
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	b.ServeHTTP(w, r)
	return w
}

// want fails where the status differs, and decodes the answer.
func (b *bench) want(status int, method, path, body string, headers ...string) map[string]any {
	b.t.Helper()
	w := b.do(method, path, body, headers...)
	if w.Code != status {
		b.t.Fatalf("%s %s: %d %s, want %d", method, path, w.Code, w.Body, status)
	}
	var v map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		b.t.Fatalf("%s %s: %v in %s", method, path, err, w.Body)
	}
	if status >= 400 && w.Header().Get("Content-Type") != "application/problem+json" {
		b.t.Errorf("%s %s: an error as %s", method, path, w.Header().Get("Content-Type"))
	}
	return v
}

// add stores the text and gives the ids of its three claims.
func (b *bench) add() (report string, claims []string) {
	b.t.Helper()
	w := b.do("POST", "/reports?title=Town+falls&published=2014-06-16", text, "Content-Type", "text/plain")
	if w.Code != 201 {
		b.t.Fatalf("add: %d %s", w.Code, w.Body)
	}
	report = strings.TrimPrefix(w.Header().Get("Location"), "/reports/")
	for i := range 3 {
		claims = append(claims, fmt.Sprintf("%s-%d", report[:6], i))
	}
	return report, claims
}

func TestAddAndRead(t *testing.T) {
	b := newBench(t)
	report, _ := b.add()
	again := b.want(200, "POST", "/reports", text, "Content-Type", "text/plain")
	if again["added"] != 0.0 {
		t.Errorf("added twice: %v", again)
	}
	r := b.want(200, "GET", "/reports/"+report, "")
	if r["report"].(map[string]any)["text"] != text || len(r["claims"].([]any)) != 3 || len(r["mentions"].([]any)) != 1 {
		t.Errorf("report: %v", r)
	}
	many := b.want(201, "POST", "/reports", `[{"text":"One."},{"text":"Two."}]`, "Content-Type", "application/json")
	if many["added"] != 2.0 {
		t.Errorf("array: %v", many)
	}
	html := b.want(201, "POST", "/reports", "<html><body><article><p>Something happened, it is said, in the town of Tal Afar.</p></article></body></html>", "Content-Type", "text/html")
	if html["added"] != 1.0 {
		t.Errorf("html: %v", html)
	}
	page := b.want(200, "GET", "/reports?limit=3", "")
	if len(page["reports"].([]any)) != 3 || page["next"] == "" {
		t.Errorf("first page: %v", page)
	}
	rest := b.want(200, "GET", "/reports?limit=3&after="+page["next"].(string), "")
	if len(rest["reports"].([]any)) != 1 || rest["next"] != "" {
		t.Errorf("second page: %v", rest)
	}
	preview := b.want(200, "POST", "/geoparse", "They hold Tal Afar and its fort.", "Content-Type", "text/plain")
	if len(preview["claims"].([]any)) != 1 {
		t.Errorf("preview: %v", preview)
	}
	if n, _ := b.store.Count(time.Time{}); n != 4 {
		t.Errorf("a preview was stored: %d reports", n)
	}
}

func TestBadRequests(t *testing.T) {
	b := newBench(t)
	_, claims := b.add()
	for _, c := range []struct {
		status             int
		method, path, body string
	}{
		{400, "POST", "/reports", ""},
		{400, "POST", "/reports?publishd=2014", "x"},
		{400, "POST", "/reports?published=soon", "x"},
		{400, "POST", "/reports?reliability=Z", "x"},
		{415, "POST", "/reports", "a\x00b"},
		{404, "GET", "/reports/none", ""},
		{404, "GET", "/claims/none", ""},
		{404, "GET", "/claims/none/history", ""},
		{400, "GET", "/claims/x?known=yesterday", ""},
		{400, "GET", "/reports?limit=0", ""},
		{400, "GET", "/reports?limit=many", ""},
		{404, "GET", "/reports?after=none", ""},
		{400, "GET", "/review/queue?state=lost", ""},
		{404, "GET", "/review/queue?after=none", ""},
		{400, "POST", "/claims/" + claims[0] + "/reviews", "{"},
		{400, "POST", "/claims/" + claims[0] + "/reviews", `{"acton":"accept"}`},
		{428, "POST", "/claims/" + claims[0] + "/reviews", `{"action":"accept"}`},
		{422, "POST", "/claims/" + claims[0] + "/reviews", `{"action":"agree","version":1}`},
		{422, "POST", "/claims/" + claims[0] + "/reviews", `{"action":"undo","version":1}`},
		{422, "POST", "/claims/" + claims[0] + "/reviews", `{"action":"embargo","version":1}`},
		{422, "POST", "/claims/" + claims[0] + "/reviews", `{"action":"correct","version":1,"correction":{"kin":"x"}}`},
		{422, "POST", "/claims/" + claims[0] + "/reviews", `{"action":"correct","version":1,"correction":{"confidence":7}}`},
		{422, "POST", "/claims/" + claims[0] + "/reviews", `{"action":"merge","version":1,"into":"none"}`},
		{404, "POST", "/claims/none/reviews", `{"action":"accept","version":1}`},
		{400, "GET", "/events?since=x", ""},
		{422, "PUT", "/settings/colour", `{}`},
		{422, "PUT", "/settings/auto_accept", `{"enabled":true,"sources":1}`},
	} {
		b.want(c.status, c.method, c.path, c.body, "Content-Type", "application/json", "X-T", "")
	}
}

func TestReviewAndConflict(t *testing.T) {
	b := newBench(t)
	_, claims := b.add()
	path := "/claims/" + claims[1] + "/reviews"
	got := b.want(200, "POST", path, `{"action":"accept","reason":"seen","author":"ann"}`, "If-Match", `"1"`)
	if st := got["claim"].(map[string]any); st["state"] != data.Accepted || st["version"] != 2.0 {
		t.Errorf("accept: %v", got)
	}
	conflict := b.want(409, "POST", path, `{"action":"reject","version":1,"author":"bob"}`)
	if now := conflict["current"].(map[string]any); now["version"] != 2.0 || now["state"] != data.Accepted {
		t.Errorf("conflict: %v", conflict)
	}
	b.want(200, "POST", path, `{"action":"correct","version":2,"correction":{"actor":"ISIS","actor_id":"isis"}}`)
	undone := b.want(200, "POST", path, `{"action":"undo","version":3}`)
	if st := undone["claim"].(map[string]any); st["state"] != data.Accepted || st["claim"].(map[string]any)["actor"] != "The militants" {
		t.Errorf("undo: %v", undone)
	}
	h := b.want(200, "GET", "/claims/"+claims[1]+"/history", "")["reviews"].([]any)
	if len(h) != 3 || h[0].(map[string]any)["author"] != "ann" || h[1].(map[string]any)["author"] != "local" {
		t.Errorf("history: %v", h)
	}
	q := b.want(200, "GET", "/review/queue?limit=1", "")
	if items := q["claims"].([]any); len(items) != 1 || q["next"] != claims[0] || items[0].(map[string]any)["report"].(map[string]any)["title"] != "Town falls" {
		t.Errorf("queue: %v", q)
	}
}

func TestPublicSeesNothingHidden(t *testing.T) {
	b := newBench(t)
	report, claims := b.add()
	accept := func(id string) {
		b.want(200, "POST", "/claims/"+id+"/reviews", `{"action":"accept","version":1}`)
	}
	b.want(404, "GET", "/reports/"+report+"?profile=public", "")
	if got := b.want(200, "GET", "/reports?profile=public", ""); len(got["reports"].([]any)) != 0 {
		t.Errorf("pending report listed: %v", got)
	}
	accept(claims[0])
	accept(claims[1])
	accept(claims[2])
	b.want(200, "POST", "/claims/"+claims[2]+"/reviews", `{"action":"embargo","version":2,"until":"2014-06-20T00:00:00Z"}`)
	secrets := []string{"hristian", "lqosh", "36.7353", "g:1", "convoy", "depot", claims[2]}
	addresses := []string{
		"/reports?", "/reports/" + report + "?", "/claims/" + claims[0] + "?", "/claims/" + claims[1] + "?", "/claims/" + claims[2] + "?", "/session?",
		"/claims/" + claims[2] + "?known=2014-06-17T08:00:00Z&", "/claims/none?",
	}
	for _, a := range addresses {
		w := b.do("GET", a+"profile=public", "")
		body := strings.ReplaceAll(w.Body.String(), "/claims/"+claims[2], "")                       // the address that was asked for
		body = strings.ReplaceAll(body, fmt.Sprintf("there is no claim \\\"%s\\\"", claims[2]), "") // and its echo
		for _, s := range secrets {
			if strings.Contains(body, s) {
				t.Errorf("%s: %q in %s", a, s, body)
			}
		}
	}
	for _, line := range b.listen(t, "/events?since=0&profile=public", 2) {
		for _, s := range secrets {
			if strings.Contains(line, s) {
				t.Errorf("events: %q in %s", s, line)
			}
		}
	}
	b.now = time.Date(2014, 6, 20, 0, 0, 0, 0, time.UTC)
	if w := b.do("GET", "/claims/"+claims[2]+"?profile=public", ""); w.Code != 200 {
		t.Errorf("the embargo is over: %d", w.Code)
	}
}

// listen reads n events from a stream.
func (b *bench) listen(t *testing.T, path string, n int, headers ...string) []string {
	t.Helper()
	srv := httptest.NewServer(b)
	defer srv.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, "GET", srv.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var out []string
	beats := 0
	for sc := bufio.NewScanner(resp.Body); len(out) < n && sc.Scan(); {
		if sc.Text() == ": alive" {
			beats++
		}
		if d, ok := strings.CutPrefix(sc.Text(), "data: "); ok {
			out = append(out, d)
		}
		if beats > 50 {
			t.Fatalf("%s: %d events of %d, then silence", path, len(out), n)
		}
	}
	return out
}

func TestEvents(t *testing.T) {
	b := newBench(t)
	_, claims := b.add()                                                                    // entry 1
	b.want(200, "POST", "/claims/"+claims[1]+"/reviews", `{"action":"accept","version":1}`) // 2
	b.want(200, "POST", "/claims/"+claims[2]+"/reviews", `{"action":"reject","version":1}`) // 3
	b.want(200, "POST", "/claims/"+claims[1]+"/reviews", `{"action":"correct","version":2,"correction":{"actor":"ISIS"}}`)
	all := b.listen(t, "/events?since=0", 4)
	if len(all) != 4 || !strings.Contains(all[0], `"type":"reading"`) || !strings.Contains(all[2], `"rejected"`) {
		t.Errorf("internal: %v", all)
	}
	public := b.listen(t, "/events?since=0&profile=public", 2)
	var first, second message
	if json.Unmarshal([]byte(public[0]), &first) != nil || json.Unmarshal([]byte(public[1]), &second) != nil {
		t.Fatalf("public: %v", public)
	}
	if first.Seq != 2 || first.Changes[0].Change != "shown" || first.Type != "" || second.Seq != 4 || second.Changes[0].Before.Claim.Actor != "The militants" || second.Changes[0].After.Claim.Actor != "ISIS" {
		t.Errorf("public: %v", public)
	}
	if replay := b.listen(t, "/events", 1, "Last-Event-ID", "3"); !strings.Contains(replay[0], `"seq":4`) {
		t.Errorf("replay: %v", replay)
	}
}

func TestSettingsAndLedger(t *testing.T) {
	b := newBench(t)
	b.want(200, "PUT", "/settings/auto_accept?by=ann", `{"enabled":true}`)
	got := b.want(200, "GET", "/settings", "")
	if rule := got["settings"].(map[string]any)["auto_accept"].(map[string]any); rule["enabled"] != true {
		t.Errorf("settings: %v", got)
	}
	entries := b.want(200, "GET", "/ledger", "")["entries"].([]any)
	if e := entries[0].(map[string]any); e["author"] != "ann" || e["type"] != "setting" {
		t.Errorf("ledger: %v", entries)
	}
	w := b.do("GET", "/backup", "")
	if w.Code != 200 || w.Body.Len() < 4096 {
		t.Errorf("backup: %d, %d bytes", w.Code, w.Body.Len())
	}
}
