package tagger

import (
	"math"
	"slices"
	"strings"

	"dateline/geo/geoparse/token"
)

// Options steer training. The zero value is not useful: see DefaultOptions.
type Options struct {
	Epochs int
	Cutoff int    // features seen less often than this are dropped
	Seed   uint64 // of the order of sentences
	// Progress hears of each epoch and its share of wrong tags, where it is set.
	Progress func(epoch int, wrong float64)
}

// DefaultOptions are those of the shipped model.
func DefaultOptions() Options { return Options{Epochs: 12, Cutoff: 2, Seed: 20140616} }

// Train fits a model. All arithmetic is on integers and the order is fixed by the seed, so that the same examples give
// the same model byte for byte.
func Train(examples []Example, o Options) *Model {
	t := &trainer{now: 1}
	t.w, t.sum = make([]int32, rows*rowLen), make([]int64, rows*rowLen)
	t.prepare(examples, o.Cutoff)
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	rnd := o.Seed
	for epoch := range o.Epochs {
		for i := len(order) - 1; i > 0; i-- {
			rnd = rnd*6364136223846793005 + 1442695040888963407 // Knuth's MMIX generator
			j := int((rnd >> 33) % uint64(i+1))                 //nolint:gosec // below i+1
			order[i], order[j] = order[j], order[i]
		}
		wrong, all := 0, 0
		for _, k := range order {
			wrong += t.learn(k)
			all += len(t.gold[k])
			t.now++
		}
		if o.Progress != nil {
			o.Progress(epoch+1, float64(wrong)/float64(max(all, 1)))
		}
	}
	return t.average()
}

// trainer holds the weights, their sums over time (by the trick of Daumé: sum of update × time) and the features of every token.
type trainer struct {
	now      int64
	w        []int32
	sum      []int64
	tr       [tags][tags]int32
	trSum    [tags][tags]int64
	feats    [][][templates]uint32
	gold     [][]tag
	dead     []bool // rows dropped by the cutoff
	common   []uint32
	decoding Tagger
}

func (t *trainer) prepare(examples []Example, cutoff int) {
	count := make([]uint8, rows)
	var ws []word
	t.common = commonWords(examples)
	m := &Model{common: t.common}
	for _, e := range examples {
		ws = m.describe(e.Tokens, e.Hints, ws)
		fs := make([][templates]uint32, len(ws))
		var f [templates]uint64
		for i := range ws {
			features(ws, i, &f)
			for k, h := range f {
				r := uint32(h & rowMask)
				fs[i][k] = r
				if count[r] < 255 {
					count[r]++
				}
			}
		}
		t.feats = append(t.feats, fs)
		t.gold = append(t.gold, e.tagsOf())
	}
	t.dead = make([]bool, rows)
	for r, n := range count {
		t.dead[r] = int(n) < cutoff
	}
}

// commonWords are the hashes of the words that the examples write in lower case, twice at least, outside of names.
func commonWords(examples []Example) []uint32 {
	count := make(map[uint32]int)
	for i := range examples {
		gold := examples[i].tagsOf()
		for k, t := range examples[i].Tokens {
			if t.Kind == token.Word && gold[k] == 0 && strings.ToLower(t.Text) == t.Text {
				count[uint32(hashString(t.Text)>>32)]++ //nolint:gosec // cut on purpose
			}
		}
	}
	var out []uint32
	for h, n := range count {
		if n >= 2 {
			out = append(out, h)
		}
	}
	slices.Sort(out)
	return out
}

// learn decodes example k, moves the weights towards the gold tags and says how many tags were wrong.
func (t *trainer) learn(k int) int {
	gold, fs := t.gold[k], t.feats[k]
	if len(gold) == 0 {
		return 0
	}
	d := &t.decoding
	d.scores = d.scores[:0]
	for i := range fs {
		var s [tags]int32
		for _, r := range fs[i] {
			row := t.w[int(r)*rowLen : int(r)*rowLen+tags]
			for b := range s {
				s[b] += row[b]
			}
		}
		d.scores = append(d.scores, s)
	}
	d.model = &Model{transition: t.tr}
	path := d.viterbi()
	wrong := 0
	last, lastGold := tag(0), tag(0)
	for i, p := range path {
		if g := gold[i]; p != g {
			wrong++
			for _, r := range fs[i] {
				t.add(r, g, 1)
				t.add(r, p, -1)
			}
		}
		if p != gold[i] || last != lastGold {
			t.addTransition(lastGold, gold[i], 1)
			t.addTransition(last, p, -1)
		}
		last, lastGold = p, gold[i]
	}
	return wrong
}

func (t *trainer) add(r uint32, b tag, by int32) {
	if t.dead[r] {
		return
	}
	at := int(r)*rowLen + int(b)
	t.w[at] += by
	t.sum[at] += int64(by) * t.now
}

func (t *trainer) addTransition(a, b tag, by int32) {
	t.tr[a][b] += by
	t.trSum[a][b] += int64(by) * t.now
}

// scale is how many quantised steps one unit of averaged weight gets: large enough to keep small weights, small enough
// that few saturate at ±127.
const scale = 12

func (t *trainer) average() *Model {
	m := &Model{weights: make([]int8, rows*rowLen), common: t.common}
	for i, w := range t.w {
		v := quantise(float64(w) - float64(t.sum[i])/float64(t.now))
		m.weights[i] = int8(max(-127, min(127, v))) //nolint:gosec // clamped
	}
	for a := range t.tr {
		for b := range t.tr[a] {
			m.transition[a][b] = quantise(float64(t.tr[a][b]) - float64(t.trSum[a][b])/float64(t.now))
		}
	}
	return m
}

func quantise(w float64) int32 { return int32(math.Round(w * scale)) }

// Evaluate counts spans over examples: right (same tokens and label), predicted and gold, by label.
func Evaluate(m *Model, examples []Example) (right, predicted, gold [labels]int) {
	t := New(m)
	for _, e := range examples {
		got := t.Spans(e.Tokens, e.Hints)
		have := make(map[Span]bool)
		for _, sp := range e.Spans {
			gold[sp.Label]++
			have[Span{First: sp.First, Last: sp.Last, Label: sp.Label}] = true
		}
		for _, sp := range got {
			predicted[sp.Label]++
			if have[Span{First: sp.First, Last: sp.Last, Label: sp.Label}] {
				right[sp.Label]++
			}
		}
	}
	return right, predicted, gold
}

// Rehint gives every example the hints that the function computes for its tokens.
func Rehint(examples []Example, hint func([]token.Token) []Hint) {
	for i := range examples {
		examples[i].Hints = hint(examples[i].Tokens)
	}
}
