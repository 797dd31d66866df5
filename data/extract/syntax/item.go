package syntax

import (
	"dateline/data/extract/number"
	"dateline/data/extract/when"
	"dateline/data/extract/word"
)

// Kind is the kind of a phrase.
type Kind uint8

// The kinds of phrase.
const (
	NP    Kind = iota // noun phrase
	VG                // verb group: auxiliaries, negation and main verb
	Prep              // preposition, several words as one ("out of")
	Conj              // and, or, but
	Comma             // a comma
	Stop              // semicolon, colon, dash, bracket: the end of a clause
	Rel               // who, which, that
	Sub               // if, when, after, because
	Adv               // adverb
	Time              // time expression
)

var kindNames = [...]string{"noun", "verb", "prep", "conj", "comma", "stop", "rel", "sub", "adv", "time"}

// String names the kind for messages.
func (k Kind) String() string { return kindNames[k] }

// VerbForm says how a verb group stands in its clause.
type VerbForm uint8

// The forms of a verb group.
const (
	Finite VerbForm = iota
	Infinitive
	Ing
	Reduced // a participle without auxiliary: "captured by …"
)

// Item is one phrase: the tokens First up to but not including Last of its sentence.
type Item struct {
	Kind        Kind
	First, Last int
	// Head is the token of the head noun or main verb.
	Head int
	// Word is the canonical preposition, conjunction or subordinator.
	Word string

	// Verb groups.
	Lemma                   string
	Form                    VerbForm
	Passive, Negative, Past bool
	Perfect                 bool
	Modal                   string // will, would, could …; "to" does not count

	// Noun phrases.
	Class  Class
	Number *number.Phrase
	Rate   bool // "5,000 a day"
	Poss   int  // token of the last possessive ending, -1 without one
	None   bool // "no soldiers"

	When when.Expression
}

// Name is a run of tokens that stand for one thing and stay together in one noun phrase. Ref belongs to the caller.
type Name struct {
	First, Last int
	Ref         int
}

// Sentence is a sentence cut into phrases.
type Sentence struct {
	Tokens []word.Token
	Items  []Item
	Names  []Name
	// Title says that the line is in title case, so that capitals mean nothing.
	Title bool
	lex   *Lexicon
	// classes are the lexicon's classes of each token.
	classes []Class
	// numbers are the number phrases that begin at each token, once somebody has asked.
	numbers []numberAt
}

type numberAt struct {
	asked, ok bool
	phrase    number.Phrase
}

// NumberAt gives the number phrase that begins at token i.
func (s *Sentence) NumberAt(i int) (number.Phrase, bool) {
	if i < 0 || i >= len(s.Tokens) {
		return number.Phrase{}, false
	}
	if n := &s.numbers[i]; !n.asked {
		n.asked = true
		n.phrase, n.ok = number.For("en").At(s.Tokens, i)
	}
	return s.numbers[i].phrase, s.numbers[i].ok
}

// Parse cuts a sentence into phrases. names must be sorted and must not overlap.
func Parse(l *Lexicon, toks []word.Token, names []Name) *Sentence {
	s := &Sentence{Tokens: toks, Names: names, lex: l, Title: TitleCase(toks), classes: make([]Class, len(toks)), numbers: make([]numberAt, len(toks))}
	for i := range toks {
		s.classes[i] = l.Class(toks[i].Lower)
	}
	c := chunker{s: s, l: l, times: when.For("en"), nameAt: make([]int, len(toks)), forced: -1}
	for i := range c.nameAt {
		c.nameAt[i] = -1
	}
	for n, x := range names {
		for i := x.First; i < x.Last && i < len(toks); i++ {
			c.nameAt[i] = n
		}
	}
	c.run()
	c.rescue()
	s.bareInfinitives()
	return s
}

// TitleCase says whether most longer words begin with a capital, as in a headline.
func TitleCase(toks []word.Token) bool {
	upper, all := 0, 0
	for _, t := range toks {
		if t.Mark || t.Digit || len(t.Text) < 4 {
			continue
		}
		all++
		if t.Upper {
			upper++
		}
	}
	return all >= 3 && upper*10 >= all*8 && len(toks) > 0 && !toks[len(toks)-1].Is(".")
}

// Lexicon gives the words the sentence was parsed with.
func (s *Sentence) Lexicon() *Lexicon { return s.lex }

// is says whether item i exists and is of the kind.
func (s *Sentence) is(i int, k Kind) bool { return i >= 0 && i < len(s.Items) && s.Items[i].Kind == k }

// ClassAt gives the lexicon's classes of token t, none outside the sentence.
func (s *Sentence) ClassAt(t int) Class {
	if t < 0 || t >= len(s.classes) {
		return 0
	}
	return s.classes[t]
}
