package data

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// States are the review states of a claim.
var States = []string{Pending, Accepted, Rejected, Retracted, Merged, Superseded}

// SettingAutoAccept names the setting of the rule that accepts corroborated claims without a person. It is off unless somebody turns it on.
const SettingAutoAccept = "auto_accept"

// AutoAccept is the rule: a pending claim of these kinds is accepted when at least Sources independent sources of Grade or
// better say the same of the same place at the same time.
type AutoAccept struct {
	Enabled bool     `json:"enabled"`
	Kinds   []string `json:"kinds"`
	Sources int      `json:"sources"`
	// Grade is the worst reliability, A to E, that counts.
	Grade string `json:"grade"`
}

func defaultAutoAccept() AutoAccept {
	return AutoAccept{Kinds: []string{KindControl}, Sources: 2, Grade: "B"}
}

// DefaultSettings gives the settings with their built-in values.
func DefaultSettings() map[string]json.RawMessage {
	b, err := json.Marshal(defaultAutoAccept())
	if err != nil {
		panic(err) // a struct of strings and numbers
	}
	return map[string]json.RawMessage{SettingAutoAccept: b}
}

// CheckSetting refuses an unknown setting, or a value that it cannot have.
func CheckSetting(name string, value []byte) error {
	if publisher, ok := strings.CutPrefix(name, sourcePrefix); ok {
		src, err := parseSource(value)
		if err == nil && PublisherName(src.Publisher) != publisher {
			err = fmt.Errorf("%w setting %q: it speaks of the publisher %q", ErrInvalid, name, src.Publisher)
		}
		return err
	}
	if name != SettingAutoAccept {
		return fmt.Errorf("%w setting %q: there are %s and %sPUBLISHER", ErrInvalid, name, SettingAutoAccept, sourcePrefix)
	}
	_, err := parseAutoAccept(value)
	return err
}

func parseAutoAccept(value []byte) (AutoAccept, error) {
	a := defaultAutoAccept()
	d := json.NewDecoder(bytes.NewReader(value))
	d.DisallowUnknownFields()
	if err := d.Decode(&a); err != nil {
		return a, fmt.Errorf("%w setting %s: %w", ErrInvalid, SettingAutoAccept, err)
	}
	switch {
	case a.Sources < 2:
		return a, fmt.Errorf("%w setting %s: sources must be 2 or more, one source corroborates nothing", ErrInvalid, SettingAutoAccept)
	case len(a.Grade) != 1 || a.Grade < "A" || a.Grade > "E":
		return a, fmt.Errorf("%w setting %s: grade %q is not A to E (F cannot be judged)", ErrInvalid, SettingAutoAccept, a.Grade)
	case len(a.Kinds) == 0:
		return a, fmt.Errorf("%w setting %s: it names no kinds of claim", ErrInvalid, SettingAutoAccept)
	}
	kinds := []string{KindControl, KindSiege, KindLine, KindFlow, KindStock, KindReturn, KindMovement, KindEvent, KindRelation}
	for _, k := range a.Kinds {
		if !slices.Contains(kinds, k) {
			return a, fmt.Errorf("%w setting %s: kind %q is none of %s", ErrInvalid, SettingAutoAccept, k, strings.Join(kinds, ", "))
		}
	}
	return a, nil
}
