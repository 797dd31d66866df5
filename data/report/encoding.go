package report

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
)

// decodeText gives the content as UTF-8, and a warning where the encoding was guessed. markup says that the content may
// name its encoding itself.
func decodeText(b []byte, markup bool, contentType string) (text, warning string, err error) {
	if enc, skip := byteOrderMark(b); enc != nil {
		out, err := enc.NewDecoder().Bytes(b[skip:])
		if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
			return "", "", ErrEncoding
		}
		return string(out), "", nil
	}
	if err := refuseBinary(b); err != nil {
		return "", "", err
	}
	if enc, _, certain := charset.DetermineEncoding(b, contentType); certain && (markup || strings.Contains(contentType, "charset")) {
		out, err := enc.NewDecoder().Bytes(b)
		if err != nil || bytes.ContainsRune(out, utf8.RuneError) && utf8.Valid(b) {
			return string(b), "", nil //nolint:nilerr // the label is wrong: it is UTF-8
		}
		return string(out), "", nil
	}
	if utf8.Valid(b) {
		return string(b), "", nil
	}
	name, enc := guessEncoding(b)
	if enc == nil {
		return "", "", fmt.Errorf("%w (byte %d is not UTF-8)", ErrEncoding, firstInvalid(b))
	}
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return "", "", ErrEncoding
	}
	return string(out), "the encoding was guessed: " + name, nil
}

func byteOrderMark(b []byte) (encoding.Encoding, int) {
	switch {
	case bytes.HasPrefix(b, []byte{0xef, 0xbb, 0xbf}):
		return encoding.Nop, 3
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		return xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM), 2
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM), 2
	}
	return nil, 0
}

// binaryKinds are the first bytes of files that people take for texts.
var binaryKinds = []struct{ magic, name string }{
	{"%PDF", "a PDF file"},
	{"PK\x03\x04", "a zip archive or an Office document"},
	{"\x1f\x8b", "a gzip file"},
	{"\x89PNG", "a picture"},
	{"\xff\xd8\xff", "a picture"},
	{"GIF8", "a picture"},
	{"\xd0\xcf\x11\xe0", "an old Office document"},
	{"\x7fELF", "a program"},
	{"SQLite format 3", "a database"},
	{"{\\rtf", "an RTF document"},
}

// refuseBinary looks for bytes that no text has.
func refuseBinary(b []byte) error {
	for _, k := range binaryKinds {
		if bytes.HasPrefix(b, []byte(k.magic)) {
			return fmt.Errorf("is %s; it %w", k.name, ErrBinary)
		}
	}
	head := b[:min(len(b), 1<<16)]
	control := 0
	for _, c := range head {
		if c == 0 {
			return ErrBinary
		}
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b && c != '\v' {
			control++
		}
	}
	if control*50 > len(head) {
		return ErrBinary
	}
	return nil
}

func firstInvalid(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n <= 1 {
			return i
		}
		i += n
	}
	return len(b)
}

// alphabet is a non-Latin single-byte encoding with the commonest letters of its languages, which make up more than
// half of any running text.
type alphabet struct {
	name    string
	enc     *charmap.Charmap
	letters string
}

var alphabets = []alphabet{
	{"windows-1256", charmap.Windows1256, "اليمونرتبة"},
	{"windows-1251", charmap.Windows1251, "оеаинтсрвл"},
	{"windows-1253", charmap.Windows1253, "αοιετσνυρκ"},
	{"windows-1255", charmap.Windows1255, "יוהלאתרבשמ"},
}

// guessEncoding tells apart the windows code pages. A text whose words are made of high bytes is in a non-Latin alphabet,
// told by its commonest letters; one with single high bytes between ASCII letters is Latin.
func guessEncoding(b []byte) (string, *charmap.Charmap) {
	b = b[:min(len(b), 1<<16)]
	high, runs := 0, 0
	for i, c := range b {
		if c < 0x80 {
			continue
		}
		high++
		if i > 0 && b[i-1] >= 0x80 && (i+1 < len(b) && b[i+1] >= 0x80) {
			runs++
		}
	}
	if runs*3 > high {
		return guessAlphabet(b)
	}
	return guessLatin(b)
}

func guessAlphabet(b []byte) (string, *charmap.Charmap) {
	best, second := 0.0, 0.0
	var pick alphabet
	for _, a := range alphabets {
		common, letters := 0, 0
		for _, c := range b {
			if c < 0x80 {
				continue
			}
			r := a.enc.DecodeByte(c)
			if unicode.IsLetter(r) {
				letters++
				if strings.ContainsRune(a.letters, unicode.ToLower(r)) {
					common++
				}
			}
		}
		share := float64(common) / float64(max(letters, 1))
		if share > best {
			best, second, pick = share, best, a
		} else {
			second = max(second, share)
		}
	}
	if best < .5 || best-second < .05 {
		return "", nil
	}
	return pick.name, pick.enc
}

// guessLatin scores the Latin code pages by what stands inside words: letters there are right, signs are wrong.
func guessLatin(b []byte) (string, *charmap.Charmap) {
	latin := []struct {
		name string
		enc  *charmap.Charmap
		rare string // letters that hardly occur: they speak for another page
	}{
		{"windows-1252", charmap.Windows1252, "ðýþÐÝÞÿ¥¦"},
		{"windows-1254", charmap.Windows1254, "ÿ"},
		{"windows-1250", charmap.Windows1250, "ĹĽŔŕ˝˛"},
	}
	bestScore, name, enc := -1, "", (*charmap.Charmap)(nil)
	for _, l := range latin {
		score := latinScore(b, l.enc, l.rare)
		if score > bestScore {
			bestScore, name, enc = score, l.name, l.enc
		}
	}
	return name, enc
}

// latinScore is negative where the page cannot be right: an undefined byte, or more signs inside words than letters.
func latinScore(b []byte, enc *charmap.Charmap, rare string) int {
	score := 0
	for i, c := range b {
		if c < 0x80 {
			continue
		}
		r := enc.DecodeByte(c)
		inside := i > 0 && asciiLetter(b[i-1]) && i+1 < len(b) && asciiLetter(b[i+1])
		switch {
		case r == utf8.RuneError || unicode.IsControl(r):
			return -1
		case strings.ContainsRune(rare, r):
			score--
		case unicode.IsLetter(r):
			score++
		case strings.ContainsRune("’‘“”–—…•«»„‚‹›\u00a0€", r):
			score++
		case inside:
			score -= 2
		}
	}
	return score
}

func asciiLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
