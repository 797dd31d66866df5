package ogc

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"dateline/geo"
	"dateline/tiles"
)

// sameHeaders: what HEAD says is what GET says.
func sameHeaders(t *testing.T, path string, get, head *httptest.ResponseRecorder) {
	t.Helper()
	if head.Body.Len() > 0 || head.Code != get.Code {
		t.Errorf("HEAD %s: %d with %d bytes, GET %d", path, head.Code, head.Body.Len(), get.Code)
	}
	g, h := get.Result().Header, head.Result().Header
	for k, v := range g {
		if !slices.Equal(h[k], v) {
			t.Errorf("%s: %s is %q at GET, %q at HEAD", path, k, v, h[k])
		}
	}
	for k := range h {
		if g[k] == nil {
			t.Errorf("%s: only HEAD has %s", path, k)
		}
	}
}

// tilesOf are the tiles to zoom 10 that hold a feature, by address, with the ids that lie in them.
func tilesOf(features []geo.Feature) map[string][]string {
	held := map[string][]string{}
	for z := range uint32(11) {
		for _, f := range features {
			path := "/tiles/control/" + tiles.At(f.Geometry.(orb.Point), z).String() + ".mvt"
			held[path] = append(held[path], f.ID)
		}
	}
	return held
}

// TestWriteTouchesItsTiles: of all tiles that hold features, a write changes the ETag of those that hold the feature it
// changed, and makes no other anew.
func TestWriteTouchesItsTiles(t *testing.T) {
	f := newFake()
	r := rand.New(rand.NewPCG(7, 8))
	f.sets["control"] = nil
	for i := range 300 {
		// The places lie in the middle of tiles of zoom 10, so that none reaches into a neighbour's margin.
		tile := tiles.At(orb.Point{38 + r.Float64()*10, 30 + r.Float64()*7}, 10)
		b := tile.Bound()
		f.sets["control"] = append(f.sets["control"], town(fmt.Sprintf("t%03d", i), b.Center(), "ISF", 0.5))
	}
	s := siteOf(t, f)
	held, tags := tilesOf(f.sets["control"]), map[string]string{}
	for path := range held {
		tags[path] = s.get(path).Header().Get("ETag")
	}
	const changed = 123
	f.mu.Lock()
	was := f.sets["control"][changed]
	f.sets["control"] = slices.Clone(f.sets["control"])
	f.sets["control"][changed] = town(was.ID, was.Geometry.(orb.Point), "ISIS", 0.5)
	f.revision++
	f.mu.Unlock()
	made, touched, differ := encodedTiles.Load(), 0, 0
	for path, ids := range held {
		holds := slices.Contains(ids, was.ID)
		if holds {
			touched++
		}
		if other := s.get(path).Header().Get("ETag") != tags[path]; other != holds {
			t.Errorf("%s holds the feature: %v, its ETag changed: %v", path, holds, other)
		} else if other {
			differ++
		}
	}
	if made = encodedTiles.Load() - made; touched != 11 || differ != touched || made != int64(touched) {
		t.Errorf("of %d tiles %d hold the feature, %d changed, %d were made anew", len(held), touched, differ, made)
	}
}

// TestHeads: HEAD says what GET says, whatever is asked for, and its ETag gives 304.
func TestHeads(t *testing.T) {
	s := newSite(t)
	tile := "/tiles/control,zones/" + tiles.At(orb.Point{43.12, 36.34}, 7).String() + ".mvt"
	for _, path := range []string{
		tile, "/tiles/control/9/0/0.mvt", "/tiles/control.json", "/collections", "/collections/control", "/collections/control/items",
		"/collections/control/items?f=csv", "/collections/control/items?limit=1", "/collections/control/items/Mosul", "/style.json", "/api",
	} {
		for _, encoding := range []string{"", "gzip", "zstd", "br", "gzip, deflate, br, zstd"} {
			get, head := s.get(path, "Accept-Encoding", encoding), s.do(http.MethodHead, path, "Accept-Encoding", encoding)
			sameHeaders(t, path, get, head)
			h := get.Header()
			if !strings.Contains(strings.Join(h.Values("Vary"), ","), "Accept-Encoding") || !strings.Contains(h.Get("Cache-Control"), "stale-while-revalidate=") {
				t.Errorf("%s: Vary %q, Cache-Control %q", path, h.Values("Vary"), h.Get("Cache-Control"))
			}
			for _, method := range []string{http.MethodGet, http.MethodHead} {
				w := s.do(method, path, "Accept-Encoding", encoding, "If-None-Match", `"other", W/`+h.Get("ETag"))
				if w.Code != http.StatusNotModified || w.Body.Len() > 0 || w.Header().Get("ETag") != h.Get("ETag") {
					t.Errorf("%s %s with its own ETag %s: %d", method, path, h.Get("ETag"), w.Code)
				}
			}
		}
	}
	if w := s.get("/tiles/control/9/0/0.mvt"); w.Code != http.StatusNoContent || w.Header().Get("ETag") == "" {
		t.Errorf("an empty tile: %d %v", w.Code, w.Header())
	}
}

// TestNegotiation: the encoding with the highest weight, ours first among equals, none that is refused.
func TestNegotiation(t *testing.T) {
	s := newSite(t)
	path := "/collections/control/items"
	tags := map[string]bool{}
	for header, want := range map[string]string{
		"": "", "identity": "", "gzip": "gzip", "zstd": "zstd", "br": "br", "gzip, zstd": "zstd", "gzip;q=1, zstd;q=0.5": "gzip", "*": "br",
		"br;q=0, zstd;q=0, gzip": "gzip", "*;q=0": "", "deflate": "", "br;q=0,*": "zstd",
	} {
		w := s.get(path, "Accept-Encoding", header)
		if got := w.Header().Get("Content-Encoding"); got != want {
			t.Errorf("%q: %q, want %q", header, got, want)
		}
		tags[w.Header().Get("ETag")] = true
	}
	if len(tags) != 4 {
		t.Errorf("%d ETags for four forms", len(tags))
	}
}

// TestStampedeOfWrites: 64 clients, after each of several writes, make the tile once a write.
func TestStampedeOfWrites(t *testing.T) {
	f := newFake()
	s := siteOf(t, f)
	path := "/tiles/control,zones/" + tiles.At(orb.Point{43.12, 36.34}, 7).String() + ".mvt"
	const writes, clients = 5, 64
	before := encodedTiles.Load()
	for i := range writes {
		f.mu.Lock()
		f.sets["control"] = slices.Clone(f.sets["control"])
		f.sets["control"][2] = town("Mosul", orb.Point{43.12, 36.34}, fmt.Sprint("holder ", i), 0.9)
		f.revision++
		f.mu.Unlock()
		var wait sync.WaitGroup
		gate := make(chan struct{})
		for range clients {
			wait.Go(func() {
				<-gate
				if w := s.get(path, "Accept-Encoding", "br"); w.Code != http.StatusOK {
					t.Errorf("%d", w.Code)
				}
			})
		}
		close(gate)
		wait.Wait()
	}
	// A flight that begins behind another finds the tile standing by its fingerprint, and encodes nothing.
	if made := encodedTiles.Load() - before; made != writes {
		t.Errorf("%d writes, %d clients: made %d times", writes, clients, made)
	}
}

// TestCacheLimit: whatever is put into it, the cache keeps its bytes, and what was used last stays.
func TestCacheLimit(t *testing.T) {
	const limit = 1 << 20
	c := newCache(limit)
	c.put("kept", newAnswer("x", make([]byte, 1000)))
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 20_000 {
		c.put(fmt.Sprint(i), newAnswer("x", make([]byte, r.IntN(3000))))
		if c.get("kept") == nil {
			t.Fatalf("what is used all the time went at %d", i)
		}
	}
	c.put("huge", newAnswer("x", make([]byte, limit)))
	if c.get("huge") != nil {
		t.Error("an answer as large as the cache was kept")
	}
	var size, counted int64
	for i := range c.shards {
		size += c.shards[i].size
		for e := c.shards[i].order.Front(); e != nil; e = e.Next() {
			counted += e.Value.(*cached).size
		}
	}
	if size > limit || size != counted || size < limit/2 {
		t.Errorf("holds %d bytes, says %d, may %d", counted, size, limit)
	}
}

// TestStaleNeverOutlives: an answer of the present is looked at again when the clock has moved on.
func TestStaleNeverOutlives(t *testing.T) {
	f, now := newFake(), testNow
	s := newSiteWith(t, func(d *Deps) { d.Features, d.Revision, d.Now = f, f.Revision, func() time.Time { return now } })
	s.get("/collections/control/items")
	asked := len(f.asked)
	s.get("/collections/control/items")
	if len(f.asked) != asked {
		t.Error("asked again at once")
	}
	now = now.Add(6 * time.Second)
	if s.get("/collections/control/items"); len(f.asked) == asked {
		t.Error("not asked again after six seconds")
	}
}
