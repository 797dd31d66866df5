package tagger

import (
	"unicode"
	"unicode/utf8"
)

// The 64-bit FNV-1a constants.
const fnvOffset, fnvPrime = 14695981039346656037, 1099511628211

func hashString(s string) uint64 {
	h := uint64(fnvOffset)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h
}

// mix joins a template's number with up to two hashes; the finaliser is that of MurmurHash3.
func mix(template int, a, b uint64) uint64 {
	h := (a ^ uint64(template)*0x9e3779b97f4a7c15) * 0xff51afd7ed558ccd
	h ^= h >> 32
	h = (h ^ b) * 0xc4ceb9fe1a85ec53
	return h ^ h>>29
}

// word holds what the templates ask of one token.
type word struct {
	lower         uint64 // hash of the lower-case form, digits folded to 0
	shape         uint64 // short shape, such as "Xx", "X.X.", "0"
	suffix        [3]uint64
	prefix        [2]uint64
	upper         bool
	plain         bool // lower-case word: a boundary of the run of capitals
	lexicon       uint64
	hint          uint64
	common        uint64 // 1 for a capitalised word that is known in lower case
	leftW, rightW uint64 // nearest lower-case words outside the run of capitals
	left2, right2 uint64
}

// fold lower-cases the token into buf and returns it with its short shape.
func fold(text string, buf, shape []byte) ([]byte, []byte) {
	var last byte
	for _, r := range text {
		var c byte
		switch {
		case unicode.IsDigit(r):
			c, r = '0', '0'
		case unicode.IsUpper(r):
			c, r = 'X', unicode.ToLower(r)
		case unicode.IsLetter(r):
			c = 'x'
		case r == '’' || r == '‘':
			c, r = '\'', '\''
		default:
			c = byte(r & 0x7f)
		}
		buf = utf8.AppendRune(buf, r)
		if c != last || len(shape) == 1 && c == 'X' {
			shape = append(shape, c)
		}
		last = c
	}
	return buf, shape
}

func hashBytes(s []byte) uint64 {
	h := uint64(fnvOffset)
	for _, c := range s {
		h = (h ^ uint64(c)) * fnvPrime
	}
	return h
}

// tail gives the last n code points of s, or nil when it is not longer than that.
func tail(s []byte, n int) []byte {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRune(s[:i])
		i -= size
	}
	if i == 0 {
		return nil
	}
	return s[i:]
}

// head gives the first n code points of s.
func head(s []byte, n int) []byte {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		_, size := utf8.DecodeRune(s[i:])
		i += size
	}
	return s[:i]
}
