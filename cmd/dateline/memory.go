package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// errMemory ends an import before the system does: what was stored until then stays, and the rest can be read later.
var errMemory = errors.New("memory is short")

const (
	memoryEvery = 20 * time.Millisecond
	// fullShare is the share of the limit from which an import ends; collectShare the one above which garbage is collected harder.
	fullShare, collectShare = 0.92, 0.8
)

// memoryLimit is a bound on the memory of this process and how much of it is used, in bytes.
type memoryLimit struct {
	what  string
	bytes int64
	used  func() int64
}

// withMemory ends the context, with errMemory as its cause, before a limit on the memory of the process is reached. A process that
// runs into one is ended by the system, without a word.
func withMemory(ctx context.Context, limits []memoryLimit) (context.Context, func()) {
	if len(limits) == 0 {
		return ctx, func() {}
	}
	before := debug.SetMemoryLimit(-1)
	for _, l := range limits {
		debug.SetMemoryLimit(min(debug.SetMemoryLimit(-1), int64(collectShare*float64(l.bytes))))
	}
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		tick := time.NewTicker(memoryEvery)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			if l, full := fullLimit(limits); full {
				debug.FreeOSMemory()
				if l, full = fullLimit(limits); full {
					cancel(fmt.Errorf("%w: %d MB are used and %s is %d MB", errMemory, l.used()>>20, l.what, l.bytes>>20))
				}
			}
		}
	}()
	return ctx, func() { cancel(nil); debug.SetMemoryLimit(before) }
}

func fullLimit(limits []memoryLimit) (memoryLimit, bool) {
	for _, l := range limits {
		if float64(l.used()) > fullShare*float64(l.bytes) {
			return l, true
		}
	}
	return memoryLimit{}, false
}

// memoryLimits are the limits that hold for this process.
func memoryLimits() []memoryLimit {
	limits := systemLimits()
	if n := debug.SetMemoryLimit(-1); n < math.MaxInt64 {
		limits = append(limits, memoryLimit{"GOMEMLIMIT", n, heldMemory})
	}
	return limits
}

// heldMemory is what the process has taken from the system for itself and not given back.
func heldMemory() int64 {
	s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(s)
	return int64(s[0].Value.Uint64() - s[1].Value.Uint64())
}

// stopped says why work ended before its end.
func stopped(ctx context.Context, what string) error {
	if cause := context.Cause(ctx); errors.Is(cause, errMemory) {
		return fmt.Errorf("%s: %w: raise it, or give fewer or smaller files at a time; what was read before is stored, start it again to read the rest", what, cause)
	}
	return fmt.Errorf("%s: stopped; start it again to read the rest", what)
}
