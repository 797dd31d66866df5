//go:build peers

package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/paulmach/orb"
)

// loadTile38 fills a Tile38 server with the places and countries of dir.
func loadTile38(dir, address string) error {
	c, err := dialTile38(address)
	if err != nil {
		return err
	}
	defer c.conn.Close()
	if err := eachLine(filepath.Join(dir, "places.csv"), func(line string) error {
		f := strings.SplitN(line, ",", 4)
		return c.ask("SET", "places", f[0], "POINT", f[2], f[1])
	}); err != nil {
		return err
	}
	n := 0
	return eachLine(filepath.Join(dir, "countries.lines"), func(line string) error {
		n++
		return c.ask("SET", "countries", strconv.Itoa(n), "OBJECT", line)
	})
}

// tile38Question is what Tile38 is asked for one of our paths: the ten nearest with their distances, a hundred places of a box of 1°, the
// country of a point.
func tile38Question(what string, p orb.Point) []string {
	lon, lat := number(p[0]), number(p[1])
	switch what {
	case "nearest":
		return []string{"NEARBY", "places", "LIMIT", "10", "DISTANCE", "POINTS", "POINT", lat, lon}
	case "box":
		return []string{"WITHIN", "places", "LIMIT", "100", "POINTS", "BOUNDS", lat, lon, number(p[1] + 1), number(p[0] + 1)}
	}
	return []string{"INTERSECTS", "countries", "LIMIT", "1", "IDS", "OBJECT", `{"type":"Point","coordinates":[` + lon + "," + lat + "]}"}
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', 5, 64) }

// askTile38 asks through so many connections for so many seconds, and prints requests a second, the 99th percentile in milliseconds, the
// number of answers, and how many failed.
func askTile38(dir, address, what string, clients, seconds int) error {
	questions, err := readQuestions(dir)
	if err != nil {
		return err
	}
	var (
		wg     sync.WaitGroup
		mu     sync.Mutex
		all    []time.Duration
		failed atomic.Int64
		begin  = time.Now()
		end    = begin.Add(time.Duration(seconds) * time.Second)
	)
	for n := range clients {
		c, err := dialTile38(address)
		if err != nil {
			return err
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer c.conn.Close()
			var took []time.Duration
			for i := n * len(questions) / clients; ; i++ {
				asked := time.Now()
				if asked.After(end) {
					break
				}
				if err := c.ask(tile38Question(what, questions[i%len(questions)])...); err != nil {
					failed.Add(1)
					break
				}
				took = append(took, time.Since(asked))
			}
			mu.Lock()
			all = append(all, took...)
			mu.Unlock()
		}()
	}
	wg.Wait()
	if len(all) == 0 {
		return fmt.Errorf("no answer to %s", what)
	}
	slices.Sort(all)
	fmt.Fprintf(os.Stdout, "%.1f %.3f %d %d\n", float64(len(all))/time.Since(begin).Seconds(), all[len(all)*99/100].Seconds()*1000, len(all), failed.Load())
	return nil
}

// tile38 is a connection that speaks RESP, the protocol of Redis.
type tile38 struct {
	conn net.Conn
	r    *bufio.Reader
	buf  []byte
}

func dialTile38(address string) (*tile38, error) {
	c, err := net.DialTimeout("tcp", address, 5*time.Second)
	if err != nil {
		return nil, err
	}
	return &tile38{conn: c, r: bufio.NewReaderSize(c, 1<<16)}, nil
}

// ask sends a command and reads its answer away.
func (t *tile38) ask(words ...string) error {
	b := append(strconv.AppendInt(append(t.buf[:0], '*'), int64(len(words)), 10), "\r\n"...)
	for _, w := range words {
		b = append(strconv.AppendInt(append(b, '$'), int64(len(w)), 10), "\r\n"...)
		b = append(append(b, w...), "\r\n"...)
	}
	t.buf = b
	if _, err := t.conn.Write(b); err != nil {
		return err
	}
	return t.skip()
}

// skip reads one value: a simple string, an error, a number, a bulk string, or an array of values.
func (t *tile38) skip() error {
	line, err := t.r.ReadSlice('\n')
	if err != nil {
		return err
	}
	text := strings.TrimRight(string(line[1:]), "\r\n")
	switch line[0] {
	case '+', ':':
		return nil
	case '-':
		return fmt.Errorf("answer: %s", text)
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return fmt.Errorf("answer begins with %q", line)
	}
	if line[0] == '$' {
		if n >= 0 {
			_, err = io.CopyN(io.Discard, t.r, int64(n)+2)
		}
		return err
	}
	for ; n > 0; n-- {
		if err := t.skip(); err != nil {
			return err
		}
	}
	return nil
}
