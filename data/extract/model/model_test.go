package model

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/extract"
	"dateline/geo/gazetteer"
)

const text = "About 3,000 people left Goma for Bukavu on Monday, aid workers said."

// answer is a stand-in for an endpoint that answers with the given content.
func answer(t *testing.T, content string) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/v1/chat/completions" || r.Header.Get("Authorization") != "Bearer secret" {
			t.Errorf("asked %s with %q", r.URL.Path, r.Header.Get("Authorization"))
		}
		json.NewEncoder(w).Encode(map[string]any{"choices": []any{map[string]any{"message": map[string]string{"role": "assistant", "content": content}}}})
	}))
	t.Cleanup(s.Close)
	return s
}

func read(t *testing.T, url string, timeout time.Duration) data.Reading {
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Skipf("no embedded gazetteer: %v", err)
	}
	r, err := extract.New(g)
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(Config{URL: url + "/v1", Model: "stand-in", Key: "secret", Timeout: timeout})
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.With(c).Read(t.Context(), data.Report{ID: "r", Text: text, Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func byModel(r data.Reading) (out []data.Claim) {
	for _, c := range r.Claims {
		if strings.HasPrefix(c.Reader, "model/") {
			out = append(out, c)
		}
	}
	return out
}

func TestTruth(t *testing.T) {
	got := byModel(read(t, answer(t, `{"claims":[{"kind":"movement","status":"withdrew","actor":"people","modality":"claimed","attribution":"aid workers","places":[{"role":"origin","text":"Goma"}],"number":"About 3,000","quote":"About 3,000 people left Goma for Bukavu"}]}`).URL, time.Second))
	if len(got) != 1 || got[0].Reader != "model/stand-in" || got[0].Value == nil || *got[0].Value.Best != 3000 || got[0].Evidence[0].Exact != "About 3,000 people left Goma for Bukavu" {
		t.Errorf("got %+v", got)
	}
}

func TestLies(t *testing.T) {
	for name, content := range map[string]string{
		"an invented quote":  `{"claims":[{"kind":"flow","modality":"asserted","places":[{"role":"origin","text":"Goma"}],"quote":"All people left Goma for ever"}]}`,
		"an invented place":  `{"claims":[{"kind":"flow","modality":"asserted","places":[{"role":"origin","text":"Kigali"}],"quote":"About 3,000 people left Goma"}]}`,
		"an invented number": `{"claims":[{"kind":"flow","modality":"asserted","number":"30,000","places":[{"role":"origin","text":"Goma"}],"quote":"About 3,000 people left Goma"}]}`,
		"an invented actor":  `{"claims":[{"kind":"control","status":"captured","actor":"M23","modality":"asserted","places":[{"role":"at","text":"Goma"}],"quote":"people left Goma for Bukavu"}]}`,
		"an invented source": `{"claims":[{"kind":"flow","modality":"claimed","attribution":"the mayor","places":[{"role":"origin","text":"Goma"}],"quote":"people left Goma for Bukavu"}]}`,
		"an unknown kind":    `{"claims":[{"kind":"rumour","modality":"asserted","places":[{"role":"origin","text":"Goma"}],"quote":"people left Goma for Bukavu"}]}`,
		"no place":           `{"claims":[{"kind":"flow","modality":"asserted","quote":"people left Goma for Bukavu"}]}`,
	} {
		got := read(t, answer(t, content).URL, time.Second)
		if len(byModel(got)) != 0 || len(got.Report.Warnings) != 1 {
			t.Errorf("%s: claims %v, warnings %q", name, byModel(got), got.Report.Warnings)
		}
	}
}

func TestFailures(t *testing.T) {
	slow := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-time.After(2 * time.Second):
		}
	}))
	defer slow.Close()
	broken := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusInternalServerError) }))
	defer broken.Close()
	for name, url := range map[string]string{"timeout": slow.URL, "error": broken.URL, "no JSON": answer(t, "I cannot help with that.").URL} {
		got := read(t, url, 100*time.Millisecond)
		if len(got.Report.Warnings) != 1 || len(got.Claims) == 0 {
			t.Errorf("%s: warnings %q, %d claims; want one warning and the rules' claims", name, got.Report.Warnings, len(got.Claims))
		}
	}
}

func TestConfig(t *testing.T) {
	for _, c := range []Config{{}, {URL: "ftp://x", Model: "m"}, {URL: "http://127.0.0.1:1"}} {
		if _, err := New(c); err == nil {
			t.Errorf("%+v must be refused", c)
		}
	}
}
