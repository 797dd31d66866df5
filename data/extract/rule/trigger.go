package rule

import (
	"fmt"
	"strings"
)

// Trigger is a verb or noun of a rule. The words of Tail must follow it: "take control of".
type Trigger struct {
	Head  string
	Tail  []Word
	Claim *Claim
	// Text is the trigger as the file writes it, for messages.
	Text string
	// need is how many words the tail needs at least.
	need int
}

// Word is one place in a trigger's tail: any word of Any, or, where Any is empty ("*"), one to five words.
type Word struct {
	Any []string
	// Optional words may be missing: "back?".
	Optional bool
}

// Star says whether the word stands for one to five words.
func (w Word) Star() bool { return len(w.Any) == 0 }

// Has says whether a word of the text fits, its plural and its twin preposition included.
func (w Word) Has(token string) bool {
	for _, x := range w.Any {
		if token == x {
			return true
		}
		switch x {
		case "toward":
			if token == "towards" {
				return true
			}
		case "to":
			if token == "into" || token == "onto" {
				return true
			}
		}
	}
	return false
}

// triggers reads "take|seize full? @control of": alternatives for the head are triggers of their own.
func (s *Set) triggers(spec string, c *Claim) ([]Trigger, error) {
	f := strings.Fields(spec)
	if len(f) == 0 {
		return nil, fmt.Errorf("an empty trigger")
	}
	heads, err := s.alternatives(f[0])
	if err != nil {
		return nil, err
	}
	var tail []Word
	need := 0
	for _, x := range f[1:] {
		w := Word{Optional: strings.HasSuffix(x, "?")}
		if x = strings.TrimSuffix(x, "?"); x != "*" {
			if w.Any, err = s.alternatives(x); err != nil {
				return nil, err
			}
		}
		if !w.Optional {
			need++
		}
		tail = append(tail, w)
	}
	out := make([]Trigger, 0, len(heads))
	for _, h := range heads {
		out = append(out, Trigger{Head: h, Tail: tail, Claim: c, Text: strings.Join(append([]string{h}, f[1:]...), " "), need: need})
	}
	return out, nil
}

// alternatives reads "in|at|@inside": words and named classes of words.
func (s *Set) alternatives(spec string) ([]string, error) {
	var out []string
	for _, x := range strings.Split(spec, "|") {
		if !strings.HasPrefix(x, "@") {
			out = append(out, strings.ReplaceAll(x, "_", " "))
			continue
		}
		list, ok := s.Classes[x[1:]]
		if !ok {
			return nil, fmt.Errorf("trigger %q: no class %q under classes", spec, x[1:])
		}
		out = append(out, list...)
	}
	return out, nil
}
