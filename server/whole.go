package server

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"strconv"
	"sync"
)

// net/http gathers what it writes in 4 KiB, so that an answer of 7 KiB goes out in two packets with a system call each, which cost
// as much as finding what the answer says. A wholeConn holds the first part back until an answer of known length is complete.

// mostHeld bounds the answers that are held back, in bytes. Longer ones are written in long pieces anyway.
const mostHeld = 64 << 10

// wholeListener gives connections that write answers whole.
type wholeListener struct{ net.Listener }

func (l wholeListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &wholeConn{Conn: c}, nil
}

// wholeConn is a connection that is told how long the next answer will be. One goroutine at a time writes to it.
type wholeConn struct {
	net.Conn
	// body is the length of the announced body; -1 where nothing is announced or its head has been seen.
	body int
	// want is how many bytes held must have to be written.
	want int
	held *bytes.Buffer
}

var heldBuffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// announce says that an answer with a body of n bytes follows.
func (c *wholeConn) announce(n int) {
	if c.held == nil && n > 0 && n <= mostHeld {
		c.body = n
	}
}

// Write holds p back while an announced answer is not complete. Errors of what was held come with a later write, as those of a
// socket's own buffer do.
func (c *wholeConn) Write(p []byte) (int, error) {
	if c.held == nil {
		if c.body <= 0 {
			return c.Conn.Write(p)
		}
		head := bytes.Index(p, []byte("\r\n\r\n"))
		n := c.body
		c.body = 0
		if head < 0 || head+4+n <= len(p) {
			return c.Conn.Write(p)
		}
		c.want, c.held = head+4+n, heldBuffers.Get().(*bytes.Buffer)
	}
	c.held.Write(p)
	if c.held.Len() < c.want {
		return len(p), nil
	}
	if err := c.flush(); err != nil {
		return 0, err
	}
	return len(p), nil
}

// flush writes what is held, and announces nothing.
func (c *wholeConn) flush() error {
	b := c.held
	c.body = 0
	if b == nil {
		return nil
	}
	c.held = nil
	_, err := c.Conn.Write(b.Bytes())
	b.Reset()
	heldBuffers.Put(b)
	return err
}

// CloseWrite ends the writing side, as net/http does before it closes a connection. What is held is the beginning of an answer that
// broke off, and is dropped here as by Close, which any goroutine may call.
func (c *wholeConn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

type connKey struct{}

// withConn lets a request find its connection.
func withConn(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, c)
}

// announced tells the connection of r how long the answer is that starts with this status and header, where it is known.
func announced(r *http.Request, status int, h http.Header) *wholeConn {
	c, ok := r.Context().Value(connKey{}).(*wholeConn)
	if !ok || status != http.StatusOK || r.Method == http.MethodHead || r.ProtoMajor != 1 {
		return nil
	}
	n, err := strconv.Atoi(h.Get("Content-Length"))
	if err != nil {
		return nil
	}
	c.announce(n)
	return c
}
