package ogc

import (
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"dateline/data/situation"
	"dateline/geo"
	"dateline/server/problem"
)

// fieldsOf gives the properties of a collection with the type of their values: the usual ones and those that occur.
func fieldsOf(v *view) map[string]string {
	fields := usualFields(v.name)
	step := max(1, len(v.features)/2000) // a sample tells enough
	for i := 0; i < len(v.features); i += step {
		addFields(fields, &v.features[i])
	}
	return fields
}

func addFields(fields map[string]string, f *geo.Feature) {
	for k, val := range f.Properties {
		if was, ok := fields[k]; ok && was != "" {
			continue
		}
		fields[k] = typeOf(k, val)
	}
}

func typeOf(name string, v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		if len(v) >= 20 && (strings.HasSuffix(name, "_at") || strings.HasPrefix(name, "valid_") || name == "published" || name == "since") {
			return "date-time"
		}
		return "string"
	case bool:
		return "boolean"
	case int, int64:
		return "integer"
	case float64:
		return "number"
	case []any, []string:
		return "array"
	}
	return "object"
}

// check says which property of a filter there is not.
func (f *filter) check(fields map[string]string) error {
	if f == nil {
		return nil
	}
	if name := f.expr.Unknown(); name != "" {
		return problem.Bad("filter", "there is no function %q", short(name))
	}
	for _, p := range f.expr.Properties() {
		if _, ok := fields[p]; !ok && p != "geometry" && p != "geom" && p != "shape" {
			names := make([]string, 0, len(fields))
			for k := range fields {
				names = append(names, k)
			}
			slices.Sort(names)
			return problem.Bad("filter", "there is no property %q; there are geometry, %s", short(p), strings.Join(names, ", "))
		}
	}
	return nil
}

func (s *service) queryables(c *gin.Context) { s.schemaOf(c, "Queryables of ", true) }

func (s *service) schema(c *gin.Context) { s.schemaOf(c, "Schema of ", false) }

// schemaOf answers with a JSON Schema of the properties: all, or those that filters may name.
func (s *service) schemaOf(c *gin.Context, title string, scalar bool) {
	name := c.Param("collection")
	if !known(name) {
		problem.Write(c, noCollection(name))
		return
	}
	v, err := s.view(c.Request.Context(), name, situation.Query{Profile: s.Profile(c)})
	if err != nil {
		problem.Write(c, err)
		return
	}
	properties := gin.H{}
	for k, t := range v.fields() {
		p := gin.H{"title": strings.ReplaceAll(k, "_", " ")}
		switch t {
		case "":
		case "date-time":
			p["type"], p["format"] = "string", "date-time"
		case "object", "array":
			if scalar && t == "object" {
				continue
			}
			p["type"] = t
		default:
			p["type"] = t
		}
		if k == "id" {
			p["x-ogc-role"] = "id"
		}
		properties[k] = p
	}
	if !strings.HasSuffix(c.Request.URL.Path, "/sortables") {
		properties["geometry"] = gin.H{"format": "geometry-any", "x-ogc-role": "primary-geometry", "title": "geometry"}
	}
	c.Header("Vary", "Accept")
	doc := gin.H{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": base(c) + c.Request.URL.Path,
		"type": "object", "title": title + abouts[name].title, "properties": properties, "additionalProperties": false,
	}
	if wantsHTML(c) {
		s.reply(c, doc)
		return
	}
	s.sendJSON(c, "application/schema+json", doc, false)
}
