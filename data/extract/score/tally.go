package score

import (
	"fmt"
	"io"
	"sort"

	"dateline/data"
)

// Tally counts hits by kind.
type Tally struct {
	Gold, Found, Hit map[string]int
	// RuleFound and RuleHit count by the rule that made the claim.
	RuleFound, RuleHit map[string]int
	// Full are hits whose modality and number agree as well.
	Full map[string]int
	// Confusion counts what an unmatched annotation was taken for: "control captured → siege besieged".
	Confusion map[string]int
	// Kinds counts annotations by their kind and the kind they were read as, "nothing" where no claim was left for them; claims
	// without an annotation are read from "nothing". The diagonal holds hits and claims of the right kind with another status,
	// actor or place.
	Kinds map[[2]string]int
	// FalseAlarms are claims in rows without any annotation.
	FalseAlarms, Negatives int
	ControlAlarms          int
	judged                 []judged
	// Coref and CorefHit count annotations whose actor or place is named in an earlier clause; Contradictions those of which two
	// sides are annotated, and ContradictionHit those of which two sides were found.
	Coref, CorefHit                  int
	Contradictions, ContradictionHit int
}

// NewTally makes an empty tally.
func NewTally() *Tally {
	return &Tally{Gold: map[string]int{}, Found: map[string]int{}, Hit: map[string]int{}, Full: map[string]int{}, Confusion: map[string]int{}, Kinds: map[[2]string]int{}, RuleFound: map[string]int{}, RuleHit: map[string]int{}}
}

// Miss is an annotation or a claim that found no partner, for reading by hand.
type Miss struct {
	Row   string
	Text  string
	Gold  *Gold
	Claim *data.Claim
	Note  string
	// paired says that a false claim of the row was counted as what this annotation was taken for.
	paired bool
}

// Add compares the claims of one row with its annotation. Claims of kind event are not annotated and not counted.
func (t *Tally) Add(row Row, claims []data.Claim) []Miss {
	var found []data.Claim
	for _, c := range claims {
		if c.Kind != data.KindEvent {
			found = append(found, c)
		}
	}
	if len(row.Gold) == 0 {
		t.Negatives++
		for _, c := range found {
			if c.Kind == data.KindControl || c.Kind == data.KindSiege || c.Kind == data.KindLine {
				t.ControlAlarms++
			}
		}
		if len(found) > 0 {
			t.FalseAlarms++
		}
	}
	used := make([]bool, len(found))
	as := make([]string, len(found)) // the kind under which a claim is counted: that of the annotation it hits
	var misses []Miss
	sides := map[string]int{}
	for i := range row.Gold {
		g := row.Gold[i]
		t.Gold[g.Kind]++
		t.Coref += one(g.Coref)
		if g.Contradicts != "" {
			sides[g.Contradicts] += 0
		}
		j := best(g, found, used)
		if j < 0 {
			misses = append(misses, Miss{row.Name(), row.Text, &row.Gold[i], nil, "missed", false})
			continue
		}
		used[j], as[j] = true, g.Kind
		t.Hit[g.Kind]++
		t.CorefHit += one(g.Coref)
		if g.Contradicts != "" && sameStance(g, found[j]) {
			sides[g.Contradicts]++
		}
		if sameStance(g, found[j]) && sameValue(g, found[j]) {
			t.Full[g.Kind]++
		} else {
			misses = append(misses, Miss{row.Name(), row.Text, &row.Gold[i], &found[j], "stance or number", false})
		}
	}
	for j := range found {
		if as[j] == "" {
			as[j] = found[j].Kind
		}
		t.Found[as[j]]++
		t.RuleFound[found[j].Rule]++
		t.RuleHit[found[j].Rule] += one(used[j])
		t.judged = append(t.judged, judged{found[j].Confidence, used[j]})
		if !used[j] {
			misses = append(misses, Miss{row.Name(), row.Text, nil, &found[j], "false", false})
		}
	}
	for _, n := range sides {
		t.Contradictions++
		t.ContradictionHit += one(n > 1)
	}
	t.confuse(row.Gold, found, used, misses)
	return misses
}

// Judged is a claim and whether the annotation of its row says the same.
type Judged struct {
	Claim data.Claim
	Right bool
}

// Judge compares the claims of one row with its annotation; claims of kind event are left out.
func Judge(row Row, claims []data.Claim) []Judged {
	var found []data.Claim
	for _, c := range claims {
		if c.Kind != data.KindEvent {
			found = append(found, c)
		}
	}
	used := make([]bool, len(found))
	for _, g := range row.Gold {
		if j := best(g, found, used); j >= 0 {
			used[j] = true
		}
	}
	out := make([]Judged, len(found))
	for j, c := range found {
		out[j] = Judged{c, used[j]}
	}
	return out
}

// best gives the free claim that fits an annotation, one with the same stance and number first; -1 without one.
func best(g Gold, found []data.Claim, used []bool) int {
	at := -1
	for j, c := range found {
		if used[j] || !sameFact(g, c) {
			continue
		}
		if sameStance(g, c) && sameValue(g, c) {
			return j
		}
		if at < 0 {
			at = j
		}
	}
	return at
}

// confuse pairs what was missed with the false claims of its row: those of its own kind first.
func (t *Tally) confuse(row []Gold, found []data.Claim, used []bool, misses []Miss) {
	left := append([]bool(nil), used...)
	for _, own := range []bool{true, false} {
		for i := range misses {
			m := &misses[i]
			if m.Gold == nil || m.Claim != nil || m.paired {
				continue
			}
			j := free(found, left, m.Gold.Kind, own)
			if j < 0 {
				continue
			}
			left[j], m.paired = true, true
			t.Confusion[m.Gold.Kind+" "+m.Gold.Status+" → "+found[j].Kind+" "+found[j].Status]++
			t.Kinds[[2]string{m.Gold.Kind, found[j].Kind}]++
		}
	}
	missed := map[*Gold]bool{}
	for _, m := range misses {
		if m.Gold != nil && m.Claim == nil {
			missed[m.Gold] = true
			if !m.paired {
				t.Confusion[m.Gold.Kind+" "+m.Gold.Status+" → nothing"]++
				t.Kinds[[2]string{m.Gold.Kind, "nothing"}]++
			}
		}
	}
	for i := range row {
		if !missed[&row[i]] {
			t.Kinds[[2]string{row[i].Kind, row[i].Kind}]++
		}
	}
	for j := range found {
		if !left[j] {
			t.Kinds[[2]string{"nothing", found[j].Kind}]++
		}
	}
}

// free gives a claim without a partner, of the kind or of another one; -1 without one.
func free(found []data.Claim, used []bool, kind string, own bool) int {
	for j, c := range found {
		if !used[j] && (c.Kind == kind) == own {
			return j
		}
	}
	return -1
}

// WriteKinds prints the table of confusion by kind: a row for what the annotation says, a column for what was read.
func (t *Tally) WriteKinds(w io.Writer) {
	names := append(kinds(t.Gold, t.Found), "nothing")
	fmt.Fprintf(w, "%-10s", "is \\ read")
	for _, k := range names {
		fmt.Fprintf(w, " %8s", k)
	}
	fmt.Fprintln(w)
	for _, a := range names {
		fmt.Fprintf(w, "%-10s", a)
		for _, b := range names {
			fmt.Fprintf(w, " %8d", t.Kinds[[2]string{a, b}])
		}
		fmt.Fprintln(w)
	}
}

// Ratio gives precision and recall.
func (t *Tally) Ratio() (precision, recall float64) {
	g, f, h := sum(t.Gold), sum(t.Found), sum(t.Hit)
	return ratio(h, f), ratio(h, g)
}

func sum(m map[string]int) int {
	n := 0
	for _, v := range m {
		n += v
	}
	return n
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Write prints the tally.
func (t *Tally) Write(w io.Writer) {
	fmt.Fprintf(w, "%-10s %6s %6s %6s %6s %6s %6s %6s\n", "kind", "gold", "found", "hit", "full", "P", "R", "P full")
	row := func(k string, g, f, h, full int) {
		fmt.Fprintf(w, "%-10s %6d %6d %6d %6d %6.3f %6.3f %6.3f\n", k, g, f, h, full, ratio(h, f), ratio(h, g), ratio(full, f))
	}
	for _, k := range kinds(t.Gold, t.Found) {
		row(k, t.Gold[k], t.Found[k], t.Hit[k], t.Full[k])
	}
	row("all", sum(t.Gold), sum(t.Found), sum(t.Hit), sum(t.Full))
	if t.Coref > 0 {
		fmt.Fprintf(w, "named in an earlier clause: %d, found: %d; contradictions: %d, both sides found: %d\n", t.Coref, t.CorefHit, t.Contradictions, t.ContradictionHit)
	}
	fmt.Fprintf(w, "sentences without a claim: %d, with a false one: %d, false claims of control, siege or line: %d\n", t.Negatives, t.FalseAlarms, t.ControlAlarms)
}

// WriteRules prints how often each rule fired and how often it was right, the most false ones first.
func (t *Tally) WriteRules(w io.Writer) {
	names := kinds(t.RuleFound)
	sort.SliceStable(names, func(i, j int) bool {
		return t.RuleFound[names[i]]-t.RuleHit[names[i]] > t.RuleFound[names[j]]-t.RuleHit[names[j]]
	})
	fmt.Fprintf(w, "%-22s %6s %6s %6s\n", "rule", "found", "hit", "P")
	for _, n := range names {
		fmt.Fprintf(w, "%-22s %6d %6d %6.3f\n", n, t.RuleFound[n], t.RuleHit[n], ratio(t.RuleHit[n], t.RuleFound[n]))
	}
}

// WriteConfusion prints what was taken for what, the most frequent first.
func (t *Tally) WriteConfusion(w io.Writer, limit int) {
	type pair struct {
		what string
		n    int
	}
	var ps []pair
	for k, n := range t.Confusion {
		ps = append(ps, pair{k, n})
	}
	sort.Slice(ps, func(i, j int) bool { return ps[i].n > ps[j].n || ps[i].n == ps[j].n && ps[i].what < ps[j].what })
	for i, p := range ps {
		if i == limit {
			break
		}
		fmt.Fprintf(w, "%4d  %s\n", p.n, p.what)
	}
}

func kinds(ms ...map[string]int) []string {
	seen := map[string]bool{}
	for _, m := range ms {
		for k := range m {
			seen[k] = true
		}
	}
	var out []string
	for k := range seen {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
