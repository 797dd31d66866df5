// Package server answers HTTP: it puts the rooms (location, ogc, desk, web) behind one handler and keeps it alive. Only
// the packages under server import gin.
package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// Times and sizes that bound one connection. Bodies and answers are bounded by [pace].
const (
	headerTimeout = 10 * time.Second
	idleTimeout   = 2 * time.Minute
	maxHeader     = 64 << 10
	shutdownGrace = 10 * time.Second
)

// Listen binds addr, and says in one line what to do where the port is taken.
func Listen(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w; give another address with --addr, or 127.0.0.1:0 for any free port", addr, err)
	}
	return l, nil
}

// Serve answers on l until ctx ends, then lets requests finish for a few seconds.
func Serve(ctx context.Context, l net.Listener, h http.Handler) error {
	return bounds{header: headerTimeout, idle: idleTimeout, pace: defaultPace, connections: newConnections(connectionsAllowed())}.serve(ctx, l, h)
}

// bounds are what a server grants its clients.
type bounds struct {
	header, idle time.Duration
	pace         pace
	connections  *connections
}

func (b bounds) serve(ctx context.Context, l net.Listener, h http.Handler) error {
	s := &http.Server{
		Handler:           b.pace.around(h),
		ReadHeaderTimeout: b.header,
		IdleTimeout:       b.idle,
		MaxHeaderBytes:    maxHeader,
		ConnState:         b.connections.watch,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ConnContext:       withConn,
	}
	done := make(chan error, 1)
	go func() { done <- s.Serve(wholeListener{l}) }()
	select {
	case err := <-done:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownGrace)
	defer cancel()
	if err := s.Shutdown(grace); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("shut down: %w", err)
	}
	return nil
}
