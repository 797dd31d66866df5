// Package profile decides what a reader may see: it removes, coarsens or delays claims before anything is drawn from them.
package profile

import (
	"context"
	"time"

	"dateline/data"
)

// Names of the built-in profiles.
const (
	Internal = "internal"
	Public   = "public"
)

// Profile is a set of publishing rules, read from an editable file.
type Profile struct {
	Name string `json:"name"`
}

// Set is the profiles by name.
type Set struct{}

// Default gives the built-in profiles.
func Default() Set { return Set{} }

// Apply gives what a reader with the profile sees of a claim at the time now, and whether he sees it at all.
func (s Set) Apply(ctx context.Context, name string, c data.ClaimState, now time.Time) (data.ClaimState, bool) {
	return c, true
}
