package location

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// query are the parameters of a request in their order. Requests have few, so that looking through them is faster than a map.
type query []pair

type pair struct{ name, value string }

// parseQuery is [url.ParseQuery] into a list.
func parseQuery(raw string) (query, error) {
	if strings.Contains(raw, ";") {
		return nil, fmt.Errorf("semicolon separator in query")
	}
	out := make(query, 0, 4)
	for raw != "" {
		var part string
		if part, raw, _ = strings.Cut(raw, "&"); part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		name, err := unescape(name)
		if err != nil {
			return nil, err
		}
		if value, err = unescape(value); err != nil {
			return nil, err
		}
		out = append(out, pair{name, value})
	}
	return out, nil
}

func unescape(s string) (string, error) {
	if !strings.ContainsAny(s, "%+") {
		return s, nil
	}
	return url.QueryUnescape(s)
}

// Get gives the first value of a name, empty where there is none.
func (q query) Get(name string) string {
	for i := range q {
		if q[i].name == name {
			return q[i].value
		}
	}
	return ""
}

// all gives every value of a name.
func (q query) all(name string) []string {
	var out []string
	for _, p := range q {
		if p.name == name {
			out = append(out, p.value)
		}
	}
	return out
}

// names gives the names, sorted.
func (q query) names() []string {
	var out []string
	for _, p := range q {
		if !slices.Contains(out, p.name) {
			out = append(out, p.name)
		}
	}
	slices.Sort(out)
	return out
}
