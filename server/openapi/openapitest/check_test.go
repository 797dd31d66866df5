package openapitest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const small = `{"openapi": "3.0.3", "paths": {
 "/things/{id}": {"get": {"parameters": [
   {"name": "id", "in": "path", "required": true, "schema": {"type": "string", "enum": ["a", "b"]}},
   {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 10}}],
  "responses": {"200": {"description": "x", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/thing"}}}},
   "304": {"description": "x"}, "default": {"$ref": "#/components/responses/problem"}}}}},
 "components": {"schemas": {"thing": {"type": "object", "required": ["n"], "properties": {"n": {"type": "number", "nullable": true}}}},
  "responses": {"problem": {"description": "x", "content": {"application/problem+json": {"schema": {"type": "object", "required": ["status"]}}}}}}}`

// TestEveryFaultIsSeen: an answer is held against each part of the definition.
func TestEveryFaultIsSeen(t *testing.T) {
	d, err := Read([]byte(small))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		method, path string
		status       int
		kind, body   string
		fault        string // what the error says, empty for none
	}{
		{"GET", "/things/a?limit=3", 200, "application/json; charset=utf-8", `{"n": 1}`, ""},
		{"GET", "/things/a", 200, "application/json", `{"n": null}`, ""},
		{"HEAD", "/things/a", 200, "application/json", ``, ""},
		{"GET", "/things/a", 304, "", ``, ""},
		{"GET", "/things/a?limit=x", 400, "application/problem+json", `{"status": 400}`, ""},
		{"GET", "/nothing", 404, "application/problem+json", `{"status": 404}`, ""},
		{"DELETE", "/things/a", 405, "application/problem+json", `{"status": 405}`, ""},
		{"GET", "/nothing", 200, "application/json", `{}`, "/nothing is not defined"},
		{"DELETE", "/things/a", 200, "application/json", `{}`, "DELETE /things/{id} is not defined"},
		{"GET", "/things/c", 200, "application/json", `{"n": 1}`, `parameter id="c"`},
		{"GET", "/things/a?limit=11", 200, "application/json", `{"n": 1}`, `parameter limit="11"`},
		{"GET", "/things/a?limit=x", 200, "application/json", `{"n": 1}`, `parameter limit="x"`},
		{"GET", "/things/a?more=1", 200, "application/json", `{"n": 1}`, "the parameter more is taken"},
		{"GET", "/things/a", 201, "application/json", `{"n": 1}`, "the status 201 is not defined"},
		{"GET", "/things/a", 200, "text/plain", `{"n": 1}`, `the type "text/plain"`},
		{"GET", "/things/a", 200, "application/json", `{"n": "1"}`, "n"},
		{"GET", "/things/a", 200, "application/json", `{}`, "n"},
		{"GET", "/things/a", 200, "application/json", `{`, "not JSON"},
		{"GET", "/things/a", 304, "application/json", `{}`, "none is defined"},
		{"GET", "/things/a", 500, "text/plain", `oops`, `the type "text/plain"`},
		{"GET", "/things/a", 404, "application/problem+json", `{}`, "status"},
		{"GET", "/nothing", 404, "text/plain", `404`, `the type "text/plain"`},
	} {
		err := d.Check(httptest.NewRequest(c.method, c.path, nil), c.status, http.Header{"Content-Type": {c.kind}}, []byte(c.body))
		if (err == nil) != (c.fault == "") || err != nil && !strings.Contains(err.Error(), c.fault) {
			t.Errorf("%s %s %d %s: %v, want %q", c.method, c.path, c.status, c.body, err, c.fault)
		}
	}
}
