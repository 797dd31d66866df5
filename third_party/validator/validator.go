// Package validator stands in for the checker of struct tags that gin runs behind its binding, which Dateline does not use.
package validator

// Validate checks nothing.
type Validate struct{}

// New makes a Validate.
func New(...any) *Validate { return &Validate{} }

// SetTagName does nothing.
func (*Validate) SetTagName(string) {}

// Struct finds nothing wrong.
func (*Validate) Struct(any) error { return nil }
