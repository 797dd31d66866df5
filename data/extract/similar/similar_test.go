package similar

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"dateline/data"
)

// story makes a text of n sentences about a place, no two alike.
func story(seed int64, n int) []string {
	r := rand.New(rand.NewSource(seed))
	verbs := []string{"reached", "left", "watched", "feared", "crossed", "repaired", "closed", "described"}
	things := []string{"the bridge", "a market", "the northern road", "two schools", "the river bank", "an old mill", "the hospital", "a checkpoint"}
	var out []string
	for range n {
		out = append(out, fmt.Sprintf("On day %d the %d people of quarter %d %s %s and %s near post %d.", r.Intn(900), r.Intn(9000), r.Intn(500), verbs[r.Intn(8)], things[r.Intn(8)], things[r.Intn(8)], r.Intn(9000)))
	}
	return out
}

func TestGroups(t *testing.T) {
	wire, other := story(1, 12), story(2, 12)
	cut := "KHARTOUM (Agency) - " + strings.Join(wire[:7], " ")
	edited := strings.ReplaceAll(strings.Join(wire, " "), "market", "bazaar")
	reports := []data.Report{{Text: strings.Join(wire, " ")}, {Text: strings.Join(other, " ")}, {Text: cut}, {Text: edited}, {Text: "Too short to judge."}}
	if got, want := fmt.Sprint(Groups(reports)), "[0 1 0 0 4]"; got != want {
		t.Errorf("Groups = %s, want %s", got, want)
	}
	out := Assign(reports)
	if out[0].IndependenceGroup == "" || out[0].IndependenceGroup != out[2].IndependenceGroup || out[1].IndependenceGroup != "" {
		t.Errorf("Assign gave %q %q %q", out[0].IndependenceGroup, out[1].IndependenceGroup, out[2].IndependenceGroup)
	}
}

// TestMeasured counts errors over many stories: each has a cut reprint, and a second story of the same shape is independent.
func TestMeasured(t *testing.T) {
	var reports []data.Report
	var want []int
	for i := range 100 {
		s := story(int64(100+i), 10)
		reports = append(reports, data.Report{Text: strings.Join(s, " ")}, data.Report{Text: strings.Join(s[i%4:6+i%4], " ")})
		want = append(want, 2*i, 2*i)
	}
	wrong := 0
	for i, g := range Groups(reports) {
		if g != want[i] {
			wrong++
		}
	}
	if wrong > 0 {
		t.Errorf("%d of %d reports in a wrong group", wrong, len(reports))
	}
}

func BenchmarkGroups(b *testing.B) {
	var reports []data.Report
	for i := range 200 {
		reports = append(reports, data.Report{Text: strings.Join(story(int64(i), 30), " ")})
	}
	for b.Loop() {
		Groups(reports)
	}
}
