package index

import "bytes"

// fst walks a finite state transducer in vellum's format v1 without allocating and without trusting it: an address out of
// range reads as a state that accepts nothing. vellum builds it; see docs/format.md there.
type fst struct {
	data []byte
	root int
	keys int
}

const (
	fstFooter  = 16
	fstNone    = 1 // address of the state that accepts nothing
	fstEmpty   = 0 // address of the final state without transitions
	fstMaxStep = 1 << 10
	// fstMaxVisits bounds a scan, for damaged files: the widest scan in use, two edits over a million names, visits some
	// hundred thousand states, over twenty millions a few millions.
	fstMaxVisits = 1 << 23
)

func openFST(data []byte) fst {
	if len(data) < 2*fstFooter {
		return fst{root: fstNone}
	}
	footer := data[len(data)-fstFooter:]
	return fst{data: data, keys: int(le.Uint64(footer) & (1<<40 - 1)), root: int(le.Uint64(footer[8:]) & (1<<48 - 1))}
}

// fstNode is a decoded state.
type fstNode struct {
	// keys are the transition bytes in falling order, dests and outs their packed targets and outputs.
	keys, dests, outs   []byte
	transSize, outSize  int
	bottom              int
	final, single       bool
	finalOut, singleOut uint64
	singleDest          int
	singleKey           [1]byte
}

// commonBytes are the bytes that a state with one transition encodes in six bits, by rank (vellum's common.go).
const commonBytes = "te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG"

// node decodes the state at addr; ok is false where there is none.
func (f *fst) node(addr int, n *fstNode) bool {
	if addr == fstEmpty {
		*n = fstNode{final: true}
		return true
	}
	if addr < 16 || addr >= len(f.data)-fstFooter {
		return false
	}
	if f.data[addr]&0x80 != 0 {
		return f.single(addr, n)
	}
	return f.multi(addr, n)
}

func (f *fst) single(addr int, n *fstNode) bool {
	bottom, top := addr, f.data[addr]
	*n = fstNode{single: true}
	if c := top & 0x3f; c != 0 {
		n.singleKey[0] = commonBytes[c-1]
	} else {
		bottom--
		n.singleKey[0] = f.data[bottom]
	}
	if top&0x40 != 0 {
		n.singleDest = bottom - 1
		return true
	}
	bottom--
	trans, out := int(f.data[bottom]>>4), int(f.data[bottom]&15)
	if trans > 8 || out > 8 || bottom-trans-out < 16 {
		return false
	}
	bottom -= trans
	n.singleDest = int(packed(f.data[bottom : bottom+trans]))
	bottom -= out
	n.singleOut = packed(f.data[bottom : bottom+out])
	n.singleDest = target(bottom, n.singleDest)
	return true
}

func (f *fst) multi(addr int, n *fstNode) bool {
	bottom, top := addr, f.data[addr]
	*n = fstNode{final: top&0x40 != 0}
	count := int(top & 0x3f)
	if count == 0 {
		bottom--
		if count = int(f.data[bottom]); count == 1 {
			count = 256
		}
	}
	bottom--
	n.transSize, n.outSize = int(f.data[bottom]>>4), int(f.data[bottom]&15)
	size := count * (1 + n.transSize + n.outSize)
	if n.final {
		size += n.outSize
	}
	if n.transSize > 8 || n.outSize > 8 || bottom-size < 16 {
		return false
	}
	n.keys = f.data[bottom-count : bottom]
	bottom -= count
	n.dests = f.data[bottom-count*n.transSize : bottom]
	bottom -= count * n.transSize
	n.outs = f.data[bottom-count*n.outSize : bottom]
	bottom -= count * n.outSize
	if n.final && n.outSize > 0 {
		bottom -= n.outSize
		n.finalOut = packed(f.data[bottom : bottom+n.outSize])
	}
	n.bottom = bottom
	return true
}

// masks keep the lowest n bytes.
var masks = [9]uint64{0, 1<<8 - 1, 1<<16 - 1, 1<<24 - 1, 1<<32 - 1, 1<<40 - 1, 1<<48 - 1, 1<<56 - 1, 1<<64 - 1}

// packed reads a number of up to 8 bytes; more bytes of the same file follow, so that one load will do.
func packed(b []byte) (v uint64) {
	if cap(b) >= 8 {
		return le.Uint64(b[:8]) & masks[len(b)]
	}
	for i := len(b) - 1; i >= 0; i-- {
		v = v<<8 | uint64(b[i])
	}
	return v
}

// count is the number of transitions.
func (n *fstNode) count() int {
	if n.single {
		return 1
	}
	return len(n.keys)
}

// at gives the i-th transition in rising order of its byte.
func (n *fstNode) at(i int) (key byte, dest int, out uint64) {
	if n.single {
		return n.singleKey[0], n.singleDest, n.singleOut
	}
	p := len(n.keys) - 1 - i
	dest, out = n.target(p)
	return n.keys[p], dest, out
}

func (n *fstNode) target(p int) (dest int, out uint64) {
	dest = target(n.bottom, int(packed(n.dests[p*n.transSize:(p+1)*n.transSize])))
	return dest, packed(n.outs[p*n.outSize : (p+1)*n.outSize])
}

// key gives the byte of the i-th transition.
func (n *fstNode) key(i int) byte {
	if n.single {
		return n.singleKey[0]
	}
	return n.keys[len(n.keys)-1-i]
}

// target turns the distance to a target into its address. Targets lie before their state, so that a walk always ends.
func target(bottom, delta int) int {
	if delta == 0 {
		return fstEmpty
	}
	if delta < 0 || delta > bottom {
		return fstNone
	}
	return bottom - delta
}

// find gives the transition for byte b.
func (n *fstNode) find(b byte) (dest int, out uint64, ok bool) {
	if n.single {
		return n.singleDest, n.singleOut, n.singleKey[0] == b
	}
	p := bytes.IndexByte(n.keys, b)
	if p < 0 {
		return 0, 0, false
	}
	dest, out = n.target(p)
	return dest, out, true
}

// get gives the value of a key.
func (f *fst) get(key string) (uint64, bool) {
	addr, sum, ok := f.walk(f.root, 0, key)
	if !ok {
		return 0, false
	}
	var n fstNode
	if !f.node(addr, &n) || !n.final {
		return 0, false
	}
	return sum + n.finalOut, true
}

// walk follows the bytes of s from the state at addr; sum gathers the outputs.
func (f *fst) walk(addr int, sum uint64, s string) (int, uint64, bool) {
	var n fstNode
	for i := 0; i < len(s); i++ {
		if !f.node(addr, &n) {
			return 0, 0, false
		}
		dest, out, ok := n.find(s[i])
		if !ok {
			return 0, 0, false
		}
		addr, sum = dest, sum+out
	}
	return addr, sum, true
}

// hasPrefix says whether some key starts with s.
func (f *fst) hasPrefix(s string) bool {
	addr, _, ok := f.walk(f.root, 0, s)
	return ok && addr != fstNone
}

// spaceBlind calls yield with the value of every key that is s apart from spaces, in order; s has none itself. It tries at
// every letter the key's own space first, so it visits no more states than the keys have letters.
func (f *fst) spaceBlind(s string, yield func(value uint64)) {
	b := blind{f: f, yield: yield}
	b.from(f.root, 0, s, 0)
}

// blindMaxVisits bounds a walk that is blind to spaces, for damaged files: a name has a few dozen letters, and few keys differ
// only in their spaces.
const blindMaxVisits = 1 << 14

type blind struct {
	f     *fst
	yield func(uint64)
	seen  int
}

func (b *blind) from(addr int, sum uint64, s string, depth int) {
	var n fstNode
	if b.seen++; b.seen > blindMaxVisits || depth > fstMaxStep || !b.f.node(addr, &n) {
		return
	}
	if len(s) == 0 {
		if n.final {
			b.yield(sum + n.finalOut)
		}
		return
	}
	if dest, out, ok := n.find(' '); ok {
		b.from(dest, sum+out, s, depth+1)
	}
	if dest, out, ok := n.find(s[0]); ok {
		b.from(dest, sum+out, s[1:], depth+1)
	}
}

// automaton narrows a scan; [Edits] is one.
type automaton interface {
	Start() int
	IsMatch(int) bool
	CanMatch(int) bool
	Accept(int, byte) int
}

// scan visits the keys that start with prefix and that a accepts from there on (nil accepts all), in order, until visit
// says false. The key given to visit is only good during the call.
func (f *fst) scan(prefix string, a automaton, visit func(key []byte, value uint64, state int) bool) {
	addr, sum, ok := f.walk(f.root, 0, prefix)
	if !ok {
		return
	}
	if e, ok := a.(*Edits); ok {
		s := editScan{f: f, e: e, visit: visit, key: append(make([]byte, 0, 64), prefix...)}
		s.from(addr, sum, e.Start())
		return
	}
	s := scanner{f: f, a: a, visit: visit, key: append(make([]byte, 0, 64), prefix...)}
	state := 0
	if a != nil {
		state = a.Start()
	}
	s.from(addr, sum, state)
}

type scanner struct {
	f     *fst
	a     automaton
	visit func(key []byte, value uint64, state int) bool
	key   []byte
	seen  int
}

func (s *scanner) from(addr int, sum uint64, state int) bool {
	var n fstNode
	if s.seen++; s.seen > fstMaxVisits {
		return false
	}
	if len(s.key) > fstMaxStep || !s.f.node(addr, &n) {
		return true
	}
	if n.final && (s.a == nil || s.a.IsMatch(state)) && !s.visit(s.key, sum+n.finalOut, state) {
		return false
	}
	for i := range n.count() {
		next := 0
		if s.a != nil {
			if next = s.a.Accept(state, n.key(i)); !s.a.CanMatch(next) {
				continue
			}
		}
		b, dest, out := n.at(i)
		s.key = append(s.key, b)
		more := s.from(dest, sum+out, next)
		s.key = s.key[:len(s.key)-1]
		if !more {
			return false
		}
	}
	return true
}
