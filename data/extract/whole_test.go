package extract_test

import (
	"testing"
	"time"

	"dateline/data"
	"dateline/data/extract"
	"dateline/data/extract/score"
	"dateline/geo/gazetteer"
)

func readWhole(t *testing.T, file string, each func(score.Row, []data.Claim)) {
	t.Helper()
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Skipf("no embedded gazetteer: %v", err)
	}
	r, err := extract.New(g)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := score.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		at, err := time.Parse(time.DateOnly, row.Published)
		if err != nil {
			t.Fatal(err)
		}
		reading, err := r.Read(t.Context(), data.Report{ID: row.Name(), Text: row.Text, Language: row.Language, Published: at})
		if err != nil {
			t.Fatal(err)
		}
		each(row, reading.Claims)
	}
}

// TestQuietArticles wants nothing on the map out of whole articles on sport, business and an election.
func TestQuietArticles(t *testing.T) {
	readWhole(t, "testdata/quiet.jsonl", func(row score.Row, claims []data.Claim) {
		for _, c := range claims {
			if c.Kind != data.KindEvent && c.Kind != data.KindRelation {
				t.Errorf("%s: %s %s of %q: %s", row.Name(), c.Kind, c.Status, c.Actor, c.Evidence[0].Exact)
			}
		}
	})
}

// TestWholeReportsAreNotTakenForQuiet wants claims out of every report on war, sport and markets in it notwithstanding, with
// quotations that stand in the text.
func TestWholeReportsAreNotTakenForQuiet(t *testing.T) {
	for _, file := range []string{"testdata/whole.jsonl", "testdata/whole-held.jsonl"} {
		readWhole(t, file, func(row score.Row, claims []data.Claim) {
			text := []rune(row.Text)
			for _, c := range claims {
				for _, e := range c.Evidence {
					if string(text[e.Start:e.End]) != e.Exact {
						t.Errorf("%s: %q does not stand at %d", row.Name(), e.Exact, e.Start)
					}
				}
			}
			if len(claims) == 0 {
				t.Errorf("%s: no claim", row.Name())
			}
		})
	}
}
