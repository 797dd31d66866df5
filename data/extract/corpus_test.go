package extract

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/extract/score"
	"dateline/geo/gazetteer"
	"dateline/geo/geoparse"
)

// sentenceReader reads texts with the embedded gazetteer where it can be opened, else with names as written.
func sentenceReader(t testing.TB) func(text string, published time.Time) []data.Claim {
	plain, err := newRules()
	if err != nil {
		t.Fatal(err)
	}
	var full *Reader
	if os.Getenv("PLAIN") == "" {
		if g, err := gazetteer.Embedded(); err == nil {
			if full, err = New(g); err != nil {
				t.Fatal(err)
			}
		}
	}
	return func(text string, published time.Time) []data.Claim {
		report := data.Report{ID: "test", Text: text, Published: published, Language: "en"}
		if full != nil {
			if reading, err := full.Read(context.Background(), report); err == nil {
				return reading.Claims
			} else {
				t.Fatal(err)
			}
		}
		return plain.document(report, geoparse.Document{Language: "en"}).claims(report)
	}
}

func TestCorpus(t *testing.T) {
	read := sentenceReader(t)
	verbose := os.Getenv("MISS")
	for _, name := range []string{"claims-written.jsonl", "claims-dev.jsonl"} {
		rows, err := score.Load("../../../shared/events/" + name)
		if err != nil {
			t.Skipf("annotated sentences are not here: %v", err)
		}
		tally := score.NewTally()
		for _, row := range rows {
			if row.Held() {
				continue
			}
			misses := tally.Add(row, read(row.Text, time.Time{}))
			if verbose == name {
				for _, m := range misses {
					fmt.Println(show(m))
				}
			}
		}
		fmt.Println(name)
		tally.Write(os.Stdout)
		tally.WriteConfusion(os.Stdout, 25)
	}
}

func show(m score.Miss) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: %s", m.Row, m.Note, m.Text)
	if m.Gold != nil {
		fmt.Fprintf(&b, "\n     gold %s %s %s A=%s", m.Gold.Kind, m.Gold.Status, m.Gold.Modality, m.Gold.Actor)
		for _, p := range m.Gold.Places {
			fmt.Fprintf(&b, " %s=%s", p.Role, p.Text)
		}
		if m.Gold.Value != nil {
			fmt.Fprintf(&b, " V=%s", m.Gold.Value.Raw)
		}
	}
	if m.Claim != nil {
		fmt.Fprintf(&b, "\n     ours %s %s %s A=%s", m.Claim.Kind, m.Claim.Status, m.Claim.Modality, m.Claim.Actor)
		for _, p := range m.Claim.Places {
			fmt.Fprintf(&b, " %s=%s", p.Role, p.Text)
		}
		if m.Claim.Value != nil {
			fmt.Fprintf(&b, " V=%s", m.Claim.Value.Raw)
		}
		fmt.Fprintf(&b, " [%s]", m.Claim.Rule)
	}
	return b.String()
}
