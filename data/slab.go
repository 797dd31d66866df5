package data

import (
	"strings"
	"unsafe"
)

// slab hands out memory for decoded claims from blocks: a scan of a million claims would spend a third of its time in the
// garbage collector otherwise. Blocks are small, since one claim that is kept keeps its block. The zero value allocates exactly.
type slab struct {
	claims   int // claims a block is made for
	text     arena
	places   []ClaimPlace
	evidence []Evidence
	floats   []float64
}

func newSlab(claims int) *slab {
	return &slab{claims: claims, text: arena{size: claims * 384}}
}

// record copies the bytes of a record, which may belong to a transaction, into a string.
func (s *slab) record(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	return s.text.copy(unsafe.String(&b[0], len(b)))
}

// take cuts n zero values off a block, and makes a new block where the old one is used up.
func take[T any](block *[]T, n, size int) []T {
	if n > len(*block) {
		*block = make([]T, max(n, size))
	}
	out := (*block)[:n:n]
	*block = (*block)[n:]
	return out
}

// arena copies short strings into blocks of size bytes, to save an allocation each.
type arena struct {
	block strings.Builder
	size  int
}

func (a *arena) copy(s string) string {
	if a.block.Len()+len(s) > a.block.Cap() {
		a.block = strings.Builder{}
		a.block.Grow(max(a.size, len(s)))
	}
	n := a.block.Len()
	a.block.WriteString(s)
	return a.block.String()[n:]
}
