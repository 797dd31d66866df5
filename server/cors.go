package server

import (
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"
)

// exposed are the response headers that pages of other origins may read.
const exposed = "ETag, Link, Content-Crs, Location, Retry-After, OGC-NumberMatched, OGC-NumberReturned"

// cors lets pages of any origin read what is public, as map layers must be. Pages of other origins never see more than
// that by being open in a browser beside Dateline: see foreign.
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

// foreign says whether a browser sent the request for a page that is neither ours nor one of this very machine: such a
// page may read the public profile alone, however the server is bound.
func foreign(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return r.Header.Get("Sec-Fetch-Site") == "cross-site"
	}
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" {
		return true
	}
	return u.Host != r.Host && !loopbackHost(u.Hostname())
}

func loopbackHost(name string) bool {
	if strings.EqualFold(name, "localhost") {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && ip.IsLoopback()
}
