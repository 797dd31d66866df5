package ogc

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/paulmach/orb"

	"dateline/data/situation"
)

var gdalFeature = regexp.MustCompile(`(?m)^OGRFeature\((\w+)\):\d+$`)

// GDAL's own reader of OGC API Features pages through every collection and finds each feature once.
func TestGDALPagesThroughEveryCollection(t *testing.T) {
	ogrinfo, err := exec.LookPath("ogrinfo")
	if err != nil {
		t.Skip("no ogrinfo: install GDAL (Debian: apt-get install gdal-bin), or run make conformance, which does")
	}
	s := newSite(t)
	for i := range 257 { // a prime number: the last page is not full, whatever the size of a page
		s.sets["places"] = append(s.sets["places"], town(fmt.Sprintf("town %03d", i), orb.Point{40 + float64(i%16)/10, 33 + float64(i/16)/10}, "ISF", 0.5))
	}
	var pages atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/places/items") && r.URL.Query().Has("after") {
			pages.Add(1)
		}
		s.h.ServeHTTP(w, r)
	}))
	defer server.Close()

	out, err := exec.Command(ogrinfo, "-ro", "-al", "-oo", "PAGE_SIZE=100", "OAPIF:"+server.URL).CombinedOutput()
	if err != nil || strings.Contains(string(out), "ERROR") {
		t.Fatalf("ogrinfo: %v\n%.2000s", err, out)
	}
	found := map[string]int{}
	for _, m := range gdalFeature.FindAllStringSubmatch(string(out), -1) {
		found[m[1]]++
	}
	for _, name := range situation.Collections {
		if !strings.Contains(string(out), "Layer name: "+name+"\n") {
			t.Errorf("GDAL does not list %s", name)
		}
		if found[name] != len(s.sets[name]) {
			t.Errorf("GDAL reads %d features of %s, which has %d", found[name], name, len(s.sets[name]))
		}
	}
	for i := range 257 {
		if n := strings.Count(string(out), fmt.Sprintf("name (String) = town %03d\n", i)); n != 1 {
			t.Errorf("town %03d is there %d times", i, n)
		}
	}
	if pages.Load() < 2 {
		t.Errorf("GDAL followed %d next links", pages.Load())
	}
}
