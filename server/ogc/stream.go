package ogc

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/zstd"

	"dateline/data/exchange"
)

// piece is how many bytes of a long answer are gathered before they are sent and flushed.
const piece = 64 << 10

// streamedFeatures counts the features written into long answers: tests read it.
var streamedFeatures atomic.Int64

// stream sends a long answer feature by feature: what it holds in memory is one piece, whatever the number of features. A
// reader who leaves ends the work at the next feature.
func (s *service) stream(c *gin.Context, v *view, ask itemsQuery, f found, form string) {
	h := c.Writer.Header()
	h.Add("Vary", "Accept-Encoding")
	h.Set("Cache-Control", cacheControl(ask.q.Profile, ask.pinned))
	encoding := accepted(c.GetHeader("Accept-Encoding"))
	tag := s.streamTag(c, v, ask, form)
	if encoding >= 0 {
		tag += "-" + encodings[encoding]
	}
	h.Set("ETag", `"`+tag+`"`)
	if matches(c.GetHeader("If-None-Match"), tag) {
		c.Status(http.StatusNotModified)
		return
	}
	if encoding >= 0 {
		h.Set("Content-Encoding", encodings[encoding])
	}
	h.Set("Content-Type", geoJSONType)
	if form != "json" {
		h.Set("Content-Type", files[form][0])
		h.Set("Content-Disposition", v.disposition(form))
	}
	c.Status(http.StatusOK)
	if c.Request.Method == http.MethodHead {
		return
	}
	out := newOutput(c.Request.Context(), c.Writer, encoding)
	if err := s.writeItems(c, out, v, ask, f, form); err != nil || out.Close() != nil {
		// Half an answer must not look whole: the connection breaks off instead of ending.
		_ = http.NewResponseController(c.Writer).SetWriteDeadline(time.Unix(1, 0))
	}
}

// streamTag is the strong ETag of an answer that is not laid out before it is sent: it is made of all that decides the bytes.
func (s *service) streamTag(c *gin.Context, v *view, ask itemsQuery, form string) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{
		s.Version, v.name, v.hash, form, base(c), c.Request.URL.Path, c.Request.URL.RawQuery, ask.q.Profile, s.stamp(ask.q),
	}, "\x00")))
	return hex.EncodeToString(sum[:12])
}

// writeItems writes the features of a page in a format.
func (s *service) writeItems(c *gin.Context, out *output, v *view, ask itemsQuery, f found, form string) error {
	if form == "json" {
		return s.writeJSON(c, out, v, ask, f)
	}
	w, err := exchange.New(form, "Dateline: "+v.name, out)
	if err != nil {
		return err
	}
	for _, i := range f.rows {
		if err := out.begin(); err != nil {
			return err
		}
		if err := w.Write(v.features[i]); err != nil {
			return err
		}
	}
	return w.Close()
}

func (s *service) writeJSON(c *gin.Context, out *output, v *view, ask itemsQuery, f found) error {
	if _, err := out.Write(s.itemsHead(c, v, ask, f)); err != nil {
		return err
	}
	var b []byte
	for n, i := range f.rows {
		if err := out.begin(); err != nil {
			return err
		}
		b = b[:0]
		if n > 0 {
			b = append(b, ",\n"...)
		}
		b = exchange.AppendFeature(b, &v.features[i], ask.shown)
		if _, err := out.Write(b); err != nil {
			return err
		}
	}
	_, err := io.WriteString(out, "]}")
	return err
}

// flusher is a writer that can be told to send what it holds: the compressors, and the connection.
type flusher interface {
	io.WriteCloser
	Flush() error
}

// output gathers bytes to pieces, compresses them and sends each at once.
type output struct {
	ctx    context.Context
	to     gin.ResponseWriter
	pack   flusher // nil sends plain
	buffer []byte
}

func newOutput(ctx context.Context, to gin.ResponseWriter, encoding int) *output {
	o := &output{ctx: ctx, to: to, buffer: make([]byte, 0, piece+piece/4)}
	if encoding < 0 {
		return o
	}
	switch encodings[encoding] {
	case "br":
		o.pack = brotli.NewWriterLevel(to, 4)
	case "zstd":
		// A window of 1 MB and one worker bound the memory; both options are within the ranges that the library takes.
		o.pack, _ = zstd.NewWriter(to, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20))
	default:
		o.pack = gzip.NewWriter(to)
	}
	return o
}

// begin is called before each feature: it counts it, unless nobody reads any more.
func (o *output) begin() error {
	if err := o.ctx.Err(); err != nil {
		return err
	}
	streamedFeatures.Add(1)
	return nil
}

func (o *output) Write(b []byte) (int, error) {
	o.buffer = append(o.buffer, b...)
	if len(o.buffer) < piece {
		return len(b), nil
	}
	return len(b), o.send()
}

// send passes on what was gathered.
func (o *output) send() error {
	var err error
	if o.pack == nil {
		_, err = o.to.Write(o.buffer)
	} else if _, err = o.pack.Write(o.buffer); err == nil {
		err = o.pack.Flush()
	}
	if cap(o.buffer) > 16*piece {
		o.buffer = make([]byte, 0, piece+piece/4) // one large outline must not be held to the end
	}
	o.buffer = o.buffer[:0]
	if err == nil {
		o.to.Flush()
	}
	return err
}

// Close sends the rest and the end of the compressed stream.
func (o *output) Close() error {
	if err := o.send(); err != nil || o.pack == nil {
		return err
	}
	return o.pack.Close()
}
