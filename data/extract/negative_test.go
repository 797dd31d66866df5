package extract

import (
	"os"
	"strings"
	"testing"
	"time"

	"dateline/data"
)

// TestNegatives wants no claim of control, siege or front line from business, politics, sport, weather and daily life.
func TestNegatives(t *testing.T) {
	b, err := os.ReadFile("testdata/negatives.txt")
	if err != nil {
		t.Fatal(err)
	}
	read := sentenceReader(t)
	for _, text := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		for _, c := range read(text, time.Time{}) {
			switch c.Kind {
			case data.KindControl, data.KindSiege, data.KindLine:
				t.Errorf("%s\n  read as %s", text, line(c))
			}
		}
	}
}
