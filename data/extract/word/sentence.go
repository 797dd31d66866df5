package word

import "unicode"

// Span is a stretch of code points: Start up to but not including End.
type Span struct{ Start, End int }

// Sentences cuts a text at line breaks and at full stops, question and exclamation marks that end a sentence. Reports
// read through the geoparser bring their own sentences; this is for sentences that stand alone.
func Sentences(text []rune) []Span {
	var out []Span
	start := 0
	emit := func(end int) {
		s, e := start, end
		for s < e && unicode.IsSpace(text[s]) {
			s++
		}
		for e > s && unicode.IsSpace(text[e-1]) {
			e--
		}
		if s < e {
			out = append(out, Span{s, e})
		}
		start = end
	}
	for i, r := range text {
		switch {
		case r == '\n':
			emit(i)
		case (r == '.' || r == '!' || r == '?' || r == '؟') && endsSentence(text, i):
			j := i + 1
			for j < len(text) && (text[j] == '"' || text[j] == '”' || text[j] == '’' || text[j] == ')') {
				j++
			}
			emit(j)
		}
	}
	emit(len(text))
	return out
}

func endsSentence(text []rune, i int) bool {
	j := i + 1
	for j < len(text) && (text[j] == '"' || text[j] == '”' || text[j] == '’' || text[j] == ')') {
		j++
	}
	if j < len(text) && !unicode.IsSpace(text[j]) {
		return false
	}
	k := i
	for k > 0 && (letter(text[k-1]) || text[k-1] == '.') {
		k--
	}
	if text[i] == '.' && k < i && dotted(text, k, i, len(text)) {
		return false
	}
	for j < len(text) && unicode.IsSpace(text[j]) {
		j++
	}
	return j >= len(text) || !unicode.IsLower(text[j])
}
