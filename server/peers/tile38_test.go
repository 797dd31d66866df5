//go:build peers

package main

import (
	"bufio"
	"io"
	"net"
	"os"
	"path/filepath"
	"testing"
)

// A server that answers as Tile38 does is asked, and what it is asked is well-formed.
func TestTile38IsAskedInItsProtocol(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				in := &tile38{conn: c, r: bufio.NewReader(c)}
				for in.skip() == nil { // a command is an array of bulk strings
					_, _ = io.WriteString(c, "*2\r\n:0\r\n*1\r\n*2\r\n$1\r\n7\r\n*2\r\n$2\r\n36\r\n$-1\r\n")
				}
			}()
		}
	}()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"places.csv": "geonames:1,43.1,36.3,5\n", "countries.lines": `{"type":"Feature"}` + "\n", "questions.txt": "43.1,36.3\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := loadTile38(dir, l.Addr().String()); err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{"nearest", "box", "country"} {
		if err := askTile38(dir, l.Addr().String(), what, 4, 1); err != nil {
			t.Error(err)
		}
	}
}
