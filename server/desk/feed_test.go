package desk

import (
	"encoding/xml"
	"strings"
	"testing"
)

// TestFeed: the feed has each visible change once, the newest first, with what stood before and the sentence.
func TestFeed(t *testing.T) {
	b := newBench(t)
	report, claims := b.add()
	b.want(200, "POST", "/claims/"+claims[1]+"/reviews", `{"action":"accept","version":1}`)
	b.want(200, "POST", "/claims/"+claims[0]+"/reviews", `{"action":"accept","version":1}`)
	b.want(200, "POST", "/claims/"+claims[2]+"/reviews", `{"action":"reject","version":1}`)
	b.want(200, "POST", "/claims/"+claims[1]+"/reviews", `{"action":"correct","version":2,"correction":{"actor":"ISIS"}}`)
	w := b.do("GET", "/changes.atom?profile=public", "")
	var f atomFeed
	if err := xml.Unmarshal(w.Body.Bytes(), &f); err != nil || w.Code != 200 || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/atom+xml") {
		t.Fatal(w.Code, w.Header(), err)
	}
	if len(f.Entries) != 3 || f.Updated != "2014-06-17T08:00:00Z" {
		t.Fatalf("%+v", f)
	}
	e := f.Entries[0]
	if e.Title != "changed: ISIS control Tal Afar" || !strings.Contains(e.Content, "before: The militants control Tal Afar\nafter: ISIS control Tal Afar\n“The militants hold Tal Afar.” (http://127.0.0.1:8080/reports/"+report) {
		t.Errorf("%+v", e)
	}
	if f.Entries[2].Title != "shown: The militants control Tal Afar" || f.Entries[1].ID == f.Entries[2].ID {
		t.Errorf("%+v", f.Entries)
	}
	for _, s := range []string{"hristian", "lqosh", "convoy", claims[2]} {
		if strings.Contains(w.Body.String(), s) {
			t.Errorf("%q in %s", s, w.Body)
		}
	}
	if again := b.do("GET", "/changes.atom?profile=public", "", "If-None-Match", w.Header().Get("ETag")); again.Code != 304 {
		t.Errorf("unchanged: %d", again.Code)
	}
	b.want(400, "GET", "/changes.atom?limit=3", "")
}
