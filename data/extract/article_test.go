package extract

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/geo/gazetteer"
)

func readArticle(t *testing.T, name string, published time.Time) data.Reading {
	b, err := os.ReadFile("../../../shared/articles/" + name)
	if err != nil {
		t.Skipf("the articles are not here: %v", err)
	}
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Skipf("no embedded gazetteer: %v", err)
	}
	r, err := New(g)
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Read(t.Context(), data.Report{ID: name, Text: string(b), Published: published, Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	text := []rune(string(b))
	for _, c := range got.Claims {
		for _, e := range c.Evidence {
			if string(text[e.Start:e.End]) != e.Exact {
				t.Errorf("claim %s: evidence %d-%d is not its text", c.ID, e.Start, e.End)
			}
		}
	}
	return got
}

// line writes a claim in one line for comparison.
func line(c data.Claim) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s %q", c.Kind, c.Status, c.Modality, c.Actor)
	if c.ActorID != "" {
		fmt.Fprintf(&b, "=%s", c.ActorID)
	}
	for _, p := range c.Places {
		fmt.Fprintf(&b, " %s=%s/%s", p.Role, p.Name, p.Relation)
		if p.Lon == nil {
			b.WriteString("?")
		}
	}
	if c.Value != nil {
		fmt.Fprintf(&b, " value=%q", c.Value.Raw)
	}
	if c.Attribution != "" {
		fmt.Fprintf(&b, " @%s", c.Attribution)
	}
	if c.Via != "" {
		fmt.Fprintf(&b, " via %s", c.Via)
	}
	if c.Valid.Start != nil {
		fmt.Fprintf(&b, " from=%s", c.Valid.Start.Format("2006-01-02"))
	}
	if c.Valid.End != nil {
		fmt.Fprintf(&b, " to=%s", c.Valid.End.Format("2006-01-02"))
	}
	if c.Check != nil {
		fmt.Fprintf(&b, " stated=%.0f measured=%.0f fits=%v", c.Check.StatedKM, c.Check.MeasuredKM, c.Check.Consistent)
	}
	return b.String() + " [" + c.Rule + "]"
}

func TestShowArticles(t *testing.T) {
	if os.Getenv("SHOW") == "" {
		t.Skip("set SHOW to see what the articles give")
	}
	day := func(d int) time.Time { return time.Date(2014, 6, d, 0, 0, 0, 0, time.UTC) }
	for name, d := range map[string]int{"2014-06-16-kerry-drone-strikes-iraq.txt": 16, "2014-06-16-voa-talafar.txt": 16, "2014-06-18-voa-beiji.txt": 18} {
		fmt.Println("==", name)
		for _, c := range readArticle(t, name, day(d)).Claims {
			fmt.Println(line(c))
		}
	}
}
