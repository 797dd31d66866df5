package ogc

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"slices"
	"sort"
	"strings"

	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/server/problem"
)

// sortKey is a property to sort by.
type sortKey struct {
	property string
	down     bool
}

func parseSort(v string, fields map[string]string) ([]sortKey, error) {
	if v == "" {
		return nil, nil
	}
	var keys []sortKey
	for _, k := range strings.Split(v, ",") {
		k = strings.TrimSpace(k)
		down := strings.HasPrefix(k, "-")
		k = strings.TrimLeft(k, "+- ")
		if _, ok := fields[k]; !ok {
			return nil, problem.Bad("sortby", "there is no property %q to sort by; -name sorts downwards", short(k))
		}
		keys = append(keys, sortKey{k, down})
	}
	if len(keys) > 5 {
		return nil, problem.Bad("sortby", "%d properties, at most 5", len(keys))
	}
	return keys, nil
}

// valueOf gives what a feature is sorted by: id, or a property.
func valueOf(f *geo.Feature, property string) any {
	if v, ok := f.Properties[property]; ok || property != "id" {
		return v
	}
	return f.ID
}

// compareValues orders null, false, true, numbers, text, the rest.
func compareValues(a, b any) int {
	ra, rb := class(a), class(b)
	if ra != rb {
		return cmp.Compare(ra, rb)
	}
	switch ra {
	case 2:
		return cmp.Compare(number(a), number(b))
	case 3:
		return strings.Compare(a.(string), b.(string))
	}
	return 0
}

func class(v any) int {
	switch v := v.(type) {
	case nil:
		return 5 // unknown last
	case bool:
		if v {
			return 1
		}
		return 0
	case int, int64, float64:
		return 2
	case string:
		return 3
	}
	return 4
}

func sortRows(v *view, rows []int32, keys []sortKey) {
	slices.SortStableFunc(rows, func(a, b int32) int {
		for _, k := range keys {
			c := compareValues(valueOf(&v.features[a], k.property), valueOf(&v.features[b], k.property))
			if k.down {
				c = -c
			}
			if c != 0 {
				return c
			}
		}
		return cmp.Compare(a, b)
	})
}

// cursor is where a page begins: behind the feature with these sort values and id. Features that come or go between two
// pages move no other.
type cursor struct {
	set    bool
	values []any
	id     string
}

func cursorOf(f *geo.Feature, keys []sortKey) string {
	parts := make([]any, 0, len(keys)+1)
	for _, k := range keys {
		parts = append(parts, valueOf(f, k.property))
	}
	raw, _ := json.Marshal(append(parts, f.ID))
	return base64.RawURLEncoding.EncodeToString(raw)
}

func parseCursor(v string, keys int) (c cursor, err error) {
	if v == "" {
		return c, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(v)
	var parts []any
	if err == nil {
		err = json.Unmarshal(raw, &parts)
	}
	if err != nil || len(parts) != keys+1 {
		return c, problem.Bad("after", "%q is no mark of a page; follow the next link, with its sortby", short(v))
	}
	id, ok := parts[keys].(string)
	if !ok {
		return c, problem.Bad("after", "%q is no mark of a page; follow the next link", short(v))
	}
	return cursor{true, parts[:keys], id}, nil
}

// position is the first row behind the cursor.
func (c cursor) position(v *view, rows []int32, keys []sortKey) int {
	return sort.Search(len(rows), func(n int) bool {
		f := &v.features[rows[n]]
		for i, k := range keys {
			d := compareValues(valueOf(f, k.property), c.values[i])
			if k.down {
				d = -d
			}
			if d != 0 {
				return d > 0
			}
		}
		return f.ID > c.id
	})
}

// bboxParam is a box in degrees.
type bboxParam struct{ degrees orb.Bound }

func parseBBoxParam(v, system string) (*bboxParam, error) {
	crs, err := parseCRS("bbox-crs", system)
	if err != nil || v == "" {
		return nil, err
	}
	b, err := parseBBox(v)
	if err != nil {
		return nil, err
	}
	b = crs.bound(b)
	return &bboxParam{b}, degrees(b)
}
