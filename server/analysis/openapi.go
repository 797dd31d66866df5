package analysis

import "strings"

// described are the room's addresses for the definition of the API: path, summary, own parameters.
var described = []struct {
	path, summary, mediaType string
	own                      []parameter
}{
	{"/diff", "Land that changed hands between two instants", "application/geo+json", []parameter{
		{"from", "string", "The earlier instant or day", true}, {"to", "string", "The later instant or day", true},
	}},
	{"/areas", "Areas by holder, and how they depend on the cap and on the claims left out", "application/json", []parameter{
		{"caps", "string", "Distance caps to compare, in kilometres, with commas between", false},
	}},
	{"/series", "Areas by holder day by day over the interval in datetime", "application/json", []parameter{
		{"days", "integer", "Step in days", false},
	}},
	{"/rollup", "The situation by administrative area", "application/json", []parameter{
		{"level", "integer", "Administrative level, 1 being the first below the country", false},
	}},
}

type parameter struct {
	name, kind, text string
	required         bool
}

// OpenAPIPaths gives the path items of the room for an OpenAPI 3.0 document whose components hold the parameters of the
// situation (datetime, known, cap, without, profile), as that of the room ogc does.
func OpenAPIPaths() map[string]any {
	paths := map[string]any{}
	for _, d := range described {
		parameters := []any{}
		for _, p := range d.own {
			parameters = append(parameters, map[string]any{
				"name": p.name, "in": "query", "required": p.required, "description": p.text, "schema": map[string]any{"type": p.kind},
			})
		}
		for _, name := range common {
			parameters = append(parameters, map[string]any{"$ref": "#/components/parameters/" + name})
		}
		paths[d.path] = map[string]any{"get": map[string]any{
			"operationId": strings.TrimPrefix(d.path, "/"), "summary": d.summary, "tags": []string{"analysis"}, "parameters": parameters,
			"responses": map[string]any{"200": answer(d.mediaType, d.summary), "default": answer("application/problem+json", "What is wrong and what to do")},
		}}
	}
	return paths
}

func answer(mediaType, text string) map[string]any {
	return map[string]any{"description": text, "content": map[string]any{mediaType: map[string]any{"schema": map[string]any{"type": "object"}}}}
}
