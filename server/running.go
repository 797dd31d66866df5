package server

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	vm "github.com/VictoriaMetrics/metrics"
	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/gzhttp"

	"dateline/data"
	"dateline/server/web"
)

// metrics counts requests by route, so that an id in a path makes no series of its own.
type metrics struct{ set *vm.Set }

func newMetrics(store *data.Store) *metrics {
	m := &metrics{vm.NewSet()}
	m.set.NewGauge("dateline_revision", func() float64 { return float64(store.Revision()) })
	return m
}

func (m *metrics) count(c *gin.Context) {
	begin := time.Now()
	c.Next()
	route := c.FullPath()
	if route == "" {
		route = "other"
	}
	name := fmt.Sprintf("dateline_request_seconds{route=%q,status=\"%d\"}", route, c.Writer.Status())
	m.set.GetOrCreatePrometheusHistogramExt(name, buckets).UpdateDuration(begin)
}

// buckets are the upper bounds of the request histogram, in seconds.
var buckets = vm.ExponentialBuckets(0.0005, 4, 8)

// running puts on r what those who run the server ask for.
func running(r gin.IRouter, c Config, m *metrics) {
	r.GET("/healthz", func(g *gin.Context) {
		g.Header("Cache-Control", "no-store")
		g.JSON(http.StatusOK, gin.H{"status": "ok", "version": c.Version, "map": web.Built()})
	})
	r.GET("/readyz", func(g *gin.Context) {
		reports, claims := c.Store.Count(time.Time{})
		g.Header("Cache-Control", "no-store")
		g.JSON(http.StatusOK, gin.H{"status": "ready", "revision": c.Store.Revision(), "reports": reports, "claims": claims})
	})
	r.GET("/metrics", func(g *gin.Context) {
		g.Header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		m.set.WritePrometheus(g.Writer)
		vm.WriteProcessMetrics(g.Writer)
	})
}

// compressor squeezes JSON and text; tiles and files carry their own encodings, event streams must not wait.
var compressor = func() func(http.Handler) http.HandlerFunc {
	w, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.ContentTypes([]string{
		"application/json", "application/geo+json", "application/problem+json", "application/geo+json-seq", "application/schema+json",
		"application/vnd.oai.openapi+json", "text/html", "text/plain", "text/csv",
	}))
	if err != nil {
		panic("compressor: " + err.Error()) // the options above are constant
	}
	return w
}()

// eventsPath is the address of the event stream.
const eventsPath = "/events"

func compress(c *gin.Context) {
	if c.Request.URL.Path == eventsPath || strings.Contains(c.Request.URL.Path, "tiles/") || strings.HasPrefix(c.Request.URL.Path, "/basemap/") {
		return
	}
	before := c.Writer
	compressor(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.Writer = &squeezed{ResponseWriter: before, out: w}
		c.Next()
	})).ServeHTTP(before, c.Request)
	c.Writer = before
}

// squeezed is gin's writer with the body going through the compressor.
type squeezed struct {
	gin.ResponseWriter
	out http.ResponseWriter
}

func (s *squeezed) Header() http.Header               { return s.out.Header() }
func (s *squeezed) Write(p []byte) (int, error)       { return s.out.Write(p) }
func (s *squeezed) WriteString(p string) (int, error) { return s.out.Write([]byte(p)) }
func (s *squeezed) WriteHeader(status int) {
	s.ResponseWriter.WriteHeader(status)
	s.out.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the connection.
func (s *squeezed) Unwrap() http.ResponseWriter { return s.ResponseWriter }

func (s *squeezed) Flush() {
	if f, ok := s.out.(http.Flusher); ok {
		f.Flush()
	}
}
