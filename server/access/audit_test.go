package access

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"testing"

	"dateline/data"
)

// TestAudit: the ledger tells which keys read what the public does not see, and which requests were turned away.
func TestAudit(t *testing.T) {
	s := newStore(t)
	ctx := context.Background()
	reader, k, err := MakeKey(ctx, s, "admin", "ann", []Scope{ReadInternal}, now)
	if err != nil {
		t.Fatal(err)
	}
	h := serve(t, s, "0.0.0.0:8080", nil)
	post := func(key string) call {
		return call{method: http.MethodPost, path: "/add", key: key, peer: "10.0.0.1:1", headers: map[string]string{"Content-Type": "text/plain"}}
	}
	for range 3 {
		call{key: reader, peer: "10.0.0.1:1"}.do(h)
	}
	call{peer: "10.0.0.1:1"}.do(h) // public: nothing to note
	post(reader).do(h)             // lacks the scope
	call{key: "dateline_00000000_00", peer: "10.0.0.2:1"}.do(h)
	evil := post("")
	evil.headers["Origin"] = "https://evil.example"
	evil.do(h)
	var got []string
	for e, err := range s.Since(ctx, 0) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Type != data.TypeAudit {
			continue
		}
		var a struct {
			Action, Key, Peer string
			Detail            struct {
				Status int
				Scope  string
			}
		}
		if err := json.Unmarshal(e.Body, &a); err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprint(e.Author, " ", a.Action, " ", a.Key == k.ID, " ", a.Peer, " ", a.Detail.Status, " ", a.Detail.Scope))
	}
	want := []string{
		"ann internal read true 10.0.0.1 0 ", "ann refused true 10.0.0.1 403 add",
		"unknown refused false 10.0.0.2 401 ", "unknown refused false 10.0.0.1 403 ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	before := s.Revision()
	for i := range 500 {
		call{key: "dateline_00000000_00", peer: fmt.Sprintf("10.1.%d.%d:1", i/250, i%250)}.do(h)
	}
	if n := s.Revision() - before; n > 60 {
		t.Errorf("%d entries about guessing keys", n)
	}
}
