package cql2

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word of the text: a name, "quoted" name, number, 'text' or symbol.
type token struct {
	kind byte // n name, q quoted name, 0 number, s text, o symbol, e end
	text string
	at   int // byte offset
}

// lexer cuts text into tokens, one ahead of the parser.
type lexer struct {
	in   string
	at   int
	next token
}

// Error says what is wrong and where: Position counts bytes from 0.
type Error struct {
	Position int
	Message  string
}

func (e *Error) Error() string { return fmt.Sprintf("at %d: %s", e.Position, e.Message) }

func fail(at int, format string, args ...any) error { return &Error{at, fmt.Sprintf(format, args...)} }

func (l *lexer) advance() error {
	for l.at < len(l.in) {
		r, n := utf8.DecodeRuneInString(l.in[l.at:])
		if !unicode.IsSpace(r) {
			break
		}
		l.at += n
	}
	start := l.at
	if start == len(l.in) {
		l.next = token{'e', "", start}
		return nil
	}
	c := l.in[start]
	switch {
	case c == '\'':
		return l.quoted('\'', 's')
	case c == '"':
		return l.quoted('"', 'q')
	case c >= '0' && c <= '9' || c == '.' && start+1 < len(l.in) && digit(l.in[start+1]):
		l.number()
	case strings.IndexByte("<>", c) >= 0 && start+1 < len(l.in) && (l.in[start+1] == '=' || c == '<' && l.in[start+1] == '>'):
		l.at += 2
		l.next = token{'o', l.in[start:l.at], start}
	case strings.IndexByte("=<>+-*/%^(),", c) >= 0:
		l.at++
		l.next = token{'o', string(c), start}
	default:
		return l.name()
	}
	return nil
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// quoted reads up to the closing quote; a quote within is doubled or follows a backslash.
func (l *lexer) quoted(quote byte, kind byte) error {
	start := l.at
	var b strings.Builder
	for i := start + 1; i < len(l.in); i++ {
		c := l.in[i]
		switch {
		case c == '\\' && i+1 < len(l.in) && l.in[i+1] == quote, c == quote && i+1 < len(l.in) && l.in[i+1] == quote:
			i++
			b.WriteByte(quote)
		case c == quote:
			l.at = i + 1
			l.next = token{kind, b.String(), start}
			return nil
		default:
			b.WriteByte(c)
		}
	}
	return fail(start, "the quote %c has no end", quote)
}

func (l *lexer) number() {
	start := l.at
	i := start
	digits := func() {
		for i < len(l.in) && digit(l.in[i]) {
			i++
		}
	}
	digits()
	if i < len(l.in) && l.in[i] == '.' {
		i++
		digits()
	}
	if i < len(l.in) && (l.in[i] == 'e' || l.in[i] == 'E') {
		mark := i
		i++
		if i < len(l.in) && (l.in[i] == '+' || l.in[i] == '-') {
			i++
		}
		if from := i; true {
			if digits(); i == from {
				i = mark
			}
		}
	}
	l.at = i
	l.next = token{'0', l.in[start:i], start}
}

func (l *lexer) name() error {
	start := l.at
	for l.at < len(l.in) {
		r, n := utf8.DecodeRuneInString(l.in[l.at:])
		part := unicode.IsLetter(r) || r == ':' || r == '_' || l.at > start && (unicode.IsDigit(r) || r == '.' || unicode.IsMark(r))
		if !part {
			break
		}
		l.at += n
	}
	if l.at == start {
		r, _ := utf8.DecodeRuneInString(l.in[start:])
		return fail(start, "%q cannot stand here", r)
	}
	l.next = token{'n', l.in[start:l.at], start}
	return nil
}
