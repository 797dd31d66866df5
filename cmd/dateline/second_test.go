package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/data"
)

const modelText = "GOMA (Own report) - About 3,000 people left Goma for Bukavu on Monday, aid workers said. M23 rebels entered the airport of Goma."

// standIn answers like an OpenAI-compatible endpoint: one claim that stands in the text, one that does not.
func standIn(t *testing.T) *httptest.Server {
	t.Helper()
	content := `{"claims":[{"kind":"control","status":"present","actor":"M23 rebels","modality":"asserted","places":[{"role":"at","text":"Goma"}],"quote":"M23 rebels entered the airport of Goma"},
		{"kind":"flow","modality":"asserted","number":"300,000","places":[{"role":"origin","text":"Goma"}],"quote":"About 3,000 people left Goma"}]}`
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer s3cret" {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"choices": []any{map[string]any{"message": map[string]string{"role": "assistant", "content": content}}}})
	}))
	t.Cleanup(s.Close)
	return s
}

// readers counts the claims of a store by their reader, and its audit entries.
func readers(t *testing.T, db string) (by map[string]int, audits string) {
	t.Helper()
	s, err := data.Open(db, data.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	by = map[string]int{}
	for st, err := range s.Claims(context.Background(), data.Filter{States: []string{data.Pending}}) {
		if err != nil {
			t.Fatal(err)
		}
		by[st.Claim.Reader]++
	}
	for e := range s.Since(context.Background(), 0) {
		if e.Type == data.TypeAudit {
			audits += string(e.Body)
		}
	}
	return by, audits
}

func TestModelIsASecondReader(t *testing.T) {
	t.Setenv("STAND_IN_KEY", "s3cret")
	dir := t.TempDir()
	file, db := filepath.Join(dir, "goma.txt"), filepath.Join(dir, "x.db")
	if err := os.WriteFile(file, []byte(modelText), 0o600); err != nil {
		t.Fatal(err)
	}
	flags := []string{"--db", db, "--model", standIn(t).URL + "/v1", "--model-name", "stand-in", "--model-key-env", "STAND_IN_KEY"}
	_, told, err := runWith(t, "", append([]string{"add", file, "--published", "2025-01-28"}, flags...)...)
	if err != nil || !strings.Contains(told, "model/stand-in read 1 reports and added 1 claims") {
		t.Fatalf("%v: %s", err, told)
	}
	by, audits := readers(t, db)
	if by["model/stand-in"] != 1 || by["rules/1"] == 0 || !strings.Contains(audits, "300,000") {
		t.Errorf("readers %v, audits %s", by, audits)
	}
	rules := by["rules/1"]
	for _, again := range [][]string{{"reread", "--db", db}, append([]string{"reread"}, flags...)} {
		if _, _, err := runWith(t, "", again...); err != nil {
			t.Fatal(err)
		}
		if by, _ := readers(t, db); by["model/stand-in"] != 1 || by["rules/1"] != rules {
			t.Errorf("after %v: readers %v", again[:1], by)
		}
	}
}

func TestADeadModelCostsNothing(t *testing.T) {
	dir := t.TempDir()
	file, db := filepath.Join(dir, "goma.txt"), filepath.Join(dir, "x.db")
	if err := os.WriteFile(file, []byte(modelText), 0o600); err != nil {
		t.Fatal(err)
	}
	_, told, err := runWith(t, "", "add", file, "--db", db, "--model", "http://127.0.0.1:1/v1", "--model-name", "m")
	if err != nil || !strings.Contains(told, "1 reports were read by the rules alone") {
		t.Errorf("%v: %s", err, told)
	}
	if by, _ := readers(t, db); by["rules/1"] == 0 || len(by) != 1 {
		t.Errorf("readers %v", by)
	}
	for _, bad := range [][]string{
		{"--model", "http://127.0.0.1:1"},
		{"--model-name", "m"},
		{"--model", "ftp://x", "--model-name", "m"},
		{"--model", "http://127.0.0.1:1", "--model-name", "m", "--model-key-env", "NO_SUCH_VARIABLE_HERE"},
	} {
		if _, _, err := runWith(t, "", append([]string{"add", file, "--db", db}, bad...)...); err == nil {
			t.Errorf("%v is taken", bad)
		}
	}
}

func TestServeAsksTheModelAfterwards(t *testing.T) {
	t.Setenv("STAND_IN_KEY", "s3cret")
	at := startServer(t, filepath.Join(t.TempDir(), "x.db"), "--model", standIn(t).URL+"/v1", "--model-name", "stand-in", "--model-key-env", "STAND_IN_KEY")
	res, err := http.Post(at+"/reports?published=2025-01-28", "text/plain", strings.NewReader(modelText))
	if err != nil {
		t.Fatal(err)
	}
	var added struct{ Reports []struct{ ID string } }
	if err := json.NewDecoder(res.Body).Decode(&added); err != nil || len(added.Reports) != 1 {
		t.Fatalf("%v %+v", err, added)
	}
	res.Body.Close()
	for begin := time.Now(); ; time.Sleep(50 * time.Millisecond) {
		var got struct {
			Claims []struct{ Claim struct{ Reader string } }
		}
		fetch(t, at+"/reports/"+added.Reports[0].ID, &got)
		for _, c := range got.Claims {
			if c.Claim.Reader == "model/stand-in" {
				return
			}
		}
		if time.Since(begin) > 20*time.Second {
			t.Fatalf("the model's claim did not come: %+v", got)
		}
	}
}

func TestSourceCommand(t *testing.T) {
	db := filepath.Join(t.TempDir(), "x.db")
	for _, line := range [][]string{{"source", "load"}, {"source", "load"}, {"source", "set", "The Desk", "C", "--why", "a party"}} {
		if _, told, err := runWith(t, "", append(line, "--db", db)...); err != nil {
			t.Fatalf("%v: %v %s", line, err, told)
		}
	}
	out, _, err := runWith(t, "", "source", "Desk", "reuters", "nobody", "--db", db)
	if err != nil || !strings.Contains(out, "C  The Desk") || !strings.Contains(out, "B  Reuters") || !strings.Contains(out, "F  nobody") {
		t.Errorf("%v: %s", err, out)
	}
	if _, _, err := runWith(t, "", "source", "set", "X", "Q", "--db", db); err == nil {
		t.Error("grade Q is taken")
	}
}
