package extract

import (
	"os"
	"strings"
	"testing"
	"time"
)

// TestPlain wants the claim of every plain sentence in testdata/plain.txt: kind, a place, the sentence. It holds the share
// that is found, for no grammar finds all.
func TestPlain(t *testing.T) {
	b, err := os.ReadFile("testdata/plain.txt")
	if err != nil {
		t.Fatal(err)
	}
	read := sentenceReader(t)
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	hits := 0
	for _, l := range lines {
		f := strings.SplitN(l, "|", 3)
		found := false
		var got []string
		for _, c := range read(f[2], time.Time{}) {
			got = append(got, line(c))
			for _, p := range c.Places {
				found = found || c.Kind == f[0] && (strings.Contains(p.Text, f[1]) || strings.Contains(p.Name, f[1]))
			}
		}
		if found {
			hits++
		} else {
			t.Logf("%s\n  got %s", l, strings.Join(got, "; "))
		}
	}
	t.Logf("%d of %d", hits, len(lines))
	if hits*100 < len(lines)*85 {
		t.Errorf("%d of %d plain sentences make their claim, want 85 %%", hits, len(lines))
	}
}
