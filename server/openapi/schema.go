package openapi

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"time"
)

var (
	timeType = reflect.TypeFor[time.Time]()
	rawType  = reflect.TypeFor[json.RawMessage]()
)

// Of is the schema of what encoding/json writes of a T. Members without omitempty are required; pointers, and lists and maps
// that are written although they may be nil, may be null.
func Of[T any]() Object { return schemaOf(reflect.TypeFor[T]()) }

func schemaOf(t reflect.Type) Object {
	switch t {
	case timeType:
		return Moment
	case rawType:
		return Any
	}
	switch t.Kind() {
	case reflect.String:
		return Text
	case reflect.Bool:
		return Flag
	case reflect.Float32, reflect.Float64:
		return Real
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return Integer
	case reflect.Pointer:
		return nullable(schemaOf(t.Elem()))
	case reflect.Array:
		return Object{"type": "array", "items": schemaOf(t.Elem()), "minItems": t.Len(), "maxItems": t.Len()}
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return Text // base64
		}
		return List(schemaOf(t.Elem()))
	case reflect.Map:
		return Object{"type": "object", "additionalProperties": schemaOf(t.Elem())}
	case reflect.Struct:
		return structOf(t)
	}
	return Any // interfaces
}

func nullable(s Object) Object {
	out := Object{"nullable": true}
	for k, v := range s {
		out[k] = v
	}
	return out
}

func structOf(t reflect.Type) Object {
	properties, required := Object{}, []string{}
	members(t, properties, &required)
	out := Object{"type": "object", "properties": properties}
	if len(required) > 0 {
		out["required"] = sorted(required)
	}
	return out
}

// members adds the members of a struct, those of embedded ones as its own.
func members(t reflect.Type, properties Object, required *[]string) {
	for i := range t.NumField() {
		f := t.Field(i)
		tag := f.Tag.Get("json")
		name, options, _ := strings.Cut(tag, ",")
		switch {
		case f.Anonymous && tag == "":
			members(f.Type, properties, required)
			continue
		case !f.IsExported() || tag == "-":
			continue
		case name == "":
			name = f.Name
		}
		schema := schemaOf(f.Type)
		if strings.Contains(options, "omit") {
			properties[name] = schema
			continue
		}
		if k := f.Type.Kind(); (k == reflect.Slice || k == reflect.Map) && f.Type != rawType {
			schema = nullable(schema)
		}
		properties[name] = schema
		*required = append(*required, name)
	}
}

func sorted(names []string) []string {
	slices.Sort(names)
	return names
}
