package index

import (
	"slices"
	"unicode/utf8"
)

// Edits accepts the texts within so many edits of a word: letters put in, left out or exchanged, and swaps of neighbours (the optimal
// string alignment distance). It is a deterministic automaton over bytes of UTF-8 whose states are made when they are first met: a walk
// through an index meets some hundred of them, while making all beforehand takes longer than the walk. Not safe for concurrent use.
type Edits struct {
	word  []rune
	limit uint8
	// classes maps a byte to its column of next: bytes of the word have one each, the others share one for each role in UTF-8.
	classes [256]uint8
	width   int
	// next[state*width+class] is a state, 0 where it is not made yet, and dead. States count from 1.
	next   []int32
	states []editState
	known  map[string]int32
	key    []byte
}

// dead is the state from which nothing is accepted.
const dead = -1

// editState is a row of the table of distances, capped at one more than the limit, and the row before it with the letter between, for swaps.
// In the midst of a letter it has the letter's bytes so far.
type editState struct {
	row, before []uint8
	last        rune
	pending     [utf8.UTFMax]byte
	held        uint8
	distance    uint8 // of the whole word; above the limit for no match
}

// NewEdits makes the automaton for a word and at most 3 edits. The word may have up to 64 letters.
func NewEdits(word string, limit uint8) *Edits {
	e := &Edits{word: []rune(word), limit: limit, known: make(map[string]int32, 256)}
	e.classify(word)
	e.next = make([]int32, e.width, 256*e.width)
	e.states = append(make([]editState, 0, 256), editState{})
	row := make([]uint8, len(e.word)+1)
	for i := range row {
		row[i] = uint8(min(i, int(limit)+1))
	}
	e.intern(editState{row: row, last: -1})
	return e
}

// classify gives the bytes of the word classes of their own.
func (e *Edits) classify(word string) {
	const roles = 5 // other ASCII, continuation, starts of letters of two, three and four bytes
	for b := range 256 {
		switch {
		case b < utf8.RuneSelf:
			e.classes[b] = 0
		case b < 0xc0:
			e.classes[b] = 1
		case b < 0xe0:
			e.classes[b] = 2
		case b < 0xf0:
			e.classes[b] = 3
		default:
			e.classes[b] = 4
		}
	}
	n := uint8(roles)
	for i := range len(word) {
		if e.classes[word[i]] < roles {
			e.classes[word[i]] = n
			n++
		}
	}
	e.width = int(n)
}

// intern gives the number of a state, a new one where there is none like it.
func (e *Edits) intern(s editState) int32 {
	k := append(e.key[:0], s.row...)
	k = append(k, s.before...)
	k = utf8.AppendRune(k, max(s.last, 0))
	k = append(append(k, 0xff), s.pending[:s.held]...)
	e.key = k
	if n, ok := e.known[string(k)]; ok {
		return n
	}
	s.distance = s.row[len(s.row)-1]
	if s.held > 0 {
		s.distance = e.limit + 1
	}
	n := int32(len(e.states))
	e.known[string(k)] = n
	e.states = append(e.states, s)
	for range e.width {
		e.next = append(e.next, 0)
	}
	return n
}

// Start is the state before the first byte.
func (e *Edits) Start() int { return 1 }

// IsMatch says whether what was read is within the limit.
func (e *Edits) IsMatch(s int) bool { return s > 0 && e.states[s].distance <= e.limit }

// CanMatch says whether something that begins with what was read may be.
func (e *Edits) CanMatch(s int) bool { return s != dead }

// Distance is the number of edits of a state that matches.
func (e *Edits) Distance(s int) int { return int(e.states[s].distance) }

// Accept gives the state after one more byte.
func (e *Edits) Accept(s int, b byte) int {
	if s == dead {
		return dead
	}
	at := s*e.width + int(e.classes[b])
	if n := e.next[at]; n != 0 {
		return int(n)
	}
	n := e.step(s, b)
	e.next[at] = n
	return int(n)
}

// step makes the state after a byte. Bytes that share a class are letters, or parts of letters, that the word does not have, so that any of
// them leads to the same row.
func (e *Edits) step(from int, b byte) int32 {
	s := e.states[from]
	if s.held == 0 && b < utf8.RuneSelf {
		return e.letter(&s, rune(b))
	}
	s.pending[s.held] = b
	s.held++
	if want := runeLength(s.pending[0]); int(s.held) < want {
		return e.intern(s)
	}
	r, size := utf8.DecodeRune(s.pending[:s.held])
	if size != int(s.held) {
		r = utf8.RuneError
	}
	s.held = 0
	return e.letter(&s, r)
}

func runeLength(first byte) int {
	switch {
	case first < 0xc0:
		return 1
	case first < 0xe0:
		return 2
	case first < 0xf0:
		return 3
	}
	return 4
}

// letter makes the state after a whole letter.
func (e *Edits) letter(s *editState, r rune) int32 {
	if !slices.Contains(e.word, r) {
		r = utf8.RuneError // whatever it is, it is none of the word's
	}
	far := e.limit + 1
	row := make([]uint8, len(s.row))
	row[0] = min(s.row[0]+1, far)
	least := row[0]
	for j := 1; j < len(row); j++ {
		cost := uint8(1)
		if e.word[j-1] == r {
			cost = 0
		}
		d := min(s.row[j-1]+cost, s.row[j]+1, row[j-1]+1, far)
		if s.before != nil && j > 1 && r == e.word[j-2] && s.last == e.word[j-1] {
			d = min(d, s.before[j-2]+1)
		}
		row[j] = d
		least = min(least, d)
	}
	// A swap may still save a row whose own distances are all too large.
	if least > e.limit && (s.row == nil || slices.Min(s.row) >= e.limit) {
		return dead
	}
	return e.intern(editState{row: row, before: s.row, last: r})
}
