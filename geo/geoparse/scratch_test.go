package geoparse

import (
	"context"
	"fmt"
	"os"
	"testing"
)

func TestScratchArticle(t *testing.T) {
	f := os.Getenv("ARTICLE")
	if f == "" {
		t.Skip()
	}
	b, _ := os.ReadFile(f)
	p := testParser(t)
	d, err := p.Parse(context.Background(), Input{Text: string(b)})
	if err != nil {
		t.Fatal(err)
	}
	dump(d)
}

func dump(d Document) {
	for _, m := range d.Mentions {
		fmt.Printf("%-8s %-28q %v %s %s %s (%.2f,%.2f) %.2f %q\n", m.Role, m.Text, m.Placed, m.Place.Name, m.Place.Country, m.Place.Kind, m.Place.Point[0], m.Place.Point[1], m.Confidence, m.Reasons)
	}
	for _, e := range d.Entities {
		fmt.Printf("ENT %s %q\n", e.Kind, e.Text)
	}
	for _, r := range d.Relations {
		loc := ""
		if r.Located >= 0 {
			loc = d.Mentions[r.Located].Text
		}
		var an []string
		for _, a := range r.Anchors {
			an = append(an, d.Mentions[a].Text)
		}
		fmt.Printf("REL %s %q loc=%s anchors=%v km=%.1f b=%.0f checked=%v measured=%.1f %.0f cons=%v %s\n", r.Kind, r.Text, loc, an, r.StatedKM, r.Bearing, r.Checked, r.MeasuredKM, r.MeasuredBearing, r.Consistent, r.Why)
	}
}
