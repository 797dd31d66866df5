package location

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/gin-gonic/gin"

	"dateline/geo/gazetteer"
)

// nobody takes an answer and throws it away, so that the benchmark measures the handlers.
type nobody struct {
	header http.Header
	status int
}

func (n *nobody) Header() http.Header         { return n.header }
func (n *nobody) Write(b []byte) (int, error) { return len(b), nil }
func (n *nobody) WriteHeader(status int)      { n.status = status }

func embedded(b *testing.B) http.Handler {
	b.Helper()
	g, err := gazetteer.Embedded()
	if err != nil {
		b.Skip(err)
	}
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	Register(r, Deps{Gazetteer: g})
	return r
}

// targets gives 1,000 questions of one kind with points all over the land between 60° S and 70° N, the same ones every run.
func targets(kind string) []string {
	r := rand.New(rand.NewPCG(1, 2))
	names := []string{"Mosul", "Paris", "%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84", "Kyiv", "Al%20Qosh", "Springfield,%20Illinois", "Mousl"}
	out := make([]string, 1000)
	for i := range out {
		lon, lat := r.Float64()*360-180, r.Float64()*130-60
		switch kind {
		case "nearest":
			out[i] = fmt.Sprintf("/nearest?lon=%.5f&lat=%.5f&limit=10", lon, lat)
		case "reverse":
			out[i] = fmt.Sprintf("/reverse?lon=%.5f&lat=%.5f", lon, lat)
		case "within":
			lon = min(lon, 179)
			out[i] = fmt.Sprintf("/within?bbox=%.5f,%.5f,%.5f,%.5f&limit=100", lon, lat, lon+1, lat+1)
		case "geocode":
			out[i] = "/geocode?q=" + names[i%(len(names)-1)]
		case "typo":
			out[i] = "/geocode?q=" + names[len(names)-1]
		case "autocomplete":
			out[i] = "/autocomplete?q=" + "mosul"[:1+i%5]
		case "distance":
			out[i] = "/distance?from=Mosul&to=" + fmt.Sprintf("%.5f,%.5f", lon, lat)
		}
	}
	return out
}

func BenchmarkRoutes(b *testing.B) {
	h := embedded(b)
	for _, kind := range []string{"nearest", "reverse", "within", "geocode", "typo", "autocomplete", "distance"} {
		b.Run(kind, func(b *testing.B) {
			var requests []*http.Request
			for _, t := range targets(kind) {
				requests = append(requests, httptest.NewRequest(http.MethodGet, t, nil))
			}
			h.ServeHTTP(&nobody{header: http.Header{}}, requests[0]) // the outlines are unpacked at the first question
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				w := &nobody{header: http.Header{}}
				h.ServeHTTP(w, requests[i%len(requests)])
				if w.status >= 400 {
					b.Fatal(w.status, requests[i%len(requests)].URL)
				}
			}
		})
	}
}

// BenchmarkServer asks over TCP on loopback through 8 connections at once; server and clients share the cores, and the
// clients do as little as they can.
func BenchmarkServer(b *testing.B) {
	server := httptest.NewServer(embedded(b))
	defer server.Close()
	for _, kind := range []string{"nearest", "within", "reverse", "geocode"} {
		b.Run(kind, func(b *testing.B) {
			list := targets(kind)
			var next atomic.Int64
			var wg sync.WaitGroup
			for range 8 {
				wg.Add(1)
				go func() {
					defer wg.Done()
					c, err := net.Dial("tcp", server.Listener.Addr().String())
					if err != nil {
						b.Error(err)
						return
					}
					defer c.Close()
					r := bufio.NewReaderSize(c, 1<<16)
					for i := next.Add(1); i <= int64(b.N); i = next.Add(1) {
						if err := ask(c, r, list[i%int64(len(list))]); err != nil {
							b.Error(err)
							return
						}
					}
				}()
			}
			wg.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
		})
	}
}

// ask sends one request and reads its answer away.
func ask(w io.Writer, r *bufio.Reader, target string) error {
	if _, err := io.WriteString(w, "GET "+target+" HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
		return err
	}
	answer, err := http.ReadResponse(r, nil)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if _, err = io.Copy(io.Discard, answer.Body); err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", target, answer.Status)
	}
	return err
}

func BenchmarkMatrix(b *testing.B) {
	h := embedded(b)
	var points []string
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		points = append(points, fmt.Sprintf("[%.5f,%.5f]", 38+r.Float64()*10, 30+r.Float64()*7))
	}
	for _, method := range []string{"geodesic", "haversine"} {
		body := `{"from":[` + strings.Join(points, ",") + `],"method":"` + method + `"}`
		b.Run(method+"-250000-cells", func(b *testing.B) {
			for b.Loop() {
				h.ServeHTTP(&nobody{header: http.Header{}}, httptest.NewRequest(http.MethodPost, "/matrix", strings.NewReader(body)))
			}
		})
	}
}
