package data

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
)

// correct applies a JSON merge patch (RFC 7396) to a claim. The id stays; a field that claims do not have is refused.
func correct(c Claim, patch json.RawMessage) (Claim, error) {
	invalid := func(err error) (Claim, error) {
		return Claim{}, fmt.Errorf("%w correction of claim %s: %w", ErrInvalid, c.ID, err)
	}
	var p map[string]any
	if err := decodeNumbers(patch, &p); err != nil {
		return invalid(fmt.Errorf("it must be a JSON object of the fields to change: %w", err))
	}
	if p == nil {
		return invalid(errors.New("it must be a JSON object of the fields to change, not null"))
	}
	b, err := json.Marshal(c)
	if err != nil {
		return invalid(err)
	}
	var doc map[string]any
	if err := decodeNumbers(b, &doc); err != nil {
		return invalid(err)
	}
	b, err = json.Marshal(MergePatch(doc, p))
	if err != nil {
		return invalid(err)
	}
	var out Claim
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&out); err != nil {
		return invalid(err)
	}
	if out.ID != c.ID {
		return invalid(fmt.Errorf("the id cannot change"))
	}
	if err := checkClaim(&out); err != nil {
		return Claim{}, err
	}
	return out, nil
}

func decodeNumbers(b []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	return d.Decode(v)
}

// MergePatch is the algorithm of RFC 7396, section 2.
func MergePatch(target, patch any) any {
	p, ok := patch.(map[string]any)
	if !ok {
		return patch
	}
	t, ok := target.(map[string]any)
	if !ok {
		t = map[string]any{}
	}
	for k, v := range p {
		if v == nil {
			delete(t, k)
		} else {
			t[k] = MergePatch(t[k], v)
		}
	}
	return t
}

// DiffPatch gives the JSON merge patch that makes one document the other; both as encoding/json decodes them into any.
func DiffPatch(from, to map[string]any) map[string]any {
	patch := map[string]any{}
	for k, v := range to {
		was, there := from[k]
		a, aObject := was.(map[string]any)
		b, bObject := v.(map[string]any)
		switch {
		case aObject && bObject:
			if d := DiffPatch(a, b); len(d) > 0 {
				patch[k] = d
			}
		case !there || !reflect.DeepEqual(was, v):
			patch[k] = v
		}
	}
	for k := range from {
		if _, there := to[k]; !there {
			patch[k] = nil
		}
	}
	return patch
}
