package ogc

import (
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/gin-gonic/gin"
	"pgregory.net/rapid"
)

// TestWithSetsOneParameter: whatever the query was, the link's has the others as they were and this one as asked.
func TestWithSetsOneParameter(t *testing.T) {
	piece := rapid.StringMatching(`[a-c]{1,2}(=[a-z0-9%.,:+ "<>;]{0,4})?`)
	rapid.Check(t, func(t *rapid.T) {
		raw := ""
		for _, p := range rapid.SliceOfN(piece, 0, 4).Draw(t, "pieces") {
			raw += p + "&"
		}
		value := rapid.String().Draw(t, "value")
		c, _ := gin.CreateTestContext(httptest.NewRecorder())
		c.Request = httptest.NewRequest("GET", "/x", nil)
		c.Request.URL.RawQuery = raw
		want := c.Request.URL.Query()
		want.Set("a", value)
		got, err := url.ParseQuery(with(c, "a", value)[1:])
		if err != nil || got.Encode() != want.Encode() {
			t.Errorf("%q with a=%q: %v, want %v (%v)", raw, value, got, want, err)
		}
	})
}

func TestLinksAsEncodingJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.Just(""), rapid.String())
		links := make([]link, rapid.IntRange(0, 3).Draw(t, "n"))
		for i := range links {
			links[i] = link{text.Draw(t, "href"), text.Draw(t, "rel"), text.Draw(t, "type"), text.Draw(t, "title"), rapid.Bool().Draw(t, "templated")}
		}
		got := appendLinks(nil, links)
		var back []link
		if err := json.Unmarshal(got, &back); err != nil {
			t.Fatal(err)
		}
		want, _ := json.Marshal(links)
		again, _ := json.Marshal(back)
		if string(again) != string(want) && len(links) > 0 {
			t.Errorf("%s, want %s", got, want)
		}
	})
}
