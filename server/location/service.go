package location

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"dateline/server/problem"
)

type service struct{ deps Deps }

// reply is what a handler answers with: a body and its media type, or nothing where it has written by itself.
type reply struct {
	mediaType string
	body      []byte
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
			c.Data(http.StatusOK, r.mediaType, r.body)
		}
	}
}
