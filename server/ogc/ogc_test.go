package ogc

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"dateline/tiles"
)

func ids(v map[string]any) string {
	var out []string
	for _, f := range v["features"].([]any) {
		out = append(out, f.(map[string]any)["id"].(string))
	}
	return strings.Join(out, ",")
}

func TestItems(t *testing.T) {
	s := newSite(t)
	for _, c := range []struct{ query, want string }{
		{"", "Baiji,Kirkuk,Mosul,Suva,Tal Afar"},
		{"bbox=42,36,44,37", "Mosul,Tal Afar"},
		{"bbox=42,36,0,44,37,100", "Mosul,Tal Afar"},
		{"bbox=170,-30,-170,0", "Suva"},
		{"limit=2", "Baiji,Kirkuk"},
		{"holder=ISIS", "Mosul,Tal Afar"},
		{"sortby=-confidence&limit=3", "Suva,Mosul,Kirkuk"},
		{"sortby=%2Bholder,-name&limit=2", "Suva,Baiji"},
		{"filter=" + url.QueryEscape("holder = 'ISIS' AND confidence > 0.9"), "Mosul"},
		{"filter-lang=cql2-json&filter=" + url.QueryEscape(`{"op":"s_intersects","args":[{"property":"geometry"},{"bbox":[43,34,45,36]}]}`), "Baiji,Kirkuk"},
		{"bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326&bbox=36,42,37,44", "Mosul,Tal Afar"},
		{"bbox-crs=http://www.opengis.net/def/crs/EPSG/0/32638&bbox=230000,4000000,345000,4100000", "Mosul,Tal Afar"},
	} {
		if got := ids(s.json(t, "/collections/control/items?"+c.query)); got != c.want {
			t.Errorf("%s: %s, want %s", c.query, got, c.want)
		}
	}
	v := s.json(t, "/collections/control/items?limit=2")
	if v["numberMatched"] != 5.0 || v["numberReturned"] != 2.0 {
		t.Errorf("matched %v, returned %v", v["numberMatched"], v["numberReturned"])
	}
	if v["valid"] != "2014-06-16T00:00:00Z" {
		t.Errorf("valid %v", v["valid"])
	}
	if v := s.json(t, "/collections/control/items/Tal%20Afar"); v["id"] != "Tal Afar" {
		t.Errorf("item %v", v)
	}
}

// TestPaging follows next links, with something written between two pages.
func TestPaging(t *testing.T) {
	for _, sort := range []string{"", "&sortby=-confidence", "&sortby=holder"} {
		s := newSite(t)
		path, seen := "/collections/control/items?limit=2"+sort, map[string]int{}
		for pages := 0; path != ""; pages++ {
			v := s.json(t, path)
			for _, id := range strings.Split(ids(v), ",") {
				seen[id]++
			}
			path = ""
			for _, l := range v["links"].([]any) {
				if l := l.(map[string]any); l["rel"] == "next" {
					u, _ := url.Parse(l["href"].(string))
					path = u.RequestURI()
				}
			}
			if pages == 0 {
				s.sets["control"] = append(s.sets["control"], town("Aaa", orb.Point{1, 1}, "A", 0.99))
				s.revision++
			}
			if pages > 5 {
				t.Fatal("pages without end")
			}
		}
		for _, id := range []string{"Baiji", "Kirkuk", "Mosul", "Suva", "Tal Afar"} {
			if seen[id] != 1 {
				t.Errorf("%q: %s seen %d times", sort, id, seen[id])
			}
		}
	}
}

func TestBadRequests(t *testing.T) {
	s := newSite(t)
	for _, c := range []struct {
		path string
		code int
	}{
		{"/collections/nothing", 404},
		{"/collections/nothing/items", 404},
		{"/collections/control/items/none", 404},
		{"/collections/control/items?limit=-1", 400},
		{"/collections/control/items?limit=x", 400},
		{"/collections/control/items?limit=0", 400},
		{"/collections/control/items?bbox=1,2,3", 400},
		{"/collections/control/items?bbox=NaN,0,1,1", 400},
		{"/collections/control/items?bbox=0,2,1,1", 400},
		{"/collections/control/items?bbox=-500,0,1,1", 400},
		{"/collections/control/items?datetime=yesterday", 400},
		{"/collections/control/items?datetime=2014-06-17/2014-06-16", 400},
		{"/collections/control/items?nonsense=1", 400},
		{"/collections/control/items?filter=" + url.QueryEscape("nonsense = 1"), 400},
		{"/collections/control/items?filter=" + url.QueryEscape("a ="), 400},
		{"/collections/control/items?filter=" + strings.Repeat("x", 1<<20), 400},
		{"/collections/control/items?filter=" + url.QueryEscape(strings.Repeat("(", 10_000)), 400},
		{"/collections/control/items?filter-lang=sql&filter=a", 400},
		{"/collections/control/items?crs=http://example.org", 400},
		{"/collections/control/items?after=%21", 400},
		{"/collections/control/items?sortby=nothing", 400},
		{"/tiles/control/99/0/0.mvt", 400},
		{"/tiles/control/3/8/0.mvt", 400},
		{"/tiles/control/3/x/0.mvt", 400},
		{"/tiles/nothing/0/0/0.mvt", 404},
		{"/tiles/control,control/0/0/0.mvt", 400},
		{"/tiles/control", 404},
		{"/tiles/control/0/0/0.mvt?x=1", 400},
		{"/style.json?theme=pink", 400},
		{"/style.json?lang=xx", 400},
		{"/tiles/control/4294967296/0/0.mvt", 400},
		{"/basemap/0/0/0.mvt", 404},
	} {
		w := s.get(c.path)
		var p map[string]any
		if w.Code != c.code || w.Header().Get("Content-Type") != "application/problem+json" || json.Unmarshal(w.Body.Bytes(), &p) != nil || p["title"] == nil {
			t.Errorf("%.80s: %d %s %s, want %d", c.path, w.Code, w.Header().Get("Content-Type"), w.Body, c.code)
		}
	}
}

func TestTiles(t *testing.T) {
	s := newSite(t)
	mosul := tiles.At(orb.Point{43.12, 36.34}, 8)
	xyz := "/tiles/control,zones/" + mosul.String() + ".mvt"
	w := s.get(xyz)
	if w.Code != 200 || w.Header().Get("Content-Type") != mvtType || w.Header().Get("ETag") == "" {
		t.Fatalf("%s: %d %v", xyz, w.Code, w.Header())
	}
	layers, err := tiles.Decode(w.Body.Bytes())
	if err != nil || len(layers) != 2 || layers[0].Name != "control" || layers[0].Features[0].Properties["id"] != "Mosul" {
		t.Fatalf("%v %+v", err, layers)
	}
	ogcPath := "/collections/control/tiles/WebMercatorQuad/8/" + strings.Join(strings.Split(mosul.String(), "/")[2:], "") + "/" + strings.Split(mosul.String(), "/")[1]
	if w := s.get(ogcPath); w.Code != 200 {
		t.Errorf("%s: %d", ogcPath, w.Code)
	}
	if w := s.get(xyz, "If-None-Match", w.Header().Get("ETag")); w.Code != 304 || w.Body.Len() > 0 {
		t.Errorf("not modified: %d", w.Code)
	}
	if w := s.get("/tiles/control/8/0/0.mvt"); w.Code != 204 {
		t.Errorf("empty tile: %d", w.Code)
	}
	head := s.do(http.MethodHead, xyz)
	if head.Code != 200 || head.Body.Len() > 0 || head.Header().Get("Content-Length") == "" {
		t.Errorf("HEAD: %d, %d bytes", head.Code, head.Body.Len())
	}
	z := s.get(xyz, "Accept-Encoding", "gzip, br;q=0")
	if z.Header().Get("Content-Encoding") != "gzip" || z.Header().Get("ETag") == w.Header().Get("ETag") || !strings.Contains(strings.Join(z.Header().Values("Vary"), ","), "Accept-Encoding") {
		t.Errorf("gzip: %v", z.Header())
	}
	r, _ := gzip.NewReader(z.Body)
	if raw, _ := io.ReadAll(r); !bytes.Equal(raw, w.Body.Bytes()) {
		t.Error("gzip holds other bytes")
	}
	if w := s.get("/tiles/control/" + mosul.String() + ".mvt?filter=" + url.QueryEscape("holder='ISF'")); w.Code != 204 {
		t.Errorf("filtered: %d", w.Code)
	}
}

// TestOnlyTouchedTilesChange counts the tiles that a write makes anew.
func TestOnlyTouchedTilesChange(t *testing.T) {
	s := newSite(t)
	var paths []string
	for _, f := range s.sets["control"] {
		paths = append(paths, "/tiles/control/"+tiles.At(f.Geometry.(orb.Point), 9).String()+".mvt")
	}
	tags := map[string]string{}
	for _, p := range paths {
		tags[p] = s.get(p).Header().Get("ETag")
	}
	s.mu.Lock()
	s.sets["control"] = append(s.sets["control"][:0:0], s.sets["control"]...)
	s.sets["control"][2] = town("Mosul", orb.Point{43.12, 36.34}, "ISF", 0.95)
	s.revision++
	s.mu.Unlock()
	before, changed := encodedTiles.Load(), 0
	for _, p := range paths {
		if s.get(p).Header().Get("ETag") != tags[p] {
			changed++
		}
	}
	if made := encodedTiles.Load() - before; made != 1 || changed != 1 {
		t.Errorf("%d tiles made, %d changed, want one", made, changed)
	}
}

func TestPages(t *testing.T) {
	s := newSite(t)
	for _, p := range []string{
		"/", "/conformance", "/api", "/collections", "/collections/control", "/collections/control/queryables", "/collections/control/schema",
		"/collections/control/items", "/collections/control/items/Mosul", "/collections/control/tiles", "/collections/control/tiles/WebMercatorQuad", "/tileMatrixSets", "/tileMatrixSets/WebMercatorQuad", "/collections/reports/items",
	} {
		s.json(t, p)
		w := s.get(p, "Accept", "text/html")
		if w.Code != 200 || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			t.Errorf("%s as a page: %d %s", p, w.Code, w.Header().Get("Content-Type"))
		}
		if strings.Contains(w.Body.String(), "<b>report") {
			t.Errorf("%s lets markup through", p)
		}
	}
	for _, p := range []string{"/style.json", "/style.json?theme=night&lang=ar", "/tiles/control,zones.json"} {
		s.json(t, p)
	}
}
