package geoparse

import (
	"context"
	"fmt"
	"math"

	"dateline/geo"
	"dateline/geo/gazetteer"
	"dateline/geo/geoparse/tagger"

	"github.com/paulmach/orb"
)

// Labelled is a text whose place names have known points, for fitting the resolver.
type Labelled struct {
	Input
	Gold []Located
}

// Located is a span with its point.
type Located struct {
	Span
	Point orb.Point
	// Class is the GeoNames feature class where it is known, which tells a town from the area of its name.
	Class string
}

// The constants of the fit: plain gradient descent on a smooth loss, long enough to stand still, with the first guess as
// the prior that weights are drawn to.
const (
	fitRounds = 4
	fitSteps  = 1500
	fitRate   = 1.0
	fitPrior  = 0.001
	// fitNear is within how many metres of the gold point a candidate counts as right.
	fitNear = 161_000
)

// lesson is one sense to learn from: the features of its candidates, and which of them are right.
type lesson struct {
	f     [][features]float64
	right []bool
	n     float64
}

// FitResolver fits the resolver's weights to texts with known points, and to invented notices (notices.go), and gives the file
// that New reads. The same texts and gazetteer give the same bytes: the order is fixed and the weights are rounded to three
// decimals.
func FitResolver(ctx context.Context, g *gazetteer.Gazetteer, docs []Labelled, comment string) ([]byte, error) {
	m, err := tagger.Embedded()
	if err != nil {
		return nil, fmt.Errorf("fit resolver: %w", err)
	}
	p, err := newParser(g, m)
	if err != nil {
		return nil, fmt.Errorf("fit resolver: %w", err)
	}
	docs = append(docs[:len(docs):len(docs)], notices(g)...)
	prior := firstGuess()
	w := prior
	for range fitRounds {
		var all []lesson
		for _, d := range docs {
			if err := ctx.Err(); err != nil {
				return nil, fmt.Errorf("fit resolver: %w", err)
			}
			all = append(all, p.lessons(d, w)...)
		}
		w = descend(all, w, prior)
	}
	for i := range w {
		w[i] = math.Round(w[i]*1000) / 1000
	}
	return w.write(comment), nil
}

// WithWeights gives a parser with other resolver weights, for measuring one fit against another.
func (p *Parser) WithWeights(file []byte) (*Parser, error) {
	w, err := readWeights(file)
	if err != nil {
		return nil, err
	}
	q := p.copy()
	q.weights = w
	return q, nil
}

// copy gives a parser of the same parts.
func (p *Parser) copy() *Parser {
	q := &Parser{g: p.g, model: p.model, weights: p.weights, spell: p.spell, similar: &memo{}}
	q.taggers.New = p.taggers.New
	return q
}

func (p *Parser) lessons(d Labelled, w weights) []lesson {
	r := p.newReading(d.Input, clean(d.Text))
	r.match()
	r.recognise()
	r.statements()
	r.solve(w)
	var out []lesson
	for _, s := range r.all {
		l := lesson{}
		gold, n := r.goldOf(s, d.Gold)
		if n == 0 || len(s.cands) < 2 {
			continue
		}
		any := false
		for i := range s.cands {
			ok := geo.Haversine(s.cands[i].match.Place.Point, gold.Point) < fitNear
			any = any || ok
			l.f, l.right = append(l.f, s.cands[i].f), append(l.right, ok)
		}
		s.keepClass(l.right, gold.Class)
		if any {
			l.n = 1 + math.Log(float64(n))
			out = append(out, l)
		}
	}
	return out
}

// keepClass leaves of the right candidates those of the class, where there are any: of a town and its province, which lie within
// 161 km, only the one that is meant.
func (s *sense) keepClass(right []bool, class string) {
	fits := func(i int) bool { return class != "" && string(s.cands[i].match.Place.Class) == class }
	any := false
	for i, ok := range right {
		any = any || ok && fits(i)
	}
	if !any {
		return
	}
	for i := range right {
		right[i] = right[i] && fits(i)
	}
}

// goldOf gives the gold of the first of a sense's occurrences that has any, and how many have.
func (r *reading) goldOf(s *sense, gold []Located) (first Located, n int) {
	for _, i := range s.names {
		start, end := r.tokens[r.names[i].first].Start, r.tokens[r.names[i].last-1].End
		for _, g := range gold {
			if g.Start < end && start < g.End {
				if n == 0 {
					first = g
				}
				n++
				break
			}
		}
	}
	return first, n
}

// descend lowers the mean of -log P(right) over the lessons plus the pull of the prior.
func descend(all []lesson, w, prior weights) weights {
	total := 0.0
	for _, l := range all {
		total += l.n
	}
	for range fitSteps {
		var grad weights
		for i := range all {
			all[i].gradient(w, &grad)
		}
		for f := range w {
			w[f] -= fitRate * (grad[f]/max(total, 1) + fitPrior*(w[f]-prior[f]))
		}
	}
	return w
}

// gradient adds the lesson's gradient: expected features under the model less those under the model given a right one.
func (l *lesson) gradient(w weights, grad *weights) {
	p := make([]float64, len(l.f))
	top := math.Inf(-1)
	for i := range l.f {
		for f, v := range l.f[i] {
			p[i] += float64(w[f] * v)
		}
		top = max(top, p[i])
	}
	all, right := 0.0, 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - top)
		all += p[i]
		if l.right[i] {
			right += p[i]
		}
	}
	for i := range p {
		q := p[i] / all
		if l.right[i] {
			q -= p[i] / max(right, 1e-300)
		}
		for f, v := range l.f[i] {
			grad[f] += float64(l.n * q * v)
		}
	}
}

// firstGuess is the prior of the fit: what the features are worth before any text is seen.
func firstGuess() weights {
	var w weights
	for f, v := range map[feature]float64{
		fProminence: 3, fBehind: -1.5, fFirst: 1, fCountry: 1.5, fFirstAdmin: 0.5, fOtherAdmin: -0.5, fCapital: 1, fSeat: 0.3, fQuarter: -1.5,
		fRegion: 0.5, fWater: 0.3, fOwnName: 0.7, fHistoric: -2, fFuzzy: -1, fCountryShare: 2, fCountryNamed: 1.5, fAdminNamed: 1.5,
		fAdminShare: 1.5, fWithin: 5, fHolds: 3, fNear: 2, fFar: 0.5, fHome: 1, fHomeAdmin: 1, fRelation: 3, fMetonymCapital: 2, fCapitalRival: -1.5, fSeatRival: -0.5, fTownCue: 2,
		fAreaCue: 2, fSiblings: 2, fLocal: 3, fCluster: 3,
	} {
		w[f] = v
	}
	return w
}
