package ogc

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"

	"dateline/geo"
)

// BenchmarkItemsOf200k asks for boxes of one degree among 200,000 points.
func BenchmarkItemsOf200k(b *testing.B) {
	f := newFake()
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 200000 {
		p := orb.Point{r.NormFloat64() * 20, 30 + r.NormFloat64()*10}
		f.sets["places"] = append(f.sets["places"], geo.Feature{ID: fmt.Sprint(i), Geometry: p, Properties: map[string]any{"name": fmt.Sprint("town ", i), "population": float64(i)}})
	}
	for _, limit := range []int{100, 1000} {
		b.Run(fmt.Sprint(limit), func(b *testing.B) {
			e := gin.New()
			Register(e, Deps{Features: f, Revision: f.Revision, CacheBytes: 1})
			var requests []*http.Request
			for range 1000 {
				x, y := r.NormFloat64()*10, 30+r.NormFloat64()*8
				requests = append(requests, httptest.NewRequest("GET", fmt.Sprintf("/collections/places/items?bbox=%.4f,%.4f,%.4f,%.4f&limit=%d", x, y, x+1, y+1, limit), nil))
			}
			e.ServeHTTP(nowhere{http.Header{}}, requests[0])
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				e.ServeHTTP(nowhere{http.Header{}}, requests[i%1000])
			}
		})
	}
}
