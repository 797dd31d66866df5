// Package similar makes the sketches by which copies of one text are found: reprints of a wire story, with or without cuts, a
// new headline or small edits. The store compares the sketches (data.Sketch) and never needs the texts again.
package similar

import (
	"hash/fnv"

	"dateline/data"
	"dateline/data/extract/word"
)

// Version of the way in which texts are cut and hashed. Sketches of two versions are not compared.
const Version = 1

// Run is the number of words hashed together. Runs of five words survive a new headline, cuts and moved paragraphs, but not
// a second author, and a changed word costs five of them.
const Run = 5

// Sketch samples the runs of words of a text; case and punctuation do not count.
func Sketch(text string) data.Sketch {
	r := []rune(text)
	var words []string
	for _, t := range word.Cut(r, 0, len(r)) {
		if !t.Mark {
			words = append(words, t.Lower)
		}
	}
	hashes := make([]uint32, 0, max(0, len(words)-Run+1))
	for i := 0; i+Run <= len(words); i++ {
		hashes = append(hashes, hash(words[i:i+Run]))
	}
	return data.NewSketch(Version, hashes)
}

func hash(words []string) uint32 {
	h := fnv.New64a()
	for _, w := range words {
		h.Write([]byte(w))
		h.Write([]byte{0})
	}
	return uint32(mix(h.Sum64()))
}

// mix spreads FNV's weak upper bits (the finalizer of MurmurHash3): a sample by size of hash must not lean to some words.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
