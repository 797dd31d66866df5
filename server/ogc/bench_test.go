package ogc

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"

	"dateline/tiles"
)

// nowhere takes an answer and keeps nothing of it.
type nowhere struct{ h http.Header }

func (n nowhere) Header() http.Header       { return n.h }
func (nowhere) Write(p []byte) (int, error) { return len(p), nil }
func (nowhere) WriteHeader(int)             {}

func benchmarkHandler(b *testing.B, h http.Handler, path string) {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", "gzip")
	b.ReportAllocs()
	for b.Loop() {
		h.ServeHTTP(nowhere{http.Header{}}, r)
	}
}

// BenchmarkBareGin is the limit: a handler that sends constant bytes.
func BenchmarkBareGin(b *testing.B) {
	r := gin.New()
	body := make([]byte, 400)
	r.GET("/tiles/:c/:z/:x/:y", func(c *gin.Context) { c.Data(200, mvtType, body) })
	benchmarkHandler(b, r, "/tiles/control/8/158/100.mvt")
}

func BenchmarkCachedTile(b *testing.B) {
	s := newSite(b)
	benchmarkHandler(b, s.h, "/tiles/control,zones/"+tiles.At(orb.Point{43.12, 36.34}, 8).String()+".mvt")
}

func BenchmarkCachedItems(b *testing.B) {
	benchmarkHandler(b, newSite(b).h, "/collections/control/items?bbox=42,36,44,37&limit=100")
}
