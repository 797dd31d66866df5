package server

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// quick are bounds short enough for a test.
func quick() bounds {
	return bounds{
		header: time.Second, idle: 5 * time.Second, connections: newConnections(100),
		pace: pace{piece: 64 << 10, stall: 300 * time.Millisecond, rate: 1 << 20},
	}
}

// slowServer runs a server with handlers that read, write much, stream and work, and counts those at work.
func slowServer(t *testing.T, b bounds) (addr string, working *atomic.Int64) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	working = &atomic.Int64{}
	counted := func(h http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			working.Add(1)
			defer working.Add(-1)
			h(w, r)
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/quick", counted(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "ok") }))
	mux.HandleFunc("/silent", counted(func(http.ResponseWriter, *http.Request) {}))
	mux.HandleFunc("/body", counted(func(w http.ResponseWriter, r *http.Request) {
		if n, err := io.Copy(io.Discard, r.Body); err != nil {
			w.WriteHeader(http.StatusBadRequest)
		} else {
			fmt.Fprint(w, n)
		}
	}))
	mux.HandleFunc("/large", counted(func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, 64<<20)) }))
	mux.HandleFunc("/work", counted(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	mux.HandleFunc("/late", counted(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		select {
		case <-time.After(700 * time.Millisecond): // longer than a client may stall
			io.WriteString(w, "ok")
		case <-r.Context().Done():
		}
	}))
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.serve(ctx, l, mux) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return l.Addr().String(), working
}

func dial(t *testing.T, addr, send string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if _, err := io.WriteString(c, send); err != nil {
		t.Fatal(err)
	}
	return c
}

// closedSoon says whether the server hangs up within a few seconds.
func closedSoon(c net.Conn) bool {
	_ = c.SetReadDeadline(time.Now().Add(10 * time.Second))
	_, err := io.Copy(io.Discard, c)
	var late net.Error
	return !(err != nil && asTimeout(err, &late))
}

func asTimeout(err error, to *net.Error) bool {
	return errors.As(err, to) && (*to).Timeout()
}

// idle waits until no handler is at work.
func idle(t *testing.T, working *atomic.Int64) {
	t.Helper()
	for range 400 {
		if working.Load() == 0 {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Errorf("%d handlers are still at work", working.Load())
}

func TestSlowHeadersAreCut(t *testing.T) {
	addr, _ := slowServer(t, quick())
	c := dial(t, addr, "GET /quick HTTP/1.1\r\nHost: x\r\n")
	stop := make(chan struct{})
	defer close(stop)
	go func() { // a line now and then, and never the last one
		for {
			select {
			case <-stop:
				return
			case <-time.After(50 * time.Millisecond):
				if _, err := io.WriteString(c, "X-A: b\r\n"); err != nil {
					return
				}
			}
		}
	}()
	if !closedSoon(c) {
		t.Error("a client that never ends its headers is kept")
	}
}

func TestSlowBodiesAreCut(t *testing.T) {
	addr, working := slowServer(t, quick())
	c := dial(t, addr, "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n")
	go func() {
		for {
			time.Sleep(50 * time.Millisecond) // each byte comes long before the stall, and all of them too slowly
			if _, err := io.WriteString(c, "x"); err != nil {
				return
			}
		}
	}()
	if !closedSoon(c) {
		t.Error("a client that trickles its body is kept")
	}
	idle(t, working)
}

func TestSlowReadersAreCut(t *testing.T) {
	addr, working := slowServer(t, quick())
	dial(t, addr, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n") // and never reads
	for working.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	idle(t, working)
}

func TestLeavingClientStopsTheWork(t *testing.T) {
	addr, working := slowServer(t, quick())
	for _, request := range []string{"GET /work HTTP/1.1\r\nHost: x\r\n\r\n", "POST /work HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"} {
		c := dial(t, addr, request)
		for working.Load() == 0 {
			time.Sleep(time.Millisecond)
		}
		c.Close()
		idle(t, working)
	}
}

// The bounds of one request are not those of the next one on the connection, nor of the time that the server itself takes.
func TestPatientClientsAreServed(t *testing.T) {
	addr, _ := slowServer(t, quick())
	c := dial(t, addr, "")
	r := bufio.NewReader(c)
	body := strings.Repeat("x", 1<<20)
	for _, request := range []string{
		"GET /quick HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET /silent HTTP/1.1\r\nHost: x\r\n\r\n",
		fmt.Sprintf("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s", len(body), body),
		fmt.Sprintf("POST /late HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s", len(body), body),
		"GET /large HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET /late HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET /silent HTTP/1.1\r\nHost: x\r\n\r\n",
	} {
		time.Sleep(400 * time.Millisecond) // longer than a client may stall
		if _, err := io.WriteString(c, request); err != nil {
			t.Fatal(err)
		}
		a, err := http.ReadResponse(r, nil)
		if err != nil {
			t.Fatalf("%.20s: %v", request, err)
		}
		n, err := io.Copy(io.Discard, a.Body)
		if a.Body.Close(); err != nil || a.StatusCode != http.StatusOK {
			t.Fatalf("%.20s: status %d, %d bytes, %v", request, a.StatusCode, n, err)
		}
	}
}

func TestIdleConnectionsAreBounded(t *testing.T) {
	b := quick()
	b.header = time.Minute
	addr, _ := slowServer(t, b)
	crowd(t, addr, 500, b.connections)
}

// crowd opens idle connections and checks that the server answers others all the while.
func crowd(t *testing.T, addr string, n int, open *connections) {
	t.Helper()
	for i := range n {
		send := ""
		if i%2 == 1 {
			send = "GET /quick HTTP/1.1\r\nHost: x\r\n\r\n" // idle after an answer
		}
		dial(t, addr, send)
		if i%(n/10) == 0 {
			if err := answers(addr); err != nil {
				t.Fatalf("with %d idle connections: %v", i, err)
			}
		}
	}
	if err := answers(addr); err != nil {
		t.Errorf("with %d idle connections: %v", n, err)
	}
	for range 200 {
		if open.count() <= open.most {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Errorf("%d connections are open, %d may be", open.count(), open.most)
}

func answers(addr string) error {
	client := http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	r, err := client.Get("http://" + addr + "/quick")
	if err != nil {
		return err
	}
	defer r.Body.Close()
	if b, err := io.ReadAll(r.Body); err != nil || string(b) != "ok" {
		return fmt.Errorf("answered %q, %w", b, err)
	}
	return nil
}
