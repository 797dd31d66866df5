package server

import (
	"io"
	"net/http"
	"time"
)

// pace bounds how slow a client may be. Go's own ReadTimeout and WriteTimeout bound whole requests, which would cut event
// streams and large files on slow lines; what is bounded here is each piece of them.
type pace struct {
	// piece is how much is written at a time, and stall how long a client may take for one piece: 64 KiB in a minute is
	// 1.1 kB/s, slower than a telephone line.
	piece int
	stall time.Duration
	// rate is the least mean rate of a request's body in bytes a second, reckoned after the stall.
	rate float64
}

var defaultPace = pace{piece: 64 << 10, stall: time.Minute, rate: 1000}

// around gives h clients that hold no request for ever.
func (p pace) around(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		paced := &pacedWriter{ResponseWriter: w, control: http.NewResponseController(w), pace: p, request: r}
		paced.push()
		if r.Body != nil && r.Body != http.NoBody {
			r.Body = &pacedBody{ReadCloser: r.Body, control: paced.control, pace: p, begun: time.Now()}
		}
		defer paced.push() // what is left in buffers is sent after the handler
		h.ServeHTTP(paced, r)
	})
}

// pacedWriter moves the deadline of the connection before each piece.
type pacedWriter struct {
	http.ResponseWriter
	control *http.ResponseController
	pace    pace
	pushed  time.Time
	request *http.Request
	whole   *wholeConn // that waits for the whole answer, or nil
	begun   bool       // the head has been written
}

// push gives the client its time anew. It does so once a second at most: a deadline is cheap, but not free.
func (w *pacedWriter) push() {
	now := time.Now()
	if now.Sub(w.pushed) < min(time.Second, w.pace.stall/4) {
		return
	}
	w.pushed = now
	_ = w.control.SetWriteDeadline(now.Add(w.pace.stall)) // recorders in tests have no deadlines
}

func (w *pacedWriter) WriteHeader(status int) {
	w.push()
	w.begin(status)
	w.ResponseWriter.WriteHeader(status)
}

// begin announces the length of the answer to the connection, at its first byte.
func (w *pacedWriter) begin(status int) {
	if !w.begun && status >= http.StatusOK {
		w.begun = true
		w.whole = announced(w.request, status, w.Header())
	}
}

func (w *pacedWriter) Write(b []byte) (n int, err error) {
	w.begin(http.StatusOK)
	for {
		w.push()
		k, err := w.ResponseWriter.Write(b[:min(len(b), w.pace.piece)])
		n += k
		if b = b[k:]; err != nil || len(b) == 0 {
			return n, err
		}
	}
}

func (w *pacedWriter) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

func (w *pacedWriter) Flush() {
	w.push()
	_ = w.control.Flush() // a writer that cannot flush sends at its end
	if w.whole != nil {
		_ = w.whole.flush() // a broken connection shows at the next write
	}
}

// Unwrap lets http.ResponseController reach the connection.
func (w *pacedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// pacedBody reads a body that must come in at the least rate.
type pacedBody struct {
	io.ReadCloser
	control *http.ResponseController
	pace    pace
	begun   time.Time
	n       int64
}

func (b *pacedBody) Read(p []byte) (int, error) {
	allowed := b.pace.stall + time.Duration(float64(b.n)/b.pace.rate*float64(time.Second))
	_ = b.control.SetReadDeadline(b.begun.Add(allowed))
	n, err := b.ReadCloser.Read(p)
	b.n += int64(n)
	if err == io.EOF { // the server goes on reading from the connection, to learn when the client leaves
		_ = b.control.SetReadDeadline(time.Time{})
	}
	return n, err
}
