package evaluate

import (
	"os"
	"testing"

	"dateline/geo/gazetteer"
)

// TestTypos is the guard of typo tolerance; the figure is printed by `dateline evaluate gazetteer`.
func TestTypos(t *testing.T) {
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	each := 6
	if os.Getenv("DATELINE_SOAK") != "" {
		each = TyposEach
	}
	scores, err := Typos(g, each)
	if err != nil {
		t.Fatal(err)
	}
	if testing.Verbose() {
		PrintTypos(os.Stdout, scores, true)
	}
	all, first := 0, 0
	for _, s := range scores {
		all, first = all+s.Questions, first+s.Top1
	}
	if share(first, all) < 80 {
		t.Errorf("first hit right for %.1f %% of %d mistyped names", share(first, all), all)
	}
}
