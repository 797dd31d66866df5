package server

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// exposed are the response headers that pages of other origins may read.
const exposed = "ETag, Link, Content-Crs, Location, Retry-After, OGC-NumberMatched, OGC-NumberReturned"

// cors lets pages of any origin read, as map layers must be. It opens nothing else: the guard shows a page of a foreign
// origin the public profile alone.
func cors(c *gin.Context) {
	h := c.Writer.Header()
	h.Add("Vary", "Origin")
	if c.GetHeader("Origin") == "" {
		return
	}
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Expose-Headers", exposed)
	if c.Request.Method == http.MethodOptions {
		h.Set("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
		h.Set("Access-Control-Allow-Headers", "Accept, Authorization, If-None-Match, Last-Event-ID, Range")
		h.Set("Access-Control-Max-Age", "86400")
		c.AbortWithStatus(http.StatusNoContent)
	}
}
