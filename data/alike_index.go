package data

import (
	"cmp"
	"slices"
	"sort"
)

// alikeIndex finds the reports whose sketches share a hash: pairs of hash and report ordinal, sorted. New pairs wait in a
// short tail, so that adding a report never moves the whole. It costs 8 bytes a pair, 16 MB at 100,000 reports.
type alikeIndex struct{ main, tail []uint64 }

// maxTail bounds the pairs that wait.
const maxTail = 8192

func pair(key, ordinal uint32) uint64 { return uint64(key)<<32 | uint64(ordinal) }

func (x *alikeIndex) add(s Sketch, ordinal uint32) {
	for _, key := range s.keys() {
		p := pair(key, ordinal)
		i, there := slices.BinarySearch(x.tail, p)
		if !there {
			x.tail = slices.Insert(x.tail, i, p)
		}
	}
	if len(x.tail) > maxTail {
		x.settle()
	}
}

// settle merges the tail into the sorted whole.
func (x *alikeIndex) settle() {
	out := make([]uint64, 0, len(x.main)+len(x.tail))
	a, b := x.main, x.tail
	for len(a) > 0 && len(b) > 0 {
		if a[0] <= b[0] {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	x.main, x.tail = slices.Compact(append(append(out, a...), b...)), x.tail[:0]
}

// fill takes pairs in any order.
func (x *alikeIndex) fill(pairs []uint64) {
	slices.Sort(pairs)
	x.main, x.tail = slices.Compact(pairs), nil
}

// Bounds of a search: a hash that very many reports hold is boilerplate, and beyond the best candidates there is nothing to find.
const (
	maxPerKey     = 64
	maxCandidates = 48
)

// candidates gives the reports that share a hash with s, those with the most first, then by ordinal. It depends on what the
// index holds alone, not on the order of adding.
func (x *alikeIndex) candidates(s Sketch) []uint32 {
	hits := map[uint32]int{}
	for _, key := range s.keys() {
		for _, ordinal := range x.holders(key) {
			hits[ordinal]++
		}
	}
	out := make([]uint32, 0, len(hits))
	for ordinal := range hits {
		out = append(out, ordinal)
	}
	slices.SortFunc(out, func(a, b uint32) int { return cmp.Or(hits[b]-hits[a], cmp.Compare(a, b)) })
	return out[:min(len(out), maxCandidates)]
}

// holders gives the first reports that hold a hash, by ordinal.
func (x *alikeIndex) holders(key uint32) []uint32 {
	var out []uint32
	for _, list := range [][]uint64{x.main, x.tail} {
		i := sort.Search(len(list), func(i int) bool { return list[i] >= pair(key, 0) })
		for n := 0; n < maxPerKey && i < len(list) && uint32(list[i]>>32) == key; i, n = i+1, n+1 {
			out = append(out, uint32(list[i]))
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return out[:min(len(out), maxPerKey)]
}
