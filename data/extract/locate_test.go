package extract

import (
	"strings"
	"testing"

	"dateline/data"
	"dateline/geo/gazetteer"
)

func readText(t *testing.T, text string) []data.Claim {
	t.Helper()
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Skipf("no embedded gazetteer: %v", err)
	}
	r, err := New(g)
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Read(t.Context(), data.Report{ID: "test", Text: text, Language: "en", Published: firstArticle})
	if err != nil {
		t.Fatal(err)
	}
	return got.Claims
}

func first(t *testing.T, claims []data.Claim, kind string) data.Claim {
	t.Helper()
	for _, c := range claims {
		if c.Kind == kind {
			return c
		}
	}
	t.Fatalf("no claim of kind %s in %v", kind, claims)
	return data.Claim{}
}

func TestSiteOfItsOwn(t *testing.T) {
	c := first(t, readText(t, "ISIS holds Mosul in Iraq. They hold all the oil fields other than a huge refinery in Baiji, 50 miles to the southwest, which ISIS forces have surrounded."), "siege")
	if p := c.Places[0]; p.ID != "dateline:baiji-refinery" || p.Relation != data.RelationSite || p.Site != "refinery" {
		t.Errorf("got %+v", p)
	}
}

func TestBorderEnd(t *testing.T) {
	c := first(t, readText(t, "The Iraqi army left Kirkuk last week, and Kurdish fighters guard a front line from the border with Iran to Fishkhabur in Iraq."), "line")
	p := c.Places[0]
	if p.Role != data.RoleFrom || !strings.Contains(p.Text, "Iran") || p.Lon == nil || p.UncertaintyKM < 300 {
		t.Errorf("got %+v", p)
	}
	if strings.Contains(c.Evidence[0].Exact, "left Kirkuk") {
		t.Errorf("the quote starts in another clause: %q", c.Evidence[0].Exact)
	}
}

func TestGroupFlees(t *testing.T) {
	c := first(t, readText(t, "Iraq is at war. Iraqi Christians fled Mosul for Alqosh."), "flow")
	if c.Group != "Christians" || c.ActorID != "" {
		t.Errorf("got group %q, actor %q", c.Group, c.ActorID)
	}
}

func TestToldTo(t *testing.T) {
	c := first(t, readText(t, "Some 200,000 people, close to half of its inhabitants, have fled Tal Afar, the local governor Abdulal Abbas told The Times of London."), "flow")
	if c.Attribution != "Abdulal Abbas" || c.Via != "The Times of London" || c.Value == nil || *c.Value.Best != 200000 {
		t.Errorf("got %q via %q, %+v", c.Attribution, c.Via, c.Value)
	}
}

func TestEarlierFigure(t *testing.T) {
	n := 0
	for _, c := range readText(t, "About 9,000 displaced people remain in Maiduguri, down from 290,000 two years earlier.") {
		if c.Kind == data.KindStock && c.Value != nil && (*c.Value.Best == 9000 || *c.Value.Best == 290000) {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d claims, want one of 9,000 and one of 290,000", n)
	}
}
