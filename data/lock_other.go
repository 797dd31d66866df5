//go:build !unix

package data

import "time"

// probeLock does nothing here: bbolt's own lock answers a second process.
func probeLock(string, bool, time.Duration) error { return nil }
