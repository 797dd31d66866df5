package main

import (
	"time"

	"github.com/schollz/progressbar/v3"
)

// bar shows progress on a terminal and nothing elsewhere.
type bar struct{ b *progressbar.ProgressBar }

// progress starts a bar over n steps of what ("reports"); it draws nothing where standard error is no terminal or n is 1.
func (a *app) progress(n int, what string) bar {
	if n <= 1 || !a.Interactive() {
		return bar{}
	}
	return bar{progressbar.NewOptions(n,
		progressbar.OptionSetWriter(a.Stderr),
		progressbar.OptionSetDescription(what),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionSetItsString(what),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	)}
}

func (b bar) step() { b.steps(1) }

func (b bar) steps(n int) {
	if b.b != nil {
		_ = b.b.Add(n) // a bar that cannot be drawn stops nothing
	}
}

func (b bar) done() {
	if b.b != nil {
		_ = b.b.Finish()
	}
}
