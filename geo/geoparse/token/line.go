package token

import "strings"

// The widths, in code points, between which mail programs and wire services break running text.
const narrowLine, wideLine = 55, 100

// softLines marks the tokens whose line break is only the wrapping of running text, not the end of a headline, caption
// or paragraph.
func softLines(tokens []Token) map[int]bool {
	wrapped := wrapped(tokens)
	soft := make(map[int]bool)
	start := 0
	for i := 1; i < len(tokens); i++ {
		t, before := tokens[i], tokens[i-1]
		if t.Lines == 0 {
			continue
		}
		width := before.End - tokens[start].Start
		start = i
		if t.Lines > 1 || ended(before.Text) || bullet(t.Text) || listed(tokens, i) {
			continue
		}
		soft[i] = width >= narrowLine && wrapped || lower(t) || before.Text == "," || connects[before.Text]
	}
	return soft
}

// wrapped says whether most lines that a single break follows have the width of wrapped text.
func wrapped(tokens []Token) bool {
	var all, wide, start int
	for i := 1; i < len(tokens); i++ {
		if tokens[i].Lines == 0 {
			continue
		}
		if tokens[i].Lines == 1 {
			all++
			if w := tokens[i-1].End - tokens[start].Start; w >= narrowLine && w <= wideLine {
				wide++
			}
		}
		start = i
	}
	return all >= 3 && wide*10 >= all*7
}

func ended(w string) bool {
	switch w {
	case ".", "!", "?", ":", "”", "\"", "؟", "。":
		return true
	}
	return false
}

// listed holds for the dash or number that opens a list item.
func listed(tokens []Token, i int) bool {
	if i+1 >= len(tokens) || tokens[i+1].Lines > 0 {
		return false
	}
	t, next := tokens[i], tokens[i+1]
	return (t.Text == "-" || t.Text == "*" || t.Text == "–" || t.Text == "—") && next.Space ||
		t.Kind == Number && (next.Text == "." || next.Text == ")")
}

func lower(t Token) bool {
	return t.Kind == Word && t.Text[0] >= 'a' && t.Text[0] <= 'z'
}

// connects are words that no headline or paragraph ends with.
var connects = words(strings.ToLower(`The A An Of In On At To From And Or For With By As That Is Was Were Are His Her Its Their
Our Near Into Over Under About Between During Who Which de la le les du des el los en y et und der die das`))
