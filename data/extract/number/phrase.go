package number

import (
	"strconv"
	"strings"

	"dateline/data/extract/word"
)

// Phrase is a number phrase in the tokens First up to but not including Last. Bounds that are not said are nil.
type Phrase struct {
	First, Last int
	// Low, Best and High follow the table of domain.md, section 4: "up to" bounds from above and is never the best value.
	Low, Best, High *float64
	// Qualifier is "", approximately, more_than, up_to, nearly, range, vague or ratio.
	Qualifier string
	// Share is the share of a whole for a ratio, 0 where none is said.
	Share float64
}

var qualifiers = []string{"approximately", "more_than", "up_to", "nearly"}

// At reads the number phrase that begins at token i.
func (t *Table) At(toks []word.Token, i int) (Phrase, bool) {
	if i >= len(toks) || !t.begins(toks[i]) {
		return Phrase{}, false
	}
	if e, next, ok := t.match(toks, i, "vague"); ok {
		return vague(i, next, e.value), true
	}
	q, j, qualified := t.match(toks, i, qualifiers...)
	if qualified && i > 0 && toks[i].Is("some", "about", "around", "over", "under", "above", "within") && j < len(toks) && !numeric(toks[j], t, toks, j) {
		return Phrase{}, false
	}
	for {
		q2, next, ok := t.match(toks, j, qualifiers...)
		if !ok || !qualified {
			break
		}
		j = next
		if q.class == "approximately" {
			q = q2
		}
	}
	if p, ok := t.share(toks, i, j); ok {
		return p, true
	}
	if p, ok := t.between(toks, i, j); ok {
		return p, true
	}
	if e, next, ok := t.match(toks, j, "vague"); ok && qualified && !toks[i].Is("over", "above", "under", "within") {
		return vague(i, next, e.value), true
	}
	v, next, ok := t.cardinal(toks, j)
	if !ok {
		return Phrase{}, false
	}
	if high, last, ok := t.rangeEnd(toks, next, v); ok {
		return ranged(i, last, rescale(v, toks, j, next, high), high), true
	}
	return qualify(Phrase{First: i, Last: next}, q.class, v), true
}

func vague(first, last int, low float64) Phrase {
	p := Phrase{First: first, Last: last, Qualifier: "vague"}
	if low > 0 {
		p.Low = &low
	}
	return p
}

func ranged(first, last int, low, high float64) Phrase {
	return Phrase{First: first, Last: last, Low: &low, High: &high, Qualifier: "range"}
}

func qualify(p Phrase, class string, v float64) Phrase {
	p.Qualifier = class
	switch class {
	case "more_than":
		p.Low = &v
	case "up_to":
		p.High = &v
	case "nearly":
		p.Best, p.High = &v, &v
	default:
		p.Best = &v
	}
	return p
}

// numeric says whether a number, a range or another qualifier begins at token j.
func numeric(tok word.Token, t *Table, toks []word.Token, j int) bool {
	if tok.Digit {
		return true
	}
	_, _, ok := t.match(toks, j, "number", "scale", "vague", "between", "fraction", "approximately", "more_than", "up_to", "nearly")
	return ok || tok.Is("a") && j+1 < len(toks) && numeric(toks[j+1], t, toks, j+1)
}

// rangeEnd reads "-3,000" or "to 3,000" after a number.
func (t *Table) rangeEnd(toks []word.Token, i int, low float64) (float64, int, bool) {
	if i >= len(toks) {
		return 0, i, false
	}
	dash := toks[i].Is("-", "–", "—", "‑")
	joined := toks[i].Is("to", "à", "a")
	if !dash && !joined {
		return 0, i, false
	}
	high, next, ok := t.cardinal(toks, i+1)
	if !ok || high <= low && !(low > 0 && high > 0) {
		return 0, i, false
	}
	if joined && (next >= len(toks) || toks[next].Mark) && high <= low {
		return 0, i, false
	}
	return high, next, high > low || dash && high == low
}

// rescale turns "2 to 3 million" into two millions.
func rescale(low float64, toks []word.Token, first, last int, high float64) float64 {
	if last-first == 1 && low < 1000 && high >= 1000*low {
		for _, s := range []float64{1e9, 1e7, 1e6, 1e5, 1e3} {
			if high >= s && low*s <= high {
				return low * s
			}
		}
	}
	return low
}

// between reads "between 50,000 and 70,000".
func (t *Table) between(toks []word.Token, first, i int) (Phrase, bool) {
	_, j, ok := t.match(toks, i, "between")
	if !ok {
		return Phrase{}, false
	}
	low, j, ok := t.cardinal(toks, j)
	if !ok {
		return Phrase{}, false
	}
	k := j
	_, j, ok = t.match(toks, j, "to")
	if !ok {
		return Phrase{}, false
	}
	high, last, ok := t.cardinal(toks, j)
	if !ok || high <= low {
		return Phrase{}, false
	}
	if last >= len(toks) || toks[last].Mark {
		return Phrase{}, false // "between 1 and 14 April" keeps its noun, "from 3 to 5." says nothing of people
	}
	return ranged(first, last, rescale(low, toks, k-1, k, high), high), true
}

// cardinal reads one number in digits or words.
func (t *Table) cardinal(toks []word.Token, i int) (float64, int, bool) {
	if i >= len(toks) {
		return 0, i, false
	}
	if toks[i].Digit {
		v, ok := Digits(toks[i].Lower)
		if !ok {
			return 0, i, false
		}
		return t.scaled(toks, i+1, v)
	}
	return t.words(toks, i)
}

// scaled multiplies by the scale words that follow: "1.2 million", "2.14 lakh".
func (t *Table) scaled(toks []word.Token, i int, v float64) (float64, int, bool) {
	for {
		e, next, ok := t.match(toks, i, "scale")
		if !ok || e.value < 100 && v > 20 {
			return v, i, true
		}
		v *= e.value
		i = next
	}
}

// words reads a number in words: "seven hundred", "half a million", "twelve hundred", "a million".
func (t *Table) words(toks []word.Token, i int) (float64, int, bool) {
	if toks[i].Is("half") && i+2 < len(toks) && toks[i+1].Is("a", "an") {
		if e, next, ok := t.match(toks, i+2, "scale"); ok {
			return e.value / 2, next, true
		}
	}
	if toks[i].Is("a", "an", "un", "une") {
		e, next, ok := t.match(toks, i+1, "scale")
		if !ok || len(e.words[0]) < 2 {
			return 0, i, false
		}
		return t.scaled(toks, next, e.value)
	}
	total, part, j, found := 0.0, 0.0, i, false
	for j < len(toks) {
		v, next, ok := t.oneWord(toks, j)
		if !ok {
			if found && part > 0 && toks[j].Is("and", "et", "y", "و") {
				if v2, _, ok2 := t.oneWord(toks, j+1); ok2 && part >= 100 && v2 < 100 && int(part)%100 == 0 {
					j++
					continue
				}
			}
			break
		}
		if v < 0 { // a scale
			if !found {
				if -v < 1000 || toks[j].Is("m", "mn") {
					return 0, i, false
				}
				part = 1
			}
			if -v >= 1000 {
				total, part = total+part*-v, 0
			} else {
				part *= -v
			}
		} else {
			part += v
		}
		found, j = true, next
	}
	return total + part, j, found
}

// oneWord gives the value of a number word, of a hyphened one ("eighty-five"), or minus the value of a scale word.
func (t *Table) oneWord(toks []word.Token, i int) (float64, int, bool) {
	if e, next, ok := t.match(toks, i, "number", "scale"); ok {
		if e.class == "scale" {
			return -e.value, next, true
		}
		return e.value, next, true
	}
	if i < len(toks) && strings.Contains(toks[i].Lower, "-") {
		a, b, _ := strings.Cut(toks[i].Lower, "-")
		ea, eb := t.first[a], t.first[b]
		if len(ea) > 0 && len(eb) > 0 && ea[0].class == "number" && eb[0].class == "number" {
			return ea[0].value + eb[0].value, i + 1, true
		}
	}
	return 0, i, false
}

// Digits reads a number in figures: "1,234", "7,50,000", "1.234.567", "34 000", "1.2", "12٬000".
func Digits(s string) (float64, bool) {
	s = strings.TrimRight(s, "stndrh")
	s = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "\u066c", "", "\u066b", ".").Replace(s)
	if n := strings.Count(s, ","); n > 0 {
		tail := s[strings.LastIndexByte(s, ',')+1:]
		if n == 1 && len(strings.SplitN(tail, ".", 2)[0]) != 3 {
			s = strings.Replace(s, ",", ".", 1) // a decimal comma
		} else {
			s = strings.ReplaceAll(s, ",", "")
		}
	}
	if n := strings.Count(s, "."); n > 1 || n == 1 && grouped(s) {
		s = strings.ReplaceAll(s, ".", "")
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// grouped says whether the one full stop groups thousands ("15.000"): exactly three zeros after it.
func grouped(s string) bool {
	head, tail, _ := strings.Cut(s, ".")
	return len(tail) == 3 && len(head) <= 3 && strings.HasSuffix(tail, "00")
}

// begins says whether a number phrase can begin with the token: most words of a text are turned away here.
func (t *Table) begins(tok word.Token) bool {
	if tok.Digit || len(t.first[tok.Lower]) > 0 || strings.IndexByte(tok.Lower, '-') > 0 {
		return true
	}
	return tok.Is("a", "an", "un", "une", "la", "half", "most", "all", "one", "every", "everyone", "everybody", "%")
}
