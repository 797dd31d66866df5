package location

import (
	"net/http"
	"strconv"
	"sync"

	"github.com/gin-gonic/gin"

	"dateline/server/problem"
)

type service struct{ deps Deps }

// reply is what a handler answers with: a body and its media type, or nothing where it has written by itself.
type reply struct {
	mediaType string
	body      []byte
	// text holds the body and is used again when the body has been sent; nil where the body is its own.
	text *jsonText
}

// replies keeps the room of bodies for the next ones.
var replies = sync.Pool{New: func() any { return &jsonText{} }}

// mostKept is the size in bytes up to which the room of a body is kept.
const mostKept = 256 << 10

// reply gives the answer as GeocodeJSON.
func (c *Answer) reply() reply {
	j := replies.Get().(*jsonText)
	j.b, j.comma = j.b[:0], false
	c.write(j)
	return reply{typeGeoJSON, j.b, j}
}

// send writes the reply as one piece of known length.
func (r reply) send(c *gin.Context) {
	h := c.Writer.Header()
	h["Content-Type"] = []string{r.mediaType}
	h["Content-Length"] = []string{strconv.Itoa(len(r.body))}
	c.Writer.WriteHeader(http.StatusOK)
	_, err := c.Writer.Write(r.body)
	if err != nil {
		_ = c.Error(err) // the client has left
	}
	if r.text != nil && cap(r.text.b) <= mostKept {
		replies.Put(r.text)
	}
}

const (
	typeGeoJSON = "application/geo+json"
	typeJSON    = "application/json; charset=utf-8"
)

// handle runs a handler and writes what it gives.
func (s *service) handle(h func(c *gin.Context, p Places) (reply, error)) gin.HandlerFunc {
	return func(c *gin.Context) {
		r, err := h(c, s.deps.Gazetteer)
		switch {
		case err != nil:
			problem.Write(c, err)
		case r.body != nil:
			r.send(c)
		}
	}
}
