package ogc

import (
	"net/http"
	"strings"
	"testing"
)

func TestItemsAsFiles(t *testing.T) {
	s := newSite(t)
	for f, want := range map[string]string{
		"csv": "id,", "hxl": "#", "kml": `<kml xmlns="http://www.opengis.net/kml/2.2"`, "geojsonseq": "\x1e{", "geojson": `{"type":"FeatureCollection"`,
	} {
		w := s.get("/collections/control/items?f=" + f)
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("f=%s: %d %.200s, want %q", f, w.Code, w.Body, want)
		}
		if kept := w.Header().Get("Content-Disposition"); (f == "geojson") != (kept == "") {
			t.Errorf("f=%s: Content-Disposition %q", f, kept)
		}
	}
	w := s.get("/collections/control/items?f=xls")
	if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "kml") {
		t.Errorf("f=xls: %d %s", w.Code, w.Body)
	}
}
