package location

import (
	"errors"
	"io"
	"sync/atomic"
)

// Holder holds the gazetteer that requests use, so that it can be exchanged under load: a request keeps the one it began
// with, and the old one is closed when the last such request has ended. It is safe for concurrent use.
type Holder struct{ current atomic.Pointer[held] }

type held struct {
	places Places
	// users counts the requests at work, plus one while it is the current gazetteer. It never leaves 0 again.
	users  atomic.Int64
	closed chan struct{}
	err    error
}

// NewHolder makes a holder of p, which it closes when it is exchanged and p is an io.Closer.
func NewHolder(p Places) *Holder {
	h := &Holder{}
	h.current.Store(newHeld(p))
	return h
}

func newHeld(p Places) *held {
	h := &held{places: p, closed: make(chan struct{})}
	h.users.Store(1)
	return h
}

// Acquire gives the current gazetteer. The caller calls release once, when it is done with it and with all that it gave.
func (h *Holder) Acquire() (p Places, release func()) {
	for {
		c := h.current.Load()
		n := c.users.Load()
		if n > 0 && c.users.CompareAndSwap(n, n+1) {
			return c.places, c.release
		}
	}
}

func (c *held) release() {
	if c.users.Add(-1) > 0 {
		return
	}
	if closer, ok := c.places.(io.Closer); ok {
		c.err = closer.Close()
	}
	close(c.closed)
}

// Swap puts p in place of the current gazetteer, waits for the requests that still use the old one, and closes it.
func (h *Holder) Swap(p Places) error {
	if p == nil {
		return errors.New("exchange gazetteer: there is none to put in its place")
	}
	old := h.current.Swap(newHeld(p))
	old.release()
	<-old.closed
	return old.err
}
