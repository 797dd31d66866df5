package situation

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/geo"
)

// paper stores a report with one claim about who holds Mosul; reports of one text number are copies.
func paper(t *testing.T, s *data.Store, g *fakeGround, publisher, actor, modality string, textNumber, day int) {
	t.Helper()
	var hashes []uint32
	for n := range 200 {
		hashes = append(hashes, uint32(n)*2654435761+uint32(textNumber))
	}
	c := control(g, t, "mosul", actor, data.StatusControls, day)
	c.Modality, c.Confidence = modality, .9
	n, _ := s.Count(time.Time{})
	id := fmt.Sprint("report-", n)
	c.Evidence = []data.Evidence{{Report: id, End: 4, Exact: "text"}}
	r := data.Reading{Report: data.Report{ID: id, Publisher: publisher, Published: june(day), Text: "text"}, Claims: []data.Claim{c}, Sketch: data.NewSketch(1, hashes)}
	if _, err := s.AddReadings(context.Background(), "desk", []data.Reading{r}); err != nil {
		t.Fatal(err)
	}
}

func TestStatusCountsIndependentReports(t *testing.T) {
	g := iraq()
	now := june(20)
	s, err := data.Open(filepath.Join(t.TempDir(), "x.db"), data.Options{NoSync: true, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	e := newEngine(s, g)
	mosul := func() map[string]any {
		return features(t, e, "control", Query{Valid: june(19), Profile: internal})[0].Properties
	}
	says := func(want string) {
		t.Helper()
		if got := mosul()["reasons"].([]string)[0]; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	paper(t, s, g, "A", "isis", data.Asserted, 1, 16)
	paper(t, s, g, "B", "isis", data.Asserted, 1, 16)
	paper(t, s, g, "C", "isis", data.Asserted, 1, 16)
	says("isis since 16 June 2014: 1 independent report; last seen 3 days ago")
	now = june(21)
	paper(t, s, g, "D", "isis", data.Asserted, 2, 16)
	says("isis since 16 June 2014: 2 independent reports; last seen 3 days ago")
	claims := features(t, e, "claims", Query{Valid: june(19), Profile: internal})
	if p := claims[0].Properties; p["credibility"] != 1 || p["sources"] != 2 || p["reliability"] != "F" || len(p["supports"].([]string)) != 3 {
		t.Errorf("claim: %v %v %v %v", p["credibility"], p["sources"], p["reliability"], p["supports"])
	}
	then := features(t, e, "control", Query{Valid: june(19), Profile: internal, Known: june(20)})[0].Properties
	if !strings.Contains(then["reasons"].([]string)[0], "1 independent report;") {
		t.Errorf("as known then: %v", then["reasons"])
	}
	if err := s.SetSources(context.Background(), "ann", data.Source{Publisher: "A", Grade: "B"}); err != nil {
		t.Fatal(err)
	}
	claims = features(t, e, "claims", Query{Valid: june(19), Profile: internal})
	graded := 0
	for _, f := range claims {
		if f.Properties["reliability"] == "B" {
			graded++
		}
	}
	if graded != 1 {
		t.Errorf("%d claims of grade B, want that of A", graded)
	}
	paper(t, s, g, "E", "isis", data.Denied, 3, 17)
	denial := byCredibility(features(t, e, "claims", Query{Valid: june(19), Profile: internal}), 5)
	if len(denial) != 1 || len(denial[0].Properties["contradicts"].([]string)) != 4 {
		t.Errorf("denials %v", denial)
	}
	fresh := newEngine(s, g)
	for _, collection := range []string{"control", "claims", "zones"} {
		a, err := e.Features(context.Background(), collection, Query{Valid: june(19), Profile: internal})
		b, err2 := fresh.Features(context.Background(), collection, Query{Valid: june(19), Profile: internal})
		if err != nil || err2 != nil || a.Hash != b.Hash {
			t.Errorf("%s: brought up to date %s, made anew %s (%v, %v)", collection, a.Hash, b.Hash, err, err2)
		}
	}
}

func byCredibility(fs []geo.Feature, n int) []geo.Feature {
	var out []geo.Feature
	for _, f := range fs {
		if f.Properties["credibility"] == n {
			out = append(out, f)
		}
	}
	return out
}

// Statuses use the grades alone, features the whole assessment: both must say the same.
func TestGradesAreThoseOfTheAssessments(t *testing.T) {
	s, g := many(t, 600)
	actors := []string{"isis", "army", "peshmerga"}
	statuses := []string{data.StatusCaptured, data.StatusControls, data.StatusLost, data.StatusBesieged}
	modalities := []string{data.Asserted, data.Claimed, data.Denied}
	for i := range s.claims {
		c := &s.claims[i].Claim
		at := june(1).AddDate(0, 0, (i*i*37+i)%97)
		c.Places[0].ID, c.Valid.Start = fmt.Sprint("town", i%11), &at
		c.ActorID, c.Actor = actors[i%3], actors[i%3]
		c.Status, c.Modality = statuses[i*5%4], modalities[i*11%3]
		r := s.reports[c.Evidence[0].Report]
		r.Publisher, r.IndependenceGroup, r.Reliability = fmt.Sprint("Paper ", i%9), fmt.Sprint("text ", i%13), string("ABCF"[i%4])
		s.reports[r.ID] = r
	}
	e := newEngine(s, g)
	f, err := e.frame(t.Context(), Query{Valid: june(1).AddDate(1, 0, 0)})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[int]int{}
	for _, d := range f.view.dossiers {
		grades := d.assess.grade(d.claims)
		for i, c := range d.claims {
			want := d.assess.weigh(d.claims)[c].Credibility
			seen[want]++
			if int(grades[i]) != want {
				t.Errorf("%s: grade %d, assessment %d", c.ID, grades[i], want)
			}
		}
	}
	if len(seen) < 4 {
		t.Errorf("too few grades to compare: %v", seen)
	}
}
