package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word reads letters, digits and what holds them together: the apostrophe of "Ba'aj", the periods of "U.S.", the
// separators of "200,000" and "3.5", the period of a known abbreviation.
func (s *scanner) word(kind Kind) Kind {
	start, segment := s.at, s.at // segment: where the part after the last period began
	dotted := false
	for {
		r, size := s.peek()
		switch {
		case size == 0:
			s.period(start, dotted)
			return kind
		case letter(r) || unicode.IsDigit(r) || r == '_':
			s.step(size)
		case s.joins(r, size, segment, kind):
			if r == '.' {
				dotted, segment = true, s.at+size
			}
			s.step(size)
		default:
			s.period(start, dotted)
			return kind
		}
	}
}

// joins says whether the mark r at the scanner belongs inside the word that it follows.
func (s *scanner) joins(r rune, size, segment int, kind Kind) bool {
	after, n := s.peekAt(s.at + size)
	switch {
	case apostrophe(r):
		if after == 's' || after == 'S' {
			last, _ := s.peekAt(s.at + size + n)
			return letter(last)
		}
		return kind == Word && letter(after) && s.at-segment < 12
	case r == '.' && kind == Number:
		return unicode.IsDigit(after)
	case r == ',' || r == '٬' || r == '٫':
		return kind == Number && unicode.IsDigit(after)
	case r == '.':
		return letter(after) && (utf8.RuneCountInString(s.text[segment:s.at]) == 1 && s.shortSegment(s.at+size) || s.domain(s.at+size))
	case r == '&': // AT&T, Texas A&M
		return letter(after) && s.at-segment <= 3
	}
	return false
}

// shortSegment holds where one letter, then no letter follows: "U.S", "a.m".
func (s *scanner) shortSegment(at int) bool {
	_, n := s.peekAt(at)
	after, _ := s.peekAt(at + n)
	return !letter(after)
}

// domain holds where the top level of an internet name follows.
func (s *scanner) domain(at int) bool {
	end := at
	for end < len(s.text) && s.text[end] >= 'a' && s.text[end] <= 'z' {
		end++
	}
	switch s.text[at:end] {
	case "com", "org", "net", "gov", "edu", "info", "co", "int", "mil":
		return true
	}
	return false
}

// period takes the period after the word where it belongs to it rather than to the sentence.
func (s *scanner) period(start int, dotted bool) {
	if s.at >= len(s.text) || s.text[s.at] != '.' || strings.HasPrefix(s.text[s.at:], "..") {
		return
	}
	w := s.text[start:s.at]
	if dotted && acronym(w) || abbreviated(w) || initial(w) {
		s.step(1)
	}
}

// acronym holds for letters that are parted by periods: "U.S", "p.m", "Ph.D".
func acronym(w string) bool {
	for _, part := range strings.Split(w, ".") {
		if utf8.RuneCountInString(part) > 2 {
			return false
		}
	}
	return true
}

// initial holds for a single upper-case letter, as in "John F. Kennedy".
func initial(w string) bool {
	r, size := utf8.DecodeRuneInString(w)
	return size == len(w) && unicode.IsUpper(r)
}
