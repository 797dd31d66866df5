// Package similar finds reports that rest on one source: reprints of a wire story, with or without cuts, share an
// independence group. It compares the sets of shingles (runs of five words) exactly, after an index has named the candidates.
package similar

import (
	"crypto/sha256"
	"encoding/hex"
	"hash/fnv"
	"sort"

	"dateline/data"
	"dateline/data/extract/word"
)

// Parameters: five-word shingles survive small edits of a headline or dateline but not a second author. A cut reprint holds
// most of its shingles in the longer text, so containment counts, not the Jaccard share alone.
const (
	shingle     = 5
	Containment = 0.5 // of the shorter text's shingles, from which two reports are one source
	minShingles = 8
)

// Shingles gives the hashed runs of five words of a text, sorted, each once.
func Shingles(text string) []uint64 {
	r := []rune(text)
	var ws []string
	for _, t := range word.Cut(r, 0, len(r)) {
		if !t.Mark {
			ws = append(ws, t.Lower)
		}
	}
	seen := map[uint64]bool{}
	for i := 0; i+shingle <= len(ws); i++ {
		h := fnv.New64a()
		for _, w := range ws[i : i+shingle] {
			h.Write([]byte(w))
			h.Write([]byte{0})
		}
		seen[h.Sum64()] = true
	}
	out := make([]uint64, 0, len(seen))
	for h := range seen {
		out = append(out, h)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

// Share gives the share of the smaller set that both sorted sets hold; 0 where one is too short to judge.
func Share(a, b []uint64) float64 {
	small := min(len(a), len(b))
	if small < minShingles {
		return 0
	}
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return float64(n) / float64(small)
}

// Groups gives each report the index of the first report that it shares its source with; its own where it stands alone.
func Groups(reports []data.Report) []int {
	sets := make([][]uint64, len(reports))
	for i, r := range reports {
		sets[i] = Shingles(r.Text)
	}
	group := make([]int, len(reports))
	for i := range group {
		group[i] = i
	}
	find := func(i int) int {
		for group[i] != i {
			i = group[i]
		}
		return i
	}
	known := index{}
	for i := range reports {
		for _, j := range known.candidates(sets[i]) {
			if a, b := find(i), find(j); a != b && Share(sets[i], sets[j]) >= Containment {
				group[max(a, b)] = min(a, b)
			}
		}
		known.add(i, sets[i])
	}
	for i := range group {
		group[i] = find(i)
	}
	return group
}

// index maps a sample of the shingle values to the reports that hold them. The sample is by value, so that two texts that
// share a passage share its samples; the work grows with the text, not with the square of the reports.
type index map[uint64][]int

const sample = 4

func (x index) add(i int, set []uint64) {
	for _, h := range set {
		if h%sample == 0 {
			x[h] = append(x[h], i)
		}
	}
}

// candidates gives the reports in the index that share a sampled shingle with the set, in order.
func (x index) candidates(set []uint64) []int {
	seen := map[int]bool{}
	var out []int
	for _, h := range set {
		if h%sample != 0 {
			continue
		}
		for _, j := range x[h] {
			if !seen[j] {
				seen[j] = true
				out = append(out, j)
			}
		}
	}
	sort.Ints(out)
	return out
}

// Assign sets IndependenceGroup of reports that share a source and have none; those that stand alone keep theirs.
func Assign(reports []data.Report) []data.Report {
	out := append([]data.Report(nil), reports...)
	groups := Groups(out)
	members := map[int]int{}
	for _, g := range groups {
		members[g]++
	}
	for i, g := range groups {
		if members[g] > 1 && out[i].IndependenceGroup == "" {
			sum := sha256.Sum256([]byte(out[g].Text))
			out[i].IndependenceGroup = "text:" + hex.EncodeToString(sum[:6])
		}
	}
	return out
}
