package ogc

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/zstd"
)

// answer is a body ready to be sent, in any encoding that was asked for before.
type answer struct {
	body        []byte
	contentType string
	etag        string // without quotes and encoding
	header      [][2]string
	packed      bool // compressed already (an image), and sent as it is

	// revision and at say what it was made from and when; pinned answers do not age with the clock.
	revision uint64
	at       time.Time
	pinned   bool
	// prints are the fingerprints of a tile's layers.
	prints []uint64

	mu      sync.Mutex
	encoded [len(encodings)][]byte

	// ready holds the headers of each encoding once it was sent, the plain body last.
	ready [len(encodings) + 1]atomic.Pointer[sendable]
}

// sendable is a body with its headers laid out; several answers may share the slices, which nobody changes.
type sendable struct {
	body                                []byte
	tag                                 string // without quotes
	etag, length, encoding, contentType []string
}

// as gives the body in an encoding, -1 for none, ready to be sent.
func (a *answer) as(encoding int) *sendable {
	slot := &a.ready[len(encodings)]
	if encoding >= 0 {
		slot = &a.ready[encoding]
	}
	if r := slot.Load(); r != nil {
		return r
	}
	r := &sendable{body: a.body, tag: a.etag, contentType: []string{a.contentType}}
	if encoding >= 0 {
		r.body = a.in(encoding)
		r.tag += "-" + encodings[encoding]
		r.encoding = []string{encodings[encoding]}
	}
	r.etag, r.length = []string{`"` + r.tag + `"`}, []string{strconv.Itoa(len(r.body))}
	slot.Store(r)
	return r
}

var varyEncoding = []string{"Accept-Encoding"}

// encodings in the order of preference; what is smallest first.
var encodings = [...]string{"br", "zstd", "gzip"}

// worthwhile is the size in bytes from which compressing pays.
const worthwhile = 256

func newAnswer(contentType string, body []byte) *answer {
	sum := sha256.Sum256(body)
	return &answer{body: body, contentType: contentType, etag: hex.EncodeToString(sum[:12])}
}

// size is what the answer takes in memory, its compressed forms guessed at half.
func (a *answer) size() int64 { return int64(len(a.body)) * 2 }

// in gives the body in an encoding, compressing it the first time.
func (a *answer) in(encoding int) []byte {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.encoded[encoding] == nil {
		a.encoded[encoding] = compress(encodings[encoding], a.body)
	}
	return a.encoded[encoding]
}

var zstdWriter, _ = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))

func compress(encoding string, body []byte) []byte {
	var b bytes.Buffer
	switch encoding {
	case "br":
		w := brotli.NewWriterLevel(&b, 4)
		_, _ = w.Write(body)
		_ = w.Close()
	case "zstd":
		return zstdWriter.EncodeAll(body, nil)
	default:
		w, _ := gzip.NewWriterLevel(&b, 6)
		_, _ = w.Write(body)
		_ = w.Close()
	}
	return b.Bytes()
}

// accepted picks an encoding out of an Accept-Encoding header: the highest weight, ties by our order; -1 for none.
func accepted(header string) int {
	switch header { // what browsers and curl send
	case "":
		return -1
	case "gzip", "gzip, deflate":
		return 2
	case "gzip, deflate, br", "gzip, deflate, br, zstd":
		return 0
	}
	best, weight := -1, 0.0
	for i, name := range encodings {
		if q := weightOf(header, name); q > weight {
			best, weight = i, q
		}
	}
	return best
}

// weightOf is the weight of a coding in the header: its own, or that of *.
func weightOf(header, name string) float64 {
	any := 0.0
	for header != "" {
		var item string
		item, header, _ = strings.Cut(header, ",")
		coding, params, _ := strings.Cut(strings.TrimSpace(item), ";")
		q := 1.0
		if v, ok := strings.CutPrefix(strings.TrimSpace(params), "q="); ok {
			q, _ = strconv.ParseFloat(v, 64)
		}
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case name:
			return q
		case "*":
			any = q
		}
	}
	return any
}

// fresh says whether the answer still stands: nothing was written since, and the clock has not moved on by much where
// the answer depends on it.
func (a *answer) fresh(revision uint64, now time.Time) bool {
	return a.revision == revision && (a.pinned || now.Sub(a.at) < 5*time.Second)
}

// again is the same answer, found to stand at a later revision.
func (a *answer) again(revision uint64, now time.Time) *answer {
	a.mu.Lock()
	defer a.mu.Unlock()
	return &answer{
		body: a.body, contentType: a.contentType, etag: a.etag, header: a.header,
		revision: revision, at: now, pinned: a.pinned, prints: a.prints, encoded: a.encoded,
	}
}

// encodedTiles counts the tiles that were encoded, not found standing: tests read it.
var encodedTiles atomic.Int64

// send writes the answer: 304 where the reader has it, 204 where it is an empty tile.
func (a *answer) send(c *gin.Context, cacheControl string) {
	h := c.Writer.Header()
	if h["Vary"] == nil {
		h["Vary"] = varyEncoding[:1:1] // whoever adds to it gets a copy
	} else {
		h.Add("Vary", "Accept-Encoding")
	}
	h.Set("Cache-Control", cacheControl)
	for _, kv := range a.header {
		h.Add(kv[0], kv[1])
	}
	encoding := -1
	if len(a.body) >= worthwhile && !a.packed {
		encoding = accepted(c.GetHeader("Accept-Encoding"))
	}
	r := a.as(encoding)
	h["Etag"] = r.etag
	if matches(c.GetHeader("If-None-Match"), r.tag) {
		c.Status(http.StatusNotModified)
		return
	}
	if len(a.body) == 0 {
		c.Status(http.StatusNoContent)
		return
	}
	if r.encoding != nil {
		h["Content-Encoding"] = r.encoding
	}
	h["Content-Type"], h["Content-Length"] = r.contentType, r.length
	c.Status(http.StatusOK)
	if c.Request.Method != http.MethodHead {
		_, _ = c.Writer.Write(r.body)
	}
}

// matches compares an If-None-Match header with a tag.
func matches(header, tag string) bool {
	if header == "" {
		return false
	}
	for _, t := range strings.Split(header, ",") {
		t = strings.TrimPrefix(strings.TrimSpace(t), "W/")
		if t == "*" || strings.Trim(t, `"`) == tag {
			return true
		}
	}
	return false
}
