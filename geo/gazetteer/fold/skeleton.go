package fold

import (
	"strings"
	"unicode/utf8"
)

// Skeleton is the consonant skeleton of a key: what is left of a name when a transcriber's freedoms (vowels, doubled
// letters, kh or k, q or k, sh or s, the article) are taken away. Names in Latin, Arabic, Cyrillic, Greek, Hebrew,
// Syriac, Georgian and Armenian script meet in it. It is short, so it finds candidates only: rank them by likeness.
//
// A key in another script has no skeleton: the result is empty.
func Skeleton(key string) string { return string(AppendSkeleton(nil, key)) }

// AppendSkeleton appends the skeleton of key to dst; nothing where there is none.
func AppendSkeleton(dst []byte, key string) []byte {
	var buf [128]byte
	r := appendRoman(buf[:0], StripArticle(key))
	start := len(dst)
	for i := 0; i < len(r); {
		c, n := consonant(r, i)
		if r[i] >= utf8.RuneSelf {
			return dst[:start]
		}
		if c == vowel && len(dst) == start {
			c = 'A'
		}
		if c != vowel && (len(dst) == start || dst[len(dst)-1] != c) {
			dst = append(dst, c)
		}
		i += n
	}
	return dst
}

// vowel marks what a skeleton leaves out: vowels, half vowels, h and spaces.
const vowel = 0

// consonant gives the class of the sound that starts at r[i] and how many letters it takes.
func consonant(r []byte, i int) (byte, int) {
	next := byte(' ')
	if i+1 < len(r) {
		next = r[i+1]
	}
	if next == 'h' {
		if c, ok := digraphs[r[i]]; ok {
			return c, 2
		}
	}
	switch c := r[i]; c {
	case 't':
		if next == 's' {
			return 's', 2
		}
		return 't', 1
	case 'd':
		if next == 'j' || next == 'z' {
			return 'j', 2
		}
		return 'd', 1
	case 'g':
		if next == 'e' || next == 'i' {
			return 'j', 1
		}
		return 'g', 1
	case 'h':
		if i == 0 {
			return 'h', 1
		}
		return vowel, 1
	}
	return classes[r[i]], 1
}

var digraphs = map[byte]byte{'k': 'k', 'g': 'g', 's': 's', 'c': 'j', 'z': 'j', 't': 't', 'd': 'd', 'p': 'f'}

var classes = func() (t [256]byte) {
	for _, s := range []string{"bp", "fv", "kqcx", "jj", "szs", "ll", "rr", "mm", "nn"} {
		for i := range len(s) {
			t[s[i]] = s[0]
		}
	}
	for c := byte('0'); c <= '9'; c++ {
		t[c] = c
	}
	return t
}()

// articles are the definite articles that spellings of one place put in front or leave out.
var articles = []string{"al ", "el ", "ad ", "an ", "ar ", "as ", "ash ", "at ", "az ", "ed ", "er ", "es ", "et ", "il ", "ul "}

// StripArticle gives the key without a leading Arabic article, written apart ("al basrah", "ash shirqat") or, in Arabic
// script, solid ("البصره"). A key that would be left with fewer than two letters is given back whole.
func StripArticle(key string) string {
	if rest, ok := strings.CutPrefix(key, "ال"); ok && utf8.RuneCountInString(rest) >= 2 {
		return strings.TrimLeft(rest, " ")
	}
	for _, a := range articles {
		if rest, ok := strings.CutPrefix(key, a); ok && len(rest) >= 3 {
			return rest
		}
	}
	return key
}
