package location

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// TestDefinitionNamesTheParametersTaken compares the definition with what each address says that it takes.
func TestDefinitionNamesTheParametersTaken(t *testing.T) {
	h, _ := testServer(t)
	for path, item := range OpenAPIPaths() {
		op, ok := item.(map[string]any)["get"].(map[string]any)
		if !ok || op["x-any-parameter"] == true {
			continue
		}
		var names []string
		for _, p := range op["parameters"].([]any) {
			p := p.(map[string]any)
			names = append(names, p["name"].(string))
			if p["description"] == "" {
				t.Errorf("%s: %s is not described", path, p["name"])
			}
		}
		slices.Sort(names)
		w := get(h, path+"?no-such=1")
		var problem struct{ Detail string }
		if err := json.Unmarshal(w.Body.Bytes(), &problem); err != nil || w.Code != http.StatusBadRequest {
			t.Fatalf("%s: %d %s", path, w.Code, w.Body)
		}
		if want := "takes " + strings.Join(names, ", "); !strings.HasSuffix(problem.Detail, want) {
			t.Errorf("%s is defined to end in %q but says %q", path, want, problem.Detail)
		}
	}
}

func TestDefinitionIsJSONWithUniqueIDs(t *testing.T) {
	b, err := json.Marshal(OpenAPIPaths())
	if err != nil {
		t.Fatal(err)
	}
	var paths map[string]map[string]struct {
		OperationID string `json:"operationId"`
	}
	if err := json.Unmarshal(b, &paths); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for path, item := range paths {
		for _, op := range item {
			if op.OperationID == "" || seen[op.OperationID] {
				t.Errorf("%s: operation id %q", path, op.OperationID)
			}
			seen[op.OperationID] = true
		}
	}
}
