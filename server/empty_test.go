package server_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/extract"
	"dateline/data/profile"
	"dateline/data/situation"
	"dateline/geo/gazetteer"
	"dateline/server"
)

// emptySite is a server over a store without an entry.
func emptySite(t *testing.T) http.Handler {
	t.Helper()
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Skip(err)
	}
	s, err := data.Open(filepath.Join(t.TempDir(), "empty.db"), data.Options{Now: time.Now, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeChecked(t, s) })
	site, err := server.New(server.Config{Store: s, Gazetteer: g, Profiles: profile.Default(), Addr: "127.0.0.1:8080", Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return site
}

func fromHere(t *testing.T, h http.Handler, path string, into any) int {
	t.Helper()
	r := httptest.NewRequestWithContext(context.Background(), http.MethodGet, "http://127.0.0.1:8080"+path, nil)
	r.RemoteAddr = "127.0.0.1:5"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if into != nil {
		if err := json.Unmarshal(w.Body.Bytes(), into); err != nil {
			t.Fatalf("%s: %d %v", path, w.Code, err)
		}
	}
	return w.Code
}

// TestEmptyCollectionsUnderstandTheirProperties: what features have in one situation may be named in another one that is
// empty, in filters, sortings, choices and as a parameter; what no feature has may not.
func TestEmptyCollectionsUnderstandTheirProperties(t *testing.T) {
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Skip(err)
	}
	reader, err := extract.New(g)
	if err != nil {
		t.Fatal(err)
	}
	full, empty := siteOver(t, server.Ground{Gazetteer: g, Read: reader.Read}), emptySite(t)
	for _, collection := range situation.Collections {
		var page struct {
			Features []struct{ Properties map[string]any }
		}
		fromHere(t, full, "/collections/"+collection+"/items?profile=internal&limit=1000&datetime=2014-06-01/2014-06-30", &page)
		seen := map[string]bool{"confidence": true}
		for _, f := range page.Features {
			for name := range f.Properties {
				seen[name] = true
			}
		}
		for name := range seen {
			at := "/collections/" + collection + "/items?"
			for _, q := range []string{"filter=" + url.QueryEscape(`"`+name+`" IS NULL`), "sortby=-" + name, "properties=" + name, name + "=x"} {
				if itsOwn[name] && q == name+"=x" {
					continue
				}
				if code := fromHere(t, empty, at+q, nil); code != http.StatusOK {
					t.Errorf("%s%s: %d", at, q, code)
				}
			}
		}
		for _, q := range []string{"filter=nosuch+IS+NULL", "sortby=nosuch", "properties=nosuch", "nosuch=1"} {
			if code := fromHere(t, empty, "/collections/"+collection+"/items?"+q, nil); code != http.StatusBadRequest {
				t.Errorf("%s of %s: %d", q, collection, code)
			}
		}
		if len(page.Features) == 0 {
			t.Logf("%s: no feature to learn from", collection)
		}
	}
}

// itsOwn are parameters of items that bear the name of a property, and mean something else.
var itsOwn = map[string]bool{"inferred": true, "after": true, "limit": true}

// TestPageOfStaticSitesIsNotServed: what `export site` takes out of the build is no page of a server.
func TestPageOfStaticSitesIsNotServed(t *testing.T) {
	h := emptySite(t)
	for _, path := range []string{"/static.html", "/static.html.gz", "/static.json", "/static.json.gz", "/README"} {
		if code := fromHere(t, h, path, nil); code != http.StatusNotFound {
			t.Errorf("%s: %d", path, code)
		}
	}
}
