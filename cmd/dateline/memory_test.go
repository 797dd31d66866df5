package main

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
)

// TestMemoryEndsAnImport: an import that comes near a limit ends by itself and says why; below it, it goes on.
func TestMemoryEndsAnImport(t *testing.T) {
	var used atomic.Int64
	ctx, stop := withMemory(context.Background(), []memoryLimit{{"the limit of the test", 4 << 40, used.Load}})
	defer stop()
	used.Store(3 << 40)
	if _, full := fullLimit([]memoryLimit{{"", 4 << 40, used.Load}}); full || ctx.Err() != nil {
		t.Fatal("three quarters are not full")
	}
	used.Store(4<<40 - 1)
	<-ctx.Done()
	if err := context.Cause(ctx); !errors.Is(err, errMemory) || !strings.Contains(err.Error(), "the limit of the test is 4194304 MB") {
		t.Error(err)
	}
	if err := stopped(ctx, "add reports"); !strings.Contains(err.Error(), "what was read before is stored") {
		t.Error(err)
	}
}
