package openapi

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

type inner struct {
	Grade string `json:"grade"`
}

type sample struct {
	inner
	At     time.Time         `json:"at,omitzero"`
	Lon    *float64          `json:"lon"`
	List   []int             `json:"list"`
	Short  []string          `json:"short,omitempty"`
	Pair   [2]float64        `json:"pair"`
	Raw    json.RawMessage   `json:"raw"`
	ByName map[string]inner  `json:"by_name,omitempty"`
	Any    any               `json:"any"`
	Hidden map[string]string `json:"-"`
	secret string
}

func TestSchemaOfAType(t *testing.T) {
	want := Object{
		"type": "object", "required": []string{"any", "grade", "list", "lon", "pair", "raw"},
		"properties": Object{
			"grade": Text, "at": Moment, "lon": Object{"type": "number", "nullable": true},
			"list": Object{"type": "array", "items": Integer, "nullable": true}, "short": List(Text),
			"pair": Object{"type": "array", "items": Real, "minItems": 2, "maxItems": 2}, "raw": Any, "any": Any,
			"by_name": Object{"type": "object", "additionalProperties": Object{"type": "object", "required": []string{"grade"}, "properties": Object{"grade": Text}}},
		},
	}
	if diff := cmp.Diff(want, Of[sample]()); diff != "" {
		t.Error(diff)
	}
	_ = sample{}.secret
}
