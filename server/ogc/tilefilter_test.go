package ogc

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/paulmach/orb"

	"dateline/tiles"
)

// TestTileFilter: a property that no collection of the tile has is refused, as items refuse it; one that some have is not.
func TestTileFilter(t *testing.T) {
	s := newSite(t)
	for query, want := range map[string]int{"area_km2%3E1": http.StatusOK, "nonsense%3D1": http.StatusBadRequest} {
		w := httptest.NewRecorder()
		path := "/tiles/control,zones/" + tiles.At(orb.Point{43.12, 36.34}, 8).String() + ".mvt?filter=" + query
		s.h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != want {
			t.Errorf("%s: %d, want %d: %s", query, w.Code, want, w.Body)
		}
	}
}

// TestCommonEncodings: the headers that are known by heart mean what reading them gives.
func TestCommonEncodings(t *testing.T) {
	for _, h := range []string{"gzip", "gzip, deflate", "gzip, deflate, br", "gzip, deflate, br, zstd"} {
		if got, want := accepted(h), accepted(h+" "); got != want {
			t.Errorf("%q: %d, want %d", h, got, want)
		}
	}
}
