// Package fold turns spellings into the keys under which the gazetteer files them: two spellings of one name that differ
// in case, accents, apostrophes, hyphens or letter variants of one script have the same [Key]; two that differ in script
// or in the vowels that a transcription chose often have the same [Skeleton].
package fold

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxInput is the longest input in bytes that is folded; the rest is cut off. No place name is nearly as long.
const MaxInput = 512

// Key is the folded form of a name: words of lower-case letters and digits with single spaces between them, without
// accents, apostrophes and points. Malformed UTF-8 and control characters are dropped. It is idempotent.
func Key(s string) string { return string(AppendKey(nil, s)) }

// AppendKey appends the key of s to dst.
func AppendKey(dst []byte, s string) []byte {
	if len(s) > MaxInput {
		s = s[:MaxInput]
	}
	start := len(dst)
	if out, ok := appendASCII(dst, s); ok {
		return out
	}
	dst = dst[:start]
	for _, r := range norm.NFKD.String(s) {
		dst = appendRune(dst, r, start)
	}
	dst = trimSpace(dst, start)
	if hasComposable(dst[start:]) {
		dst = append(dst[:start], norm.NFC.Bytes(dst[start:])...)
	}
	return dst
}

// appendASCII is the fast way for names in plain ASCII; ok is false at the first byte beyond it.
func appendASCII(dst []byte, s string) ([]byte, bool) {
	start := len(dst)
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return dst, false
		}
		dst = appendByte(dst, s[i], start)
	}
	return trimSpace(dst, start), true
}

func appendByte(dst []byte, c byte, start int) []byte {
	switch {
	case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
		return append(dst, c)
	case c >= 'A' && c <= 'Z':
		return append(dst, c+'a'-'A')
	case c == '\'' || c == '`' || c == '.' || c == '"' || c < ' ' && !isSpaceByte(c) || c == 0x7f:
		return dst
	case c == '&':
		return append(space(dst, start), "and"...)
	}
	return space(dst, start)
}

func isSpaceByte(c byte) bool { return c == '\t' || c == '\n' || c == '\r' }

// space appends a space unless the key is empty or ends in one.
func space(dst []byte, start int) []byte {
	if len(dst) > start && dst[len(dst)-1] != ' ' {
		dst = append(dst, ' ')
	}
	return dst
}

func trimSpace(dst []byte, start int) []byte {
	for len(dst) > start && dst[len(dst)-1] == ' ' {
		dst = dst[:len(dst)-1]
	}
	return dst
}

func appendRune(dst []byte, r rune, start int) []byte {
	if r < utf8.RuneSelf {
		return appendByte(dst, byte(r), start)
	}
	if r == utf8.RuneError || dropped(r) {
		return dst
	}
	if s, ok := letters[r]; ok {
		return append(dst, s...)
	}
	switch {
	case unicode.IsLetter(r):
		low := unicode.ToLower(r)
		if s, ok := letters[low]; ok {
			return append(dst, s...)
		}
		return utf8.AppendRune(dst, low)
	case unicode.IsMark(r):
		return utf8.AppendRune(dst, r)
	case unicode.IsDigit(r):
		return append(dst, digit(r))
	case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r):
		return dst
	case unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r):
		return space(dst, start)
	}
	return dst
}

// digit gives the ASCII digit of a decimal digit of any script: the digits of a script are ten code points in a row.
func digit(r rune) byte {
	for d := byte(0); d < 9; d++ {
		if !unicode.IsDigit(r - rune(d) - 1) {
			return '0' + d
		}
	}
	return '9'
}

// dropped says whether a character is left out of keys: accents and vowel points of scripts that can be read without
// them, apostrophes and the signs for ayn and hamza, the Arabic stroke that only stretches a word.
func dropped(r rune) bool {
	switch {
	case r >= 0x300 && r <= 0x36f, // combining accents
		r >= 0x591 && r <= 0x5c7 && r != 0x5be, // Hebrew points
		r >= 0x610 && r <= 0x61a, r >= 0x64b && r <= 0x65f, r == 0x670, r >= 0x6d6 && r <= 0x6ed && unicode.IsMark(r),
		r >= 0x730 && r <= 0x74a, // Syriac points
		r >= 0x2b0 && r <= 0x2ff, // modifier letters: ʿ ʾ ʻ ʼ ˈ
		r >= 0xfe00 && r <= 0xfe0f:
		return true
	}
	switch r {
	case '\u2018', '\u2019', '\u201a', '\u201b', '\u2032', '\u00b4', '\uff07', '\u05f3', '\u05f4', '\u0640', '\u0621', '\u02bc', '\ua78c', '\ua78b':
		return true
	}
	return false
}

// hasComposable says whether the key holds letters that only make sense composed: Hangul syllables and kana with marks.
func hasComposable(b []byte) bool {
	for _, r := range string(b) {
		if r >= 0x1100 && r <= 0x11ff || r == 0x3099 || r == 0x309a || r >= 0x900 && r <= 0xdff {
			return true
		}
	}
	return false
}

// letters maps what NFKD leaves whole to the letters that other spellings use for it.
var letters = map[rune]string{
	'ß': "ss", 'ẞ': "ss", 'ø': "o", 'Ø': "o", 'đ': "d", 'Đ': "d", 'ł': "l", 'Ł': "l", 'ħ': "h", 'Ħ': "h", 'ı': "i", 'İ': "i",
	'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'þ': "th", 'Þ': "th", 'ð': "d", 'Ð': "d", 'ŋ': "n", 'Ŋ': "n", 'ə': "e", 'Ə': "e",
	'ǝ': "e", 'Ǝ': "e", 'ŧ': "t", 'Ŧ': "t", 'ɓ': "b", 'ɗ': "d", 'ƙ': "k", 'ƴ': "y", 'ɛ': "e", 'ɔ': "o", 'ʋ': "v", 'ɖ': "d",
	'ς': "σ", '臺': "台", '國': "国", '島': "岛", '縣': "县",
	// Arabic script: the variants of one letter that Arabic, Persian, Kurdish and Urdu keyboards give.
	'أ': "ا", 'إ': "ا", 'آ': "ا", 'ٱ': "ا", 'ى': "ي", 'ی': "ي", 'ې': "ي", 'ێ': "ي", 'ے': "ي", 'ئ': "ي", 'ؤ': "و", 'ک': "ك", 'ڪ': "ك",
	'ة': "ه", 'ە': "ه", 'ہ': "ه", 'ھ': "ه", 'ۀ': "ه", 'ۃ': "ه", 'ڕ': "ر", 'ڵ': "ل", 'ۆ': "و", 'ۇ': "و", 'ۈ': "و", 'ۋ': "و",
	'ڤ': "ف", 'ڭ': "ك", 'ٹ': "ت", 'ڈ': "د", 'ڑ': "ر", 'ں': "ن",
}
