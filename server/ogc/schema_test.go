package ogc

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestPublishedSchemas validates TileJSON and GeoJSON with the schemas that their authors publish.
func TestPublishedSchemas(t *testing.T) {
	const standards = "../../../shared/standards/"
	if _, err := os.Stat(standards); err != nil {
		t.Skip("the published schemas are not beside the repository (../shared/standards)")
	}
	s := newSite(t)
	for _, c := range []struct{ schema, path string }{
		{"tilejson-3.0.0/schema.json", "/tiles/control,zones.json"},
		{"geojson-schema/schema/FeatureCollection.json", "/collections/control/items"},
		{"geojson-schema/schema/FeatureCollection.json", "/collections/zones/items"},
		{"geojson-schema/schema/FeatureCollection.json", "/collections/reports/items"},
		{"geojson-schema/schema/Feature.json", "/collections/zones/items/z1"},
	} {
		path, _ := filepath.Abs(standards + c.schema)
		schema, err := jsonschema.NewCompiler().Compile(path)
		if err != nil {
			t.Fatal(err)
		}
		validate(t, schema, s, c.path, 200)
	}
}

func validate(t *testing.T, schema *jsonschema.Schema, s *site, path string, code int) {
	t.Helper()
	w := s.get(path)
	v, err := jsonschema.UnmarshalJSON(w.Body)
	if err != nil || w.Code != code {
		t.Fatalf("%s: %d %v", path, w.Code, err)
	}
	if err := schema.Validate(v); err != nil {
		t.Errorf("%s: %v", path, err)
	}
}

// TestOwnDefinition validates answers with the schemas of our own API definition.
func TestOwnDefinition(t *testing.T) {
	s := newSite(t)
	doc := s.json(t, "/api")
	c := jsonschema.NewCompiler()
	if err := c.AddResource("http://local/api", nullables(doc)); err != nil {
		t.Fatal(err)
	}
	paths := doc["paths"].(map[string]any)
	for _, r := range []struct {
		route, path, code string
	}{
		{"/", "/", "200"},
		{"/conformance", "/conformance", "200"},
		{"/collections", "/collections", "200"},
		{"/collections/{collectionId}", "/collections/control", "200"},
		{"/collections/{collectionId}/items", "/collections/control/items", "200"},
		{"/collections/{collectionId}/items", "/collections/reports/items", "200"},
		{"/collections/{collectionId}/items/{featureId}", "/collections/control/items/Mosul", "200"},
		{"/collections/{collectionId}/items", "/collections/control/items?limit=x", "default"},
		{"/collections/{collectionId}", "/collections/nothing", "default"},
		{"/style.json", "/style.json", "200"},
		{"/tiles/{collections}.json", "/tiles/control.json", "200"},
	} {
		if paths[r.route] == nil {
			t.Errorf("%s is not defined", r.route)
			continue
		}
		pointer := "/components/schemas/problem"
		if r.code == "200" {
			for kind := range paths[r.route].(map[string]any)["get"].(map[string]any)["responses"].(map[string]any)["200"].(map[string]any)["content"].(map[string]any) {
				if strings.HasSuffix(kind, "json") {
					pointer = "/paths/" + strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(r.route) + "/get/responses/200/content/" + strings.NewReplacer("/", "~1", "+", "%2B").Replace(kind) + "/schema"
				}
			}
		}
		schema, err := c.Compile("http://local/api#" + pointer)
		if err != nil {
			t.Fatal(err)
		}
		w := s.get(r.path)
		v, err := jsonschema.UnmarshalJSON(w.Body)
		if err != nil {
			t.Fatalf("%s: %v", r.path, err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v", r.path, err)
		}
	}
}

// nullables turns nullable of OpenAPI 3.0 into a type of JSON Schema.
func nullables(v any) any {
	switch v := v.(type) {
	case map[string]any:
		if v["nullable"] == true {
			v["type"] = []any{v["type"], "null"}
		}
		for k := range v {
			v[k] = nullables(v[k])
		}
	case []any:
		for i := range v {
			v[i] = nullables(v[i])
		}
	}
	return v
}
