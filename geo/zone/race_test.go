//go:build race

package zone

// Nothing in the truth test runs side by side; under the race detector it would only take ten times as long.
func init() { underRace = true }
