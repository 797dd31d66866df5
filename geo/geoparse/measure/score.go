package measure

import (
	"math"
	"sort"

	"dateline/geo"

	"github.com/paulmach/orb"
)

// Near is 161 km, the 100 miles within which the literature counts a place as found.
const Near geo.Metres = 161_000

// longestKM is half the Earth's circumference, the worst error, as the AUC of the literature takes it.
const longestKM = 20039

// Prediction is what a geoparser says about one span.
type Prediction struct {
	Start, End int
	Text       string
	Placed     bool
	Point      orb.Point
	Name, Kind string
	Class      byte
	// Demonym marks adjectives and inhabitants ("Russian"), which some corpora count as place names and some do not.
	Demonym bool
	// Covers says, for a country or first-order area, whether the predicted place's outline holds the point; nil otherwise.
	Covers func(orb.Point) bool
}

// Pair is a gold mention with the prediction that overlaps it, if there is one.
type Pair struct {
	Document string
	Gold     Gold
	Got      *Prediction
	// Exact says that the spans agree; KM is the distance where both have a point, else -1.
	Exact bool
	KM    float64
	// Inside says that gold is a country or first-order area and the prediction names the area around the gold point.
	Inside bool
}

// Right says whether the mention was put within [Near], an area holding the gold point included.
func (p Pair) Right() bool {
	return p.Got != nil && p.Gold.Placed && p.Got.Placed && (p.Inside || p.KM*1000 <= float64(Near))
}

// Strict is Right by distance between points alone.
func (p Pair) Strict() bool {
	return p.Got != nil && p.Gold.Placed && p.Got.Placed && p.KM*1000 <= float64(Near)
}

// Score collects pairs over documents.
type Score struct {
	Documents, Predicted int
	Pairs                []Pair // one for each gold mention
	Spurious             []Spurious
	// Demonyms says that demonyms counted as predictions.
	Demonyms bool
}

// Spurious is a prediction that overlaps no gold mention.
type Spurious struct {
	Document string
	Prediction
}

// Add matches the predictions of one document: each is used once, exact spans first, then by overlap from left to right.
func (s *Score) Add(d Document, got []Prediction) {
	s.Documents++
	s.Predicted += len(got)
	used := make([]bool, len(got))
	pairs := make([]Pair, len(d.Mentions))
	match := func(fits func(g Gold, p Prediction) bool) {
		for i := range pairs {
			for j := range got {
				if pairs[i].Got == nil && !used[j] && fits(d.Mentions[i], got[j]) {
					pairs[i].Got, used[j] = &got[j], true
				}
			}
		}
	}
	match(func(g Gold, p Prediction) bool { return g.Start == p.Start && g.End == p.End })
	match(func(g Gold, p Prediction) bool { return g.Start < p.End && p.Start < g.End })
	for i := range pairs {
		s.Pairs = append(s.Pairs, judge(d.ID, d.Mentions[i], pairs[i].Got))
	}
	for j, p := range got {
		if !used[j] {
			s.Spurious = append(s.Spurious, Spurious{d.ID, p})
		}
	}
}

func judge(id string, g Gold, got *Prediction) Pair {
	p := Pair{Document: id, Gold: g, Got: got, KM: -1}
	if got == nil {
		return p
	}
	p.Exact = g.Start == got.Start && g.End == got.End
	if g.Placed && got.Placed {
		p.KM = geo.Distance(g.Point, got.Point).Kilometres()
		area := g.Kind == "" || len(g.Kind) > 2 && g.Kind[:3] == "PCL" || g.Kind == "ADM1"
		p.Inside = area && got.Covers != nil && got.Covers(g.Point)
	}
	return p
}

// Recognition is precision, recall and F1 of spans.
type Recognition struct{ Precision, Recall, F1 float64 }

func recognition(hit, predicted, gold int) Recognition {
	r := Recognition{Precision: ratio(hit, predicted), Recall: ratio(hit, gold)}
	if r.Precision+r.Recall > 0 {
		r.F1 = 2 * r.Precision * r.Recall / (r.Precision + r.Recall)
	}
	return r
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Resolution says how far matched mentions lie from gold. Acc161 and the rest are over matched mentions that have both
// points; EndToEnd is over all gold mentions with a point.
type Resolution struct {
	Gold, Matched, Answered       int
	Acc161, Strict161             float64
	MeanKM, MedianKM, AUC         float64
	EndToEnd, StrictEnd, GoldOnly float64
}

// Summary is what a run prints.
type Summary struct {
	Documents, Gold, Placed, Predicted int
	Exact, Overlap                     Recognition
	// PlacedOnly is the overlap score with only gold that has a point, as EUPEG counts.
	PlacedOnly Recognition
	Resolution
}

// Summarise computes the figures over the pairs that keep lets through; nil keeps all.
func (s *Score) Summarise() Summary {
	sum := Summary{Documents: s.Documents, Gold: len(s.Pairs), Predicted: s.Predicted}
	exact, overlap, placed := 0, 0, 0
	for _, p := range s.Pairs {
		if p.Exact {
			exact++
		}
		if p.Got != nil {
			overlap++
		}
		if p.Gold.Placed {
			sum.Placed++
			if p.Got != nil {
				placed++
			}
		}
	}
	sum.Exact = recognition(exact, s.Predicted, len(s.Pairs))
	sum.Overlap = recognition(overlap, s.Predicted, len(s.Pairs))
	sum.PlacedOnly = recognition(placed, s.Predicted, sum.Placed)
	sum.Resolution = Resolve(s.Pairs)
	return sum
}

// Resolve computes the resolution figures of the pairs. An area that holds the gold point counts as right, and its
// distance is taken as it is: only the share within 161 km knows outlines.
func Resolve(pairs []Pair) Resolution {
	var r Resolution
	var km []float64
	right, strict := 0, 0
	for _, p := range pairs {
		if !p.Gold.Placed {
			continue
		}
		r.Gold++
		if p.Got == nil {
			continue
		}
		r.Matched++
		if p.KM < 0 {
			continue
		}
		km = append(km, p.KM)
		if p.Right() {
			right++
		}
		if p.Strict() {
			strict++
		}
	}
	r.Answered = len(km)
	r.Acc161, r.Strict161 = ratio(right, len(km)), ratio(strict, len(km))
	r.EndToEnd, r.StrictEnd = ratio(right, r.Gold), ratio(strict, r.Gold)
	r.GoldOnly = ratio(right, r.Matched)
	if len(km) == 0 {
		return r
	}
	sort.Float64s(km)
	for _, d := range km {
		r.MeanKM += d / float64(len(km))
		r.AUC += math.Log(d+1) / math.Log(longestKM) / float64(len(km))
	}
	r.MedianKM = km[len(km)/2]
	return r
}

// ByClass groups the pairs by the gold's feature class (A, P, L …; "?" where the corpus has none).
func (s *Score) ByClass() map[string][]Pair {
	out := make(map[string][]Pair)
	for _, p := range s.Pairs {
		c := p.Gold.Class
		if c == "" {
			c = "?"
		}
		out[c] = append(out[c], p)
	}
	return out
}

// Worst gives the n pairs with the largest distance, the farthest first; an area around the gold point is no error.
func (s *Score) Worst(n int) []Pair {
	var out []Pair
	for _, p := range s.Pairs {
		if p.KM >= 0 && !p.Right() {
			out = append(out, p)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].KM > out[j].KM })
	return out[:min(n, len(out))]
}
