package ogc

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"dateline/tiles"
)

// TestStampede lets many ask for one tile at the same time: it is made once.
func TestStampede(t *testing.T) {
	s := newSite(t)
	path := "/tiles/control,zones/" + tiles.At(orb.Point{43.12, 36.34}, 7).String() + ".mvt"
	before := encodedTiles.Load()
	var wait sync.WaitGroup
	for range 64 {
		wait.Go(func() {
			if w := s.get(path); w.Code != http.StatusOK {
				t.Errorf("%d", w.Code)
			}
		})
	}
	wait.Wait()
	// Who asks just after a flight has landed and before it is in the cache may fly again; more than that is a fault.
	if made := encodedTiles.Load() - before; made > 2 {
		t.Errorf("made %d times", made)
	}
}

// FuzzRequest sends anything as bbox, datetime, limit, after and tile path: never a panic, never a 500.
func FuzzRequest(f *testing.F) {
	f.Add("1,2,3,4", "2014-06-16/..", "10", "WyJ4Il0", "3/4/3.mvt")
	f.Add("170,-10,-170,10", "../2014-06-16T00:00:00Z", "-1", "", "99/0/0.mvt")
	f.Add("NaN,1e999,,", "0000-00-00/", "1e3", "!", "0/0/0")
	s := newSite(f)
	f.Fuzz(func(t *testing.T, bbox, datetime, limit, after, tile string) {
		q := url.Values{"bbox": {bbox}, "datetime": {datetime}, "limit": {limit}, "after": {after}}
		r := httptest.NewRequest(http.MethodGet, "/collections/control/items?"+q.Encode(), nil)
		w := httptest.NewRecorder()
		s.h.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Fatalf("%v: %d %s", q, w.Code, w.Body)
		}
		r = httptest.NewRequest(http.MethodGet, "/tiles/control/", nil)
		r.URL.Path = "/tiles/control/" + tile
		w = httptest.NewRecorder()
		s.h.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Fatalf("%q: %d %s", tile, w.Code, w.Body)
		}
	})
}
