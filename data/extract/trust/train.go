package trust

import (
	"math"
	"sort"

	"dateline/data"
)

// Example is a claim that was read out of annotated text, and whether the annotation says the same.
type Example struct {
	Claim data.Claim
	Right bool
}

// The fit: gradient descent over all examples at once, so that the same examples give the same weights. The ridge holds the
// weight of what was seen seldom near nothing. The step is under two over a quarter of the features of a claim, so that it converges.
const (
	rounds = 20000
	step   = 0.5
	ridge  = 2.0
)

// Train fits a model.
func Train(examples []Example) Model {
	names, rows := index(examples)
	w, n := make([]float64, len(names)), float64(len(examples))
	if n == 0 {
		return Model{"": 0}
	}
	for range rounds {
		grad := make([]float64, len(w))
		for i, row := range rows {
			z := 0.0
			for _, k := range row {
				z += w[k]
			}
			d := 1/(1+math.Exp(-z)) - one(examples[i].Right)
			for _, k := range row {
				grad[k] += d
			}
		}
		for k := range w {
			g := grad[k]
			if k > 0 { // the bias is free
				g += ridge * w[k]
			}
			w[k] -= step * g / n
		}
	}
	m := Model{}
	for k, name := range names {
		m[name] = math.Round(w[k]*1000) / 1000
	}
	return m
}

// index numbers the features, the bias first, and gives those of each example.
func index(examples []Example) ([]string, [][]int) {
	seen := map[string]bool{}
	for _, e := range examples {
		for _, f := range Features(e.Claim) {
			seen[f] = true
		}
	}
	names := make([]string, 0, len(seen)+1)
	for f := range seen {
		names = append(names, f)
	}
	sort.Strings(names)
	names = append([]string{""}, names...)
	at := map[string]int{}
	for i, f := range names {
		at[f] = i
	}
	rows := make([][]int, len(examples))
	for i, e := range examples {
		rows[i] = []int{0}
		for _, f := range Features(e.Claim) {
			rows[i] = append(rows[i], at[f])
		}
	}
	return names, rows
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
