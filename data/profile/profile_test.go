package profile

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/data"
)

var now = time.Date(2014, 6, 20, 12, 0, 0, 0, time.UTC)

func ptr[T any](v T) *T { return &v }

const text = "Christians fled Mosul to Alqosh, about 31 miles north. The militants hold the town. Marines sailed on Thursday."

func flow() data.ClaimState {
	return data.ClaimState{
		State: data.Accepted, Version: 2, KnownAt: now.Add(-72 * time.Hour),
		Claim: data.Claim{
			ID: "flow", Kind: data.KindFlow, Actor: "Christians", ActorID: "group:christians", Population: "idp", Group: "Christians", Modality: data.Asserted,
			Places: []data.ClaimPlace{
				{Role: data.RoleOrigin, Text: "Mosul", Name: "Mosul", ID: "geonames:99072", Kind: "PPLA", Lon: ptr(43.13), Lat: ptr(36.335), Relation: data.RelationIn},
				{Role: data.RoleDestination, Text: "Alqosh", Name: "Alqosh", ID: "geonames:89824", Kind: "PPL", Lon: ptr(43.0961), Lat: ptr(36.7353), Relation: data.RelationIn},
			},
			Check:    &data.RelationCheck{StatedKM: 50, MeasuredKM: 44},
			Evidence: []data.Evidence{{Report: "r", Start: 0, End: 54, Exact: text[:54], Suffix: " The militants"}},
		},
	}
}

func marines() data.ClaimState {
	return data.ClaimState{State: data.Accepted, KnownAt: now.Add(-time.Hour), Claim: data.Claim{
		ID: "marines", Kind: data.KindMovement, Population: "forces", Evidence: []data.Evidence{{Report: "r", Start: 84, End: 112, Exact: text[84:]}},
	}}
}

func control() data.ClaimState {
	return data.ClaimState{State: data.Accepted, Claim: data.Claim{
		ID: "control", Kind: data.KindControl, Actor: "The militants", Evidence: []data.Evidence{{Report: "r", Start: 55, End: 83, Exact: text[55:83]}},
	}}
}

func bytesOf(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestInternalSeesAll(t *testing.T) {
	c := flow()
	c.State, c.EmbargoUntil = data.Pending, now.Add(time.Hour)
	got, ok := Default().Apply(context.Background(), Internal, c, now)
	if !ok || cmp.Diff(c, got) != "" {
		t.Errorf("internal: %v %s", ok, cmp.Diff(c, got))
	}
}

func TestPublicHides(t *testing.T) {
	s := Default()
	for _, c := range []struct {
		name   string
		change func(*data.ClaimState)
		seen   bool
	}{
		{"accepted", func(*data.ClaimState) {}, true},
		{"pending", func(c *data.ClaimState) { c.State = data.Pending }, false},
		{"rejected", func(c *data.ClaimState) { c.State = data.Rejected }, false},
		{"embargoed", func(c *data.ClaimState) { c.EmbargoUntil = now.Add(time.Second) }, false},
		{"embargo over", func(c *data.ClaimState) { c.EmbargoUntil = now }, true},
		{"severe", func(c *data.ClaimState) { c.Claim.Sensitivity = "severe" }, false},
		{"unknown class", func(c *data.ClaimState) { c.Claim.Sensitivity = "secret" }, false},
		{"moderate", func(c *data.ClaimState) { c.Claim.Sensitivity = "moderate" }, true},
		{"fresh forces", func(c *data.ClaimState) {
			c.Claim.Population, c.Claim.Valid.Start = "forces", ptr(now.Add(-47*time.Hour))
		}, false},
		{"old forces", func(c *data.ClaimState) {
			c.Claim.Population, c.Claim.Valid.Start = "forces", ptr(now.Add(-48*time.Hour))
		}, true},
	} {
		v := flow()
		c.change(&v)
		if _, ok := s.Apply(context.Background(), Public, v, now); ok != c.seen {
			t.Errorf("%s: seen %v", c.name, ok)
		}
	}
	if _, ok := s.Apply(context.Background(), "editors", flow(), now); ok {
		t.Error("an unknown profile shows a claim")
	}
}

func TestPublicLeavesNoByteOfTheGroupOrTheTown(t *testing.T) {
	c := flow()
	before := bytesOf(t, c)
	got, ok := Default().Apply(context.Background(), Public, c, now)
	if !ok {
		t.Fatal("hidden")
	}
	if bytesOf(t, c) != before {
		t.Error("the argument was changed")
	}
	out := bytesOf(t, got)
	for _, secret := range []string{"hristian", "lqosh", "43.0961", "36.7353", "89824", "31 miles", "The militants", "measured_km"} {
		if strings.Contains(out, secret) {
			t.Errorf("%q is in %s", secret, out)
		}
	}
	d := got.Claim.Places[1]
	if *d.Lon != 43.05 || *d.Lat != 36.75 || d.UncertaintyKM != 7.9 || got.Claim.Actor != "people" || got.Claim.Places[0].Name != "Mosul" {
		t.Errorf("public: %s", out)
	}
	if again, _ := Default().Apply(context.Background(), Public, c, now); bytesOf(t, again) != out {
		t.Error("not the same twice")
	}
}

func TestDistrictTakesThePlaceOfTheTown(t *testing.T) {
	s := Default().WithAreas(func(lon, lat float64) (Area, bool) {
		return Area{ID: "IQ1503", Name: "Tilkaif", Lon: 43.1, Lat: 36.6, RadiusKM: 20}, true
	})
	got, _ := s.Apply(context.Background(), Public, flow(), now)
	if d := got.Claim.Places[1]; d.Name != "Tilkaif" || *d.Lat != 36.6 || d.UncertaintyKM != 20 {
		t.Errorf("destination: %+v", d)
	}
}

func TestPublicReport(t *testing.T) {
	r := data.Report{ID: "r", Title: "Christians flee Mosul", Text: text}
	v, ok := Default().Report(context.Background(), Public, r, []data.ClaimState{flow(), marines(), control()}, now)
	if !ok || len(v.Claims) != 2 || len([]rune(v.Report.Text)) != len([]rune(text)) {
		t.Fatalf("report: %v %+v", ok, v)
	}
	for _, c := range v.Claims {
		for _, e := range c.Claim.Evidence {
			if got := string([]rune(v.Report.Text)[e.Start:e.End]); got != e.Exact {
				t.Errorf("the text says %q, the claim %q", got, e.Exact)
			}
		}
	}
	out := bytesOf(t, v)
	for _, secret := range []string{"hristian", "lqosh", "Marines", "sailed"} {
		if strings.Contains(out, secret) {
			t.Errorf("%q is in %s", secret, out)
		}
	}
	pending := control()
	pending.State = data.Pending
	if _, ok := Default().Report(context.Background(), Public, r, []data.ClaimState{pending, marines()}, now); ok {
		t.Error("a report without a shown claim is shown")
	}
}

func TestHeadline(t *testing.T) {
	r := data.Report{ID: "r", Title: "Christians flee Mosul", URL: "https://desk.example/2014/christians-flee-mosul"}
	if got := Default().Headline(context.Background(), Public, r, now); got.Title != "██████████ flee Mosul" || got.URL != "" {
		t.Errorf("public: %+v", got)
	}
	if got := Default().Headline(context.Background(), Internal, r, now); got.Title != r.Title || got.URL != r.URL {
		t.Errorf("internal: %+v", got)
	}
}

func TestAHiddenClaimTakesItsSentence(t *testing.T) {
	secret := control()
	secret.Claim.ID, secret.EmbargoUntil = "secret", now.Add(time.Hour)
	secret.Claim.Evidence[0].Start, secret.Claim.Evidence[0].End = 0, 54
	v, ok := Default().Report(context.Background(), Public, data.Report{ID: "r", Text: text}, []data.ClaimState{secret, flow(), control()}, now)
	if !ok || strings.Contains(bytesOf(t, v), "fled") || !strings.Contains(v.Report.Text, "hold the town") {
		t.Errorf("text %q", v.Report.Text)
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, file := range []string{
		"", "profiles: []", "profiles: [{name: public, report_text: full, stats: [accepted]}]", "profiles: [{name: public, report_text: some}]",
		"profiles: [{name: public, report_text: full, states: [agreed]}]", "profiles: [{name: public, report_text: full, max_sensitivity: huge}]",
		"profiles: [{name: public, report_text: full},{name: public, report_text: full}]",
	} {
		if _, err := Load(strings.NewReader(file)); err == nil {
			t.Errorf("%s: no error", file)
		}
	}
}

func FuzzMaskKeepsTheLength(f *testing.F) {
	f.Add("Christians of Al-Qosh, 31 miles north", "Alqosh", "christ")
	f.Fuzz(func(t *testing.T, s, name, prefix string) {
		m := masker{prefixes: []prefixes{prefixesOf([]string{prefix})}, names: []string{name}, distances: true}
		if got := m.text(s); len([]rune(got)) != len([]rune(s)) {
			t.Errorf("%q became %q", s, got)
		}
	})
}

func BenchmarkApply(b *testing.B) {
	s := Default()
	for name, c := range map[string]data.ClaimState{"control": control(), "flow": flow()} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				s.Apply(context.Background(), Public, c, now)
			}
		})
	}
}
