package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func get(t *testing.T, h http.Handler, target, encoding string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, target, nil)
	r.Header.Set("Accept-Encoding", encoding)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func TestAccepts(t *testing.T) {
	for header, want := range map[string]bool{
		"br": true, "gzip, br": true, "gzip, BR;q=0.5": true, "br;q=0": false, "br; q=0.0": false, "": false, "brx": false, "gzip;q=1": false,
	} {
		if got := accepts(header, "br"); got != want {
			t.Errorf("accepts(%q, br) = %v, want %v", header, got, want)
		}
	}
}

func TestNotBuiltSaysHow(t *testing.T) {
	w := httptest.NewRecorder()
	notBuilt(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if !strings.Contains(w.Body.String(), "make web") {
		t.Errorf("the page does not say how to get the map: %s", w.Body)
	}
	w = httptest.NewRecorder()
	notBuilt(w, httptest.NewRequest(http.MethodGet, "/assets/x.js", nil))
	if w.Code != http.StatusNotFound {
		t.Errorf("status of a file = %d, want 404", w.Code)
	}
}

func TestHandlerServesTheBuiltMap(t *testing.T) {
	h, built := Handler()
	if !built {
		t.Skip("the map is not built: run make web")
	}
	page := get(t, h, "/", "")
	if page.StatusCode != http.StatusOK || page.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("page: status %d, type %q", page.StatusCode, page.Header.Get("Content-Type"))
	}
	if csp := page.Header.Get("Content-Security-Policy"); csp != Policy {
		t.Errorf("page: policy %q", csp)
	}
	for encoding, want := range map[string]string{"br, gzip": "br", "gzip": "gzip", "identity": ""} {
		if got := get(t, h, "/index.html", encoding).Header.Get("Content-Encoding"); got != want && encoding != "identity" {
			t.Logf("index.html is redirected or sent as %q for %q", got, encoding)
		}
		if got := get(t, h, "/icon.svg", encoding).Header.Get("Content-Encoding"); got != want {
			t.Errorf("icon for %q is sent as %q, want %q", encoding, got, want)
		}
	}
	plain := get(t, h, "/icon.svg", "identity")
	if body, err := io.ReadAll(plain.Body); err != nil || !strings.Contains(string(body), "<svg") {
		t.Errorf("icon without an encoding: %v, %.60q", err, body)
	}
	for _, target := range []string{"/nothing", "/../web.go", "/fonts", "/assets/"} {
		if got := get(t, h, target, "").StatusCode; got != http.StatusNotFound {
			t.Errorf("GET %s: status %d, want 404", target, got)
		}
	}
}

func TestPolicyAllowsNoForeignCode(t *testing.T) {
	for _, bad := range []string{"*", "http:", "https:", "'unsafe-eval'", "script-src 'self' '"} {
		if strings.Contains(Policy, bad) {
			t.Errorf("policy holds %q", bad)
		}
	}
}
