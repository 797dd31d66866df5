// Package word cuts a text into words for the claim rules. Offsets count Unicode code points of the whole text, as
// everywhere in Dateline; byte offsets never leave this package.
package word

import (
	"strings"
	"unicode"
)

// Token is a word, a number or a mark. Compounds with a hyphen ("rebel-held") and abbreviations ("U.S.", "Gen.") are one
// token; a possessive ending ("'s") is a token of its own; a dash between two numbers is one, too.
type Token struct {
	Start, End int
	Text       string
	// Lower is Text in lower case with the curly apostrophe made straight and Arabic-script digits made ASCII.
	Lower string
	// Upper says that the first letter is a capital, Digit that the first character is a digit, Mark that it is neither letter nor digit.
	Upper, Digit, Mark bool
	// Break says that a line break stands before the token.
	Break bool
}

// Is says whether the token's lower-case form is one of the words.
func (t Token) Is(words ...string) bool {
	for _, w := range words {
		if t.Lower == w {
			return true
		}
	}
	return false
}

// Possessive says whether the token is a possessive ending.
func (t Token) Possessive() bool { return t.Lower == "'s" || t.Lower == "'" }

// SplitAfterApostrophe cuts "l'armée" into "l'" and "armée" where elided says yes to the lower-case "l'".
func (t Token) SplitAfterApostrophe(elided func(head string) bool) []Token {
	runes := []rune(t.Text)
	for i, r := range runes {
		if !apostrophe(r) || i == 0 || i+1 >= len(runes) {
			continue
		}
		if head := Fold(string(runes[:i+1])); elided(head) {
			a, b := token(runes, 0, i+1, t.Break), token(runes, i+1, len(runes), false)
			a.Start, a.End, b.Start, b.End = t.Start, t.Start+i+1, t.Start+i+1, t.End
			return []Token{a, b}
		}
		break
	}
	return []Token{t}
}

// Cut tokenises the code points from start up to but not including end.
func Cut(text []rune, start, end int) []Token {
	out := make([]Token, 0, (end-start)/5+4)
	brk := false
	for i := start; i < end; {
		r := text[i]
		switch {
		case r == '\n':
			brk = true
			i++
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
			i++
		default:
			n := length(text, i, end, len(out) > 0 && out[len(out)-1].End == i)
			out = append(out, token(text, i, i+n, brk))
			brk = false
			i += n
		}
	}
	return out
}

func token(text []rune, start, end int, brk bool) Token {
	s := string(text[start:end])
	r := text[start]
	return Token{
		Start: start, End: end, Text: s, Lower: Fold(s), Break: brk,
		Upper: unicode.IsUpper(r), Digit: unicode.IsDigit(r), Mark: !letter(r) && !unicode.IsDigit(r),
	}
}

// length gives the number of code points of the token that begins at i. glued says that no space stands before it.
func length(text []rune, i, end int, glued bool) int {
	r := text[i]
	switch {
	case unicode.IsDigit(r):
		return number(text, i, end)
	case apostrophe(r):
		if glued && i+1 < end && (text[i+1] == 's' || text[i+1] == 'S') && (i+2 == end || !letter(text[i+2])) {
			return 2
		}
		return 1
	case !letter(r):
		return 1
	}
	return letters(text, i, end)
}

// number takes digits with their separators: "1,234.5", "7,50,000", "1.234.567", "34 000" and "١٢٬٠٠٠".
func number(text []rune, i, end int) int {
	j := i
	for j < end {
		switch {
		case unicode.IsDigit(text[j]):
			j++
		case separator(text[j]) && j+1 < end && unicode.IsDigit(text[j+1]):
			j++
		case (text[j] == ' ' || text[j] == '\u00a0' || text[j] == '\u202f') && thousands(text, i, j, end):
			j += 4
		default:
			return letterTail(text, i, j, end)
		}
	}
	return j - i
}

// letterTail keeps "33rd", "60km" apart: an ordinal ending stays with its number, a unit does not.
func letterTail(text []rune, i, j, end int) int {
	for _, tail := range []string{"st", "nd", "rd", "th"} {
		if j+2 <= end && strings.EqualFold(string(text[j:j+2]), tail) && (j+2 == end || !letter(text[j+2])) {
			return j + 2 - i
		}
	}
	return j - i
}

// thousands says whether a space at j stands inside a number: one to three digits before it in all, three after it.
func thousands(text []rune, i, j, end int) bool {
	if j+4 > end || j-i > 3 && (j-i)%4 != 3 && !(text[j-4] == text[j]) {
		return false
	}
	if j-i > 3 && text[j-4] != text[j] {
		return false
	}
	for k := j + 1; k < j+4; k++ {
		if !unicode.IsDigit(text[k]) {
			return false
		}
	}
	return j+4 == end || !unicode.IsDigit(text[j+4]) && !(separator(text[j+4]) && j+5 < end && unicode.IsDigit(text[j+5]))
}

func separator(r rune) bool { return r == ',' || r == '.' || r == '\u066b' || r == '\u066c' }

func letters(text []rune, i, end int) int {
	j := i
	for j < end {
		r := text[j]
		switch {
		case letter(r) || unicode.IsDigit(r):
			j++
		case (r == '-' || r == '\u2010' || r == '\u2011') && j+1 < end && (letter(text[j+1]) || unicode.IsDigit(text[j+1])):
			j++
		case apostrophe(r) && inner(text, i, j, end):
			j++
		case r == '.' && dotted(text, i, j, end):
			j++
		case (r == '&' || r == '.') && j+1 < end && letter(text[j+1]) && j-i >= 1:
			j++
		default:
			return j - i
		}
	}
	return j - i
}

// inner says whether the apostrophe at j belongs to the word: "Tal'afar", "N'Djamena", "don't", not "Goma's".
func inner(text []rune, i, j, end int) bool {
	if j+1 >= end || !letter(text[j+1]) || j == i {
		return false
	}
	s := text[j+1] == 's' || text[j+1] == 'S'
	return !s || j+2 < end && letter(text[j+2])
}

// dotted says whether the full stop at j belongs to an abbreviation: "U.S.", "Gen.".
func dotted(text []rune, i, j, end int) bool {
	w := string(text[i:j])
	if strings.Contains(w, ".") || len([]rune(w)) == 1 && j+1 < end && letter(text[j+1]) {
		parts := strings.Split(w, ".")
		return len([]rune(parts[len(parts)-1])) == 1
	}
	if len([]rune(w)) == 1 && unicode.IsUpper(text[i]) {
		return true
	}
	return abbreviations[strings.ToLower(w)]
}

var abbreviations = set("mr mrs ms dr gen lt col maj capt sgt adm rear brig gov sen rep rev st prof jan feb aug sept sep oct nov dec approx no km")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || r == '\u0640' }

func apostrophe(r rune) bool { return r == '\'' || r == '\u2019' || r == '\u02bc' || r == '\u2018' }

// Fold lower-cases a word and makes its apostrophes and digits plain. Arabic letters lose vowel marks and tatweel; the
// hamza carriers of alef become a bare alef, so that spelling habits do not decide.
func Fold(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 || 'A' <= s[i] && s[i] <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.Map(foldRune, s)
}

func foldRune(r rune) rune {
	switch {
	case apostrophe(r):
		return '\''
	case r == '\u2010' || r == '\u2011':
		return '-'
	case r >= '\u0660' && r <= '\u0669':
		return '0' + r - '\u0660'
	case r >= '\u06f0' && r <= '\u06f9':
		return '0' + r - '\u06f0'
	case r == 'أ' || r == 'إ' || r == 'آ':
		return 'ا'
	case r == 'ى':
		return 'ي'
	case r == '\u0640' || r >= '\u064b' && r <= '\u0652':
		return -1
	}
	return unicode.ToLower(r)
}
