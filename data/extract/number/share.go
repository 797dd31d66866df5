package number

import (
	"strings"

	"dateline/data/extract/word"
)

// share reads a part of a whole: "half of", "two-thirds", "85 per cent", "71%", "one in three", "most of".
func (t *Table) share(toks []word.Token, first, i int) (Phrase, bool) {
	if i >= len(toks) {
		return Phrase{}, false
	}
	p := Phrase{First: first, Qualifier: "ratio"}
	if v, next, ok := t.percent(toks, i); ok {
		p.Share, p.Last = v, next
		return p, true
	}
	if v, next, ok := t.fraction(toks, i); ok {
		p.Share, p.Last = v, next
		return p, true
	}
	if v, next, ok := t.oneIn(toks, i); ok {
		p.Share, p.Last = v, next
		return p, true
	}
	if toks[i].Is("most", "all", "everyone", "everybody") && (first < i || toks[i].Is("most")) {
		p.Last = i + 1
		return p, true
	}
	return Phrase{}, false
}

func (t *Table) percent(toks []word.Token, i int) (float64, int, bool) {
	v, j, ok := t.cardinal(toks, i)
	if !ok || j >= len(toks) {
		return 0, i, false
	}
	switch {
	case toks[j].Is("%", "percent", "٪"):
		return v / 100, j + 1, true
	case toks[j].Is("per", "pour", "por") && j+1 < len(toks) && toks[j+1].Is("cent", "ciento"):
		return v / 100, j + 2, true
	case toks[j].Is("بالمئة", "بالمائة"):
		return v / 100, j + 1, true
	}
	return 0, i, false
}

func (t *Table) fraction(toks []word.Token, i int) (float64, int, bool) {
	w := toks[i].Lower
	if a, b, ok := strings.Cut(w, "-"); ok {
		ea, eb := t.first[a], t.first[b]
		if len(ea) > 0 && ea[0].class == "number" && len(eb) > 0 && eb[0].class == "fraction" {
			return ea[0].value * eb[0].value, i + 1, true
		}
	}
	j, n := i, 1.0
	if toks[i].Is("a", "an", "one", "la", "un") {
		j++
	} else if e, next, ok := t.match(toks, i, "number"); ok {
		j, n = next, e.value
	}
	e, next, ok := t.match(toks, j, "fraction")
	if !ok {
		return 0, i, false
	}
	if j == i && !toks[i].Is("half", "moitié", "mitad", "نصف") {
		return 0, i, false // a bare "third" is an ordinal
	}
	if toks[j].Is("half") && next < len(toks) && toks[next].Is("a", "an") {
		return 0, i, false // "half a million" is a number
	}
	return n * e.value, next, true
}

// oneIn reads "one in three", "nine in ten", "every fourth".
func (t *Table) oneIn(toks []word.Token, i int) (float64, int, bool) {
	if i+2 >= len(toks) || !toks[i+1].Is("in") {
		return 0, i, false
	}
	a, j, ok := t.cardinal(toks, i)
	if !ok || j != i+1 {
		return 0, i, false
	}
	b, last, ok := t.cardinal(toks, i+2)
	if !ok || last != i+3 || b <= a || b > 100 {
		return 0, i, false
	}
	return a / b, last, true
}
