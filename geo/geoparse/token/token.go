package token

// Span is a piece of the text: Unicode code points from Start up to but not including End.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Kind is the sort of a token.
type Kind uint8

// The kinds of token. Word starts with a letter, Number with a digit; Link is an address of the web or of mail, or a
// handle ("@name"); everything else is Mark.
const (
	Mark Kind = iota
	Word
	Number
	Link
)

// Token is one word, number or mark of the text.
type Token struct {
	Span
	Text string
	// Byte is the offset of Text in the text's bytes.
	Byte int
	Kind Kind
	// Lines counts the line breaks between the token before and this one: 1 for a new line, 2 and more for a blank one.
	Lines uint8
	// Space says that white space stands before the token.
	Space bool
	// Sentence is the index of its sentence.
	Sentence int
}

// Sentence is one sentence, headline, caption or list item.
type Sentence struct {
	Span
	// First and Last delimit its tokens: First up to but not including Last.
	First, Last int
	// Paragraph counts from 0.
	Paragraph int
}
