package extract

import (
	"os"
	"strings"
	"testing"

	"dateline/data"
	"dateline/geo/gazetteer"
)

// TestPlainForeign wants the claims of the plain sentences in testdata/plain-foreign.txt: language, kind or kind and status, the
// places in their order, "-" for a denied one, the sentence.
func TestPlainForeign(t *testing.T) {
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Skipf("no embedded gazetteer: %v", err)
	}
	r, err := New(g)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("testdata/plain-foreign.txt")
	if err != nil {
		t.Fatal(err)
	}
	for row := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimSpace(row), "|")
		if strings.HasPrefix(row, "#") || len(f) != 4 {
			continue
		}
		got, err := r.Read(t.Context(), data.Report{Text: f[3], Language: f[0]})
		if err != nil {
			t.Fatal(err)
		}
		if s := inShort(got.Claims); s != f[1]+": "+f[2] {
			t.Errorf("%s\n got %s\nwant %s: %s", f[3], s, f[1], f[2])
		}
	}
}

// inShort gives the kind and status of the first claim and the places of all of its kind.
func inShort(claims []data.Claim) string {
	if len(claims) == 0 {
		return "nothing"
	}
	first := claims[0]
	head := strings.TrimSpace(first.Kind + " " + first.Status)
	if first.Modality == data.Denied {
		head = "-" + head
	}
	var places []string
	for _, c := range claims {
		for _, p := range c.Places {
			if c.Kind == first.Kind {
				places = append(places, p.Name)
			}
		}
	}
	return head + ": " + strings.Join(places, ", ")
}
