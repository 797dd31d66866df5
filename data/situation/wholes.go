package situation

import (
	"iter"

	"dateline/data"
)

// keptWholes bounds the claims with their sentences that a builder holds at a time.
const keptWholes = 8192

// fetch reads claims with their sentences, in one go.
func (b *builder) fetch(cs []*claim) {
	var numbers []int
	var missing []*claim
	for _, c := range cs {
		if c.whole == nil && b.read[c] == nil {
			numbers, missing = append(numbers, int(c.number)), append(missing, c)
		}
	}
	if len(missing) == 0 {
		return
	}
	states, err := b.f.view.ledger.wholes(numbers)
	if err != nil {
		if b.err == nil {
			b.err = err
		}
		return
	}
	if b.read == nil || len(b.read) > keptWholes {
		b.read = make(map[*claim]*data.ClaimState, len(missing))
	}
	for i, c := range missing {
		b.read[c] = states[i]
	}
}

// full gives a claim with its sentences. Where it cannot be read, the builder fails when it has ended.
func (b *builder) full(c *claim) *data.ClaimState {
	if c.whole != nil {
		return c.whole
	}
	if b.read[c] == nil {
		b.fetch([]*claim{c})
	}
	if s := b.read[c]; s != nil {
		return s
	}
	return &data.ClaimState{}
}

// fetched reads claims with their sentences ahead, some at a time.
func (b *builder) fetched(cs iter.Seq[*claim]) iter.Seq[*claim] {
	return func(yield func(*claim) bool) {
		var run []*claim
		give := func() bool {
			b.fetch(run)
			for _, c := range run {
				if !yield(c) {
					return false
				}
			}
			run = run[:0]
			return true
		}
		for c := range cs {
			if run = append(run, c); len(run) == keptWholes/2 && !give() {
				return
			}
		}
		give()
	}
}
