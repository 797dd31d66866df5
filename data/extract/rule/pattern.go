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

// Element is one step of a pattern: one of Words or of Stems, or a slot, or a gap of up to Gap words.
type Element struct {
	Words    map[string]bool
	Stems    []string
	Optional bool
	Role     string // slot: actor, at, origin …
	Type     string
	// List lets a slot take "A, B and C".
	List bool
	Gap  int
	// Soft gaps step over no name, no force and no mark: the auxiliaries between a party and its verb.
	Soft bool
}

// Fits says whether a lower-case word is one of the element's words, or begins with one of its stems.
func (e Element) Fits(w string) bool {
	if e.Words[w] {
		return true
	}
	for _, stem := range e.Stems {
		if strings.HasPrefix(w, stem) {
			return true
		}
	}
	return false
}

// lexicon reads the word lists of a language without a parser.
func (s *Set) lexicon(f file) error {
	for role, list := range f.Words {
		if !roles[role] {
			return fmt.Errorf("words %q: no such list; README.md names them", role)
		}
		s.Words[role] = map[string]bool{}
		for _, w := range strings.Fields(list) {
			s.Words[role][word.Fold(w)] = true
		}
	}
	for _, pair := range strings.Fields(f.Sites) {
		w, english, ok := strings.Cut(pair, "=")
		if !ok {
			return fmt.Errorf("sites %q: want word=english", pair)
		}
		s.Sites[word.Fold(w)] = english
	}
	return nil
}

// pattern reads "سيطر|سيطرت {actor:party} على {at:place+}". "…3" is a gap of up to three words, "~3" one that steps over no
// name, "(w)" an optional word, "captur*" a stem, "@take" the words of a class.
func (s *Set) pattern(src string, c *Claim) (Pattern, error) {
	p := Pattern{Claim: c, Source: src}
	for _, f := range strings.Fields(src) {
		e, err := s.element(f)
		if err != nil {
			return p, fmt.Errorf("pattern %q: %w", src, err)
		}
		p.Elements = append(p.Elements, e)
	}
	if len(p.Elements) == 0 {
		return p, fmt.Errorf("pattern is empty")
	}
	return p, nil
}

func (s *Set) element(f string) (Element, error) {
	switch {
	case strings.HasPrefix(f, "{") && strings.HasSuffix(f, "}"):
		role, typ, ok := strings.Cut(strings.Trim(f, "{}"), ":")
		list := strings.HasSuffix(typ, "+")
		if typ = strings.TrimSuffix(typ, "+"); !ok || !types[typ] {
			return Element{}, fmt.Errorf("slot %s: want {role:type} or {role:type+}", f)
		}
		return Element{Role: role, Type: typ, List: list}, nil
	case strings.HasPrefix(f, "…"), strings.HasPrefix(f, "~"):
		n := 0
		if _, err := fmt.Sscanf(strings.TrimLeft(f, "…~"), "%d", &n); err != nil || n < 1 || n > 12 {
			return Element{}, fmt.Errorf("gap %s: want …1 to …12, or ~1 to ~12", f)
		}
		return Element{Gap: n, Soft: strings.HasPrefix(f, "~")}, nil
	}
	e := Element{Words: map[string]bool{}, Optional: strings.HasPrefix(f, "(") && strings.HasSuffix(f, ")")}
	for _, w := range strings.Split(strings.Trim(f, "()"), "|") {
		if err := s.alternative(&e, w); err != nil {
			return e, err
		}
	}
	return e, nil
}

func (s *Set) alternative(e *Element, w string) error {
	if name, ok := strings.CutPrefix(w, "@"); ok {
		list, ok := s.Classes[name]
		if !ok {
			return fmt.Errorf("@%s: no such class", name)
		}
		for _, x := range list {
			if err := s.alternative(e, x); err != nil {
				return err
			}
		}
		return nil
	}
	if stem, ok := strings.CutSuffix(w, "*"); ok && stem != "" {
		e.Stems = append(e.Stems, word.Fold(stem))
		return nil
	}
	e.Words[word.Fold(w)] = true
	return nil
}
