package analysis

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"
)

// Every address is defined, with the very parameters that it says it takes.
func TestDefinitionNamesTheParametersTaken(t *testing.T) {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	Register(r, Deps{Engine: &fake{}, Profile: func(*gin.Context) string { return "public" }})
	paths := OpenAPIPaths()
	for _, route := range r.Routes() {
		item, ok := paths[route.Path].(map[string]any)
		if !ok {
			t.Errorf("%s is not defined", route.Path)
			continue
		}
		var names []string
		for _, p := range item["get"].(map[string]any)["parameters"].([]any) {
			p := p.(map[string]any)
			if ref, ok := p["$ref"].(string); ok {
				names = append(names, ref[strings.LastIndex(ref, "/")+1:])
			} else {
				names = append(names, p["name"].(string))
			}
		}
		w := httptest.NewRecorder()
		r.ServeHTTP(w, httptest.NewRequest(http.MethodGet, route.Path+"?no-such=1", nil))
		var problem struct{ Detail string }
		if err := json.Unmarshal(w.Body.Bytes(), &problem); err != nil || w.Code != http.StatusBadRequest {
			t.Fatalf("%s: %d %s", route.Path, w.Code, w.Body)
		}
		for _, name := range names {
			if !strings.Contains(problem.Detail, name) {
				t.Errorf("%s is defined to take %s, but says %q", route.Path, name, problem.Detail)
			}
		}
		if taken := strings.Count(problem.Detail, ",") + 1; taken != len(slices.Compact(names)) {
			t.Errorf("%s is defined with %q but says %q", route.Path, names, problem.Detail)
		}
	}
}
