package desk

import (
	"context"
	"fmt"
	"testing"
	"time"

	"dateline/data"
)

// reports stores what papers say of Tal Afar on one day: each in a report of its own, or in a copy of a text by its number.
func (b *bench) papers(said ...[4]string) {
	b.t.Helper()
	var rs []data.Reading
	for i, s := range said {
		var hashes []uint32
		for n := range 200 {
			hashes = append(hashes, uint32(n)*2654435761+uint32(s[3][0])*97)
		}
		id := fmt.Sprintf("paper-%d", i)
		start := time.Date(2014, 6, 16, 0, 0, 0, 0, time.UTC)
		rs = append(rs, data.Reading{
			Report: data.Report{ID: id, Publisher: s[0], Text: "They hold it.", Title: "On " + s[1]}, Sketch: data.NewSketch(1, hashes),
			Claims: []data.Claim{{
				ID: id + "-c", Kind: data.KindControl, Status: data.StatusCaptured, Actor: s[1], ActorID: s[1], Modality: s[2], Confidence: .9,
				Valid:    data.Interval{Start: &start, Precision: "day"},
				Places:   []data.ClaimPlace{{Role: data.RoleAt, Name: "Tal Afar", ID: "g:2", Lon: ptr(42.4478), Lat: ptr(36.379), Relation: data.RelationIn}},
				Evidence: []data.Evidence{{Start: 0, End: 13, Exact: "They hold it."}},
			}},
		})
	}
	if _, err := b.store.AddReadings(context.Background(), "desk", rs); err != nil {
		b.t.Fatal(err)
	}
}

// grade gives grade, credibility, sources and links of a claim.
func (b *bench) grade(id string) string {
	b.t.Helper()
	got := b.want(200, "GET", "/claims/"+id, "")
	c := got["claim"].(map[string]any)
	out := fmt.Sprint(c["reliability"], c["credibility"], " ", got["sources"], " for, ", got["against"], " against:")
	for _, l := range got["links"].([]any) {
		link := l.(map[string]any)
		other := link["other"].(map[string]any)["claim"].(map[string]any)
		out += fmt.Sprint(" ", link["kind"], " ", other["id"], " of ", link["report"].(map[string]any)["publisher"])
	}
	return out
}

func TestThreeCopiesCountOnce(t *testing.T) {
	b := newBench(t)
	b.papers([4]string{"A", "isis", data.Asserted, "x"}, [4]string{"B", "isis", data.Asserted, "x"}, [4]string{"C", "isis", data.Asserted, "x"})
	if got, want := b.grade("paper-0-c"), "F6 1 for, 0 against: supports paper-1-c of B supports paper-2-c of C"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	b.papers([4]string{"A", "isis", data.Asserted, "x"}) // stands there already
	if st := b.want(200, "GET", "/reports/paper-2", "")["standing"].(map[string]any); st["group"] != "paper-0" {
		t.Errorf("standing %v", st)
	}
}

func TestIndependentReportsConfirmAndDenialsStandBeside(t *testing.T) {
	b := newBench(t)
	b.papers([4]string{"A", "isis", data.Asserted, "x"}, [4]string{"B", "isis", data.Asserted, "y"})
	if got, want := b.grade("paper-0-c"), "F1 2 for, 0 against: supports paper-1-c of B"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	b = newBench(t)
	b.papers([4]string{"A", "isis", data.Asserted, "x"}, [4]string{"B", "isis", data.Denied, "y"})
	for id, want := range map[string]string{
		"paper-0-c": "F4 1 for, 1 against: contradicts paper-1-c of B", "paper-1-c": "F4 1 for, 1 against: contradicts paper-0-c of A",
	} {
		if got := b.grade(id); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestSourcesAreGraded(t *testing.T) {
	b := newBench(t)
	b.papers([4]string{"The Wire", "isis", data.Asserted, "x"})
	b.want(422, "PUT", "/sources/The%20Wire", `{"grade":"Z"}`)
	b.want(400, "PUT", "/sources/The%20Wire", `{"grad":"A"}`)
	b.want(200, "PUT", "/sources/The%20Wire?by=ann", `{"grade":"B","why":"it corrects itself"}`)
	if got := b.want(200, "GET", "/sources/wire", ""); got["grade"] != "B" || got["publisher"] != "The Wire" {
		t.Errorf("source: %v", got)
	}
	if got := b.want(200, "GET", "/sources/somebody", ""); got["grade"] != "F" {
		t.Errorf("nobody judged it: %v", got)
	}
	if list := b.want(200, "GET", "/sources", "")["sources"].([]any); len(list) != 1 {
		t.Errorf("sources: %v", list)
	}
	if got, want := b.grade("paper-0-c"), "B2 1 for, 0 against:"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	entries := b.want(200, "GET", "/ledger?since=1", "")["entries"].([]any)
	if e := entries[0].(map[string]any); e["author"] != "ann" || e["type"] != "setting" {
		t.Errorf("ledger: %v", e)
	}
}

// TestPublicLinksNameNothingHidden keeps pending claims, and the reports that copies were found in, from the public.
func TestPublicLinksNameNothingHidden(t *testing.T) {
	b := newBench(t)
	b.papers([4]string{"Secret Paper", "isis", data.Asserted, "x"}, [4]string{"B", "isis", data.Asserted, "x"}, [4]string{"C", "isis", data.Denied, "y"})
	b.want(200, "POST", "/claims/paper-1-c/reviews", `{"action":"accept","version":1}`)
	got := b.want(200, "GET", "/claims/paper-1-c?profile=public", "")
	if len(got["links"].([]any)) != 0 || got["against"] != 0.0 || got["standing"].(map[string]any)["group"] != "" {
		t.Errorf("public: %v", got)
	}
}
