package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Split groups the tokens into sentences and notes on each token the sentence it belongs to. Headlines, captions and
// list items count as sentences; a dateline ("IRBIL, Iraq (AP) —") stays with the sentence that it opens.
func Split(tokens []Token) []Sentence {
	if len(tokens) == 0 {
		return nil
	}
	soft := softLines(tokens)
	var out []Sentence
	first, paragraph := 0, 0
	for i := range tokens {
		if i > first {
			newLine := tokens[i].Lines > 0 && !soft[i]
			if newLine || ends(tokens, first, i) {
				out = append(out, sentence(tokens, first, i, len(out), paragraph))
				first = i
				if newLine {
					paragraph++
				}
			}
		}
	}
	return append(out, sentence(tokens, first, len(tokens), len(out), paragraph))
}

func sentence(tokens []Token, first, last, index, paragraph int) Sentence {
	for i := first; i < last; i++ {
		tokens[i].Sentence = index
	}
	return Sentence{Span{tokens[first].Start, tokens[last-1].End}, first, last, paragraph}
}

// ends says whether a sentence that began at first ends before token i, on one line.
func ends(tokens []Token, first, i int) bool {
	if bullet(tokens[i].Text) && tokens[i].Space {
		return true
	}
	j := i - 1 // the mark that would end it, closing quotes and brackets passed over
	for j > first && j > i-maxMarks && closes(tokens[j]) {
		j--
	}
	if closes(tokens[i]) && !tokens[i].Space || !opens(tokens, i) {
		return false
	}
	return stops(tokens, first, j, i)
}

func stops(tokens []Token, first, j, i int) bool {
	t, next := tokens[j], following(tokens, i)
	switch t.Text {
	case ".":
		return !(j-first == 1 && tokens[first].Kind == Number) && (tokens[i].Space || next.Kind == Word && next.Lines == 0)
	case "!", "?":
		return tokens[i].Space && (j == first || !exclaims[tokens[j-1].Text])
	case "؟", "۔", "。", "！", "？", "।":
		return true
	case "...", "…", "....", "..":
		return (!t.Space || j < i-1) && tokens[i].Space && upper(next.Text)
	}
	if t.Kind == Word && strings.HasSuffix(t.Text, ".") && j > first {
		return abbreviationEnds(tokens, j, next)
	}
	return false
}

// abbreviationEnds decides whether the period of an abbreviation is the sentence's too.
func abbreviationEnds(tokens []Token, j int, next Token) bool {
	w := strings.ToLower(strings.TrimSuffix(tokens[j].Text, "."))
	switch {
	case w == "no" || w == "nos" || w == "h": // "No. 5", "15 h. 30"
		return next.Kind != Number
	case titles[w]:
		return tokens[j-1].Kind == Number && starters[next.Text]
	case w == "a.m" || w == "p.m":
		return upper(next.Text) && !timeWords[next.Text]
	}
	return starters[next.Text]
}

// maxMarks is how many closing or opening marks in a row are passed over; it bounds the time on texts of marks alone.
const maxMarks = 8

// following is the first token from i on that is no opening quote or bracket.
func following(tokens []Token, i int) Token {
	end := min(i+maxMarks, len(tokens))
	for i+1 < end && tokens[i].Kind == Mark && tokens[i+1].Lines == 0 {
		i++
	}
	return tokens[i]
}

// opens says whether token i may open a sentence.
func opens(tokens []Token, i int) bool {
	t := following(tokens, i)
	if t.Kind != Word {
		return true
	}
	r, _ := utf8.DecodeRuneInString(t.Text)
	return !unicode.IsLower(r)
}

func upper(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

func closes(t Token) bool {
	switch t.Text {
	case "”", "’", ")", "]", "»", "'":
		return true
	case "\"":
		return !t.Space
	}
	return false
}

func bullet(w string) bool {
	return w == "•" || w == "▪" || w == "●" || w == "◦" || w == "‣" || w == "■"
}

// exclaims are names that end in an exclamation mark.
var exclaims = map[string]bool{"Yahoo": true, "Jeopardy": true}

var timeWords = words(`Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
September October November December EST EDT CST CDT MST MDT PST PDT GMT UTC BST CET ET PT CT MT Eastern Central Pacific Mountain`)

// starters are words that, capitalised after an abbreviation, show that a new sentence has begun.
var starters = words(`The This That These Those A An He She It We They I You His Her Its Our Their My There Here But And Or So Yet
In On At From For With By After Before During Since Until While When Where Why How What Who If Although Though Because However
Meanwhile Also Then Now As One Two Some Many Most All No Not Both Each Every Another Police Officials Authorities
Le La Les Un Une Des Il Elle Ils Elles Nous Mais Dans En Au Aux Selon Après Ce Cette El Los Las Una Pero Según Tras Este Esta
Bu Bir Ancak Ama Ve O Onlar В На Но И Он Она Они Это По Как Не За Із Він Вона Вони Але Та Це У`)

func words(s string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
