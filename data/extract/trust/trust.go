// Package trust says how often claims of one sort turned out right: a logistic regression over what a claim shows of how it was
// read, fitted to annotated text. Its weights are a table that anybody can read.
package trust

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"math"
	"sort"
	"strconv"
	"strings"
	"sync"

	"dateline/data"
)

//go:embed weights.tsv
var table string

// Model gives each feature its weight; the feature "" is the bias.
type Model map[string]float64

var embedded = sync.OnceValue(func() Model {
	m, err := Read(strings.NewReader(table))
	if err != nil {
		panic(err) // the embedded table is tested
	}
	return m
})

// Default is the model that is built in.
func Default() Model { return embedded() }

// Of gives the chance in [0,1] that kind, status, actor and places of a claim are what its sentence says.
func (m Model) Of(c data.Claim) float64 {
	z := m[""]
	for _, f := range Features(c) {
		z += m[f]
	}
	return 1 / (1 + math.Exp(-z))
}

// Features lists what speaks for or against a claim: its rule, kind, status and modality, how its places and actor were found,
// and how many words lie between the first and the last of them.
func Features(c data.Claim) []string {
	out := []string{"rule=" + c.Rule, "kind=" + c.Kind + " " + c.Status, "modality=" + c.Modality}
	if c.Actor == "" {
		out = append(out, "actor=none")
	} else if c.ActorID != "" {
		out = append(out, "actor=known")
	}
	if c.Value != nil {
		out = append(out, "value=said")
	}
	if len(c.Evidence) > 0 {
		e := c.Evidence[0].Exact
		out = append(out, "words="+bucket(strings.Count(e, " ")+1))
		if n := strings.Count(e, ","); n > 0 {
			out = append(out, "commas="+bucket(n))
		}
		if strings.ContainsAny(e, ";:") {
			out = append(out, "quote=over a stop")
		}
	}
	return append(out, placeFeatures(c)...)
}

func placeFeatures(c data.Claim) []string {
	if len(c.Places) == 0 {
		return []string{"place=none"}
	}
	var out []string
	for _, p := range c.Places {
		switch {
		case p.ID != "":
			out = append(out, "place=placed")
		case p.Site != "":
			out = append(out, "place=site without a name")
		case p.Text != "" && p.Text[0] >= 'A' && p.Text[0] <= 'Z':
			out = append(out, "place=name not known")
		default:
			out = append(out, "place=common words")
		}
		if len(c.Evidence) > 0 && !strings.Contains(c.Evidence[0].Exact, p.Text) {
			out = append(out, "place=from another sentence")
		}
		if strings.HasPrefix(p.Kind, "PCL") {
			out = append(out, "place=country")
		}
	}
	if len(c.Places) > 1 {
		out = append(out, "place=two")
	}
	return unique(out)
}

// bucket groups a count: 1, 2, 3-5, 6-10, 11-20, more.
func bucket(n int) string {
	for _, b := range []struct {
		most int
		name string
	}{{1, "1"}, {2, "2"}, {5, "3-5"}, {10, "6-10"}, {20, "11-20"}} {
		if n <= b.most {
			return b.name
		}
	}
	return "more"
}

func unique(in []string) []string {
	seen := map[string]bool{}
	out := in[:0:0]
	for _, s := range in {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// Read reads a table of weights: feature, tab, weight; "#" begins a comment.
func Read(r io.Reader) (Model, error) {
	m := Model{}
	sc := bufio.NewScanner(r)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		name, w, ok := strings.Cut(line, "\t")
		v, err := strconv.ParseFloat(w, 64)
		if !ok || err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("read weights: line %d: %q: want a feature, a tab and a number", n, line)
		}
		if name == "bias" {
			name = ""
		}
		m[name] = v
	}
	return m, sc.Err()
}

// Write prints the table, in the order of the features' names.
func (m Model) Write(w io.Writer) error {
	names := make([]string, 0, len(m))
	for k := range m {
		names = append(names, k)
	}
	sort.Strings(names)
	for _, k := range names {
		name := k
		if name == "" {
			name = "bias"
		}
		if _, err := fmt.Fprintf(w, "%s\t%.3f\n", name, m[k]); err != nil {
			return err
		}
	}
	return nil
}
