package profile

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"dateline/data"
)

// blackout stands for one code point that is not shown, so that offsets into a text stay right.
const blackout = '█'

// masker blacks out what must not be read: words by their beginning, names as a whole, stated distances.
type masker struct {
	prefixes  []string
	names     []string
	distances bool
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
	if s == "" {
		return s
	}
	runes := []rune(s)
	hide := make([]bool, len(runes))
	m.hideWords(runes, hide)
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

func (m *masker) hideWords(runes []rune, hide []bool) {
	for i := 0; i < len(runes); {
		if !wordRune(runes[i]) {
			i++
			continue
		}
		end := i
		for end < len(runes) && wordRune(runes[end]) {
			end++
		}
		word := strings.ToLower(string(runes[i:end]))
		if slices.ContainsFunc(m.prefixes, func(p string) bool { return strings.HasPrefix(word, p) }) {
			for k := i; k < end; k++ {
				hide[k] = true
			}
		}
		i = end
	}
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
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '\'' || r == '’'
}

// words splits a text as hideWords does.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !wordRune(r) })
}
