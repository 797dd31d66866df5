package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tokenize cuts the text. Each byte of invalid UTF-8 counts as one code point, as it does in []rune(text).
func Tokenize(text string) []Token {
	s := scanner{text: text}
	out := make([]Token, 0, len(text)/5+8)
	for s.skipSpace(); s.at < len(text); s.skipSpace() {
		t := Token{Span: Span{Start: s.point}, Byte: s.at, Lines: s.lines, Space: s.space}
		t.Kind = s.next()
		t.Text, t.End = text[t.Byte:s.at], s.point
		out = append(out, t)
	}
	return out
}

// scanner walks over the text, counting bytes and code points side by side.
type scanner struct {
	text  string
	at    int // byte offset
	point int // code point offset
	lines uint8
	space bool
}

func (s *scanner) peek() (rune, int) { return s.peekAt(s.at) }

func (s *scanner) peekAt(at int) (rune, int) {
	if at >= len(s.text) {
		return 0, 0
	}
	if c := s.text[at]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s.text[at:])
}

func (s *scanner) step(size int) { s.at += size; s.point++ }

func (s *scanner) skipSpace() {
	s.lines, s.space = 0, false
	for {
		r, size := s.peek()
		if size == 0 || !blank(r) {
			return
		}
		if (r == '\n' || r == '\u2028' || r == '\u2029') && s.lines < 255 {
			s.lines++
		}
		if r == '\u2029' && s.lines < 2 {
			s.lines = 2
		}
		s.space = true
		s.step(size)
	}
}

// blank holds for white space, control characters and the invisible marks of direction and joining.
func blank(r rune) bool {
	if r < utf8.RuneSelf {
		return r <= ' ' || r == 0x7f
	}
	switch {
	case r >= 0x80 && r <= 0xa0, r >= 0x2000 && r <= 0x200b, r >= 0x200e && r <= 0x200f, r >= 0x2028 && r <= 0x202f:
		return true
	case r >= 0x205f && r <= 0x206f, r == 0x3000, r == 0xfeff, r == 0x1680, r == 0xad:
		return true
	}
	return false
}

func (s *scanner) next() Kind {
	r, size := s.peek()
	switch {
	case unicode.IsDigit(r):
		return s.word(Number)
	case letter(r):
		if s.link() {
			return Link
		}
		return s.word(Word)
	case r == '@':
		s.step(size)
		if n, _ := s.peek(); letter(n) && !s.midWord() {
			s.run(func(r rune) bool { return letter(r) || unicode.IsDigit(r) || r == '_' })
			return Link
		}
		return Mark
	case apostrophe(r):
		return s.possessive()
	case r == '.':
		s.run(func(r rune) bool { return r == '.' })
		return Mark
	}
	s.step(size)
	return Mark
}

// midWord says whether the mark just read was glued to a word, as in a mail address.
func (s *scanner) midWord() bool {
	if s.at < 2 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(s.text[:s.at-1])
	return letter(r)
}

// run steps over code points as long as ok holds.
func (s *scanner) run(ok func(rune) bool) {
	for {
		r, size := s.peek()
		if size == 0 || !ok(r) {
			return
		}
		s.step(size)
	}
}

func letter(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || r == 0x200c || r == 0x200d
}

func apostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '`' || r == 'ʻ'
}

// possessive reads an apostrophe, together with a following "s" that ends there.
func (s *scanner) possessive() Kind {
	_, size := s.peek()
	s.step(size)
	if r, n := s.peek(); (r == 's' || r == 'S') && !s.space && s.point > 1 {
		if after, _ := s.peekAt(s.at + n); !letter(after) && !unicode.IsDigit(after) {
			s.step(n)
		}
	}
	return Mark
}

// link reads an address of the web ("https://…", "www.…") or of mail, and leaves the scanner where it was if there is none.
func (s *scanner) link() bool {
	rest := s.text[s.at:min(len(s.text), s.at+64)]
	end := 0
	for end < len(rest) && rest[end] < utf8.RuneSelf && (letter(rune(rest[end])) || rest[end] >= '0' && rest[end] <= '9' || strings.IndexByte("._-+", rest[end]) >= 0) {
		end++
	}
	head := rest[:end]
	web := strings.HasPrefix(rest[end:], "://") || len(head) > 4 && strings.EqualFold(head[:4], "www.")
	mail := strings.HasPrefix(rest[end:], "@") && end+1 < len(rest) && letter(rune(rest[end+1]))
	if !web && !mail {
		return false
	}
	s.run(func(r rune) bool { return !blank(r) && !strings.ContainsRune("<>\"“”()[]{}", r) })
	for s.at > 0 && strings.IndexByte(".,;:!?'", s.text[s.at-1]) >= 0 { // the sentence's own mark
		s.at--
		s.point--
	}
	return true
}
