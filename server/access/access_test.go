package access

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"dateline/data"
	"dateline/data/profile"
	"dateline/server/problem"
)

var now = time.Date(2014, 6, 17, 8, 0, 0, 0, time.UTC)

func init() { gin.SetMode(gin.TestMode) }

func newStore(t *testing.T) *data.Store {
	t.Helper()
	s, err := data.Open(filepath.Join(t.TempDir(), "a.db"), data.Options{Now: func() time.Time { return now }, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if r, err := s.Check(context.Background()); err != nil || len(r.Faults) > 0 {
			t.Errorf("check: %v %v", r.Faults, err)
		}
		s.Close()
	})
	return s
}

// serve gives a server whose only page says who asked and under which profile.
func serve(t *testing.T, s *data.Store, addr string, change func(*Options)) http.Handler {
	t.Helper()
	o := Options{Ledger: s, Profiles: profile.Default(), Addr: addr, Now: func() time.Time { return now }}
	if change != nil {
		change(&o)
	}
	g, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	r := gin.New()
	r.Use(g.Middleware)
	r.GET("/", func(c *gin.Context) { c.String(200, "%s %s", Who(c).Name, Profile(c)) })
	r.POST("/add", g.Require(Add), func(c *gin.Context) {
		if _, err := c.GetRawData(); err != nil {
			problem.Write(c, &problem.Error{Status: http.StatusRequestEntityTooLarge, Title: "Too large"})
			return
		}
		c.String(200, "added by %s", Author(c, c.Query("by")))
	})
	return r
}

type call struct {
	method, path, peer, host, key, body string
	headers                             map[string]string
}

func (c call) do(h http.Handler) *httptest.ResponseRecorder {
	if c.method == "" {
		c.method = http.MethodGet
	}
	r := httptest.NewRequest(c.method, "http://"+first(c.host, "127.0.0.1:8080")+first(c.path, "/"), strings.NewReader(c.body))
	r.RemoteAddr = first(c.peer, "127.0.0.1:50000")
	if c.key != "" {
		r.Header.Set("Authorization", "Bearer "+c.key)
	}
	for k, v := range c.headers {
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func TestWhoSeesWhat(t *testing.T) {
	s := newStore(t)
	reader, _, err := MakeKey(context.Background(), s, "admin", "ann", []Scope{ReadInternal}, now)
	if err != nil {
		t.Fatal(err)
	}
	adder, adderKey, err := MakeKey(context.Background(), s, "admin", "bob", []Scope{Add}, now)
	if err != nil {
		t.Fatal(err)
	}
	local := serve(t, s, "127.0.0.1:8080", nil)
	open := serve(t, s, "0.0.0.0:8080", nil)
	post := func(c call) call {
		c.method, c.path = http.MethodPost, "/add"
		if c.headers == nil {
			c.headers = map[string]string{}
		}
		if c.headers["Content-Type"] == "" {
			c.headers["Content-Type"] = "text/plain"
		}
		return c
	}
	for _, c := range []struct {
		name   string
		server http.Handler
		call   call
		status int
		body   string
	}{
		{"at the machine", local, call{}, 200, "local internal"},
		{"at the machine, public asked for", local, call{path: "/?profile=public"}, 200, "local public"},
		{"at the machine, unknown profile", local, call{path: "/?profile=x"}, 400, "there is no profile"},
		{"name that points to loopback", local, call{host: "evil.example"}, 200, " public"},
		{"page of another origin", local, call{headers: map[string]string{"Origin": "https://evil.example"}}, 200, " public"},
		{"page of another port", local, call{headers: map[string]string{"Origin": "http://localhost:3000"}}, 200, "local internal"},
		{"picture on another page", local, call{headers: map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}}, 200, " public"},
		{"link on another page", local, call{headers: map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}}, 200, "local internal"},
		{"machine itself, open server", open, call{}, 200, " public"},
		{"visitor", open, call{peer: "10.0.0.1:1"}, 200, " public"},
		{"visitor asks for internal", open, call{path: "/?profile=internal"}, 403, "read-internal"},
		{"reader", open, call{key: reader}, 200, "ann internal"},
		{"adder reads", open, call{key: adder}, 200, "bob public"},
		{"unknown key", open, call{key: "dateline_00000000_00"}, 401, "not known"},
		{"malformed key", local, call{key: "x"}, 401, "not known"},
		{"basic", open, call{headers: map[string]string{"Authorization": "Basic eA=="}}, 401, "Bearer"},
		{"header key", open, call{headers: map[string]string{"X-API-Key": reader}}, 200, "ann internal"},
		{"visitor writes", open, post(call{}), 401, "key"},
		{"reader writes", open, post(call{key: reader}), 403, "lacks the scope add"},
		{"adder writes, name is the key's", open, post(call{key: adder, path: "/add"}), 200, "added by bob"},
		{"machine writes", local, post(call{}), 200, "added by local"},
		{"foreign page writes", local, post(call{headers: map[string]string{"Origin": "https://evil.example"}}), 403, "origin"},
		{"page of another port writes", local, post(call{headers: map[string]string{"Origin": "http://127.0.0.1:3000"}}), 403, "origin"},
		{"own page writes", local, post(call{headers: map[string]string{"Origin": "http://127.0.0.1:8080"}}), 200, "added by local"},
		{"form", local, post(call{headers: map[string]string{"Content-Type": "multipart/form-data; boundary=x"}}), 415, "content type"},
		{"null origin", local, post(call{headers: map[string]string{"Origin": "null"}}), 403, "origin"},
	} {
		w := c.call.do(c.server)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.body) {
			t.Errorf("%s: %d %s, want %d %q", c.name, w.Code, w.Body, c.status, c.body)
		}
		if w.Header().Get("Content-Security-Policy") == "" || w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: security headers are missing", c.name)
		}
	}
	if _, err := RevokeKey(context.Background(), s, "admin", adderKey.ID, now); err != nil {
		t.Fatal(err)
	}
	if w := post(call{key: adder}).do(open); w.Code != 401 {
		t.Errorf("revoked key: %d", w.Code)
	}
	if _, err := RevokeKey(context.Background(), s, "admin", "none", now); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("revoke unknown: %v", err)
	}
}

func TestNoSecretInTheFile(t *testing.T) {
	s := newStore(t)
	token, _, err := MakeKey(context.Background(), s, "admin", "ann", []Scope{Admin}, now)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	if secret := strings.Split(token, "_")[2]; strings.Contains(string(b), secret) {
		t.Error("the secret of a key stands in the file")
	}
}

func TestRefusesToOpenInternal(t *testing.T) {
	s := newStore(t)
	for addr, refused := range map[string]bool{
		"127.0.0.1:8080": false, "[::1]:8080": false, "localhost:80": false, ":8080": true, "0.0.0.0:80": true, "192.168.1.5:80": true, "[::]:80": true, "example.org:80": true,
	} {
		_, err := New(Options{Ledger: s, Addr: addr, OpenInternal: true})
		if errors.Is(err, ErrOpen) != refused {
			t.Errorf("%s: %v", addr, err)
		}
	}
}

func TestLimits(t *testing.T) {
	s := newStore(t)
	h := serve(t, s, "0.0.0.0:8080", func(o *Options) { o.Reads, o.MaxBody = Rate{1, 3}, 10 })
	for i, want := range []int{200, 200, 200, 429} {
		w := call{peer: "10.0.0.1:1"}.do(h)
		if w.Code != want || want == 429 && w.Header().Get("Retry-After") == "" {
			t.Errorf("request %d: %d", i, w.Code)
		}
	}
	if w := (call{peer: "10.0.0.2:1"}).do(h); w.Code != 200 {
		t.Errorf("another address: %d", w.Code)
	}
	if a, b := network("2001:db8::1"), network("2001:db8::ffff"); a != b {
		t.Errorf("one subscriber, two networks: %s, %s", a, b)
	}
	key, _, err := MakeKey(context.Background(), s, "admin", "ann", []Scope{Add}, now)
	if err != nil {
		t.Fatal(err)
	}
	big := call{method: http.MethodPost, path: "/add", key: key, body: strings.Repeat("x", 11), headers: map[string]string{"Content-Type": "text/plain"}}
	if w := big.do(h); w.Code != 413 {
		t.Errorf("big body: %d", w.Code)
	}
	guess := 0
	for range 20 {
		if (call{key: "dateline_00000000_00", peer: "10.0.0.9:1"}).do(h).Code == 429 {
			guess++
		}
	}
	if guess == 0 {
		t.Error("guessing keys is not slowed down")
	}
}

func TestParseScopes(t *testing.T) {
	if got, err := ParseScopes("add, review"); err != nil || len(got) != 2 {
		t.Errorf("%v %v", got, err)
	}
	if _, err := ParseScopes("add,all"); err == nil {
		t.Error("unknown scope accepted")
	}
}
