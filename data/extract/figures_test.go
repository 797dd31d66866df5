package extract

import (
	"fmt"
	"os"
	"testing"
	"time"

	"dateline/data/extract/score"
)

func TestFigures(t *testing.T) {
	read := sentenceReader(t)
	figures, err := score.LoadFigures("../../../shared/events/idetect_test_nlp.dev.tsv")
	if err != nil {
		t.Skipf("the excerpts are not here: %v", err)
	}
	var tally score.Figures
	for _, f := range figures {
		before := tally.Number
		claims := read(f.Text, time.Time{})
		tally.Add(f, claims)
		if tally.Number == before && os.Getenv("MISS") != "" {
			fmt.Printf("%s %v: %s\n", f.ID, f.Quantity, f.Text)
		}
	}
	if share := float64(tally.Number) / float64(tally.All); share < 0.5 {
		t.Errorf("labelled figures found: %.3f, want at least 0.5", share)
	}
}
