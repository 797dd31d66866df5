package cql2

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sort"
	"strings"
)

// ParseJSON reads the JSON encoding.
func ParseJSON(data []byte) (*Expression, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, fail(int(d.InputOffset()), "is no JSON: %v", err)
	}
	if d.More() {
		return nil, fail(int(d.InputOffset()), "goes on behind the expression")
	}
	r := &jsonReader{}
	n, err := r.node(v)
	if err != nil {
		return nil, err
	}
	return finish(n)
}

type jsonReader struct{ depth, nodes int }

func (r *jsonReader) node(v any) (*node, error) {
	r.depth++
	defer func() { r.depth-- }()
	if r.nodes++; r.depth > maxDepth || r.nodes > maxNodes {
		return nil, fail(0, "is nested deeper than %d or has more than %d parts", maxDepth, maxNodes)
	}
	switch v := v.(type) {
	case string, float64, bool:
		return &node{kind: literal, value: v}, nil
	case []any:
		args, err := r.nodes_(v)
		return &node{kind: array, args: args}, err
	case map[string]any:
		return r.object(v)
	}
	return nil, fail(0, "null stands where a value should; write isNull")
}

func (r *jsonReader) nodes_(items []any) ([]*node, error) {
	args := make([]*node, len(items))
	for i, it := range items {
		var err error
		if args[i], err = r.node(it); err != nil {
			return nil, err
		}
	}
	return args, nil
}

func (r *jsonReader) object(m map[string]any) (*node, error) {
	if op, ok := m["op"].(string); ok {
		items, ok := m["args"].([]any)
		if !ok {
			return nil, fail(0, "operator %q has no args", op)
		}
		args, err := r.nodes_(items)
		if err != nil {
			return nil, err
		}
		if c, ok := canonical[strings.ToLower(op)]; ok {
			op = c
		}
		return &node{op: op, args: args}, nil
	}
	if name, ok := m["property"].(string); ok {
		return &node{kind: property, op: name}, nil
	}
	for _, key := range []string{"date", "timestamp"} {
		if s, ok := m[key].(string); ok {
			return instantNode(s, 0)
		}
	}
	if items, ok := m["interval"].([]any); ok {
		return r.interval(items)
	}
	if items, ok := m["bbox"].([]any); ok {
		return bboxOf(items)
	}
	if kind, ok := m["type"].(string); ok {
		return r.geometry(kind, m)
	}
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return nil, fail(0, "an object with %v is no part of CQL2", keys)
}

func (r *jsonReader) interval(items []any) (*node, error) {
	if len(items) != 2 {
		return nil, fail(0, "an interval has two ends")
	}
	n := &node{kind: interval, args: make([]*node, 2)}
	for i, it := range items {
		var err error
		if s, ok := it.(string); ok {
			n.args[i], err = endNode(s, 0)
		} else {
			n.args[i], err = r.node(it)
		}
		if err != nil {
			return nil, err
		}
	}
	return n, nil
}

func bboxOf(items []any) (*node, error) {
	v := make([]float64, len(items))
	for i, it := range items {
		f, ok := it.(float64)
		if !ok {
			return nil, fail(0, "bbox holds numbers")
		}
		v[i] = f
	}
	return boxNode(v, 0)
}

func (r *jsonReader) geometry(kind string, m map[string]any) (*node, error) {
	n := &node{kind: geometry, op: kind}
	if kind == "GeometryCollection" {
		items, _ := m["geometries"].([]any)
		for _, it := range items {
			part, err := r.node(it)
			if err != nil {
				return nil, err
			}
			if part.kind != geometry {
				return nil, fail(0, "a collection holds geometries")
			}
			n.args = append(n.args, part)
		}
	} else {
		n.value = m["coordinates"]
	}
	return n, n.build(0)
}

// MarshalJSON gives the JSON encoding.
func (e *Expression) MarshalJSON() ([]byte, error) { return json.Marshal(e.root.json()) }

func (n *node) json() any {
	switch n.kind {
	case literal:
		return n.value
	case property:
		return map[string]any{"property": n.op}
	case instant:
		if n.day {
			return map[string]any{"date": n.value}
		}
		return map[string]any{"timestamp": n.value}
	case interval:
		ends := make([]any, 2)
		for i, a := range n.args {
			if ends[i] = a.json(); a.kind == instant {
				ends[i] = a.value
			}
		}
		return map[string]any{"interval": ends}
	case box:
		return map[string]any{"bbox": n.value}
	case geometry:
		if n.op == "GeometryCollection" {
			return map[string]any{"type": n.op, "geometries": jsons(n.args)}
		}
		return map[string]any{"type": n.op, "coordinates": n.value}
	case array:
		return jsons(n.args)
	}
	return map[string]any{"op": n.op, "args": jsons(n.args)}
}

func jsons(nodes []*node) []any {
	out := make([]any, len(nodes))
	for i, n := range nodes {
		out[i] = n.json()
	}
	return out
}

// String gives the text encoding, with a parenthesis around every operation.
func (e *Expression) String() string { return e.root.text() }

func (n *node) text() string {
	switch n.kind {
	case literal:
		return literalText(n.value)
	case property:
		return `"` + strings.ReplaceAll(n.op, `"`, `""`) + `"`
	case instant:
		name := "TIMESTAMP"
		if n.day {
			name = "DATE"
		}
		return name + "('" + n.value.(string) + "')"
	case interval:
		ends := make([]string, 2)
		for i, a := range n.args {
			if ends[i] = a.text(); a.kind == instant {
				ends[i] = "'" + a.value.(string) + "'"
			}
		}
		return "INTERVAL(" + strings.Join(ends, ", ") + ")"
	case box:
		return "BBOX(" + numbers(n.value.([]float64), ", ") + ")"
	case geometry:
		if n.op == "GeometryCollection" {
			return "GEOMETRYCOLLECTION(" + strings.Join(texts(n.args), ", ") + ")"
		}
		return strings.ToUpper(n.op) + wktText(n.value, n.op == "Point")
	case array:
		return "(" + strings.Join(texts(n.args), ", ") + ")"
	}
	return n.callText()
}

func (n *node) callText() string {
	a := texts(n.args)
	switch n.op {
	case "and", "or":
		return "(" + strings.Join(a, " "+strings.ToUpper(n.op)+" ") + ")"
	case "not":
		return "(NOT " + a[0] + ")"
	case "isNull":
		return "(" + a[0] + " IS NULL)"
	case "between":
		return "(" + a[0] + " BETWEEN " + a[1] + " AND " + a[2] + ")"
	case "like", "in":
		return "(" + a[0] + " " + strings.ToUpper(n.op) + " " + a[1] + ")"
	case "=", "<>", "<", ">", "<=", ">=", "+", "-", "*", "/", "%", "div", "^":
		return "(" + a[0] + " " + n.op + " " + a[1] + ")"
	}
	return n.op + "(" + strings.Join(a, ", ") + ")"
}

func texts(nodes []*node) []string {
	out := make([]string, len(nodes))
	for i, n := range nodes {
		out[i] = n.text()
	}
	return out
}

func literalText(v any) string {
	switch v := v.(type) {
	case string:
		return "'" + strings.ReplaceAll(v, "'", "''") + "'"
	case bool:
		return strings.ToUpper(fmt.Sprint(v))
	}
	return numbers([]float64{v.(float64)}, "")
}

func numbers(v []float64, between string) string {
	out := make([]string, len(v))
	for i, f := range v {
		text, _ := json.Marshal(f)
		out[i] = string(text)
	}
	return strings.Join(out, between)
}

// wktText writes nested coordinates; a position without a list around it is a point.
func wktText(v any, single bool) string {
	items, _ := v.([]any)
	if len(items) > 0 {
		if _, number := items[0].(float64); number {
			pos := make([]float64, len(items))
			for i, it := range items {
				pos[i], _ = it.(float64)
			}
			if single {
				return "(" + numbers(pos, " ") + ")"
			}
			return numbers(pos, " ")
		}
	}
	out := make([]string, len(items))
	for i, it := range items {
		out[i] = wktText(it, false)
	}
	return "(" + strings.Join(out, ", ") + ")"
}
