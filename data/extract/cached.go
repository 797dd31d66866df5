package extract

import "dateline/data/extract/syntax"

// cache keeps what the rules ask of a sentence again and again: every trigger of a verb looks for the same subjects.
type cache struct {
	subjects, objects, lists map[int][]int
	phrases, clause          map[int][]syntax.PP
	line, people             yes
}

// yes is a question answered once: 0 not asked, 1 yes, 2 no.
type yes int8

func (y *yes) ask(f func() bool) bool {
	if *y == 0 {
		if *y = 2; f() {
			*y = 1
		}
	}
	return *y == 1
}

// speaksOfLine says whether a word for a front line stands in the sentence.
func (s *sentence) speaksOfLine() bool {
	return s.cache.line.ask(func() bool {
		for t := range s.Tokens {
			if s.lexClass(t)&syntax.Frontline != 0 {
				return true
			}
		}
		return false
	})
}

// speaksOfPeople says whether a noun phrase of the sentence may be a group of people.
func (s *sentence) speaksOfPeople() bool {
	return s.cache.people.ask(func() bool {
		for i, it := range s.Items {
			if it.Kind == syntax.NP && (it.Number != nil || s.people(s.arg(i)) || s.displaced(s.arg(i))) {
				return true
			}
		}
		return false
	})
}

func once[T any](m *map[int]T, k int, f func(int) T) T {
	if v, ok := (*m)[k]; ok {
		return v
	}
	if *m == nil {
		*m = map[int]T{}
	}
	v := f(k)
	(*m)[k] = v
	return v
}

// Subjects is syntax.Sentence.Subjects, found once for each verb.
func (s *sentence) Subjects(v int) []int {
	return once(&s.cache.subjects, v, s.Sentence.Subjects)
}

// Objects is syntax.Sentence.Objects, found once for each verb.
func (s *sentence) Objects(v int) []int {
	return once(&s.cache.objects, v, s.Sentence.Objects)
}

// List is syntax.Sentence.List, found once for each phrase.
func (s *sentence) List(k int) []int {
	return once(&s.cache.lists, k, s.Sentence.List)
}

// Phrases is syntax.Sentence.Phrases, found once for each item.
func (s *sentence) Phrases(k int) []syntax.PP {
	return once(&s.cache.phrases, k, s.Sentence.Phrases)
}

// ClausePhrases is syntax.Sentence.ClausePhrases, found once for each item.
func (s *sentence) ClausePhrases(v int) []syntax.PP {
	return once(&s.cache.clause, v, s.Sentence.ClausePhrases)
}
