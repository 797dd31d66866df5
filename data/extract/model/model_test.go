package model

import (
	"encoding/json"
	"errors"
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

// second gives the rules' reading and what the model adds to it, as the commands put them together.
func second(t *testing.T, c *Client) (rules data.Reading, more []data.Claim, refused []extract.Rejected, err error) {
	t.Helper()
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Skipf("no embedded gazetteer: %v", err)
	}
	r, err := extract.New(g)
	if err != nil {
		t.Fatal(err)
	}
	report := data.Report{ID: "r", Text: text, Language: "en"}
	if rules, err = r.Read(t.Context(), report); err != nil || len(rules.Claims) == 0 {
		t.Fatalf("%d claims of the rules, %v", len(rules.Claims), err)
	}
	more, refused, err = r.Second(t.Context(), c, report, rules.Claims)
	return rules, more, refused, err
}

func client(t *testing.T, url string, timeout time.Duration) *Client {
	t.Helper()
	c, err := New(Config{URL: url + "/v1", Model: "stand-in", Key: "secret", Timeout: timeout})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTruth(t *testing.T) {
	_, got, _, err := second(t, client(t, answer(t, `{"claims":[{"kind":"movement","status":"withdrew","actor":"people","modality":"claimed","attribution":"aid workers","places":[{"role":"origin","text":"Goma"}],"number":"About 3,000","quote":"About 3,000 people left Goma for Bukavu"}]}`).URL, time.Second))
	if err != nil || len(got) != 1 || got[0].Reader != "model/stand-in" || got[0].Value == nil || *got[0].Value.Best != 3000 || got[0].Evidence[0].Exact != "About 3,000 people left Goma for Bukavu" {
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
		"an unknown role":    `{"claims":[{"kind":"flow","modality":"asserted","places":[{"role":"near","text":"Goma"}],"quote":"About 3,000 people left Goma"}]}`,
		"a place elsewhere":  `{"claims":[{"kind":"flow","modality":"asserted","places":[{"role":"origin","text":"Bukavu"}],"quote":"About 3,000 people left Goma"}]}`,
		"a quote too short":  `{"claims":[{"kind":"flow","modality":"asserted","places":[{"role":"origin","text":"Goma"}],"quote":"Goma"}]}`,
		"no place":           `{"claims":[{"kind":"flow","modality":"asserted","quote":"people left Goma for Bukavu"}]}`,
	} {
		_, got, refused, err := second(t, client(t, answer(t, content).URL, time.Second))
		if err != nil || len(got) != 0 || len(refused) != 1 || refused[0].Why == "" {
			t.Errorf("%s: claims %v, refused %v, %v", name, got, refused, err)
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
	long := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 2<<20)) }))
	defer long.Close()
	empty := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"choices":[]}`)) }))
	defer empty.Close()
	cutOff := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"choices":[{"message":`)) }))
	defer cutOff.Close()
	for name, c := range map[string]struct{ url, want string }{
		"timeout": {slow.URL, "deadline"}, "error": {broken.URL, "500"}, "no JSON": {answer(t, "I cannot help with that.").URL, "not JSON"},
		"half a claim": {answer(t, `{"claims":[{"kind":"flow",`).URL, "not JSON"}, "too long": {long.URL, "longer than"}, "no choice": {empty.URL, "no choice"},
		"cut off": {cutOff.URL, "not a chat completion"}, "nobody there": {"http://127.0.0.1:1", "refused"},
	} {
		rules, got, _, err := second(t, client(t, c.url, 100*time.Millisecond))
		if err == nil || !strings.Contains(err.Error(), c.want) || len(got) != 0 || len(rules.Claims) == 0 {
			t.Errorf("%s: %v, %d claims; want an error with %q and the rules' claims", name, err, len(rules.Claims), c.want)
		}
	}
}

// TestBusy answers 429 twice, then gives in; and once asks for more patience than a report may cost.
func TestBusy(t *testing.T) {
	asked := 0
	busy := func(after string, until int) *httptest.Server {
		good := answer(t, `{"claims":[]}`)
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if asked++; asked <= until {
				w.Header().Set("Retry-After", after)
				w.WriteHeader(http.StatusTooManyRequests)
				return
			}
			http.Redirect(w, r, good.URL+r.URL.Path, http.StatusTemporaryRedirect)
		}))
		t.Cleanup(s.Close)
		return s
	}
	if _, err := client(t, busy("1", 1).URL, 10*time.Second).Propose(t.Context(), text, "en"); err != nil || asked != 2 {
		t.Errorf("busy once: %v after %d questions", err, asked)
	}
	asked = 0
	if _, err := client(t, busy("3600", 9).URL, time.Second).Propose(t.Context(), text, "en"); err == nil || asked != 1 {
		t.Errorf("busy for an hour: %v after %d questions", err, asked)
	}
}

// TestRest leaves a dead endpoint alone after three failures, for a minute.
func TestRest(t *testing.T) {
	asked, now := 0, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++
		http.Error(w, "no", http.StatusInternalServerError)
	}))
	defer s.Close()
	c, err := New(Config{URL: s.URL, Model: "stand-in", Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	for range 9 {
		_, err = c.Propose(t.Context(), text, "en")
	}
	if asked != 3 || !errors.Is(err, ErrResting) {
		t.Errorf("asked %d times, then %v", asked, err)
	}
	now = now.Add(restTime)
	if _, err = c.Propose(t.Context(), text, "en"); asked != 4 || errors.Is(err, ErrResting) {
		t.Errorf("a minute later: asked %d times, %v", asked, err)
	}
}

func TestConfig(t *testing.T) {
	for _, c := range []Config{{}, {URL: "ftp://x", Model: "m"}, {URL: "http://127.0.0.1:1"}} {
		if _, err := New(c); err == nil {
			t.Errorf("%+v must be refused", c)
		}
	}
}
