package fold

import (
	"strings"
	"unicode/utf8"
)

// StripSolidArticle is [StripArticle] that also takes off a Latin "al" or "el" written solid: "alqosh", "elfasher". It is
// for finding candidates, since many names merely begin so.
func StripSolidArticle(key string) string {
	if rest := StripArticle(key); rest != key {
		return rest
	}
	if len(key) >= 5 && (strings.HasPrefix(key, "al") || strings.HasPrefix(key, "el")) {
		return strings.TrimLeft(key[2:], " ")
	}
	return key
}

// Sound is a rough Latin reading of a key, for comparing how names are read: article, spaces and doubled letters gone, and
// what transcribers choose freely made equal (e and i, o and u, y and i, w and u, q and k, kh and h).
func Sound(key string) string {
	var buf [128]byte
	r := appendRoman(buf[:0], StripArticle(key))
	out := make([]byte, 0, len(r))
	for i := 0; i < len(r); i++ {
		c := r[i]
		switch {
		case c == ' ':
			continue
		case c == 'h' && i > 0 && strings.IndexByte("kgtdsczp", r[i-1]) >= 0:
			continue
		case c < utf8.RuneSelf:
			c = sounds[c]
		}
		if len(out) == 0 || out[len(out)-1] != c {
			out = append(out, c)
		}
	}
	return string(out)
}

var sounds = func() (t [128]byte) {
	for i := range t {
		t[i] = byte(i)
	}
	for _, pair := range []string{"ei", "yi", "ou", "wu", "qk", "ck", "xk", "vf", "zs"} {
		t[pair[0]] = pair[1]
	}
	return t
}()

// Likeness says how alike two sounds are, 1 for equal ones and 0 for ones without anything in common. A vowel more or
// less counts half, since scripts and transcribers leave vowels out.
func Likeness(a, b string) float64 {
	if len(a) > 64 || len(b) > 64 || a == "" || b == "" {
		if a == b && a != "" {
			return 1
		}
		return 0
	}
	var rows [2][65]float64
	previous, current := &rows[0], &rows[1]
	for j := 1; j <= len(b); j++ {
		previous[j] = previous[j-1] + weight(b[j-1])
	}
	total := previous[len(b)]
	all := 0.0
	for i := 1; i <= len(a); i++ {
		w := weight(a[i-1])
		all += w
		current[0] = previous[0] + w
		for j := 1; j <= len(b); j++ {
			swap := previous[j-1]
			if a[i-1] != b[j-1] {
				swap += max(w, weight(b[j-1]))
			}
			current[j] = min(swap, previous[j]+w, current[j-1]+weight(b[j-1]))
		}
		previous, current = current, previous
	}
	return 1 - previous[len(b)]/max(total, all)
}

func weight(c byte) float64 {
	switch c {
	case 'a', 'i', 'u', 'h':
		return 0.5
	}
	return 1
}
