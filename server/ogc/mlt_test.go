package ogc

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"dateline/tiles"
	"dateline/tiles/mlt"
)

func TestMapLibreTiles(t *testing.T) {
	s := newSite(t)
	at := tiles.At(orb.Point{43.12, 36.34}, 7)
	path := "/tiles/control,zones/" + at.String()
	old := s.get(path + ".mvt")
	want, err := mlt.FromMVT(old.Body.Bytes())
	if err != nil || len(want) == 0 {
		t.Fatalf("%d bytes, %v", len(want), err)
	}
	for _, ask := range [][]string{
		{path + ".mlt"},
		{path + "?f=mlt"},
		{path, "Accept", mltType},
		{path, "Accept", mltShortType},
		{path, "Accept", mltType + "," + mvtType + ";q=0.5"},
	} {
		w := s.get(ask[0], ask[1:]...)
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != mltType || !bytes.Equal(w.Body.Bytes(), want) {
			t.Errorf("%v: %d %s, %d bytes, want %d", ask, w.Code, w.Header().Get("Content-Type"), w.Body.Len(), len(want))
		}
		tag := w.Header().Get("ETag")
		if tag == "" || tag == old.Header().Get("ETag") || s.get(ask[0], append(ask[1:], "If-None-Match", tag)...).Code != http.StatusNotModified {
			t.Errorf("%v: ETag %s", ask, tag)
		}
		if got := slices.Contains(w.Header().Values("Vary"), "Accept"); got != (ask[0] == path) {
			t.Errorf("%v: Vary %v", ask, w.Header().Values("Vary"))
		}
	}
	for _, ask := range [][]string{
		{path},
		{path, "Accept", "*/*"},
		{path, "Accept", mvtType + "," + mltType + ";q=0.5"},
		{path, "Accept", mltType + ";q=0"},
		{path + ".mvt", "Accept", mltType},
	} {
		if w := s.get(ask[0], ask[1:]...); w.Header().Get("Content-Type") != mvtType || !bytes.Equal(w.Body.Bytes(), old.Body.Bytes()) {
			t.Errorf("%v: %s", ask, w.Header().Get("Content-Type"))
		}
	}
	t.Logf("%s: MVT %d bytes, gzip %d; MLT %d, gzip %d", at, old.Body.Len(), zipped(old.Body.Bytes()), len(want), zipped(want))
}

func TestMapLibreTilesAreNamed(t *testing.T) {
	s := newSite(t)
	if doc := s.get("/tiles/zones.json?f=mlt").Body.String(); !strings.Contains(doc, "{y}.mlt") || !strings.Contains(doc, `"encoding":"mlt"`) {
		t.Error(doc)
	}
	if doc := s.get("/tiles/zones.json").Body.String(); !strings.Contains(doc, "{y}.mvt") || strings.Contains(doc, "encoding") {
		t.Error(doc)
	}
	for _, path := range []string{"/collections/zones/tiles/WebMercatorQuad", "/api"} {
		if !strings.Contains(s.get(path).Body.String(), mltType) {
			t.Errorf("%s does not name %s", path, mltType)
		}
	}
}

func zipped(b []byte) int {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = w.Write(b)
	_ = w.Close()
	return out.Len()
}
