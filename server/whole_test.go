package server

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// countingListener counts the writes of its connections.
type countingListener struct {
	net.Listener
	writes *atomic.Int64
}

type countingConn struct {
	*net.TCPConn
	writes *atomic.Int64
}

func (l countingListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return countingConn{c.(*net.TCPConn), l.writes}, nil
}

func (c countingConn) Write(p []byte) (int, error) {
	c.writes.Add(1)
	return c.TCPConn.Write(p)
}

// Answers of known length go out in one piece, come whole whatever their length, and connections go on after each.
func TestAnswersGoOutWhole(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var writes atomic.Int64
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.URL.Query().Get("n"))
		if r.URL.Query().Get("length") != "no" {
			w.Header().Set("Content-Length", strconv.Itoa(n))
		}
		if r.URL.Path == "/flushed" {
			w.WriteHeader(http.StatusOK)
			w.(http.Flusher).Flush()
		}
		if r.URL.Path == "/short" {
			n /= 2
		}
		_, _ = io.WriteString(w, strings.Repeat("x", n))
	})
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- Serve(ctx, countingListener{l, &writes}, h) }()
	defer func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	read := bufio.NewReader(c)
	ask := func(method, target string) (string, error) {
		fmt.Fprintf(c, "%s %s HTTP/1.1\r\nHost: x\r\n\r\n", method, target)
		answer, err := http.ReadResponse(read, &http.Request{Method: method})
		if err != nil {
			return "", err
		}
		body, err := io.ReadAll(answer.Body)
		return string(body), err
	}
	for _, n := range []int{0, 1, 100, 3900, 4000, 4096, 7000, 60_000, mostHeld, mostHeld + 1, 300_000} {
		for _, target := range []string{"/", "/flushed", "/none"} {
			if target == "/none" {
				target += "?length=no&n="
			} else {
				target += "?n="
			}
			before := writes.Load()
			body, err := ask("GET", target+strconv.Itoa(n))
			if err != nil || len(body) != n {
				t.Fatalf("%s%d: %d bytes, %v", target, n, len(body), err)
			}
			if made := writes.Load() - before; target == "/?n=" && n <= mostHeld && made != 1 {
				t.Errorf("an answer of %d bytes took %d writes", n, made)
			}
		}
	}
	if body, err := ask("HEAD", "/?n=7000"); err != nil || body != "" {
		t.Errorf("HEAD: %q, %v", body, err)
	}
	if body, err := ask("GET", "/?n=7000"); err != nil || len(body) != 7000 {
		t.Errorf("after HEAD: %d bytes, %v", len(body), err)
	}
	if _, err := ask("GET", "/short?n=7000"); err == nil {
		t.Error("an answer that broke off was read without an error")
	}
}
