package index

// editScan is a scan with an automaton of edits: the same as [scanner] in fewer steps, since it takes most of the time of a search with
// typos. States with one transition, the most of all, are walked in a loop and never laid out.
type editScan struct {
	f     *fst
	e     *Edits
	visit func(key []byte, value uint64, state int) bool
	key   []byte
	seen  int
}

// from visits what follows from the state at addr, and leaves its bytes behind in key; false ends the scan.
func (s *editScan) from(addr int, sum uint64, state int) bool {
	data := s.f.data
	for {
		if s.seen++; s.seen > fstMaxVisits {
			return false
		}
		if len(s.key) > fstMaxStep {
			return true
		}
		if addr == fstEmpty {
			return !s.e.IsMatch(state) || s.visit(s.key, sum, state)
		}
		if addr < 16 || addr >= len(data)-fstFooter {
			return true
		}
		top := data[addr]
		if top&0x80 == 0 {
			return s.fork(addr, sum, state)
		}
		at, b := addr, byte(0)
		if c := top & 0x3f; c != 0 {
			b = commonBytes[c-1]
		} else {
			at--
			b = data[at]
		}
		if state = s.e.Accept(state, b); state == dead {
			return true
		}
		s.key = append(s.key, b)
		if top&0x40 != 0 {
			addr = at - 1
			continue
		}
		at--
		trans, out := int(data[at]>>4), int(data[at]&15)
		if trans > 8 || out > 8 || at-trans-out < 16 {
			return true
		}
		at -= trans
		delta := int(packed(data[at : at+trans]))
		at -= out
		sum += packed(data[at : at+out])
		addr = target(at, delta)
	}
}

// fork goes on from a state with several transitions, or a final one.
func (s *editScan) fork(addr int, sum uint64, state int) bool {
	var n fstNode
	if !s.f.multi(addr, &n) {
		return true
	}
	if n.final && s.e.IsMatch(state) && !s.visit(s.key, sum+n.finalOut, state) {
		return false
	}
	depth := len(s.key)
	for p := len(n.keys) - 1; p >= 0; p-- {
		b := n.keys[p]
		next := s.e.Accept(state, b)
		if next == dead {
			continue
		}
		dest, out := n.target(p)
		s.key = append(s.key[:depth], b)
		if !s.from(dest, sum+out, next) {
			return false
		}
	}
	return true
}
