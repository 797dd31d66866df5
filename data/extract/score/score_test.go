package score

import (
	"strings"
	"testing"

	"dateline/data"
)

const rowsText = `{"id":"a007","text":"Rebels took Goma.","gold":[{"kind":"control","actor":"Rebels","status":"captured","places":[{"role":"at","text":"Goma"}],"modality":"asserted"}]}
{"id":12,"text":"Shares fell.","gold":[]}`

func TestTally(t *testing.T) {
	rows, err := Read(strings.NewReader(rowsText), "test")
	if err != nil {
		t.Fatal(err)
	}
	if !rows[0].Held() || rows[1].Held() || rows[1].Name() != "12" {
		t.Error("held rows are those whose id ends in 7, 8 or 9")
	}
	tally := NewTally()
	c := data.Claim{Kind: "control", Status: "captured", Actor: "rebels", Modality: "asserted", Places: []data.ClaimPlace{{Role: "at", Text: "Goma"}}}
	if m := tally.Add(rows[0], []data.Claim{c}); len(m) != 0 {
		t.Errorf("misses %v", m)
	}
	tally.Add(rows[1], []data.Claim{c})
	if p, r := tally.Ratio(); p != 0.5 || r != 1 || tally.ControlAlarms != 1 {
		t.Errorf("precision %v, recall %v, alarms %d", p, r, tally.ControlAlarms)
	}
	if tally.Kinds[[2]string{"control", "control"}] != 1 || tally.Kinds[[2]string{"nothing", "control"}] != 1 {
		t.Errorf("confusion by kind: %v", tally.Kinds)
	}
	if _, err := Read(strings.NewReader("{"), "bad.jsonl"); err == nil || !strings.Contains(err.Error(), "bad.jsonl line 1") {
		t.Errorf("got %v", err)
	}
}
