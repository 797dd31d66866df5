package profile

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/data"
)

// blackout stands for one code point that is not shown, so that offsets into a text stay right.
const blackout = '█'

// masker blacks out what must not be read: words by their beginning, names as a whole, stated distances.
type masker struct {
	prefixes  []prefixes
	names     []string
	distances bool
}

// prefixes are beginnings of words in lower case, by their first letter: most words of a text need one look-up and no more.
type prefixes map[rune][]string

func prefixesOf(words []string) prefixes {
	p := prefixes{}
	for _, w := range words {
		w = strings.ToLower(w)
		r, _ := utf8.DecodeRuneInString(w)
		p[r] = append(p[r], w)
	}
	return p
}

// begin says whether some prefix begins the word, whose first letter in lower case is r.
func (p prefixes) begin(r rune, word string) bool {
	for _, w := range p[r] {
		if strings.HasPrefix(strings.ToLower(word), w) {
			return true
		}
	}
	return false
}

// claim masks every piece of a claim that quotes a report.
func (m *masker) claim(c *data.Claim) {
	if actor := m.text(c.Actor); actor != c.Actor {
		c.Actor, c.ActorID, c.ActorName = people(actor), "", ""
	}
	if name := m.text(c.ActorName); name != c.ActorName {
		c.ActorID, c.ActorName = "", ""
	}
	for _, s := range []*string{&c.Object, &c.Attribution, &c.Via, &c.Hedge} {
		*s = m.text(*s)
	}
	c.Places = slices.Clone(c.Places)
	for i := range c.Places {
		c.Places[i].Text = m.text(c.Places[i].Text)
	}
	if c.Value != nil {
		v := *c.Value
		v.Raw, v.Base = m.text(v.Raw), m.text(v.Base)
		c.Value = &v
	}
	c.Evidence = slices.Clone(c.Evidence)
	for i := range c.Evidence {
		e := &c.Evidence[i]
		// The context of a quotation may belong to a claim that is not shown.
		e.Exact, e.Prefix, e.Suffix = m.text(e.Exact), "", ""
	}
}

// people stands for an actor of whose name nothing is left.
func people(masked string) string {
	if strings.IndexFunc(masked, unicode.IsLetter) < 0 {
		return "people"
	}
	return masked
}

// distance is a stated distance: with it, a town that is not named could still be found.
var distance = regexp.MustCompile(`(?i)\d[\d,.]*\s*-?\s*(?:miles?|mi|km|kms|kilomet(?:er|re)s?)\b|\d[\d,.]*\s*(?:كم|كيلومتر\p{L}*|ميل\p{L}*)`)

// text gives s with the same number of code points.
func (m *masker) text(s string) string {
	if s == "" || !m.touches(s) {
		return s
	}
	runes := []rune(s)
	hide := make([]bool, len(runes))
	m.hideWords(s, hide)
	for _, name := range m.names {
		hideName(runes, hide, []rune(name))
	}
	if m.distances {
		hideDistances(s, hide)
	}
	if !slices.Contains(hide, true) {
		return s
	}
	for i, h := range hide {
		if h && !unicode.IsSpace(runes[i]) {
			runes[i] = blackout
		}
	}
	return string(runes)
}

// touches says whether anything in s may have to be hidden.
func (m *masker) touches(s string) bool {
	return len(m.names) > 0 || m.distances || !m.eachHidden(s, func(int, int) bool { return false })
}

// eachHidden calls f for each word to hide, with the code points where it starts and ends, until f returns false.
func (m *masker) eachHidden(s string, f func(start, end int) bool) bool {
	at := 0
	for i := 0; i < len(s); at++ {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !wordRune(r) {
			i += n
			continue
		}
		start, from := at, i
		for i < len(s) {
			r, n := utf8.DecodeRuneInString(s[i:])
			if !wordRune(r) {
				break
			}
			i += n
			at++
		}
		at--
		first := unicode.ToLower(r)
		for _, p := range m.prefixes {
			if p.begin(first, s[from:i]) && !f(start, at+1) {
				return false
			}
		}
	}
	return true
}

func (m *masker) hideWords(s string, hide []bool) {
	m.eachHidden(s, func(start, end int) bool {
		for k := start; k < end; k++ {
			hide[k] = true
		}
		return true
	})
}

// hideName hides each place where the name stands as a whole word.
func hideName(runes []rune, hide []bool, name []rune) {
	if len(name) == 0 {
		return
	}
	for i := 0; i+len(name) <= len(runes); i++ {
		if !slices.EqualFunc(runes[i:i+len(name)], name, func(a, b rune) bool { return unicode.ToLower(a) == unicode.ToLower(b) }) {
			continue
		}
		if i > 0 && wordRune(runes[i-1]) || i+len(name) < len(runes) && wordRune(runes[i+len(name)]) {
			continue
		}
		for k := range name {
			hide[i+k] = true
		}
	}
}

func hideDistances(s string, hide []bool) {
	for _, m := range distance.FindAllStringIndex(s, -1) {
		from := len([]rune(s[:m[0]]))
		for k := range []rune(s[m[0]:m[1]]) {
			hide[from+k] = true
		}
	}
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9' || r == '\''
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '\'' || r == '’'
}

// words splits a text as hideWords does.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !wordRune(r) })
}
