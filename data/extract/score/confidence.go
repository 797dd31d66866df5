package score

import (
	"fmt"
	"io"
	"math"
	"sort"
)

// judged is a claim's confidence and whether the annotation says the same.
type judged struct {
	confidence float64
	right      bool
}

// WriteConfidence prints what the claims' confidence is worth: in five bins of equal size how often they were right, the chance
// that a right claim stands above a wrong one, and precision and recall of what lies above a threshold.
func (t *Tally) WriteConfidence(w io.Writer) {
	all := append([]judged(nil), t.judged...)
	sort.SliceStable(all, func(i, j int) bool { return all[i].confidence < all[j].confidence })
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(w, "%-12s %6s %10s %8s\n", "claims", "number", "confidence", "right")
	for b := range 5 {
		part := all[b*len(all)/5 : (b+1)*len(all)/5]
		sum, right := 0.0, 0
		for _, j := range part {
			sum += j.confidence
			right += one(j.right)
		}
		if len(part) > 0 {
			fmt.Fprintf(w, "fifth %-6d %6d %10.3f %8.3f\n", b+1, len(part), sum/float64(len(part)), ratio(right, len(part)))
		}
	}
	fmt.Fprintf(w, "a right claim above a wrong one: %.3f; mean square error: %.3f\n", above(all), squareError(all))
	for _, least := range []float64{0, .4, .5, .6, .7, .8} {
		found, hit := 0, 0
		for _, j := range all {
			if j.confidence >= least {
				found++
				hit += one(j.right)
			}
		}
		p, r := ratio(hit, found), ratio(hit, sum(t.Gold))
		f := 0.0
		if p+r > 0 {
			f = 2 * p * r / (p + r)
		}
		fmt.Fprintf(w, "confidence at least %.1f: P %.3f R %.3f F %.3f\n", least, p, r, f)
	}
}

// above is the chance that a right claim has the higher confidence than a wrong one, ties half: the area under the ROC curve.
func above(all []judged) float64 {
	won, pairs := 0.0, 0.0
	for _, a := range all {
		if !a.right {
			continue
		}
		for _, b := range all {
			if b.right {
				continue
			}
			pairs++
			switch {
			case a.confidence > b.confidence:
				won++
			case a.confidence == b.confidence:
				won += .5
			}
		}
	}
	if pairs == 0 {
		return 0
	}
	return won / pairs
}

func squareError(all []judged) float64 {
	s := 0.0
	for _, j := range all {
		s += math.Pow(j.confidence-float64(one(j.right)), 2)
	}
	return s / float64(len(all))
}
