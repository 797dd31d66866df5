// Package openapitest holds answers of a server against its own API definition, in tests.
package openapitest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Definition is an OpenAPI 3.0 document that answers are held against. It is safe for concurrent use.
type Definition struct {
	doc    map[string]any
	routes []route
	mu     sync.Mutex
	// compiled are the schemas by their place in the document.
	compiled map[string]*jsonschema.Schema
	compiler *jsonschema.Compiler
}

type route struct {
	template string
	pattern  *regexp.Regexp
	names    []string // of the parts in braces
	item     map[string]any
}

const here = "http://definition.local/api"

var part = regexp.MustCompile(`\{([^}]+)\}`)

// Read reads a definition.
func Read(raw []byte) (*Definition, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("read definition: %w", err)
	}
	d := &Definition{doc: doc.(map[string]any), compiled: map[string]*jsonschema.Schema{}, compiler: jsonschema.NewCompiler()}
	d.compiler.AssertFormat()
	if err := d.compiler.AddResource(here, nullables(doc)); err != nil {
		return nil, fmt.Errorf("read definition: %w", err)
	}
	paths, _ := d.doc["paths"].(map[string]any)
	for _, template := range slices.Sorted(maps.Keys(paths)) {
		r := route{template: template, item: paths[template].(map[string]any)}
		for _, m := range part.FindAllStringSubmatch(template, -1) {
			r.names = append(r.names, m[1])
		}
		r.pattern = Pattern(template)
		d.routes = append(d.routes, r)
	}
	return d, nil
}

// Pattern matches the addresses of a template.
func Pattern(template string) *regexp.Regexp {
	fixed := part.Split(template, -1)
	for i := range fixed {
		fixed[i] = regexp.QuoteMeta(fixed[i])
	}
	return regexp.MustCompile("^" + strings.Join(fixed, `([^/]+?)`) + "$")
}

// Templates gives the addresses that are defined, with the methods in small letters.
func (d *Definition) Templates() map[string][]string {
	out := map[string][]string{}
	for _, r := range d.routes {
		for method := range r.item {
			out[r.template] = append(out[r.template], method)
		}
	}
	return out
}

// Check says in which way an answer is not what the definition promises: its address, method, parameters, status, media type
// or body. Requests that were refused may have had any parameters; theirs was to be told so.
func (d *Definition) Check(r *http.Request, status int, header http.Header, body []byte) error {
	route, values, ok := d.find(r.URL.Path)
	if !ok {
		if status == http.StatusNotFound {
			return d.problem("address that is not there", header, body)
		}
		return fmt.Errorf("%s is not defined", r.URL.Path)
	}
	method := strings.ToLower(r.Method)
	op, ok := route.item[method].(map[string]any)
	if method == "head" { // what GET would answer
		op, ok = route.item["get"].(map[string]any)
	}
	where := strings.ToUpper(method) + " " + route.template
	if !ok {
		if status == http.StatusMethodNotAllowed || status == http.StatusNotFound {
			return d.problem(where, header, body)
		}
		return fmt.Errorf("%s is not defined", where)
	}
	if status < 400 {
		if err := d.parameters(op, r, route.names, values); err != nil {
			return fmt.Errorf("%s: %w", where, err)
		}
	}
	if err := d.response(op, r, status, header, body); err != nil {
		return fmt.Errorf("%s: %w", where, err)
	}
	return nil
}

// find gives the address with the fewest variable parts.
func (d *Definition) find(path string) (found route, values []string, ok bool) {
	for _, r := range d.routes {
		if m := r.pattern.FindStringSubmatch(path); m != nil && (!ok || len(r.names) < len(found.names)) {
			found, values, ok = r, m[1:], true
		}
	}
	return found, values, ok
}

// resolve follows a $ref within the document.
func (d *Definition) resolve(v any) map[string]any {
	m, _ := v.(map[string]any)
	ref, ok := m["$ref"].(string)
	if !ok {
		return m
	}
	var at any = d.doc
	for _, name := range strings.Split(strings.TrimPrefix(ref, "#/"), "/") {
		at, _ = at.(map[string]any)[name]
	}
	return d.resolve(at)
}

// parameters checks what the request was sent with.
func (d *Definition) parameters(op map[string]any, r *http.Request, names, values []string) error {
	query, open := r.URL.Query(), op["x-any-parameter"] == true
	list, _ := op["parameters"].([]any)
	for _, v := range list {
		p := d.resolve(v)
		name := p["name"].(string)
		if d.resolve(p["schema"])["type"] == "object" && p["explode"] == true { // a parameter for each member
			open = true
			continue
		}
		var given []string
		switch p["in"] {
		case "query":
			given = query[name]
			query.Del(name)
		case "path":
			if i := slices.Index(names, name); i >= 0 {
				value, err := url.PathUnescape(values[i])
				if err != nil {
					return err
				}
				given = []string{value}
				names = slices.Concat(names[:i], names[i+1:])
				values = slices.Concat(values[:i], values[i+1:])
			}
		case "header":
			given = r.Header.Values(name)
		}
		if len(given) == 0 && p["required"] == true {
			return fmt.Errorf("answered without the parameter %s, which is required", name)
		}
		for _, text := range given {
			if err := d.value(p, text); err != nil {
				return fmt.Errorf("parameter %s=%q: %w", name, text, err)
			}
		}
	}
	if len(names) > 0 {
		return fmt.Errorf("the parts %q of the address are not defined", names)
	}
	if open {
		return nil
	}
	for name := range query {
		return fmt.Errorf("the parameter %s is taken, but not defined", name)
	}
	return nil
}

// value checks one parameter, a number where its schema says so.
func (d *Definition) value(p map[string]any, text string) error {
	schema := d.resolve(p["schema"])
	var v any = text
	switch schema["type"] {
	case "integer", "number":
		v = json.Number(text)
		if _, err := strconv.ParseFloat(text, 64); err != nil {
			return err
		}
	case "boolean":
		v = text == "true"
	case "array":
		var list []any
		for _, item := range strings.Split(text, ",") {
			if _, err := strconv.ParseFloat(strings.TrimSpace(item), 64); err == nil {
				list = append(list, json.Number(strings.TrimSpace(item)))
				continue
			}
			list = append(list, item)
		}
		v = list
	}
	return d.validate(schema, v)
}

func (d *Definition) problem(where string, header http.Header, body []byte) error {
	op := map[string]any{"responses": map[string]any{"default": map[string]any{"$ref": "#/components/responses/problem"}}}
	if err := d.response(op, nil, 0, header, body); err != nil {
		return fmt.Errorf("%s: %w", where, err)
	}
	return nil
}

// response checks status, media type and body.
func (d *Definition) response(op map[string]any, r *http.Request, status int, header http.Header, body []byte) error {
	responses := d.resolve(op["responses"])
	key := strconv.Itoa(status)
	if _, ok := responses[key]; !ok {
		if status > 0 && status < 400 {
			return fmt.Errorf("the status %d is not defined", status)
		}
		key = "default"
	}
	content, _ := d.resolve(responses[key])["content"].(map[string]any)
	if r != nil && r.Method == http.MethodHead && status >= 400 {
		return nil // RFC 9110: no body to look at
	}
	kind := header.Get("Content-Type")
	if len(content) == 0 {
		if len(body) > 0 {
			return fmt.Errorf("%d has a body of %s, but none is defined", status, kind)
		}
		return nil
	}
	media, schema, ok := mediaOf(content, kind)
	if !ok {
		return fmt.Errorf("%d has the type %q; defined are %q", status, kind, slices.Sorted(maps.Keys(content)))
	}
	if r != nil && r.Method == http.MethodHead {
		return nil
	}
	if !strings.HasSuffix(media, "json") || strings.HasSuffix(media, "-seq") {
		return nil
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("%d: not JSON: %w", status, err)
	}
	if err := d.validate(schema, v); err != nil {
		return fmt.Errorf("%d: %w", status, err)
	}
	return nil
}

// mediaOf finds a media type, whatever its parameters.
func mediaOf(content map[string]any, kind string) (name string, schema any, ok bool) {
	kind, _, _ = strings.Cut(kind, ";")
	for name, m := range content {
		if bare, _, _ := strings.Cut(name, ";"); bare == strings.TrimSpace(kind) {
			return bare, m.(map[string]any)["schema"], true
		}
	}
	return "", nil, false
}

func (d *Definition) validate(schema, v any) error {
	text, err := json.Marshal(schema)
	if err != nil {
		return err
	}
	d.mu.Lock()
	compiled, ok := d.compiled[string(text)]
	if !ok {
		compiled, err = d.compile(string(text))
	}
	d.mu.Unlock()
	if err != nil {
		return err
	}
	return compiled.Validate(v)
}

// compile makes a schema that stands anywhere in the document a resource of its own, its references pointing back.
func (d *Definition) compile(text string) (*jsonschema.Schema, error) {
	own, err := jsonschema.UnmarshalJSON(strings.NewReader(strings.ReplaceAll(text, `"$ref":"#/`, `"$ref":"`+here+`#/`)))
	if err != nil {
		return nil, err
	}
	at := fmt.Sprintf("http://definition.local/schema%d", len(d.compiled))
	if err := d.compiler.AddResource(at, nullables(own)); err != nil {
		return nil, err
	}
	s, err := d.compiler.Compile(at)
	if err == nil {
		d.compiled[text] = s
	}
	return s, err
}

// nullables turns nullable of OpenAPI 3.0 into a type of JSON Schema.
func nullables(v any) any {
	switch v := v.(type) {
	case map[string]any:
		if t, ok := v["type"].(string); ok && v["nullable"] == true {
			v["type"] = []any{t, "null"}
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
