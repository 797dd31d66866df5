package server

import (
	"container/list"
	"net"
	"net/http"
	"sync"
)

// maxConnections bounds the connections that are open at a time. A waiting one costs some 20 kB.
const maxConnections = 10_000

// connectionsAllowed leaves a quarter of the files that the system grants to everything else.
func connectionsAllowed() int {
	if n := openFiles(); n > 0 {
		return min(maxConnections, n/4*3)
	}
	return maxConnections
}

// connections keeps count of the connections of a server. When there are too many, it closes those that have waited longest
// for a request: whoever opens connections without end loses his own, and the others are answered. It is safe for concurrent
// use.
type connections struct {
	most int

	mu   sync.Mutex
	open map[net.Conn]*list.Element // nil while a request is at work
	// waiting are the connections without a request, the one that has waited longest in front.
	waiting *list.List
}

func newConnections(most int) *connections {
	return &connections{most: most, open: map[net.Conn]*list.Element{}, waiting: list.New()}
}

// watch is the ConnState of a server.
func (c *connections) watch(conn net.Conn, state http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.open[conn]; e != nil {
		c.waiting.Remove(e)
	}
	switch state {
	case http.StateNew, http.StateIdle:
		c.open[conn] = c.waiting.PushBack(conn)
	case http.StateActive:
		c.open[conn] = nil
	case http.StateClosed, http.StateHijacked:
		delete(c.open, conn)
	}
	for len(c.open) > c.most && c.waiting.Len() > 1 {
		oldest := c.waiting.Remove(c.waiting.Front()).(net.Conn)
		delete(c.open, oldest)
		_ = oldest.Close() // its own goroutine notices
	}
}

// count gives the connections that are open.
func (c *connections) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.open)
}
