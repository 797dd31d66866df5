package rule

import (
	"fmt"
	"strings"

	"dateline/data/extract/word"
)

// Pattern is a sequence over words for languages without a shallow parser: words, alternatives, slots and gaps.
type Pattern struct {
	Claim    *Claim
	Elements []Element
	Source   string
}

// Element is one step of a pattern: one of Words, or a slot, or a gap of up to Gap words.
type Element struct {
	Words    map[string]bool
	Optional bool
	Role     string // slot: actor, at, origin …, value
	Type     string
	Gap      int
}

// parsePattern reads "سيطر|سيطرت {actor:party} على {at:place}". "…3" is a gap of up to three words, "(w)" an optional word.
func parsePattern(src string, c *Claim) (Pattern, error) {
	p := Pattern{Claim: c, Source: src}
	for _, f := range strings.Fields(src) {
		switch {
		case strings.HasPrefix(f, "{") && strings.HasSuffix(f, "}"):
			role, typ, ok := strings.Cut(strings.Trim(f, "{}"), ":")
			if !ok || !types[typ] {
				return p, fmt.Errorf("pattern %q: slot %s: want {role:type}", src, f)
			}
			p.Elements = append(p.Elements, Element{Role: role, Type: typ})
		case strings.HasPrefix(f, "…"):
			n := 0
			if _, err := fmt.Sscanf(f, "…%d", &n); err != nil || n < 1 || n > 12 {
				return p, fmt.Errorf("pattern %q: gap %s: want …1 to …12", src, f)
			}
			p.Elements = append(p.Elements, Element{Gap: n})
		default:
			opt := strings.HasPrefix(f, "(") && strings.HasSuffix(f, ")")
			e := Element{Words: map[string]bool{}, Optional: opt}
			for _, w := range strings.Split(strings.Trim(f, "()"), "|") {
				e.Words[word.Fold(w)] = true
			}
			p.Elements = append(p.Elements, e)
		}
	}
	if len(p.Elements) == 0 {
		return p, fmt.Errorf("pattern is empty")
	}
	return p, nil
}
