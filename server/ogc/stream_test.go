package ogc

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"

	"dateline/geo"
)

// manyPlaces is a situation with n towns on a grid.
func manyPlaces(n int) *fake {
	f := newFake()
	for i := range n {
		f.sets["places"] = append(f.sets["places"], geo.Feature{
			ID: fmt.Sprintf("p%07d", i), Geometry: orb.Point{float64(i%360) - 180, float64(i%170) - 85},
			Properties: map[string]any{"name": fmt.Sprint("town ", i), "population": float64(i)},
		})
	}
	return f
}

func siteOf(t testing.TB, f *fake) *site {
	return newSiteWith(t, func(d *Deps) { d.Features, d.Revision = f, f.Revision })
}

// TestStream: an answer above 10,000 features says how many match, has a next page that joins on, and the same features in
// every format and encoding.
func TestStream(t *testing.T) {
	const n, limit = 25_000, 20_000
	s := siteOf(t, manyPlaces(n))
	type page struct {
		NumberMatched, NumberReturned int
		Links                         []struct{ Rel, Href string }
		Features                      []struct{ ID string }
	}
	w := s.get(fmt.Sprintf("/collections/places/items?limit=%d", limit))
	var p, q page
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || p.NumberMatched != n || p.NumberReturned != limit || len(p.Features) != limit {
		t.Fatalf("%v: %d matched, %d returned, %d there", err, p.NumberMatched, p.NumberReturned, len(p.Features))
	}
	if w.Header().Get("Content-Length") != "" || w.Header().Get("OGC-NumberMatched") != fmt.Sprint(n) || !w.Flushed {
		t.Errorf("%v, flushed %v", w.Header(), w.Flushed)
	}
	next := ""
	for _, l := range p.Links {
		if l.Rel == "next" {
			next = l.Href
		}
	}
	u, err := url.Parse(next)
	if err != nil || next == "" || w.Header().Get("Link") != "<"+next+`>; rel="next"` {
		t.Fatalf("next %q, Link %q, %v", next, w.Header().Get("Link"), err)
	}
	if err := json.Unmarshal(s.get(u.RequestURI()).Body.Bytes(), &q); err != nil || len(q.Features) != n-limit || q.Features[0].ID != "p0020000" {
		t.Fatalf("the next page: %v, %d features", err, len(q.Features))
	}
	rows, err := csv.NewReader(s.get(fmt.Sprintf("/collections/places/items?f=csv&limit=%d", limit)).Body).ReadAll()
	if err != nil || len(rows) != limit+1 {
		t.Errorf("csv: %d rows, %v", len(rows), err)
	}
	seq := s.get(fmt.Sprintf("/collections/places/items?f=geojsonseq&limit=%d", limit)).Body.Bytes()
	if got := bytes.Count(seq, []byte{0x1E}); got != limit {
		t.Errorf("text sequence: %d records", got)
	}
	z := s.get(fmt.Sprintf("/collections/places/items?limit=%d", limit), "Accept-Encoding", "gzip")
	r, err := gzip.NewReader(z.Body)
	if err != nil {
		t.Fatal(err)
	}
	if raw, err := io.ReadAll(r); err != nil || !bytes.Equal(raw, w.Body.Bytes()) || z.Header().Get("ETag") == w.Header().Get("ETag") {
		t.Errorf("gzip holds other bytes or has the same tag, %v", err)
	}
}

// TestStreamHeaders: HEAD, 304 and encodings of a streamed answer, and its ETag moves with a write.
func TestStreamHeaders(t *testing.T) {
	f := manyPlaces(11_000)
	s := siteOf(t, f)
	const path = "/collections/places/items?f=csv&limit=1000000"
	for _, encoding := range []string{"", "br", "zstd", "gzip"} {
		get, before := s.get(path, "Accept-Encoding", encoding), streamedFeatures.Load()
		head := s.do(http.MethodHead, path, "Accept-Encoding", encoding)
		sameHeaders(t, path, get, head)
		if got := get.Header().Get("Content-Encoding"); got != encoding {
			t.Errorf("asked for %q, got %q", encoding, got)
		}
		tag := get.Header().Get("ETag")
		if w := s.get(path, "Accept-Encoding", encoding, "If-None-Match", tag); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
			t.Errorf("%s: %d", encoding, w.Code)
		}
		if streamedFeatures.Load() != before {
			t.Error("HEAD and 304 wrote features")
		}
	}
	tag := s.get(path).Header().Get("ETag")
	f.mu.Lock()
	f.revision++
	f.mu.Unlock()
	if s.get(path).Header().Get("ETag") == tag {
		t.Error("a write left the ETag")
	}
}

// TestStreamStops: a reader who leaves stops the work: few features are written after that.
func TestStreamStops(t *testing.T) {
	const n = 100_000
	s := siteOf(t, manyPlaces(n))
	for _, form := range []string{"json", "geojsonseq", "csv"} {
		ctx, leave := context.WithCancel(context.Background())
		var atLeave atomic.Int64
		w := &watcher{ResponseRecorder: httptest.NewRecorder(), after: 200 << 10, then: func() { leave(); atLeave.Store(streamedFeatures.Load()) }}
		before := streamedFeatures.Load()
		s.h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/collections/places/items?limit=1000000&f="+form, nil).WithContext(ctx))
		end := streamedFeatures.Load()
		if atLeave.Load() == 0 || end != atLeave.Load() {
			t.Errorf("%s: %d features written after the reader left (%d before)", form, end-atLeave.Load(), atLeave.Load()-before)
		}
	}
}

// watcher calls then once so many bytes are written.
type watcher struct {
	*httptest.ResponseRecorder
	after int
	then  func()
}

func (w *watcher) Write(b []byte) (int, error) {
	if w.after -= len(b); w.after <= 0 && w.then != nil {
		w.then()
		w.then = nil
	}
	return w.ResponseRecorder.Write(b)
}

// TestStreamBreaksOff: over a real connection, an answer that the server gives up does not look whole.
func TestStreamBreaksOff(t *testing.T) {
	s := siteOf(t, manyPlaces(100_000))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		s.h.ServeHTTP(&canceller{ResponseWriter: w, cancel: cancel}, r.WithContext(ctx))
	}))
	defer server.Close()
	r, err := http.Get(server.URL + "/collections/places/items?limit=1000000&f=csv")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if b, err := io.ReadAll(r.Body); err == nil {
		t.Errorf("%d bytes look like all", len(b))
	}
}

// canceller ends the request behind its first bytes.
type canceller struct {
	http.ResponseWriter
	cancel context.CancelFunc
}

func (c *canceller) Write(b []byte) (int, error) { defer c.cancel(); return c.ResponseWriter.Write(b) }
func (c *canceller) Unwrap() http.ResponseWriter { return c.ResponseWriter }
func (c *canceller) Flush()                      { _ = http.NewResponseController(c.ResponseWriter).Flush() }

// sink counts bytes and, where it is told to, looks at what of the heap is in use.
type sink struct {
	header       http.Header
	bytes, calls int64
	look         bool
	heap         uint64
}

func (s *sink) Header() http.Header { return s.header }
func (s *sink) WriteHeader(int)     {}
func (s *sink) Flush()              {}
func (s *sink) Write(b []byte) (int, error) {
	s.bytes += int64(len(b))
	if s.calls++; s.look && s.calls%32 == 0 {
		s.heap = max(s.heap, heapInUse())
	}
	return len(b), nil
}

// heapInUse is what the heap holds in bytes without garbage.
func heapInUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkStream writes all of 250,000 features: answer-MB is the size of the answer as sent, live-MB what the heap holds
// more at most while it is written, B/op includes what was garbage at once.
func BenchmarkStream(b *testing.B) {
	f := manyPlaces(250_000)
	e := gin.New()
	Register(e, Deps{Features: f, Revision: f.Revision})
	for _, form := range []string{"json", "geojsonseq", "csv"} {
		for _, encoding := range []string{"", "gzip", "zstd"} {
			b.Run(strings.TrimSuffix(form+"-"+encoding, "-"), func(b *testing.B) {
				r := httptest.NewRequest(http.MethodGet, "/collections/places/items?limit=1000000&f="+form, nil)
				r.Header.Set("Accept-Encoding", encoding)
				e.ServeHTTP(&sink{header: http.Header{}}, r) // the view is made
				before := heapInUse()
				looker := &sink{header: http.Header{}, look: true}
				e.ServeHTTP(looker, r)
				b.ReportAllocs()
				for b.Loop() {
					e.ServeHTTP(&sink{header: http.Header{}}, r)
				}
				b.ReportMetric(float64(looker.bytes)/1e6, "answer-MB")
				b.ReportMetric(float64(max(looker.heap, before)-before)/1e6, "live-MB")
			})
		}
	}
}
