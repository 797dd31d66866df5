// Package openapi has the words in which the rooms describe their addresses: OpenAPI 3.0 as plain JSON objects, with the
// schemas of answers taken from the Go types that are written, so that the two cannot drift apart.
package openapi

import "strings"

// Object is a JSON object. What makes one is never inlined: hundreds of map literals would weigh more than the server's routes.
type Object = map[string]any

// Operation is one method of an address.
type Operation struct {
	Method, Path     string // get; /reports/{id}
	ID, Summary, Tag string
	Parameters       []Object
	// Body is the schema of the request's body by media type, nil for none.
	Body Object
	// Answers are what [Answer] gives, by status. What is wrong is answered as application/problem+json, always.
	Answers Object
	// Key says that a key is asked for, but at the machine itself.
	Key bool
	// AnyParameter says that parameters which are not described are overlooked and not refused.
	AnyParameter bool
}

// AddTo puts operations into the paths of a definition whose components hold the response problem.
func AddTo(paths Object, operations ...Operation) {
	for _, o := range operations {
		item, ok := paths[o.Path].(Object)
		if !ok {
			item = Object{}
			paths[o.Path] = item
		}
		item[o.Method] = o.object()
	}
}

func (o Operation) object() Object {
	answers := Object{"default": Ref("responses", "problem")}
	for status, a := range o.Answers {
		answers[status] = a
	}
	parameters := make([]any, len(o.Parameters))
	for i, p := range o.Parameters {
		parameters[i] = p
	}
	op := Object{"operationId": o.ID, "summary": o.Summary, "tags": []string{o.Tag}, "parameters": parameters, "responses": answers}
	if o.Body != nil {
		content := Object{}
		for mediaType, schema := range o.Body {
			content[mediaType] = Object{"schema": schema}
		}
		op["requestBody"] = Object{"required": true, "content": content}
	}
	if o.AnyParameter {
		op["x-any-parameter"] = true
	}
	if o.Key {
		op["security"] = []any{Object{"key": []string{}}}
	}
	return op
}

// Ref points to a component.
//
//go:noinline
func Ref(kind, name string) Object { return Object{"$ref": "#/components/" + kind + "/" + name} }

// Query is a parameter of the query, Path a part of the address, Header a header of the request.
//
//go:noinline
func Query(name, description string, required bool, schema Object) Object {
	return parameter("query", name, description, required, schema)
}

// Path is a part of the address.
//
//go:noinline
func Path(name, description string, schema Object) Object {
	return parameter("path", name, description, true, schema)
}

// Header is a header of the request.
//
//go:noinline
func Header(name, description string, required bool, schema Object) Object {
	return parameter("header", name, description, required, schema)
}

//go:noinline
func parameter(in, name, description string, required bool, schema Object) Object {
	return Object{"name": name, "in": in, "required": required, "description": description, "schema": schema}
}

// Answer is a response with one media type.
//
//go:noinline
func Answer(description, mediaType string, schema Object) Object {
	return Object{"description": description, "content": Object{mediaType: Object{"schema": schema}}}
}

// JSON is an answer in JSON.
//
//go:noinline
func JSON(description string, schema Object) Object {
	return Answer(description, "application/json", schema)
}

// Struct is an object with these members, all of which are always there.
func Struct(members Object) Object {
	required := make([]string, 0, len(members))
	for name := range members {
		required = append(required, name)
	}
	return Object{"type": "object", "required": sorted(required), "properties": members}
}

// Optional is Struct whose members may be absent.
//
//go:noinline
func Optional(members Object) Object { return Object{"type": "object", "properties": members} }

// Members reads members out of words, name:kind; the kind is that of a plain value, text where it is left out. A definition in
// words takes a tenth of the code that one in map literals does.
func Members(words string) Object {
	kinds := Object{"": Text, "flag": Flag, "int": Integer, "real": Real, "moment": Moment, "texts": List(Text)}
	out := Object{}
	for _, w := range strings.Fields(words) {
		name, kind, _ := strings.Cut(w, ":")
		out[name] = kinds[kind]
	}
	return out
}

// With adds members that may be absent to an object.
func With(object, members Object) Object {
	properties := Object{}
	for _, list := range []Object{object["properties"].(Object), members} {
		for name, schema := range list {
			properties[name] = schema
		}
	}
	return Object{"type": "object", "required": object["required"], "properties": properties}
}

// List is an array.
//
//go:noinline
func List(items Object) Object { return Object{"type": "array", "items": items} }

// Enum is a text out of a list.
//
//go:noinline
func Enum(values ...string) Object { return Object{"type": "string", "enum": values} }

// Number is a number from low to high.
//
//go:noinline
func Number(low, high float64) Object {
	return Object{"type": "number", "minimum": low, "maximum": high}
}

// Whole is a whole number from low to high.
//
//go:noinline
func Whole(low, high int) Object {
	return Object{"type": "integer", "minimum": low, "maximum": high}
}

// Text, Flag, Moment, Integer, Real and Any are the plain kinds of values.
var (
	Text    = Object{"type": "string"}
	Flag    = Object{"type": "boolean"}
	Moment  = Object{"type": "string", "format": "date-time"}
	Integer = Object{"type": "integer"}
	Real    = Object{"type": "number"}
	Any     = Object{}
)
