package tagger

import "dateline/geo/geoparse/token"

// Tagger runs a model with its own working memory: one for each goroutine.
type Tagger struct {
	model  *Model
	words  []word
	scores [][tags]int32
	back   [][tags]tag
	path   []tag
}

// New makes a tagger over the model.
func New(m *Model) *Tagger { return &Tagger{model: m} }

// Spans labels the tokens of one sentence. Hints are nil or one for each token.
func (t *Tagger) Spans(tokens []token.Token, hints []Hint) []Span {
	if len(tokens) == 0 {
		return nil
	}
	t.words = t.model.describe(tokens, hints, t.words)
	t.score()
	path := t.viterbi()
	var out []Span
	for i := 0; i < len(path); {
		if path[i] == 0 {
			i++
			continue
		}
		j := i + 1
		for j < len(path) && path[j] == inside(path[i].label()) {
			j++
		}
		out = append(out, t.span(path, i, j))
		i = j
	}
	return out
}

func (t *Tagger) span(path []tag, i, j int) Span {
	sum := int32(0)
	for k := i; k < j; k++ {
		sum += t.scores[k][path[k]] - t.scores[k][0]
	}
	return Span{i, j, path[i].label(), float32(sum) / float32(j-i)}
}

// score sums for each token the weights of its features.
func (t *Tagger) score() {
	t.scores = t.scores[:0]
	var f [templates]uint64
	for i := range t.words {
		if t.ordinary(i) {
			t.scores = append(t.scores, [tags]int32{surelyOutside})
			continue
		}
		features(t.words, i, &f)
		var s [tags]int32
		for _, h := range f {
			at := (h & rowMask) * rowLen
			row := t.model.weights[at : at+rowLen : at+rowLen]
			for k := range s {
				s[k] += int32(row[k])
			}
		}
		t.scores = append(t.scores, s)
	}
}

// surelyOutside is the score of the outside tag for ordinary words, more than any sum of weights.
const surelyOutside = 1 << 20

// ordinary holds for words in lower case that the caller knows nothing of and no capital stands next to: half of running text,
// and no name begins or ends there. Most of the time goes into fetching weights, and theirs need not be.
func (t *Tagger) ordinary(i int) bool {
	w := &t.words[i]
	return w.plain && w.hint == 0 && (i == 0 || !t.words[i-1].upper) && (i+1 == len(t.words) || !t.words[i+1].upper)
}

// viterbi gives the best path through the scores.
func (t *Tagger) viterbi() []tag {
	const never = -1 << 28
	n := len(t.scores)
	t.back, t.path = grow(t.back, n), grow(t.path, n)
	var best [tags]int32
	for b := range best {
		best[b] = never
		if allowed(0, tag(b)) {
			best[b] = t.scores[0][b] + t.model.transition[0][b]
		}
	}
	for i := 1; i < n; i++ {
		var next [tags]int32
		for b := range next {
			next[b] = never
			for a := range best {
				if s := best[a] + t.model.transition[a][b]; s > next[b] && allowed(tag(a), tag(b)) {
					next[b], t.back[i][b] = s, tag(a)
				}
			}
			next[b] += t.scores[i][b]
		}
		best = next
	}
	last := 0
	for b := range best {
		if best[b] > best[last] {
			last = b
		}
	}
	t.path[n-1] = tag(last)
	for i := n - 1; i > 0; i-- {
		t.path[i-1] = t.back[i][t.path[i]]
	}
	return t.path
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}
