// Package grade sets the Admiralty grades of sources and claims across reports, and finds which claims support and which
// contradict one another. Contradicting claims are linked, never averaged.
package grade

import (
	_ "embed"
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"

	"dateline/data"
)

//go:embed publishers.tsv
var publishersFile string

var publishers = sync.OnceValue(func() map[string]string {
	m, err := Parse(publishersFile)
	if err != nil {
		panic("grade/publishers.tsv: " + err.Error())
	}
	return m
})

// Parse reads a table of publisher, grade and why.
func Parse(file string) (map[string]string, error) {
	m := map[string]string{}
	for n, line := range strings.Split(file, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 || len(f[1]) != 1 || f[1] < "A" || f[1] > "F" {
			return nil, fmt.Errorf("line %d: want publisher, grade A to F, why", n+1)
		}
		m[strings.ToLower(f[0])] = f[1]
	}
	return m, nil
}

// Reliability gives the grade of a publisher, F where it is not listed.
func Reliability(publisher string) string {
	if g := publishers()[strings.ToLower(strings.TrimSpace(publisher))]; g != "" {
		return g
	}
	return "F"
}

// Link is a relation between two claims.
type Link struct {
	A, B string // claim ids, A < B
	// Kind is "supports" or "contradicts".
	Kind string
	Why  string
}

// Claim is a claim with the report it comes from.
type Claim struct {
	data.Claim
	Report data.Report
}

// window is how far apart in time two claims may be and still speak of the same state; control changes quickly.
const window = 7 * 24 * time.Hour

// Grade sets the credibility of every claim (1 confirmed by an independent source, 2 probably true, 3 possibly true, 4
// doubtful, 6 cannot be judged) and gives the links, both in a fixed order.
func Grade(claims []Claim) ([]data.Claim, []Link) {
	sorted := append([]Claim(nil), claims...)
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].ID < sorted[j].ID })
	byPlace := map[string][]int{}
	for i, c := range sorted {
		if id := key(c.Claim); id != "" {
			byPlace[id] = append(byPlace[id], i)
		}
	}
	confirmed, denied := make([]bool, len(sorted)), make([]bool, len(sorted))
	var links []Link
	for _, id := range keys(byPlace) {
		list := byPlace[id]
		for x, i := range list {
			for _, j := range list[x+1:] {
				kind, why := compare(sorted[i].Claim, sorted[j].Claim)
				if kind == "" {
					continue
				}
				links = append(links, Link{sorted[i].ID, sorted[j].ID, kind, why})
				if kind == "contradicts" {
					denied[i], denied[j] = true, true
				} else if independent(sorted[i].Report, sorted[j].Report) {
					confirmed[i], confirmed[j] = true, true
				}
			}
		}
	}
	out := make([]data.Claim, len(sorted))
	for i, c := range sorted {
		c.Credibility = credibility(c, confirmed[i], denied[i])
		out[i] = c.Claim
	}
	return out, links
}

func credibility(c Claim, confirmed, denied bool) int {
	switch {
	case denied:
		return 4
	case confirmed:
		return 1
	case c.Reliability == "A" || c.Reliability == "B":
		if c.Modality == data.Asserted && c.Hedge == "" {
			return 2
		}
		return 3
	}
	return 6
}

// independent says whether two reports rest on different sources: reprints and one publisher's reports do not.
func independent(a, b data.Report) bool {
	if a.ID == b.ID || a.IndependenceGroup != "" && a.IndependenceGroup == b.IndependenceGroup {
		return false
	}
	return a.Publisher == "" || a.Publisher != b.Publisher
}

// key is the kind and first resolved place of a claim: only claims about one place are compared.
func key(c data.Claim) string {
	if c.Modality == data.Planned {
		return ""
	}
	for _, p := range c.Places {
		if p.ID != "" {
			switch c.Kind {
			case data.KindControl, data.KindSiege:
				return "ground " + p.ID + " " + p.Site
			case data.KindFlow, data.KindStock, data.KindReturn:
				return c.Kind + " " + p.Role + " " + p.ID
			}
		}
	}
	return ""
}

func keys(m map[string][]int) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// compare says whether two claims about one place support or contradict each other.
func compare(a, b data.Claim) (kind, why string) {
	if !near(a, b) {
		return "", ""
	}
	if a.Kind == data.KindFlow || a.Kind == data.KindStock || a.Kind == data.KindReturn {
		return compareNumbers(a, b)
	}
	if a.Kind != b.Kind {
		return "", ""
	}
	same := actorKey(a) != "" && actorKey(a) == actorKey(b)
	deny := (a.Modality == data.Denied) != (b.Modality == data.Denied)
	switch {
	case deny && a.Status == b.Status && (same || actorKey(a) == "" || actorKey(b) == ""):
		return "contradicts", "one denies what the other says"
	case a.Modality == data.Denied || b.Modality == data.Denied:
		return "", ""
	case holds(a) && holds(b) && !same && actorKey(a) != "" && actorKey(b) != "" && sameDay(a, b):
		return "contradicts", "both are said to hold the place"
	case same && (a.Status == b.Status || holds(a) && holds(b)):
		return "supports", "the same actor and state"
	}
	return "", ""
}

func holds(c data.Claim) bool {
	return c.Kind == data.KindControl && (c.Status == data.StatusCaptured || c.Status == data.StatusControls)
}

func actorKey(c data.Claim) string {
	if c.ActorID != "" {
		return c.ActorID
	}
	return strings.ToLower(c.Actor)
}

func near(a, b data.Claim) bool {
	if a.Valid.Start == nil || b.Valid.Start == nil {
		return true
	}
	d := a.Valid.Start.Sub(*b.Valid.Start)
	return d <= window && d >= -window
}

func sameDay(a, b data.Claim) bool {
	return a.Valid.Start == nil || b.Valid.Start == nil || a.Valid.Start.Equal(*b.Valid.Start)
}

// compareNumbers flags figures that differ by more than a factor of two, households turned into persons by their factor.
func compareNumbers(a, b data.Claim) (kind, why string) {
	x, y := persons(a.Value), persons(b.Value)
	switch {
	case x == 0 || y == 0:
		return "", ""
	case x > 2*y || y > 2*x:
		return "contradicts", fmt.Sprintf("the figures differ: %.0f and %.0f persons", x, y)
	}
	return "supports", "figures of the same size"
}

// persons gives a value's figure in persons for comparison alone; 0 where it has none.
func persons(v *data.Value) float64 {
	if v == nil || v.Qualifier == "ratio" || v.Qualifier == "rate" {
		return 0
	}
	x := 0.0
	for _, p := range []*float64{v.Best, v.High, v.Low} {
		if p != nil {
			x = *p
			break
		}
	}
	if v.Unit == "household" {
		if v.Factor == 0 {
			return 0
		}
		x *= v.Factor
	}
	return x
}
